//! Word 97 to 2003 documents ([MS-DOC]), as a person sees them.
//!
//! The text stands in one space of characters, one story behind the other; properties are kept apart from it
//! by the place where a character is stored. [`pieces`] leads from characters to places, [`runs`] from places
//! to properties, [`story`] walks the characters.

mod census;
mod fib;
mod flow;
mod fonts;
mod form_field;
mod layout;
mod lists;
mod look;
mod pieces;
mod plc;
mod row;
mod runs;
mod sprm;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use super::binary::u32_at;
use super::census::short::{Take, shortfall};
use super::compound::Compound;
use super::page::{Block, Document, Part, PartKind};
use crate::finding::FileFinding;
use fib::{Fib, Story, Structure};
use plc::Plc;
use std::collections::BTreeMap;
use std::ops::Range;
use story::{Reader, Sources};

/// Reads a document.
///
/// # Errors
/// Why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let missing = |name: &str| FileFinding::Corrupt { detail: format!("{name}: ?") };
    let mut compound = Compound::open(bytes)?;
    let stream = compound.stream("WordDocument")?.ok_or_else(|| missing("WordDocument"))?;
    let fib = Fib::read(&stream)?;
    let table = compound.stream(fib.table_stream)?.ok_or_else(|| missing(fib.table_stream))?;
    let data = compound.stream("Data")?.unwrap_or_default();
    let mut reader = Reader::new(Sources { fib: &fib, stream: &stream, table: &table, data: &data })?;
    reader.seen.active = compound.contains("Macros") || compound.contains("ObjectPool");

    read_comments(&fib, &table, &mut reader)?;
    reader.boxes = boxes(&fib, &table);
    let mut blocks = reader.story(fib.story(Story::Body), Story::Body)?;
    for notes in [Story::Footnotes, Story::Endnotes] {
        let notes = reader.story(fib.story(notes), notes)?;
        blocks.extend(notes.into_iter().filter(is_filled));
    }
    for range in std::mem::take(&mut reader.boxes).into_values() {
        let stray = reader.story(range, Story::TextBoxes)?;
        reader.lost(&stray);
    }
    let (mut parts, footers) = margins(&fib, &table, &mut reader)?;
    // Text boxes of headers and footers stand together, without a word of which they belong to.
    let boxed = reader.story(fib.story(Story::MarginBoxes), Story::MarginBoxes)?;
    let boxed: Vec<Block> = boxed.into_iter().filter(is_filled).collect();
    if !boxed.is_empty() {
        parts.push(Part { kind: PartKind::Header, blocks: boxed });
    }
    parts.push(Part { kind: PartKind::Body, blocks });
    parts.extend(footers);
    let mut document = Document { parts, findings: Vec::new() };
    let Reader { mut seen, ledger, .. } = reader;
    let count = |take: &mut Take<'_>| census::each_text(&stream, &table, take);
    seen.unread = seen.unread.or_else(|| shortfall(count, &document, &ledger));
    document.findings = seen.findings();
    Ok(document)
}

fn is_filled(block: &Block) -> bool {
    !matches!(block, Block::Paragraph(paragraph) if paragraph.text.trim().is_empty())
}

/// A stretch that a PLC gives in a story, as positions of the whole text.
fn within(story: &Range<u32>, start: u32, end: u32) -> Range<u32> {
    let at = |position: u32| story.start.saturating_add(position).min(story.end);
    at(start)..at(end)
}

/// Reads the comments, by the characters they belong to.
fn read_comments(fib: &Fib<'_>, table: &[u8], reader: &mut Reader<'_>) -> Result<(), FileFinding> {
    let references = Plc::new(fib.structure(table, Structure::CommentReferences), 30);
    let texts = Plc::new(fib.structure(table, Structure::CommentTexts), 0);
    let story = fib.story(Story::Comments);
    for ((position, _, _), (start, end, _)) in references.iter().zip(texts.iter()) {
        let blocks = reader.story(within(&story, start, end), Story::Comments)?;
        let document = Document { parts: vec![Part { kind: PartKind::Body, blocks }], findings: Vec::new() };
        let lines: Vec<_> = document.paragraphs().iter().map(|p| p.text.trim()).collect();
        let text = lines.join("\n").trim().to_owned();
        if !text.is_empty() {
            reader.comments.entry(position).or_default().push(text);
        }
    }
    Ok(())
}

/// The text boxes by the characters they are anchored at: shapes and boxes name each other by a number
/// ([MS-DOC] 2.9.253, 2.9.94).
fn boxes(fib: &Fib<'_>, table: &[u8]) -> BTreeMap<u32, Range<u32>> {
    const SHAPE: usize = 26;
    const TEXT_BOX: usize = 22;
    let shapes = Plc::new(fib.structure(table, Structure::Shapes), SHAPE);
    let anchors: BTreeMap<u32, u32> =
        shapes.iter().filter_map(|(position, _, shape)| Some((u32_at(shape, 0)?, position))).collect();
    let story = fib.story(Story::TextBoxes);
    let texts = Plc::new(fib.structure(table, Structure::TextBoxes), TEXT_BOX);
    // One without an anchor stands at the end.
    let unanchored = fib.story(Story::Body).end..u32::MAX;
    texts
        .iter()
        .zip(unanchored)
        .filter(|((start, end, _), _)| start < end)
        .map(|((start, end, text), stray)| {
            let anchor = u32_at(text, 14).and_then(|shape| anchors.get(&shape)).copied();
            (anchor.unwrap_or(stray), within(&story, start, end))
        })
        .collect()
}

/// The page headers, then the page footers ([MS-DOC] 2.8.22): six stories of separators, then six for each
/// section: even and odd header, even and odd footer, first header and footer.
fn margins(
    fib: &Fib<'_>,
    table: &[u8],
    reader: &mut Reader<'_>,
) -> Result<(Vec<Part>, Vec<Part>), FileFinding> {
    let story = fib.story(Story::Margins);
    let (mut headers, mut footers): (Vec<Part>, Vec<Part>) = (Vec::new(), Vec::new());
    let stories = Plc::new(fib.structure(table, Structure::Margins), 0);
    for (at, (start, end, _)) in stories.iter().enumerate().skip(6) {
        let blocks = reader.story(within(&story, start, end), Story::Margins)?;
        if !blocks.iter().any(is_filled) {
            continue;
        }
        let (parts, kind) = match at % 6 {
            2 | 3 | 5 => (&mut footers, PartKind::Footer),
            _ => (&mut headers, PartKind::Header),
        };
        let part = Part { kind, blocks };
        if parts.contains(&part) {
            reader.leave_out(&part);
        } else {
            parts.push(part);
        }
    }
    Ok((headers, footers))
}

//! A second count of the visible characters of a file against those of its document.
//!
//! What a document has beyond the count is fine: numbers of lists, states of boxes, squares that stand several times.
//! What it lacks is quoted.

use super::{EFFORT, Ledger, QUOTE, missing};
use crate::document::page::{Block, Document};
use std::borrow::Cow;

/// How many kinds of characters are told apart: all letters of Vietnamese have a bin of their own.
const BINS: usize = 0x2000;

/// Takes texts, one after the other.
pub(in crate::document) type Take<'t> = dyn FnMut(&str) + 't;

/// Text that a count finds in a file and that is neither in its document nor was left out for a reason, to be quoted.
pub(in crate::document) fn shortfall(
    each_written: impl Fn(&mut Take<'_>),
    document: &Document,
    ledger: &Ledger,
) -> Option<String> {
    let mut bins = vec![0_i64; BINS];
    let mut count =
        |text: &str, step: i64| text.chars().filter(|c| shows(*c)).for_each(|c| bins[bin(c)] += step);
    each_written(&mut |text| count(text, 1));
    count(&ledger.added, 1);
    each_held(document, &mut |text| count(text, -1));
    count(&ledger.left_out, -1);
    if bins.iter().all(|bin| *bin <= 0) {
        return None;
    }
    // A text that was lost as a whole is made of characters that are short.
    let (mut texts, mut size, mut short) = (Vec::new(), 0, String::new());
    each_written(&mut |text| {
        let mut shown = text.chars().filter(|c| shows(*c)).peekable();
        let may_be_lost = shown.peek().is_some() && shown.all(|c| bins[bin(c)] > 0);
        size += text.len();
        if may_be_lost && size <= EFFORT {
            texts.push(Cow::<[u8]>::Owned(text.as_bytes().to_vec()));
        }
    });
    each_written(&mut |text| {
        for c in text.chars().filter(|c| shows(*c)) {
            if bins[bin(c)] > 0 && short.len() < QUOTE {
                bins[bin(c)] -= 1;
                short.push(c);
            }
        }
    });
    let mut held = Vec::new();
    each_held(document, &mut |text| held.extend(visible(text.as_bytes())));
    held.extend(visible(ledger.left_out.as_bytes()));
    missing(texts.into_iter(), held, visible).or(Some(short))
}

fn bin(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or(0) % BINS
}

/// Whether a person sees a character. Spaces, soft hyphens and marks of direction come and go.
fn shows(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic();
    }
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
}

fn visible(text: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(text).chars().filter(|c| shows(*c)).collect::<String>().into_bytes()
}

/// Takes every text of a document: paragraphs, the numbers in front of them, comments.
fn each_held(document: &Document, take: &mut Take<'_>) {
    document.parts.iter().for_each(|part| each_of(&part.blocks, take));
}

fn each_of(blocks: &[Block], take: &mut Take<'_>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.label.iter().for_each(|label| take(label));
                take(&paragraph.text);
                paragraph.comments.iter().for_each(|comment| take(comment));
            }
            // Tables stand in one another only so far as the readers allow.
            Block::Table(table) => table.slots().iter().for_each(|slot| each_of(&slot.blocks, take)),
        }
    }
}

/// Checks that a count agrees with a document, and that each text that is dropped from it is missed and quoted.
#[cfg(test)]
pub(in crate::document) fn assert_none_is_dropped(each_written: impl Fn(&mut Take<'_>), document: &Document) {
    use crate::document::page::{Paragraph, Part, PartKind};
    let mut texts = Vec::new();
    each_held(document, &mut |text| texts.push(text.to_owned()));
    let without = |dropped: usize| {
        let kept = texts.iter().enumerate().filter(|(at, _)| *at != dropped);
        let blocks = kept
            .map(|(_, text)| Block::Paragraph(Paragraph::plain(text.as_str(), crate::model::Place::File)));
        let part = Part { kind: PartKind::Body, blocks: blocks.collect() };
        shortfall(&each_written, &Document { parts: vec![part], findings: Vec::new() }, &Ledger::default())
    };
    assert_eq!(without(usize::MAX), None);
    for (at, text) in texts.iter().enumerate().filter(|(_, text)| text.chars().any(shows)) {
        let quoted = without(at);
        let quoted = quoted.unwrap_or_else(|| panic!("{text} is not missed"));
        assert!(visible(text.as_bytes()).starts_with(&visible(quoted.as_bytes())), "{text}: {quoted}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::page::{Paragraph, Part, PartKind};
    use crate::model::Place;

    fn short(written: &[&str], held: &[&str], ledger: &Ledger) -> Option<String> {
        let blocks = held.iter().map(|t| Block::Paragraph(Paragraph::plain(*t, Place::File))).collect();
        let document = Document { parts: vec![Part { kind: PartKind::Body, blocks }], ..Document::default() };
        shortfall(|take| written.iter().for_each(|text| take(text)), &document, ledger)
    }

    #[test]
    fn what_a_document_lacks_is_quoted_and_what_it_has_beyond_is_fine() {
        let none = Ledger::default();
        assert_eq!(short(&["Có", "Không", "đôi khi"], &["1. Không", "CÓ Có đôi\u{A0}khi"], &none), None);
        assert_eq!(short(&["Có", "Không", "đôi khi"], &["Có", "Không"], &none).as_deref(), Some("đôi khi"));
        assert_eq!(short(&["x", "xấu"], &["xấu"], &none).as_deref(), Some("x"));
        assert_eq!(short(&["a\u{A0}b", "\u{AD}"], &["a b"], &none), None);
    }

    #[test]
    fn what_was_left_out_and_what_was_put_in_are_counted_too() {
        let mut ledger = Ledger::default();
        ledger.leave_out("ẩn");
        assert_eq!(short(&["Có", "ẩn"], &["Có"], &ledger), None);
        ledger.replace("þ", "Có");
        assert_eq!(short(&["Có", "ẩn", "þ"], &["Có Có"], &ledger), None);
        assert!(short(&["Có", "ẩn", "þ"], &["Có"], &ledger).is_some());
    }
}

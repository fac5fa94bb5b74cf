//! The one document model into which every format is read.

use crate::finding::Finding;
use crate::model::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A ticked box, whatever its kind in the file.
pub const BOX_TICKED: char = '☒';
/// An empty box, whatever its kind in the file.
pub const BOX_EMPTY: char = '☐';
/// A tick of a symbol font.
pub const TICK: char = '✓';
/// A picture or drawing without text.
pub const PICTURE: char = '\u{FFFC}';

/// What is on the pages of one file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The parts, in reading order: page headers first, then the body or the sheets, then footers.
    pub parts: Vec<Part>,
    /// What a person should know about the file, such as content that is hidden.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// A stretch of a document that is read from top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartKind {
    /// The text of a Word document.
    Body,
    /// A page header.
    Header,
    /// A page footer.
    Footer,
    /// A sheet of a workbook; its blocks are one table.
    Sheet {
        /// Its name.
        name: Arc<str>,
        /// Whether a person sees it without unhiding it.
        hidden: bool,
    },
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// One paragraph: its text in one piece and how stretches of it look.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Where it stands.
    pub place: Place,
    /// The automatic number in front of it as shown, such as `1.` or `II`; not part of the text.
    pub label: Option<String>,
    /// The visible text in NFC; a tab is `\t`, a line break `\n`.
    pub text: String,
    /// How the text looks, in order, covering all of it; empty where all of it is plain.
    pub spans: Vec<Span>,
    /// Comments attached to it.
    pub comments: Vec<String>,
}

/// A stretch of a paragraph that looks alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset in the text where it ends; it starts where the one before ends.
    pub end: usize,
    /// How it looks.
    pub emphasis: Emphasis,
}

/// How a stretch of text is made to stand out. A set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Emphasis(u8);

impl Emphasis {
    /// Plain.
    pub const NONE: Self = Self(0);
    /// Bold.
    pub const BOLD: Self = Self(1);
    /// Underlined.
    pub const UNDERLINE: Self = Self(2);
    /// Struck out.
    pub const STRIKE: Self = Self(4);
    /// Highlighted or shaded.
    pub const HIGHLIGHT: Self = Self(8);
    /// In a colour other than black.
    pub const COLOUR: Self = Self(16);
    /// Circled or framed.
    pub const FRAME: Self = Self(32);
    /// Italic.
    pub const ITALIC: Self = Self(64);

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The first without the second.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it has all of the other.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing makes it stand out.
    pub fn is_plain(self) -> bool {
        self.0 == 0
    }
}

/// A table with its merges resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it is a table of.
    pub frame: Frame,
    slots: Vec<Slot>,
    /// Positions of the slots that reach down over several rows.
    tall: Vec<usize>,
    rows: u32,
    columns: u32,
}

/// What a table is a table of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frame {
    /// The n-th table of a Word document, from 1, nested ones counted too.
    Word(u32),
    /// A sheet of a workbook.
    Sheet(Arc<str>),
}

/// A square of a table, with everything merged into it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Rows it covers, at least 1.
    pub row_span: u32,
    /// Columns it covers, at least 1.
    pub column_span: u32,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// What a spreadsheet stores in it; `Text` for Word.
    pub value: Value,
    /// The colour of its background, where it is neither none nor white.
    pub fill: Option<u32>,
    /// Whether its row or column is hidden.
    pub hidden: bool,
}

/// What a spreadsheet stores in a square. The text shown stands in the slot's blocks.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum Value {
    /// Text, or nothing.
    #[default]
    Text,
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date.
    Date(Date),
    /// An error such as `#REF!`.
    Error,
    /// A formula without a stored result.
    Uncalculated,
}

impl Document {
    /// Every paragraph of every part in reading order, those in tables included.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let mut all = Vec::new();
        for part in &self.parts {
            collect(&part.blocks, &mut all);
        }
        all
    }
}

fn collect<'a>(blocks: &'a [Block], into: &mut Vec<&'a Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => into.push(paragraph),
            Block::Table(table) => table.slots.iter().for_each(|slot| collect(&slot.blocks, into)),
        }
    }
}

impl Paragraph {
    /// A plain paragraph.
    pub fn plain(text: impl Into<String>, place: Place) -> Self {
        Self { place, text: text.into(), ..Self::default() }
    }

    /// The paragraph from a byte of its text on; all of it where no letter begins there.
    #[must_use]
    pub fn cut(&self, from: usize) -> Self {
        let Some(text) = self.text.get(from..) else { return self.clone() };
        let spans = self.spans.iter().filter(|s| s.end > from);
        let spans = spans.map(|s| Span { end: s.end - from, emphasis: s.emphasis }).collect();
        Self { text: text.to_owned(), spans, place: self.place.clone(), label: None, comments: Vec::new() }
    }

    /// The stretches of the text with how they look; one plain stretch where nothing stands out.
    pub fn stretches(&self) -> impl Iterator<Item = (&str, Emphasis)> {
        let rest = self.spans.last().map_or(0, |s| s.end);
        let tail =
            (rest < self.text.len()).then_some(Span { end: self.text.len(), emphasis: Emphasis::NONE });
        self.spans.iter().copied().chain(tail).scan(0, |start, span| {
            let piece = self.text.get(*start..span.end).unwrap_or_default();
            *start = span.end;
            Some((piece, span.emphasis))
        })
    }
}

impl Table {
    /// A table of these slots, in any order. Slots must not overlap.
    pub fn new(frame: Frame, mut slots: Vec<Slot>) -> Self {
        slots.sort_unstable_by_key(|s| (s.row, s.column));
        let rows = slots.iter().map(|s| s.row + s.row_span).max().unwrap_or(0);
        let columns = slots.iter().map(|s| s.column + s.column_span).max().unwrap_or(0);
        let tall = slots.iter().enumerate().filter(|(_, s)| s.row_span > 1).map(|(at, _)| at).collect();
        Self { frame, slots, tall, rows, columns }
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// How many columns it has.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// The slots, by row and column of their first square.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slots that begin in a row.
    pub fn row(&self, row: u32) -> &[Slot] {
        let start = self.slots.partition_point(|s| s.row < row);
        let from = &self.slots[start..];
        &from[..from.iter().take_while(|s| s.row == row).count()]
    }

    /// The slot that covers a square, merged ones included.
    pub fn slot(&self, row: u32, column: u32) -> Option<&Slot> {
        let covers = |s: &&Slot| {
            (s.column..s.column + s.column_span).contains(&column)
                && (s.row..s.row + s.row_span).contains(&row)
        };
        // One number for both is compared at once.
        let square = |row: u32, column: u32| u64::from(row) << 32 | u64::from(column);
        let sought = square(row, column);
        let after = self.slots.partition_point(|s| square(s.row, s.column) <= sought);
        let own = after.checked_sub(1).and_then(|at| self.slots.get(at)).filter(covers);
        let tall = self.tall.iter().filter_map(|at| self.slots.get(*at));
        own.or_else(|| tall.take_while(|s| s.row <= row).find(covers))
    }

    /// Where a square stands.
    pub fn place(&self, row: u32, column: u32) -> Place {
        match &self.frame {
            Frame::Word(table) => Place::Slot { table: *table, row: row + 1, column: column + 1 },
            Frame::Sheet(sheet) => {
                Place::Square { sheet: Arc::clone(sheet), row: row + 1, column: column + 1 }
            }
        }
    }
}

impl Slot {
    /// Its text: paragraphs on lines of their own, nested tables included.
    pub fn text(&self) -> Cow<'_, str> {
        match self.blocks.as_slice() {
            [] => Cow::default(),
            [Block::Paragraph(one)] => Cow::Borrowed(&one.text),
            _ => Cow::Owned(self.paragraphs().iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")),
        }
    }

    /// Its paragraphs, those of nested tables included.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let mut all = Vec::new();
        collect(&self.blocks, &mut all);
        all
    }

    /// Whether nothing but spaces stands in it.
    pub fn is_blank(&self) -> bool {
        let blank = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text.chars().all(char::is_whitespace),
            Block::Table(table) => table.slots.iter().all(Slot::is_blank),
        };
        self.blocks.iter().all(blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(row: u32, column: u32, row_span: u32, column_span: u32, text: &str) -> Slot {
        Slot {
            row,
            column,
            row_span,
            column_span,
            blocks: vec![Block::Paragraph(Paragraph::plain(text, Place::File))],
            value: Value::Text,
            fill: None,
            hidden: false,
        }
    }

    #[test]
    fn a_merged_slot_is_found_at_every_square_it_covers() {
        let table = Table::new(
            Frame::Word(1),
            vec![
                slot(0, 0, 2, 1, "TT"),
                slot(0, 1, 1, 2, "Kết quả"),
                slot(1, 1, 1, 1, "Có"),
                slot(1, 2, 1, 1, "Không"),
            ],
        );
        let text = |r, c| table.slot(r, c).map(Slot::text);
        assert_eq!(text(1, 0).as_deref(), Some("TT"));
        assert_eq!(text(0, 2).as_deref(), Some("Kết quả"));
        assert_eq!(text(1, 2).as_deref(), Some("Không"));
        assert_eq!(text(2, 0), None);
        assert_eq!((table.rows(), table.columns()), (2, 3));
    }

    #[test]
    fn stretches_cover_the_whole_text() {
        let paragraph = Paragraph {
            text: "Có / Không".into(),
            spans: vec![Span { end: 3, emphasis: Emphasis::STRIKE }],
            ..Paragraph::default()
        };
        let stretches: Vec<_> = paragraph.stretches().collect();
        assert_eq!(stretches, [("Có", Emphasis::STRIKE), (" / Không", Emphasis::NONE)]);
    }
}

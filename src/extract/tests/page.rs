//! Pages written in code.

use crate::document::{
    Block, Document, Emphasis, Frame, Paragraph, Part, PartKind, Slot, Span, Table, Value,
};
use crate::model::Place;

/// A Word page of lines and tables.
#[derive(Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
    tables: u32,
    paragraphs: u32,
}

impl Page {
    /// A line; what stands between tildes is struck out.
    pub(super) fn line(mut self, text: &str) -> Self {
        self.paragraphs += 1;
        let place = Place::Paragraph(self.paragraphs);
        self.blocks.push(Block::Paragraph(if text.contains('~') {
            Paragraph { place, ..paragraph(text) }
        } else {
            Paragraph::plain(text, place)
        }));
        self
    }

    pub(super) fn lines<S: AsRef<str>>(self, lines: impl IntoIterator<Item = S>) -> Self {
        lines.into_iter().fold(self, |page, line| page.line(line.as_ref()))
    }

    /// A table of texts; `<` merges a square into the one on its left, `^` into the one above; between stars they
    /// are bold.
    pub(super) fn table<S: AsRef<str>>(mut self, rows: &[Vec<S>]) -> Self {
        self.tables += 1;
        self.blocks.push(Block::Table(table(Frame::Word(self.tables), rows)));
        self
    }

    pub(super) fn document(self) -> Document {
        Document { parts: vec![Part { kind: PartKind::Body, blocks: self.blocks }], findings: vec![] }
    }
}

/// A workbook of sheets.
pub(super) fn workbook<S: AsRef<str>>(sheets: &[(&str, Vec<Vec<S>>)]) -> Document {
    let sheet = |(name, rows): &(&str, Vec<Vec<S>>)| Part {
        kind: PartKind::Sheet { name: (*name).into(), hidden: false },
        blocks: vec![Block::Table(table(Frame::Sheet((*name).into()), rows))],
    };
    Document { parts: sheets.iter().map(sheet).collect(), findings: vec![] }
}

fn table<S: AsRef<str>>(frame: Frame, rows: &[Vec<S>]) -> Table {
    let sheet = matches!(frame, Frame::Sheet(_));
    let mut slots: Vec<Slot> = Vec::new();
    for (r, row) in (0..).zip(rows) {
        for (c, text) in (0..).zip(row) {
            match text.as_ref() {
                "<" => slots.last_mut().expect("a square on the left").column_span += 1,
                "^" => {
                    let above = slots.iter_mut().rev().find(|s| s.column == c).expect("a square above");
                    above.row_span = r - above.row + 1;
                }
                "" if sheet => {}
                text => slots.push(slot(r, c, text)),
            }
        }
    }
    Table::new(frame, slots)
}

fn slot(row: u32, column: u32, text: &str) -> Slot {
    let value = text.parse().map_or(Value::Text, Value::Number);
    let blocks = text.split('\n').map(block).collect();
    Slot { row, column, row_span: 1, column_span: 1, blocks, value, fill: None, hidden: false }
}

/// A paragraph, or a table within the square: `{Có|Không;x|}`.
fn block(text: &str) -> Block {
    let Some(rows) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Block::Paragraph(paragraph(text));
    };
    let rows: Vec<Vec<&str>> = rows.split(';').map(|row| row.split('|').collect()).collect();
    Block::Table(table(Frame::Word(100), &rows))
}

/// A paragraph in which what stands between stars is bold, and between tildes struck out.
fn paragraph(text: &str) -> Paragraph {
    let mut shown = Paragraph::plain("", Place::File);
    let (sign, look) = if text.contains('~') { ('~', Emphasis::STRIKE) } else { ('*', Emphasis::BOLD) };
    for (at, stretch) in text.split(sign).enumerate().filter(|(_, stretch)| !stretch.is_empty()) {
        shown.text.push_str(stretch);
        let emphasis = if at % 2 == 1 { look } else { Emphasis::NONE };
        shown.spans.push(Span { end: shown.text.len(), emphasis });
    }
    shown
}

//! One worksheet part (ECMA-376 part 1, 18.3).

use super::anchor::{Anchor, Lines};
use super::merges::Merges;
use super::reference::{self, COLUMNS, ROWS};
use super::rich_text::{RichText, clean};
use super::square::{Fault, Shown, Square};
use super::styles::Styles;
use super::xml::{Element, Node, Xml, is_true};
use crate::document::{Block, Paragraph, Slot};
use crate::finding::FileFinding;
use crate::model::Place;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most squares with content in one sheet.
const SQUARES: usize = 2_000_000;
/// Most bytes of text in one workbook.
const TEXT_LIMIT: usize = 128 << 20;

/// What the whole workbook has in common.
pub(super) struct Shared {
    pub(super) strings: Vec<RichText>,
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
}

/// What one worksheet part holds.
#[derive(Default)]
pub(super) struct Sheet {
    /// The squares that are not blank, in order, with merges resolved.
    pub(super) slots: Vec<Slot>,
    /// Text that stands in no visible place although its row and column are: under a merged square or made
    /// invisible by its number format.
    pub(super) covered: Vec<(u32, u32)>,
    /// Its merged areas.
    pub(super) merges: Merges,
    /// Where its rows and columns run.
    pub(super) lines: Lines,
    /// Form controls: shape number, relationship and place.
    pub(super) controls: Vec<(u32, String, Anchor)>,
    /// Squares in which the state of a control stands once more.
    pub(super) linked: BTreeSet<(u32, u32)>,
    /// Page headers.
    pub(super) headers: Vec<String>,
    /// Page footers.
    pub(super) footers: Vec<String>,
}

/// Reads one worksheet part; `budget` is the text that the workbook may still hold, in bytes.
pub(super) fn read(
    bytes: &[u8],
    part: &str,
    name: &Arc<str>,
    shared: &Shared,
    budget: &mut usize,
) -> Result<Sheet, FileFinding> {
    let (xml, sheet) = (Xml::new(bytes, part), Sheet::default());
    let mut reader = Reader { xml, name, shared, budget, sheet, row: None, at: Row::default() };
    while let Some(node) = reader.xml.next()? {
        if let Node::Start(start) = node {
            reader.element(&start)?;
        }
    }
    reader.finish()
}

/// The place of a square, given from 0.
pub(super) fn place(sheet: &Arc<str>, row: u32, column: u32) -> Place {
    Place::Square { sheet: Arc::clone(sheet), row: row + 1, column: column + 1 }
}

/// Most text that one workbook may hold, in bytes.
pub(super) fn text_budget() -> usize {
    TEXT_LIMIT
}

struct Reader<'a> {
    xml: Xml<'a>,
    name: &'a Arc<str>,
    shared: &'a Shared,
    budget: &'a mut usize,
    sheet: Sheet,
    /// The row being read.
    row: Option<u32>,
    at: Row,
}

/// What is known of the row being read.
#[derive(Default)]
struct Row {
    hidden: bool,
    /// The column that a square without a reference has.
    next: u32,
}

impl Reader<'_> {
    fn element(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        match start.local() {
            "row" => self.row(start),
            "c" if self.row.is_some() => self.square(start),
            "col" => self.columns(start),
            "mergeCell" => {
                let [area] = self.xml.attributes(start, ["ref"])?;
                let area = area.unwrap_or_default();
                let read = reference::area(&area).ok_or_else(|| self.bad(&area))?;
                self.sheet.merges.push(read);
                Ok(())
            }
            "control" => self.control(start),
            "oddHeader" | "evenHeader" | "firstHeader" => {
                let text = self.margin()?;
                self.sheet.headers.extend(text);
                Ok(())
            }
            "oddFooter" | "evenFooter" | "firstFooter" => {
                let text = self.margin()?;
                self.sheet.footers.extend(text);
                Ok(())
            }
            // What programs show that do not know the choice before it (ECMA-376 part 3, 9.3).
            "Fallback" | "extLst" => self.xml.skip(),
            _ => Ok(()),
        }
    }

    fn columns(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let [first, last, width, hidden] = self.xml.attributes(start, ["min", "max", "width", "hidden"])?;
        let number = |text: Option<Cow<'_, str>>| text.and_then(|t| t.parse::<u32>().ok());
        if let (Some(first), Some(last)) = (number(first), number(last)) {
            let width = width.and_then(|w| w.parse().ok());
            let hidden = is_true(hidden.as_deref()) || width == Some(0.0);
            self.sheet.lines.add_columns(first.saturating_sub(1), last.saturating_sub(1), width, hidden);
        }
        Ok(())
    }

    fn row(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let [number, height, hidden] = self.xml.attributes(start, ["r", "ht", "hidden"])?;
        let row = match &number {
            None => self.row.map_or(0, |row| row + 1),
            Some(number) => {
                number.parse::<u32>().ok().and_then(|n| n.checked_sub(1)).ok_or_else(|| self.bad(number))?
            }
        };
        if row >= ROWS {
            return Err(self.bad(&(row + 1).to_string()));
        }
        let height = height.and_then(|h| h.parse().ok());
        let hidden = is_true(hidden.as_deref()) || height == Some(0.0);
        self.sheet.lines.add_row(row, height, hidden);
        self.row = Some(row);
        self.at = Row { hidden, next: 0 };
        Ok(())
    }

    fn square(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let [reference, style, kind] = self.xml.attributes(start, ["r", "s", "t"])?;
        let (row, column) = match &reference {
            None => (self.row.unwrap_or(0), self.at.next),
            Some(written) => reference::square(written).ok_or_else(|| self.bad(written))?,
        };
        if Some(row) != self.row || column >= COLUMNS {
            return Err(self.bad(reference.as_deref().unwrap_or("XFD+1")));
        }
        self.at.next = column + 1;
        let shared = self.shared;
        let style = shared.styles.get(style.and_then(|s| s.parse().ok()).unwrap_or(0));
        let square = self.content(kind)?;
        let Some(shown) = square.shown(style, shared).map_err(|fault| self.fault(&fault, row, column))?
        else {
            return Ok(());
        };
        if shown.concealed {
            self.sheet.covered.push((row, column));
        }
        self.place(row, column, style.fill, shown)
    }

    /// What stands inside the `c` that was just entered.
    fn content<'s>(&mut self, kind: Option<Cow<'s, str>>) -> Result<Square<'s>, FileFinding> {
        let mut square = Square { kind, ..Square::default() };
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            let Node::Start(start) = node else { continue };
            match start.local() {
                "v" => self.xml.text(square.value.get_or_insert_default())?,
                "f" => self.xml.text(square.formula.get_or_insert_default())?,
                "is" => square.inline = Some(RichText::read(&mut self.xml)?),
                _ => self.xml.skip()?,
            }
        }
        Ok(square)
    }

    fn place(&mut self, row: u32, column: u32, fill: Option<u32>, shown: Shown) -> Result<(), FileFinding> {
        let too_big = |what: String| FileFinding::TooBig { detail: format!("{}: {what}", self.name) };
        if self.sheet.slots.len() >= SQUARES {
            return Err(too_big(format!("> {SQUARES}")));
        }
        *self.budget = self
            .budget
            .checked_sub(shown.text.len())
            .ok_or_else(|| too_big(format!("> {} MB", TEXT_LIMIT >> 20)))?;
        let place = place(self.name, row, column);
        let paragraph = Paragraph { place, text: shown.text, spans: shown.spans, ..Paragraph::default() };
        let blocks = if paragraph.text.is_empty() { Vec::new() } else { vec![Block::Paragraph(paragraph)] };
        let hidden = self.at.hidden || self.sheet.lines.is_hidden_column(column);
        let (row_span, column_span, value) = (1, 1, shown.value);
        self.sheet.slots.push(Slot { row, column, row_span, column_span, blocks, value, fill, hidden });
        Ok(())
    }

    /// A form control: its anchor says over which squares it stands.
    fn control(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let [shape, relationship] = self.xml.attributes(start, ["shapeId", ":id"])?;
        let anchor = Anchor::read(&mut self.xml)?;
        if let (Some(Ok(shape)), Some(id), Some(anchor)) = (shape.map(|s| s.parse()), relationship, anchor) {
            self.sheet.controls.push((shape, id.into_owned(), anchor));
        }
        Ok(())
    }

    /// The text of a page header or footer, without the codes that begin with `&` (18.3.1.39).
    fn margin(&mut self) -> Result<Option<String>, FileFinding> {
        let mut written = String::new();
        self.xml.text(&mut written)?;
        let text = without_codes(&written);
        Ok((!text.is_empty()).then_some(text))
    }

    fn finish(mut self) -> Result<Sheet, FileFinding> {
        let Sheet { slots, covered, merges, .. } = &mut self.sheet;
        if !slots.is_sorted_by_key(|s| (s.row, s.column)) {
            slots.sort_by_key(|s| (s.row, s.column));
        }
        if let Some(pair) = slots.windows(2).find(|w| (w[0].row, w[0].column) == (w[1].row, w[1].column)) {
            let place = place(self.name, pair[0].row, pair[0].column);
            return Err(FileFinding::BadXml { detail: format!("{place} ×2") });
        }
        match merges.resolve(slots, covered) {
            Ok(()) => Ok(self.sheet),
            Err((row, column)) => {
                let place = place(self.name, row, column);
                Err(FileFinding::BadXml { detail: format!("{place}: mergeCell ×2") })
            }
        }
    }

    /// A fault of a square.
    fn fault(&self, fault: &Fault, row: u32, column: u32) -> FileFinding {
        let seen: String = fault.0.chars().take(40).collect();
        FileFinding::BadXml { detail: format!("{}: {seen}", place(self.name, row, column)) }
    }

    /// A fault at a reference that cannot be trusted.
    fn bad(&self, reference: &str) -> FileFinding {
        let reference: String = reference.chars().take(40).collect();
        FileFinding::BadXml { detail: format!("{}!{reference}", self.name) }
    }
}

pub(super) fn without_codes(written: &str) -> String {
    let mut text = String::new();
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => text.push('&'),
            // Left, centre and right are read one after the other.
            Some('L' | 'C' | 'R') => text.push('\n'),
            // A font's name or a colour.
            Some('"') => drop(chars.by_ref().find(|&c| c == '"')),
            Some('K') => chars.by_ref().take(6).for_each(drop),
            Some(c) if c.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    clean(&lines.collect::<Vec<_>>().join("\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_no_part_of_a_page_header() {
        let written = "&L&\"Times New Roman,Bold\"&14ĐẢNG BỘ XÃ&C&K01+000Trang &P/&N&RA && B";
        assert_eq!(without_codes(written), "ĐẢNG BỘ XÃ\nTrang /\nA & B");
    }
}

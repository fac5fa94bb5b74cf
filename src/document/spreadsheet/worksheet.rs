//! One worksheet part (ECMA-376 part 1, 18.3).

use super::anchor::Anchor;
use super::census;
use super::margin;
use super::reference::{self, COLUMNS, ROWS};
use super::rich_text::RichText;
use super::sheet::{Shared, Sheet, place};
use super::square::{Fault, Square};
use super::xml::{Element, Node, Xml, is_true};
use crate::document::Paragraph;
use crate::finding::FileFinding;
use std::borrow::Cow;
use std::sync::Arc;

/// Reads one worksheet part; `budget` is the text that the workbook may still hold, in bytes.
pub(super) fn read(
    bytes: &[u8],
    part: &str,
    name: &Arc<str>,
    shared: &Shared,
    budget: &mut usize,
) -> Result<Sheet, FileFinding> {
    let (xml, sheet) = (Xml::new(bytes, part), Sheet::new(name));
    let mut reader = Reader { xml, shared, budget, sheet, row: None, next: 0 };
    while let Some(node) = reader.xml.next()? {
        if let Node::Start(start) = node {
            reader.element(&start)?;
        }
    }
    let mut sheet = reader.sheet;
    if let Some(text) = census::unread(bytes, shared, &sheet) {
        sheet.seen.unread.get_or_insert(text);
    }
    sheet.close().map_err(|detail| FileFinding::BadXml { detail })?;
    Ok(sheet)
}

struct Reader<'a> {
    xml: Xml<'a>,
    shared: &'a Shared,
    budget: &'a mut usize,
    sheet: Sheet,
    /// The row being read.
    row: Option<u32>,
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
            "formula1" => self.list(),
            "extLst" => self.extensions(),
            // What programs show that do not know the choice before it (ECMA-376 part 3, 9.3).
            "Fallback" => self.xml.skip(),
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
        self.next = 0;
        Ok(())
    }

    fn square(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let [reference, style, kind] = self.xml.attributes(start, ["r", "s", "t"])?;
        let (row, column) = match &reference {
            None => (self.row.unwrap_or(0), self.next),
            Some(written) => reference::square(written).ok_or_else(|| self.bad(written))?,
        };
        if Some(row) != self.row || column >= COLUMNS {
            return Err(self.bad(reference.as_deref().unwrap_or("XFD+1")));
        }
        self.next = column + 1;
        let shared = self.shared;
        let style = shared.styles.get(style.and_then(|s| s.parse().ok()).unwrap_or(0));
        let square = self.content(kind)?;
        if let Some(formula) = square.formula.as_ref().filter(|f| f.contains('!')) {
            self.sheet.references.push(formula.clone());
        }
        let Some(shown) = square.shown(style, shared).map_err(|fault| self.fault(&fault, row, column))?
        else {
            return Ok(());
        };
        self.sheet.put((row, column), shown, style.fill, self.budget)
    }

    /// Where the list of a drop-down comes from (18.3.1.32).
    fn list(&mut self) -> Result<(), FileFinding> {
        let mut formula = String::new();
        self.xml.text(&mut formula)?;
        // One without the name of a sheet speaks of this one.
        if !formula.contains('!') {
            formula = format!("'{}'!{formula}", self.sheet.name.replace('\'', "''"));
        }
        self.sheet.references.push(formula);
        Ok(())
    }

    /// Extensions repeat names of the sheet proper. Of them only the lists of drop-downs matter.
    fn extensions(&mut self) -> Result<(), FileFinding> {
        let depth = self.xml.depth();
        while let Some(node) = self.xml.within(depth)? {
            if matches!(&node, Node::Start(start) if start.local() == "formula1") {
                self.list()?;
            }
        }
        Ok(())
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

    /// A form control: its anchor says over which squares it stands.
    fn control(&mut self, start: &Element<'_>) -> Result<(), FileFinding> {
        let [shape, relationship] = self.xml.attributes(start, ["shapeId", ":id"])?;
        let anchor = Anchor::read(&mut self.xml)?;
        if let (Some(Ok(shape)), Some(id), Some(anchor)) = (shape.map(|s| s.parse()), relationship, anchor) {
            self.sheet.controls.push((shape, id.into_owned(), anchor));
        }
        Ok(())
    }

    /// The text of a page header or footer.
    fn margin(&mut self) -> Result<Option<Paragraph>, FileFinding> {
        let mut written = String::new();
        self.xml.text(&mut written)?;
        Ok(margin::read(&written, &mut self.sheet.seen))
    }

    /// A fault of a square.
    fn fault(&self, fault: &Fault, row: u32, column: u32) -> FileFinding {
        let seen: String = fault.0.chars().take(40).collect();
        FileFinding::BadXml { detail: format!("{}: {seen}", place(&self.sheet.name, row, column)) }
    }

    /// A fault at a reference that cannot be trusted.
    fn bad(&self, reference: &str) -> FileFinding {
        let reference: String = reference.chars().take(40).collect();
        FileFinding::BadXml { detail: format!("{}!{reference}", self.sheet.name) }
    }
}

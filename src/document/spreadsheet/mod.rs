//! Excel workbooks in Office Open XML (`.xlsx`, ECMA-376 part 1, 18).

mod anchor;
pub(super) mod biff;
mod binding;
mod boxes;
mod census;
mod colour;
mod comments;
mod drawing;
mod font;
mod margin;
mod merges;
mod number_format;
pub(super) mod ods;
mod overlay;
mod reference;
mod rich_text;
mod serial;
mod sheet;
mod sources;
mod square;
mod styles;
mod workbook;
mod worksheet;
pub(super) mod xlsb;
mod xml;

#[cfg(test)]
mod tests;

use super::census::quoted;
use super::package::Package;
use super::{Document, Emphasis};
use crate::finding::FileFinding;
use binding::Binding;
use boxes::{Control, Shape};
use font::Font;
use overlay::{Extra, What};
use rich_text::RichText;
use sheet::{SQUARES, Shared, Sheet};
use std::sync::Arc;
use styles::Styles;
use workbook::{Entry, Workbook};
use xml::{Node, Xml};

/// Most pictures, shapes, controls and comments of one sheet.
const EXTRAS: usize = 100_000;

/// Reads a workbook: one part per sheet, whose squares are the slots of one table.
///
/// # Errors
/// The reason why the file as a whole cannot be trusted.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let mut book = Book::open(bytes)?;
    let sheets = std::mem::take(&mut book.workbook.sheets);
    let mut binding = Binding::default();
    for entry in &sheets {
        let Some(part) = book.worksheet(entry)? else { continue };
        binding.add(book.sheet(&part, &entry.name)?, entry.hidden);
    }
    if binding.is_empty() {
        return Err(FileFinding::BadPackage { detail: format!("{}: 0 sheet", book.part) });
    }
    book.workbook.names.iter().for_each(|name| binding.sources.add(name));
    binding.seen.active = book.package.names().any(is_active);
    Ok(binding.finish())
}

/// A workbook being read.
struct Book<'a> {
    package: Package<'a>,
    /// The name of the workbook part.
    part: String,
    workbook: Workbook,
    shared: Shared,
    /// The text that it may still hold, in bytes.
    budget: usize,
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, FileFinding> {
        let package = Package::open(bytes)?;
        let part = package.related("", "officeDocument")?.into_iter().next();
        let part =
            part.map(|(_, part)| part).ok_or(FileFinding::Corrupt { detail: "officeDocument".into() })?;
        let bytes = package.xml(&part)?.ok_or_else(|| FileFinding::Corrupt { detail: part.clone() })?;
        let workbook = Workbook::read(&bytes, &part)?;
        let (strings, written) = match first_related(&package, &part, "sharedStrings")? {
            Some((name, bytes)) => (shared_strings(&bytes, &name)?, census::strings(&bytes)),
            None => Default::default(),
        };
        let styles = match first_related(&package, &part, "styles")? {
            Some((name, bytes)) => Styles::read(&bytes, &name)?,
            None => Styles::default(),
        };
        let Workbook { from_1904, results, .. } = workbook;
        let shared = Shared { strings, written, styles, from_1904, results };
        Ok(Self { package, part, workbook, shared, budget: sheet::text_budget() })
    }

    /// The part of a sheet; `None` for sheets of other kinds, such as charts and macros.
    fn worksheet(&self, entry: &Entry) -> Result<Option<String>, FileFinding> {
        let worksheets = self.package.related(&self.part, "worksheet")?;
        let found = worksheets.into_iter().find(|(id, _)| *id == entry.relationship);
        if found.is_none()
            && !self.package.relationships(&self.part)?.iter().any(|r| r.id == entry.relationship)
        {
            return Err(FileFinding::BadPackage { detail: format!("{}: {}", self.part, entry.name) });
        }
        Ok(found.map(|(_, part)| part))
    }

    /// One sheet with all that floats above it.
    fn sheet(&mut self, part: &str, name: &Arc<str>) -> Result<Sheet, FileFinding> {
        let bytes = self.package.xml(part)?.ok_or_else(|| FileFinding::Corrupt { detail: part.into() })?;
        let mut sheet = worksheet::read(&bytes, part, name, &self.shared, &mut self.budget)?;
        let mut extras = self.boxes(part, &mut sheet)?;
        extras.extend(self.drawn(part, &mut sheet)?);
        extras.extend(self.comments(part, &mut sheet)?);
        if extras.len() > EXTRAS {
            return Err(FileFinding::TooBig { detail: format!("{name}: > {EXTRAS}") });
        }
        overlay::settle(&mut sheet, extras);
        Ok(sheet)
    }

    /// Form controls. Their state is in the control's properties, or else in its old shape, which also has the words
    /// beside it.
    fn boxes(&self, part: &str, sheet: &mut Sheet) -> Result<Vec<Extra>, FileFinding> {
        let mut shapes = Vec::new();
        for (_, name) in self.package.related(part, "vmlDrawing")? {
            if let Some(bytes) = self.package.xml(&name)? {
                shapes.extend(boxes::shapes(&bytes));
            }
        }
        let parts = self.package.related(part, "ctrlProp")?;
        let mut controls = Vec::new();
        for (number, id, anchor) in std::mem::take(&mut sheet.controls) {
            let shape = shapes.iter().position(|s| s.number == number).map(|i| shapes.swap_remove(i));
            let mut shape = Shape { anchor, ..shape.unwrap_or_default() };
            match parts.iter().find(|(i, _)| *i == id) {
                None => shape.control = Control::Mark(boxes::UNREAD),
                Some((_, name)) => {
                    if let Some(bytes) = self.package.xml(name)? {
                        let properties = boxes::properties(&bytes, name)?;
                        sheet.linked.extend(properties.linked);
                        shape.control = properties.control;
                    }
                }
            }
            controls.push(shape);
        }
        shapes.sort_by(|a, b| a.anchor.columns[0].1.total_cmp(&b.anchor.columns[0].1));
        controls.append(&mut shapes);
        Ok(controls.into_iter().filter_map(|shape| control(shape, sheet)).collect())
    }

    fn drawn(&self, part: &str, sheet: &mut Sheet) -> Result<Vec<Extra>, FileFinding> {
        let mut extras = Vec::new();
        for (_, name) in self.package.related(part, "drawing")? {
            let Some(bytes) = self.package.xml(&name)? else { continue };
            for floating in drawing::read(&bytes, &name, &mut sheet.seen)? {
                extras.push(Extra { square: sheet.lines.square(&floating.anchor), what: floating.what });
            }
            // Text of charts and diagrams stands in parts of their own, which are not read.
            for kind in ["diagramData", "chart", "chartEx"] {
                for (_, part) in self.package.related(&name, kind)? {
                    let text = self.package.xml(&part)?.and_then(|bytes| quoted(&bytes));
                    sheet.seen.unread = sheet.seen.unread.take().or(text);
                }
            }
        }
        Ok(extras)
    }

    fn comments(&self, part: &str, sheet: &mut Sheet) -> Result<Vec<Extra>, FileFinding> {
        let mut read = |kind: &str| -> Result<Vec<comments::Comment>, FileFinding> {
            let mut all = Vec::new();
            for (_, name) in self.package.related(part, kind)? {
                if let Some(bytes) = self.package.xml(&name)? {
                    all.extend(comments::read(&bytes, &name, &mut sheet.seen)?);
                }
            }
            Ok(all)
        };
        let comments = comments::joined(read("comments")?, read("threadedComment")?);
        Ok(comments.into_iter().map(|c| Extra { square: c.square, what: What::Comment(c.text) }).collect())
    }
}

/// The shared strings, of which the part says a count that means nothing.
fn shared_strings(bytes: &[u8], part: &str) -> Result<Vec<RichText>, FileFinding> {
    let mut xml = Xml::new(bytes, part);
    let mut strings = Vec::new();
    while let Some(node) = xml.next()? {
        if matches!(&node, Node::Start(start) if start.local() == "si") {
            strings.push(RichText::read(&mut xml)?);
            if strings.len() > SQUARES {
                return Err(FileFinding::TooBig { detail: format!("{part}: > {SQUARES}") });
            }
        }
    }
    Ok(strings)
}

fn first_related(
    package: &Package<'_>,
    part: &str,
    kind: &str,
) -> Result<Option<(String, Vec<u8>)>, FileFinding> {
    let Some((_, name)) = package.related(part, kind)?.into_iter().next() else { return Ok(None) };
    Ok(package.xml(&name)?.map(|bytes| (name, bytes)))
}

/// What a form control puts over which square.
fn control(shape: Shape, sheet: &mut Sheet) -> Option<Extra> {
    let Shape { control, caption, font, anchor, .. } = shape;
    let caption = RichText::of([(caption, None)]).shown(&Font::of(&font, Emphasis::NONE, None), None);
    let words = caption.paragraph.text;
    let (square, what) = match control {
        Control::Mark(mark) => (sheet.lines.square(&anchor), What::Mark(mark, words)),
        Control::Words if !words.is_empty() => (sheet.lines.square(&anchor), What::Words(words)),
        Control::Group if !words.is_empty() => ((anchor.rows[0].0, anchor.columns[0].0), What::Words(words)),
        _ => return None,
    };
    sheet.seen.join(caption.seen);
    Some(Extra { square, what })
}

/// Whether a part is of those that a program would run or follow.
fn is_active(part: &str) -> bool {
    const FOLDERS: [&str; 4] = ["xl/externallinks/", "xl/macrosheets/", "xl/embeddings/", "xl/activex/"];
    let part = part.to_ascii_lowercase();
    part.ends_with("vbaproject.bin") || FOLDERS.iter().any(|folder| part.starts_with(folder))
}

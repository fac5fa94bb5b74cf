//! Excel's binary workbooks (`.xlsb`, [MS-XLSB]): a package like `.xlsx` whose parts are records.

mod records;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;

use super::rich_text::RichText;
use super::sheet::{Shared, text_budget};
use super::styles::Style;
use super::workbook::Entry;
use super::{concealed_in, listed};
use crate::document::binary::u32_at;
use crate::document::package::Package;
use crate::document::{Block, Document, Frame, Part, PartKind, Table};
use crate::finding::FileFinding;
use records::{Records, wide};
use std::rc::Rc;
use std::sync::Arc;
use styles::Looks;

/// Reads a workbook.
///
/// # Errors
/// The reason why the file as a whole cannot be trusted.
pub(in crate::document) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let package = Package::open(bytes)?;
    let missing = |what: &str| FileFinding::Corrupt { detail: format!("{what}: ?") };
    let main = package.related("", "officeDocument")?.into_iter().next();
    let (_, main) = main.ok_or_else(|| missing("officeDocument"))?;
    let workbook = package.binary(&main)?.ok_or_else(|| missing(&main))?;
    let part = |kind: &str| -> Result<Vec<u8>, FileFinding> {
        let Some((_, name)) = package.related(&main, kind)?.into_iter().next() else { return Ok(Vec::new()) };
        package.binary(&name)?.ok_or_else(|| missing(&name))
    };
    let looks = Looks::read(&part("styles")?)?;
    let strings = strings(&part("sharedStrings")?, &looks)?;
    let (entries, from_1904) = sheets(&workbook)?;
    let shared = Shared { strings, styles: looks.styles(), from_1904 };
    let worksheets = package.related(&main, "worksheet")?;
    let (mut budget, mut concealed, mut document) = (text_budget(), Vec::new(), Document::default());
    for entry in entries {
        let Some((_, part)) = worksheets.iter().find(|(id, _)| *id == entry.relationship) else { continue };
        let bytes = package.binary(part)?.ok_or_else(|| missing(part))?;
        let sheet = sheet::read(&bytes, &entry.name, &shared, &mut budget)?;
        concealed.extend(concealed_in(&sheet, &entry));
        for drawing in ["drawing", "vmlDrawing"] {
            if !package.related(part, drawing)?.is_empty() {
                document
                    .findings
                    .push(FileFinding::Partial { detail: format!("{}: {drawing}", entry.name) }.into());
            }
        }
        let table = Table::new(Frame::Sheet(Arc::clone(&entry.name)), sheet.slots);
        let kind = PartKind::Sheet { name: entry.name, hidden: entry.hidden };
        document.parts.push(Part { kind, blocks: vec![Block::Table(table)] });
    }
    if package.names().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        document.findings.push(FileFinding::ActiveContent.into());
    }
    if !concealed.is_empty() {
        document.findings.push(FileFinding::HiddenContent { detail: listed(&concealed) }.into());
    }
    Ok(document)
}

/// The sheets, and whether days are counted from 1904.
fn sheets(workbook: &[u8]) -> Result<(Vec<Entry>, bool), FileFinding> {
    let (mut entries, mut from_1904) = (Vec::new(), false);
    for record in Records::new(workbook) {
        let (kind, data) = record?;
        match kind {
            153 => from_1904 = u32_at(data, 0).is_some_and(|flags| flags & 1 == 1),
            156 => entries.push(entry(data).ok_or_else(|| records::corrupt("BrtBundleSh"))?),
            _ => {}
        }
    }
    Ok((entries, from_1904))
}

/// `BrtBundleSh`: state, number, relationship, name.
fn entry(data: &[u8]) -> Option<Entry> {
    let hidden = u32_at(data, 0)? & 3 != 0;
    let (relationship, after) = wide(data, 8)?;
    let (name, _) = wide(data, after)?;
    Some(Entry { name: crate::text::nfc(&name).into(), hidden, relationship })
}

/// The shared texts; their stated number means nothing.
fn strings(bytes: &[u8], looks: &Looks) -> Result<Vec<RichText>, FileFinding> {
    let mut strings = Vec::new();
    for record in Records::new(bytes) {
        let (kind, data) = record?;
        if kind == 19 {
            strings.push(looks.rich(data).ok_or_else(|| records::corrupt("BrtSSTItem"))?);
        }
    }
    Ok(strings)
}

/// A style of these parts.
fn style(
    font: Option<&super::font::Font>,
    format: super::number_format::NumberFormat,
    fill: Option<u32>,
) -> Style {
    Style {
        font: Rc::new(font.cloned().unwrap_or_default()),
        format: Rc::new(format),
        fill,
        ..Style::default()
    }
}

//! Excel's binary workbooks (`.xlsb`, [MS-XLSB]): a package like `.xlsx` whose parts are records.

mod census;
mod records;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;

use super::binding::{Binding, listed};
use super::rich_text::RichText;
use super::sheet::{Results, Shared, text_budget};
use super::styles::Style;
use super::workbook::Entry;
use crate::document::Document;
use crate::document::binary::{u16_at, u32_at};
use crate::document::package::Package;
use crate::finding::FileFinding;
use records::{Records, wide};
use std::rc::Rc;
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
    let shared_strings = part("sharedStrings")?;
    let strings = strings(&shared_strings, &looks)?;
    let Overview { entries, from_1904, results } = Overview::read(&workbook)?;
    let shared = Shared { strings, styles: looks.styles(), from_1904, results, ..Shared::default() };
    let worksheets = package.related(&main, "worksheet")?;
    let (mut budget, mut binding, mut unread) = (text_budget(), Binding::default(), Vec::new());
    let mut sheets = Vec::new();
    for entry in entries {
        let Some((_, part)) = worksheets.iter().find(|(id, _)| *id == entry.relationship) else { continue };
        let bytes = package.binary(part)?.ok_or_else(|| missing(part))?;
        let sheet = sheet::read(&bytes, &entry.name, &shared, &mut budget)?;
        for kind in ["drawing", "vmlDrawing", "comments"] {
            if !package.related(part, kind)?.is_empty() {
                unread.push(format!("{}: {kind}", entry.name));
            }
        }
        binding.add(sheet, entry.hidden);
        sheets.push(bytes);
    }
    binding.seen.active = package.names().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
    let mut document = binding.counted(|take| census::each_text(&shared_strings, &sheets, take));
    if !unread.is_empty() {
        document.findings.push(FileFinding::Partial { detail: listed(&unread) }.into());
    }
    Ok(document)
}

/// What the workbook part says.
#[derive(Default)]
struct Overview {
    entries: Vec<Entry>,
    /// Whether days are counted from 1904.
    from_1904: bool,
    results: Results,
}

impl Overview {
    fn read(workbook: &[u8]) -> Result<Self, FileFinding> {
        let mut all = Self::default();
        for record in Records::new(workbook) {
            let (kind, data) = record?;
            match kind {
                153 => all.from_1904 = u32_at(data, 0).is_some_and(|flags| flags & 1 == 1),
                156 => all.entries.push(entry(data).ok_or_else(|| records::corrupt("BrtBundleSh"))?),
                157 => all.results = results(data),
                _ => {}
            }
        }
        Ok(all)
    }
}

/// `BrtCalcProp`: what stored results are worth.
fn results(data: &[u8]) -> Results {
    let flags = u16_at(data, 24).unwrap_or(0);
    match (flags & 0x10 != 0, flags & 1 != 0) {
        (true, _) => Results::Unfinished,
        (_, true) => Results::OnLoad,
        _ => Results::Calculated,
    }
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
    (fill, ground): (Option<u32>, Option<u32>),
) -> Style {
    Style {
        font: Rc::new(font.cloned().unwrap_or_default()),
        format: Rc::new(format),
        fill,
        ground,
        ..Style::default()
    }
}

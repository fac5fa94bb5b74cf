//! Excel 97 to 2003 workbooks (`.xls`, [MS-XLS]): records in one stream of a compound file.

mod globals;
mod objects;
mod records;
mod sheet;
mod strings;
#[cfg(test)]
mod tests;

pub(super) use sheet::{error, packed};

use super::sheet::text_budget;
use super::workbook::Entry;
use super::{concealed_in, listed, margin};
use crate::document::compound::Compound;
use crate::document::{Block, Document, Frame, Part, PartKind, Table};
use crate::finding::FileFinding;
use globals::Globals;
use records::Records;
use std::sync::Arc;

/// Reads a workbook.
///
/// # Errors
/// The reason why the file as a whole cannot be trusted.
pub(in crate::document) fn read(bytes: &[u8]) -> Result<Document, FileFinding> {
    let mut compound = Compound::open(bytes)?;
    let Some(stream) = compound.stream("Workbook")? else {
        return Err(if compound.contains("Book") {
            FileFinding::Unsupported { format: "Excel 95".into() }
        } else {
            FileFinding::Corrupt { detail: "Workbook: ?".into() }
        });
    };
    let Globals { sheets, shared, macros } = Globals::read(&stream)?;
    let mut budget = text_budget();
    // Sheets follow one another; no byte belongs to two.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let (mut headers, mut parts, mut footers, mut concealed) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in sheets.into_iter().filter(|s| s.is_worksheet) {
        let corrupt = || FileFinding::Corrupt { detail: format!("{}: BOF", entry.name) };
        let mut records = Records::from(&stream, entry.offset);
        records.next().filter(|r| r.kind == 0x0809).ok_or_else(corrupt)?;
        if ends.iter().any(|(start, end)| (*start..*end).contains(&entry.offset)) {
            return Err(corrupt());
        }
        let (sheet, end) = sheet::Reader::new(&entry.name, &shared, &mut budget).read(records)?;
        ends.push((entry.offset, end));
        let (name, hidden) = (Arc::clone(&entry.name), entry.hidden);
        concealed.extend(concealed_in(
            &sheet,
            &Entry { name: Arc::clone(&name), hidden, relationship: String::new() },
        ));
        headers.extend(margin(PartKind::Header, &sheet.headers));
        footers.extend(margin(PartKind::Footer, &sheet.footers));
        let table = Table::new(Frame::Sheet(Arc::clone(&name)), sheet.slots);
        parts.push(Part { kind: PartKind::Sheet { name, hidden }, blocks: vec![Block::Table(table)] });
    }
    headers.append(&mut parts);
    headers.append(&mut footers);
    let mut document = Document { parts: headers, findings: Vec::new() };
    if macros {
        document.findings.push(FileFinding::ActiveContent.into());
    }
    if !concealed.is_empty() {
        document.findings.push(FileFinding::HiddenContent { detail: listed(&concealed) }.into());
    }
    Ok(document)
}

//! Excel 97 to 2003 workbooks (`.xls`, [MS-XLS]): records in one stream of a compound file.

mod census;
mod globals;
mod objects;
mod records;
mod sheet;
mod strings;
#[cfg(test)]
mod tests;

pub(super) use sheet::{error, packed};

use super::binding::Binding;
use super::sheet::text_budget;
use crate::document::Document;
use crate::document::binary::u16_at;
use crate::document::compound::Compound;
use crate::finding::FileFinding;
use globals::Globals;
use records::Records;

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
    let mut binding = Binding::default();
    for entry in sheets {
        let corrupt = || FileFinding::Corrupt { detail: format!("{}: BOF", entry.name) };
        let mut records = Records::from(&stream, entry.offset);
        let begin = records.next().filter(|r| r.kind == 0x0809).ok_or_else(corrupt)?;
        // The list and the sheet itself both say whether it is one of squares (2.4.28, 2.4.21).
        let of_squares = u16_at(begin.data, 2) == Some(0x0010);
        match (entry.is_worksheet, of_squares) {
            (true, _) => {}
            (false, false) => continue,
            (false, true) => return Err(corrupt()),
        }
        if ends.iter().any(|(start, end)| (*start..*end).contains(&entry.offset)) {
            return Err(corrupt());
        }
        let (sheet, end) = sheet::Reader::new(&entry.name, &shared, &mut budget).read(records)?;
        ends.push((entry.offset, end));
        binding.add(sheet, entry.hidden);
    }
    binding.seen.active = macros;
    Ok(binding.counted(|take| census::each_text(&stream, take)))
}

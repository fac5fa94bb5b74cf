//! The consolidated workbook of a unit (*bảng tổng hợp*), one file per sheet.
//!
//! Sheets of members, their words and their files are made for a cell only; above it every figure comes
//! from sums.

mod collective;
mod commitments;
mod cover;
mod details;
mod enclosed;
mod hints;
mod live;
mod look;
mod members;
mod paper;
mod party;
mod precedence;
mod ratings;
mod reminders;
mod rounds;
pub(super) mod sheet;
pub(super) mod style;
mod submission;
mod tally;
mod wrap;

use super::dossier::Dossier;
use crate::enclosure::Enclosure;
use party::heading;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use style::{Style, USUAL, plain};

pub(super) use submission::standing as submission_standing;

/// The bytes of a unit's workbook.
///
/// # Errors
/// What the library refuses; a bug.
pub(super) fn build(dossier: &Dossier<'_, '_>, enclosure: &Enclosure) -> Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let (submission, data) = submission::sheet(dossier, &style)?;
    let mut sheets = vec![cover::sheet(dossier, data, &style)?, tally::sheet(dossier, &style)?, submission];
    sheets.extend(reminders::sheet(dossier, &style)?);
    if dossier.is_cell() {
        if !dossier.members.is_empty() {
            sheets.push(members::sheet(dossier, &style)?);
            sheets.push(details::sheet(dossier, &style)?);
            sheets.extend(hints::sheet(dossier, &style)?);
        }
        sheets.push(commitments::listed(dossier, &style)?);
        sheets.push(collective::answered(dossier, &style)?);
    } else {
        sheets.push(commitments::counted(dossier, &style)?);
        sheets.push(collective::counted(dossier, &style)?);
    }
    sheets.extend(rounds::sheets(dossier, &style)?);
    sheets.extend(ratings::sheet(dossier, &style)?);
    sheets.push(enclosed::sheet(enclosure)?);
    pack(dossier.campaign().date, &dossier.unit().name, sheets)
}

/// How hard workbooks are packed, of 1 to 9: a little larger than with 6, in little more than half the time.
const PACKED: u8 = 1;

/// A workbook of these sheets; the same sheets and date give the same bytes.
///
/// # Errors
/// What the library refuses; a bug.
pub(super) fn pack(
    date: Option<jiff::civil::Date>,
    title: &str,
    sheets: Vec<Worksheet>,
) -> Result<Vec<u8>, XlsxError> {
    let date = date.filter(|d| d.year() >= 1900).unwrap_or(jiff::civil::date(2026, 1, 1));
    let created = ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(2026),
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )?;
    let mut book = Workbook::new();
    book.set_zip_compression_level(PACKED);
    book.set_default_format(&plain(), USUAL.0, USUAL.1)?;
    book.set_properties(&DocProperties::new().set_title(sheet::cut(title)).set_creation_datetime(&created));
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer()
}

/// The format of a count of answers that a person should look at: seen only where there are any.
fn doubtful(n: u32, style: &Style) -> &Format {
    if n > 0 { &style.doubt_count } else { &style.count }
}

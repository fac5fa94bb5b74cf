//! What was written is read again before it is handed on.

use super::workbook::tally;
use crate::model::Catalogue;
use crate::rollup::UnitTotals;
use crate::stop::Stop;
use calamine::{Data, DataType, Reader, Xlsx};
use std::io::Cursor;

/// Reads the column `Có` of a written workbook and compares it with the sums.
///
/// # Errors
/// [`Stop::Imbalance`] where they differ.
pub(super) fn check(
    path: &str,
    bytes: &[u8],
    catalogue: &Catalogue,
    totals: &UnitTotals,
) -> Result<(), Stop> {
    let wrong = |what: String| Stop::Imbalance { law: format!("{path}: {what}") };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| wrong(e.to_string()))?;
    let sheet = book.worksheet_range(tally::NAME).map_err(|e| wrong(e.to_string()))?;
    let title = |row: &[Data]| row.iter().position(|slot| *slot == Data::String("Có".into()));
    let column = sheet.rows().find_map(title).ok_or_else(|| wrong("no column Có".into()))?;
    for (i, indicator) in catalogue.indicators.iter().enumerate() {
        let mut rows =
            sheet.rows().filter(|r| r.first().is_some_and(|c| *c == Data::String(indicator.code.clone())));
        let read = rows.next().and_then(|row| row.get(column)).and_then(Data::as_f64);
        let sum = totals.answers.get(i).map_or(0, |a| a.yes);
        if read != Some(f64::from(sum)) || rows.next().is_some() {
            return Err(wrong(format!("{}: {read:?} is written, the sum is {sum}", indicator.code)));
        }
    }
    Ok(())
}

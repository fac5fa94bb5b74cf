//! What was written is read again, by another library, before it is handed on.

use crate::enclosure::{Enclosure, SHEET, Square, VISIBLE, compare};
use crate::stop::Stop;
use calamine::{Data, DataType, Range, Reader, Xlsx};
use std::io::Cursor;

/// Reads a written workbook as the office above will, and compares it with the ledger: the enclosed
/// figures, and each square of the sheet `Tổng hợp`.
///
/// # Errors
/// [`Stop::Imbalance`] where they differ.
pub(super) fn check(path: &str, bytes: &[u8], ledger: &Enclosure) -> Result<(), Stop> {
    let wrong = |what: String| Stop::Imbalance { law: format!("{path}: {what}") };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| wrong(e.to_string()))?;
    let mut sheet = |name| book.worksheet_range(name).map_err(|e| wrong(format!("{name}: {e}")));
    let (enclosed, visible) = (sheet(SHEET)?, sheet(VISIBLE)?);
    let rows = enclosed.rows().map(|row| row.iter().map(|d| d.as_string().unwrap_or_default()).collect());
    match Enclosure::read(rows.collect()) {
        Some(Ok(read)) if read == *ledger => {}
        Some(Err(damage)) => return Err(wrong(format!("{damage:?}"))),
        _ => return Err(wrong(SHEET.into())),
    }
    match compare(&page(&visible), ledger).first() {
        None => Ok(()),
        Some(d) => {
            let (row, column) = (d.row + 1, d.column + 1);
            Err(wrong(format!("row {row}, column {column}: “{}” is written, not {}", d.written, d.figure)))
        }
    }
}

/// The squares of a sheet from its first one on.
fn page(range: &Range<Data>) -> Vec<Vec<Square>> {
    let (top, left) = range.start().unwrap_or_default();
    let square = |data: &Data| match data {
        Data::Float(n) => Square::Number(*n),
        Data::Int(n) => data.as_f64().map_or(Square::Text(n.to_string()), Square::Number),
        Data::Empty => Square::Empty,
        other => Square::Text(other.to_string()),
    };
    let left = vec![Square::Empty; left as usize];
    let rows = range.rows().map(|row| left.iter().cloned().chain(row.iter().map(square)).collect());
    (0..top).map(|_| Vec::new()).chain(rows).collect()
}

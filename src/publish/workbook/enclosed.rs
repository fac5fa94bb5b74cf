//! The sheet that nobody sees: what the office above reads back.

use super::style::{USUAL, plain};
use crate::enclosure::{Enclosure, SHEET};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The sheet.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(enclosure: &Enclosure) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_default_format(&plain(), USUAL.0, USUAL.1)?;
    page.set_name(SHEET)?.set_very_hidden(true);
    for (row, squares) in (0u32..).zip(enclosure.rows()) {
        for (column, square) in (0u16..).zip(squares) {
            if !square.is_empty() {
                page.write_string(row, column, square)?;
            }
        }
    }
    Ok(page)
}

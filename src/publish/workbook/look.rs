//! How squares look, noted down while a sheet is written and given to the library in runs: it tells a format by
//! all of its properties, which takes longer than writing the square.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Squares whose format is not given to the library yet: at most one run a column.
#[derive(Default)]
pub(super) struct Looks<'s>(Vec<Option<Run<'s>>>);

/// Squares of a column, one below the other, that look alike.
struct Run<'s> {
    first: u32,
    last: u32,
    format: &'s Format,
}

impl<'s> Looks<'s> {
    /// Notes how a square looks. In each column squares come from top to bottom.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn note(
        &mut self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        format: &'s Format,
    ) -> Result<(), XlsxError> {
        let at = usize::from(column);
        if self.0.len() <= at {
            self.0.resize_with(at + 1, || None);
        }
        match &mut self.0[at] {
            Some(run) if std::ptr::eq(run.format, format) && run.last + 1 == row => run.last = row,
            other => {
                if let Some(run) = other.replace(Run { first: row, last: row, format }) {
                    run.give(page, column)?;
                }
            }
        }
        Ok(())
    }

    /// Gives the library all that was noted.
    ///
    /// # Errors
    /// What the library refuses.
    pub(super) fn give(self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let runs = (0..).zip(self.0).filter_map(|(column, run)| Some((column, run?)));
        runs.into_iter().try_for_each(|(column, run)| run.give(page, column))
    }
}

impl Run<'_> {
    fn give(self, page: &mut Worksheet, column: u16) -> Result<(), XlsxError> {
        page.set_range_format(self.first, column, self.last, column, self.format)?;
        Ok(())
    }
}

//! What a sheet does by itself when a person works with it: filters, bars, alarms.

use super::sheet::{FAILS, Sheet};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar, ConditionalFormatType,
    Format, XlsxError,
};

impl Sheet<'_> {
    /// Buttons on the row of titles `head` that hide rows, down to the last row written.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn filter(&mut self, head: u32) -> Result<(), XlsxError> {
        if self.row > head + 1 {
            let (row, column) = (self.row - 1, self.last());
            self.page().autofilter(head, 0, row, column)?;
        }
        Ok(())
    }

    /// Bars behind the shares of a column.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn bars(&mut self, column: u16, first: u32, last: u32) -> Result<(), XlsxError> {
        let bar = ConditionalFormatDataBar::new()
            .set_fill_color(Color::RGB(0x00BD_D7EE))
            .set_solid_fill(true)
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_maximum(ConditionalFormatType::Number, 1);
        if last >= first {
            self.page().add_conditional_format(first, column, last, column, &bar)?;
        }
        Ok(())
    }

    /// Checks that do not hold stand out.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn alarms(&mut self, column: u16, first: u32, last: u32) -> Result<(), XlsxError> {
        let alarm = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(FAILS.to_owned()))
            .set_format(Format::new().set_bold().set_background_color(Color::RGB(0x00FF_C7CE)));
        self.page().add_conditional_format(first, column, last, column, &alarm)?;
        Ok(())
    }
}

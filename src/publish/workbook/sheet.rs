//! One printed sheet: A4, fit to width, rows high enough for their text.

use super::style::Style;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// A row of a sheet being written from the top.
pub(in crate::publish) struct Sheet<'s> {
    /// The sheet itself, for what only one kind of sheet needs.
    pub(in crate::publish) page: Worksheet,
    /// The next free row.
    pub(in crate::publish) row: u32,
    style: &'s Style,
    widths: Vec<f64>,
}

/// What stands in a slot.
pub(in crate::publish) enum Value<'t> {
    /// Text from anywhere: always written as a string, never as a formula, number or link.
    Text(&'t str),
    /// A count.
    Count(u32),
    /// A share of 1.
    Share(u32, u32),
    /// A day.
    Day(jiff::civil::Date),
    /// Nothing, with borders.
    Empty,
}

/// The most characters that Excel keeps in one slot.
const LONGEST_TEXT: usize = 32_767;

/// Height of a line of Times New Roman 12, in points.
const LINE: f64 = 16.0;

/// The tallest row that Excel allows, in points.
const TALLEST: f64 = 409.0;

impl<'s> Sheet<'s> {
    /// An empty sheet with columns of these widths, in Excel's units.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn new(
        name: &str,
        landscape: bool,
        widths: &[f64],
        style: &'s Style,
    ) -> Result<Self, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(name)?.set_paper_size(9).set_margins(0.6, 0.4, 0.6, 0.7, 0.3, 0.3);
        page.set_footer("&C&\"Times New Roman,Regular\"&11Trang &P/&N").set_print_fit_to_pages(1, 0);
        page.set_print_center_horizontally(true);
        if landscape {
            page.set_landscape();
        }
        for (column, width) in (0u16..).zip(widths) {
            page.set_column_width(column, *width)?;
        }
        Ok(Self { page, row: 0, style, widths: widths.to_vec() })
    }

    /// The number of the last column.
    fn last(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// A line over the first `columns` columns.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn line(
        &mut self,
        text: &str,
        columns: u16,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let last = columns.saturating_sub(1).min(self.last());
        let text = cut(text);
        if last == 0 {
            self.page.write_string_with_format(self.row, 0, &text, format)?;
        } else {
            self.page.merge_range(self.row, 0, self.row, last, &text, format)?;
        }
        let width: f64 = self.widths.iter().take(usize::from(last) + 1).sum();
        self.height(lines(&text, width))?;
        self.row += 1;
        Ok(())
    }

    /// Titles of columns; the sheet stays frozen below them and prints them on every page.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn titles(&mut self, titles: &[&str]) -> Result<(), XlsxError> {
        let values: Vec<(Value<'_>, &Format)> =
            titles.iter().map(|t| (Value::Text(t), &self.style.head)).collect();
        self.values(&values)
    }

    /// Keeps the rows above the next one in sight and on every page, from `first` on.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn freeze(&mut self, first: u32, columns: u16) -> Result<(), XlsxError> {
        self.page.set_freeze_panes(self.row, columns)?;
        self.page.set_repeat_rows(first, self.row.saturating_sub(1))?;
        Ok(())
    }

    /// A row of values from the first column on.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn values(&mut self, values: &[(Value<'_>, &Format)]) -> Result<(), XlsxError> {
        let mut tallest = 1;
        for (column, (value, format)) in (0u16..).zip(values) {
            match value {
                Value::Text(text) => {
                    let text = cut(text);
                    let width = self.widths.get(usize::from(column)).copied().unwrap_or(8.0);
                    tallest = tallest.max(lines(&text, width));
                    self.page.write_string_with_format(self.row, column, text, format)?;
                }
                Value::Count(n) => {
                    self.page.write_number_with_format(self.row, column, *n, format)?;
                }
                Value::Share(part, whole) => {
                    let share = if *whole == 0 { 0.0 } else { f64::from(*part) / f64::from(*whole) };
                    self.page.write_number_with_format(self.row, column, share, format)?;
                }
                Value::Day(date) => {
                    let serial = excel_day(*date);
                    self.page.write_number_with_format(self.row, column, serial, format)?;
                }
                Value::Empty => {
                    self.page.write_blank(self.row, column, format)?;
                }
            }
        }
        self.height(tallest)?;
        self.row += 1;
        Ok(())
    }

    /// The height of the row being written.
    fn height(&mut self, lines: usize) -> Result<(), XlsxError> {
        #[expect(clippy::cast_precision_loss, reason = "a text has at most 32,767 lines")]
        let height = (lines as f64).mul_add(LINE, 3.0).min(TALLEST);
        self.page.set_row_height(self.row, height)?;
        Ok(())
    }
}

/// Days since 1899-12-30, as Excel counts them after February 1900.
fn excel_day(date: jiff::civil::Date) -> i32 {
    let start = jiff::civil::date(1899, 12, 30);
    date.since((jiff::Unit::Day, start)).map_or(0, |span| span.get_days())
}

/// The text without characters that XML 1.0 cannot hold, at most as long as Excel takes it.
pub(in crate::publish) fn cut(text: &str) -> String {
    let legal =
        |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\n' | '\t');
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST_TEXT
    };
    text.chars().filter(legal).take_while(fits).collect()
}

/// How many lines a text takes in a column of this width, words kept whole.
fn lines(text: &str, width: f64) -> usize {
    // Measured in LibreOffice: a unit of column width holds a little more than one average letter of
    // Times New Roman 12, capitals and wide letters take more.
    let room = (width - 0.5).max(2.0);
    let size = |word: &str| word.chars().map(letter_width).sum::<f64>();
    let mut count = 0;
    for line in text.split('\n') {
        count += 1;
        let mut used = 0.0;
        for word in line.split(' ') {
            let word = size(word);
            if used > 0.0 && used + 0.5 + word > room {
                count += 1;
                used = 0.0;
            }
            // A word longer than the line is broken.
            let mut word = word;
            while word > room {
                count += 1;
                word -= room;
            }
            used += if used > 0.0 { 0.5 + word } else { word };
        }
    }
    count
}

/// The width of a letter in units of column width (a digit of the default font).
fn letter_width(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | 'ì' | 'í' | 'ị'
        | 'ỉ' | 'ĩ' => 0.6,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.6,
        'I' => 0.7,
        c if c.is_uppercase() => 1.4,
        _ => 0.95,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        assert_eq!(excel_day(jiff::civil::date(2026, 12, 31)), 46_387);
    }

    #[test]
    fn text_that_xml_cannot_hold_is_left_out_and_the_rest_kept() {
        assert_eq!(cut("a\u{0}b\u{b}\nc"), "ab\nc");
        assert_eq!(cut(&"ậ".repeat(40_000)).chars().count(), 32_766);
    }

    #[test]
    fn a_long_text_gets_the_lines_it_needs() {
        assert_eq!(lines("một dòng", 20.0), 1);
        assert_eq!(lines("một\nhai", 20.0), 2);
        assert!(lines(&"chữ ".repeat(50), 20.0) >= 10);
    }
}

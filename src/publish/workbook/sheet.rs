//! One printed sheet: A4, fit to width, rows high enough for their text.

use super::look::Looks;
use super::paper::Print;
use super::style::{Style, USUAL, plain};
use super::wrap::breaks;
use rust_xlsxwriter::{Format, Formula, Url, Worksheet, XlsxError};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A row of a sheet being written from the top.
pub(in crate::publish) struct Sheet<'s> {
    page: Worksheet,
    /// The next free row.
    pub(in crate::publish) row: u32,
    style: &'s Style,
    looks: Looks<'s>,
    widths: Vec<f64>,
    landscape: bool,
    /// Heights of rows in points, where they are set.
    heights: BTreeMap<u32, f64>,
    /// The rows of titles, printed on every page.
    titles: Option<(u32, u32)>,
}

/// What stands in a slot.
pub(in crate::publish) enum Value<'t> {
    /// Text from anywhere: always written as a string, never as a formula, number or link.
    Text(&'t str),
    /// A count.
    Count(u32),
    /// A share of 1.
    Share(f64),
    /// A day.
    Day(jiff::civil::Date),
    /// A formula that Excel keeps working, with the result that it has now.
    Formula(String, f64),
    /// A formula that says in words whether a check holds; it does now.
    Check(String),
    /// Text that leads to a file, where its way is known.
    Link(&'t str, Option<String>),
    /// Nothing, with borders.
    Empty,
}

/// What stands in a square and how it looks.
pub(in crate::publish) type Square<'t, 's> = (Value<'t>, &'s Format);

/// The most characters that Excel keeps in one slot.
const LONGEST_TEXT: usize = 32_767;

/// Height of a line of Times New Roman 12, in points.
const LINE: f64 = 15.75;

/// The tallest row that Excel allows, in points, and how many lines it holds.
const TALLEST: f64 = 409.0;
const MOST_LINES: usize = 25;

/// What bold letters leave of a width.
const BOLD: f64 = 0.93;

/// What a check says while it holds, and what when it does not.
pub(in crate::publish) const HOLDS: &str = "Khớp";
pub(super) const FAILS: &str = "Lệch";

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
        page.set_default_format(&plain(), USUAL.0, USUAL.1)?;
        page.set_name(name)?.set_paper_size(9).set_margins(0.6, 0.4, 0.6, 0.7, 0.3, 0.3);
        page.set_footer("&C&\"Times New Roman,Regular\"&11Trang &P/&N").set_print_fit_to_pages(1, 0);
        page.set_print_center_horizontally(true);
        if landscape {
            page.set_landscape();
        }
        for (column, width) in (0u16..).zip(widths) {
            page.set_column_width(column, *width)?;
        }
        let widths = widths.to_vec();
        let (looks, heights) = (Looks::default(), BTreeMap::new());
        Ok(Self { page, row: 0, style, looks, widths, landscape, heights, titles: None })
    }

    /// The sheet itself, for what only one kind of sheet needs.
    pub(in crate::publish) fn page(&mut self) -> &mut Worksheet {
        &mut self.page
    }

    /// The number of the last column.
    pub(super) fn last(&self) -> u16 {
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
            self.page.write_string_with_format(self.row, 0, &*text, format)?;
        } else {
            self.page.merge_range(self.row, 0, self.row, last, &text, format)?;
        }
        let width: f64 = self.widths.iter().take(usize::from(last) + 1).sum();
        self.height(breaks(&text, width).len())?;
        self.row += 1;
        Ok(())
    }

    /// Titles of columns; the sheet stays frozen below them and prints them on every page.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn titles(&mut self, titles: &[&str]) -> Result<(), XlsxError> {
        self.titles_upright(titles, 0..0)
    }

    /// The same, with the titles of some columns written upwards.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn titles_upright(
        &mut self,
        titles: &[&str],
        upright: Range<usize>,
    ) -> Result<(), XlsxError> {
        for (at, title) in titles.iter().enumerate() {
            let format = if upright.contains(&at) { &self.style.head_upright } else { &self.style.head };
            self.text(u16::try_from(at).unwrap_or(u16::MAX), &cut(title), format)?;
        }
        let lines = titles.iter().zip(&self.widths).map(|(title, width)| breaks(title, width * BOLD).len());
        self.end_row(lines.max().unwrap_or(1))
    }

    /// Keeps the rows above the next one in sight and on every page, from `first` on.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn freeze(&mut self, first: u32, columns: u16) -> Result<(), XlsxError> {
        self.page.set_freeze_panes(self.row, columns)?;
        let last = self.row.saturating_sub(1);
        self.page.set_repeat_rows(first, last)?;
        self.titles = Some((first, last));
        Ok(())
    }

    /// A row of values from the first column on. Text that fills more than the tallest row goes on in rows
    /// below it.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn values(&mut self, values: &[Square<'_, 's>]) -> Result<(), XlsxError> {
        let mut tallest = 1;
        let mut rest: Vec<String> = vec![String::new(); values.len()];
        for (column, (value, format)) in (0u16..).zip(values) {
            if let Value::Text(text) | Value::Link(text, _) = value {
                let text = cut(text);
                let width = self.widths.get(usize::from(column)).copied().unwrap_or(8.0);
                let starts = breaks(&text, width);
                tallest = tallest.max(starts.len().min(MOST_LINES));
                let (shown, more) = text.split_at(starts.get(MOST_LINES).copied().unwrap_or(text.len()));
                more.clone_into(&mut rest[usize::from(column)]);
                if let Value::Link(_, Some(target)) = value {
                    self.link(column, shown.trim_end(), target)?;
                } else {
                    self.text(column, shown.trim_end(), format)?;
                }
            } else {
                self.value(column, value, format)?;
            }
        }
        self.height(tallest)?;
        self.row += 1;
        if rest.iter().any(|text| !text.is_empty()) {
            let more: Vec<Square<'_, 's>> =
                rest.iter().zip(values).map(|(text, (_, format))| (Value::Text(text), *format)).collect();
            self.values(&more)?;
        }
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str, format: &'s Format) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.page.write_string(self.row, column, text)?;
        }
        self.looks.note(&mut self.page, (self.row, column), format)
    }

    fn link(&mut self, column: u16, text: &str, target: &str) -> Result<(), XlsxError> {
        let (url, format) = (Url::new(format!("file:///{target}")).set_text(text), &self.style.link);
        self.page.write_url_with_format(self.row, column, url, format)?;
        self.looks.note(&mut self.page, (self.row, column), format)
    }

    /// One value of the row being written.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn put(
        &mut self,
        column: u16,
        value: &Value<'_>,
        format: &'s Format,
    ) -> Result<(), XlsxError> {
        self.value(column, value, format)
    }

    /// What is not text.
    fn value(&mut self, column: u16, value: &Value<'_>, format: &'s Format) -> Result<(), XlsxError> {
        let row = self.row;
        match value {
            // A square that has a format but no value is written blank.
            Value::Text(_) | Value::Link(..) | Value::Empty => {}
            Value::Count(n) => {
                self.page.write_number(row, column, *n)?;
            }
            Value::Share(share) => {
                self.page.write_number(row, column, *share)?;
            }
            Value::Day(date) => {
                self.page.write_number(row, column, excel_day(*date))?;
            }
            Value::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result.to_string());
                self.page.write_formula(row, column, formula)?;
            }
            Value::Check(condition) => {
                let formula = format!("=IF({condition},\"{HOLDS}\",\"{FAILS}\")");
                let formula = Formula::new(formula).set_result(HOLDS);
                self.page.write_formula(row, column, formula)?;
            }
        }
        self.looks.note(&mut self.page, (row, column), format)
    }

    /// One text over several columns of the row being written.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn across(
        &mut self,
        (first, last): (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if last > first {
            self.page.merge_range(self.row, first, self.row, last, &cut(text), format)?;
        } else {
            self.page.write_string_with_format(self.row, first, cut(text), format)?;
        }
        Ok(())
    }

    /// How many lines a text takes over several columns.
    pub(in crate::publish) fn lines_across(&self, (first, last): (u16, u16), text: &str) -> usize {
        let span = self.widths.get(usize::from(first)..=usize::from(last)).unwrap_or_default();
        breaks(text, span.iter().sum()).len()
    }

    /// Ends the row being written, so many lines high.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn end_row(&mut self, lines: usize) -> Result<(), XlsxError> {
        self.height(lines)?;
        self.row += 1;
        Ok(())
    }

    /// The height of the row being written.
    fn height(&mut self, lines: usize) -> Result<(), XlsxError> {
        self.set_height(self.row, height_of(lines))
    }

    /// The height of a row, in points.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn set_height(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        self.page.set_row_height(row, height)?;
        self.heights.insert(row, height);
        Ok(())
    }

    /// The sheet, so many pages wide. A few last rows are not left on a page of their own.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn finish(self, wide: u16) -> Result<Worksheet, XlsxError> {
        self.on_pages(wide, 0.35)
    }

    /// The sheet, so many pages wide, whose last rows are to be signed: rather smaller than cut there.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn finish_signed(self, wide: u16) -> Result<Worksheet, XlsxError> {
        self.on_pages(wide, 0.6)
    }

    fn on_pages(mut self, wide: u16, least: f64) -> Result<Worksheet, XlsxError> {
        let heights = (0..self.row).map(|row| self.heights.get(&row).copied()).collect();
        let print =
            Print { landscape: self.landscape, wide, widths: &self.widths, heights, titles: self.titles };
        let long = print.spared(least).unwrap_or(0);
        self.page.set_print_fit_to_pages(wide, long);
        self.into_page()
    }

    /// The sheet as it was set up.
    ///
    /// # Errors
    /// What the library refuses.
    pub(in crate::publish) fn into_page(mut self) -> Result<Worksheet, XlsxError> {
        self.looks.give(&mut self.page)?;
        Ok(self.page)
    }
}

/// Days since 1899-12-30, as Excel counts them after February 1900.
fn excel_day(date: jiff::civil::Date) -> i32 {
    let start = jiff::civil::date(1899, 12, 30);
    date.since((jiff::Unit::Day, start)).map_or(0, |span| span.get_days())
}

/// The text without characters that XML 1.0 cannot hold, at most as long as Excel takes it.
pub(in crate::publish) fn cut(text: &str) -> Cow<'_, str> {
    let legal =
        |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\n' | '\t');
    if text.len() < LONGEST_TEXT && text.chars().all(|c| legal(&c)) {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST_TEXT
    };
    text.chars().filter(legal).take_while(fits).collect()
}

/// The height of a row of so many lines, in points.
fn height_of(lines: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a text has at most 32,767 lines")]
    let height = (lines as f64).mul_add(LINE, 1.5);
    height.min(TALLEST)
}

/// The share of 1; nothing of nothing is none.
pub(in crate::publish) fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// The name of a square, such as `C12`, rows counted from 0.
pub(in crate::publish) fn square(row: u32, column: u16) -> String {
    format!("{}{}", rust_xlsxwriter::utility::column_number_to_name(column), row + 1)
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
}

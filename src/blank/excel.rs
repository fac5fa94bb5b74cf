//! The empty Excel form: a drop-down for each indicator; only what is to be filled in can be changed.

use super::{Addressee, CORRECTION_HEADS, CORRECTION_ROWS, CORRECTIONS};
use crate::model::Catalogue;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

/// The colour of places to fill in.
const PLACE: &str = "FFFBE6";

/// Letters that fit on one line of the column of wordings.
const LINE_LETTERS: usize = 72;
/// Height of one line in points.
const LINE_POINTS: f64 = 17.0;

/// An empty form that asks every indicator of the catalogue, as the bytes of an `.xlsx`.
///
/// # Errors
/// What the workbook writer answers.
pub fn excel_form(catalogue: &Catalogue, to: &Addressee<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let sheet = book.add_worksheet().set_name("Phiếu tự soi")?;
    for (column, width) in [6.0, 70.0, 30.0, 30.0].into_iter().enumerate() {
        sheet.set_column_width(u16::try_from(column).unwrap_or(u16::MAX), width)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let looks = Looks::new();
    let first = head(sheet, to, &looks)?;
    let next = questions(sheet, catalogue, first, &looks)?;
    corrections(sheet, next + 1, &looks)?;
    sheet.set_freeze_panes(first + 1, 0)?;
    sheet.set_repeat_rows(first, first)?;
    let may = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    sheet.protect_with_options(&may);
    book.save_to_buffer()
}

/// The organisation above, the cell, the title and the fields; the row of the table's headings.
fn head(sheet: &mut Worksheet, to: &Addressee<'_>, looks: &Looks) -> Result<u32, XlsxError> {
    let mut row = 0;
    for name in [to.above, to.cell].into_iter().flatten() {
        sheet.write_string_with_format(row, 1, name, &looks.plain)?;
        row += 1;
    }
    sheet.merge_range(row, 0, row, 3, to.title(), &looks.title)?;
    row += 1;
    // Below the corrections a reader could take the day for one of them.
    for (label, value) in to.fields().into_iter().chain([("Ngày làm bản tự soi", None)]) {
        field(sheet, row, label, value.as_deref(), looks)?;
        row += 1;
    }
    Ok(row)
}

/// A label, and beside it the place for its value.
fn field(
    sheet: &mut Worksheet,
    row: u32,
    label: &str,
    value: Option<&str>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 1, format!("{label}:"), &looks.label)?;
    sheet.merge_range(row, 2, row, 3, value.unwrap_or_default(), &looks.input)?;
    Ok(())
}

struct Looks {
    title: Format,
    plain: Format,
    head: Format,
    text: Format,
    middle: Format,
    label: Format,
    /// Places to fill in; text, so that Excel leaves dates as they are typed.
    input: Format,
    choice: Format,
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let framed =
            || base().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter);
        Self {
            plain: base(),
            title: base().set_bold().set_font_size(14).set_align(FormatAlign::Center),
            head: framed().set_bold().set_align(FormatAlign::Center),
            text: framed(),
            middle: framed().set_align(FormatAlign::Center),
            label: base().set_align(FormatAlign::Right),
            input: framed().set_unlocked().set_num_format("@").set_background_color(PLACE),
            choice: framed().set_unlocked().set_align(FormatAlign::Center).set_background_color(PLACE),
        }
    }
}

/// Writes the table of indicators; the row after it.
fn questions(
    sheet: &mut Worksheet,
    catalogue: &Catalogue,
    first: u32,
    looks: &Looks,
) -> Result<u32, XlsxError> {
    let heads = ["TT", "Nội dung biểu hiện", "Có/Không", "Ghi chú"];
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(first, column, head, &looks.head)?;
    }
    let yes_or_no = DataValidation::new()
        .allow_list_strings(&["Có", "Không"])?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Chọn trong danh sách")?
        .set_error_message("Chỉ chọn Có hoặc Không.")?;
    let mut row = first + 1;
    let mut group = None;
    for indicator in &catalogue.indicators {
        if group != Some(indicator.group) {
            group = Some(indicator.group);
            if let Some(of) = catalogue.groups.get(indicator.group) {
                sheet.merge_range(row, 0, row, 3, &format!("{}. {}", of.code, of.title), &looks.head)?;
                row += 1;
            }
        }
        sheet.write_string_with_format(row, 0, indicator.number.to_string(), &looks.middle)?;
        sheet.write_string_with_format(row, 1, &indicator.wording, &looks.text)?;
        sheet.write_blank(row, 2, &looks.choice)?;
        sheet.write_blank(row, 3, &looks.input)?;
        sheet.add_data_validation(row, 2, row, 2, &yes_or_no)?;
        sheet.set_row_height(row, height(&indicator.wording))?;
        row += 1;
    }
    Ok(row)
}

/// The height of a row in points that shows all of a wording; not every program fits rows by itself.
fn height(wording: &str) -> f64 {
    let lines = wording.chars().count().div_ceil(LINE_LETTERS).max(1);
    u32::try_from(lines).map_or(LINE_POINTS, |lines| f64::from(lines) * LINE_POINTS)
}

/// Writes the table of promised corrections.
fn corrections(sheet: &mut Worksheet, first: u32, looks: &Looks) -> Result<(), XlsxError> {
    sheet.merge_range(first, 0, first, 3, CORRECTIONS, &looks.title)?;
    let rows = u32::try_from(CORRECTION_ROWS).unwrap_or_default();
    for (column, head) in (0..).zip(CORRECTION_HEADS) {
        sheet.write_string_with_format(first + 1, column, head, &looks.head)?;
        for row in first + 2..first + 2 + rows {
            sheet.write_blank(row, column, &looks.input)?;
        }
    }
    Ok(())
}

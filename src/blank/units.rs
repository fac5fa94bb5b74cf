//! The list of units, as the campaign reads it.

use super::addressee::birth;
use crate::model::Unit;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Headings of the first sheet with the widths of their columns.
const UNITS: [(&str, f64); 7] = [
    ("Mã", 12.0),
    ("Tên đơn vị", 40.0),
    ("Cấp", 16.0),
    ("Mã cấp trên", 14.0),
    ("Số đảng viên", 14.0),
    ("Tên gọi khác", 40.0),
    ("Email", 36.0),
];
/// Headings of the second sheet likewise.
const MEMBERS: [(&str, f64); 4] =
    [("Mã chi bộ", 12.0), ("Họ và tên", 30.0), ("Ngày sinh", 14.0), ("Chức vụ", 20.0)];

/// Headings of the third sheet, in which the office notes when each cell met.
const MEETINGS: [(&str, f64); 3] = [("Mã chi bộ", 12.0), ("Ngày sinh hoạt", 16.0), ("Số đảng viên dự", 16.0)];

/// The units, their members and an empty list of meetings in three sheets, as the bytes of an `.xlsx`.
///
/// # Errors
/// What the workbook writer answers.
pub fn units_sheet(units: &[Unit]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let sheet = book.add_worksheet().set_name("Đơn vị")?;
    heads(sheet, &UNITS)?;
    for (row, unit) in (1..).zip(units) {
        let texts = [&unit.code, &unit.name, &unit.level, unit.parent.as_ref().unwrap_or(&String::new())]
            .map(String::clone);
        for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text)?;
        }
        if let Some(members) = unit.members {
            sheet.write_number(row, 4, members)?;
        }
        sheet.write_string(row, 5, unit.aliases.join("; "))?;
        sheet.write_string(row, 6, unit.emails.join("; "))?;
    }
    let sheet = book.add_worksheet().set_name("Đảng viên")?;
    heads(sheet, &MEMBERS)?;
    let listed = units.iter().flat_map(|unit| unit.roster.iter().map(move |member| (unit, member)));
    for (row, (unit, member)) in (1..).zip(listed) {
        sheet.write_string(row, 0, &unit.code)?;
        sheet.write_string(row, 1, &member.name)?;
        sheet.write_string(row, 2, member.birth.map(birth).unwrap_or_default())?;
        sheet.write_string(row, 3, member.position.clone().unwrap_or_default())?;
    }
    let sheet = book.add_worksheet().set_name("Sinh hoạt")?;
    heads(sheet, &MEETINGS)?;
    book.save_to_buffer()
}

fn heads(sheet: &mut Worksheet, heads: &[(&str, f64)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

//! Excel forms of three kinds.

use super::people::{Mark, Paper};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use tusoi::model::Catalogue;

fn book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 6, 1)?));
    Ok(book)
}

fn write_row(sheet: &mut Worksheet, row: u32, texts: &[&str]) -> Result<(), XlsxError> {
    for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
        sheet.write_string(row, column, *text)?;
    }
    Ok(())
}

/// A row for each member and a column for each indicator, answered `Có` or `Không`.
pub(crate) fn row_per_member(
    base: &str,
    cell: &str,
    members: &[(&str, Vec<&str>)],
    catalogue: &Catalogue,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = book()?;
    let sheet = book.add_worksheet().set_name("Tự soi")?;
    write_row(sheet, 0, &[&base.to_uppercase()])?;
    write_row(sheet, 1, &[&cell.to_uppercase()])?;
    write_row(sheet, 2, &["BẢNG TỔNG HỢP KẾT QUẢ TỰ SOI CỦA ĐẢNG VIÊN"])?;
    let codes = catalogue.indicators.iter().map(|i| i.code.as_str());
    write_row(sheet, 4, &["TT", "Họ và tên"].into_iter().chain(codes.clone()).collect::<Vec<_>>())?;
    for (row, (name, yes)) in (5..).zip(members) {
        let number = (row - 4).to_string();
        let answers = codes.clone().map(|code| if yes.contains(&code) { "Có" } else { "Không" });
        write_row(sheet, row, &[number.as_str(), name].into_iter().chain(answers).collect::<Vec<_>>())?;
    }
    book.save_to_buffer()
}

/// A sheet for each member.
pub(crate) fn sheet_per_member(
    members: &[(Paper<'_>, Vec<Mark>)],
    catalogue: &Catalogue,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = book()?;
    for (of, marks) in members {
        let sheet = book.add_worksheet().set_name(of.name)?;
        write_row(sheet, 0, &[&of.base.to_uppercase()])?;
        write_row(sheet, 1, &[&of.cell.to_uppercase()])?;
        write_row(sheet, 2, &["", "PHIẾU TỰ SOI, TỰ SỬA"])?;
        write_row(sheet, 3, &["", "Họ và tên:", of.name])?;
        write_row(sheet, 4, &["", "Ngày sinh:", of.birth])?;
        write_row(sheet, 5, &["", "Chức vụ:", of.position])?;
        write_row(sheet, 6, &["", of.date])?;
        write_row(sheet, 8, &["TT", "Nội dung biểu hiện", "Có/Không", "Ghi chú"])?;
        for (row, (indicator, mark)) in (9..).zip(catalogue.indicators.iter().zip(marks)) {
            let answer = if mark.is_yes() { "Có" } else { "Không" };
            write_row(sheet, row, &[&indicator.code, &indicator.wording, answer])?;
        }
    }
    book.save_to_buffer()
}

/// How many members of a cell show each indicator: none, but for the counts given.
pub(crate) fn tally(
    base: &str,
    cell: &str,
    members: u32,
    counts: &[(&str, u32)],
    catalogue: &Catalogue,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = book()?;
    let sheet = book.add_worksheet().set_name("Biểu tổng hợp")?;
    write_row(sheet, 0, &[base])?;
    write_row(sheet, 1, &[cell])?;
    write_row(sheet, 2, &["BIỂU TỔNG HỢP KẾT QUẢ TỰ SOI"])?;
    let heads = ["TT", "Nội dung biểu hiện", "Tổng số đảng viên", "Số đảng viên có biểu hiện", "Ghi chú"];
    write_row(sheet, 4, &heads)?;
    for (row, indicator) in (5..).zip(&catalogue.indicators) {
        let count = counts.iter().find(|(code, _)| *code == indicator.code).map_or(0, |(_, count)| *count);
        write_row(sheet, row, &[&indicator.code, &indicator.wording])?;
        sheet.write_number(row, 2, members)?;
        sheet.write_number(row, 3, count)?;
    }
    book.save_to_buffer()
}

//! `Tổng hợp`: how many members answered what, for every indicator. Its name, its first column and the
//! column headed `Có` are fixed, because other programs read them.

mod body;
mod columns;

use super::party::{heading, signatures};
use super::sheet::Sheet;
use super::style::Style;
use crate::enclosure::VISIBLE;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use body::Body;
use columns::{Columns, SHARES};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Height of the row of numbers, in points: its letters are small.
const NUMBERS: f64 = 14.0;

/// The sheet.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let columns = Columns::of(dossier);
    let mut sheet = Sheet::new(VISIBLE, !dossier.is_cell(), &columns.widths(), style)?;
    let across = columns.on_first_page();
    let (start, split) = if columns.pages() > 1 { (2, 5) } else { (0, 2) };
    heading(&mut sheet, dossier, "BẢNG TỔNG HỢP KẾT QUẢ TỰ SOI", (start, across, Some(split)), style)?;
    sheet.across((start, across - 1), &source(dossier), &style.note)?;
    sheet.end_row(1)?;
    let first = sheet.row;
    head(&mut sheet, &columns, style)?;
    sheet.freeze(first, 2)?;
    if columns.pages() > 1 {
        sheet.page().set_repeat_columns(0, 1)?;
    }
    let (top, bottom) = Body { dossier, columns: &columns, style }.write(&mut sheet)?;
    sheet.bars(SHARES, top, bottom)?;
    sheet.alarms(columns.check(), top, bottom)?;
    remarks(&mut sheet, dossier, (start, across), style)?;
    let maker = if start > 0 { (start, SHARES - 2) } else { (0, 1) };
    signatures(&mut sheet, dossier, (maker, (SHARES - 1, across - 1)), style)?;
    if dossier.is_cell() {
        // A cell signs one page.
        let mut page = sheet.finish(1)?;
        page.set_print_fit_to_pages(1, 1);
        return Ok(page);
    }
    sheet.finish_signed(columns.pages())
}

/// The letters of a column.
fn letters(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

/// What the figures were added up from.
fn source(dossier: &Dossier<'_, '_>) -> String {
    let t = dossier.totals();
    let from = match dossier.tally {
        Some(_) if dossier.members.is_empty() => "theo biểu tổng hợp của đơn vị".to_owned(),
        _ => format!("đạt {}", words::percent(t.reviews.into(), t.members.into())),
    };
    format!(
        "Đảng viên: {}. Bản tự soi đã tính: {} ({from}). Còn thiếu: {}.",
        words::grouped(t.members.into()),
        words::grouped(t.reviews.into()),
        words::grouped(t.missing.into()),
    )
}

/// Three rows of titles: bands, the titles by which columns are found, and their numbers.
fn head<'s>(sheet: &mut Sheet<'s>, columns: &Columns, style: &'s Style) -> Result<(), XlsxError> {
    let mut titles = columns.titles();
    let bands = [
        ("", 2),
        ("Số đảng viên trả lời", usize::from(SHARES) - 1),
        ("Mức độ (trong số Có)", if columns.levels { 3 } else { 0 }),
        ("", 1),
        ("Số đảng viên trả lời Có, theo đơn vị trực thuộc", columns.units.len()),
    ];
    let (mut at, mut lines) = (0u16, 1);
    for (text, wide) in bands.into_iter().filter(|(_, wide)| *wide > 0) {
        let last = at + u16::try_from(wide).unwrap_or(1) - 1;
        sheet.across((at, last), text, &style.head)?;
        lines = lines.max(sheet.lines_across((at, last), text));
        at = last + 1;
    }
    sheet.end_row(lines)?;
    let row = sheet.row;
    let upright = if columns.are_upright() { titles.len()..titles.len() + columns.units.len() } else { 0..0 };
    titles.extend(columns.units.iter().map(|(_, name)| name.as_str()));
    sheet.titles_upright(&titles, upright)?;
    sheet.set_height(row, title_height(columns))?;
    let numbers = columns.numbers();
    let numbers: Vec<_> =
        numbers.iter().map(|n| (super::sheet::Value::Text(n.as_str()), &style.numbers)).collect();
    let row = sheet.row;
    sheet.values(&numbers)?;
    sheet.set_height(row, NUMBERS)
}

/// Room for the names of units, in points: they are written upwards where there are many.
fn title_height(columns: &Columns) -> f64 {
    let longest = columns.units.iter().map(|(_, name)| name.chars().count()).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "a name has a few dozen letters")]
    let upright = (longest as f64 * 3.6).clamp(70.0, 180.0);
    match (columns.units.is_empty(), columns.are_upright()) {
        (true, _) => 36.0,
        (false, true) => upright,
        (false, false) => 68.0,
    }
}

/// How to check the sums, and what else should be known about the unit.
fn remarks<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    (start, across): (u16, u16),
    style: &'s Style,
) -> Result<(), XlsxError> {
    sheet.row += 1;
    let mut line = |text: &str| {
        sheet.across((start, across - 1), text, &style.note)?;
        sheet.end_row(sheet.lines_across((start, across - 1), text))
    };
    let below =
        if dossier.is_cell() { "" } else { "; cột 2 bằng tổng các cột đơn vị trực thuộc" };
    line(&format!(
        "Kiểm tra: 1 = 2+3+4+5+6 = số bản tự soi đã tính{below}. Công thức tự tính lại; “Lệch” là có số bị sửa. Ô tô vàng \
         là câu trả lời cần người xem, chưa được tính là Có hay Không."
    ))?;
    // A finding may name a file, and so a member: it stays in the cell's own workbook.
    let own =
        dossier.archive.books.unit_findings.iter().filter(|(id, _)| *id == dossier.id && dossier.is_cell());
    for (_, finding) in own {
        line(&format!("Lưu ý: {}", finding.message(crate::model::Lang::Vi)))?;
    }
    Ok(())
}

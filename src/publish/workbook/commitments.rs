//! `Cam kết khắc phục`: promised corrections. Names and words stay in the cell's own workbook.

use super::heading;
use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::model::{Commitment, Lang};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rollup::CommitmentTotals;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Cam kết khắc phục";

/// Every promise of a cell's members and of its committee.
///
/// # Errors
/// What the library refuses.
pub(super) fn listed(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let widths = [6.0, 26.0, 9.0, 32.0, 36.0, 12.5, 17.0, 15.0, 26.0, 17.0];
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    heading(&mut sheet, dossier, "CAM KẾT KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM", 10, style)?;
    let first = sheet.row;
    sheet.titles(&[
        "STT",
        "Họ và tên",
        "Biểu hiện",
        "Hạn chế, khuyết điểm",
        "Giải pháp khắc phục",
        "Hạn chót",
        "Thời hạn đã ghi",
        "Kết quả",
        "Tệp",
        "Vị trí",
    ])?;
    sheet.freeze(first, 2)?;
    let members = dossier.members.iter().map(|(name, entry)| (name.as_str(), *entry));
    let all = members.chain(dossier.collective.iter().map(|entry| ("Tập thể", *entry)));
    let promises =
        all.flat_map(|(name, entry)| entry.review.commitments.iter().map(move |c| (name, entry, c)));
    let mut n = 0;
    for (name, entry, promise) in promises {
        n += 1;
        promise_row(&mut sheet, dossier, (n, name, dossier.file_of(entry)), promise, style)?;
    }
    if n == 0 {
        sheet.line("Không có cam kết nào trong các bản đã nhận.", 10, &style.note)?;
    }
    Ok(sheet.page)
}

fn promise_row(
    sheet: &mut Sheet<'_>,
    dossier: &Dossier<'_, '_>,
    (n, name, file): (u32, &str, &str),
    promise: &Commitment,
    style: &Style,
) -> Result<(), XlsxError> {
    let indicators = &dossier.campaign().catalogue.indicators;
    let code = promise.indicator.and_then(|i| indicators.get(i)).map_or("", |i| i.code.as_str());
    let place = promise.place.words(Lang::Vi);
    sheet.values(&[
        (Value::Count(n), &style.count),
        (Value::Text(name), &style.text),
        (Value::Text(code), &style.centre),
        (Value::Text(&promise.shortcoming), &style.text),
        (Value::Text(&promise.action), &style.text),
        (promise.due.map_or(Value::Empty, Value::Day), &style.day),
        (Value::Text(&promise.due_text), &style.text),
        (Value::Text(words::status(promise.status)), &style.centre),
        (Value::Text(file), &style.text),
        (Value::Text(&place), &style.text),
    ])
}

/// How many promises each unit below has.
///
/// # Errors
/// What the library refuses.
pub(super) fn counted(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(NAME, true, &[6.0, 46.0, 14.0, 16.0, 16.0, 16.0, 16.0, 14.0], style)?;
    heading(&mut sheet, dossier, "CAM KẾT KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM", 8, style)?;
    let first = sheet.row;
    sheet.titles(&[
        "STT",
        "Đơn vị",
        "Tổng số cam kết",
        "Đã khắc phục",
        "Đang khắc phục",
        "Chưa khắc phục",
        "Chưa ghi kết quả",
        "Tỷ lệ đã khắc phục",
    ])?;
    sheet.freeze(first, 2)?;
    for (n, (id, name)) in (1..).zip(&dossier.below()) {
        count_row(&mut sheet, Some(n), name, &dossier.totals_of(*id).commitments, style)?;
    }
    count_row(&mut sheet, None, "Tổng cộng", &dossier.totals().commitments, style)?;
    Ok(sheet.page)
}

fn count_row(
    sheet: &mut Sheet<'_>,
    number: Option<u32>,
    name: &str,
    c: &CommitmentTotals,
    style: &Style,
) -> Result<(), XlsxError> {
    let sum = number.is_none();
    let count = if sum { &style.sum } else { &style.count };
    sheet.values(&[
        (number.map_or(Value::Empty, Value::Count), count),
        (Value::Text(name), if sum { &style.sum_text } else { &style.text }),
        (Value::Count(c.total), count),
        (Value::Count(c.done), count),
        (Value::Count(c.in_progress), count),
        (Value::Count(c.not_done), count),
        (Value::Count(c.unknown), count),
        (Value::Share(c.done, c.total), if sum { &style.sum_share } else { &style.share }),
    ])
}

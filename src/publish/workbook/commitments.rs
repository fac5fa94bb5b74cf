//! `Cam kết khắc phục`: promised corrections. Names and words stay in the cell's own workbook.

use super::heading;
use super::ratings::sheet_sum;
use super::sheet::{Sheet, Value, share, square};
use super::style::Style;
use crate::ledger::Entry;
use crate::model::{Commitment, Lang, Status};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rollup::CommitmentTotals;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Cam kết khắc phục";

/// What a promise is whose day has passed and which nobody says is kept.
const OVERDUE: &str = "Quá hạn";

/// Every promise of a cell's members and of its committee.
///
/// # Errors
/// What the library refuses.
pub(super) fn listed(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let widths = [5.0, 20.0, 6.5, 27.0, 29.0, 10.0, 12.0, 9.0, 21.0, 18.0];
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    heading(&mut sheet, dossier, "CAM KẾT KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM", (0, 10, None), style)?;
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
        promise_row(&mut sheet, dossier, (n, name, entry), promise, style)?;
    }
    if n == 0 {
        sheet.line("Không có cam kết nào trong các bản đã nhận.", 10, &style.note)?;
    } else {
        sheet.filter(first)?;
    }
    sheet.finish(1)
}

fn promise_row<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    (n, name, entry): (u32, &str, &Entry),
    promise: &Commitment,
    style: &'s Style,
) -> Result<(), XlsxError> {
    let indicators = &dossier.campaign().catalogue.indicators;
    let code = promise.indicator.and_then(|i| indicators.get(i)).map_or("", |i| i.code.as_str());
    let place = promise.place.words(Lang::Vi);
    let late = promise.due.zip(dossier.campaign().date).is_some_and(|(due, today)| due < today);
    let status = match promise.status {
        Some(Status::Done) => words::status(promise.status),
        _ if late => OVERDUE,
        other => words::status(other),
    };
    sheet.values(&[
        (Value::Count(n), &style.count),
        (Value::Text(name), &style.text),
        (Value::Text(code), &style.centre),
        (Value::Text(&promise.shortcoming), &style.text),
        (Value::Text(&promise.action), &style.text),
        (promise.due.map_or(Value::Empty, Value::Day), &style.day),
        (Value::Text(&promise.due_text), &style.text),
        (Value::Text(status), if status == OVERDUE { &style.doubt } else { &style.centre }),
        (Value::Text(dossier.file_name(entry)), &style.text),
        (dossier.link(entry, &place), &style.text),
    ])
}

/// How many promises each unit below has.
///
/// # Errors
/// What the library refuses.
pub(super) fn counted(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(NAME, true, &[5.0, 40.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0], style)?;
    heading(&mut sheet, dossier, "CAM KẾT KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM", (0, 8, None), style)?;
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
    sheet.values(
        &["A", "B", "1=2+3+4+5", "2", "3", "4", "5", "6=2:1"].map(|n| (Value::Text(n), &style.numbers)),
    )?;
    sheet.freeze(first, 2)?;
    let top = sheet.row;
    for (n, (id, name)) in (1..).zip(&dossier.below()) {
        let c = &dossier.totals_of(*id).commitments;
        let parts = format!("=SUM({}:{})", square(sheet.row, 3), square(sheet.row, 6));
        let mut row = vec![
            (Value::Count(n), &style.count),
            (Value::Text(name), &style.text),
            (Value::Formula(parts, c.total.into()), &style.count_strong),
        ];
        row.extend([c.done, c.in_progress, c.not_done, c.unknown].map(|n| (Value::Count(n), &style.count)));
        row.push((done(sheet.row, c), &style.share));
        sheet.values(&row)?;
    }
    let (c, rows) = (&dossier.totals().commitments, (top, sheet.row.saturating_sub(1).max(top)));
    let counts = [c.total, c.done, c.in_progress, c.not_done, c.unknown];
    let mut row = vec![(Value::Empty, &style.sum), (Value::Text("Tổng cộng"), &style.sum_text)];
    row.extend((2..).zip(counts).map(|(column, n)| (sheet_sum(column, rows, n), &style.sum)));
    row.push((done(sheet.row, c), &style.sum_share));
    sheet.filter(first + 1)?;
    sheet.values(&row)?;
    sheet.bars(7, top, sheet.row - 1)?;
    sheet.finish(1)
}

/// The share of promises that are kept.
fn done(row: u32, c: &CommitmentTotals) -> Value<'static> {
    let (all, kept) = (square(row, 2), square(row, 3));
    Value::Formula(format!("=IF({all}=0,0,{kept}/{all})"), share(c.done, c.total))
}

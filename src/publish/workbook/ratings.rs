//! `Xếp loại`: how members rate themselves at the end of the year, where forms ask for it.

use super::heading;
use super::sheet::{Sheet, Value, share, square};
use super::style::Style;
use crate::model::Rating;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Xếp loại";

/// The sheet; none where nobody gave a rating.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Option<Worksheet>, XlsxError> {
    if dossier.totals().ratings == [0; 4] {
        return Ok(None);
    }
    let widths = [5.0, 36.0, 9.0, 11.5, 11.5, 11.5, 11.5, 9.0, 10.0];
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    heading(&mut sheet, dossier, "ĐẢNG VIÊN TỰ NHẬN MỨC XẾP LOẠI", (0, 9, None), style)?;
    let first = sheet.row;
    let mut titles = vec!["STT", "Đơn vị", "Bản đã tính"];
    titles.extend(Rating::ALL.map(words::rating));
    titles.extend(["Chưa ghi", "% xuất sắc"]);
    sheet.titles(&titles)?;
    sheet.values(
        &["A", "B", "1=2+3+4+5+6", "2", "3", "4", "5", "6", "7=2:1"]
            .map(|n| (Value::Text(n), &style.numbers)),
    )?;
    sheet.freeze(first, 2)?;
    let mut below = dossier.below();
    if below.is_empty() {
        below.push((dossier.id, dossier.unit().name.clone()));
    }
    let top = sheet.row;
    for (n, (id, name)) in (1..).zip(&below) {
        let t = dossier.totals_of(*id);
        let rated: u32 = t.ratings.iter().sum();
        let at = sheet.row;
        let mut row = vec![
            (Value::Count(n), &style.count),
            (Value::Text(name), &style.text),
            (
                Value::Formula(format!("=SUM({}:{})", square(at, 3), square(at, 7)), t.reviews.into()),
                &style.count,
            ),
        ];
        row.extend(t.ratings.map(|n| (Value::Count(n), &style.count)));
        row.push((Value::Count(t.reviews.saturating_sub(rated)), &style.count));
        row.push((best(at, t.ratings[0], t.reviews), &style.share));
        sheet.values(&row)?;
    }
    if !dossier.is_cell() {
        sum(&mut sheet, dossier, top, style)?;
    }
    sheet.finish(1).map(Some)
}

fn best(row: u32, best: u32, reviews: u32) -> Value<'static> {
    let (all, first) = (square(row, 2), square(row, 3));
    Value::Formula(format!("=IF({all}=0,0,{first}/{all})"), share(best, reviews))
}

fn sum<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    top: u32,
    style: &'s Style,
) -> Result<(), XlsxError> {
    let t = dossier.totals();
    let (at, rated) = (sheet.row, t.ratings.iter().sum::<u32>());
    let counts = std::iter::once(t.reviews).chain(t.ratings).chain([t.reviews.saturating_sub(rated)]);
    let total = |(c, n): (u16, u32)| sheet_sum(c, (top, at - 1), n);
    let mut row = vec![(Value::Empty, &style.sum), (Value::Text("Tổng cộng"), &style.sum_text)];
    row.extend((2..).zip(counts).map(total).map(|value| (value, &style.sum)));
    row.push((best(at, t.ratings[0], t.reviews), &style.sum_share));
    sheet.values(&row)
}

/// The sum of a column's rows.
pub(super) fn sheet_sum(column: u16, (first, last): (u32, u32), result: u32) -> Value<'static> {
    Value::Formula(format!("=SUM({}:{})", square(first, column), square(last, column)), result.into())
}

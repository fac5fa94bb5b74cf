//! `Tập thể`: what committees say of themselves; never added to members.

use super::heading;
use super::ratings::sheet_sum;
use super::sheet::{Sheet, Value, square};
use super::style::Style;
use crate::model::{Answer, Lang, Rating, Reading, UnitId, UnitTotals};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

const NAME: &str = "Tập thể";

/// Every answer of the cell's committee.
///
/// # Errors
/// What the library refuses.
pub(super) fn answered(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(NAME, true, &[6.5, 38.0, 10.0, 10.0, 34.0, 20.0], style)?;
    heading(&mut sheet, dossier, "BẢN TỰ SOI CỦA TẬP THỂ", (0, 6, None), style)?;
    if dossier.collective.is_empty() {
        sheet.line("Chưa nhận được bản tự soi của tập thể.", 6, &style.note)?;
    }
    for entry in &dossier.collective {
        let rating = entry.review.rating.map_or("chưa ghi", words::rating);
        let day = entry.review.date.map_or_else(|| "không ghi ngày".to_owned(), words::day);
        sheet.line(&format!("Tệp: {} ({day})", dossier.file_of(entry)), 6, &style.note)?;
        sheet.line(&format!("Tự nhận mức xếp loại: {rating}"), 6, &style.heading)?;
        let first = sheet.row;
        sheet.titles(&["Mã", "Biểu hiện", "Trả lời", "Mức độ", "Giải trình", "Vị trí"])?;
        if dossier.collective.len() == 1 {
            sheet.freeze(first, 0)?;
        }
        for (indicator, reading) in dossier.campaign().catalogue.indicators.iter().zip(&entry.review.answers)
        {
            let place = reading.place.words(Lang::Vi);
            sheet.values(&[
                (Value::Text(&indicator.code), &style.centre),
                (Value::Text(&indicator.label), &style.text),
                (Value::Text(reading.answer.map_or("", words::answer)), format(reading, style)),
                (Value::Text(reading.level.map_or("", words::level)), &style.centre),
                (Value::Text(&reading.note), &style.text),
                (dossier.link(entry, &place), &style.text),
            ])?;
        }
        sheet.row += 1;
    }
    sheet.finish(1)
}

/// The format of an answer: doubtful ones are coloured, a clear yes is bold.
pub(super) fn format<'s>(reading: &Reading, style: &'s Style) -> &'s Format {
    match (reading.is_certain(), reading.answer) {
        (false, _) => &style.doubt,
        (true, Some(Answer::Yes)) => &style.present,
        (true, _) => &style.centre,
    }
}

/// How each committee below answered, as counts.
///
/// # Errors
/// What the library refuses.
pub(super) fn counted(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let groups = &dossier.campaign().catalogue.groups;
    let mut widths = vec![5.0, 40.0, 7.0];
    widths.extend(std::iter::repeat_n(9.0, groups.len() + 2));
    widths.push(27.0);
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    let across = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    heading(&mut sheet, dossier, "KẾT QUẢ TỰ SOI CỦA TẬP THỂ", (0, across, None), style)?;
    let first = sheet.row;
    let names: Vec<String> = groups.iter().map(|g| format!("Có, nhóm {}", g.code)).collect();
    let mut titles = vec!["STT", "Đơn vị", "Số bản"];
    titles.extend(names.iter().map(String::as_str));
    titles.extend(["Tổng số biểu hiện Có", "Cần xem lại", "Tự nhận xếp loại"]);
    sheet.titles(&titles)?;
    sheet.freeze(first, 2)?;
    let top = sheet.row;
    for (n, id) in (1..).zip(dossier.cells()) {
        count_row(&mut sheet, dossier, (n, id), style)?;
    }
    sheet.filter(first)?;
    sum_row(&mut sheet, dossier, top, style)?;
    sheet.finish(1)
}

/// How often a committee, or all of them, said yes: per group, and how much must be looked at.
fn counts(dossier: &Dossier<'_, '_>, totals: &UnitTotals) -> (Vec<u32>, u32) {
    let catalogue = &dossier.campaign().catalogue;
    let mut groups = vec![0; catalogue.groups.len()];
    for (indicator, answers) in catalogue.indicators.iter().zip(&totals.committees) {
        if let Some(group) = groups.get_mut(indicator.group) {
            *group += answers.yes;
        }
    }
    let doubts = totals.committees.iter().map(|a| a.blank + a.conflict + a.unclear).sum();
    (groups, doubts)
}

fn count_row<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    (n, id): (u32, UnitId),
    style: &'s Style,
) -> Result<(), XlsxError> {
    let totals = dossier.totals_of(id);
    let name = dossier.cell_name(id);
    let mut row = vec![
        (Value::Count(n), &style.count),
        (Value::Text(&name), &style.text),
        (Value::Count(totals.collective), &style.count),
    ];
    let (groups, doubts) = counts(dossier, totals);
    let rating = ratings(totals);
    if totals.collective == 0 {
        row.extend((0..groups.len() + 2).map(|_| (Value::Empty, &style.count)));
        row.push((Value::Text("Chưa nộp"), &style.doubt));
    } else {
        let end = 2 + u16::try_from(groups.len()).unwrap_or(0);
        let sum = format!("=SUM({}:{})", square(sheet.row, 3), square(sheet.row, end));
        row.extend(groups.iter().map(|n| (Value::Count(*n), &style.count)));
        row.push((Value::Formula(sum, groups.iter().sum::<u32>().into()), &style.count_strong));
        row.push((Value::Count(doubts), super::doubtful(doubts, style)));
        row.push((Value::Text(&rating), &style.centre));
    }
    sheet.values(&row)
}

fn sum_row<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    top: u32,
    style: &'s Style,
) -> Result<(), XlsxError> {
    let totals = dossier.totals();
    let (groups, doubts) = counts(dossier, totals);
    let sums = std::iter::once(totals.collective).chain(groups.iter().copied());
    let sums = sums.chain([groups.iter().sum(), doubts]);
    let rows = (top, sheet.row.saturating_sub(1).max(top));
    let mut row = vec![(Value::Empty, &style.sum), (Value::Text("Tổng cộng"), &style.sum_text)];
    row.extend((2..).zip(sums).map(|(c, n)| (sheet_sum(c, rows, n), &style.sum)));
    row.push((Value::Empty, &style.sum));
    sheet.values(&row)
}

/// The ratings that committees gave themselves, in words.
fn ratings(totals: &UnitTotals) -> String {
    let given: Vec<(Rating, u32)> =
        Rating::ALL.into_iter().zip(totals.committee_ratings).filter(|(_, n)| *n > 0).collect();
    match given.as_slice() {
        [] => "Chưa ghi".into(),
        [(one, 1)] => words::rating(*one).into(),
        several => {
            several.iter().map(|(r, n)| format!("{} ({n})", words::rating(*r))).collect::<Vec<_>>().join("; ")
        }
    }
}

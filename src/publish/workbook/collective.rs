//! `Tập thể`: what committees say of themselves; never added to members.

use super::heading;
use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::ledger::Entry;
use crate::model::{Answer, Lang, Reading};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

const NAME: &str = "Tập thể";

/// Every answer of the cell's committee.
///
/// # Errors
/// What the library refuses.
pub(super) fn answered(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(NAME, true, &[8.0, 50.0, 14.0, 14.0, 40.0, 24.0], style)?;
    heading(&mut sheet, dossier, "BẢN TỰ SOI CỦA TẬP THỂ", 6, style)?;
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
                (Value::Text(&place), &style.text),
            ])?;
        }
        sheet.row += 1;
    }
    Ok(sheet.page)
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
    let mut widths = vec![6.0, 44.0];
    widths.extend(std::iter::repeat_n(12.0, groups.len() + 2));
    widths.push(32.0);
    let mut sheet = Sheet::new(NAME, true, &widths, style)?;
    let across = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    heading(&mut sheet, dossier, "KẾT QUẢ TỰ SOI CỦA TẬP THỂ", across, style)?;
    let first = sheet.row;
    let names: Vec<String> = groups.iter().map(|g| format!("Có, nhóm {}", g.code)).collect();
    let mut titles = vec!["STT", "Đơn vị"];
    titles.extend(names.iter().map(String::as_str));
    titles.extend(["Tổng số biểu hiện Có", "Cần xem lại", "Tự nhận xếp loại"]);
    sheet.titles(&titles)?;
    sheet.freeze(first, 2)?;
    let own = std::iter::once(dossier.id).filter(|_| !dossier.collective.is_empty());
    let mut n = 0;
    for id in own.chain(dossier.cells()) {
        let papers: Vec<&Entry> = dossier.archive.collective(id).collect();
        let name = &dossier.cell_name(id);
        n += 1;
        if papers.is_empty() {
            let mut row = vec![(Value::Count(n), &style.count), (Value::Text(name), &style.text)];
            row.extend((0..groups.len() + 2).map(|_| (Value::Empty, &style.count)));
            row.push((Value::Text("Chưa nộp"), &style.doubt));
            sheet.values(&row)?;
        }
        for entry in papers {
            count_row(&mut sheet, dossier, (n, name), entry, style)?;
        }
    }
    Ok(sheet.page)
}

fn count_row(
    sheet: &mut Sheet<'_>,
    dossier: &Dossier<'_, '_>,
    (n, name): (u32, &str),
    entry: &Entry,
    style: &Style,
) -> Result<(), XlsxError> {
    let catalogue = &dossier.campaign().catalogue;
    let answers = || catalogue.indicators.iter().zip(&entry.review.answers);
    let count = |n: usize| Value::Count(u32::try_from(n).unwrap_or(u32::MAX));
    let yes = |r: &Reading| r.answer == Some(Answer::Yes);
    let mut row = vec![(Value::Count(n), &style.count), (Value::Text(name), &style.text)];
    for group in 0..catalogue.groups.len() {
        let present = answers().filter(|(i, r)| i.group == group && yes(r)).count();
        row.push((count(present), &style.count));
    }
    row.push((count(answers().filter(|(_, r)| yes(r)).count()), &style.count_strong));
    let doubts = answers().filter(|(_, r)| !r.is_certain()).count();
    row.push((count(doubts), if doubts > 0 { &style.doubt_count } else { &style.count }));
    row.push((Value::Text(entry.review.rating.map_or("Chưa ghi", words::rating)), &style.centre));
    sheet.values(&row)
}

//! Whether the committee went first: a block of `Tình hình nộp`. Above a cell it counts reviews; only the
//! cell's own workbook names them.

use super::sheet::{Sheet, Value};
use super::style::Style;
use crate::model::{Kind, UnitId};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rollup::{Precedence, Sequence};
use jiff::civil::Date;
use rust_xlsxwriter::{Format, XlsxError};

const TITLE: &str = "Thứ tự kiểm điểm: tập thể trước, cá nhân sau";

/// What the cell's reviews say, and which of them came before the committee's or tell no day.
///
/// # Errors
/// What the library refuses.
pub(super) fn of_cell<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    style: &'s Style,
) -> Result<(), XlsxError> {
    let told = dossier.precedence_of(dossier.id);
    if told.sequence == Sequence::Open {
        return Ok(());
    }
    sheet.row += 1;
    sheet.line(TITLE, 5, &style.heading)?;
    let plain = super::style::plain().set_text_wrap();
    sheet.line(&format!("Kết luận: {}", conclusion(told, dossier)), 5, &plain)?;
    let collective = told.collective.map_or_else(|| "chưa rõ".into(), words::day);
    let individual = told.individual.map_or_else(
        || "chưa rõ".into(),
        |(first, last)| format!("từ {} đến {}", words::day(first), words::day(last)),
    );
    sheet.line(&format!("Ngày ghi trên bản của tập thể: {collective}"), 5, &plain)?;
    sheet.line(&format!("Ngày ghi trên các bản của cá nhân: {individual}"), 5, &plain)?;
    let before = told.before.iter().map(|&at| (at, "Trước bản của tập thể"));
    let undated = told.undated.iter().map(|&at| (at, "Không ghi ngày, ngày ghi sai hoặc chờ quyết định"));
    let listed: Vec<(usize, &str)> = before.chain(undated).collect();
    if listed.is_empty() {
        return Ok(());
    }
    sheet.titles(&["STT", "Bản của", "Ngày ghi", "Tệp", "Vì sao"])?;
    for (n, (at, why)) in (1..).zip(listed) {
        let Some(entry) = dossier.archive.books.entries.get(at) else { continue };
        let who = match entry.review.kind {
            Kind::Collective => "Tập thể chi ủy",
            _ => entry.review.name.as_deref().unwrap_or("(không ghi họ tên)"),
        };
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(who), &style.text),
            (entry.review.date.map_or(Value::Empty, Value::Day), &style.day),
            (dossier.link(entry, "Mở"), &style.text),
            (Value::Text(why), &style.text),
        ])?;
    }
    Ok(())
}

/// The conclusion in a sentence, without names.
fn conclusion(told: &Precedence, dossier: &Dossier<'_, '_>) -> String {
    match told.sequence {
        Sequence::CollectiveLater => format!(
            "bản của tập thể ghi ngày sau {} trong {} bản của cá nhân.",
            told.before.len(),
            dossier.totals().reviews
        ),
        Sequence::CollectiveMissing => "chưa có bản của tập thể, đã có bản của cá nhân.".into(),
        Sequence::InOrder => "tập thể kiểm điểm trước hoặc cùng ngày với cá nhân.".into(),
        Sequence::Open | Sequence::Unknown => "không đủ ngày ghi trên các bản để biết thứ tự.".into(),
    }
}

/// Every cell with its days, and how many kept the order. Where no committee at all has sent a review, that
/// is said once.
///
/// # Errors
/// What the library refuses.
pub(super) fn of_cells<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    style: &'s Style,
) -> Result<(), XlsxError> {
    let sum = dossier.precedence();
    let cells = dossier.cells();
    if cells.iter().all(|id| dossier.precedence_of(*id).sequence == Sequence::Open) {
        return Ok(());
    }
    sheet.row += 1;
    sheet.line(TITLE, 9, &style.heading)?;
    if sum.none_sent() {
        let line = "Chưa chi bộ nào gửi bản tự soi của tập thể nên chưa xét được thứ tự.";
        return sheet.line(line, 9, &style.note);
    }
    let line = format!(
        "Đúng thứ tự {} chi bộ; thiếu bản tập thể {}; tập thể sau cá nhân {}; không rõ ngày {}.",
        sum.in_order, sum.collective_missing, sum.collective_later, sum.unknown
    );
    sheet.line(&line, 9, &style.note)?;
    sheet.titles(&[
        "STT",
        "Chi bộ",
        "Ngày bản tập thể",
        "Bản cá nhân đầu tiên",
        "Bản cá nhân cuối cùng",
        "Số bản cá nhân",
        "Trước tập thể",
        "Không rõ ngày",
        "Thứ tự",
    ])?;
    for (n, id) in (1..).zip(cells) {
        row(sheet, dossier, (n, id), style)?;
    }
    Ok(())
}

fn row<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    (n, id): (u32, UnitId),
    style: &'s Style,
) -> Result<(), XlsxError> {
    let told = dossier.precedence_of(id);
    let name = dossier.cell_name(id);
    let day = |day: Option<Date>| day.map_or(Value::Empty, Value::Day);
    let number = |list: &[usize]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    let (before, undated) = (number(&told.before), number(&told.undated));
    sheet.values(&[
        (Value::Count(n), &style.count),
        (Value::Text(&name), &style.text),
        (day(told.collective), &style.day),
        (day(told.individual.map(|(first, _)| first)), &style.day),
        (day(told.individual.map(|(_, last)| last)), &style.day),
        (Value::Count(dossier.totals_of(id).reviews), &style.count),
        (Value::Count(before), super::doubtful(before, style)),
        (Value::Count(undated), super::doubtful(undated, style)),
        (Value::Text(words::sequence(told.sequence)), look(told.sequence, style)),
    ])
}

/// What should be looked at is coloured.
fn look(sequence: Sequence, style: &Style) -> &Format {
    match sequence {
        Sequence::Open | Sequence::InOrder => &style.centre,
        Sequence::CollectiveMissing | Sequence::CollectiveLater | Sequence::Unknown => &style.doubt,
    }
}

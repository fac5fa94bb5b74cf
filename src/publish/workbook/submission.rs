//! `Tình hình nộp`: who has sent and who has not.

use super::ratings::sheet_sum;
use super::sheet::{Sheet, Value, share, square};
use super::style::Style;
use super::{heading, precedence};
use crate::model::{Former, UnitId};
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rollup::UnitTotals;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Tình hình nộp";

/// The sheet.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(
    dossier: &Dossier<'_, '_>,
    style: &Style,
) -> Result<(Worksheet, Option<Data>), XlsxError> {
    if dossier.is_cell() { Ok((cell(dossier, style)?, None)) } else { above(dossier, style) }
}

/// Where the units directly below stand, for charts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Data {
    /// The sheet's name.
    pub(super) sheet: &'static str,
    /// The first row of units.
    pub(super) first: u32,
    /// The last row of units.
    pub(super) last: u32,
    /// The column of reviews counted.
    pub(super) sent: u16,
    /// The column of those missing.
    pub(super) missing: u16,
}

/// How far a cell has come, in words.
pub(in crate::publish) fn standing(totals: &UnitTotals) -> String {
    match (totals.reviews, totals.missing) {
        (0, _) => "Chưa nộp".into(),
        (_, 0) => "Đã nộp đủ".into(),
        (_, missing) => format!("Còn thiếu {missing}"),
    }
}

fn cell(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(NAME, false, &[5.0, 27.0, 11.0, 20.0, 21.0], style)?;
    heading(&mut sheet, dossier, "TÌNH HÌNH NỘP BẢN TỰ SOI", (0, 5, None), style)?;
    let t = dossier.totals();
    let source = match dossier.tally {
        Some(_) if dossier.members.is_empty() => "Biểu tổng hợp do đơn vị lập",
        Some(_) => "Bản tự soi của từng đảng viên (có kèm biểu tổng hợp)",
        None if dossier.members.is_empty() => "Chưa nhận được",
        None => "Bản tự soi của từng đảng viên",
    };
    let share = words::percent(t.reviews.into(), t.members.into());
    let lines = [
        format!("Số đảng viên của chi bộ: {}", t.members),
        format!("Số bản tự soi đã tính: {} ({share})", t.reviews),
        format!("Còn thiếu: {}", t.missing),
        format!("Nguồn số liệu: {source}"),
        format!("Bản tự soi của tập thể: {}", if t.collective > 0 { "đã nộp" } else { "chưa nộp" }),
        format!("Tình trạng: {}", standing(t)),
    ];
    let plain = super::style::plain().set_text_wrap();
    for line in lines.into_iter().chain(was(dossier)) {
        sheet.line(&line, 5, &plain)?;
    }
    sheet.row += 1;
    absent(&mut sheet, dossier, style)?;
    precedence::of_cell(&mut sheet, dossier, style)?;
    sheet.finish(1)
}

/// What the unit was before, with the last day of each.
fn was(dossier: &Dossier<'_, '_>) -> Option<String> {
    let former = dossier.tree().former().iter().filter(|former| former.successors == [dossier.id]);
    let once = |former: &Former| {
        let (unit, above) = (&former.unit, former.unit.parent.as_deref().unwrap_or("không có cấp trên"));
        format!("{} - {} ({above}, đến {})", unit.code, unit.name, words::day(former.until))
    };
    let all: Vec<String> = former.map(once).collect();
    (!all.is_empty()).then(|| format!("Trước đây là hoặc gồm: {}", all.join("; ")))
}

/// The members who have not sent, where the cell's list is known.
fn absent<'s>(sheet: &mut Sheet<'s>, dossier: &Dossier<'_, '_>, style: &'s Style) -> Result<(), XlsxError> {
    let Some(absent) = dossier.absent() else {
        let why = if dossier.unit().roster.is_empty() {
            "Không có danh sách đảng viên trong units.xlsx nên không biết tên người chưa nộp."
        } else {
            "Đơn vị chỉ gửi biểu tổng hợp nên không biết tên người chưa nộp."
        };
        return sheet.line(why, 5, &style.note);
    };
    if absent.is_empty() {
        return sheet.line("Mọi đảng viên trong danh sách đã nộp.", 5, &style.note);
    }
    sheet.line("Đảng viên chưa nộp bản tự soi", 5, &style.heading)?;
    let first = sheet.row;
    sheet.titles(&["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Ghi chú"])?;
    sheet.freeze(first, 0)?;
    for (n, one) in (1..).zip(&absent) {
        let birth = one.member.birth.map(words::birth).unwrap_or_default();
        let remark = if one.perhaps_sent { "Trùng họ tên, cần kiểm tra" } else { "" };
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(&one.member.name), &style.text),
            (Value::Text(&birth), &style.centre),
            (Value::Text(one.member.position.as_deref().unwrap_or_default()), &style.text),
            (Value::Text(remark), &style.text),
        ])?;
    }
    Ok(())
}

fn above(dossier: &Dossier<'_, '_>, style: &Style) -> Result<(Worksheet, Option<Data>), XlsxError> {
    let mut sheet = Sheet::new(NAME, true, &[5.0, 42.0, 11.0, 11.0, 11.0, 9.5, 9.5, 9.5, 15.0], style)?;
    heading(&mut sheet, dossier, "TÌNH HÌNH NỘP BẢN TỰ SOI", (0, 9, None), style)?;
    let first = sheet.row;
    sheet.titles(&[
        "STT",
        "Đơn vị",
        "Số đảng viên",
        "Số bản đã tính",
        "Còn thiếu",
        "Tỷ lệ",
        "Chi bộ đã nộp",
        "Bản tập thể",
        "Tình trạng",
    ])?;
    sheet.freeze(first, 2)?;
    let top = sheet.row;
    for (n, (id, name)) in (1..).zip(&dossier.below()) {
        row(&mut sheet, dossier, n, (*id, name), style)?;
    }
    let data = Data { sheet: NAME, first: top, last: sheet.row - 1, sent: 3, missing: 4 };
    sums(&mut sheet, dossier, (data.first, data.last), style)?;
    sheet.bars(5, top, sheet.row - 1)?;
    if !dossier.below().iter().all(|(id, _)| dossier.tree().is_cell(*id)) {
        sheet.row += 1;
        sheet.line("Tình hình của từng chi bộ", 9, &style.heading)?;
        let top = sheet.row;
        for (n, id) in (1..).zip(dossier.cells()) {
            let name = dossier.cell_name(id);
            row(&mut sheet, dossier, n, (id, &name), style)?;
        }
        sheet.bars(5, top, sheet.row - 1)?;
    }
    precedence::of_cells(&mut sheet, dossier, style)?;
    Ok((sheet.finish(1)?, Some(data)))
}

/// One unit.
fn row<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    n: u32,
    (id, name): (UnitId, &str),
    style: &'s Style,
) -> Result<(), XlsxError> {
    let t = dossier.totals_of(id);
    let late = t.missing > 0;
    let cells = format!("{}/{}", t.cells_in, t.cells);
    sheet.values(&[
        (Value::Count(n), &style.count),
        (Value::Text(name), &style.text),
        (Value::Count(t.members), &style.count),
        (Value::Count(t.reviews), &style.count),
        (Value::Count(t.missing), if late { &style.doubt_count } else { &style.count }),
        (sent(sheet.row, t), &style.share),
        (Value::Text(&cells), &style.centre),
        (Value::Count(t.collective), &style.count),
        (Value::Text(&standing(t)), if late { &style.doubt } else { &style.centre }),
    ])
}

/// The sums of all units.
fn sums<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    rows: (u32, u32),
    style: &'s Style,
) -> Result<(), XlsxError> {
    let t = dossier.totals();
    let sum = |column: u16, n: u32| (sheet_sum(column, rows, n), &style.sum);
    sheet.values(&[
        (Value::Empty, &style.sum),
        (Value::Text("Tổng cộng"), &style.sum_text),
        sum(2, t.members),
        sum(3, t.reviews),
        sum(4, t.missing),
        (sent(sheet.row, t), &style.sum_share),
        (Value::Text(&format!("{}/{}", t.cells_in, t.cells)), &style.sum),
        sum(7, t.collective),
        (Value::Text(&standing(t)), &style.sum),
    ])
}

/// The share of members whose review has come.
fn sent(row: u32, t: &UnitTotals) -> Value<'static> {
    let (members, reviews) = (square(row, 2), square(row, 3));
    Value::Formula(format!("=IF({members}=0,0,{reviews}/{members})"), share(t.reviews, t.members))
}

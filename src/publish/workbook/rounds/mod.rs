//! `So với kỳ trước`: the earlier round beside this one. Names stand in the cell's own workbook only.

mod below;
mod carried;
mod indicators;
mod members;
mod promises;

use super::heading;
use super::sheet::{Sheet, Square, Value, square};
use super::style::Style;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rounds::{Change, Comparison, Fates, People, Trend, UnitChange};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

const NAME: &str = "So với kỳ trước";

/// The sheets; none where the round is compared with none.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheets(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Vec<Worksheet>, XlsxError> {
    let Some(comparison) = dossier.archive.comparison else { return Ok(Vec::new()) };
    let page = Page { dossier, comparison, change: comparison.of(dossier.id), style };
    let mut sheets = vec![page.indicators()?];
    if dossier.is_cell() {
        sheets.push(page.members()?);
        sheets.push(page.listed()?);
    } else {
        sheets.push(page.below()?);
        sheets.push(page.counted()?);
    }
    sheets.extend(page.carried()?);
    Ok(sheets)
}

/// What the sheets are made from.
struct Page<'p, 'r, 'a> {
    dossier: &'p Dossier<'r, 'a>,
    comparison: &'p Comparison,
    change: &'p UnitChange,
    style: &'p Style,
}

impl<'p> Page<'p, '_, '_> {
    /// A sheet with its heading and a line that says what is compared with what.
    fn sheet(&self, name: &str, title: &str, widths: &[f64]) -> Result<Sheet<'p>, XlsxError> {
        let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        let mut sheet = Sheet::new(name, true, widths, self.style)?;
        heading(&mut sheet, self.dossier, title, (0, columns, None), self.style)?;
        sheet.line(&self.then(), columns, &self.style.note)?;
        Ok(sheet)
    }

    /// `Kỳ trước: Đợt sinh hoạt …, Quý III/2026 (ngày 30/9/2026).`
    fn then(&self) -> String {
        let Comparison { title, period, date, .. } = self.comparison;
        let period = if period.is_empty() { String::new() } else { format!(", {period}") };
        let date = date.map(|d| format!(" (ngày {})", words::short_day(d))).unwrap_or_default();
        format!("Kỳ trước: {title}{period}{date}.")
    }

    /// What the sheet leaves out, and why.
    fn remarks(&self, sheet: &mut Sheet<'p>, columns: u16) -> Result<(), XlsxError> {
        let comparison = self.comparison;
        let asked = &self.dossier.campaign().catalogue.indicators;
        let codes = |of: Vec<&str>| of.join(", ");
        let only_now = asked.iter().zip(&comparison.shared).filter(|(_, shared)| !**shared);
        let only_now: Vec<&str> = only_now.map(|(i, _)| i.code.as_str()).collect();
        let only_before: Vec<&str> = comparison.only_before.iter().map(|i| i.code.as_str()).collect();
        let mut lines = vec![
            "Tăng, giảm tính theo số đảng viên tự nhận có biểu hiện. Ô tô vàng: còn câu trả lời chưa rõ ở một trong hai kỳ \
             có thể làm thay đổi nhận xét. Đã khắc phục: kỳ trước có, kỳ này không; tái diễn: cả hai kỳ đều có; phát sinh: \
             kỳ trước không, kỳ này có; chỉ tính đảng viên chắc chắn là cùng một người và trả lời rõ ở cả hai kỳ."
                .to_owned(),
        ];
        if !only_now.is_empty() {
            lines.push(format!(
                "Biểu hiện kỳ trước không hỏi hoặc hỏi với nội dung khác, không so sánh: {}.",
                codes(only_now)
            ));
        }
        if !only_before.is_empty() {
            lines.push(format!(
                "Biểu hiện chỉ có ở kỳ trước hoặc nay đã đổi nội dung, không so sánh: {}.",
                codes(only_before)
            ));
        }
        if self.dossier.tree().parent(self.dossier.id).is_none() {
            lines.extend(comparison.gone.iter().map(|gone| {
                format!(
                    "Không còn trong danh sách đơn vị: {} ({}); kỳ trước có {} bản tự soi, {} lượt tự nhận, {} cam kết; các số \
                     này không nằm trong bảng trên.",
                    gone.name,
                    gone.code,
                    words::grouped(gone.reviews.into()),
                    words::grouped(gone.yes.into()),
                    words::grouped(gone.promises.total.into()),
                )
            }));
        }
        lines.iter().try_for_each(|line| sheet.line(line, columns, &self.style.note))
    }
}

/// Who is known in which rounds, as a sentence.
fn people(people: &People) -> String {
    let People { both, only_now, only_before, unsure_now, unsure_before } = *people;
    let n = |n: u32| words::grouped(n.into());
    let unsure = match (unsure_now, unsure_before) {
        (0, 0) => String::new(),
        _ => format!(
            " Chưa xác định: {} đảng viên kỳ này, {} đảng viên kỳ trước.",
            n(unsure_now),
            n(unsure_before)
        ),
    };
    format!(
        "Đảng viên có bản tự soi ở cả hai kỳ: {}; chưa có ở kỳ trước: {}; không có ở kỳ này: {}.{unsure}",
        n(both),
        n(only_now),
        n(only_before),
    )
}

/// More or fewer, in a word.
fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::More => "Tăng",
        Trend::Fewer => "Giảm",
        Trend::Same => "Không đổi",
    }
}

/// The difference between two squares of the row, and what it means.
fn difference<'t>(
    style: &'t Style,
    row: u32,
    (then, now): (u16, u16),
    change: &Change,
) -> [Square<'t, 't>; 2] {
    let formula = format!("={}-{}", square(row, now), square(row, then));
    let more = f64::from(change.now.yes) - f64::from(change.before.yes);
    let format = if change.is_certain() { &style.centre } else { &style.doubt };
    [(Value::Formula(formula, more), &style.signed), (Value::Text(trend(change.trend())), format)]
}

/// What became of manifestations, in four columns.
fn fates<'t>(fates: &Fates, format: &'t Format) -> [Square<'t, 't>; 4] {
    [fates.fixed, fates.repeated, fates.new, fates.unsure].map(|n| (Value::Count(n), format))
}

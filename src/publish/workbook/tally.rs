//! `Tổng hợp`: how many members answered what, for every indicator. Its name, its first column and the
//! column headed `Có` are fixed, because other programs read them.

use super::sheet::{Sheet, Value};
use super::style::Style;
use super::{doubtful, heading};
use crate::enclosure::{ALL, SHARE, SUM, VISIBLE as NAME};
use crate::model::Answer;
use crate::publish::dossier::Dossier;
use crate::publish::words;
use crate::rollup::AnswerTotals;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Widths of the columns before those of levels and units: code, label, five answers, sum, share.
const WIDTHS: [f64; 9] = [7.0, 42.0, 7.0, 8.0, 8.5, 9.0, 8.0, 7.5, 8.5];

/// The column of the code, of the label and of the first answer.
const FIRST_ANSWER: u16 = 2;

/// What an A4 sheet on its side holds at about two thirds of the size, in units of column width.
const PAGE: f64 = 205.0;

struct Columns {
    levels: bool,
    units: Vec<(crate::model::UnitId, String)>,
    unit_width: f64,
}

impl Columns {
    fn of(dossier: &Dossier<'_, '_>) -> Self {
        let levels = dossier.totals().answers.iter().any(|a| a.levels.iter().any(|&n| n > 0));
        let units = dossier.below();
        let unit_width = if units.len() > 4 { 6.5 } else { 15.0 };
        Self { levels, units, unit_width }
    }

    fn widths(&self) -> Vec<f64> {
        let levels = if self.levels { 3 } else { 0 };
        let mut widths = WIDTHS.to_vec();
        widths.extend(std::iter::repeat_n(9.0, levels));
        widths.extend(std::iter::repeat_n(self.unit_width, self.units.len()));
        widths
    }

    /// How many pages wide the sheet is printed, with code and label on each.
    fn pages(&self) -> u16 {
        let widths = self.widths();
        let repeated = WIDTHS[0] + WIDTHS[1];
        let rest: f64 = widths.iter().skip(2).sum();
        (1..1000).find(|&n: &u16| f64::from(n) * (PAGE - repeated) >= rest).unwrap_or(1000)
    }

    /// Titles of the columns before those of units.
    fn titles(&self) -> Vec<&str> {
        let mut titles = vec!["Mã", "Biểu hiện"];
        titles.extend(Answer::ALL.map(words::answer));
        titles.extend([SUM, SHARE]);
        if self.levels {
            titles.extend(words::LEVELS.map(words::level));
        }
        titles
    }
}

/// The sheet.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(dossier: &Dossier<'_, '_>, style: &Style) -> Result<Worksheet, XlsxError> {
    let columns = Columns::of(dossier);
    let widths = columns.widths();
    let mut sheet = Sheet::new(NAME, !dossier.is_cell(), &widths, style)?;
    let across = u16::try_from(columns.titles().len()).unwrap_or(9);
    heading(&mut sheet, dossier, "BẢNG TỔNG HỢP KẾT QUẢ TỰ SOI", across, style)?;
    sheet.line(&source(dossier), across, &style.note)?;
    let first = sheet.row;
    head(&mut sheet, &columns, style)?;
    sheet.freeze(first, FIRST_ANSWER)?;
    if columns.pages() > 1 {
        sheet.page.set_repeat_columns(0, 1)?;
        sheet.page.set_print_fit_to_pages(columns.pages(), 0);
    }
    body(&mut sheet, dossier, &columns, style)?;
    remarks(&mut sheet, dossier, across, style)?;
    Ok(sheet.page)
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

/// Two rows of titles; every title of a column stands in the second.
fn head(sheet: &mut Sheet<'_>, columns: &Columns, style: &Style) -> Result<(), XlsxError> {
    let bands = [
        ("", 2, true),
        ("Số đảng viên trả lời", 7, true),
        ("Mức độ (trong số Có)", 3, columns.levels),
        ("Số đảng viên trả lời Có, theo đơn vị trực thuộc", columns.units.len(), !columns.units.is_empty()),
    ];
    let mut at = 0u16;
    for (text, wide, _) in bands.into_iter().filter(|(_, _, shown)| *shown) {
        let last = at + u16::try_from(wide).unwrap_or(1) - 1;
        if last > at {
            sheet.page.merge_range(sheet.row, at, sheet.row, last, text, &style.head)?;
        } else {
            sheet.page.write_string_with_format(sheet.row, at, text, &style.head)?;
        }
        at = last + 1;
    }
    // A band over one or two columns breaks into several lines.
    let few = (1..3).contains(&columns.units.len());
    sheet.page.set_row_height(sheet.row, if few { 66.0 } else { 20.0 })?;
    sheet.row += 1;
    let row = sheet.row;
    let titles = columns.titles();
    sheet.titles(&titles)?;
    let upright = columns.unit_width < 10.0;
    let format = if upright { &style.head_upright } else { &style.head };
    let start = u16::try_from(titles.len()).unwrap_or(9);
    for (column, (_, name)) in (start..).zip(&columns.units) {
        sheet.page.write_string_with_format(row, column, super::sheet::cut(name), format)?;
    }
    let longest = columns.units.iter().map(|(_, name)| name.chars().count()).max().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "a name has a few dozen letters")]
    let height = if upright { (longest as f64 * 3.6).clamp(70.0, 180.0) } else { 68.0 };
    sheet.page.set_row_height(row, if columns.units.is_empty() { 36.0 } else { height })?;
    Ok(())
}

fn body(
    sheet: &mut Sheet<'_>,
    dossier: &Dossier<'_, '_>,
    columns: &Columns,
    style: &Style,
) -> Result<(), XlsxError> {
    let catalogue = &dossier.campaign().catalogue;
    let wide = u16::try_from(columns.titles().len() + columns.units.len()).unwrap_or(u16::MAX);
    let mut group = None;
    let mut sum = AnswerTotals::default();
    let none = AnswerTotals::default();
    let mut sums_below = vec![0u32; columns.units.len()];
    for (i, indicator) in catalogue.indicators.iter().enumerate() {
        if group != Some(indicator.group) {
            group = Some(indicator.group);
            if let Some(group) = catalogue.groups.get(indicator.group) {
                sheet.line(&format!("Nhóm {}: {}", group.code, group.title), wide, &style.group)?;
            }
        }
        let answers = dossier.totals().answers.get(i).unwrap_or(&none);
        sum += *answers;
        let mut row =
            vec![(Value::Text(&indicator.code), &style.centre), (Value::Text(&indicator.label), &style.text)];
        row.extend(counts(answers, columns, style));
        for (below, (id, _)) in sums_below.iter_mut().zip(&columns.units) {
            let yes = dossier.totals_of(*id).answers.get(i).map_or(0, |a| a.yes);
            *below += yes;
            row.push((Value::Count(yes), if yes > 0 { &style.count_strong } else { &style.count }));
        }
        sheet.values(&row)?;
    }
    let mut row = vec![(Value::Text(ALL), &style.sum), (Value::Text("Số lượt trả lời"), &style.sum_text)];
    let total = counts(&sum, columns, style);
    row.extend(
        total
            .into_iter()
            .enumerate()
            .map(|(i, (v, _))| (v, if i == 6 { &style.sum_share } else { &style.sum })),
    );
    row.extend(sums_below.iter().map(|n| (Value::Count(*n), &style.sum)));
    sheet.values(&row)
}

fn counts<'t>(
    a: &AnswerTotals,
    columns: &Columns,
    style: &'t Style,
) -> Vec<(Value<'t>, &'t rust_xlsxwriter::Format)> {
    let mut row = vec![
        (Value::Count(a.yes), if a.yes > 0 { &style.count_strong } else { &style.count }),
        (Value::Count(a.no), &style.count),
        (Value::Count(a.blank), doubtful(a.blank, style)),
        (Value::Count(a.conflict), doubtful(a.conflict, style)),
        (Value::Count(a.unclear), doubtful(a.unclear, style)),
        (Value::Count(a.sum()), &style.count),
        (Value::Share(a.yes, a.sum()), &style.share),
    ];
    if columns.levels {
        row.extend(a.levels.map(|n| (Value::Count(n), &style.count)));
    }
    row
}

/// How to check the sums, and what else should be known about the unit.
fn remarks(
    sheet: &mut Sheet<'_>,
    dossier: &Dossier<'_, '_>,
    across: u16,
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.row += 1;
    let check = "Kiểm tra: Tổng = Có + Không + Chưa trả lời + Mâu thuẫn + Chưa rõ = số bản tự soi đã tính. \
                 Ô tô vàng là câu trả lời cần người xem, chưa được tính là Có hay Không.";
    sheet.line(check, across, &style.note)?;
    // A finding may name a file, and so a member: it stays in the cell's own workbook.
    let own =
        dossier.archive.books.unit_findings.iter().filter(|(id, _)| *id == dossier.id && dossier.is_cell());
    for (_, finding) in own {
        sheet.line(&format!("Lưu ý: {}", finding.message(crate::model::Lang::Vi)), across, &style.note)?;
    }
    Ok(())
}

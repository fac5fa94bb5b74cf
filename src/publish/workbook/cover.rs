//! `Tổng quan`: the first page, with what a leader asks first.

use super::party::{heading, signatures};
use super::sheet::{Sheet, Value, share, square};
use super::style::Style;
use super::submission::Data;
use crate::model::UnitTotals;
use crate::publish::dossier::Dossier;
use rust_xlsxwriter::{Chart, ChartFont, ChartLegendPosition, ChartType, Worksheet, XlsxError};

const NAME: &str = "Tổng quan";
const WIDTHS: [f64; 6] = [5.0, 7.0, 38.0, 10.0, 10.0, 17.0];

/// How many indicators are shown: those that most members see in themselves.
const MOST: usize = 8;

/// More units than these are too many bars.
const BARS: u32 = 12;

/// Size of the two charts together, in pixels, and the height of a row below them.
const CHARTS: (u32, u32) = (724, 300);
const ROW: u32 = 21;

/// The sheet. `data` is where the sheet of submissions shows each unit below.
///
/// # Errors
/// What the library refuses.
pub(super) fn sheet(
    dossier: &Dossier<'_, '_>,
    data: Option<Data>,
    style: &Style,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(NAME, false, &WIDTHS, style)?;
    sheet.page().set_print_fit_to_pages(1, 1);
    heading(&mut sheet, dossier, "TỔNG HỢP KẾT QUẢ TỰ SOI, TỰ SỬA", (0, 6, Some(3)), style)?;
    sheet.line("1. Tình hình nộp", 6, &style.heading)?;
    let facts = facts(&mut sheet, dossier, style)?;
    sheet.row += 1;
    sheet.line("2. Biểu hiện có nhiều đảng viên tự nhận nhất", 6, &style.heading)?;
    let most = most(&mut sheet, dossier, style)?;
    sheet.row += 1;
    charts(&mut sheet, most, facts, data)?;
    signatures(&mut sheet, dossier, ((0, 2), (3, 5)), style)?;
    sheet.into_page()
}

/// A line of the first table: what, how many, of how many.
type Fact = (&'static str, u32, Option<(u32, &'static str)>);

/// The first table; the rows of reviews counted and missing.
fn facts<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    style: &'s Style,
) -> Result<(u32, u32), XlsxError> {
    let t = dossier.totals();
    let doubts = t.answers.iter().map(|a| a.blank + a.conflict + a.unclear).sum();
    let answers = t.answers.iter().map(crate::model::AnswerTotals::sum).sum();
    let mut facts: Vec<Fact> = vec![
        ("Đảng viên", t.members, None),
        ("Bản tự soi đã tính", t.reviews, Some((t.members, "đảng viên"))),
        ("Đảng viên chưa nộp", t.missing, Some((t.members, "đảng viên"))),
    ];
    if !dossier.is_cell() {
        facts.push(("Chi bộ đã gửi", t.cells_in, Some((t.cells, "chi bộ"))));
    }
    facts.push(("Bản tự soi của tập thể", t.collective, (!dossier.is_cell()).then_some((t.cells, "chi bộ"))));
    facts.push(("Câu trả lời cần người xem lại", doubts, Some((answers, "câu trả lời"))));
    facts.push(("Cam kết khắc phục", t.commitments.total, None));
    facts.push(("Cam kết đã khắc phục xong", t.commitments.done, Some((t.commitments.total, "cam kết"))));
    titles(sheet, ["STT", "Nội dung", "", "Số lượng", "Tỷ lệ", "Trong tổng số"], style)?;
    let first = sheet.row;
    for (n, fact) in (1..).zip(&facts) {
        self::fact(sheet, n, fact, style)?;
    }
    Ok((first + 1, first + 2))
}

fn titles(sheet: &mut Sheet<'_>, titles: [&str; 6], style: &Style) -> Result<(), XlsxError> {
    let wide = titles[2].is_empty();
    if wide {
        sheet.across((1, 2), titles[1], &style.head)?;
    }
    for (column, title) in (0u16..).zip(titles).filter(|(c, _)| !wide || !(1..=2).contains(c)) {
        sheet.across((column, column), title, &style.head)?;
    }
    sheet.end_row(1)
}

fn fact<'s>(
    sheet: &mut Sheet<'s>,
    n: u32,
    (what, count, of): &Fact,
    style: &'s Style,
) -> Result<(), XlsxError> {
    let at = sheet.row;
    sheet.across((1, 2), what, &style.text)?;
    let whole = of.map(|(whole, what)| format!("{} {what}", crate::publish::words::grouped(whole.into())));
    let whole = whole.unwrap_or_default();
    let share = of.map(|(whole, _)| {
        let formula = format!("=IF({whole}=0,0,{}/{})", square(at, 3), whole.max(1));
        Value::Formula(formula, share(*count, whole))
    });
    sheet.put(0, &Value::Count(n), &style.count)?;
    sheet.put(3, &Value::Count(*count), &style.count_strong)?;
    sheet.put(4, &share.unwrap_or(Value::Empty), &style.share)?;
    sheet.across((5, 5), &whole, &style.centre)?;
    let lines = sheet.lines_across((5, 5), &whole);
    sheet.end_row(lines)
}

/// The second table; its rows, where any member sees anything in himself.
fn most<'s>(
    sheet: &mut Sheet<'s>,
    dossier: &Dossier<'_, '_>,
    style: &'s Style,
) -> Result<Option<(u32, u32)>, XlsxError> {
    let t: &UnitTotals = dossier.totals();
    let indicators = &dossier.campaign().catalogue.indicators;
    let mut ranked: Vec<_> = indicators.iter().zip(&t.answers).filter(|(_, a)| a.yes > 0).collect();
    ranked.sort_by_key(|(_, a)| std::cmp::Reverse(a.yes));
    if ranked.is_empty() {
        sheet.line("Chưa có đảng viên nào tự nhận biểu hiện nào.", 6, &style.note)?;
        return Ok(None);
    }
    titles(sheet, ["STT", "Mã", "Biểu hiện", "Có", "% Có", "Nghiêm trọng"], style)?;
    let first = sheet.row;
    for (n, (indicator, answers)) in (1..).zip(ranked.into_iter().take(MOST)) {
        let formula = format!("=IF({0}=0,0,{1}/{0})", t.reviews, square(sheet.row, 3));
        let formula = if t.reviews == 0 { "=0".into() } else { formula };
        sheet.values(&[
            (Value::Count(n), &style.count),
            (Value::Text(&indicator.code), &style.centre),
            (Value::Text(&indicator.label), &style.text),
            (Value::Count(answers.yes), &style.count_strong),
            (Value::Formula(formula, share(answers.yes, t.reviews)), &style.share),
            (Value::Count(answers.levels[2]), &style.count),
        ])?;
    }
    sheet.bars(4, first, sheet.row - 1)?;
    Ok(Some((first, sheet.row - 1)))
}

/// The indicators on the left; on the right who has sent, by unit, or as a ring where units are many.
fn charts(
    sheet: &mut Sheet<'_>,
    most: Option<(u32, u32)>,
    (sent, missing): (u32, u32),
    data: Option<Data>,
) -> Result<(), XlsxError> {
    let mut right = match data.filter(|data| data.last - data.first < BARS) {
        Some(data) => units(&data),
        None => ring(sent, missing),
    };
    let left = most.map(indicators);
    let width = if left.is_some() { CHARTS.0 / 2 - 4 } else { CHARTS.0 };
    right.set_width(width).set_height(CHARTS.1);
    let row = sheet.row;
    if let Some(mut left) = left {
        left.set_width(width).set_height(CHARTS.1);
        sheet.page().insert_chart(row, 0, &left)?;
    }
    let offset = CHARTS.0 - width;
    sheet.page().insert_chart_with_offset(row, 0, &right, offset, 0)?;
    sheet.row += CHARTS.1 / ROW + 1;
    Ok(())
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Times New Roman").set_size(size);
    font
}

fn titled(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    chart.title().set_name(title).set_font(font(12.0).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0));
    chart.x_axis().set_font(&font(10.0));
    chart.y_axis().set_font(&font(10.0));
    chart
}

fn indicators((first, last): (u32, u32)) -> Chart {
    let mut chart = titled(ChartType::Bar, "Số đảng viên trả lời Có");
    let labels = rust_xlsxwriter::ChartDataLabel::new().show_value().set_font(&font(10.0)).to_owned();
    chart
        .add_series()
        .set_categories((NAME, first, 1, last, 1))
        .set_values((NAME, first, 3, last, 3))
        .set_data_label(&labels)
        .set_gap(60);
    chart.legend().set_hidden();
    chart.y_axis().set_reverse();
    chart.x_axis().set_major_gridlines(false).set_hidden(true).set_min(0);
    chart
}

fn units(data: &Data) -> Chart {
    let mut chart = titled(ChartType::BarStacked, "Tình hình nộp theo đơn vị");
    let labels = rust_xlsxwriter::ChartDataLabel::new().show_value().set_font(&font(10.0)).to_owned();
    for (name, column) in [("Đã nộp", data.sent), ("Còn thiếu", data.missing)] {
        chart
            .add_series()
            .set_name(name)
            .set_categories((data.sheet, data.first, 1, data.last, 1))
            .set_values((data.sheet, data.first, column, data.last, column))
            .set_data_label(&labels)
            .set_gap(60);
    }
    chart.y_axis().set_reverse();
    chart.x_axis().set_major_gridlines(false).set_hidden(true).set_min(0);
    chart
}

fn ring(sent: u32, missing: u32) -> Chart {
    let mut chart = titled(ChartType::Doughnut, "Tình hình nộp bản tự soi");
    let labels = rust_xlsxwriter::ChartDataLabel::new().show_value().set_font(&font(10.0)).to_owned();
    chart
        .add_series()
        .set_categories((NAME, sent, 1, missing, 1))
        .set_values((NAME, sent, 3, missing, 3))
        .set_data_label(&labels);
    chart
}

//! The sheet `Đảng viên` of `units.xlsx`: the members of each cell.

use super::listing::{Datum, Heading, Row, Workbook};
use super::say;
use super::units::{error_in, lists_members};
use crate::model::{BirthDate, Hierarchy, Lang, Member, Tenure};
use crate::text;
use jiff::civil::Date;
use std::collections::HashMap;

const HEADINGS: [Heading; 4] = [
    Heading { name: "Mã chi bộ", known_as: &["ma chi bo", "ma don vi", "ma"], required: true },
    Heading { name: "Họ và tên", known_as: &["ho va ten", "ho ten"], required: true },
    Heading {
        name: "Ngày sinh",
        known_as: &["ngay sinh", "nam sinh", "ngay thang nam sinh"],
        required: false,
    },
    Heading { name: "Chức vụ", known_as: &["chuc vu"], required: false },
];

/// How many rows a warning lists.
const LISTED: usize = 10;

/// Gives each unit the members that the workbook lists for it; a workbook without such a sheet lists none. Of
/// several rows of one code that of the day has them, else the last.
pub(super) fn fill(
    (units, day): (&mut [Tenure], Option<Date>),
    book: &mut Workbook,
    sheets: &[String],
    lang: Lang,
    problems: &mut Vec<String>,
    warnings: &mut Vec<String>,
) {
    let Some(sheet) = sheets.iter().skip(1).find(|s| lists_members(s)) else { return };
    let listing = match book.listing(sheet, &HEADINGS) {
        Ok(listing) => listing,
        Err(faults) => return problems.extend(faults),
    };
    let mut by_code: HashMap<String, usize> = HashMap::new();
    let holds = |i: usize| day.is_some_and(|day| units[i].holds_on(day));
    for (i, row) in units.iter().enumerate() {
        let known = by_code.entry(row.unit.code.clone()).or_insert(i);
        if holds(i) || (!holds(*known) && units[i].from > units[*known].from) {
            *known = i;
        }
    }
    let mut unread = Vec::new();
    for row in &listing.rows {
        match member(row, sheet, &mut unread, lang) {
            Ok((code, member)) => match by_code.get(&code) {
                Some(&i) => units[i].unit.roster.push(member),
                None => problems.push(unknown_cell(sheet, row.number, &code, lang)),
            },
            Err(fault) => problems.push(fault),
        }
    }
    warnings.extend(unread_births(sheet, &unread, lang));
}

/// Members belong to cells: those of a unit above would be counted nowhere.
pub(super) fn placed_in_cells(tree: &Hierarchy, lang: Lang) -> Vec<String> {
    let misplaced = tree.ids().filter(|&id| !tree.is_cell(id) && !tree.unit(id).roster.is_empty());
    let fault = |id| {
        let unit = tree.unit(id);
        let (code, name) = (&unit.code, &unit.name);
        let vi = format!(
            "Trang tính Đảng viên: {code} ({name}) không phải chi bộ. Ghi mã chi bộ của từng đảng viên."
        );
        let en =
            format!("Sheet Đảng viên: {code} ({name}) is not a cell. Give the code of each member's cell.");
        say(lang, vi, en)
    };
    misplaced.map(fault).collect()
}

fn member(row: &Row, sheet: &str, unread: &mut Vec<u32>, lang: Lang) -> Result<(String, Member), String> {
    for (heading, value) in HEADINGS.iter().zip(&row.values) {
        if *value == Datum::Error {
            return Err(error_in(sheet, row.number, heading.name, lang));
        }
    }
    let words = |i: usize| row.values.get(i).map(Datum::words).unwrap_or_default();
    let (code, name, position) = (words(0), text::clean_name(&words(1)), words(3));
    if code.is_empty() || name.is_empty() {
        let n = row.number;
        let vi =
            format!("Trang tính {sheet}, dòng {n}: thiếu Mã chi bộ hoặc Họ và tên. Điền đủ hoặc xóa dòng.");
        let en = format!(
            "Sheet {sheet}, row {n}: Mã chi bộ or Họ và tên is missing. Fill it in or delete the row."
        );
        return Err(say(lang, vi, en));
    }
    let birth = row.values.get(2).and_then(birth);
    if birth.is_none() && !words(2).is_empty() {
        unread.push(row.number);
    }
    Ok((code, Member { name, birth, position: (!position.is_empty()).then_some(position) }))
}

/// A date, a year, or either as text.
fn birth(datum: &Datum) -> Option<BirthDate> {
    match datum {
        Datum::Date(date) => Some(BirthDate::Day(*date)),
        Datum::Number(_) | Datum::Text(_) => {
            let words = datum.words();
            let year = words.parse().ok().filter(|year| (1900..2100).contains(year));
            year.map(BirthDate::Year).or_else(|| text::read_birth_date(&words))
        }
        Datum::Blank | Datum::Error => None,
    }
}

fn unknown_cell(sheet: &str, row: u32, code: &str, lang: Lang) -> String {
    let vi =
        format!("Trang tính {sheet}, dòng {row}: không có chi bộ mang mã “{code}”. Sửa mã hoặc thêm chi bộ.");
    say(
        lang,
        vi,
        format!("Sheet {sheet}, row {row}: there is no cell “{code}”. Mend the code or add the cell."),
    )
}

/// One warning for all rows whose date of birth was passed over.
fn unread_births(sheet: &str, rows: &[u32], lang: Lang) -> Option<String> {
    let listed: Vec<String> = rows.iter().take(LISTED).map(u32::to_string).collect();
    let more = rows.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" (+{more})") } else { String::new() };
    let listed = listed.join(", ") + &more;
    let vi =
        format!("Trang tính {sheet}: không đọc được Ngày sinh ở dòng {listed}; bỏ qua. Ghi dạng 02/09/1975.");
    let en = format!(
        "Sheet {sheet}: Ngày sinh not understood in row {listed}; passed over. Write it as 02/09/1975."
    );
    (!rows.is_empty()).then(|| say(lang, vi, en))
}

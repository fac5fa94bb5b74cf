//! `units.xlsx`: the hierarchy.

use super::listing::{Datum, Heading, Row, Workbook};
use super::{Meeting, fault, meetings, roster, say};
use crate::model::{Hierarchy, Lang, Tenure, Unit};
use crate::stop::Stop;
use crate::text;
use jiff::civil::Date;
use std::path::Path;

const HEADINGS: [Heading; 10] = [
    Heading { name: "Mã", known_as: &["ma", "ma don vi"], required: true },
    Heading { name: "Tên đơn vị", known_as: &["ten don vi", "ten"], required: true },
    Heading { name: "Cấp", known_as: &["cap", "cap don vi"], required: false },
    Heading { name: "Mã cấp trên", known_as: &["ma cap tren", "ma don vi cap tren"], required: false },
    Heading {
        name: "Số đảng viên",
        known_as: &["so dang vien", "tong so dang vien", "so luong dang vien"],
        required: false,
    },
    Heading { name: "Tên gọi khác", known_as: &["ten goi khac", "ten khac"], required: false },
    Heading {
        name: "Email",
        known_as: &["email", "e mail", "thu dien tu", "dia chi email"],
        required: false,
    },
    Heading { name: FROM, known_as: &["tu ngay", "hieu luc tu", "hieu luc tu ngay"], required: false },
    Heading { name: UNTIL, known_as: &["den ngay", "hieu luc den", "hieu luc den ngay"], required: false },
    Heading { name: INTO, known_as: &["sap nhap vao", "nhap vao", "chia tach thanh"], required: false },
];

/// Headings of the columns that tell when a unit stood so, and what it became.
const FROM: &str = "Từ ngày";
const UNTIL: &str = "Đến ngày";
const INTO: &str = "Sáp nhập vào";

/// A checked tree with the meeting of each unit.
type Units = (Hierarchy, Vec<Option<Meeting>>);

/// Reads the hierarchy of a day and its meetings, and notes in `warnings` what was passed over.
///
/// # Errors
/// The file is missing or unreadable, or every fault in it.
pub(super) fn load(
    path: &Path,
    day: Option<Date>,
    lang: Lang,
    warnings: &mut Vec<String>,
) -> Result<Units, Stop> {
    let mut book = Workbook::open(path, lang)?;
    let stop = |problems| Stop::Faulty { path: path.into(), problems };
    let sheets = book.sheets();
    let first = sheets.first().cloned().unwrap_or_default();
    let listing = book.listing(&first, &HEADINGS).map_err(stop)?;
    let mut problems = Vec::new();
    let mut units: Vec<Tenure> =
        listing.rows.iter().map(|row| tenure(row, &listing.sheet, &mut problems, lang)).collect();
    roster::fill((&mut units, day), &mut book, &sheets, lang, &mut problems, warnings);
    let tree = Hierarchy::on(day, units).unwrap_or_else(|faults| {
        problems.splice(0..0, faults.iter().map(|f| fault::words(f, &first, lang)));
        Hierarchy::default()
    });
    problems.extend(roster::placed_in_cells(&tree, lang));
    let meetings = meetings::read(&tree, &mut book, &sheets, lang);
    let meetings = meetings.unwrap_or_else(|faults| {
        problems.extend(faults);
        Vec::new()
    });
    if problems.is_empty() { Ok((tree, meetings)) } else { Err(stop(problems)) }
}

fn tenure(row: &Row, sheet: &str, problems: &mut Vec<String>, lang: Lang) -> Tenure {
    let mut day = |column: usize, heading: &str| {
        let datum = row.values.get(column)?;
        let day = match datum {
            Datum::Blank | Datum::Error => return None,
            Datum::Date(day) => Some(*day),
            Datum::Text(text) => text::find_date(text),
            Datum::Number(_) => None,
        };
        if day.is_none() {
            problems.push(no_day(sheet, row.number, (heading, &datum.words()), lang));
        }
        day
    };
    let (from, until) = (day(7, FROM), day(8, UNTIL));
    let into = row.values.get(9).map(Datum::words).unwrap_or_default();
    let into = separated(&into).map(Into::into).collect();
    Tenure { unit: unit(row, sheet, problems, lang), from, until, into }
}

fn no_day(sheet: &str, row: u32, (heading, written): (&str, &str), lang: Lang) -> String {
    let vi = format!(
        "Trang tính {sheet}, dòng {row}: {heading} “{written}” không phải ngày. Ghi dạng 30/06/2026 hoặc để trống."
    );
    let en = format!(
        "Sheet {sheet}, row {row}: “{written}” in {heading} is no date. Write it as 30/06/2026, or leave it empty."
    );
    say(lang, vi, en)
}

fn unit(row: &Row, sheet: &str, problems: &mut Vec<String>, lang: Lang) -> Unit {
    for (heading, value) in HEADINGS.iter().zip(&row.values) {
        if *value == Datum::Error {
            problems.push(error_in(sheet, row.number, heading.name, lang));
        }
    }
    let [code, name, level, parent, members, aliases, emails] =
        std::array::from_fn(|i| row.values.get(i).map(Datum::words).unwrap_or_default());
    let parent = (!parent.is_empty()).then_some(parent);
    let members = (!members.is_empty()).then(|| members_in(&members, sheet, row.number, problems, lang));
    let addresses = separated(&emails).map(str::to_lowercase).collect();
    Unit {
        code,
        name,
        level,
        parent,
        members: members.flatten(),
        aliases: separated(&aliases).map(Into::into).collect(),
        emails: addresses,
        roster: Vec::new(),
        row: row.number,
    }
}

fn separated(list: &str) -> impl Iterator<Item = &str> {
    list.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn members_in(written: &str, sheet: &str, row: u32, problems: &mut Vec<String>, lang: Lang) -> Option<u32> {
    let number = written.parse().ok();
    if number.is_none() {
        let vi = format!(
            "Trang tính {sheet}, dòng {row}: Số đảng viên “{written}” không phải số nguyên. Sửa lại."
        );
        let en =
            format!("Sheet {sheet}, row {row}: “{written}” in Số đảng viên is not a whole number. Mend it.");
        problems.push(say(lang, vi, en));
    }
    number
}

/// A square that shows an error such as `#REF!`.
pub(super) fn error_in(sheet: &str, row: u32, column: &str, lang: Lang) -> String {
    let vi = format!("Trang tính {sheet}, dòng {row}: cột {column} báo lỗi công thức. Gõ lại giá trị.");
    say(lang, vi, format!("Sheet {sheet}, row {row}: column {column} shows a formula error. Type the value."))
}

/// Whether a sheet's name says that it lists members.
pub(super) fn lists_members(sheet: &str) -> bool {
    matches!(text::fold(sheet).as_str(), "dang vien" | "danh sach dang vien" | "ds dang vien")
}

//! The sheet `Sinh hoạt` of `units.xlsx`: when each cell met, and how many came.

use super::listing::{Datum, Heading, Row, Workbook};
use super::say;
use super::units::error_in;
use crate::model::{Hierarchy, Lang, Unit, UnitId};
use crate::text;
use jiff::civil::Date;

const HEADINGS: [Heading; 3] = [
    Heading { name: "Mã chi bộ", known_as: &["ma chi bo", "ma don vi", "ma"], required: true },
    Heading {
        name: "Ngày sinh hoạt",
        known_as: &["ngay sinh hoat", "ngay hop", "ngay to chuc", "ngay"],
        required: true,
    },
    Heading {
        name: "Số đảng viên dự",
        known_as: &["so dang vien du", "so du", "du hop", "so dang vien tham gia"],
        required: false,
    },
];

/// A cell's meeting (*hội nghị sinh hoạt tự soi, tự sửa*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// The day.
    pub day: Date,
    /// How many members came, where the office noted it.
    pub present: Option<u32>,
}

/// The meetings by unit; empty where the workbook has no such sheet. In an empty tree, which is what is left of a
/// faulty list, no cell is looked for.
pub(super) fn read(
    tree: &Hierarchy,
    book: &mut Workbook,
    sheets: &[String],
    lang: Lang,
) -> Result<Vec<Option<Meeting>>, Vec<String>> {
    let Some(sheet) = sheets.iter().skip(1).find(|s| is_about_meetings(s)) else { return Ok(Vec::new()) };
    let listing = book.listing(sheet, &HEADINGS)?;
    let mut meetings = vec![None; tree.units().len()];
    let mut problems = Vec::new();
    for row in &listing.rows {
        match meeting(tree, row, sheet, lang) {
            Ok(Some((unit, meeting))) => match meetings.get_mut(unit) {
                Some(Some(_)) => problems.push(told_twice(row, sheet, lang)),
                Some(none) => *none = Some(meeting),
                None => {}
            },
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(meetings) } else { Err(problems) }
}

/// Whether a sheet's name says that it is about meetings.
fn is_about_meetings(sheet: &str) -> bool {
    matches!(text::fold(sheet).as_str(), "sinh hoat" | "lich sinh hoat" | "hoi nghi")
}

/// A row with a day; a row without one is a cell that has not met.
fn meeting(tree: &Hierarchy, row: &Row, sheet: &str, lang: Lang) -> Result<Option<(usize, Meeting)>, String> {
    let n = row.number;
    for (heading, value) in HEADINGS.iter().zip(&row.values) {
        if *value == Datum::Error {
            return Err(error_in(sheet, n, heading.name, lang));
        }
    }
    let words = |i: usize| row.values.get(i).map(Datum::words).unwrap_or_default();
    let wrong = |vi: String, en: String| {
        say(lang, format!("Trang tính {sheet}, dòng {n}: {vi}"), format!("Sheet {sheet}, row {n}: {en}"))
    };
    let code = words(0);
    let nobody = tree.units().is_empty().then_some(UnitId(0));
    let unit = tree.find(&code).filter(|&id| tree.is_cell(id)).or(nobody).ok_or_else(|| {
        wrong(
            format!("không có chi bộ mang mã “{code}”. Sửa mã."),
            format!("there is no cell “{code}”. Mend the code."),
        )
    })?;
    let day = match row.values.get(1) {
        None | Some(Datum::Blank) => return Ok(None),
        Some(Datum::Date(day)) => Some(*day),
        Some(_) => text::find_date(&words(1)),
    };
    let day = day.ok_or_else(|| {
        wrong(
            format!("Ngày sinh hoạt “{}” không phải ngày. Ghi dạng 20/07/2026.", words(1)),
            format!("“{}” in Ngày sinh hoạt is no date. Write it as 20/07/2026.", words(1)),
        )
    })?;
    let present = match words(2).as_str() {
        "" => None,
        number => Some(number.parse().map_err(|_| {
            wrong(
                format!("Số đảng viên dự “{number}” không phải số nguyên. Sửa lại."),
                format!("“{number}” in Số đảng viên dự is not a whole number. Mend it."),
            )
        })?),
    };
    let listed = tree.units().get(unit.0).and_then(Unit::books);
    if let (Some(present), Some(listed)) = (present, listed)
        && present > listed
    {
        return Err(wrong(
            format!("Số đảng viên dự {present} nhiều hơn số đảng viên {listed} của chi bộ. Sửa lại."),
            format!("{present} came, but the cell has {listed} members. Mend it."),
        ));
    }
    Ok(Some((unit.0, Meeting { day, present })))
}

/// A cell meets once in a round.
fn told_twice(row: &Row, sheet: &str, lang: Lang) -> String {
    let n = row.number;
    say(
        lang,
        format!("Trang tính {sheet}, dòng {n}: chi bộ này đã có ngày sinh hoạt ở dòng trên. Giữ một dòng."),
        format!("Sheet {sheet}, row {n}: an earlier row tells of this cell's meeting. Keep one."),
    )
}

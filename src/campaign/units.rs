//! `units.xlsx`: the hierarchy.

use super::listing::{Datum, Heading, Row, Workbook};
use super::{Meeting, meetings, roster, say};
use crate::model::{Fault, Hierarchy, Lang, Unit};
use crate::stop::Stop;
use crate::text;
use std::path::Path;

const HEADINGS: [Heading; 7] = [
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
];

/// A checked tree with the meeting of each unit.
type Units = (Hierarchy, Vec<Option<Meeting>>);

/// Reads the hierarchy and its meetings, and notes in `warnings` what was passed over.
///
/// # Errors
/// The file is missing or unreadable, or every fault in it.
pub(super) fn load(path: &Path, lang: Lang, warnings: &mut Vec<String>) -> Result<Units, Stop> {
    let mut book = Workbook::open(path, lang)?;
    let stop = |problems| Stop::Faulty { path: path.into(), problems };
    let sheets = book.sheets();
    let first = sheets.first().cloned().unwrap_or_default();
    let listing = book.listing(&first, &HEADINGS).map_err(stop)?;
    let mut problems = Vec::new();
    let mut units: Vec<Unit> =
        listing.rows.iter().map(|row| unit(row, &listing.sheet, &mut problems, lang)).collect();
    roster::fill(&mut units, &mut book, &sheets, lang, &mut problems, warnings);
    match Hierarchy::new(units) {
        Ok(tree) if problems.is_empty() => {
            let placed = roster::placed_in_cells(&tree, lang);
            if !placed.is_empty() {
                return Err(stop(placed));
            }
            let meetings = meetings::read(&tree, &mut book, &sheets, lang).map_err(stop)?;
            Ok((tree, meetings))
        }
        Ok(_) => Err(stop(problems)),
        Err(faults) => {
            let told = faults.iter().map(|f| words(f, &first, lang));
            Err(stop(told.chain(problems).collect()))
        }
    }
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

/// A fault of the tree in a person's words.
fn words(fault: &Fault, sheet: &str, lang: Lang) -> String {
    let (row, vi, en) = match fault {
        Fault::NoCode { row } => (
            row,
            "thiếu Mã. Điền mã, hoặc xóa dòng nếu không phải đơn vị.".into(),
            "no Mã. Fill it in, or delete the row if it is no unit.".into(),
        ),
        Fault::NoName { row, code } => (
            row,
            format!("đơn vị {code} thiếu Tên đơn vị. Điền tên."),
            format!("unit {code} has no Tên đơn vị. Fill it in."),
        ),
        Fault::CodeTwice { row, first, code } => (
            row,
            format!("Mã “{code}” đã có ở dòng {first}. Mỗi đơn vị một mã riêng."),
            format!("the Mã “{code}” is in row {first} already. Each unit needs its own."),
        ),
        Fault::Orphan { row, code, parent } => (
            row,
            format!(
                "đơn vị {code} thuộc “{parent}” nhưng không có đơn vị mang mã đó. Sửa Mã cấp trên hoặc thêm đơn vị."
            ),
            format!(
                "unit {code} is under “{parent}”, which is not listed. Mend Mã cấp trên or add the unit."
            ),
        ),
        Fault::Loop { row, code } => (
            row,
            format!("đơn vị {code} thành cấp trên của chính nó. Sửa Mã cấp trên."),
            format!("unit {code} stands above itself. Mend Mã cấp trên."),
        ),
        Fault::Empty => {
            let vi =
                format!("Trang tính {sheet} chưa có đơn vị nào. Điền ít nhất một đơn vị dưới dòng tiêu đề.");
            return say(
                lang,
                vi,
                format!("Sheet {sheet} lists no unit. Fill in at least one below the headings."),
            );
        }
    };
    say(lang, format!("Trang tính {sheet}, dòng {row}: {vi}"), format!("Sheet {sheet}, row {row}: {en}"))
}

/// Whether a sheet's name says that it lists members.
pub(super) fn lists_members(sheet: &str) -> bool {
    matches!(text::fold(sheet).as_str(), "dang vien" | "danh sach dang vien" | "ds dang vien")
}

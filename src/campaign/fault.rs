//! Faults of the list of units in a person's words: where, what, and what to do.

use super::say;
use crate::model::{Fault, Lang};
use jiff::civil::Date;

/// A fault with its place.
pub(super) fn words(fault: &Fault, sheet: &str, lang: Lang) -> String {
    let (vi, en) = what(fault);
    let (vi_at, en_at) = match fault.row() {
        0 => (format!("Trang tính {sheet}"), format!("Sheet {sheet}")),
        row => (format!("Trang tính {sheet}, dòng {row}"), format!("Sheet {sheet}, row {row}")),
    };
    say(lang, format!("{vi_at}: {vi}"), format!("{en_at}: {en}"))
}

/// What is wrong and what to do, in both languages.
fn what(fault: &Fault) -> (String, String) {
    match fault {
        Fault::NoCode { .. } => (
            "thiếu Mã. Điền mã, hoặc xóa dòng nếu không phải đơn vị.".into(),
            "no Mã. Fill it in, or delete the row if it is no unit.".into(),
        ),
        Fault::NoName { code, .. } => (
            format!("đơn vị {code} thiếu Tên đơn vị. Điền tên."),
            format!("unit {code} has no Tên đơn vị. Fill it in."),
        ),
        Fault::CodeTwice { first, code, .. } => (
            format!(
                "Mã “{code}” đã có ở dòng {first} trong cùng thời gian. Mỗi đơn vị một mã riêng; nếu là một đơn vị đổi tên hoặc chuyển cấp trên thì ghi Đến ngày ở dòng trước, Từ ngày ở dòng sau."
            ),
            format!(
                "the Mã “{code}” is in row {first} already, for the same time. Each unit needs its own; for one that changed its name or moved, fill in Đến ngày in the earlier row and Từ ngày in the later one."
            ),
        ),
        Fault::Orphan { code, parent, .. } => (
            format!(
                "đơn vị {code} thuộc “{parent}” nhưng không có đơn vị mang mã đó. Sửa Mã cấp trên hoặc thêm đơn vị."
            ),
            format!(
                "unit {code} is under “{parent}”, which is not listed. Mend Mã cấp trên or add the unit."
            ),
        ),
        Fault::Loop { code, .. } => (
            format!("đơn vị {code} thành cấp trên của chính nó. Sửa Mã cấp trên."),
            format!("unit {code} stands above itself. Mend Mã cấp trên."),
        ),
        Fault::Empty => (
            "chưa có đơn vị nào. Điền ít nhất một đơn vị dưới dòng tiêu đề.".into(),
            "no unit is listed. Fill in at least one below the headings.".into(),
        ),
        of_time => in_time(of_time),
    }
}

/// The same of what is wrong with days and successors.
fn in_time(fault: &Fault) -> (String, String) {
    match fault {
        Fault::NoDay => (
            "có cột Từ ngày, Đến ngày hoặc Sáp nhập vào, nên cần ngày của đợt để biết đơn vị nào còn hoạt động. Ghi `date` trong campaign.toml, ví dụ date = \"2026-06-30\".".into(),
            "rows have Từ ngày, Đến ngày or Sáp nhập vào, and only the round's date tells which units stand. Write `date` in campaign.toml, such as date = \"2026-06-30\".".into(),
        ),
        Fault::NoneThen { day } => (
            format!("không có đơn vị nào còn hoạt động vào ngày {} của đợt. Kiểm tra Từ ngày, Đến ngày, và `date` trong campaign.toml.", shown(*day)),
            format!("no unit stands on {}, the day of the round. Check Từ ngày, Đến ngày, and `date` in campaign.toml.", shown(*day)),
        ),
        Fault::EndsBeforeStart { code, .. } => (
            format!("đơn vị {code} có Đến ngày trước Từ ngày. Sửa một trong hai ngày."),
            format!("unit {code} ends before it begins. Mend Từ ngày or Đến ngày."),
        ),
        Fault::NotEnded { code, .. } => (
            format!("đơn vị {code} ghi Sáp nhập vào nhưng thiếu Đến ngày. Ghi ngày cuối cùng đơn vị còn hoạt động, hoặc xóa Sáp nhập vào."),
            format!("unit {code} has Sáp nhập vào and no Đến ngày. Fill in the last day on which it stood, or empty Sáp nhập vào."),
        ),
        Fault::UnknownSuccessor { code, into, .. } => (
            format!("đơn vị {code} sáp nhập vào “{into}” nhưng không có đơn vị mang mã đó. Sửa Sáp nhập vào hoặc thêm đơn vị; nhiều mã cách nhau bằng dấu ;"),
            format!("unit {code} went into “{into}”, which is not listed. Mend Sáp nhập vào or add the unit; separate several codes by ;"),
        ),
        Fault::SuccessorNotThere { code, into, day, .. } => (
            format!("đơn vị {code} sáp nhập vào {into}, nhưng ngày {} {into} không hoạt động. Sửa Đến ngày của {code}, hoặc Từ ngày, Đến ngày của {into}.", shown(*day)),
            format!("unit {code} went into {into}, which does not stand on {}. Mend Đến ngày of {code}, or the days of {into}.", shown(*day)),
        ),
        Fault::SuccessorLoop { code, .. } => (
            format!("đơn vị {code} sáp nhập rồi lại thành chính nó. Sửa Sáp nhập vào."),
            format!("unit {code} went, through others, into itself. Mend Sáp nhập vào."),
        ),
        Fault::ParentNotThere { code, parent, day, became, .. } => {
            let (vi, en) = match became.as_slice() {
                [] => ("mã của cấp trên hiện nay".to_owned(), "the unit above of today".to_owned()),
                codes => (codes.join(" hoặc "), codes.join(" or ")),
            };
            (
                format!("đơn vị {code} thuộc {parent}, nhưng ngày {} {parent} không hoạt động. Sửa Mã cấp trên thành {vi}, hoặc ghi Đến ngày cho {code}.", shown(*day)),
                format!("unit {code} is under {parent}, which does not stand on {}. Change Mã cấp trên to {en}, or fill in Đến ngày of {code}.", shown(*day)),
            )
        }
        Fault::MembersOfFormer { code, .. } => (
            format!("đơn vị {code} đã chia tách hoặc kết thúc, nhưng trang tính Đảng viên còn ghi đảng viên thuộc {code}. Ghi mã chi bộ hiện nay của từng đảng viên."),
            format!("unit {code} was split or dissolved, and the sheet Đảng viên still lists members with it. Give the code of each member's present cell."),
        ),
        _ => Default::default(),
    }
}

fn shown(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

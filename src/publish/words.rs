//! The words of the results, which are Vietnamese papers whatever language the run speaks.

use crate::enclosure::{self, ANSWERS};
use crate::ledger::Disposition;
use crate::model::{Answer, BirthDate, Level, Rating, Status};
use crate::rollup::Sequence;
use jiff::civil::Date;

/// The answer as a column heading and in a list.
pub(super) fn answer(answer: Answer) -> &'static str {
    ANSWERS[answer as usize]
}

/// All levels, slight first.
pub(super) const LEVELS: [Level; 3] = [Level::Slight, Level::Moderate, Level::Serious];

/// The level (*mức độ*).
pub(super) fn level(level: Level) -> &'static str {
    enclosure::LEVELS[level as usize - 1]
}

/// How far a correction has come.
pub(super) fn status(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Done) => "Đã khắc phục",
        Some(Status::InProgress) => "Đang khắc phục",
        Some(Status::NotDone) => "Chưa khắc phục",
        None => "",
    }
}

/// The year-end rating (*xếp loại*).
pub(super) fn rating(rating: Rating) -> &'static str {
    match rating {
        Rating::Excellent => "Hoàn thành xuất sắc nhiệm vụ",
        Rating::Good => "Hoàn thành tốt nhiệm vụ",
        Rating::Satisfactory => "Hoàn thành nhiệm vụ",
        Rating::Unsatisfactory => "Không hoàn thành nhiệm vụ",
    }
}

/// Whether the committee went first (*tập thể trước, cá nhân sau*).
pub(super) fn sequence(sequence: Sequence) -> &'static str {
    match sequence {
        Sequence::Open => "Chưa có bản cá nhân",
        Sequence::InOrder => "Đúng thứ tự",
        Sequence::CollectiveMissing => "Thiếu bản tập thể",
        Sequence::CollectiveLater => "Tập thể sau cá nhân",
        Sequence::Unknown => "Không rõ ngày",
    }
}

/// What became of a file.
pub(super) fn disposition(of: Disposition) -> &'static str {
    match of {
        Disposition::Accepted => "Đọc được, chắc chắn",
        Disposition::NeedsReview => "Đọc được, cần người xem",
        Disposition::Duplicate => "Trùng nội dung, không tính",
        Disposition::Superseded => "Bản cũ, đã có bản mới hơn",
        Disposition::NotAForm => "Không phải bản tự soi",
        Disposition::Unreadable => "Không đọc được",
        Disposition::Container => "Thư và tệp nén (đã mở)",
    }
}

/// `05/02/1980`, or the year alone.
pub(super) fn birth(birth: BirthDate) -> String {
    match birth {
        BirthDate::Year(year) => year.to_string(),
        BirthDate::Day(date) => day(date),
    }
}

/// `05/02/2026`.
pub(super) fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// `05/9/2026`, `20/7/2026`: in running text a zero stands before days 1–9 and months 1–2 only.
pub(super) fn short_day(date: Date) -> String {
    let month = if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("{:02}/{month}/{}", date.day(), date.year())
}

/// `ngày 05 tháng 02 năm 2026`: a zero stands before days 1–9 and months 1–2 only (36-HD/VPTW).
pub(super) fn long_day(date: Date) -> String {
    let month = if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// A count in running text: `05`, `27`, `1.240`.
pub(super) fn count(n: u64) -> String {
    if (1..10).contains(&n) { format!("{n:02}") } else { grouped(n) }
}

/// A number with dots between thousands: `1.240`.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// The share in percent with a decimal comma, rounded half up to one decimal: `92,6%`; `0%` of nothing.
/// What is not all is never `100%`, what is not nothing never `0%`.
pub(super) fn percent(part: u64, whole: u64) -> String {
    if whole == 0 || part == 0 {
        return "0%".into();
    }
    let mut tenths = (u128::from(part) * 2000 + u128::from(whole)) / (u128::from(whole) * 2);
    if part < whole {
        tenths = tenths.clamp(1, 999);
    }
    match (tenths / 10, tenths % 10) {
        (units, 0) => format!("{units}%"),
        (units, tenth) => format!("{units},{tenth}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn zeros_stand_where_party_papers_put_them() {
        assert_eq!(long_day(date(2026, 2, 5)), "ngày 05 tháng 02 năm 2026");
        assert_eq!(long_day(date(2026, 5, 12)), "ngày 12 tháng 5 năm 2026");
        assert_eq!(long_day(date(2026, 12, 1)), "ngày 01 tháng 12 năm 2026");
        assert_eq!([short_day(date(2026, 9, 5)), short_day(date(2026, 2, 12))], ["05/9/2026", "12/02/2026"]);
    }

    #[test]
    fn numbers_are_written_as_party_papers_write_them() {
        assert_eq!([count(0), count(5), count(27), count(1240)], ["0", "05", "27", "1.240"]);
        assert_eq!(grouped(1_234_567), "1.234.567");
    }

    #[test]
    fn a_share_is_never_rounded_to_all_or_nothing() {
        assert_eq!(percent(25, 27), "92,6%");
        assert_eq!(percent(27, 27), "100%");
        assert_eq!(percent(0, 0), "0%");
        assert_eq!(percent(99_999, 100_000), "99,9%");
        assert_eq!(percent(1, 100_000), "0,1%");
        assert_eq!(percent(1, 8), "12,5%");
    }
}

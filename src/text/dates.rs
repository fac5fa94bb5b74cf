//! Dates as people write them.

use super::fold::unaccent;
use super::spelled;
use crate::model::BirthDate;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A pattern fixed at build time.
pub(super) fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns are constants, each used by a test below")]
    Regex::new(source).expect("a sound pattern")
}

/// `ngày 20 tháng 11 năm 2026`, `20/11 năm 2026`, `20/11/2026`, `20-11-2026`, `20.11.2026`, and `2026-11-20` as programs write it.
pub(super) static FULL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?P<y3>\d{4})-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})|(?P<d1>\d{1,2})\s*thang\s*(?P<m1>\d{1,2})\s*(?:,\s*)?nam\s*(?P<y1>\d{4})|(?P<d2>\d{1,2})\s*[/.\-]\s*(?P<m2>\d{1,2})\s*(?:[/.\-]|nam\b)\s*(?P<y2>\d{4}|\d{2}))\b",
    )
});

/// The first full date in a text: `26/6/2026`, `ngày 26 tháng 6 năm 2026`.
pub fn find_date(text: &str) -> Option<Date> {
    // `1/2/26` is the shortest.
    let figures = text.bytes().filter(u8::is_ascii_digit).count() >= 4;
    if !figures && !spells_year(text) {
        return None;
    }
    let plain = unaccent(text);
    let in_words = || plain.contains("thang").then(|| spelled::date(&plain)).flatten();
    FULL.captures_iter(&plain).find_map(|c| full_date(&c)).or_else(in_words)
}

/// Whether a text may write a year in words, *hai nghìn không trăm hai mươi sáu*.
pub fn spells_year(text: &str) -> bool {
    ["nghìn", "ngàn", "nghin"].iter().any(|word| text.contains(word))
}

/// A date of birth: a full date, or only the year.
pub fn read_birth_date(text: &str) -> Option<BirthDate> {
    static YEAR_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\D)(19\d\d|20\d\d)(?:\D|$)"));
    if let Some(day) = find_date(text) {
        return Some(BirthDate::Day(day));
    }
    YEAR_ALONE.captures(text).and_then(|c| c[1].parse().ok()).map(BirthDate::Year)
}

pub(super) fn group<T: std::str::FromStr>(captures: &Captures<'_>, names: &[&str]) -> Option<T> {
    names.iter().find_map(|name| captures.name(name)).and_then(|m| m.as_str().parse().ok())
}

pub(super) fn full_date(captures: &Captures<'_>) -> Option<Date> {
    let mut year: i16 = group(captures, &["y1", "y2", "y3"])?;
    if year < 100 {
        // Two digits: people write 68 for 1968 and 26 for 2026.
        year += if year > 45 { 1900 } else { 2000 };
    }
    Date::new(year, group(captures, &["m1", "m2", "m3"])?, group(captures, &["d1", "d2", "d3"])?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letterhead_gives_the_date_of_the_form() {
        let date = |text| find_date(text).map(|d| d.to_string());
        assert_eq!(date("Lộc Yên, ngày 05 tháng 6 năm 2026").as_deref(), Some("2026-06-05"));
        assert_eq!(date("An Hòa, ngày …… tháng …… năm 2026"), None);
        assert_eq!(date("2026-06-25 08:00").as_deref(), Some("2026-06-25"));
        assert_eq!(date("2026-02-30"), None, "no such day, and no other one");
        assert_eq!(date("Số 12026/5/2026x"), None);
    }

    #[test]
    fn a_birth_date_may_be_a_year_only() {
        assert_eq!(read_birth_date("1968"), Some(BirthDate::Year(1968)));
        assert_eq!(read_birth_date("15-9-1968").map(BirthDate::year), Some(1968));
        assert_eq!(read_birth_date("02/01/68").map(BirthDate::year), Some(1968));
        assert_eq!(read_birth_date("……"), None);
    }
}

//! Dates and deadlines as people write them.

use super::fold::{nfc, unaccent};
use crate::model::BirthDate;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A pattern fixed at build time.
fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns are constants, each used by a test below")]
    Regex::new(source).expect("a sound pattern")
}

/// `ngày 20 tháng 11 năm 2026`, `20/11/2026`, `20-11-2026`, `20.11.2026`, and `2026-11-20` as programs write it.
static FULL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?P<y3>\d{4})-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})|(?P<d1>\d{1,2})\s*thang\s*(?P<m1>\d{1,2})\s*(?:,\s*)?nam\s*(?P<y1>\d{4})|(?P<d2>\d{1,2})\s*[/.\-]\s*(?P<m2>\d{1,2})\s*[/.\-]\s*(?P<y2>\d{4}|\d{2}))\b",
    )
});
/// `30/9` without a year.
static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^\d/.\-])(?:(?P<d1>\d{1,2})\s*/\s*(?P<m1>\d{1,2})|ngay\s*(?P<d2>\d{1,2})\s*thang\s*(?P<m2>\d{1,2}))(?:[^\d/]|$)",
    )
});
/// `tháng 10/2026`, `tháng 12 năm 2026`, `T9/2026`, `10/2026`, `tháng 10`.
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:thang|\bt)\s*\.?\s*(?:\d{1,2}\s*(?:,|va|den|-|–)\s*)*(?P<m1>\d{1,2})(?:\s*(?:[/\-.]|nam)\s*(?P<y1>\d{4}))?|(?:^|[^\d/.\-])(?P<m2>\d{1,2})\s*[/\-]\s*(?P<y2>\d{4}))(?:\D|$)",
    )
});
/// The number of a month or quarter in words: `tháng mười hai`, `quý ba`.
static IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<of>thang|qu[yi])\s+(?P<n>muoi hai|muoi mot|mot|gieng|hai|ba|bon|tu|bay|tam|chin|muoi|chap)\b",
    )
});
/// A period of which only the beginning is given: `từ quý III/2026`, `kể từ ngày 20/6/2026`.
static BEGINNING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\btu\s+(?:ngay|thang|quy|nam|\d)"));
/// What leads to the end of a period.
static UNTIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bden\b|\btoi\b|\bhet\b|\btruoc\b|\d\s*[-–]\s*\S"));
/// `Quý IV/2026`, `quý 4 năm 2026`, `quý III, IV năm 2026`, `Q4/2026`.
static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:qu[yi]|\bq)\s*(?:(?:iv|iii|ii|i|[1-4])\s*(?:,|va|-|–)\s*(?:quy\s*)?)*(?P<q>iv|iii|ii|i|[1-4])(?:\s*(?:[/\-.,]|nam)*\s*(?P<y>\d{4}))?(?:\W|$)",
    )
});
/// `6 tháng cuối năm 2026`, `06 tháng đầu năm 2026`.
static HALF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:6|sau)\s*thang\s*(?P<h>cuoi|dau)\s*nam(?:\s*(?P<y>\d{4}))?"));
/// `năm 2026`, `cuối năm 2026`, `trong năm 2026`.
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"nam\s*(?P<y>\d{4})(?:\D|$)"));
/// Words after `năm` or before a year that make it another thing than a calendar year's end.
static NO_YEAR_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"nam hoc|nhiem ky|dau nam|giua nam|\d{4}\s*[-–]\s*\d{4}"));

/// The first full date in a text: `26/6/2026`, `ngày 26 tháng 6 năm 2026`.
pub fn find_date(text: &str) -> Option<Date> {
    // `1/2/26` is the shortest.
    if text.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return None;
    }
    let plain = unaccent(text);
    FULL.captures_iter(&plain).find_map(|c| full_date(&c))
}

/// The last day of the period that a deadline means: `Quý IV/2026` is 2026-12-31. Where the writer
/// leaves the year out, it is the one that makes the deadline follow `written`, the date of the form.
/// `None` where no day can be told (`Thường xuyên`).
pub fn deadline(text: &str, written: Option<Date>) -> Option<Date> {
    // Only the accents tell `tháng sáu` (June) from `tháng sau` (next month).
    let text =
        nfc(text).to_lowercase().replace("tháng sáu", "tháng 6").replace("tháng năm năm", "tháng 5 năm");
    let plain = unaccent(&text);
    if !plain.contains(|c: char| c.is_ascii_digit() || c == 'q') && !plain.contains("thang") {
        return None;
    }
    if BEGINNING.is_match(&plain) && !UNTIL.is_match(&plain) {
        return None;
    }
    let plain = in_figures(&named_year(&plain, written));
    let last_full = FULL.captures_iter(&plain).filter_map(|c| full_date(&c)).last();
    last_full
        .or_else(|| half_year(&plain))
        .or_else(|| quarter(&plain, written))
        .or_else(|| day_and_month(&plain, written))
        .or_else(|| month(&plain, written))
        .or_else(|| year_end(&plain))
}

/// A text in which the writer's own year and the next one are numbers: `năm nay`, `năm sau`.
fn named_year(plain: &str, written: Option<Date>) -> String {
    let Some(year) = written.map(Date::year) else { return plain.to_owned() };
    let next = format!("nam {}", year + 1);
    plain.replace("nam nay", &format!("nam {year}")).replace("nam sau", &next).replace("nam toi", &next)
}

/// A text with the numbers of months and quarters in figures.
fn in_figures(plain: &str) -> String {
    let figure = |c: &Captures<'_>| {
        let number = match &c["n"] {
            "mot" | "gieng" => 1,
            "hai" => 2,
            "ba" => 3,
            "bon" | "tu" => 4,
            "bay" => 7,
            "tam" => 8,
            "chin" => 9,
            "muoi" => 10,
            "muoi mot" => 11,
            _ => 12,
        };
        format!("{} {number}", &c["of"])
    };
    IN_WORDS.replace_all(plain, figure).into_owned()
}

/// A date of birth: a full date, or only the year.
pub fn read_birth_date(text: &str) -> Option<BirthDate> {
    static YEAR_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\D)(19\d\d|20\d\d)(?:\D|$)"));
    if let Some(day) = find_date(text) {
        return Some(BirthDate::Day(day));
    }
    YEAR_ALONE.captures(text).and_then(|c| c[1].parse().ok()).map(BirthDate::Year)
}

fn group<T: std::str::FromStr>(captures: &Captures<'_>, names: &[&str]) -> Option<T> {
    names.iter().find_map(|name| captures.name(name)).and_then(|m| m.as_str().parse().ok())
}

fn full_date(captures: &Captures<'_>) -> Option<Date> {
    let mut year: i16 = group(captures, &["y1", "y2", "y3"])?;
    if year < 100 {
        // Two digits: people write 68 for 1968 and 26 for 2026.
        year += if year > 45 { 1900 } else { 2000 };
    }
    Date::new(year, group(captures, &["m1", "m2", "m3"])?, group(captures, &["d1", "d2", "d3"])?).ok()
}

fn last_of_month(year: i16, month: i8) -> Option<Date> {
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

/// The year given, or the first one in which the day does not precede the form.
fn in_year(year: Option<i16>, written: Option<Date>, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    match (year, written) {
        (Some(year), _) => day(year),
        (None, Some(written)) => {
            let this_year = day(written.year())?;
            if this_year >= written { Some(this_year) } else { day(written.year() + 1) }
        }
        (None, None) => None,
    }
}

fn half_year(plain: &str) -> Option<Date> {
    let found = HALF.captures(plain)?;
    let year = group(&found, &["y"])?;
    last_of_month(year, if &found["h"] == "dau" { 6 } else { 12 })
}

fn quarter(plain: &str, written: Option<Date>) -> Option<Date> {
    let found = QUARTER.captures_iter(plain).last()?;
    let quarter: i8 = match &found["q"] {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        _ => 4,
    };
    in_year(group(&found, &["y"]), written, |year| last_of_month(year, quarter * 3))
}

fn day_and_month(plain: &str, written: Option<Date>) -> Option<Date> {
    let found = DAY_MONTH.captures_iter(plain).last()?;
    let (month, day): (i8, i8) = (group(&found, &["m1", "m2"])?, group(&found, &["d1", "d2"])?);
    in_year(None, written, |year| Date::new(year, month, day).ok())
}

fn month(plain: &str, written: Option<Date>) -> Option<Date> {
    let found = MONTH.captures_iter(plain).last()?;
    let month: i8 = group(&found, &["m1", "m2"])?;
    in_year(group(&found, &["y1", "y2"]), written, |year| last_of_month(year, month))
}

fn year_end(plain: &str) -> Option<Date> {
    if NO_YEAR_END.is_match(plain) {
        return None;
    }
    last_of_month(group(&YEAR.captures(plain)?, &["y"])?, 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(text: &str) -> String {
        let written = Date::new(2026, 6, 20).ok();
        deadline(text, written).map_or_else(|| "none".into(), |d| d.to_string())
    }

    #[test]
    fn a_deadline_is_the_last_day_of_the_period_meant() {
        let cases = [
            ("01/7/2026 - 30/9/2026", "2026-09-30"),
            ("06 tháng cuối năm 2026", "2026-12-31"),
            ("6 tháng đầu năm 2027", "2027-06-30"),
            ("15.11.2026", "2026-11-15"),
            ("1/7/2026-30/9/2026", "2026-09-30"),
            ("28-02-2027", "2027-02-28"),
            ("Năm 2026", "2026-12-31"),
            ("trong năm 2026", "2026-12-31"),
            ("Quý III năm 2026", "2026-09-30"),
            ("Quý IV/2026", "2026-12-31"),
            ("quý 4 năm 2026", "2026-12-31"),
            ("Quý III, IV năm 2026", "2026-12-31"),
            ("Quý III - Quý IV/2026", "2026-12-31"),
            ("hết quý III/2026", "2026-09-30"),
            ("Q1/2027", "2027-03-31"),
            ("T9/2026", "2026-09-30"),
            ("Tháng 10/2026", "2026-10-31"),
            ("tháng 2/2027", "2027-02-28"),
            ("tháng 12 năm 2026", "2026-12-31"),
            ("10/2026", "2026-10-31"),
            ("Từ nay đến 31/12/2026", "2026-12-31"),
            ("Trước ngày 31.12.2026", "2026-12-31"),
            ("ngày 20 tháng 11 năm 2026", "2026-11-20"),
            ("cuối năm 2026.", "2026-12-31"),
            ("Tháng 8, 9 năm 2026", "2026-09-30"),
            ("tháng 8 và tháng 9/2026", "2026-09-30"),
            ("từ tháng 8 đến tháng 10/2026", "2026-10-31"),
            ("Tháng Mười hai năm 2026", "2026-12-31"),
            ("tháng chín năm 2026", "2026-09-30"),
            ("quý ba năm 2026", "2026-09-30"),
            ("Quý tư", "2026-12-31"),
            ("tháng sáu năm 2027", "2027-06-30"),
            ("tháng 9-2026", "2026-09-30"),
            ("quí IV/2026", "2026-12-31"),
            ("Quý IV năm nay", "2026-12-31"),
            ("hết tháng 3 năm sau", "2027-03-31"),
        ];
        for (text, expected) in cases {
            assert_eq!(due(text), expected, "{text}");
        }
    }

    #[test]
    fn a_year_left_out_is_the_one_after_the_form_was_written() {
        assert_eq!(due("30/9"), "2026-09-30");
        assert_eq!(due("31/3"), "2027-03-31");
        assert_eq!(due("Tháng 10"), "2026-10-31");
        assert_eq!(due("Quý I"), "2027-03-31");
        assert_eq!(deadline("30/9", None), None);
    }

    #[test]
    fn words_without_a_day_give_none() {
        for text in [
            "Thường xuyên",
            "Từ tháng 8/2026",
            "Kể từ ngày 20/6/2026",
            "Từ quý III/2026 trở đi",
            "tháng sau",
            "Ngay sau kiểm điểm",
            "Hằng tháng",
            "",
            "Nhiệm kỳ 2025-2030",
            "năm học 2026-2027",
            "đầu năm 2027",
        ] {
            assert_eq!(due(text), "none", "{text}");
        }
        assert_eq!(due("31/2/2026"), "none", "no such day");
    }

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

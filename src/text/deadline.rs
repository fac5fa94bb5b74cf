//! Deadlines as people write them.

use super::dates::{FULL, full_date, group, pattern};
use super::fold::{nfc, unaccent};
use super::relative;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

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
        r"(?:qu[yi]|\bq)\s*\.?\s*(?:(?:iv|iii|ii|i|[1-4])\s*(?:,|va|-|–)\s*(?:quy\s*)?)*(?P<q>iv|iii|ii|i|[1-4])(?:\s*(?:[/\-.,]|nam)*\s*(?P<y>\d{4}))?(?:\W|$)",
    )
});
/// `IV/2026` alone.
static NUMERAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?P<q>iv|iii|ii|i)\s*[/\-]\s*(?P<y>\d{4})\W*$"));
/// `6 tháng cuối năm 2026`, `06 tháng đầu năm 2026`.
static HALF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:6|sau)\s*thang\s*(?P<h>cuoi|dau)\s*nam(?:\s*(?P<y>\d{4}))?"));
/// `năm 2026`, `cuối năm 2026`, `trong năm 2026`.
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"nam\s*(?P<y>\d{4})(?:\D|$)"));
/// Words after `năm` or before a year that make it another thing than a calendar year's end.
static NO_YEAR_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"nam hoc|nhiem ky|dau nam|giua nam|\d{4}\s*[-–]\s*\d{4}"));

/// The last day of the period that a deadline means: `Quý IV/2026` is 2026-12-31. Where the writer
/// leaves the year out, it is the one that makes the deadline follow `written`, the date of the form.
/// `None` where no day can be told (`Thường xuyên`).
pub fn deadline(text: &str, written: Option<Date>) -> Option<Date> {
    // Only the accents tell `tháng sáu` (June) from `tháng sau` (next month).
    let text =
        nfc(text).to_lowercase().replace("tháng sáu", "tháng 6").replace("tháng năm năm", "tháng 5 năm");
    let plain = unaccent(&written.map_or(Cow::Borrowed(text.as_str()), |day| relative::dated(&text, day)));
    let spoken = || ["thang", "nam"].iter().any(|word| plain.contains(word));
    if !plain.contains(|c: char| c.is_ascii_digit() || c == 'q') && !spoken() {
        return None;
    }
    // `Quý IV hằng năm` comes again and again.
    if plain.contains("hang nam") {
        return None;
    }
    if BEGINNING.is_match(&plain) && !UNTIL.is_match(&plain) {
        return None;
    }
    let plain = in_figures(&plain);
    let last_full = FULL
        .captures_iter(&plain)
        .filter(|c| !begins_with_month(c, &plain))
        .filter_map(|c| full_date(&c))
        .last();
    last_full
        .or_else(|| half_year(&plain))
        .or_else(|| quarter(&plain, written))
        .or_else(|| day_and_month(&plain, written))
        .or_else(|| month(&plain, written))
        .or_else(|| year_end(&plain))
}

/// Whether the first figure of what looks like a date is a month: `tháng 9 - 10/2026`.
fn begins_with_month(found: &Captures<'_>, plain: &str) -> bool {
    let before = found.get(0).map_or("", |date| plain[..date.start()].trim_end_matches(['.', ' ']));
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    matches!(word, Some("thang" | "t")) && group(found, &["d2"]).is_some_and(|figure: u8| figure <= 12)
}

/// A stretch of time with its first and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

impl Period {
    /// The calendar period that a text names with its year: `Quý IV/2026`, `tháng 10/2026`, `6 tháng đầu năm 2026`,
    /// `năm 2026`.
    pub fn of(text: &str) -> Option<Self> {
        let plain = in_figures(&unaccent(&nfc(text).to_lowercase()));
        let (to, months) = half_year(&plain)
            .map(|to| (to, 6))
            .or_else(|| quarter(&plain, None).map(|to| (to, 3)))
            .or_else(|| month(&plain, None).map(|to| (to, 1)))
            .or_else(|| year_end(&plain).map(|to| (to, 12)))?;
        let from = Date::new(to.year(), to.month() - (months - 1), 1).ok()?;
        Some(Self { from, to })
    }

    /// Whether a day lies in it or not more than a year before or after.
    fn is_near(self, day: Date) -> bool {
        (self.from.year() - 1..=self.to.year() + 1).contains(&day.year())
    }
}

/// What a deadline comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The last day of the period meant.
    On(Date),
    /// No day is named: *thường xuyên*.
    Open,
    /// A day is named, and what would tell which one is not known: *tháng sau* on a form without a date.
    Unclear,
}

/// What a deadline comes to in a form written on a day, or at some time in a period: then the first and the last day
/// of the period must come to the same. Lines that name different days are no one deadline.
pub fn due(text: &str, written: Option<Date>, period: Option<Period>) -> Due {
    if text.contains(['\n', ';']) {
        let mut lines = text.split(['\n', ';']).map(|line| due_of_line(line, written, period));
        if lines.clone().any(|due| due == Due::Unclear) {
            return Due::Unclear;
        }
        let first = lines.find(|due| *due != Due::Open);
        if lines.any(|due| due != Due::Open && Some(due) != first) {
            return Due::Unclear;
        }
    }
    due_of_line(text, written, period)
}

fn due_of_line(text: &str, written: Option<Date>, period: Option<Period>) -> Due {
    if let Some(day) = deadline(text, None) {
        return Due::On(day);
    }
    let days = match (written, period) {
        (Some(day), None) => [day, day],
        (Some(day), Some(period)) if period.is_near(day) => [day, day],
        (None, Some(period)) => [period.from, period.to],
        _ => return if names_a_day(text) { Due::Unclear } else { Due::Open },
    };
    match days.map(|day| deadline(text, Some(day))) {
        [Some(first), Some(last)] if first == last => Due::On(first),
        _ if names_a_day(text) => Due::Unclear,
        _ => Due::Open,
    }
}

/// Whether a text names a day to whoever knows when it was written.
pub fn names_a_day(text: &str) -> bool {
    deadline(text, Some(Date::constant(2026, 6, 15))).is_some() || relative::leaves_open(text)
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
    let found = QUARTER.captures_iter(plain).last().or_else(|| NUMERAL.captures(plain))?;
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
            ("Tháng 9 - 10/2026", "2026-10-31"),
            ("T.9-10/2026", "2026-10-31"),
            ("hết tháng 9, 15-10/2026", "2026-10-15"),
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
            "đầu tháng sau",
            "tuần sau",
            "Hằng năm",
            "Quý IV hàng năm",
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
    fn words_relative_to_the_form_are_told_from_its_date() {
        let cases = [
            ("cuối năm nay", "2026-12-31"),
            ("Trước khi kết thúc năm", "2026-12-31"),
            ("trong năm.", "2026-12-31"),
            ("trong quý này", "2026-06-30"),
            ("hết quý sau", "2026-09-30"),
            ("cuối quý", "2026-06-30"),
            ("Tháng sau", "2026-07-31"),
            ("trong tháng này", "2026-06-30"),
            ("cuối tháng tới", "2026-07-31"),
            ("năm tới", "2027-12-31"),
            ("6 tháng cuối năm", "2026-12-31"),
            ("Từ nay đến cuối năm", "2026-12-31"),
            ("Tháng sáu năm sau", "2027-06-30"),
            ("ngày 15 tháng sau", "2026-07-15"),
            ("30/6 năm sau", "2027-06-30"),
        ];
        for (text, expected) in cases {
            assert_eq!(due(text), expected, "{text}");
        }
    }

    #[test]
    fn without_a_date_the_first_and_the_last_day_of_the_period_must_agree() {
        let period = Period::of("Quý IV/2026");
        assert_eq!(period.map(|p| p.from.to_string()).as_deref(), Some("2026-10-01"));
        let told = |text| super::due(text, None, period);
        let on = |text: &str| Due::On(text.parse().expect("a date"));
        assert_eq!(told("cuối năm nay"), on("2026-12-31"));
        assert_eq!(told("trong quý này"), on("2026-12-31"));
        assert_eq!(told("31/12"), on("2026-12-31"));
        assert_eq!(told("Quý I/2027"), on("2027-03-31"));
        for text in ["tháng sau", "30/10", "trong tháng này", "tuần sau"] {
            assert_eq!(told(text), Due::Unclear, "{text}");
        }
        for text in ["15 tháng sau", "trong 3 tháng tới", "hai năm tới", "các quý tiếp theo"] {
            assert_eq!(super::due(text, Date::new(2026, 6, 20).ok(), None), Due::Unclear, "{text}");
        }
        assert_eq!(told("Thường xuyên"), Due::Open);
        assert_eq!(super::due("Quý I/2027\nQuý II/2027", None, period), Due::Unclear, "two deadlines");
        assert_eq!(
            super::due("năm nay", Date::new(2019, 3, 1).ok(), period),
            Due::Unclear,
            "an old template"
        );
        assert_eq!(super::due("30/9", None, None), Due::Unclear);
        assert_eq!(Period::of("Đợt sinh hoạt thường kỳ"), None);
    }
}

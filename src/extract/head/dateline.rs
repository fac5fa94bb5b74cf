//! The line with place and date in a form's letterhead or above its signature: *Sơn Đông, ngày 05 tháng 6 năm 2026*,
//! *Ngày 05/6/2026*, *Sơn Đông, 05/6/2026*. Before the date stands a place or nothing; any other belongs to what stands
//! there.

use crate::extract::wording::remembered::Remembered;
use crate::text::{find_date, fold, spells_year};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Words before a date that is not the one of the form: of a birth, an admission, another document.
const NO_PLACE: [&str; 14] = [
    " sinh",
    " vao ",
    " chinh thuc",
    " ket nap",
    " theo ",
    " nghi quyet",
    " can cu",
    " ke hoach",
    " cap ",
    " quy dinh",
    " huong dan",
    " tu ",
    " den ",
    " truoc ",
];

/// Whether a line gives a place by its name and behind a comma the date: the form ends, or another begins.
pub(crate) fn is_placed(text: &str) -> bool {
    behind_place(text).is_some_and(|date| fold(date).starts_with("ngay ") || is_figures(&fold(date)))
        && is_dateline(text)
}

/// Whether a line gives place and date and nothing else.
pub(crate) fn is_dateline(text: &str) -> bool {
    date_of(text).is_some()
}

/// The date of a line that gives place and date and nothing else.
pub(crate) fn date_of(text: &str) -> Option<Date> {
    static KNOWN: LazyLock<Remembered<Option<Date>>> = LazyLock::new(Remembered::default);
    let spelled = spells_year(text);
    if !spelled && !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    KNOWN.of_late(text, || placed(text, spelled))
}

/// The same of a text with figures, or with a year that is spelled out.
fn placed(text: &str, spelled: bool) -> Option<Date> {
    // A space in front, so that every word begins with one.
    let folded = format!(" {}", fold(text));
    let longest = if spelled { 120 } else { 80 };
    if folded.len() > longest || !(spelled || folded.ends_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let before = folded.split("ngay ").next().unwrap_or_default();
    let place = before.len() < folded.len()
        && before.split_whitespace().count() <= 6
        && !before.bytes().any(|b| b.is_ascii_digit())
        && !NO_PLACE.iter().any(|words| before.contains(words));
    if is_figures(&folded) || place {
        return find_date(text);
    }
    // `Sơn Nam, 20/6/2026`; behind a member's name stands when they were born.
    let date = behind_place(text).filter(|date| is_figures(&fold(date))).and_then(find_date)?;
    is_of_form(date).then_some(date)
}

/// What stands behind a comma and a place with a capital for every word.
fn behind_place(text: &str) -> Option<&str> {
    let capital = |word: &str| word.starts_with(char::is_uppercase) || word == "-";
    let (place, date) = text.split_once(',')?;
    place.split_whitespace().all(capital).then_some(date)
}

/// Whether a folded text holds figures only.
fn is_figures(folded: &str) -> bool {
    folded.split(' ').all(|word| word.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a form may have been written that day: the resolution that names the manifestations is of 2016 (nghị quyết
/// 04-NQ/TW, Hội nghị Trung ương 4 khóa XII), and nobody born since is a member.
fn is_of_form(date: Date) -> bool {
    date.year() >= 2016
}

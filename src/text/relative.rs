//! Words for a time that mean something only beside the day on which they were written: *năm nay*, *tháng sau*.

use super::dates::pattern;
use super::fold::{nfc, unaccent};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

/// `tháng này`, `quý sau`, `năm tới`.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<of>tháng|qu[ýí]|năm) (?:(?P<this>này|nay)|sau|tới|kế tiếp|tiếp theo)"));
/// `cuối năm`, `trong quý`, `hết tháng`, with nothing behind it that names another.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?P<end>cuối|hết|trong|kết thúc) (?P<of>tháng|qu[ýí]|năm)(?P<sign>\s*(?:[.,;)\n]|$))")
});
/// Words before such a time that mean a part of it.
static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(?:đầu|giữa|tuần)\b"));

/// A text, in small letters with its accents, in which such words are the months, quarters and years that they
/// mean on a day. One that means a part of one stays as it is.
pub(super) fn dated(text: &str, day: Date) -> Cow<'_, str> {
    if is_part(text) {
        return Cow::Borrowed(text);
    }
    let named = NAMED.replace_all(text, |found: &Captures<'_>| {
        if is_counted(before(text, found)) {
            return found[0].to_owned();
        }
        at(&found["of"], day, found.name("this").is_none())
    });
    let unnamed = |found: &Captures<'_>| {
        format!("{} {}{}", &found["end"], at(&found["of"], day, false), &found["sign"])
    };
    match UNNAMED.replace_all(&named, unnamed) {
        Cow::Borrowed(_) => named,
        Cow::Owned(text) => Cow::Owned(text),
    }
}

/// Whether a text means a part of a month, quarter or year; `6 tháng đầu năm` is a time of its own.
fn is_part(text: &str) -> bool {
    PART.is_match(&text.replace("tháng đầu", "tháng"))
}

/// The text before a match.
fn before<'t>(text: &'t str, found: &Captures<'_>) -> &'t str {
    found.get(0).and_then(|whole| text.get(..whole.start())).unwrap_or_default()
}

/// Words for how many.
const COUNTS: [&str; 16] = [
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "vài", "mấy", "các",
    "những", "nhiều",
];
/// Words before a number that make it that of a day, month or quarter.
const NUMBERED: [&str; 8] = ["ngày", "mùng", "mồng", "tháng", "quý", "quí", "hôm", "thứ"];

/// Whether a text ends with a number of the months or years behind it: `15 tháng sau` may be the fifteenth of the next
/// one or fifteen months later, `hai năm tới` is a stretch of time. `Ngày 15 tháng sau` is a day.
fn is_counted(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let counts = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) || COUNTS.contains(&word);
    words.next().is_some_and(counts) && !words.next().is_some_and(|word| NUMBERED.contains(&word))
}

/// Whether a text names a time by its distance from the day of writing that no day is told of.
pub(super) fn leaves_open(text: &str) -> bool {
    let text = nfc(text).to_lowercase();
    let near = |unit: &str| ["này", "sau", "tới"].iter().any(|word| text.contains(&format!("{unit} {word}")));
    near("tuần")
        || NAMED.captures_iter(&text).any(|found| is_counted(before(&text, &found)))
        || (is_part(&text) && NAMED.is_match(&text))
        || unaccent(&text) == text && text.contains("thang sau")
}

/// The month, quarter or year in which a day lies, or the next one.
fn at(of: &str, day: Date, next: bool) -> String {
    let step = i8::from(next);
    let (year, month) = (day.year(), day.month());
    match of {
        "năm" => format!("năm {}", year + i16::from(step)),
        "tháng" if next && month == 12 => format!("tháng 1 năm {}", year + 1),
        "tháng" => format!("tháng {} năm {year}", month + step),
        _ => match (month - 1) / 3 + 1 + step {
            5 => format!("quý 1/{}", year + 1),
            quarter => format!("quý {quarter}/{year}"),
        },
    }
}

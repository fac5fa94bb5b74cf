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
    let named =
        NAMED.replace_all(text, |found: &Captures<'_>| at(&found["of"], day, found.name("this").is_none()));
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

/// Whether a text names a time by its distance from the day of writing that no day is told of.
pub(super) fn leaves_open(text: &str) -> bool {
    let text = nfc(text).to_lowercase();
    let near = |unit: &str| ["này", "sau", "tới"].iter().any(|word| text.contains(&format!("{unit} {word}")));
    near("tuần")
        || (is_part(&text) && NAMED.is_match(&text))
        || unaccent(&text) == text && text.contains("thang sau")
}

/// The month, quarter or year in which a day lies, or the next one.
fn at(of: &str, day: Date, next: bool) -> String {
    let step = i8::from(next);
    let (year, month) = (day.year(), day.month());
    match of {
        "năm" => format!("năm {}", year + i16::from(step)),
        "tháng" if next && month == 12 => format!("tháng 1/{}", year + 1),
        "tháng" => format!("tháng {}/{year}", month + step),
        _ => match (month - 1) / 3 + 1 + step {
            5 => format!("quý 1/{}", year + 1),
            quarter => format!("quý {quarter}/{year}"),
        },
    }
}

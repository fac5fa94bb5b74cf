//! What stands where an answer belongs: a mark, a word, a number, nothing.

use super::boxes::EMPTY;
use crate::document::{BOX_EMPTY, BOX_TICKED, Emphasis, PICTURE, Paragraph, Slot, Value};
use crate::text::fold;
use std::borrow::Cow;

/// What stands where an answer belongs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sign {
    /// Nothing, or only fill-in dots.
    Nothing,
    /// A mark such as `x`, or a ticked box.
    Mark,
    /// An empty box, a zero or a dash: looked at and left out.
    Off,
    /// Only text that is struck out: written and withdrawn.
    Withdrawn,
    /// A number.
    Number(f64),
    /// Words.
    Words(String),
    /// A picture or drawing.
    Picture,
    /// An error value.
    Error,
    /// A formula without a stored result.
    Uncalculated,
    /// The answer above, repeated: `nt`, `"`, `như trên`.
    Ditto,
    /// Something that is none of these.
    Unknown(String),
}

/// Letters and signs that people use as a mark.
const MARKS: &str = "xX×✕✖✗✘✓✔√☑☒🗸✅vV+*●■◉⦿⊠▣🗹🗷➕✚⬛◼◾⚫☓";
/// What people type in a place left open.
const FILLERS: &str = ".…_·";

/// What stands in a slot, struck-out text left aside.
pub(crate) fn in_slot(slot: &Slot) -> Sign {
    match slot.value {
        Value::Error => return Sign::Error,
        Value::Uncalculated => return Sign::Uncalculated,
        Value::Bool(true) => return Sign::Mark,
        Value::Bool(false) => return Sign::Off,
        Value::Text | Value::Number(_) | Value::Date(_) => {}
    }
    if slot.is_blank() {
        return Sign::Nothing;
    }
    let text = standing(&slot.paragraphs());
    if text.trim().is_empty() {
        return Sign::Withdrawn;
    }
    match (in_text(&text), slot.value) {
        // The number shown decides: a format may show 1 as x.
        (Sign::Words(_) | Sign::Unknown(_), Value::Number(_)) if numeric(&text).is_none() => in_text(&text),
        (sign, _) => sign,
    }
}

/// The text of paragraphs without what is struck out.
pub(crate) fn standing<'a>(paragraphs: &[&'a Paragraph]) -> Cow<'a, str> {
    match paragraphs {
        [] => return Cow::default(),
        [one] if one.spans.is_empty() => return Cow::Borrowed(&one.text),
        _ => {}
    }
    let mut text = String::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push('\n');
        }
        for (piece, emphasis) in paragraph.stretches() {
            if !emphasis.has(Emphasis::STRIKE) {
                text.push_str(piece);
            }
        }
    }
    Cow::Owned(text)
}

/// Whether a text is nothing but an arrow that leads to an answer.
fn is_arrow(bare: &str) -> bool {
    const TYPED: [&str; 6] = ["->", "-->", "=>", "==>", "–>", "—>"];
    TYPED.contains(&bare) || bare.chars().all(|c| "→⇒➔➜➙⟶⇨".contains(c))
}

/// What a text is.
pub(crate) fn in_text(text: &str) -> Sign {
    // Most marks are this one.
    if matches!(text, "x" | "X") {
        return Sign::Mark;
    }
    let passed = |c: char| c.is_whitespace() || FILLERS.contains(c) || is_invisible(c);
    let bare = if text.contains(passed) { Cow::Owned(text.replace(passed, "")) } else { Cow::Borrowed(text) };
    if bare.is_empty() || is_arrow(&bare) {
        return Sign::Nothing;
    }
    if bare.contains(PICTURE) {
        return Sign::Picture;
    }
    let boxed = |c: char| c == BOX_TICKED || c == BOX_EMPTY || EMPTY.contains(c);
    if bare.chars().all(boxed) {
        return if bare.contains(BOX_TICKED) { Sign::Mark } else { Sign::Off };
    }
    if is_ditto(&bare) {
        return Sign::Ditto;
    }
    let body = bare.trim_matches(|c: char| "()[]{}'\"“”".contains(c));
    if body.is_empty() {
        return Sign::Off;
    }
    if body.chars().all(|c| MARKS.contains(c)) && body.chars().count() <= 3 {
        return Sign::Mark;
    }
    if let Some(number) = numeric(body) {
        return Sign::Number(number);
    }
    if body.chars().all(|c| "-–—/\\".contains(c)) {
        // One dash is written as an answer; a row of them is a line left open.
        return if body.chars().count() == 1 { Sign::Off } else { Sign::Nothing };
    }
    if body.chars().any(char::is_alphabetic) {
        Sign::Words(text.trim().to_owned())
    } else {
        Sign::Unknown(bare.into_owned())
    }
}

/// The number that a text is, with a comma or a dot before decimals.
pub(crate) fn numeric(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    (plain && !text.is_empty()).then(|| text.replace(',', ".").parse().ok())?
}

/// Whether a text without spaces repeats what stands above: `"`, `''`, `//`, `-nt-`, `Như trên`.
fn is_ditto(bare: &str) -> bool {
    let quotes = bare.chars().count() <= 2 && bare.chars().all(|c| "\"”“″〃'’".contains(c));
    // `“Như trên”` in the longest of its spellings.
    let short = (2..=24).contains(&bare.len());
    quotes || bare == "//" || (short && matches!(fold(bare).as_str(), "nt" | "nhutren"))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

impl Sign {
    /// Whether it marks the column that it stands in, given the heading's own words.
    pub(crate) fn marks(&self, heading: &[String]) -> bool {
        match self {
            Self::Mark => true,
            Self::Number(n) => (*n - 1.0).abs() < f64::EPSILON,
            Self::Words(words) => heading.iter().any(|h| *h == fold(words)),
            _ => false,
        }
    }

    /// Whether it leaves its column unmarked.
    pub(crate) fn leaves_open(&self) -> bool {
        match self {
            Self::Nothing | Self::Off | Self::Withdrawn => true,
            Self::Number(n) => *n == 0.0,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_mark_is_a_mark() {
        for mark in ["x", "X", " x ", "×", "✓", "✔", "√", "☒", "☑", "v", "+", "(x)", "[x]", "xx", "x."]
        {
            assert_eq!(in_text(mark), Sign::Mark, "{mark}");
        }
    }

    #[test]
    fn dots_and_spaces_are_nothing_and_an_empty_box_is_off() {
        for text in ["", " ", "\u{a0}", "......", "……", "____", "\u{200b}"] {
            assert_eq!(in_text(text), Sign::Nothing, "{text:?}");
        }
        for text in ["☐", "-", "–", "□", "( )"] {
            assert_eq!(in_text(text), Sign::Off, "{text:?}");
        }
    }

    #[test]
    fn what_is_neither_mark_nor_word_is_not_guessed() {
        assert_eq!(in_text("?"), Sign::Unknown("?".into()));
        assert_eq!(in_text("\u{fffc}"), Sign::Picture);
        assert_eq!(in_text("0"), Sign::Number(0.0));
        assert_eq!(in_text("Không"), Sign::Words("Không".into()));
    }
}

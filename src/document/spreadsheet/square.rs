//! One square: what is stored and what a person sees (ECMA-376 part 1, 18.3.1.4).

use super::rich_text::{RichText, clean};
use super::sheet::{Results, Shared};
use super::styles::Style;
use super::xml::is_true;
use crate::document::word::Seen;
use crate::document::{BOX_EMPTY, BOX_TICKED, Paragraph, Value};
use std::borrow::Cow;

/// A square while it is read.
#[derive(Default)]
pub(super) struct Square<'a> {
    pub(super) kind: Option<Cow<'a, str>>,
    pub(super) value: Option<String>,
    pub(super) formula: Option<String>,
    pub(super) inline: Option<RichText>,
}

/// What a person sees in a square.
#[derive(Clone)]
pub(super) struct Shown {
    /// Its text; the place is not set yet.
    pub(super) paragraph: Paragraph,
    pub(super) value: Value,
    /// Whether something stands in it that nobody sees: its number format or its colour hides it.
    pub(super) concealed: bool,
    /// What a person should know about the text.
    pub(super) seen: Seen,
    /// The text that is stored, where that is not the text shown.
    pub(super) stored: Option<String>,
}

/// What is wrong with a square.
pub(super) struct Fault(pub(super) String);

impl Square<'_> {
    /// What a person sees of it; `None` for nothing at all.
    pub(super) fn shown(self, style: &Style, shared: &Shared) -> Result<Option<Shown>, Fault> {
        let kind = self.kind.as_deref().unwrap_or("n");
        let stored = self.value.as_deref().filter(|v| !v.is_empty());
        if self.is_uncalculated(kind, stored, shared.results) {
            let shown = match stored {
                Some(result) => result.to_owned(),
                None => format!("={}", self.formula.unwrap_or_default()),
            };
            // Only a text is counted among those that the part holds.
            let text = stored.filter(|_| kind == "str").unwrap_or_default().to_owned();
            let shown = Shown::plain(&clean(&shown), Value::Uncalculated, style);
            return Ok(Some(Shown { stored: Some(text), ..shown }));
        }
        let rich = match (kind, stored) {
            ("inlineStr", _) => self.inline.as_ref().map(Cow::Borrowed),
            (_, None) => None,
            ("s", Some(index)) => {
                let found = index.trim().parse().ok().and_then(|i: usize| shared.strings.get(i));
                Some(Cow::Borrowed(found.ok_or_else(|| Fault(format!("sst {index}")))?))
            }
            ("str", Some(text)) => {
                Some(Cow::Owned(RichText::plain(text).map_err(|_| Fault("> 1 MB".into()))?))
            }
            ("n" | "b" | "e" | "d", Some(stored)) => {
                return scalar(kind, stored.trim(), style, shared.from_1904).map(Some);
            }
            (kind, _) => return Err(Fault(format!("t=\"{kind}\""))),
        };
        Ok(match rich {
            Some(rich) => Some(Shown::rich(&rich, style)),
            None if style.check_box => {
                Some(Shown::plain(BOX_EMPTY.encode_utf8(&mut [0; 4]), Value::Text, style))
            }
            None => style.fill.map(|_| Shown::plain("", Value::Text, style)),
        })
    }

    /// Whether it is a formula whose result is not known: none is stored, or not a calculated one.
    fn is_uncalculated(&self, kind: &str, stored: Option<&str>, results: Results) -> bool {
        if self.formula.is_none() {
            return false;
        }
        let empty_text = kind == "str" && self.value.is_some();
        let nothing = stored.is_none() || kind == "n" && stored.is_some_and(|n| n.trim().parse() == Ok(0.0));
        match results {
            Results::Calculated => stored.is_none() && !empty_text,
            Results::OnLoad => nothing,
            Results::Unfinished => true,
        }
    }
}

/// A number, truth value, error or date.
fn scalar(kind: &str, stored: &str, style: &Style, from_1904: bool) -> Result<Shown, Fault> {
    let fault = || Fault(format!("“{stored}”"));
    let (text, value) = match (kind, stored) {
        ("b", "0" | "1" | "true" | "false") => {
            let yes = is_true(Some(stored));
            let shown = match (style.check_box, yes) {
                (true, true) => BOX_TICKED.into(),
                (true, false) => BOX_EMPTY.into(),
                (false, true) => "TRUE".into(),
                (false, false) => "FALSE".into(),
            };
            (shown, Value::Bool(yes))
        }
        ("e", error) => (error.to_owned(), Value::Error),
        ("d", written) => {
            let day =
                written.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok()).ok_or_else(fault)?;
            (day.strftime("%d/%m/%Y").to_string(), Value::Date(day))
        }
        ("n", number) => {
            let number = number.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(fault)?;
            style.format.number(number, from_1904)
        }
        _ => return Err(fault()),
    };
    let mut shown = Shown::plain(&text, value, style);
    // A zero that is not shown is as good as nothing; another value is hidden.
    if shown.paragraph.text.trim().is_empty() && value != Value::Number(0.0) {
        shown.concealed = true;
    }
    if shown.concealed {
        shown.value = Value::Text;
    }
    Ok(shown)
}

impl Shown {
    /// What is no text of the file, as the square's font makes it look.
    fn plain(text: &str, value: Value, style: &Style) -> Self {
        let shown = RichText::of([(text.to_owned(), None)]).shown(&style.font, style.ground);
        Self { value, stored: Some(String::new()), ..shown }
    }

    fn rich(rich: &RichText, style: &Style) -> Self {
        let shown = rich.shown(&style.font, style.ground);
        match style.format.text(&shown.paragraph.text) {
            None => shown,
            Some(other) => {
                let hidden = other.trim().is_empty() && !shown.paragraph.text.trim().is_empty();
                let stored = shown.stored.unwrap_or(shown.paragraph.text);
                let concealed = shown.concealed || hidden;
                let formed = Self::plain(&other, Value::Text, style);
                Self { concealed, stored: Some(stored), seen: shown.seen, ..formed }
            }
        }
    }
}

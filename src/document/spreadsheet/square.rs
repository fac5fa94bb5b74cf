//! One square: what is stored and what a person sees (ECMA-376 part 1, 18.3.1.4).

use super::rich_text::{RichText, clean};
use super::sheet::Shared;
use super::styles::Style;
use super::xml::is_true;
use crate::document::{BOX_EMPTY, BOX_TICKED, Span, Value};
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
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    pub(super) value: Value,
    /// Whether its number format makes a text invisible.
    pub(super) concealed: bool,
}

/// What is wrong with a square.
pub(super) struct Fault(pub(super) String);

impl Square<'_> {
    /// What a person sees of it; `None` for nothing at all.
    pub(super) fn shown(self, style: &Style, shared: &Shared) -> Result<Option<Shown>, Fault> {
        let kind = self.kind.as_deref().unwrap_or("n");
        let stored = self.value.as_deref().filter(|v| !v.is_empty());
        if self.formula.is_some() && stored.is_none() && !(kind == "str" && self.value.is_some()) {
            let formula = format!("={}", self.formula.unwrap_or_default());
            return Ok(Some(Shown::plain(clean(&formula).into_owned(), Value::Uncalculated, style)));
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
            None if style.check_box => Some(Shown::plain(BOX_EMPTY.into(), Value::Text, style)),
            None => style.fill.map(|_| Shown::plain(String::new(), Value::Text, style)),
        })
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
    let mut shown = String::new();
    style.font.unicode(&text, &mut shown);
    Ok(Shown::plain(shown, value, style))
}

impl Shown {
    /// A text that all looks as the square's font makes it look.
    fn plain(text: String, value: Value, style: &Style) -> Self {
        let emphasis = style.font.emphasis;
        let spans = if emphasis.is_plain() || text.is_empty() {
            Vec::new()
        } else {
            vec![Span { end: text.len(), emphasis }]
        };
        Self { text, spans, value, concealed: false }
    }

    fn rich(rich: &RichText, style: &Style) -> Self {
        let (text, spans) = rich.shown(&style.font);
        match style.format.text(&text) {
            None => Self { text, spans, value: Value::Text, concealed: false },
            Some(other) => {
                let concealed = other.trim().is_empty() && !text.trim().is_empty();
                Self { concealed, ..Self::plain(other, Value::Text, style) }
            }
        }
    }
}

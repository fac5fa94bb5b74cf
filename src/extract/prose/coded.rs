//! Lines that answer by code and word nothing, as letters do: *I.3: có, mức độ nhẹ*, *II.1, II.2: không*.

use super::claims;
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::context::Context;
use crate::extract::review::item::{Item, Line, Part};
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::model::Place;
use crate::text::without_bullet;

/// The longest line of this kind, in bytes.
const LONGEST: usize = 300;

/// Whether a line answers by code, or at least begins as such lines do.
pub(crate) fn may_answer(text: &str, context: &Context) -> bool {
    text.len() <= LONGEST && parted(text, context).is_some()
}

/// The answers of such a line. What is said of a code and not understood is a question: the next line may deny all
/// that this one does not.
pub(crate) fn answers<'a>(text: &str, place: &Place, context: &Context) -> Vec<Item<'a>> {
    let Some((indicators, said)) = parted(text, context) else { return Vec::new() };
    let verdict =
        Verdict::new(verdict::of_words(said, &context.vocabulary), said.trim().to_owned(), place.clone());
    let answer = |indicator| Item::Answer { indicator, verdict: verdict.clone(), part: Part::Whole };
    indicators.into_iter().map(answer).collect()
}

/// The codes that a line begins with, and what it says of them behind a sign.
fn parted<'t>(text: &'t str, context: &Context) -> Option<(Vec<usize>, &'t str)> {
    let (codes, said) = text.split_once([':', '\t', '=']).or_else(|| text.split_once(" - "))?;
    let codes = without_bullet(codes);
    let code = |text: &str| code(text, context);
    let pieces = codes.split([',', ';']).flat_map(|piece| piece.split(" và "));
    let indicators: Vec<usize> = pieces.map(|piece| code(piece.trim())).collect::<Option<_>>()?;
    // What words an indicator is read by its words, and what names others speaks of those too.
    let known = context.known(said).found.is_some_and(|m| m.anchored);
    (!known && !names_any(said, context)).then_some((indicators, said))
}

/// The indicator whose code a whole text is. `2.1` numbers the parts of any paper.
fn code(text: &str, context: &Context) -> Option<usize> {
    match ordinal::whole(text, &context.catalogue) {
        Some(Ordinal::Exact(indicator)) if text.contains(char::is_alphabetic) => Some(indicator),
        _ => None,
    }
}

/// Whether a text names an indicator by its code, or by number and group.
fn names_any(text: &str, context: &Context) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || ",;:()".contains(c));
    words.any(|word| code(word, context).is_some()) || !claims::named(text, context).is_empty()
}

impl Line<'_> {
    /// Whether the line names indicators by their codes.
    pub(crate) fn names_codes(&self, context: &Context) -> bool {
        self.text.bytes().any(|b| b.is_ascii_digit()) && names_any(&self.text, context)
    }
}

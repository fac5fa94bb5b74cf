//! The year-end rating that a collective review gives itself.

use super::boxes;
use super::context::Context;
use super::sign::{Sign, in_text};
use crate::document::{BOX_EMPTY, BOX_TICKED};
use crate::model::Rating;
use crate::text::fold;

/// The rating that a line gives: behind a label, or as a ticked box before the printed words.
pub(super) fn of_line(text: &str, context: &Context) -> Option<Rating> {
    if boxes::first(text).is_some() {
        return ticked(&boxes::plain(text), context);
    }
    if let Some((left, right)) = text.split_once('\t') {
        return in_row([left, right], context);
    }
    let (label, value) = text.split_once(':')?;
    is_label(&fold(label), context).then(|| whole(value, context)).flatten()
}

/// The rating of a row of two slots: a mark beside the printed words, or a label and the words.
fn in_row(slots: [&str; 2], context: &Context) -> Option<Rating> {
    let chosen = |this: &str, other: &str| {
        let said = in_text(other) == Sign::Mark || is_label(&fold(other), context);
        said.then(|| whole(this, context)).flatten()
    };
    chosen(slots[0], slots[1]).or_else(|| chosen(slots[1], slots[0]))
}

/// Whether words announce the rating that is asked for; the result of a year before is another.
fn is_label(folded: &str, context: &Context) -> bool {
    const BEFORE: [&str; 3] = ["ket qua xep loai", "nam truoc", "lien ke"];
    context.vocabulary.rating_labels.within(folded) && !BEFORE.iter().any(|words| folded.contains(words))
}

/// The rating whose words a text is.
fn whole(text: &str, context: &Context) -> Option<Rating> {
    let folded = fold(text);
    let folded = folded.strip_prefix("dang vien ").unwrap_or(&folded);
    context.vocabulary.ratings.iter().find(|(words, _)| words == folded).map(|(_, rating)| *rating)
}

/// The one rating behind a ticked box; a box belongs to the words after it.
fn ticked(text: &str, context: &Context) -> Option<Rating> {
    if text.trim_end().ends_with([BOX_TICKED, BOX_EMPTY]) {
        // The one box stands behind its words.
        let (words, _) = text.rsplit_once(BOX_TICKED)?;
        return whole(words, context);
    }
    let mut ratings = text.match_indices(BOX_TICKED).map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        whole(&rest[..rest.find([BOX_TICKED, BOX_EMPTY]).unwrap_or(rest.len())], context)
    });
    let first = ratings.next()??;
    ratings.next().is_none().then_some(first)
}

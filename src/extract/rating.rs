//! The year-end rating that a collective review gives itself.

use super::boxes;
use super::context::Context;
use crate::document::{BOX_EMPTY, BOX_TICKED};
use crate::model::Rating;
use crate::text::fold;

/// The rating that a line gives: behind a label, or as a ticked box before the printed words.
pub(super) fn of_line(text: &str, context: &Context) -> Option<Rating> {
    if boxes::first(text).is_some() {
        return ticked(&boxes::plain(text), context);
    }
    let (label, value) = text.split_once(':')?;
    let labelled = context.vocabulary.rating_labels.within(&fold(label));
    labelled.then(|| whole(value, context)).flatten()
}

/// The rating whose words a text is.
fn whole(text: &str, context: &Context) -> Option<Rating> {
    let folded = fold(text);
    context.vocabulary.ratings.iter().find(|(words, _)| *words == folded).map(|(_, rating)| *rating)
}

/// The one rating behind a ticked box; a box belongs to the words after it.
fn ticked(text: &str, context: &Context) -> Option<Rating> {
    let mut ratings = text.match_indices(BOX_TICKED).map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        whole(&rest[..rest.find([BOX_TICKED, BOX_EMPTY]).unwrap_or(rest.len())], context)
    });
    let first = ratings.next()??;
    ratings.next().is_none().then_some(first)
}

//! Reviews that a file gives in parts: a sheet for each group, or for some of the indicators.

use crate::finding::{AnswerFinding, Finding};
use crate::model::{Kind, Review};
use crate::text::name_key;

/// Puts together what answers other indicators each for one member: those of the same name, or without one where the
/// file names nobody else.
pub(super) fn join(reviews: &mut Vec<Review>) {
    let names: Vec<String> = reviews.iter().filter_map(key).collect();
    let of_one = names.windows(2).all(|pair| pair[0] == pair[1]);
    let mut whole: Vec<Review> = Vec::with_capacity(reviews.len());
    for review in reviews.drain(..) {
        let theirs = |other: &Review| match (key(other), key(&review)) {
            (Some(one), Some(other)) => one == other,
            _ => of_one,
        };
        let goes_on = |other: &&mut Review| {
            other.kind == review.kind && review.kind != Kind::Tally && theirs(other) && parts(other, &review)
        };
        match whole.iter_mut().find(goes_on) {
            Some(first) => add(first, review),
            None => whole.push(review),
        }
    }
    *reviews = whole;
}

fn key(review: &Review) -> Option<String> {
    review.name.as_deref().map(name_key)
}

/// Whether two reviews answer none of the indicators both.
fn parts(one: &Review, other: &Review) -> bool {
    let missing = Finding::from(AnswerFinding::Missing);
    let mut pairs = one.answers.iter().zip(&other.answers);
    pairs.all(|(a, b)| a.doubt.as_deref() == Some(&missing) || b.doubt.as_deref() == Some(&missing))
}

/// Adds a part to the first one.
fn add(first: &mut Review, mut part: Review) {
    let missing = Finding::from(AnswerFinding::Missing);
    for (reading, more) in first.answers.iter_mut().zip(part.answers) {
        if reading.doubt.as_deref() == Some(&missing) {
            *reading = more;
        }
    }
    first.commitments.append(&mut part.commitments);
    first.flags.extend(part.flags.into_iter().filter(|flag| !first.flags.contains(flag)).collect::<Vec<_>>());
    first.unit_lines = first.unit_lines.iter().chain(&*part.unit_lines).cloned().collect();
    first.name = first.name.take().or(part.name);
    first.position = first.position.take().or(part.position);
    first.birth = first.birth.or(part.birth);
    first.date = first.date.or(part.date);
    first.rating = first.rating.or(part.rating);
}

//! Reviews that a file gives in parts: a sheet for each group, or for some of the indicators.

use crate::finding::{AnswerFinding, Finding};
use crate::model::{Kind, Reading, Review};
use crate::text::{fold, name_key};

/// Puts together what answers other indicators each for one member: those of the same name, or without one where the
/// file names nobody else.
pub(crate) fn join(reviews: &mut Vec<Review>) {
    if reviews.len() < 2 || !reviews.iter().any(is_part) {
        return;
    }
    let keys: Vec<Option<String>> = reviews.iter().map(|r| r.name.as_deref().map(name_key)).collect();
    let mut names = keys.iter().flatten();
    let of_one = names.next().is_none_or(|first| names.all(|name| name == first));
    let mut whole: Vec<(Option<String>, Review)> = Vec::with_capacity(reviews.len());
    for (key, review) in keys.into_iter().zip(reviews.drain(..)) {
        let theirs = |other: &Option<String>| of_one || (key.is_some() && *other == key);
        let counted = |other: &Review| review.kind != Kind::Tally || is_of_same_unit(other, &review);
        let goes_on = |(of, other): &&mut (Option<String>, Review)| {
            other.kind == review.kind && theirs(of) && counted(other) && complement(other, &review)
        };
        let found = if is_part(&review) { whole.iter_mut().find(goes_on) } else { None };
        match found {
            Some((_, first)) => add(first, review),
            None => whole.push((key, review)),
        }
    }
    reviews.extend(whole.into_iter().map(|(_, review)| review));
}

/// Whether a review answers all indicators.
pub(super) fn is_whole(review: &Review) -> bool {
    !is_part(review)
}

/// Whether what stands on a sheet shows how to fill a form in: it names nobody, and answers only a few indicators.
pub(super) fn is_example(review: &Review) -> bool {
    let left_out = review.answers.iter().filter(|reading| is_missing(reading)).count();
    review.kind == Kind::Member
        && review.name.is_none()
        && review.unit_lines.is_empty()
        && 2 * left_out > review.answers.len()
}

fn is_missing(reading: &Reading) -> bool {
    reading.doubt.as_deref() == Some(&Finding::from(AnswerFinding::Missing))
}

/// Whether a review or a tally leaves some indicators out.
fn is_part(review: &Review) -> bool {
    review.answers.iter().any(|reading| is_missing(reading))
}

/// Whether two tallies count the members of one unit: they name it in the same words, and do not differ in how many
/// were asked.
fn is_of_same_unit(one: &Review, other: &Review) -> bool {
    let units = |review: &Review| {
        review.unit_lines.iter().map(|line| fold(&line.text)).collect::<std::collections::BTreeSet<_>>()
    };
    let totals = one.total.zip(other.total).is_none_or(|(one, other)| one == other);
    totals && units(one) == units(other)
}

/// Whether two reviews answer none of the indicators both.
fn complement(one: &Review, other: &Review) -> bool {
    one.answers.iter().zip(&other.answers).all(|(a, b)| is_missing(a) || is_missing(b))
}

/// Adds a part to the first one.
fn add(first: &mut Review, mut part: Review) {
    for (reading, more) in first.answers.iter_mut().zip(part.answers) {
        if is_missing(reading) {
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
    first.total = first.total.or(part.total);
}

//! Whose a review is, where the file says so elsewhere or in two ways.

use super::header::Header;
use super::names;
use crate::extract::context::Context;
use crate::finding::FileFinding;
use crate::model::{Flag, Kind, Review, UnitLine, UnitSource};
use crate::text::{fold, name_key, title_case};

/// Names the unit by the tab of the sheet, where nothing in it does.
pub(crate) fn name_by_sheet(review: &mut Review, sheet: Option<&str>, context: &Context) {
    let named = sheet.filter(|name| context.vocabulary.names_unit(&fold(name)));
    if let Some(name) = named.filter(|_| review.unit_lines.is_empty()) {
        let (text, place) = (name.to_owned(), review.place.clone());
        let line = UnitLine { text, goes_on: None, source: UnitSource::Letterhead, place };
        review.unit_lines = [line].into();
    }
}

/// What makes the name of a review doubtful: a letter of another script, or another name under the review, be it of
/// another person or with another letter.
pub(crate) fn doubts_about_name(written: Option<&String>, signed: Option<&String>) -> Vec<Flag> {
    let garbled = written.or(signed).filter(|name| names::has_foreign_letter(name));
    let garbled = garbled.map(|name| FileFinding::GarbledText { text: name.clone() });
    let another = |(one, other): &(&String, &String)| {
        names::differ_by_a_letter(one, other) || names::are_of_two_people(one, other)
    };
    let two = written
        .zip(signed)
        .filter(another)
        .map(|(w, s)| FileFinding::TwoNames { written: w.clone(), signed: s.clone() });
    garbled.into_iter().chain(two).map(|finding| Flag { finding: finding.into(), indicator: None }).collect()
}

/// The name in a page header or footer is that of the only one who fills the file in.
pub(crate) fn share_name(reviews: &mut [Review], common: &Header) {
    if let [review] = reviews
        && review.kind == Kind::Member
        && review.name.is_none()
    {
        review.name = common.name.as_deref().map(title_case);
    }
}

/// What makes it doubtful that a committee reviews itself: a date of birth at the head, or a name there and a member
/// who signs.
pub(crate) fn doubts_about_kind(kind: Kind, header: &Header) -> Vec<Flag> {
    let signed = header.name.is_some() && header.signatures.by_member;
    if kind != Kind::Collective || !(header.birth.is_some() || signed) {
        return Vec::new();
    }
    let named = header.name.as_deref().or(header.signatures.name.as_deref());
    let finding = FileFinding::WhoseReview { name: named.map(title_case).unwrap_or_default() };
    vec![Flag { finding: finding.into(), indicator: None }]
}

/// Who fills a file in may be said on a sheet of its own before those that ask; returns whether it is.
pub(crate) fn share_cover(reviews: &mut [Review], covers: &[Header]) -> bool {
    let ([review], [cover]) = (reviews, covers) else { return covers.is_empty() };
    let named = cover.name.as_deref().map(title_case);
    let same = review
        .name
        .as_deref()
        .is_none_or(|own| named.as_deref().is_some_and(|n| name_key(n) == name_key(own)));
    if review.kind != Kind::Member || !same {
        return false;
    }
    review.name = review.name.take().or(named);
    review.birth = review.birth.or(cover.birth);
    review.position = review.position.take().or_else(|| cover.position.clone());
    review.date = review.date.or(cover.date);
    true
}

/// Units named by a page header or a cover sheet hold for reviews that name none; so does the one letterhead of a
/// file in which others follow without, and the date in it.
pub(crate) fn share_units(reviews: &mut [Review], common: &Header) {
    if let [first, rest @ ..] = reviews
        && common.unit_lines.is_empty()
        && rest.iter().all(|review| review.unit_lines.is_empty())
    {
        for review in rest {
            review.unit_lines.clone_from(&first.unit_lines);
            review.date = review.date.or(first.date);
        }
    }
    for review in reviews {
        if review.unit_lines.is_empty() {
            review.unit_lines = common.unit_lines.as_slice().into();
        }
        review.date = review.date.or(common.date);
    }
}

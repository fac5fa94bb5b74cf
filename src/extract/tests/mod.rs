//! Forms made in code, in the layouts that offices use, read as a person would.

mod across;
mod asides;
mod beside;
mod coded;
mod consolidated;
mod follow_ups;
mod forms;
mod grids;
mod groups;
mod heads;
mod hidden;
mod layouts;
mod learnt;
mod legends;
mod lines;
mod listed;
mod lists;
mod many;
mod marks;
mod members;
mod on_side;
mod other_rounds;
mod page;
mod papers;
mod plans;
mod prose;
mod rolls;
mod said;
mod shapes;
mod shortcomings;
mod signs;
mod slips;
mod stacks;
mod tallies;
mod told;
mod units;
mod whose;

use super::{Extraction, Extractor};
use crate::document::Document;
use crate::model::{Answer, Catalogue, Review};

/// The built-in catalogue.
pub(super) fn catalogue() -> Catalogue {
    crate::campaign::builtin("27-bieu-hien").expect("the built-in catalogue")
}

fn read(document: &Document) -> Extraction {
    Extractor::new(&catalogue()).expect("sound words").read(document)
}

/// The one review of a document.
fn one(document: &Document) -> Review {
    let mut reviews = read(document).reviews;
    assert_eq!(reviews.len(), 1, "one review");
    reviews.remove(0)
}

/// The answers as letters: `y`, `n`, `b`lank, `c`onflict, `u`nclear.
fn letters(review: &Review) -> String {
    let letter = |answer| match answer {
        Some(Answer::Yes) => 'y',
        Some(Answer::No) => 'n',
        Some(Answer::Blank) => 'b',
        Some(Answer::Conflict) => 'c',
        Some(Answer::Unclear) => 'u',
        None => '#',
    };
    review.answers.iter().map(|r| letter(r.answer)).collect()
}

/// Answers for all 27 indicators: yes for a few, no for the rest.
fn pattern() -> String {
    (0..27).map(|i| if [2, 4, 13, 26].contains(&i) { 'y' } else { 'n' }).collect()
}

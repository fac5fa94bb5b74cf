//! Parts of a form below its answers of which nothing is understood, and in which somebody has written: what stands
//! there may be promises.

use super::aspects::{Aspects, begins_part};
use super::context::{Context, without_letter};
use super::item::Line;
use super::promises::Promises;
use super::verdict::without_dots;
use crate::model::Place;
use crate::text::names_a_day;

/// Fewer words are no sentence that promises something.
const FEW_WORDS: usize = 4;
/// The longest heading, in bytes.
const HEADING: usize = 160;

/// The part being read below the answers.
#[derive(Debug, Clone, Default)]
pub(super) struct UnknownPart {
    /// Its heading, and where that stands.
    heading: Option<(String, Place)>,
}

impl UnknownPart {
    /// Looks at a line below the answers that is neither a promise nor an answer. Forms have parts that are numbered or
    /// headed in capitals; one of an unknown heading with sentences in a list, or with a deadline, is asked about
    /// once.
    pub(super) fn line(
        &mut self,
        line: &Line<'_>,
        aspects: &Aspects,
        promises: &mut Promises,
        context: &Context,
    ) {
        let text = line.text.trim();
        let known = aspects.ends_answers
            || aspects.heads_plan
            || aspects.heads_follow_up
            || aspects.known.group.is_some()
            || aspects.known.is_field
            || aspects.rates
            || aspects.amends
            || aspects.of_letterhead
            || aspects.may_state
            || aspects.of_group
            || context
                .vocabulary
                .fields
                .of(&crate::text::fold(text.split(':').next().unwrap_or_default()))
                .is_some();
        if known {
            self.heading = None;
        } else if text.len() <= HEADING && heads(text) {
            self.heading = Some((text.to_owned(), line.place.clone()));
        } else if let Some((heading, at)) = &self.heading
            && is_written(text)
        {
            promises.leave(format!("{heading} {text}"), at.clone());
            self.heading = None;
        }
    }
}

/// Whether a line heads a part: a Roman number or a capital letter stands before it, or it is all in capitals.
fn heads(text: &str) -> bool {
    let lettered = text.split_once(['.', ')']).is_some_and(|(letter, _)| {
        let mut chars = letter.chars();
        matches!((chars.next(), chars.next()), (Some('A'..='H'), None))
    });
    let capitals = text.split_whitespace().count() > 2 && !text.chars().any(char::is_lowercase);
    begins_part(text) || lettered || capitals
}

/// Whether a line is a sentence of a list, or has a deadline, and is no dotted line to be filled in.
fn is_written(text: &str) -> bool {
    let said = without_dots(text);
    let bulleted = said.starts_with(['-', '–', '+', '•', '*'])
        || said.starts_with(|c: char| c.is_ascii_digit())
        || without_letter(&said).len() < said.len();
    let words = said.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    words >= FEW_WORDS && !text.contains("…") && !text.contains("....") && (bulleted || names_a_day(text))
}

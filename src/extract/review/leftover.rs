//! Parts of a form below its answers of which nothing is understood, and in which somebody has written: what stands
//! there may be promises.

use super::item::Line;
use crate::extract::context::Context;
use crate::extract::head::{dateline, names};
use crate::extract::plan::promises::Promises;
use crate::extract::prose::aspects::{Aspects, begins_part};
use crate::extract::wording::ordinal;
use crate::model::Place;
use crate::text::fold;

/// Fewer words are no sentence that promises something.
const FEW_WORDS: usize = 4;
/// The longest heading, in bytes.
const HEADING: usize = 160;
/// The longest one that is told by no more than a figure or a colon.
const TITLE: usize = 100;

/// The part being read below the answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnknownPart {
    /// Its heading, and where that stands.
    heading: Option<(String, Place)>,
}

impl UnknownPart {
    /// Looks at a line below the answers that is neither a promise nor an answer. Forms head their parts with a number,
    /// in capitals or with a colon; one of an unknown heading below which somebody wrote a sentence is asked about
    /// once.
    pub(crate) fn line(
        &mut self,
        line: &Line<'_>,
        aspects: &Aspects,
        promises: &mut Promises,
        context: &Context,
    ) {
        let text = line.text.trim();
        if aspects.is_blank {
            return;
        }
        if is_known(text, aspects, context) {
            self.heading = None;
        } else if text.len() <= HEADING && heads(text, self.heading.is_some()) {
            self.heading = Some((text.to_owned(), line.place.clone()));
        } else if let Some((heading, at)) = self.heading.take_if(|_| is_written(text)) {
            promises.leave(format!("{heading} {text}"), at);
        }
    }
}

/// Whether something else takes a line up, or it promises nothing.
fn is_known(text: &str, aspects: &Aspects, context: &Context) -> bool {
    let vocabulary = &context.vocabulary;
    let rest = ordinal::split(text, &context.catalogue).map_or(text, |(_, rest)| rest);
    let rest = if begins_part(rest) { rest.trim_start_matches(|c| "IVX.-)/ :".contains(c)) } else { rest };
    let folded = fold(rest.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let label = fold(text.split(':').next().unwrap_or_default());
    aspects.ends_answers
        || aspects.heads_plan
        || aspects.heads_follow_up
        || aspects.known.group.is_some()
        || aspects.rates
        || aspects.amends
        || aspects.of_letterhead
        || aspects.may_state
        || aspects.of_group
        || vocabulary.aside.starts(&folded).is_some()
        || vocabulary.fields.of(&label).is_some()
}

/// Whether a line ends what is written about the last indicator: it heads another part, names who answers next between
/// dashes, or gives place and date.
pub(crate) fn ends_last(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—=*".contains(c));
    if bare.len() < text.trim().len() && names::is_name(bare) {
        return true;
    }
    let heading = text.len() <= HEADING && text.split_whitespace().count() > 2 && heads(text.trim(), false);
    heading || dateline::is_dateline(text)
}

/// Whether a line heads a part: a Roman number or a capital letter stands before it, it is all in capitals, or it is short
/// and ends with a colon. So does a short line with a figure, unless it is an item below a heading.
fn heads(text: &str, below: bool) -> bool {
    let before = text.split_once(['.', ')', '/']).map(|(number, _)| number.trim()).unwrap_or_default();
    let lettered = before.len() == 1 && before.starts_with(|c: char| ('A'..='H').contains(&c));
    let numbered = !before.is_empty() && before.len() < 3 && before.bytes().all(|b| b.is_ascii_digit());
    let capitals = text.split_whitespace().count() > 2 && !text.chars().any(char::is_lowercase);
    let title = !below && !text.ends_with(['.', ';', ',']) && text.len() <= TITLE;
    begins_part(text) || lettered || capitals || (title && (numbered || text.ends_with(':')))
}

/// Whether a line is a sentence that somebody wrote, and no dotted line to be filled in.
fn is_written(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    words >= FEW_WORDS && !["…", "....", "___", "……"].iter().any(|dots| text.contains(dots))
}

//! Rows that hold a whole group: its wordings below one another in one square, their answers in the next.

use crate::document::{Paragraph, Slot};
use crate::extract::answer::verdict::{self, Verdict};
use crate::extract::context::Context;
use crate::extract::legend::filling::Filling;
use crate::extract::prose::numbered;
use crate::extract::review::item::{Item, Part};
use crate::extract::wording::ordinal::{self, Ordinal};
use crate::model::Place;

/// Fewer wordings in a square are one indicator told in several paragraphs.
const FEW: usize = 3;

/// The indicators that the paragraphs of a square word, where each words another one.
pub(super) fn indicators(wording: &Slot, group: Option<usize>, context: &Context) -> Option<Vec<usize>> {
    let named = |(label, text): &(Option<&str>, &str)| {
        let label = label.and_then(|label| ordinal::whole(label, &context.catalogue));
        let known = context.known(text);
        known.found.filter(|m| m.anchored)?;
        context.indicator(known, label, group)
    };
    let paragraphs = wording.paragraphs();
    let found: Option<Vec<usize>> = filled(&paragraphs).iter().map(named).collect();
    found.filter(|found| found.len() >= FEW && found.windows(2).all(|pair| pair[0] < pair[1]))
}

/// Their answers, where the other square holds one line for each of them, or nothing. Lines that carry numbers must
/// carry theirs.
pub(super) fn answers(
    indicators: &[usize],
    answer: &Slot,
    place: &Place,
    context: &Context,
) -> Option<Vec<Item<'static>>> {
    let paragraphs = answer.paragraphs();
    let lines = filled(&paragraphs);
    if lines.len() != indicators.len() {
        return None;
    }
    let item = |(indicator, (_, line)): (&usize, &(Option<&str>, &str))| {
        let (ordinal, rest) = numbered::parted(line);
        let group = context.catalogue.indicators[*indicator].group;
        let own = |n: u32| Ordinal::Number(n).indicator(&context.catalogue, Some(group)) == Some(*indicator);
        if !ordinal.is_none_or(own) {
            return None;
        }
        let verdict = Verdict {
            chosen: verdict::of_words(rest, &context.vocabulary),
            evidence: line.trim().to_owned(),
            ..verdict::of_nothing(place.clone(), &Filling::default())
        };
        Some(Item::Answer { indicator: *indicator, verdict, part: Part::Whole })
    };
    indicators.iter().zip(&lines).map(item).collect()
}

/// The lines that hold something, the first of a paragraph with its number.
fn filled<'p>(paragraphs: &[&'p Paragraph]) -> Vec<(Option<&'p str>, &'p str)> {
    let lines = |p: &&'p Paragraph| {
        let labels = std::iter::once(p.label.as_deref()).chain(std::iter::repeat(None));
        labels.zip(p.text.split('\n')).collect::<Vec<_>>()
    };
    paragraphs.iter().flat_map(lines).filter(|(_, text)| !text.trim().is_empty()).collect()
}

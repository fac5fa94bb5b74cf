//! What a line below the answers says of one of them: *Riêng biểu hiện số 5 nhóm I, tôi xin nhận là có*.

use super::context::Context;
use super::item::Line;
use super::listed;
use super::verdict::{Verdict, append};
use super::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::Answer;
use crate::text::fold;

/// A line below the answers, about the answer of one indicator.
#[derive(Debug, Clone)]
pub(super) struct Afterword {
    /// The indicator, or those of all groups that bear the number: without a group it may be any of them.
    indicators: Vec<usize>,
    said: Said,
    text: String,
}

/// What it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// That the manifestation is present, or something from which it follows, such as a promise.
    Present,
    Absent,
    /// That what stands above is a mistake.
    Mistaken,
}

/// Whether a line may be one: it speaks of an indicator by its number and of whoever fills the form in. A note that
/// is printed on every form speaks of nobody.
pub(super) fn may_be(folded: &str, amends: bool, vocabulary: &Vocabulary) -> bool {
    let of_somebody = || amends || vocabulary.notes.of_oneself.within(folded);
    folded.len() < 300 && number(folded).is_some() && of_somebody()
}

/// The number by which a folded text names an indicator: `biểu hiện số 5`, `biểu hiện thứ 14`.
fn number(folded: &str) -> Option<u32> {
    let (_, rest) = folded.split_once("bieu hien ")?;
    rest.split(' ').find(|word| !["so", "thu"].contains(word))?.parse().ok()
}

impl Afterword {
    /// What a line says that may be one; `None` where no indicator bears the number.
    pub(super) fn of(line: &Line<'_>, amends: bool, context: &Context) -> Option<Self> {
        let (notes, catalogue) = (&context.vocabulary.notes, &context.catalogue);
        let folded = fold(&line.text);
        let said = if amends {
            Said::Mistaken
        } else if notes.denying.within(&folded) && !notes.admitting.within(&folded) {
            Said::Absent
        } else {
            Said::Present
        };
        let indicators: Vec<usize> = if let Some(indicator) = listed::named(&line.text, context) {
            vec![indicator]
        } else {
            let number = number(&folded)?;
            (0..catalogue.groups.len()).filter_map(|group| catalogue.in_group(group, number)).collect()
        };
        let text = line.text.trim().to_owned();
        (!indicators.is_empty()).then_some(Self { indicators, said, text })
    }

    /// Stands beside the answers as a note. Those that it contradicts are doubted, unless it agrees with another one
    /// that it may mean.
    pub(super) fn weigh(&self, answers: &mut [(usize, Verdict)]) {
        let meant = |i: &usize| self.indicators.contains(i);
        let agrees = |verdict: &Verdict| match &verdict.chosen {
            Ok((Answer::Yes, ..)) => self.said == Said::Present,
            Ok((Answer::No, ..)) => self.said == Said::Absent,
            _ => false,
        };
        let settled = answers.iter().any(|(i, verdict)| meant(i) && agrees(verdict));
        for (_, verdict) in answers.iter_mut().filter(|(i, _)| meant(i)) {
            if settled && !agrees(verdict) {
                continue;
            }
            append(&mut verdict.note, &self.text);
            if verdict.chosen.is_ok() && !settled {
                verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
            }
        }
    }
}

//! What a line below the answers says of one of them: *Riêng biểu hiện số 5 nhóm I, tôi xin nhận là có*.

use super::aspects::Aspects;
use super::{claims, listed};
use crate::extract::answer::notes;
use crate::extract::answer::verdict::{Verdict, append};
use crate::extract::context::Context;
use crate::extract::review::item::Line;
use crate::extract::wording::ordinal::Ordinal;
use crate::extract::wording::phrases::words_at;
use crate::extract::wording::role::Label;
use crate::extract::wording::vocabulary::Vocabulary;
use crate::finding::AnswerFinding;
use crate::model::Answer;
use crate::text::fold;

/// A line below the answers, about the answer of one indicator.
#[derive(Debug, Clone)]
pub(crate) struct Afterword {
    /// The indicator, or those of all groups that bear the number: without a group it may be any of them.
    indicators: Vec<usize>,
    /// Whether it says that what stands above is a mistake.
    amends: bool,
    /// Whether it speaks of whoever fills the form in.
    of_oneself: bool,
    text: String,
}

/// Whether a line speaks of an indicator by its number and of whoever fills the form in. A note that is printed on
/// every form speaks of nobody.
pub(crate) fn may_be(folded: &str, amends: bool, vocabulary: &Vocabulary) -> bool {
    let of_somebody = || amends || vocabulary.notes.of_oneself.within(folded);
    folded.len() < 300 && number(folded, amends).is_some() && of_somebody()
}

/// What stands before the number of a row that is put right: *STT 12*, *câu 5*.
const ROWS: [&str; 7] = ["stt", "so thu tu", "muc", "cau", "dong", "noi dung", "tieu chi"];

/// The number by which a folded text names an indicator: `biểu hiện số 5`, `biểu hiện thứ 14`; where it puts an answer
/// right, also by its row.
fn number(folded: &str, amends: bool) -> Option<u32> {
    let behind = |lead: &str| {
        let at = words_at(folded, lead)? + lead.len();
        let mut words = folded[at..].split(' ').filter(|word| !["", "so", "thu"].contains(word));
        let number = words.next()?.parse().ok()?;
        // *có 01 biểu hiện, 26 biểu hiện không* counts them.
        (words.next() != Some("bieu")).then_some(number)
    };
    let rows = ROWS.iter().filter(|_| amends);
    std::iter::once(&"bieu hien").chain(rows).find_map(|lead| behind(lead))
}

/// The indicators of all groups that bear the number which a text gives.
fn numbered(text: &str, amends: bool, context: &Context) -> Option<Vec<usize>> {
    let (number, catalogue) = (number(&fold(text), amends)?, &context.catalogue);
    let groups = 0..catalogue.groups.len();
    let all: Vec<usize> = groups.filter_map(|group| catalogue.in_group(group, number)).collect();
    (!all.is_empty()).then_some(all)
}

impl Afterword {
    /// What a line says of one answer, in a form whose numbers may run through the whole catalogue; `None` where it
    /// cannot be told of which.
    pub(crate) fn of(line: &Line<'_>, aspects: &Aspects, through: bool, context: &Context) -> Option<Self> {
        let said = match context.vocabulary.labelled(&line.text) {
            Some((Label::Note, rest)) => rest,
            _ => &line.text,
        };
        let (amends, of_oneself) = (aspects.amends, aspects.may_speak_of_one);
        let named = listed::named_in_remark(said, context).or_else(|| {
            // On a form numbered through the catalogue a bare number is of that.
            let number = Ordinal::Number(number(&fold(said), amends).filter(|_| through)?);
            number.through(&context.catalogue)
        });
        let coded = || Some(claims::named(said, context)).filter(|coded| amends && !coded.is_empty());
        let named = named.map(|indicator| vec![indicator]).or_else(coded);
        let indicators = named.or_else(|| of_oneself.then(|| numbered(said, amends, context)).flatten())?;
        Some(Self { indicators, amends, of_oneself, text: said.trim().to_owned() })
    }

    /// Stands beside the answers as a note. Those that it contradicts are doubted, unless it agrees with another one
    /// that it may mean.
    pub(crate) fn weigh(&self, answers: &mut [(usize, Verdict)], vocabulary: &Vocabulary) {
        let meant = |i: &usize| self.indicators.contains(i);
        let agrees = |verdict: &Verdict| {
            verdict.chosen.as_ref().is_ok_and(|(answer, ..)| !self.is_against(*answer, vocabulary))
        };
        let settled = answers.iter().any(|(i, verdict)| meant(i) && agrees(verdict));
        for (_, verdict) in answers.iter_mut().filter(|(i, _)| meant(i)) {
            if settled && !(agrees(verdict) && self.of_oneself) {
                continue;
            }
            append(&mut verdict.note, &self.text);
            if verdict.chosen.is_ok() && !settled {
                verdict.chosen = Err(AnswerFinding::MarkAgainstWords);
            }
        }
    }

    /// Whether it says something else than an answer. Who speaks of a manifestation in their own case, and does not deny
    /// it, has it.
    fn is_against(&self, answer: Answer, vocabulary: &Vocabulary) -> bool {
        let says = |answer| notes::takes_back(answer, &self.text, vocabulary);
        let absent = || vocabulary.notes.denying.within(&fold(&self.text)) && !says(Answer::No);
        self.amends || says(answer) || (self.of_oneself && (answer == Answer::Yes) == absent())
    }
}

//! Questions about answers and counts, and what a person may decide about them.

use super::Asked;
use crate::finding::{AnswerFinding, Finding, SubjectFinding};
use crate::ledger::QuestionKind;
use crate::ledger::desk::Desk;
use crate::model::{Answer, Kind, Level, Reading, Rule};
use crate::text::fold;
use std::sync::Arc;

/// What a person may answer to an indicator.
const ANSWERS: [(&str, Answer, Option<Level>); 6] = [
    ("Có", Answer::Yes, None),
    ("Không", Answer::No, None),
    ("Có - nhẹ", Answer::Yes, Some(Level::Slight)),
    ("Có - trung bình", Answer::Yes, Some(Level::Moderate)),
    ("Có - nghiêm trọng", Answer::Yes, Some(Level::Serious)),
    ("Chưa trả lời", Answer::Blank, None),
];

impl Desk<'_> {
    /// Asks about uncertain answers, and enters what was decided.
    pub(in crate::ledger) fn ask_answers(&mut self) {
        for i in 0..self.cases.len() {
            if self.cases[i].aside {
                continue;
            }
            for n in 0..self.review(i).answers.len() {
                self.ask_answer(i, n);
            }
        }
    }

    fn ask_answer(&mut self, i: usize, n: usize) {
        let tally = self.review(i).kind == Kind::Tally;
        let typed = self.typed(i, QuestionKind::Answer, Some(n)).map(str::to_owned);
        let Some(reading) = self.cases[i].entry.review.answers.get_mut(n) else { return };
        let Some(why) = reading.doubt.as_deref().cloned() else { return self.ask_again(i, n, typed) };
        let (words, place) = (reading.evidence.clone(), reading.place.clone());
        let understood = typed.is_some_and(|typed| enter(Arc::make_mut(reading), &typed, tally));
        let choices = if tally { Vec::new() } else { ANSWERS.iter().map(|a| a.0.to_owned()).collect() };
        let asked = Asked { kind: QuestionKind::Answer, indicator: Some(n), place, words, why, choices };
        self.ask(i, asked, understood);
    }

    /// A decision about words that were in doubt once and are clear now, and say another thing: the words
    /// count, and a person is asked once more. What is decided then holds.
    fn ask_again(&mut self, i: usize, n: usize, typed: Option<String>) {
        let Some(typed) = typed else { return };
        let tally = self.review(i).kind == Kind::Tally;
        let again = self.typed(i, QuestionKind::Again, Some(n)).map(str::to_owned);
        let reading = &mut self.cases[i].entry.review.answers[n];
        let mut decided = Reading::clone(reading);
        let said = |r: &Reading| (r.answer, r.level, r.count);
        if !enter(&mut decided, &typed, tally) || said(&decided) == said(reading) {
            return;
        }
        let (words, place) = (reading.evidence.clone(), reading.place.clone());
        let why = Finding::from(SubjectFinding::DecisionAgainstText { typed });
        let understood = again.is_some_and(|again| enter(Arc::make_mut(reading), &again, tally));
        if !understood {
            Arc::make_mut(reading).doubt = Some(Box::new(why.clone()));
        }
        let choices = if tally { Vec::new() } else { ANSWERS.iter().map(|a| a.0.to_owned()).collect() };
        let asked = Asked { kind: QuestionKind::Again, indicator: Some(n), place, words, why, choices };
        self.ask(i, asked, understood);
    }

    /// A count larger than the number of members is no count.
    pub(in crate::ledger) fn check_tallies(&mut self) {
        for case in self.cases.iter_mut().filter(|case| case.entry.review.kind == Kind::Tally) {
            let Some(unit) = case.entry.unit.filter(|&u| self.hierarchy.is_cell(u)) else { continue };
            let listed = self.hierarchy.unit(unit).books();
            let total = case.entry.review.total.or(listed).unwrap_or(0);
            for reading in &mut case.entry.review.answers {
                if reading.doubt.is_none() && reading.count.is_none_or(|count| count > total) {
                    Arc::make_mut(reading).doubt = Some(AnswerFinding::BadCount.into());
                }
            }
        }
    }
}

/// Enters what was typed; false where it is no answer, or in a tally no number.
fn enter(reading: &mut Reading, typed: &str, tally: bool) -> bool {
    if tally { count(reading, typed) } else { answer(reading, typed) }
}

/// Enters a typed answer; false where it is none.
fn answer(reading: &mut Reading, typed: &str) -> bool {
    let typed = fold(typed);
    let Some((_, answer, level)) = ANSWERS.iter().find(|(words, ..)| fold(words) == typed) else {
        return false;
    };
    reading.answer = Some(*answer);
    reading.level = *level;
    reading.rule = Rule::Decision;
    // A person saw that nothing was answered: decided, but still not an answer.
    reading.doubt = (*answer == Answer::Blank).then(|| AnswerFinding::Blank.into());
    true
}

/// Enters a typed number; false where it is none.
fn count(reading: &mut Reading, typed: &str) -> bool {
    let Ok(count) = typed.trim().parse() else { return false };
    reading.count = Some(count);
    reading.rule = Rule::Decision;
    reading.doubt = None;
    true
}

//! Questions to a person, and what a person decided about them.

mod answers;
mod files;
mod subjects;

use super::desk::{Case, Desk};
use super::{Entry, Question, QuestionKind};
use crate::finding::{Finding, SubjectFinding};
use crate::model::Place;
use crate::text::fold;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;

const COUNTS: &str = "Tính bản này";
const ASIDE: &str = "Không tính bản này";
const SEEN: &str = "Đã xem";
const REVIEWS: &str = "Tính các bản tự soi";
const WORKBOOK: &str = "Tính bảng tổng hợp";

/// What a person decided about one of several reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It counts.
    Counts,
    /// It does not.
    Aside,
}

/// What a person decided to count of a cell that sent both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preferred {
    /// The reviews.
    Reviews,
    /// The consolidated workbook.
    Workbook,
}

/// What should be noted about a review: position of the indicator, where it is about one, and the finding.
/// Doubts about answers come first, in the order of the catalogue.
pub fn flags(entry: &Entry) -> impl Iterator<Item = (Option<usize>, &Finding)> {
    let doubts = entry.review.answers.iter().enumerate();
    let doubts = doubts.filter_map(|(i, a)| a.doubt.as_deref().map(|doubt| (Some(i), doubt)));
    doubts.chain(entry.review.flags.iter().map(|f| (f.indicator, &f.finding)))
}

/// What a question is asked about.
struct Asked {
    kind: QuestionKind,
    indicator: Option<usize>,
    place: Place,
    words: String,
    why: Finding,
    choices: Vec<String>,
}

impl Desk<'_> {
    /// What was typed for a question about a case, if anything.
    fn typed(&self, i: usize, kind: QuestionKind, indicator: Option<usize>) -> Option<&str> {
        let file = &self.files[self.cases[i].entry.file];
        if !self.decisions.may_be_about(file.fingerprint) {
            return None;
        }
        self.decisions.get(&self.key(i, kind, indicator))
    }

    fn key(&self, i: usize, kind: QuestionKind, indicator: Option<usize>) -> String {
        let case = &self.cases[i];
        let code = indicator.and_then(|n| self.catalogue.indicators.get(n)).map_or("", |x| x.code.as_str());
        key(&[&self.files[case.entry.file].fingerprint.to_string(), &case.mark, kind.code(), code])
    }

    /// Puts a question into the books; `understood` is whether what was typed decides it.
    fn ask(&mut self, i: usize, asked: Asked, understood: bool) {
        let typed = self.typed(i, asked.kind, asked.indicator).map(str::to_owned);
        let key = self.key(i, asked.kind, asked.indicator);
        if !self.asked.insert(key.clone()) {
            return;
        }
        let Case { entry, .. } = &self.cases[i];
        let (decision, why) = weigh(typed, understood, asked.why);
        self.questions.push(Question {
            key,
            kind: asked.kind,
            unit: entry.unit,
            name: entry.review.name.clone(),
            file: entry.file,
            indicator: asked.indicator,
            place: asked.place,
            words: asked.words,
            why,
            choices: asked.choices,
            decision,
        });
    }

    /// What was typed about which of several counts.
    pub(super) fn typed_choice(&self, i: usize) -> Option<Choice> {
        let typed = fold(self.typed(i, QuestionKind::WhichCounts, None)?);
        let is = |choice: &str| typed == fold(choice);
        if is(COUNTS) || typed == "tinh" || typed == "co" {
            Some(Choice::Counts)
        } else if is(ASIDE) || typed == "khong tinh" || typed == "khong" {
            Some(Choice::Aside)
        } else {
            None
        }
    }

    /// Asks whether a review counts.
    pub(super) fn ask_whether_it_counts(&mut self, i: usize, why: SubjectFinding, decided: bool) {
        let review = self.review(i);
        let asked = Asked {
            kind: QuestionKind::WhichCounts,
            indicator: None,
            place: review.place.clone(),
            words: review.date.map(|d| d.strftime("%d/%m/%Y").to_string()).unwrap_or_default(),
            why: why.into(),
            choices: vec![COUNTS.into(), ASIDE.into()],
        };
        self.ask(i, asked, decided);
    }

    /// Positions of a file's reviews.
    pub(super) fn range_of(&self, file: usize) -> std::ops::Range<usize> {
        let start = self.cases.partition_point(|case| case.entry.file < file);
        start..self.cases.partition_point(|case| case.entry.file <= file)
    }

    /// Reviews of a file.
    pub(super) fn cases_of(&self, file: usize) -> impl Iterator<Item = &Case> {
        self.cases.get(self.range_of(file)).unwrap_or_default().iter()
    }

    /// Asks about a tally that differs from the reviews of its cell; what a person prefers, if anything.
    pub(super) fn ask_difference(&mut self, i: usize, why: SubjectFinding) -> Option<Preferred> {
        let place = self.review(i).place.clone();
        let workbook = self.review(i).figures.is_some();
        let typed = self.typed(i, QuestionKind::File, None).map(fold);
        let is = |words: &str| typed.as_deref() == Some(fold(words).as_str());
        let preferred = match () {
            () if is(SEEN) || is(REVIEWS) => Some(Preferred::Reviews),
            () if workbook && is(WORKBOOK) => Some(Preferred::Workbook),
            () => None,
        };
        let choices = if workbook { vec![REVIEWS.into(), WORKBOOK.into()] } else { vec![SEEN.into()] };
        let (kind, words) = (QuestionKind::File, String::new());
        let asked = Asked { kind, indicator: None, place, words, why: why.into(), choices };
        self.ask(i, asked, preferred.is_some());
        preferred
    }

    /// Takes back what was asked about a case that does not count any more.
    pub(super) fn withdraw_questions(&mut self, i: usize) {
        let indicators = (0..self.catalogue.len()).map(Some).chain([None]);
        let kinds = [QuestionKind::Answer, QuestionKind::WhichCounts, QuestionKind::Name];
        let keys: BTreeSet<String> =
            indicators.flat_map(|n| kinds.map(|kind| self.key(i, kind, n))).collect();
        self.questions.retain(|q| !keys.contains(&q.key));
    }
}

/// What binds a decision to a question of a later room.
pub fn bound(parts: &[&str]) -> String {
    key(parts)
}

/// What was typed for a question, and why it stays open where that does not decide it.
pub fn weighed(typed: Option<&str>, understood: bool, why: Finding) -> (Option<String>, Finding) {
    weigh(typed.map(str::to_owned), understood, why)
}

/// The decision of a question, and why it stays open where what was typed does not decide it.
fn weigh(typed: Option<String>, understood: bool, why: Finding) -> (Option<String>, Finding) {
    match typed {
        Some(typed) if understood => (Some(typed), why),
        Some(typed) => (None, SubjectFinding::NotUnderstood { typed, question: Box::new(why) }.into()),
        None => (None, why),
    }
}

/// What binds a decision to its question: the file's content, the place and what is asked.
fn key(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
    let mut key = String::with_capacity(20);
    for byte in digest.iter().take(10) {
        // Writing to a String never fails.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

#[cfg(test)]
mod tests;

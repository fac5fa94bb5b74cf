//! Questions of this room, bound to the content and the place that they are about.

use crate::finding::SubjectFinding;
use crate::ledger::{Books, Decisions, Question, QuestionKind, bound, weighed};
use crate::model::{Place, UnitId};
use crate::text::fold;
use std::collections::BTreeSet;

/// Asks, and looks up what was decided.
pub(super) struct Asker<'a> {
    pub books: &'a Books,
    pub decisions: &'a Decisions,
    pub questions: Vec<Question>,
    /// Keys of the questions asked so far: nothing is asked twice.
    asked: BTreeSet<String>,
}

/// What a question is about.
pub(super) struct About<'a> {
    pub kind: QuestionKind,
    /// Position of the file in the books.
    pub file: usize,
    pub place: &'a Place,
    /// What tells it from other questions at the place.
    pub mark: Vec<String>,
    pub unit: Option<UnitId>,
    pub name: Option<&'a str>,
    pub words: String,
    pub why: SubjectFinding,
    pub choices: Vec<String>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(books: &'a Books, decisions: &'a Decisions) -> Self {
        Self { books, decisions, questions: Vec::new(), asked: BTreeSet::new() }
    }

    fn key(&self, about: &About<'_>) -> String {
        let content = self.books.files.get(about.file).map(|f| f.fingerprint.to_string());
        let place = about.place.to_string();
        let mut parts = vec![content.as_deref().unwrap_or_default(), &place, about.kind.code()];
        parts.extend(about.mark.iter().map(String::as_str));
        bound(&parts)
    }

    /// Which of its choices a person took.
    pub(super) fn choice(&self, about: &About<'_>) -> Option<usize> {
        let typed = fold(self.decisions.get(&self.key(about))?);
        let mut fitting = (0..).zip(&about.choices).filter(|(_, choice)| fold(choice) == typed);
        fitting.next().map(|(n, _)| n).filter(|_| fitting.next().is_none())
    }

    /// Puts a question into the list; `decided` is whether what was typed decides it.
    pub(super) fn ask(&mut self, about: About<'_>, decided: bool) {
        let key = self.key(&about);
        if !self.asked.insert(key.clone()) {
            return;
        }
        let (decision, why) = weighed(self.decisions.get(&key), decided, about.why.into());
        self.questions.push(Question {
            key,
            kind: about.kind,
            unit: about.unit,
            name: about.name.map(str::to_owned),
            file: about.file,
            indicator: None,
            place: about.place.clone(),
            words: about.words,
            why,
            choices: about.choices,
            decision,
        });
    }

    /// Asks, and gives the choice that a person took.
    pub(super) fn decide(&mut self, about: About<'_>) -> Option<usize> {
        let choice = self.choice(&about);
        self.ask(about, choice.is_some());
        choice
    }
}

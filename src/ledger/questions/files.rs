//! Questions about files as a whole.

use super::{SEEN, key, weigh};
use crate::finding::{FileFinding, Finding, SubjectFinding};
use crate::intake::Envelope;
use crate::ledger::desk::{Desk, Found};
use crate::ledger::{Kept, Question, QuestionKind};
use crate::model::Place;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

impl Desk<'_> {
    /// Asks about files that a person must look at. One file that came several times is asked about once.
    pub(in crate::ledger) fn ask_files(&mut self) {
        let mut notices = self.notices();
        for file in 0..self.files.len() {
            if self.copy_of[file].is_some() || self.is_past(file) {
                continue;
            }
            for why in self.file_findings(file).into_iter().chain(notices.remove(&file)) {
                let record = &self.files[file];
                let (place, mark) = place_of(&why);
                let key =
                    key(&[&record.fingerprint.to_string(), &mark, QuestionKind::File.code(), why.code()]);
                if !self.asked.insert(key.clone()) {
                    continue;
                }
                let typed = self.decisions.get(&key).map(str::to_owned);
                let understood = typed.as_deref().is_some_and(|t| fold(t) == fold(SEEN));
                let (decision, why) = weigh(typed, understood, why);
                let words = self.files[file].envelope.as_deref().map(sent_by).unwrap_or_default();
                self.questions.push(Question {
                    key,
                    kind: QuestionKind::File,
                    unit: None,
                    name: None,
                    file,
                    indicator: None,
                    place,
                    words,
                    why,
                    choices: vec![SEEN.into()],
                    decision,
                });
            }
        }
    }

    /// Says of every file that took the place of one decided about which decisions ended with that.
    fn notices(&mut self) -> BTreeMap<usize, Finding> {
        let mut notices = BTreeMap::new();
        let decisions = self.decisions;
        for (file, kept) in decisions.expired(&self.files) {
            let successor = self.files[file].fingerprint;
            self.expired.extend(kept.iter().map(|k| (k.key.clone(), successor)));
            let shown = |k: &&Kept| {
                let what = k.indicator.as_deref().unwrap_or(&k.at);
                format!("{what} “{}”", decisions.get(&k.key).unwrap_or_default())
            };
            let decisions = kept.iter().map(shown).collect::<Vec<_>>().join("; ");
            notices.insert(file, SubjectFinding::DecisionExpired { decisions }.into());
        }
        notices
    }

    /// Whether all reviews of a file are set aside.
    fn is_past(&self, file: usize) -> bool {
        let mut cases = self.cases_of(file).peekable();
        cases.peek().is_some() && cases.all(|case| case.aside)
    }

    /// What a person must look at about a file as a whole: each kind of trouble once, each changed figure
    /// by itself.
    pub(in crate::ledger) fn file_findings(&self, file: usize) -> Vec<Finding> {
        let own: Vec<Finding> = match &self.found[file] {
            Found::Refused(f) | Found::Ignored(f) => vec![f.clone().into()],
            Found::Read(findings) => findings.clone(),
            Found::Container => Vec::new(),
        };
        let flags = self.cases_of(file).filter(|case| !case.aside).flat_map(|case| &case.entry.review.flags);
        let flags = flags.map(|flag| &flag.finding).filter(|f| !matches!(f, Finding::Subject(_))).cloned();
        let mut seen = BTreeSet::new();
        let all = own.into_iter().chain(self.files[file].findings.iter().cloned()).chain(flags);
        all.filter(|f| f.asks() && seen.insert((f.code(), place_of(f).1))).collect()
    }
}

/// Who sent what came by mail, and under what subject, so that the clerk can ask: of a mail that was forwarded the
/// first.
fn sent_by(envelope: &Envelope) -> String {
    let sender = match (envelope.sender.trim(), envelope.address.as_str()) {
        ("", address) => address.to_owned(),
        (name, "") => name.to_owned(),
        (name, address) if name == address => name.to_owned(),
        (name, address) => format!("{name} <{address}>"),
    };
    let subject = envelope.subject.trim();
    match (sender.is_empty(), subject.is_empty()) {
        (false, false) => format!("Thư của {sender}: “{subject}”"),
        (false, true) => format!("Thư của {sender}"),
        (true, false) => format!("Thư “{subject}”"),
        (true, true) => String::new(),
    }
}

/// Where the trouble stands, and what tells it from others of its kind.
fn place_of(finding: &Finding) -> (Place, String) {
    match finding {
        Finding::File(FileFinding::FigureChanged { at, .. }) => (at.clone(), at.to_string()),
        _ => (Place::File, String::new()),
    }
}

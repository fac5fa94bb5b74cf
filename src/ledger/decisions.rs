//! What a person decided about the questions of earlier runs.

use super::{FileRecord, QuestionKind};
use crate::intake::Fingerprint;
use std::collections::{BTreeMap, BTreeSet};

/// A decision as the ledger keeps it: bound to a content and a place in it, wherever the file lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// The key of its question.
    pub key: String,
    /// What was typed.
    pub decision: String,
    /// The date of the campaign when it was typed.
    pub date: Option<String>,
    /// Where the file lay when the question last came up.
    pub path: String,
    /// The content it is bound to; `None` where only the list of questions knows of it.
    pub fingerprint: Option<Fingerprint>,
    /// The place in the file.
    pub at: String,
    /// What kind of thing was asked.
    pub kind: String,
    /// The indicator's code, where it was about one.
    pub indicator: Option<String>,
    /// The words read.
    pub words: String,
    /// The content that has taken the place of the one decided about.
    pub successor: Option<Fingerprint>,
}

/// What people decided, by the key of the question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    typed: BTreeMap<String, String>,
    kept: BTreeMap<String, Kept>,
    asked: BTreeMap<String, Kept>,
    /// The contents that decisions are about, where that is known.
    contents: BTreeSet<Fingerprint>,
    /// Whether there are decisions of which it is not.
    unplaced: bool,
}

impl From<BTreeMap<String, String>> for Decisions {
    fn from(typed: BTreeMap<String, String>) -> Self {
        Self { unplaced: !typed.is_empty(), typed, ..Self::default() }
    }
}

impl Decisions {
    /// Brings together what the list of questions says and what the ledger keeps. The list decides: a place
    /// that was emptied takes its decision back. What the list does not show, or all where there is no
    /// list, is as the ledger has it.
    ///
    /// `asked` tells the places of the questions of the last run: what was typed since may be about a
    /// content that is gone by now.
    pub fn new(listed: BTreeMap<String, String>, kept: Vec<Kept>, asked: Vec<Kept>) -> Self {
        let mut typed: BTreeMap<String, String> =
            kept.iter().map(|k| (k.key.clone(), k.decision.clone())).collect();
        for (key, text) in listed {
            let text = text.trim();
            if text.is_empty() {
                typed.remove(&key)
            } else {
                typed.insert(key, text.to_owned())
            };
        }
        let by_key = |all: Vec<Kept>| all.into_iter().map(|k| (k.key.clone(), k)).collect();
        let mut all = Self { typed, kept: by_key(kept), asked: by_key(asked), ..Self::default() };
        let content = |key: &String| all.place(key).and_then(|kept| kept.fingerprint);
        let contents: Vec<Option<Fingerprint>> = all.typed.keys().map(content).collect();
        all.unplaced = contents.contains(&None);
        all.contents = contents.into_iter().flatten().collect();
        all
    }

    /// Whether anything that was typed may be about this content. To ask for each of a hundred thousand
    /// answers would cost more than all else that is done with them.
    pub(super) fn may_be_about(&self, content: Fingerprint) -> bool {
        self.unplaced || self.contents.contains(&content)
    }

    /// What was typed for a question; `None` where the place was left empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.typed.get(key).map(|typed| typed.trim()).filter(|typed| !typed.is_empty())
    }

    /// Every decision that stands, by key.
    pub fn typed(&self) -> &BTreeMap<String, String> {
        &self.typed
    }

    /// What the ledger keeps of a decision.
    pub fn kept(&self, key: &str) -> Option<&Kept> {
        self.kept.get(key)
    }

    /// What is known of the place of a decision.
    pub fn place(&self, key: &str) -> Option<&Kept> {
        self.kept.get(key).filter(|kept| kept.fingerprint.is_some()).or_else(|| self.asked.get(key))
    }

    /// What the ledger keeps and a person has taken back since.
    pub fn taken_back(&self) -> impl Iterator<Item = &Kept> {
        self.kept.values().filter(|kept| !self.typed.contains_key(&kept.key))
    }

    /// Decisions about a content that is gone, by the position of the file that has taken its place: the
    /// one at the same path, and that one still after it was moved.
    pub(super) fn expired(&self, files: &[FileRecord]) -> BTreeMap<usize, Vec<&Kept>> {
        let here: BTreeSet<Fingerprint> = files.iter().map(|f| f.fingerprint).collect();
        let mut expired: BTreeMap<usize, Vec<&Kept>> = BTreeMap::new();
        let standing = self.typed.keys().filter_map(|key| self.place(key));
        for kept in standing.filter(|kept| kept.kind != QuestionKind::File.code()) {
            let Some(content) = kept.fingerprint.filter(|content| !here.contains(content)) else { continue };
            let moved = |f: &&FileRecord| kept.successor == Some(f.fingerprint);
            let replaced = |f: &&FileRecord| f.path == kept.path && f.fingerprint != content;
            let position = |is: &dyn Fn(&&FileRecord) -> bool| files.iter().position(|f| is(&f));
            if let Some(file) = position(&moved).or_else(|| position(&replaced)) {
                expired.entry(file).or_default().push(kept);
            }
        }
        expired
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Books;
    use crate::ledger::sample::{file, review, settled};
    use crate::model::Answer;

    fn kept(books: &Books, n: usize, decision: &str) -> Kept {
        let question = &books.questions[n];
        let file = &books.files[question.file];
        Kept {
            key: question.key.clone(),
            decision: decision.into(),
            path: file.path.clone(),
            fingerprint: Some(file.fingerprint),
            kind: "answer".into(),
            indicator: Some("I.2".into()),
            ..Kept::default()
        }
    }

    fn form(path: &str, content: &str) -> crate::extract::Account {
        let doubtful = review("Lý Văn Đào").field("Chi bộ thôn Hòa Bình").answer(1, Answer::Blank);
        crate::extract::Account {
            fingerprint: Fingerprint::of(content.as_bytes()),
            ..file(path, vec![doubtful])
        }
    }

    #[test]
    fn a_decision_follows_its_content_and_leaves_what_takes_its_place_alone() {
        let before = settled(vec![form("a.docx", "1")], &Decisions::default());
        let decisions = Decisions::new(BTreeMap::new(), vec![kept(&before, 0, "Có")], vec![]);
        let moved = settled(vec![form("b/c.docx", "1")], &decisions);
        assert_eq!(moved.entries[0].review.answers[1].answer, Some(Answer::Yes));
        assert_eq!((moved.open_questions().count(), moved.expired.len()), (0, 0));
        let replaced = settled(vec![form("a.docx", "2")], &decisions);
        assert_eq!(replaced.entries[0].review.answers[1].answer, Some(Answer::Blank));
        assert_eq!(replaced.expired, [(before.questions[0].key.clone(), Fingerprint::of(b"2"))]);
        let notice =
            replaced.open_questions().find(|q| q.why.code() == "decision-expired").expect("a notice");
        assert!(notice.why.message(crate::model::Lang::Vi).contains("I.2 “Có”"));
    }

    #[test]
    fn the_notice_follows_the_new_content_and_ends_when_a_person_has_seen_it() {
        let before = settled(vec![form("a.docx", "1")], &Decisions::default());
        let mut old = kept(&before, 0, "Có");
        old.successor = Some(Fingerprint::of(b"2"));
        let renamed =
            settled(vec![form("z.docx", "2")], &Decisions::new(BTreeMap::new(), vec![old.clone()], vec![]));
        let notice = renamed.questions.iter().find(|q| q.why.code() == "decision-expired").expect("a notice");
        let seen = BTreeMap::from([(notice.key.clone(), "Đã xem".to_owned())]);
        let after = settled(vec![form("z.docx", "2")], &Decisions::new(seen, vec![old], vec![]));
        assert!(after.open_questions().all(|q| q.why.code() != "decision-expired"));
    }

    #[test]
    fn an_emptied_place_takes_a_decision_back_and_a_list_that_is_gone_does_not() {
        let before = settled(vec![form("a.docx", "1")], &Decisions::default());
        let old = kept(&before, 0, "Có");
        let emptied = BTreeMap::from([(old.key.clone(), String::new())]);
        assert_eq!(Decisions::new(emptied, vec![old.clone()], vec![]).get(&old.key), None);
        assert_eq!(Decisions::new(BTreeMap::new(), vec![old.clone()], vec![]).get(&old.key), Some("Có"));
    }

    #[test]
    fn a_decision_against_text_that_is_clear_now_is_asked_once_more() {
        let before = settled(vec![form("a.docx", "1")], &Decisions::default());
        let decisions = Decisions::new(BTreeMap::new(), vec![kept(&before, 0, "Có")], vec![]);
        // A newer program reads the same content with certainty.
        let clear = || {
            let review = review("Lý Văn Đào").field("Chi bộ thôn Hòa Bình").answer(1, Answer::No);
            vec![crate::extract::Account {
                fingerprint: Fingerprint::of(b"1"),
                ..file("a.docx", vec![review])
            }]
        };
        let asked = settled(clear(), &decisions);
        let again = asked.open_questions().next().expect("a question");
        assert_eq!(again.why.code(), "decision-against-text");
        let reading = &asked.entries[0].review.answers[1];
        assert_eq!((reading.answer, reading.is_certain()), (Some(Answer::No), false));
        let insisted = BTreeMap::from([(again.key.clone(), "Có".to_owned())]);
        let after = settled(clear(), &Decisions::new(insisted, vec![kept(&before, 0, "Có")], vec![]));
        assert_eq!(after.entries[0].review.answers[1].answer, Some(Answer::Yes));
        assert_eq!(after.open_questions().count(), 0);
    }
}

//! The books of a run: every file, every review, every question.

use crate::finding::Finding;
use crate::intake::{Envelope, Fingerprint};
use crate::model::{FollowUp, Kind, Place, Review, UnitId};
use serde::Serialize;
use std::sync::Arc;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Disposition {
    /// Every answer in it was read with certainty.
    Accepted,
    /// Read, but a person must look at something.
    NeedsReview,
    /// The same content as another file.
    Duplicate,
    /// The same subject sent a newer one.
    Superseded,
    /// Readable, but no self-review in it.
    NotAForm,
    /// Damaged, locked, unsupported or over a limit.
    Unreadable,
    /// A mail or archive.
    Container,
}

impl Disposition {
    /// All dispositions, in the order of the contract.
    pub const ALL: [Self; 7] = [
        Self::Accepted,
        Self::NeedsReview,
        Self::Duplicate,
        Self::Superseded,
        Self::NotAForm,
        Self::Unreadable,
        Self::Container,
    ];

    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NeedsReview => "needs_review",
            Self::Duplicate => "duplicate",
            Self::Superseded => "superseded",
            Self::NotAForm => "not_a_form",
            Self::Unreadable => "unreadable",
            Self::Container => "container",
        }
    }
}

/// One file that arrived and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct FileRecord {
    /// Its path as shown to people.
    pub path: String,
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// How many bytes it has.
    pub size: u64,
    /// The innermost mail it came in.
    pub envelope: Option<Arc<Envelope>>,
    /// What became of it.
    pub disposition: Disposition,
    /// Why, for every disposition but `Accepted` and `Container`.
    pub reason: Option<Finding>,
    /// What else should be known about it.
    pub findings: Vec<Finding>,
}

/// One review with what the books say about it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Position of its file in [`Books::files`].
    pub file: usize,
    /// What was read, with a person's decisions applied.
    pub review: Review,
    /// The unit it belongs to; `None` where it cannot be told with certainty.
    pub unit: Option<UnitId>,
    /// The words that named the unit, as written; empty where the form has none.
    pub unit_text: String,
    /// Whether it counts: copies and older versions do not, nor does what belongs to no unit yet.
    pub counts: bool,
}

impl Entry {
    /// Whether it is a member's review that counts.
    pub fn is_counted_member(&self) -> bool {
        self.counts && self.review.kind == Kind::Member
    }
}

/// One paper about corrections promised before, with what the books say about it.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Position of its file in [`Books::files`].
    pub file: usize,
    /// What tells it from others of its file, for the keys of questions.
    pub mark: String,
    /// What was read.
    pub follow_up: FollowUp,
    /// The unit it belongs to; `None` where it cannot be told with certainty.
    pub unit: Option<UnitId>,
}

/// What kind of thing is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum QuestionKind {
    /// An answer to an indicator.
    Answer,
    /// The same once more: the words are clear now, and say another thing than what was decided.
    Again,
    /// Which unit a review belongs to.
    Unit,
    /// The member's name.
    Name,
    /// Which of several reviews counts.
    WhichCounts,
    /// Something about the whole file.
    File,
    /// Whether a member is one known from the earlier round.
    SamePerson,
    /// What a paper says became of a promise of the earlier round.
    FollowUp,
}

impl QuestionKind {
    /// The stable word, which keys and the ledger hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Again => "again",
            Self::Unit => "unit",
            Self::Name => "name",
            Self::WhichCounts => "which",
            Self::File => "file",
            Self::SamePerson => "same-person",
            Self::FollowUp => "follow-up",
        }
    }
}

/// One question to a person.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// What binds a decision to it: the file's content, the place and what is asked. Stable between runs.
    pub key: String,
    /// What kind of thing is asked.
    pub kind: QuestionKind,
    /// The unit of the review, where known.
    pub unit: Option<UnitId>,
    /// The member's name, where known.
    pub name: Option<String>,
    /// Position of the file in [`Books::files`].
    pub file: usize,
    /// Position in the catalogue of the indicator asked about.
    pub indicator: Option<usize>,
    /// Where it stands.
    pub place: Place,
    /// The words read.
    pub words: String,
    /// Why it is a question.
    pub why: Finding,
    /// What may be answered, as shown in the drop-down; empty where any text may be typed.
    pub choices: Vec<String>,
    /// What a person decided, as typed; `None` while the question is open.
    pub decision: Option<String>,
}

impl Question {
    /// Its place in the list: by unit, those of none last, then by file and place.
    pub(super) fn order(&self) -> (bool, Option<UnitId>, usize, Place, Option<usize>) {
        (self.unit.is_none(), self.unit, self.file, self.place.clone(), self.indicator)
    }
}

/// The books of a run.
#[derive(Debug, Clone, Default)]
pub struct Books {
    /// Every file that arrived, by path.
    pub files: Vec<FileRecord>,
    /// Every review found, by file and place.
    pub entries: Vec<Entry>,
    /// Every paper about corrections promised before, by file and place; copies are left out.
    pub told: Vec<Told>,
    /// Every question, decided ones included, by unit, file and place.
    pub questions: Vec<Question>,
    /// What should be said about units as a whole, such as a tally that differs from the reviews.
    pub unit_findings: Vec<(UnitId, Finding)>,
    /// Decisions whose content was replaced: the key, and the content that took its place.
    pub expired: Vec<(String, Fingerprint)>,
}

impl Books {
    /// The reviews of a file.
    pub fn entries_of(&self, file: usize) -> &[Entry] {
        let start = self.entries.partition_point(|entry| entry.file < file);
        let end = self.entries.partition_point(|entry| entry.file <= file);
        self.entries.get(start..end).unwrap_or_default()
    }

    /// The papers about corrections promised before of a file.
    pub fn told_of(&self, file: usize) -> &[Told] {
        let start = self.told.partition_point(|told| told.file < file);
        let end = self.told.partition_point(|told| told.file <= file);
        self.told.get(start..end).unwrap_or_default()
    }

    /// Adds questions of a later room. A file of which nobody can say yet what its follow-ups are about needs a
    /// person; a question about who is who leaves a file that was read as it is.
    pub fn ask(&mut self, questions: Vec<Question>) {
        for question in &questions {
            let open = question.decision.is_none() && question.kind == QuestionKind::FollowUp;
            if let Some(file) = self
                .files
                .get_mut(question.file)
                .filter(|f| open && matches!(f.disposition, Disposition::Accepted | Disposition::NotAForm))
            {
                file.disposition = Disposition::NeedsReview;
                file.reason = Some(question.why.clone());
            }
        }
        self.questions.extend(questions);
        self.questions.sort_by_cached_key(Question::order);
    }

    /// The questions still open.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|q| q.decision.is_none())
    }
}

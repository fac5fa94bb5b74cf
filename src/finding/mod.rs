//! What may be said about an input: a stable code, a sentence for a person with the next step, and
//! whether a person must look.

mod answer;
mod file;
mod part;
mod subject;

pub use answer::AnswerFinding;
pub use file::FileFinding;
pub use part::PartFinding;
pub use subject::SubjectFinding;

use crate::model::Lang;
use serde::{Deserialize, Serialize};

/// Something to say about an input. A finding never stops a run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// About a file as a whole.
    File(FileFinding),
    /// About whose review it is, or which of several counts.
    Subject(SubjectFinding),
    /// About one answer.
    Answer(AnswerFinding),
    /// About another part of a review.
    Part(PartFinding),
}

impl Finding {
    /// The stable kebab-case code that scripts rely on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(f) => f.code(),
            Self::Subject(f) => f.code(),
            Self::Answer(f) => f.code(),
            Self::Part(f) => f.code(),
        }
    }

    /// The sentence for a person: what, why, and what to do next.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::File(f) => f.message(lang),
            Self::Subject(f) => f.message(lang),
            Self::Answer(f) => f.message(lang),
            Self::Part(f) => f.message(lang),
        }
    }

    /// Whether it is a question to a person (a hint otherwise).
    pub fn asks(&self) -> bool {
        match self {
            Self::File(f) => f.asks(),
            Self::Subject(f) => f.asks(),
            Self::Answer(f) => f.asks(),
            Self::Part(f) => f.asks(),
        }
    }
}

impl From<FileFinding> for Finding {
    fn from(finding: FileFinding) -> Self {
        Self::File(finding)
    }
}

impl From<SubjectFinding> for Finding {
    fn from(finding: SubjectFinding) -> Self {
        Self::Subject(finding)
    }
}

impl From<AnswerFinding> for Finding {
    fn from(finding: AnswerFinding) -> Self {
        Self::Answer(finding)
    }
}

/// Most answers leave no doubt, and one that does not keeps no room for it.
impl From<AnswerFinding> for Box<Finding> {
    fn from(finding: AnswerFinding) -> Self {
        Self::new(finding.into())
    }
}

impl From<PartFinding> for Finding {
    fn from(finding: PartFinding) -> Self {
        Self::Part(finding)
    }
}

//! What was read of one answer: never a bare value, always with its place, the characters read and
//! the rule that decided.

use super::Place;
use crate::finding::Finding;
use serde::{Deserialize, Serialize};

/// What a form answers to one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Answer {
    /// Có: the manifestation is present.
    Yes,
    /// Không: it is not.
    No,
    /// Not answered.
    Blank,
    /// Contradictory marks.
    Conflict,
    /// An answer that must not be guessed.
    Unclear,
}

impl Answer {
    /// All answers, in the order of the contract.
    pub const ALL: [Self; 5] = [Self::Yes, Self::No, Self::Blank, Self::Conflict, Self::Unclear];

    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Blank => "blank",
            Self::Conflict => "conflict",
            Self::Unclear => "unclear",
        }
    }
}

/// How strongly a manifestation is present (*mức độ*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Nhẹ.
    Slight = 1,
    /// Trung bình.
    Moderate = 2,
    /// Nghiêm trọng.
    Serious = 3,
}

/// Which way of answering decided a reading; shown by `tusoi inspect`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Nothing stands where an answer belongs.
    Nothing,
    /// A mark in one of several answer columns.
    MarkInColumn,
    /// A ticked box before or after a printed word.
    TickedBox,
    /// A value chosen from a list.
    Choice,
    /// A word or sentence that says yes or no.
    Words,
    /// A sign of which the form itself says what it means.
    Legend,
    /// One of several printed words made to stand out, or the others struck out.
    Emphasis,
    /// The form says that an empty place means no.
    EmptyMeansNo,
    /// The form lists only what is present.
    NotListed,
    /// A number of members, in a tally.
    Count,
    /// A person decided.
    Decision,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 11] = [
        Self::Nothing,
        Self::MarkInColumn,
        Self::TickedBox,
        Self::Choice,
        Self::Words,
        Self::Legend,
        Self::Emphasis,
        Self::EmptyMeansNo,
        Self::NotListed,
        Self::Count,
        Self::Decision,
    ];

    /// The stable word for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::MarkInColumn => "mark-in-column",
            Self::TickedBox => "ticked-box",
            Self::Choice => "choice",
            Self::Words => "words",
            Self::Legend => "legend",
            Self::Emphasis => "emphasis",
            Self::EmptyMeansNo => "empty-means-no",
            Self::NotListed => "not-listed",
            Self::Count => "count",
            Self::Decision => "decision",
        }
    }
}

/// What was read of one answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reading {
    /// The answer; `None` in a tally.
    pub answer: Option<Answer>,
    /// The level, where the form asks for one and the answer is yes.
    pub level: Option<Level>,
    /// In a tally, the number of members with the manifestation.
    pub count: Option<u32>,
    /// What the member explained beside it.
    pub note: String,
    /// The exact characters read.
    pub evidence: String,
    /// Where they stand.
    pub place: Place,
    /// What decided.
    pub rule: Rule,
    /// Why a person should look; `None` means that the reading is certain.
    pub doubt: Option<Box<Finding>>,
}

impl Reading {
    /// Whether the reading may be counted without a person looking.
    pub fn is_certain(&self) -> bool {
        self.doubt.is_none()
    }
}

//! What became of corrections promised before.

use super::{BirthDate, Kind, Place, Review, Status, UnitLine};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A paper that says what became of corrections promised before (*phiếu kết quả khắc phục*): no self-review, and
/// nothing in it is an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Of a member or of a committee.
    pub kind: Kind,
    /// Where in the file it stands.
    pub place: Place,
    /// The member's name as written; `None` where the paper gives none.
    pub name: Option<String>,
    /// The member's date of birth.
    pub birth: Option<BirthDate>,
    /// Every line that may name the unit, in reading order.
    pub unit_lines: Vec<UnitLine>,
    /// The date of the paper.
    pub date: Option<Date>,
    /// What it says, in reading order.
    pub outcomes: Vec<Outcome>,
}

/// What became of one correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Position in the catalogue of the indicator it is about, where the paper says.
    pub indicator: Option<usize>,
    /// What fell short, as written.
    pub shortcoming: String,
    /// What was to be done, as written; empty where nothing is.
    pub action: String,
    /// How far it has come; `None` where nothing certain is said.
    pub status: Option<Status>,
    /// The characters that say so.
    pub evidence: String,
    /// Where it stands.
    pub place: Place,
}

impl FollowUp {
    /// The subject as a review without answers, for whoever tells whose a paper is.
    pub fn subject(&self) -> Review {
        Review {
            kind: self.kind,
            place: self.place.clone(),
            name: self.name.clone(),
            position: None,
            birth: self.birth,
            unit_lines: self.unit_lines.as_slice().into(),
            date: self.date,
            answers: Vec::new(),
            commitments: Vec::new(),
            rating: None,
            total: None,
            figures: None,
            flags: Vec::new(),
        }
    }
}

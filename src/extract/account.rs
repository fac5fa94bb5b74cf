//! What became of one arrival after it was read.

use crate::finding::{FileFinding, Finding};
use crate::intake::{Envelope, Fingerprint};
use crate::model::{FollowUp, Review};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What became of one arrival after it was read; its bytes and its document are gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Its path as shown to people.
    pub path: String,
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// How many bytes it has.
    pub size: u64,
    /// The innermost mail it came in.
    pub envelope: Option<Arc<Envelope>>,
    /// What was found in it.
    pub outcome: Outcome,
    /// What a person should know about the file, from any room so far.
    pub findings: Vec<Finding>,
}

impl Account {
    /// How many reviews and tallies were found in it.
    pub fn reviews(&self) -> usize {
        if let Outcome::Read(read) = &self.outcome { read.reviews.len() } else { 0 }
    }

    /// Whether reading the same bytes again may give another thing: the system, the clock or a bug had a
    /// hand in it.
    pub fn is_passing(&self) -> bool {
        let passing = |f: &FileFinding| {
            use FileFinding::{Changed, Internal, Io, TooBig};
            matches!(f, Changed | Internal { .. } | Io { .. } | TooBig { .. })
        };
        let outcome = match &self.outcome {
            Outcome::Container => false,
            Outcome::Ignored(finding) | Outcome::Refused(finding) => passing(finding),
            Outcome::Read(read) => read.findings.iter().any(|f| matches!(f, Finding::File(f) if passing(f))),
        };
        outcome || self.findings.iter().any(|f| matches!(f, Finding::File(f) if passing(f)))
    }
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// A mail or archive, whose parts have accounts of their own.
    Container,
    /// Nobody means to send it.
    Ignored(FileFinding),
    /// It cannot be read.
    Refused(FileFinding),
    /// It was read.
    Read(Extraction),
}

/// What the form says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The reviews and tallies found, in reading order.
    pub reviews: Vec<Review>,
    /// What it says of corrections promised before.
    pub follow_ups: Vec<FollowUp>,
    /// Why there is none, or what else should be known about the file.
    pub findings: Vec<Finding>,
}

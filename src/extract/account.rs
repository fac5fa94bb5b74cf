//! What became of one arrival after it was read.

use crate::finding::{FileFinding, Finding};
use crate::intake::{Envelope, Fingerprint};
use crate::model::Review;
use std::sync::Arc;

/// What became of one arrival after it was read; its bytes and its document are gone.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its path as shown to people.
    pub path: String,
    /// The fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// The innermost mail it came in.
    pub envelope: Option<Arc<Envelope>>,
    /// What was found in it.
    pub outcome: Outcome,
    /// What a person should know about the file, from any room so far.
    pub findings: Vec<Finding>,
}

/// What was found in a file.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The reviews and tallies found, in reading order.
    pub reviews: Vec<Review>,
    /// Why there is none, or what else should be known about the file.
    pub findings: Vec<Finding>,
}

//! Promised corrections.

use super::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A promised correction (*cam kết khắc phục*): what falls short, what will be done, by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Position in the catalogue of the indicator it is about, where the form says.
    pub indicator: Option<usize>,
    /// What falls short (*hạn chế, khuyết điểm*), as written.
    pub shortcoming: String,
    /// What will be done (*giải pháp*), as written; empty where nothing is.
    pub action: String,
    /// The last day of the period meant, where one can be told.
    pub due: Option<Date>,
    /// The deadline as written (*thời hạn*).
    pub due_text: String,
    /// How far it has come, where the form says.
    pub status: Option<Status>,
    /// Where it stands.
    pub place: Place,
}

/// How far a correction has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// Đã khắc phục.
    Done,
    /// Đang khắc phục.
    InProgress,
    /// Chưa khắc phục.
    NotDone,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Done, Self::InProgress, Self::NotDone];

    /// The word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::InProgress => "in_progress",
            Self::NotDone => "not_done",
        }
    }
}

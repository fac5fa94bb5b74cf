//! Room 4: what is accepted. Whose review it is, which copy counts, what a person decided.

mod books;
mod decisions;
mod desk;
mod digest;
mod dispositions;
mod duplicates;
#[cfg(test)]
mod former_tests;
mod hearing;
mod names;
mod namings;
mod news;
mod questions;
mod rosters;
#[cfg(test)]
pub(crate) mod sample;
mod store;
mod tallies;
mod units;
mod versions;
mod words;
mod workbooks;

pub use books::{Books, Disposition, Entry, FileRecord, Question, QuestionKind, Told};
pub use decisions::{Decisions, Kept};
pub use desk::settle;
pub use digest::{digest, file_digests};
pub use news::News;
pub use questions::{bound, flags, weighed};
pub use store::{
    Decided, FILE, Known, LedgerFault, Link, Memory, Paper, Papers, Past, PastPromise, PastResult,
    PastReview, Record, Results, Run, Store, UnitResult,
};

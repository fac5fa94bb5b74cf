//! Room 4: what is accepted. Whose review it is, which copy counts, what a person decided.

mod books;
mod decisions;
mod desk;
mod dispositions;
mod duplicates;
mod hearing;
mod names;
mod namings;
mod questions;
mod rosters;
#[cfg(test)]
pub(crate) mod sample;
mod tallies;
mod units;
mod versions;
mod words;
mod workbooks;

pub use books::{Books, Disposition, Entry, FileRecord, Question, QuestionKind};
pub use decisions::Decisions;
pub use desk::settle;
pub use questions::flags;

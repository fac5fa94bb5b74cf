//! Room 4: what is accepted. Whose review it is, which copy counts, what a person decided.

mod books;
mod decisions;
mod names;
mod rosters;
mod units;
mod words;

pub use books::{Books, Disposition, Entry, FileRecord, Question, QuestionKind};
pub use decisions::Decisions;

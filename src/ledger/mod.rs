//! Room 4: what is accepted. Whose review it is, which copy counts, what a person decided.

mod books;

pub use books::{Books, Disposition, Entry, FileRecord, Question, QuestionKind};

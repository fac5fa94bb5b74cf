//! Room 3: what the form says. A [`Document`](crate::document::Document) becomes [`Review`]s.

mod account;

pub use account::{Account, Extraction, Outcome};

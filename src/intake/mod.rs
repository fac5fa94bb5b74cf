//! Room 1: what arrived. Folders, mail and archives become [`Arrival`]s; kinds are told by content.

mod arrival;
mod directory;

pub use arrival::{Arrival, Content, Envelope, Fingerprint, Format};
pub(crate) use directory::{Directory, ENTRY_LIMIT, Entry, Method};

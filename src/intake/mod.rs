//! Room 1: what arrived. Folders, mail and archives become [`Arrival`]s; kinds are told by content.

mod arrival;

pub use arrival::{Arrival, Content, Envelope, Fingerprint, Format};

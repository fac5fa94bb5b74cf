//! Room 1: what arrived. Folders, mail and archives become [`Arrival`]s; kinds are told by content.

mod alike;
mod arrival;
mod body;
mod bundle;
#[cfg(test)]
mod bundle_tests;
mod compound;
pub(crate) mod csv;
mod directory;
mod kind;
mod label;
mod mail;
mod open;
mod outlook;
mod rar;
mod rich;
mod seven_zip;
#[cfg(test)]
mod tests;
mod tnef;
mod walk;

pub(crate) use alike::Alike;
pub use arrival::{Arrival, Content, Envelope, Fingerprint, Format, Letter};
pub(crate) use directory::{Directory, Entry};
pub(crate) use kind::format_of;
pub use kind::judged_by;
pub use open::{fetch, open, open_bytes, open_known, refused};
pub use walk::{Outer, walk};

//! What is asked, of whom, and where it is kept: the campaign folder (*đợt sinh hoạt*).

mod catalogue;
mod fault;
mod format;
mod listing;
mod meetings;
mod roster;
mod settings;
#[cfg(test)]
mod tests;
mod toml_file;
mod units;

pub use catalogue::{BUILTIN, builtin, load_catalogue, parse_catalogue};
pub use format::{Format, load_format};
pub use meetings::Meeting;
pub use settings::{Campaign, PASSWORDS, Survey, WORDS};

use crate::model::Lang;

/// The sentence in the language of the run.
fn say(lang: Lang, vietnamese: String, english: String) -> String {
    match lang {
        Lang::Vi => vietnamese,
        Lang::En => english,
    }
}

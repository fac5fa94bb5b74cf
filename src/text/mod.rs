//! Vietnamese text: Unicode forms, comparison without accents, names, dates.

mod circled;
mod dates;
mod deadline;
mod fold;
mod legacy;
mod line;
mod names;
mod relative;
mod spelled;
mod syllable;

pub use circled::{circled, within_circle};
pub use dates::{find_date, read_birth_date, spells_year};
pub use deadline::{Due, Period, deadline, due, names_a_day};
pub use fold::{fold, has_diacritics, key, nfc, words};
pub use legacy::{Charset, decode, decode_in, looks_garbled};
pub use line::{one_line, without_bullet};
pub use names::{clean_name, name_key, title_case};
pub use spelled::number as spelled_number;
pub use syllable::is_syllable;

//! Dates and deadlines as people write them.

use crate::model::BirthDate;
use jiff::civil::Date;

/// The first full date in a text.
pub fn find_date(_text: &str) -> Option<Date> {
    None
}

/// The last day of the period that a deadline means.
pub fn deadline(_text: &str, _written: Option<Date>) -> Option<Date> {
    None
}

/// A date of birth: a full date or a year.
pub fn read_birth_date(_text: &str) -> Option<BirthDate> {
    None
}

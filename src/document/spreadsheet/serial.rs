//! Dates as spreadsheets count them.

use jiff::Span;
use jiff::civil::{Date, date};

/// The day that a serial number means; `None` where Excel shows none either.
///
/// Day 1 is 1 January 1900, and day 60 a 29 February 1900 that never was (ECMA-376 part 1, 18.17.4.1); in
/// the 1904 system day 0 is 1 January 1904.
pub(super) fn day(serial: f64, from_1904: bool) -> Option<Date> {
    let days = serial.floor();
    if !(0.0..=2_958_465.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked against the last day above")]
    let days = days as i64;
    let (start, days) = match days {
        _ if from_1904 => (date(1904, 1, 1), days),
        0 | 60 => return None,
        1..60 => (date(1899, 12, 31), days),
        _ => (date(1899, 12, 30), days),
    };
    start.checked_add(Span::new().days(days)).ok()
}

/// The seconds since midnight of a serial number.
pub(super) fn seconds(serial: f64) -> u32 {
    let seconds = (serial.rem_euclid(1.0) * 86_400.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 86 400")]
    let seconds = seconds as u32;
    seconds % 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_around_the_leap_day_that_never_was() {
        assert_eq!(day(1.0, false), Some(date(1900, 1, 1)));
        assert_eq!(day(59.0, false), Some(date(1900, 2, 28)));
        assert_eq!(day(60.0, false), None);
        assert_eq!(day(61.0, false), Some(date(1900, 3, 1)));
        assert_eq!(day(46_203.75, false), Some(date(2026, 6, 30)));
    }

    #[test]
    fn the_1904_system_counts_from_zero() {
        assert_eq!(day(0.0, true), Some(date(1904, 1, 1)));
        assert_eq!(day(44_741.0, true), Some(date(2026, 6, 30)));
    }

    #[test]
    fn numbers_that_are_no_day_are_none() {
        for serial in [-1.0, 0.5, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(day(serial, false), None);
        }
    }
}

//! Excel 97 to 2003 with a password.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::{Format, locked};

fuzz_target!(|bytes: &[u8]| locked(Format::Excel97, bytes));

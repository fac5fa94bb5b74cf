//! The second counts of text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::census;

fuzz_target!(|bytes: &[u8]| census(bytes));

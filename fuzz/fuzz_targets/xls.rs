//! Excel 97 to 2003.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::{Format, document};

fuzz_target!(|bytes: &[u8]| document(Format::Excel97, bytes));

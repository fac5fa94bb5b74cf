//! Sheets saved as text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::{Format, document};

fuzz_target!(|bytes: &[u8]| document(Format::Csv, bytes));

//! What is remembered of documents made from one template.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::twice;

fuzz_target!(|bytes: &[u8]| twice(bytes));

//! Archives: ZIP, 7-Zip, RAR, gzip, told by their content.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::arrival;

fuzz_target!(|bytes: &[u8]| arrival("a.zip", bytes));

//! Compressed RTF in mails that Outlook saved.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::letter;

fuzz_target!(|bytes: &[u8]| letter(bytes));

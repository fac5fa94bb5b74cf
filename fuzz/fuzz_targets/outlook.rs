//! Mails that Outlook saved.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::arrival;

fuzz_target!(|bytes: &[u8]| arrival("a.msg", bytes));

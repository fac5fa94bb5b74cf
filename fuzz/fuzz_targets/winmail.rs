//! What Outlook sends to others (TNEF).
#![no_main]

use libfuzzer_sys::fuzz_target;
use tusoi_fuzz::arrival;

fuzz_target!(|bytes: &[u8]| arrival("winmail.dat", bytes));

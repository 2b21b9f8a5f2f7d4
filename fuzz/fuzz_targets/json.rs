//! The reader of JSON files with one article or a list of them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::read_as("json", bytes));

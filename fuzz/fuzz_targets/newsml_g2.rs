//! The reader of NewsML-G2.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::read_as("newsml-g2", bytes));

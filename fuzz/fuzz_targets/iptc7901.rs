//! The reader of IPTC 7901 and ANPA.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::read_as("iptc7901", bytes));

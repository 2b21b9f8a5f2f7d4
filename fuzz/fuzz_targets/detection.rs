//! Telling what a file is: the first line is its name, the rest its bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    if let Ok(name) = std::str::from_utf8(&bytes[..end]) {
        copydesk_fuzz::read(name, bytes.get(end + 1..).unwrap_or_default());
    }
});

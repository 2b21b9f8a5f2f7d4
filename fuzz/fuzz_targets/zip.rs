//! Archives: the input is one, or names and contents apart by NUL bytes, which are packed into one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return copydesk_fuzz::read("in.zip", bytes);
    }
    let parts: Vec<&[u8]> = bytes.split(|byte| *byte == 0).collect();
    let named: Vec<(&str, &[u8])> = parts
        .chunks_exact(2)
        .filter_map(|part| Some((std::str::from_utf8(part[0]).ok()?, part[1])))
        .collect();
    copydesk_fuzz::read("in.zip", &copydesk_fuzz::pack(&named));
});

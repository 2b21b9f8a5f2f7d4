//! Compressed files: the input is one, or what is compressed into one.
#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return copydesk_fuzz::read("in.gz", bytes);
    }
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("memory takes all");
    copydesk_fuzz::read("in.gz", &packer.finish().expect("memory takes all"));
});

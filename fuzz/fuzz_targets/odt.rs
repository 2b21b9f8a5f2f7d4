//! The reader of OpenDocument text: the input is a file, or the XML of its text, which is packed into one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        copydesk_fuzz::read_as("odt", bytes);
    } else {
        copydesk_fuzz::read_as("odt", &copydesk_fuzz::pack(&[("content.xml", bytes)]));
    }
});

//! The reader of Word files: the input is a file, or the XML of its text, which is packed into one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        copydesk_fuzz::read_as("docx", bytes);
    } else {
        copydesk_fuzz::read_as("docx", &copydesk_fuzz::pack(&[("word/document.xml", bytes)]));
    }
});

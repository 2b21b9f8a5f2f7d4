//! Bytes to text and back: what `fix` does not change keeps its bytes.
#![no_main]

use copydesk::source::Coding;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for article in copydesk_fuzz::articles(Some("plain-text"), "in.txt", bytes) {
        let text = article.part(copydesk::article::Part::Text);
        if let Some(coding) = Coding::of(bytes, text) {
            assert_eq!(coding.encode(text).as_deref(), Some(bytes));
        }
    }
});

//! Dates as files write them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(date) = copydesk::source::parse_date(text) {
        // What is read as a date is read so again when it is written as one.
        let written = date.to_string();
        assert_eq!(copydesk::source::parse_date(&written), Some(date), "{text:?} and {written:?}");
    }
});

//! JSON Lines: one article a line, read line by line.

use std::io::{BufRead, Read};

use crate::article::Draft;

use super::record::Record;
use super::{Format, LARGEST_TEXT, ReadOptions, RecordError, SourceError, decode};

/// JSON Lines (`.jsonl`, `.ndjson`).
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "json-lines"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let line = head.split(|&b| b == b'\n').next().unwrap_or(head);
        line.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
    }

    /// A file of settings is an object too.
    fn is_a_guess(&self) -> bool {
        true
    }

    fn keeps_its_ending(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        if decode::utf16(input.fill_buf()?).is_some() {
            let text = decode::read_text(input)?;
            return read_lines(&mut text.as_bytes(), options, each);
        }
        read_lines(input, options, each)
    }
}

fn read_lines(
    input: &mut dyn BufRead,
    options: &ReadOptions,
    each: &mut dyn FnMut(Result<Draft, RecordError>),
) -> Result<(), SourceError> {
    let mut line = Vec::new();
    let mut number = 0_u32;
    loop {
        line.clear();
        if input.take(LARGEST_TEXT).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number = number.saturating_add(1);
        if line.len() as u64 == LARGEST_TEXT && !line.ends_with(b"\n") {
            return Err(SourceError::Content(format!("line {number} is over 2 GiB")));
        }
        let mut record = line.as_slice();
        if number == 1 {
            record = record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(record);
        }
        let record = record.trim_ascii();
        if !record.is_empty() {
            each(article(record, number, options));
        }
    }
}

fn article(record: &[u8], line: u32, options: &ReadOptions) -> Result<Draft, RecordError> {
    let fail = |reason: String| RecordError::new(line, reason);
    let record = Record::parse(record, &options.fields).map_err(|error| fail(reason(&error)))?;
    record.into_draft(line).map_err(fail)
}

/// The parser's words; its line is always 1 here, its column is the place.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    let sort = if error.is_data() { "not an article" } else { "no JSON" };
    format!("{sort}: {what}, column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ParagraphKind;

    fn read(bytes: &[u8]) -> Vec<Result<Draft, RecordError>> {
        let mut found = Vec::new();
        let mut input = bytes;
        JsonLines.read(&mut input, &ReadOptions::default(), &mut |r| found.push(r)).unwrap();
        found
    }

    #[test]
    fn a_line_is_an_article() {
        let lines = "\u{feff}{\"id\": 7, \"title\": \"Quay shut\", \"text\": \"One.\\n\\nTwo.\", \"date\": \"2024-03-12T07:40\", \"extra\": {\"a\": [1]}}\r\n\r\n{\"text\": \"Headline\\n\\nThree.\"}";
        let found = read(lines.as_bytes());
        let first = found[0].as_ref().unwrap();
        assert_eq!((first.id.as_deref(), first.record), (Some("7"), Some(1)));
        assert_eq!(first.meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
        assert_eq!(first.paragraphs.len(), 2);
        let second = found[1].as_ref().unwrap();
        assert_eq!((second.id.as_deref(), second.record), (None, Some(3)));
        assert_eq!(second.paragraphs[0].kind, ParagraphKind::Title);
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_read() {
        let found = read(b"{\"text\": \"One.\"}\n{\"text\": \"Two.\n{\"id\": 3}\n[]\n{\"text\": 5}\n{\"text\": \"Six.\"}\n");
        let errors: Vec<_> = found.iter().filter_map(|r| r.as_ref().err()).map(ToString::to_string).collect();
        assert_eq!(found.len(), 6);
        assert_eq!(errors.len(), 4);
        assert!(errors[0].starts_with("line 2: no JSON: EOF while parsing a string"), "{errors:?}");
        assert_eq!(errors[1], "line 3: the record has no `text`");
        assert!(errors[2].starts_with("line 4: not an article: invalid type: sequence"), "{errors:?}");
        assert_eq!(errors[3], "line 5: `text` is a number, not a string");
    }

    #[test]
    fn invalid_utf8_in_a_record_is_an_error_of_that_record() {
        let found = read(b"{\"text\": \"One \xff.\"}\n{\"text\": \"Two.\"}\n");
        assert!(found[0].is_err() && found[1].is_ok());
    }

    #[test]
    fn fields_have_other_names() {
        let mut options = ReadOptions::default();
        options.fields.insert("body".into(), "text".into());
        options.fields.insert("published".into(), "date".into());
        let mut input: &[u8] = b"{\"body\": \"One.\", \"published\": \"soon\"}";
        let mut found = Vec::new();
        JsonLines.read(&mut input, &options, &mut |r| found.push(r)).unwrap();
        let draft = found[0].as_ref().unwrap();
        assert_eq!(draft.text, "One.");
        assert_eq!(draft.meta.date, None);
        assert_eq!(draft.meta.notes, ["`date` is no date: `soon`"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_records_or_errors(bytes: Vec<u8>) {
            read(&bytes);
        }
    }
}

//! A JSON file with one article, or a list of them.

use std::fmt;
use std::io::BufRead;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::article::Draft;

use super::record::{Record, RecordSeed};
use super::{Format, ReadOptions, RecordError, SourceError, decode};

/// JSON (`.json`): an object with a `text`, or a list of such.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn accepts(&self, head: &[u8], options: &ReadOptions) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let inner = head.strip_prefix(b"[").map_or(head, <[u8]>::trim_ascii_start);
        let quoted = inner.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        quoted.is_some_and(|rest| rest.starts_with(b"\""))
            && options
                .fields
                .iter()
                .filter(|(_, field)| *field == "text")
                .map(|(name, _)| name.as_str())
                .chain(["text"])
                .any(|name| has_key(head, name, b""))
    }

    /// Settings, manifests and maps are JSON too.
    fn shares_endings(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let text = decode::read_text(input)?;
        let mut deserializer = serde_json::Deserializer::from_str(&text);
        let reader = Reader { options, each };
        let read = deserializer.deserialize_any(reader).and_then(|()| deserializer.end());
        read.map_err(|error| SourceError::Content(format!("not read to its end: {error}")))
    }
}

/// Whether `head` has the key `name` with a value that starts with one of `starts`, or with any
/// where that is empty. A text that says so inside a string is taken for one: it is a look, no parse.
pub(super) fn has_key(head: &[u8], name: &str, starts: &[u8]) -> bool {
    let quoted = format!("\"{name}\"");
    memchr::memmem::find_iter(head, &quoted).any(|at| {
        let value = head[at + quoted.len()..].trim_ascii_start().strip_prefix(b":");
        value.is_some_and(|value| {
            starts.is_empty() || value.trim_ascii_start().first().is_some_and(|byte| starts.contains(byte))
        })
    })
}

struct Reader<'a> {
    options: &'a ReadOptions,
    each: &'a mut dyn FnMut(Result<Draft, RecordError>),
}

impl Reader<'_> {
    /// `number` is the article's place in the list, from 1: the parser keeps no lines.
    fn hand_over(&mut self, record: Record, number: u32) {
        let draft = record.into_draft(number);
        (self.each)(draft.map_err(|reason| RecordError::new(number, reason)));
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `text`, or a list of such objects")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<(), A::Error> {
        let record = RecordSeed { names: &self.options.fields }.visit_map(map)?;
        self.hand_over(record, 1);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut number = 1;
        while let Some(record) = seq.next_element_seed(RecordSeed { names: &self.options.fields })? {
            self.hand_over(record, number);
            number += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut bytes: &[u8]) -> (Vec<Result<Draft, RecordError>>, Result<(), SourceError>) {
        let mut found = Vec::new();
        let result = Json.read(&mut bytes, &ReadOptions::default(), &mut |r| found.push(r));
        (found, result)
    }

    #[test]
    fn one_object_or_a_list_of_them() {
        assert_eq!(read(b"{\"text\": \"One.\"}").0.len(), 1);
        let (found, result) = read(b"[{\"text\": \"One.\"},\n {\"id\": 2},\n {\"text\": \"Three.\"}]");
        assert!(result.is_ok());
        assert_eq!(found[1].as_ref().unwrap_err().line, 2);
        assert_eq!(found[2].as_ref().unwrap().record, Some(3));
    }

    #[test]
    fn a_list_that_breaks_off_keeps_what_came_before() {
        let (found, result) = read(b"[{\"text\": \"One.\"},\n {\"text\": ");
        assert_eq!(found.len(), 1);
        assert!(result.unwrap_err().to_string().contains("line 2"));
    }

    #[test]
    fn other_json_is_not_taken() {
        assert!(!Json.accepts(b"{\"name\": \"x\", \"version\": 1}", &ReadOptions::default()));
        assert!(!Json.accepts(b"{\"type\": \"text\", \"body\": 1}", &ReadOptions::default()));
        assert!(Json.accepts(b"[\n {\"id\": 1, \"text\": \"One.\"}]", &ReadOptions::default()));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_articles_or_an_error(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}

//! ninjs (IPTC News in JSON 1.x, 2.x and 3.x): one item, a list of items, or an envelope of them.
//!
//! Version 1 has `body_text`, `body_html` and `headline`, version 2 lists (`bodies`,
//! `headlines`), version 3 the same in camel case: keys are compared without case and marks.

use std::io::BufRead;

use serde_json::{Map, Value};

use crate::article::{Draft, Metadata};

use super::{Format, ReadOptions, RecordError, SourceError, date, decode, html, paragraphs};

/// ninjs (`.json`).
pub(super) struct Ninjs;

impl Format for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json", "ninjs"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let has = |keys: &[&str]| keys.iter().any(|key| memchr::memmem::find(head, key.as_bytes()).is_some());
        (head.starts_with(b"{") || head.starts_with(b"["))
            && has(&["\"uri\"", "\"guid\""])
            && has(&[
                "\"headline\"",
                "\"headlines\"",
                "\"bodies\"",
                "\"body_text\"",
                "\"body_html\"",
                "\"body_xhtml\"",
            ])
    }

    fn shares_endings(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let text = decode::read_text(input)?;
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| SourceError::Content(format!("not read to its end: {error}")))?;
        let items = items_of(&value);
        let several = items.len() > 1;
        for (number, item) in (1..).zip(items) {
            let draft = article(item).map(|draft| Draft { record: several.then_some(number), ..draft });
            each(draft.map_err(|reason| RecordError { line: number, reason }));
        }
        Ok(())
    }
}

/// The items of a document: itself, a list's, or those of an envelope.
fn items_of(value: &Value) -> Vec<&Value> {
    let inner = |value: &'_ Value| matches!(value, Value::Array(_));
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(fields) => {
            let envelope =
                ["items", "item"].iter().find_map(|key| fields.get(*key)).filter(|list| inner(list));
            envelope.and_then(Value::as_array).map_or_else(|| vec![value], |items| items.iter().collect())
        }
        _ => vec![value],
    }
}

fn article(item: &Value) -> Result<Draft, String> {
    let fields = item.as_object().ok_or("an item is no object")?;
    let (text, paragraphs) = body(fields).ok_or("the item has no body and no description")?;
    let mut meta = Metadata::default();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            date::set_field(&mut meta, name, &value);
        }
    };
    let title =
        one_of(fields, "headlines", &["main", "headline", "title"]).and_then(|h| string(h, &["value"]));
    set("title", title.or_else(|| string(fields, &["headline", "title"])).map(|title| html::plain(&title)));
    // The version's date: what the copy calls "Tuesday" is counted from it.
    set("date", string(fields, &["versioncreated", "firstpublished", "contentcreated", "firstcreated"]));
    set("author", string(fields, &["byline", "by"]));
    set("slug", string(fields, &["slugline"]));
    set("version", string(fields, &["version"]));
    set("status", string(fields, &["pubstatus"]));
    let source =
        one_of(fields, "infosources", &["source", "publisher"]).and_then(|s| string(s, &["name", "literal"]));
    set("source", string(fields, &["source"]).or(source).or_else(|| string(fields, &["copyrightholder"])));
    let id = string(fields, &["uri", "guid"]);
    Ok(Draft { id, meta, text, paragraphs, ..Draft::default() })
}

/// The text of an item, marked-up where there is a choice: it has the paragraphs.
fn body(fields: &Map<String, Value>) -> Option<(String, Vec<crate::article::DraftParagraph>)> {
    for (key, list) in [("body", "bodies"), ("description", "descriptions")] {
        let marked = ["html", "xhtml"].iter().find_map(|kind| string(fields, &[&format!("{key}{kind}")]));
        let listed = || {
            let entry = one_of(fields, list, &["html", "text/html", "xhtml", "main", "text"])?;
            string(entry, &["value"]).map(|value| (is_marked(entry, &value), value))
        };
        let found = marked
            .map(|markup| (true, markup))
            .or_else(listed)
            .or_else(|| string(fields, &[&format!("{key}text")]).map(|text| (false, text)));
        if let Some((marked, text)) = found {
            return Some(if marked {
                html::fragment(&text)
            } else {
                let paragraphs = paragraphs::split(&text, false);
                (text, paragraphs)
            });
        }
    }
    None
}

fn is_marked(entry: &Map<String, Value>, value: &str) -> bool {
    let kind = string(entry, &["contenttype"]).or_else(|| string(entry, &["role"])).unwrap_or_default();
    !kind.contains("plain")
        && (kind.contains("html") || kind.contains("xml") || value.trim_start().starts_with('<'))
}

/// The entry of a list with the first of these roles or content types, else its first.
fn one_of<'a>(fields: &'a Map<String, Value>, list: &str, roles: &[&str]) -> Option<&'a Map<String, Value>> {
    let entries: Vec<_> = get(fields, list)?.as_array()?.iter().filter_map(Value::as_object).collect();
    let with = |role: &&str| {
        entries.iter().find(|e| {
            [string(e, &["role"]), string(e, &["contenttype"])]
                .into_iter()
                .flatten()
                .any(|found| found == **role)
        })
    };
    roles.iter().find_map(with).or(entries.first()).copied()
}

/// The first of these fields that has a text.
fn string(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match get(fields, name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn get<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let same =
        |key: &str| key.bytes().filter(|b| *b != b'_').map(|b| b.to_ascii_lowercase()).eq(name.bytes());
    fields.iter().find(|(key, _)| same(key)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut bytes: &[u8]) -> Vec<Result<Draft, RecordError>> {
        let mut found = Vec::new();
        let _ = Ninjs.read(&mut bytes, &ReadOptions::default(), &mut |draft| found.push(draft));
        found
    }

    fn check(json: &str) {
        assert!(Ninjs.accepts(json.as_bytes(), &ReadOptions::default()));
        let found = read(json.as_bytes());
        let draft = found[0].as_ref().unwrap();
        let words: Vec<_> = draft.paragraphs.iter().map(|p| &draft.text[p.span.range()]).collect();
        assert_eq!(words, ["The quay is shut & dry.", "It opens on Monday."]);
        assert_eq!(draft.meta.title.as_deref(), Some("Quay shut"));
        assert_eq!(draft.meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
        assert_eq!(
            (draft.meta.version.as_deref(), draft.meta.author.as_deref()),
            (Some("2"), Some("Ann Ode"))
        );
        assert_eq!((draft.id.as_deref(), draft.record), (Some("urn:x:1"), None));
    }

    #[test]
    fn the_three_versions_say_the_same() {
        check(
            r#"{"uri": "urn:x:1", "type": "text", "version": "2", "versioncreated": "2024-03-12T07:40:00Z", "byline": "Ann Ode",
            "headline": "Quay shut", "body_text": "All in one.", "body_xhtml": "<p>The quay is shut &amp; dry.</p><p>It opens on Monday.</p>"}"#,
        );
        check(
            r#"{"uri": "urn:x:1", "version": 2, "versioncreated": "2024-03-12T07:40:00Z", "by": "Ann Ode",
            "headlines": [{"role": "sub", "value": "x"}, {"role": "main", "value": "Quay shut"}],
            "bodies": [{"role": "main", "contenttype": "text/plain", "value": "The quay is shut & dry.\n\nIt opens on Monday."}]}"#,
        );
        check(
            r#"{"uri": "urn:x:1", "version": "2", "versionCreated": "2024-03-12T07:40:00Z", "by": "Ann Ode", "pubStatus": "usable",
            "headlines": [{"value": "Quay shut", "contentType": "text/plain"}],
            "bodies": [{"contentType": "text/plain", "value": "no"}, {"contentType": "text/html", "value": "<section><p>The quay is shut &amp; dry.</p><p>It opens on Monday.</p></section>"}]}"#,
        );
    }

    #[test]
    fn a_picture_is_its_caption_and_an_empty_item_an_error() {
        let found = read(
            br#"{"items": [{"uri": "1", "descriptiontext": "Divers."}, {"uri": "2", "headline": "x"}, 3]}"#,
        );
        assert_eq!(found[0].as_ref().unwrap().text, "Divers.");
        assert_eq!(found[1].as_ref().unwrap_err().line, 2);
        assert!(found[2].is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_items_or_an_error(bytes: Vec<u8>) {
            read(&bytes);
        }
    }
}

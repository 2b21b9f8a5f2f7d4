//! ninjs (IPTC News in JSON 1.x, 2.x and 3.x): one item, a list of items, or an envelope of them.
//!
//! Version 1 has `body_text`, `body_html` and `headline`, version 2 lists (`bodies`,
//! `headlines`), version 3 the same in camel case: keys are compared without case and marks.

use std::io::BufRead;

use serde_json::{Map, Value};

use crate::article::{Draft, Metadata};

use super::json::has_key;
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
        // In a schema of such items the same keys have objects.
        let has = |keys: &[&str], starts: &[u8]| keys.iter().any(|key| has_key(head, key, starts));
        (head.starts_with(b"{") || head.starts_with(b"["))
            && has(&["uri", "guid"], b"\"")
            && has(KEYS, b"\"[")
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
        let mut errors = Vec::new();
        let mut found = false;
        for (number, item) in (1..).zip(items) {
            match article(item) {
                Ok(draft) => {
                    found = true;
                    each(Ok(Draft { record: several.then_some(number), ..draft }));
                }
                Err(error) => errors.push(RecordError { line: number, ..error }),
            }
        }
        // The parser keeps no lines: of a lone item there is no place to name.
        if let [error] = &errors[..]
            && !several
        {
            return Err(SourceError::Content(error.reason.clone()));
        }
        for error in errors {
            each(Err(RecordError { no_copy: error.no_copy.filter(|_| found), ..error }));
        }
        Ok(())
    }
}

/// Keys that items have and other JSON with a `uri` has not.
const KEYS: &[&str] = &[
    "bodies",
    "body_html",
    "body_main",
    "body_text",
    "body_xhtml",
    "headline",
    "headline_main",
    "headlines",
    "pubStatus",
    "pubstatus",
    "versionCreated",
    "versioncreated",
];

/// The items of a document: itself, a list's, or those of an envelope.
fn items_of(value: &Value) -> Vec<&Value> {
    let mut value = value;
    // A service's answer has its items in `data`, and each of a list in an `item` of its own.
    while let Some(inner) = ["data", "item"].iter().find_map(|key| value.get(*key)).filter(|v| v.is_object())
    {
        value = inner;
    }
    let list =
        value.as_array().or_else(|| ["items", "item"].iter().find_map(|key| value.get(*key)?.as_array()));
    let unwrap = |item: &'_ Value| item.get("item").is_some_and(Value::is_object);
    list.map_or_else(
        || vec![value],
        |items| items.iter().map(|item| if unwrap(item) { &item["item"] } else { item }).collect(),
    )
}

/// Kinds of items that have no text of their own.
const NO_COPY: &[&str] =
    &["audio", "component", "composite", "event", "graphic", "picture", "planning", "video"];

fn article(item: &Value) -> Result<Draft, RecordError> {
    let fields = item.as_object().ok_or_else(|| RecordError::new(0, "an item is no object"))?;
    let draft = body(fields).ok_or_else(|| without_text(fields))?;
    let mut meta = Metadata::default();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            date::set_field(&mut meta, name, &value);
        }
    };
    let title =
        one_of(fields, "headlines", &["main", "headline", "title"]).and_then(|h| string(h, &["value"]));
    let title = title.or_else(|| string(fields, &["headline", "headlinemain", "title"]));
    set("title", title.map(|title| html::plain(&title)));
    // The version's date: what the copy calls "Tuesday" is counted from it.
    set("date", string(fields, &["versioncreated", "firstpublished", "contentcreated", "firstcreated"]));
    set("author", string(fields, &["byline", "by"]));
    set("slug", string(fields, &["slugline"]));
    set("version", string(fields, &["version"]));
    set("status", string(fields, &["pubstatus"]));
    set("language", string(fields, &["language"]));
    set("translation-of", string(fields, &["translatedfrom", "translationid"]));
    let source =
        one_of(fields, "infosources", &["source", "publisher"]).and_then(|s| string(s, &["name", "literal"]));
    set("source", string(fields, &["source"]).or(source).or_else(|| string(fields, &["copyrightholder"])));
    let id = string(fields, &["uri", "guid"]);
    Ok(Draft { id, meta, ..draft })
}

/// Why an item has no text, as far as it says.
fn without_text(fields: &Map<String, Value>) -> RecordError {
    let kind = string(fields, &["type"]);
    let no_copy = NO_COPY.iter().find(|known| Some(**known) == kind.as_deref()).copied();
    let reason = match no_copy {
        Some(kind) => format!("an item of type `{kind}`, without a text"),
        None => "the item has no body and no description".to_owned(),
    };
    RecordError { no_copy, ..RecordError::new(0, reason) }
}

/// The text of an item, marked-up where there is a choice: it has the paragraphs.
fn body(fields: &Map<String, Value>) -> Option<Draft> {
    for (key, list) in [("body", "bodies"), ("description", "descriptions")] {
        let listed = || {
            let entry = one_of(fields, list, &["html", "text/html", "xhtml", "main", "text"])?;
            string(entry, &["value"]).map(|value| (is_marked(entry, &value), value))
        };
        // Version 1 names the kind in the key, and an agency's own behind it: `body_main`.
        let named = || {
            let own = fields.iter().filter_map(|(name, value)| {
                let mut kind = plain_key(name);
                if !kind.by_ref().take(key.len()).eq(key.bytes()) {
                    return None;
                }
                let kind: Vec<u8> = kind.collect();
                let text = value.as_str().filter(|text| !text.trim().is_empty())?;
                let html = kind.ends_with(b"html");
                let rank = [html, kind == b"text", kind == b"main", true].iter().position(|is| *is)?;
                Some((rank, html || text.trim_start().starts_with('<'), text))
            });
            own.min_by_key(|(rank, ..)| *rank).map(|(_, marked, text)| (marked, text.to_owned()))
        };
        if let Some((marked, text)) = listed().or_else(named) {
            return Some(if marked {
                html::fragment(&text)
            } else {
                let paragraphs = paragraphs::split(&text, false);
                Draft { text, paragraphs, ..Draft::default() }
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
    fields.iter().find(|(key, _)| plain_key(key).eq(name.bytes())).map(|(_, value)| value)
}

/// A key without case and marks.
fn plain_key(key: &str) -> impl Iterator<Item = u8> + '_ {
    key.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
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
            r#"{"uri": "urn:x:1", "type": "text", "version": "2", "versioncreated": "2024-03-12T07:40:00Z", "byline": "Ann Ode", "language": "en",
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

    #[test]
    fn what_has_no_text_says_what_it_is() {
        let read_whole = |json: &str| {
            let mut found = Vec::new();
            let result = Ninjs.read(&mut json.as_bytes(), &ReadOptions::default(), &mut |d| found.push(d));
            (found, result.map_err(|error| error.to_string()))
        };
        let picture = r#"{"uri": "p", "type": "picture", "headline": "Quay"}"#;
        let text = r#"{"uri": "t", "type": "text", "headline": "Quay", "body_main": "It is shut."}"#;
        assert_eq!(read_whole(picture).1.unwrap_err(), "an item of type `picture`, without a text");
        let (found, _) = read_whole(&format!("[{picture}, {text}]"));
        assert_eq!(found[0].as_ref().unwrap().text, "It is shut.");
        assert_eq!(found[1].as_ref().unwrap_err().no_copy, Some("picture"));
        // In a list of pictures alone each is an item that was not read.
        let (found, _) = read_whole(&format!("[{picture}, {picture}]"));
        assert_eq!(found.iter().filter(|item| item.as_ref().is_err_and(|e| e.no_copy.is_none())).count(), 2);
    }

    #[test]
    fn the_answer_of_a_service_is_unpacked_and_a_schema_is_no_item() {
        let items = r#"{"data": {"items": [{"item": {"uri": "1", "headline": "Quay", "body_html": "<p>It is shut.</p>"}}]}}"#;
        assert!(Ninjs.accepts(items.as_bytes(), &ReadOptions::default()));
        assert_eq!(read(items.as_bytes())[0].as_ref().unwrap().text, "It is shut.");
        let schema = br#"{"properties": {"uri": {"type": "string"}, "headline": {"type": "string"}}}"#;
        assert!(!Ninjs.accepts(schema, &ReadOptions::default()));
    }

    #[test]
    fn a_comment_in_a_body_stands_before_what_follows_it() {
        let found = read(
            br#"{"uri": "1", "body_html": "<p>One.</p><!-- copydesk: ignore claim-day: asked --><p>Two.</p><!--copydesk: ignore x-->"}"#,
        );
        let draft = found[0].as_ref().unwrap();
        let comments: Vec<_> = draft.comments.iter().map(|c| (&*c.text, c.at.start as usize)).collect();
        assert_eq!(
            comments,
            [("ignore claim-day: asked", draft.text.find("Two").unwrap()), ("ignore x", 10)]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_items_or_an_error(bytes: Vec<u8>) {
            read(&bytes);
        }
    }
}

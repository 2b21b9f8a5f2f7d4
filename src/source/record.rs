//! Articles as JSON objects: `{"id", "text", …}`.
//!
//! Only the fields that are wanted are built; the rest is skipped as it is parsed, so a record
//! with megabytes of other data costs no memory.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::article::{Draft, Metadata};

use super::{date, paragraphs};

/// One object as found, before it is known to be an article.
#[derive(Debug, Default)]
pub(super) struct Record {
    id: Option<Value>,
    text: Option<Value>,
    meta: BTreeMap<String, Value>,
}

impl Record {
    /// Reads an object from `json`, the field names mapped by `names`.
    ///
    /// # Errors
    /// If it is no JSON, or no object.
    pub(super) fn parse(json: &[u8], names: &BTreeMap<String, String>) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        let record = RecordSeed { names }.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(record)
    }

    /// A record of fields by their own names, all of them texts; an empty one is none.
    pub(super) fn from_fields(fields: impl Iterator<Item = (&'static str, String)>) -> Self {
        let mut record = Self::default();
        for (name, value) in fields.filter(|(_, value)| !value.trim().is_empty()) {
            let value = Value::String(value);
            match name {
                "id" => record.id = Some(value),
                "text" => record.text = Some(value),
                _ => drop(record.meta.insert(name.to_owned(), value)),
            }
        }
        record
    }

    /// The article, where there is a text.
    ///
    /// # Errors
    /// What is missing, in words.
    pub(super) fn into_draft(self, line: u32) -> Result<Draft, String> {
        let text = match self.text {
            Some(Value::String(text)) => text,
            None | Some(Value::Null) => return Err("the record has no `text`".to_owned()),
            Some(other) => return Err(format!("`text` is {}, not a string", sort(&other))),
        };
        let id = self.id.as_ref().and_then(plain);
        let meta = metadata(&self.meta);
        let paragraphs = paragraphs::split(&text, meta.title.is_none());
        Ok(Draft { id, record: Some(line), meta, text, paragraphs, ..Draft::default() })
    }
}

/// Reads an object into a [`Record`]: for a value inside a larger document.
pub(super) struct RecordSeed<'a> {
    /// The field's own name by the name used in the file.
    pub(super) names: &'a BTreeMap<String, String>,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `text`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<String>()? {
            let called = || date::field_called(&key);
            let name = self.names.get(&key).map_or_else(called, String::as_str);
            match name {
                "id" => record.id = Some(map.next_value()?),
                "text" => record.text = Some(map.next_value()?),
                _ if date::FIELDS.contains(&name) => {
                    let name = name.to_owned();
                    let value = map.next_value()?;
                    // These have several names, under which other files keep something else.
                    if matches!(&*name, "language" | "translation-of") {
                        if plain(&value).is_some() {
                            record.meta.entry(name).or_insert(value);
                        }
                        continue;
                    }
                    if record.meta.insert(name, value).is_some() {
                        return Err(A::Error::custom(format!("`{key}` is given twice")));
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(record)
    }
}

fn metadata(fields: &BTreeMap<String, Value>) -> Metadata {
    let mut meta = Metadata::default();
    for (name, value) in fields {
        if let Some(text) = plain(value) {
            date::set_field(&mut meta, name, &text);
        } else if !value.is_null() {
            meta.notes.push(format!("`{name}` is {} and was not read", sort(value)));
        }
    }
    meta
}

/// A value as text: strings and numbers; a list of names is one line.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(plain).collect();
            items.filter(|items| !items.is_empty()).map(|items| items.join(", "))
        }
        _ => None,
    }
}

fn sort(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(json: &str) -> Metadata {
        let names = BTreeMap::from([("sprache".to_owned(), "language".to_owned())]);
        Record::parse(json.as_bytes(), &names).unwrap().into_draft(1).unwrap().meta
    }

    #[test]
    fn language_and_original_have_several_names() {
        for json in [
            r#"{"text": "x", "language": "de", "translation-of": "quay"}"#,
            r#"{"text": "x", "lang": "de", "translation_of": "quay"}"#,
            r#"{"text": "x", "inLanguage": "de", "translationKey": "quay"}"#,
            r#"{"text": "x", "sprache": "de", "translation_id": "quay", "translation": "Ann Ode", "ref": "x"}"#,
            r#"{"text": "x", "lang": "de", "language": "fr", "translation": {"en": 1}, "translationOf": "quay"}"#,
        ] {
            let Metadata { language, translation, notes, .. } = meta(json);
            assert_eq!((language.as_deref(), translation.as_deref()), (Some("de"), Some("quay")), "{json}");
            assert!(notes.is_empty(), "{notes:?}");
        }
    }
}

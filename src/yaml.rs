//! The one door to the YAML library: a document as nodes that know their place.
//!
//! Rule files, word lists and `copydesk.yml` are all read through [`parse`], so that every mistake
//! in them, of form or of meaning, is reported alike: [`Mistake`] draws the line it stands on.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

/// A place in a YAML document, counted from 1 in lines and characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1; 0 where the place is unknown.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A value of a YAML document and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Where.
    pub place: Place,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written; keys are unique.
    Map(Vec<(Node, Node)>),
}

/// What is wrong in a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, in one line, lower case, without a final stop.
    pub what: String,
    /// What was expected, or the nearest right word.
    pub help: Option<String>,
}

impl Mistake {
    /// Draws the mistake under the line it stands on, as compilers do. `file` names the document
    /// and `text` is the whole of it.
    pub fn draw(&self, file: &str, text: &str) -> String {
        let Place { line, column } = self.place;
        let mut out = format!("{file}:{line}:{column}: {}", self.what);
        let source = text.lines().nth((line as usize).saturating_sub(1)).unwrap_or("");
        let shown: String = source.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if line > 0 && !shown.trim().is_empty() {
            let gutter = line.to_string();
            let pad = " ".repeat(gutter.len());
            let lead = " ".repeat((column as usize).saturating_sub(1).min(200));
            out.push_str(&format!("\n{pad} |\n{gutter} | {shown}\n{pad} | {lead}^"));
        }
        if let Some(help) = &self.help {
            out.push_str(&format!("\n  help: {help}"));
        }
        out
    }
}

/// Reads one document. An empty one is [`Value::Null`].
///
/// # Errors
/// The first mistake of form: bad YAML, a key given twice, more aliases or nesting than any
/// hand-written file has.
pub fn parse(text: &str) -> Result<Node, Mistake> {
    let options = serde_yaml::Options::default();
    match serde_yaml::from_str_with_options::<Node>(text, options) {
        Ok(node) => Ok(node),
        Err(error) => {
            let place = error.location().map_or(Place { line: 1, column: 1 }, |at| Place {
                line: u32::try_from(at.line()).unwrap_or(0),
                column: u32::try_from(at.column()).unwrap_or(0),
            });
            let what = error.to_string();
            let what = what.lines().next().unwrap_or("not YAML");
            Err(Mistake { place, what: what.trim_end_matches('.').to_owned(), help: None })
        }
    }
}

impl Node {
    /// A mistake at this node.
    pub fn mistake(&self, what: impl Into<String>) -> Mistake {
        Mistake { place: self.place, what: what.into(), help: None }
    }

    /// A mistake at this node with a word of help.
    pub fn mistake_with(&self, what: impl Into<String>, help: impl Into<String>) -> Mistake {
        Mistake { place: self.place, what: what.into(), help: Some(help.into()) }
    }

    /// What kind of value this is, in words for messages.
    pub fn sort(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// The mapping's entries.
    ///
    /// # Errors
    /// If this is no mapping.
    pub fn entries(&self) -> Result<Vec<(&str, &Node, &Node)>, Mistake> {
        match &self.value {
            Value::Map(entries) => entries.iter().map(|(key, value)| Ok((key.text()?, key, value))).collect(),
            Value::Null => Ok(Vec::new()),
            _ => Err(self.mistake(format!("expected a mapping, found {}", self.sort()))),
        }
    }

    /// The mapping's entries, when every key is among `known`.
    ///
    /// # Errors
    /// If this is no mapping or has another key; the mistake names the nearest known one.
    pub fn fields<'a>(&'a self, known: &[&str]) -> Result<Fields<'a>, Mistake> {
        let entries = self.entries()?;
        for (name, key, _) in &entries {
            if !known.contains(name) {
                return Err(key.mistake_with(format!("unknown key `{name}`"), one_of(name, known)));
            }
        }
        Ok(Fields {
            node: self,
            entries: entries.into_iter().map(|(name, _, value)| (name, value)).collect(),
        })
    }

    /// The list's items; a single value is a list of one, nothing is an empty one.
    ///
    /// # Errors
    /// If this is a mapping.
    pub fn items(&self) -> Result<&[Node], Mistake> {
        match &self.value {
            Value::List(items) => Ok(items),
            Value::Null => Ok(&[]),
            Value::Map(_) => Err(self.mistake("expected a list, found a mapping")),
            _ => Ok(std::slice::from_ref(self)),
        }
    }

    /// The text.
    ///
    /// # Errors
    /// If this is no text.
    pub fn text(&self) -> Result<&str, Mistake> {
        match &self.value {
            Value::String(text) => Ok(text),
            Value::Number(_) | Value::Bool(_) => {
                Err(self.mistake_with(format!("expected text, found {}", self.sort()), "put it in quotes"))
            }
            _ => Err(self.mistake(format!("expected text, found {}", self.sort()))),
        }
    }

    /// A list of texts; a single text is a list of one.
    ///
    /// # Errors
    /// If an item is no text.
    pub fn texts(&self) -> Result<Vec<String>, Mistake> {
        self.items()?.iter().map(|item| item.text().map(str::to_owned)).collect()
    }

    /// True or false.
    ///
    /// # Errors
    /// If this is neither.
    pub fn flag(&self) -> Result<bool, Mistake> {
        match self.value {
            Value::Bool(flag) => Ok(flag),
            _ => Err(self.mistake(format!("expected true or false, found {}", self.sort()))),
        }
    }

    /// A number from `least` to `most`.
    ///
    /// # Errors
    /// If this is no number or lies outside.
    pub fn number(&self, least: f64, most: f64) -> Result<f64, Mistake> {
        match self.value {
            Value::Number(number) if (least..=most).contains(&number) => Ok(number),
            Value::Number(number) => {
                Err(self.mistake(format!("{number} is out of range: expected {least} to {most}")))
            }
            _ => Err(self.mistake(format!("expected a number, found {}", self.sort()))),
        }
    }

    /// A text that is one of `known`.
    ///
    /// # Errors
    /// If it is another; the mistake names the nearest known one.
    pub fn one_of<'a>(&self, what: &str, known: &[&'a str]) -> Result<&'a str, Mistake> {
        let text = self.text()?;
        known
            .iter()
            .find(|k| **k == text)
            .copied()
            .ok_or_else(|| self.mistake_with(format!("no {what} `{text}`"), one_of(text, known)))
    }
}

/// A mapping whose keys are all known.
#[derive(Debug)]
pub struct Fields<'a> {
    node: &'a Node,
    entries: Vec<(&'a str, &'a Node)>,
}

impl<'a> Fields<'a> {
    /// The value of a key that may be missing.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// The value of a key that must be there.
    ///
    /// # Errors
    /// If it is missing.
    pub fn need(&self, name: &str) -> Result<&'a Node, Mistake> {
        self.get(name).ok_or_else(|| self.node.mistake(format!("missing key `{name}`")))
    }
}

/// "did you mean `x`?" where a known word is near, else the list of them.
pub fn one_of(found: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|k| (strsim::damerau_levenshtein(found, k), k))
        .filter(|(distance, k)| *distance <= 2.max(k.chars().count() / 3))
        .min();
    match near {
        Some((_, word)) => format!("did you mean `{word}`?"),
        None => format!("known: {}", known.join(", ")),
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        let at = spanned.referenced;
        let place = Place {
            line: u32::try_from(at.line()).unwrap_or(0),
            column: u32::try_from(at.column()).unwrap_or(0),
        };
        Ok(Node { value: spanned.value, place })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_know_their_place() {
        let node = parse("id: a\noptions:\n  unit: paragraph\n").unwrap();
        let fields = node.fields(&["id", "options"]).unwrap();
        let unit = fields.need("options").unwrap().fields(&["unit"]).unwrap().need("unit").unwrap();
        assert_eq!(unit.place, Place { line: 3, column: 9 });
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let node = parse("levle: query\n").unwrap();
        let mistake = node.fields(&["level", "kind"]).unwrap_err();
        assert_eq!(mistake.help.as_deref(), Some("did you mean `level`?"));
        assert_eq!(mistake.place, Place { line: 1, column: 1 });
    }

    #[test]
    fn a_key_given_twice_is_a_mistake() {
        let mistake = parse("id: a\nkind: b\nid: c\n").unwrap_err();
        assert_eq!(mistake.place.line, 3, "{mistake:?}");
    }

    #[test]
    fn an_alias_bomb_is_a_mistake() {
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (from, to) in "abcdefghi".chars().zip("bcdefghij".chars()) {
            bomb.push_str(&format!("{to}: &{to} [*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from}]\n"));
        }
        assert!(parse(&bomb).is_err());
    }
}

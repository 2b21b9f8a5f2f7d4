//! From text to nodes: the only file that names the YAML library.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Spanned, UserMessageFormatter};

use super::{Mistake, Node, Place, Value};

/// Larger than any rule file, word list or configuration.
const LARGEST: usize = 8 << 20;

/// More aliases, or anchors, than any such file has.
const ALIASES: usize = 1_000;

/// More values brought in by aliases than any such file has.
const REPLAYED: usize = 20_000;

/// Deeper than any such file is nested.
const DEPTH: usize = 32;

/// Reads one document. An empty one is [`Value::Null`].
///
/// # Errors
/// The first mistake of form: bad YAML, a key given twice, more aliases or nesting than any
/// hand-written file has.
pub fn parse(text: &str) -> Result<Node, Mistake> {
    if text.len() > LARGEST {
        let what = format!("the file is larger than {} MB", LARGEST >> 20);
        return Err(Mistake { place: Place::default(), what, help: None });
    }
    serde_yaml::from_str_with_options::<Node>(text, options()).map_err(|error| mistake(&error))
}

/// What a hand-written file keeps to.
fn options() -> serde_yaml::Options {
    let mut budget = serde_yaml::Budget::default();
    budget.max_depth = DEPTH;
    budget.max_aliases = ALIASES;
    budget.max_anchors = ALIASES;
    budget.max_documents = 1;
    let mut options = serde_yaml::Options::default();
    options.budget = Some(budget);
    options.alias_limits.max_total_replayed_events = REPLAYED;
    // `off`, `no` and `on` are words.
    options.strict_booleans = true;
    options
}

/// What the library's words for a mistake of form mean for whoever writes the file.
const EXPECTED: &[(&str, &str)] = &[
    ("tab", "indent with blanks"),
    ("unclosed quote", "end the text with the quotation mark that begins it"),
    ("unclosed bracket '['", "a list that begins with `[` ends with `]`"),
    ("unclosed bracket '{'", "a mapping that begins with `{` ends with `}`"),
    (
        "mapping values are not allowed",
        "keys that belong together begin in one column; text that has `: ` in it goes in quotes",
    ),
    ("did not find expected key", "keys that belong together begin in one column, each as `key: value`"),
    ("did not find expected '-'", "items of one list begin in one column, each as `- item`"),
    ("unknown value", "`*` begins an alias; put text that begins with it in quotes"),
    ("while scanning", "put text that begins with a mark in quotes"),
];

fn mistake(error: &serde_yaml::Error) -> Mistake {
    let place = error.location().map_or(Place { line: 1, column: 1 }, |at| place(&at));
    let (what, help) = match error.without_snippet() {
        serde_yaml::Error::Budget { breach, .. } => (too_much(breach), None),
        serde_yaml::Error::DuplicateMappingKey { key: Some(key), .. } => {
            (format!("the key `{key}` is given twice"), Some("take one of them out"))
        }
        error => {
            let drawn = error.render_with_formatter(&UserMessageFormatter);
            let line = drawn.lines().next().unwrap_or("this is no YAML");
            let help = EXPECTED.iter().find(|(sign, _)| line.contains(sign)).map(|(_, help)| *help);
            let what = match without_place(line).trim_end_matches('.').trim() {
                line if line.contains("total_replayed_events") => {
                    format!("aliases that stand for more than {REPLAYED} values")
                }
                line if line.contains("recursion limit") => too_much(&BudgetBreach::Depth { depth: DEPTH }),
                line => line.to_owned(),
            };
            (what, help)
        }
    };
    Mistake { place, what, help: help.map(str::to_owned) }
}

fn too_much(breach: &BudgetBreach) -> String {
    match breach {
        BudgetBreach::Aliases { .. } => format!("more than {ALIASES} aliases"),
        BudgetBreach::Anchors { .. } => format!("more than {ALIASES} anchors"),
        BudgetBreach::Depth { .. } => format!("nested more than {DEPTH} deep"),
        BudgetBreach::Documents { .. } => "a second document: a file holds one".to_owned(),
        _ => "too large or too complex for a file written by hand".to_owned(),
    }
}

/// The library ends its messages with the place, which stands in front of ours.
fn without_place(line: &str) -> &str {
    let at = [" at line ", " (line "].iter().filter_map(|mark| line.find(mark)).min();
    line[..at.unwrap_or(line.len())].trim_end_matches(',')
}

fn place(at: &serde_yaml::Location) -> Place {
    Place { line: u32::try_from(at.line()).unwrap_or(0), column: u32::try_from(at.column()).unwrap_or(0) }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Node { value: spanned.value, place: place(&spanned.referenced) })
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

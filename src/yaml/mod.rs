//! The one door to the YAML library: a document as nodes that know their place.
//!
//! Rule files, word lists and `copydesk.yml` are all read through [`parse`], so that every mistake
//! in them, of form or of meaning, is reported alike: [`Mistake`] draws the line it stands on.

mod mistake;
mod read;

pub use mistake::{Mistake, one_of};
pub use read::parse;

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
            _ => Err(self.mistake_with(
                format!("expected a mapping, found {}", self.sort()),
                "write each key as `key: value` on a line of its own",
            )),
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
            Value::Map(_) => Err(self.mistake_with(
                "expected a list, found a mapping",
                "write each item as `- item` on a line of its own",
            )),
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
        self.get(name).ok_or_else(|| {
            self.node.mistake_with(format!("missing key `{name}`"), format!("expected `{name}: …` here"))
        })
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

//! A rule's own message: text with `{values}` in it.

use std::collections::BTreeMap;

use crate::yaml::{Mistake, Node, one_of};

/// A message with the values of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    template: String,
}

impl Message {
    /// Checks that every `{value}` is `message` (what the check says) or one of `known`.
    ///
    /// # Errors
    /// If a value is unknown or a brace is left open.
    pub fn parse(node: &Node, known: &[&str]) -> Result<Self, Mistake> {
        let template = node.text()?;
        let mut known = known.to_vec();
        known.push("message");
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else {
                return Err(node.mistake_with("a `{` is left open", "write `{value}`"));
            };
            let name = &rest[open + 1..open + close];
            if !known.contains(&name) {
                return Err(node.mistake_with(format!("no value `{{{name}}}`"), one_of(name, &known)));
            }
            rest = &rest[open + close + 1..];
        }
        Ok(Self { template: template.to_owned() })
    }

    /// Fills in the values; `message` is what the check says by itself.
    pub fn fill(&self, values: &BTreeMap<&'static str, String>, message: &str) -> String {
        let mut out = String::with_capacity(self.template.len() + message.len());
        let mut rest = self.template.as_str();
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
            match &rest[open + 1..close] {
                "message" => out.push_str(message),
                name => out.push_str(values.get(name).map_or("", String::as_str)),
            }
            rest = rest.get(close + 1..).unwrap_or("");
        }
        out.push_str(rest);
        out
    }
}

//! A decision as an entry of `copydesk.yml`.

use super::{Decision, Verdict, Why};

/// An entry and the key it stands under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `accept`, `asked`, `distinct` or `terms`.
    pub key: &'static str,
    fields: Vec<(&'static str, Field)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Text(String),
    List(Vec<String>),
}

/// The kind of rule whose findings are about names.
const SPELLING: &str = "spelling-variant";

impl Entry {
    /// What becomes of a decision.
    ///
    /// # Errors
    /// If it says too little, in words.
    pub fn new(decision: &Decision) -> Result<Self, String> {
        let Decision { fingerprint, rule, kind, form, values, why, .. } = decision;
        let digits = fingerprint.split_once('-').map_or(fingerprint.as_str(), |(digits, _)| digits);
        if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err("a fingerprint has 16 hexadecimal digits".to_owned());
        }
        let spelling = kind.as_deref() == Some(SPELLING) || rule == "name-spelling";
        let values = values.as_deref().unwrap_or_default();
        let form = form.as_deref().map(str::trim).filter(|form| !form.is_empty());
        let finding = |key| {
            let fields =
                vec![("fingerprint", Field::Text(fingerprint.clone())), ("rule", Field::Text(rule.clone()))];
            Self { key, fields }
        };
        let entry = match (decision.decision, form) {
            (Verdict::Ask, _) => finding("asked"),
            (Verdict::Same, Some(form)) => {
                let others: Vec<String> = values.iter().filter(|value| *value != form).cloned().collect();
                if others.is_empty() {
                    return Err(format!("`values` names no form that `{form}` stands in for"));
                }
                let fields = vec![("use", Field::Text(form.to_owned())), ("instead-of", Field::List(others))];
                Self { key: "terms", fields }
            }
            (Verdict::Different, _) if spelling => {
                if values.len() < 2 {
                    return Err("`values` names fewer than two names".to_owned());
                }
                Self { key: "distinct", fields: vec![("names", Field::List(values.to_vec()))] }
            }
            (Verdict::Same | Verdict::Different, _) => finding("accept"),
        };
        Ok(entry.because(why))
    }

    fn because(mut self, Why { note, author, date }: &Why) -> Self {
        for (key, why) in [("reason", note), ("by", author), ("date", date)] {
            if let Some(why) = why.as_deref().map(str::trim).filter(|why| !why.is_empty()) {
                self.fields.push((key, Field::Text(why.to_owned())));
            }
        }
        self
    }

    /// The text of a field, for telling whether an entry stands in the file already.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.fields.iter().find_map(|(name, field)| match field {
            Field::Text(text) if *name == key => Some(text.as_str()),
            _ => None,
        })
    }

    /// The items of a field.
    pub(super) fn list(&self, key: &str) -> &[String] {
        let found = self.fields.iter().find_map(|(name, field)| match field {
            Field::List(items) if *name == key => Some(items.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// The entry as lines of a block list, without indentation.
    pub(super) fn block(&self) -> Vec<String> {
        // Names alone are written as they are elsewhere: `- [Iran, Iraq]`.
        if let [("names", field)] = self.fields.as_slice() {
            return vec![format!("- {}", field.flow())];
        }
        let each = self.fields.iter().enumerate();
        each.map(|(number, (key, field))| {
            format!("{} {key}: {}", if number == 0 { "-" } else { " " }, field.flow())
        })
        .collect()
    }

    /// The entry as an item of a list in brackets.
    pub(super) fn flow(&self) -> String {
        if let [("names", field)] = self.fields.as_slice() {
            return field.flow();
        }
        let each: Vec<String> =
            self.fields.iter().map(|(key, field)| format!("{key}: {}", field.flow())).collect();
        format!("{{ {} }}", each.join(", "))
    }
}

impl Field {
    fn flow(&self) -> String {
        match self {
            Field::Text(text) => scalar(text),
            Field::List(items) => {
                let items: Vec<String> = items.iter().map(|item| scalar(item)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// A text as YAML reads it back, in quotes where it has to be.
pub fn scalar(text: &str) -> String {
    const WORDS: [&str; 11] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let plain = text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || " -'’.()".contains(c))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_lowercase().as_str());
    // 16 digits with an `e` among them are a number to YAML.
    let digits = text.len() >= 16 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    if plain && !digits {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    proptest::proptest! {
        #[test]
        fn any_text_is_read_back(text in "[ -~é’\n\t\u{85}\u{2028}]{1,12}") {
            let node = yaml::parse(&format!("a: {}\nb: [{}]\n", scalar(&text), scalar(&text))).unwrap();
            let fields = node.fields(&["a", "b"]).unwrap();
            proptest::prop_assert_eq!(fields.need("a").unwrap().text(), Ok(text.as_str()));
            proptest::prop_assert_eq!(fields.need("b").unwrap().texts(), Ok(vec![text.clone()]));
        }
    }
}

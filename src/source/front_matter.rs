//! Front matter: what stands between the first two `---` (YAML) or `+++` (TOML) lines.

use crate::article::Metadata;
use crate::yaml::{self, Node, Value};

use super::{ReadOptions, date};

/// Takes the front matter off the beginning of `text` and says where the copy starts. What is
/// wrong in it becomes a note; the copy is read all the same.
pub(super) fn take(text: &str, options: &ReadOptions, meta: &mut Metadata) -> usize {
    let Some((mark, first)) = opening(text) else { return 0 };
    let mut at = first;
    for line in text[first..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == mark || (mark == "---" && bare == "...") {
            let block = &text[first..at];
            // Two thematic breaks with copy between them are no front matter.
            if !has_key(block, mark) && !block.trim().is_empty() {
                return 0;
            }
            if mark == "---" {
                read_yaml(block, options, meta)
            } else {
                read_toml(block, options, meta)
            }
            return at + line.len();
        }
        at += line.len();
    }
    if has_key(text[first..].lines().next().unwrap_or(""), mark) {
        meta.notes.push(format!("line 1: the front matter has no closing `{mark}`; it is read as copy"));
    }
    0
}

/// The mark of a first line that opens front matter, and where the next line starts.
pub(super) fn opening(text: &str) -> Option<(&'static str, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let mark = ["---", "+++"].into_iter().find(|mark| line.trim_end() == *mark)?;
    Some((mark, line.len()))
}

fn has_key(block: &str, mark: &str) -> bool {
    let sign = if mark == "---" { ':' } else { '=' };
    block.lines().any(|line| {
        let key = line.split_once(sign).map_or("", |(key, _)| key.trim_end().trim_matches(['"', '\'']));
        key.starts_with(char::is_alphabetic)
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}

fn read_yaml(block: &str, options: &ReadOptions, meta: &mut Metadata) {
    let entries = yaml::parse(block).and_then(|node| match node.value {
        Value::Map(entries) => Ok(entries),
        Value::Null => Ok(Vec::new()),
        _ => Err(node.mistake(format!("expected `key: value` lines, found {}", node.sort()))),
    });
    match entries {
        Err(mistake) => {
            let line = mistake.place.line.max(1) + 1;
            meta.notes
                .push(format!("line {line}: the front matter is no YAML and is not used: {}", mistake.what));
        }
        Ok(entries) => {
            for (key, value) in &entries {
                if let Ok(key) = key.text() {
                    set(meta, options, key, plain(value, block).as_deref());
                }
            }
        }
    }
}

fn set(meta: &mut Metadata, options: &ReadOptions, key: &str, value: Option<&str>) {
    let name = options.fields.get(key).map_or_else(|| date::field_called(key), String::as_str).to_lowercase();
    if let Some(value) = value {
        date::set_field(meta, &name, value);
    }
}

/// A value as one line of text: a list is joined, a mapping gives its `name`.
fn plain(node: &Node, block: &str) -> Option<String> {
    match &node.value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => as_written(node, block),
        Value::List(items) => {
            let items: Vec<_> = items.iter().filter_map(|item| plain(item, block)).collect();
            (!items.is_empty()).then(|| items.join(", "))
        }
        Value::Map(entries) => entries
            .iter()
            .find(|(key, _)| key.text() == Ok("name"))
            .and_then(|(_, value)| plain(value, block)),
    }
}

/// The characters of a bare value: a version `1.10` is no number.
fn as_written(node: &Node, block: &str) -> Option<String> {
    let line = block.lines().nth(node.place.line.checked_sub(1)? as usize)?;
    let rest: String = line.chars().skip(node.place.column.saturating_sub(1) as usize).collect();
    let end = rest.find([',', ']', '}', '#']).unwrap_or(rest.len());
    Some(rest[..end].trim().to_owned()).filter(|text| !text.is_empty())
}

/// NOTE: reads `key = value` lines before the first table, with strings, bare values and lists of
/// them on one line; a TOML library would read the rest, of which no field needs any.
fn read_toml(block: &str, options: &ReadOptions, meta: &mut Metadata) {
    for (number, line) in block.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') && line.ends_with(']') {
            break;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let key = key.trim().trim_matches(['"', '\'']);
        let name =
            options.fields.get(key).map_or_else(|| date::field_called(key), String::as_str).to_lowercase();
        if !date::FIELDS.contains(&name.as_str()) {
            continue;
        }
        match toml_value(value.trim()) {
            Some(value) => date::set_field(meta, &name, &value),
            None => {
                meta.notes.push(format!("line {}: `{key}` in the front matter is no TOML value", number + 2));
            }
        }
    }
}

fn toml_value(text: &str) -> Option<String> {
    if let Some(inner) = text.strip_prefix('[') {
        let mut items = Vec::new();
        let mut rest = inner.trim_start();
        while !rest.starts_with(']') {
            let (item, after) = toml_scalar(rest)?;
            items.push(item);
            rest = after.trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        }
        return Some(items.join(", "));
    }
    let (value, rest) = toml_scalar(text)?;
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with('#')).then_some(value)
}

/// A string or a bare value, and what stands after it.
fn toml_scalar(text: &str) -> Option<(String, &str)> {
    if let Some(inner) = text.strip_prefix('\'') {
        let end = inner.find('\'')?;
        return Some((inner[..end].to_owned(), &inner[end + 1..]));
    }
    if text.starts_with('"') {
        // TOML's basic strings are JSON's, but for the rare `\U` and `\e`.
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<String>();
        let value = stream.next()?.ok()?;
        return Some((value, &text[stream.byte_offset()..]));
    }
    let end = text.find([',', ']', '#']).unwrap_or(text.len());
    let value = text[..end].trim_end();
    (!value.is_empty()).then(|| (value.to_owned(), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Metadata, &str) {
        let mut meta = Metadata::default();
        let at = take(text, &ReadOptions::default(), &mut meta);
        (meta, &text[at..])
    }

    #[test]
    fn yaml_gives_the_fields_as_written() {
        let text = "---\r\ntitle: \"Quay: shut\"\r\ndate: 2024-03-12\r\nauthor:\r\n  - Ann Ode\r\n  - {name: Bo Ek}\r\nversion: 1.10 # second\r\ntags: [a, b]\r\n---\r\nCopy.\r\n";
        let (meta, copy) = read(text);
        assert_eq!(meta.title.as_deref(), Some("Quay: shut"));
        assert_eq!(meta.date.unwrap().to_string(), "2024-03-12T00:00:00");
        assert_eq!(meta.author.as_deref(), Some("Ann Ode, Bo Ek"));
        assert_eq!(meta.version.as_deref(), Some("1.10"));
        assert!(meta.notes.is_empty(), "{:?}", meta.notes);
        assert_eq!(copy, "Copy.\r\n");
    }

    #[test]
    fn toml_gives_them_too() {
        let text = "+++\ntitle = \"The \\\"quay\\\"\" # a comment\ndate = 2024-03-12T07:40:00Z\nauthor = ['Ann Ode', \"Bo Ek\"]\ntags = [\n  \"a\",\n]\n[params]\ntitle = \"no\"\n+++\nCopy.\n";
        let (meta, copy) = read(text);
        assert_eq!(meta.title.as_deref(), Some("The \"quay\""));
        assert_eq!(meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
        assert_eq!(meta.author.as_deref(), Some("Ann Ode, Bo Ek"));
        assert_eq!(copy, "Copy.\n");
    }

    #[test]
    fn what_is_no_yaml_is_noted_with_its_line_and_the_copy_read() {
        let (meta, copy) = read("---\ntitle: a\ndate: [2024\n---\nCopy.\n");
        assert_eq!(copy, "Copy.\n");
        assert_eq!(meta.title, None);
        assert!(meta.notes[0].starts_with("line "), "{:?}", meta.notes);
        assert!(meta.notes[0].contains("no YAML"), "{:?}", meta.notes);
    }

    #[test]
    fn copy_between_two_rules_is_copy() {
        let text = "---\nThe quay is shut.\n---\nIt opens soon.\n";
        assert_eq!(read(text).1, text);
    }

    #[test]
    fn front_matter_that_never_ends_is_copy_and_noted() {
        let (meta, copy) = read("---\ntitle: a\n\nThe quay.\n");
        assert!(copy.starts_with("---") && meta.notes.len() == 1);
    }
}

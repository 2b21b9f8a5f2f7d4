//! Adding entries to a configuration file as a person would: one more item under its key, where the
//! list is, and nothing else touched.

use super::{DecisionError, Entry};
use crate::yaml::{self, Node, Value};

/// The text with the entry in it; none where it stands there already.
///
/// # Errors
/// If the file is no configuration, or the list is written in a way that has no room for an entry.
pub fn insert(text: &str, entry: &Entry) -> Result<Option<String>, DecisionError> {
    let before = yaml::parse(text).map_err(DecisionError::Configuration)?;
    let list = value_of(&before, entry.key);
    if list.is_some_and(|(_, list)| items(list).iter().any(|item| says(item, entry))) {
        return Ok(None);
    }
    let place = Place::find(text, &before, list).map_err(|reason| refuse(entry, reason))?;
    let after = place.put(text, entry);
    // What was there is there, and one more item is under the key: anything else is undone.
    let added = yaml::parse(&after).is_ok_and(|read| one_more(&before, &read, entry));
    if added { Ok(Some(after)) } else { Err(refuse(entry, "its layout is unusual")) }
}

fn refuse(entry: &Entry, reason: &str) -> DecisionError {
    let lines: Vec<String> = entry.block().iter().map(|line| format!("  {line}")).collect();
    DecisionError::Layout { key: entry.key, reason: reason.to_owned(), lines: lines.join("\n") }
}

/// Key and value of a key of the file.
fn value_of<'a>(file: &'a Node, key: &str) -> Option<(&'a Node, &'a Node)> {
    match &file.value {
        Value::Map(entries) => {
            entries.iter().find(|(name, _)| name.text() == Ok(key)).map(|(name, value)| (name, value))
        }
        _ => None,
    }
}

fn items(list: &Node) -> &[Node] {
    match &list.value {
        Value::List(items) => items,
        _ => &[],
    }
}

/// Whether an item of the file says what the entry says, whatever the reason.
fn says(item: &Node, entry: &Entry) -> bool {
    let text = |key: &str| value_of(item, key).and_then(|(_, value)| value.text().ok());
    let texts = |key: &str| value_of(item, key).and_then(|(_, value)| value.texts().ok()).unwrap_or_default();
    let all = |wanted: &[String], there: &[String]| wanted.iter().all(|item| there.contains(item));
    match entry.key {
        "distinct" => {
            let names =
                if items(item).is_empty() { texts("names") } else { item.texts().unwrap_or_default() };
            all(entry.list("names"), &names)
        }
        "terms" => text("use") == entry.text("use") && all(entry.list("instead-of"), &texts("instead-of")),
        _ => text("fingerprint") == entry.text("fingerprint"),
    }
}

/// Where an entry goes.
enum Place {
    /// Behind byte `at`, which ends a line, as a block item indented by so many spaces.
    Item { at: usize, indent: usize },
    /// At byte `at` in a list in brackets, after what parts it from the item before.
    Flow { at: usize, apart: &'static str },
    /// At the end of the file, with its key, indented by so many spaces.
    Key { indent: usize },
}

impl Place {
    fn find(text: &str, file: &Node, list: Option<(&Node, &Node)>) -> Result<Self, &'static str> {
        let Some((key, value)) = list else {
            let first = match &file.value {
                Value::Map(entries) => entries.first().map_or(1, |(key, _)| key.place.column),
                Value::Null => 1,
                _ => return Err("the file is no mapping"),
            };
            if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
                return Err("the file is one mapping in braces");
            }
            return Ok(Place::Key { indent: first as usize - 1 });
        };
        let starts = line_starts(text);
        let indent = key.place.column as usize - 1;
        let line = key.place.line as usize - 1;
        let head = &text[starts[line]..*starts.get(line + 1).unwrap_or(&text.len())];
        let Some((_, rest)) = head.split_once(':') else {
            return Err("its key is written in an unusual way");
        };
        let rest = rest.trim_start();
        if rest.starts_with('[') {
            let from = starts[line] + head.len() - rest.len();
            return flow_end(text, from).ok_or("its brackets are not closed");
        }
        if !rest.trim_end().is_empty() && !rest.starts_with('#') {
            return Err("it is no list");
        }
        let (mut last, mut dash) = (line, None);
        for (number, start) in starts.iter().enumerate().skip(line + 1) {
            let content = &text[*start..*starts.get(number + 1).unwrap_or(&text.len())];
            let bare = content.trim();
            if bare.is_empty() || bare.starts_with('#') {
                continue;
            }
            let lead = content.len() - content.trim_start().len();
            let item = bare == "-" || bare.starts_with("- ");
            if lead < indent || lead == indent && !item {
                break;
            }
            if item && dash.is_none() {
                dash = Some(lead);
            }
            last = number;
        }
        if !items(value).is_empty() && dash.is_none() {
            return Err("its items are written in an unusual way");
        }
        let at = *starts.get(last + 1).unwrap_or(&text.len());
        Ok(Place::Item { at, indent: dash.unwrap_or(indent + 2) })
    }

    fn put(&self, text: &str, entry: &Entry) -> String {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out = String::with_capacity(text.len() + 200);
        match self {
            Place::Flow { at, apart } => {
                let (head, tail) = text.split_at(*at);
                out.push_str(head);
                out.push_str(apart);
                out.push_str(&entry.flow());
                out.push_str(tail);
            }
            Place::Item { at, indent } => {
                let (head, tail) = text.split_at(*at);
                out.push_str(head);
                close_line(&mut out, end);
                lines(&mut out, entry, *indent, end);
                out.push_str(tail);
            }
            Place::Key { indent } => {
                out.push_str(text);
                close_line(&mut out, end);
                if !out.trim_start_matches('\u{feff}').is_empty() {
                    out.push_str(end);
                }
                out.push_str(&format!("{}{}:{end}", " ".repeat(*indent), entry.key));
                lines(&mut out, entry, indent + 2, end);
            }
        }
        out
    }
}

fn close_line(out: &mut String, end: &str) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
}

fn lines(out: &mut String, entry: &Entry, indent: usize, end: &str) {
    for line in entry.block() {
        out.push_str(&" ".repeat(indent));
        out.push_str(&line);
        out.push_str(end);
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at < text.len());
    std::iter::once(0).chain(ends).collect()
}

/// Where the list in brackets that opens at `from` closes.
fn flow_end(text: &str, from: usize) -> Option<Place> {
    let (mut depth, mut quote, mut filled, mut last) = (0usize, None, false, from);
    let mut chars = text[from..].char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let at = from + at;
        match (quote, c) {
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !before.is_alphanumeric() => {
                quote = Some(c);
                filled = true;
            }
            (None, '#') if before.is_whitespace() => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            (None, '[' | '{') => {
                filled |= depth > 0;
                depth += 1;
            }
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    // Behind the last item, so that a line end before the bracket stays there.
                    let apart = match filled {
                        false => "",
                        true if text[..last].ends_with(',') => " ",
                        true => ", ",
                    };
                    return Some(Place::Flow { at: if filled { last } else { at }, apart });
                }
            }
            (None, c) if !c.is_whitespace() && c != ',' => filled = true,
            (None, _) => {}
        }
        if quote.is_some() || !c.is_whitespace() {
            last = at + c.len_utf8();
        }
        before = c;
    }
    None
}

/// Whether `after` is `before` with one more item under the entry's key.
fn one_more(before: &Node, after: &Node, entry: &Entry) -> bool {
    let empty = Vec::new();
    let keys = |node: &Node| match &node.value {
        Value::Map(entries) => entries.clone(),
        _ => empty.clone(),
    };
    let (old, new) = (keys(before), keys(after));
    let kept = old.iter().all(|(key, value)| {
        let Some((_, now)) = key.text().ok().and_then(|key| value_of(after, key)) else { return false };
        if key.text() != Ok(entry.key) {
            return same(value, now);
        }
        let (value, now) = (items(value), items(now));
        now.len() == value.len() + 1 && value.iter().zip(now).all(|(a, b)| same(a, b))
    });
    let fresh = usize::from(value_of(before, entry.key).is_none());
    let there = value_of(after, entry.key).and_then(|(_, list)| items(list).last());
    kept && new.len() == old.len() + fresh && there.is_some_and(|item| says(item, entry))
}

/// Whether two nodes hold the same, wherever they stand.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((a, x), (b, y))| same(a, b) && same(x, y))
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn entry(json: &str) -> Entry {
        let text = format!(r#"{{"version":1,"decisions":[{{"fingerprint":"0123456789abcdef",{json}}}]}}"#);
        Entry::new(&read(&text).unwrap()[0]).unwrap()
    }

    fn apart() -> Entry {
        entry(r#""rule":"name-spelling","decision":"different","values":["Hansen","Hanssen"]"#)
    }

    fn added(text: &str, entry: &Entry) -> String {
        insert(text, entry).unwrap().unwrap()
    }

    #[test]
    fn an_entry_goes_behind_the_last_of_its_list_and_comments_stay() {
        let text = "# House\ndistinct:\n  - [Iran, Iraq] # two states\n  # more\n\n# Levels\nlevels: {apostrophe: off}\n";
        let expected = "# House\ndistinct:\n  - [Iran, Iraq] # two states\n  - [Hansen, Hanssen]\n  # more\n\n# Levels\nlevels: {apostrophe: off}\n";
        assert_eq!(added(text, &apart()), expected);
    }

    #[test]
    fn a_list_that_is_not_there_goes_to_the_end() {
        assert_eq!(added("", &apart()), "distinct:\n  - [Hansen, Hanssen]\n");
        let text = "# nothing yet\r\nignore: [promo-line]";
        let expected = "# nothing yet\r\nignore: [promo-line]\r\n\r\ndistinct:\r\n  - [Hansen, Hanssen]\r\n";
        assert_eq!(added(text, &apart()), expected);
        assert_eq!(
            added("distinct:\n# none\nignore: []\n", &apart()),
            "distinct:\n  - [Hansen, Hanssen]\n# none\nignore: []\n"
        );
    }

    #[test]
    fn lists_in_brackets_and_lists_without_indentation_stay_what_they_are() {
        let accept = entry(
            r#""rule":"person-age","decision":"same","note":"a \"birthday\": #2","author":"R. Hale","date":"2026-11-27""#,
        );
        assert_eq!(
            added("accept: [ Ye Olde Shoppe, 'a ] b', ] # right\nignore: []\n", &accept),
            "accept: [ Ye Olde Shoppe, 'a ] b', { fingerprint: \"0123456789abcdef\", rule: person-age, \
             reason: \"a \\\"birthday\\\": #2\", by: R. Hale, date: \"2026-11-27\" } ] # right\nignore: []\n"
        );
        assert_eq!(
            added("accept:\n- Ye Olde Shoppe\nignore: []\n", &accept),
            "accept:\n- Ye Olde Shoppe\n- fingerprint: \"0123456789abcdef\"\n  rule: person-age\n  \
             reason: \"a \\\"birthday\\\": #2\"\n  by: R. Hale\n  date: \"2026-11-27\"\nignore: []\n"
        );
        assert_eq!(added("distinct: []\n", &apart()), "distinct: [[Hansen, Hanssen]]\n");
    }

    #[test]
    fn what_stands_there_is_not_added_again() {
        let term =
            entry(r#""rule":"name-spelling","decision":"same","form":"Kyiv","values":["Kiev","Kyiv"]"#);
        let text = added("", &term);
        assert_eq!(text, "terms:\n  - use: Kyiv\n    instead-of: [Kiev]\n");
        assert!(insert(&text, &term).unwrap().is_none());
        assert!(
            insert("distinct:\n  - {names: [Jansen, Hanssen, Hansen], by: me}\n", &apart())
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn an_unusual_layout_is_left_alone_and_the_entry_shown() {
        let said = insert("{distinct: [[a, b]], ignore: []}\n", &apart());
        assert!(said.is_ok() || said.unwrap_err().to_string().contains("- [Hansen, Hanssen]"));
        let said = insert("{ignore: []}\n", &apart()).unwrap_err().to_string();
        assert!(said.ends_with("write it by hand:\n  - [Hansen, Hanssen]"), "{said}");
    }

    proptest::proptest! {
        #[test]
        fn no_layout_loses_anything(text in "((distinct|ignore|accept):( \\[(a|'b]'|\"c\")?(, d)?\\])?\n| {0,3}- (x|\\[a, b\\]|\\{names: \\[a, b\\]\\})\n| {0,3}# y\n|\n){0,8}") {
            // Either an error, or the old text with one more item.
            if let Ok(Some(after)) = insert(&text, &apart()) {
                let (old, new) = (yaml::parse(&text).unwrap(), yaml::parse(&after).unwrap());
                proptest::prop_assert!(one_more(&old, &new, &apart()));
            }
        }
    }
}

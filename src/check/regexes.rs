//! Patterns that users write: regular expressions whose cost is linear in the text, whatever they
//! say. A mistake in one names the character.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind};

use crate::yaml::{Mistake, Node};

/// Larger than any pattern that a person writes; `\w{5000}` stops here.
const SIZE_LIMIT: usize = 4 << 20;

/// One pattern.
pub(super) fn compile(node: &Node, ignore_case: bool) -> Result<Regex, Mistake> {
    build(node.text()?, ignore_case).map_err(|error| mistake(node, &error))
}

/// One pattern that matches where any of the list does; none where the list is empty.
pub(super) fn any_of(nodes: &[Node], ignore_case: bool) -> Result<Option<Regex>, Mistake> {
    let mut all = String::new();
    for node in nodes {
        let pattern = node.text()?;
        if pattern.is_empty() {
            return Err(node.mistake("an empty pattern matches everywhere"));
        }
        // Two halves of a bad pattern must not make a good one: `a)|(b`.
        if pattern.contains(')') {
            compile(node, ignore_case)?;
        }
        if !all.is_empty() {
            all.push('|');
        }
        all.push_str("(?:");
        all.push_str(pattern);
        all.push(')');
    }
    if all.is_empty() {
        return Ok(None);
    }
    match build(&all, ignore_case) {
        Ok(regex) => Ok(Some(regex)),
        Err(error) => {
            for node in nodes {
                compile(node, ignore_case)?;
            }
            Err(mistake(&nodes[0], &error))
        }
    }
}

fn build(pattern: &str, ignore_case: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(ignore_case).size_limit(SIZE_LIMIT).build()
}

fn mistake(node: &Node, error: &regex::Error) -> Mistake {
    let help =
        "patterns are regular expressions of the Rust `regex` crate: no look-around, no back-references";
    match error {
        regex::Error::CompiledTooBig(_) => {
            node.mistake("the pattern is too large once its repeats are written out")
        }
        regex::Error::Syntax(drawn) => {
            let what =
                drawn.lines().rev().find_map(|line| line.strip_prefix("error: ")).unwrap_or("not a pattern");
            // The library draws the pattern four columns in and carets below it.
            let caret =
                drawn.lines().find(|line| line.trim_start().starts_with('^')).and_then(|line| line.find('^'));
            let what = match caret.and_then(|column| column.checked_sub(3)) {
                Some(column) => format!("bad pattern: {what}, at character {column} of it"),
                None => format!("bad pattern: {what}"),
            };
            node.mistake_with(what, help)
        }
        _ => node.mistake_with("bad pattern", help),
    }
}

/// The longest text that stands in all that a pattern matches, where that is plain to see: text without it need not
/// be searched.
pub(super) fn needed(pattern: &str) -> Option<String> {
    fn of(hir: &Hir) -> Option<Vec<u8>> {
        match hir.kind() {
            HirKind::Literal(literal) => Some(literal.0.to_vec()),
            HirKind::Capture(capture) => of(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
            HirKind::Concat(parts) => parts.iter().filter_map(of).max_by_key(Vec::len),
            _ => None,
        }
    }
    let parsed = regex_syntax::parse(pattern).ok()?;
    String::from_utf8(of(&parsed)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn what_all_matches_hold_is_needed() {
        for (pattern, expected) in [
            ("[0-9] ?%", Some("%")),
            (r"[0-9] ?(km[2²]?)\b", Some("km")),
            ("(a|b)c{2,}.*def?", Some("de")),
            ("(?:ab)+", Some("ab")),
            ("(?:ab)*|cd", None),
            ("(?i)ab", None),
        ] {
            assert_eq!(needed(pattern).as_deref(), expected, "{pattern}");
        }
    }

    fn list(text: &str) -> Vec<Node> {
        yaml::parse(text).unwrap().items().unwrap().to_vec()
    }

    #[test]
    fn a_mistake_names_the_character() {
        let mistake = any_of(&list("- 'fine'\n- 'ab(cd'\n"), false).unwrap_err();
        assert_eq!(mistake.place.line, 2);
        assert_eq!(mistake.what, "bad pattern: unclosed group, at character 3 of it");
    }

    #[test]
    fn two_halves_do_not_make_a_pattern() {
        assert!(any_of(&list("['a)|(b']"), false).is_err());
    }

    #[test]
    fn a_pattern_that_grows_too_large_is_refused() {
        let mistake = any_of(&list(r"['\w{2000}{20}']"), false).unwrap_err();
        assert!(mistake.what.contains("too large"), "{mistake:?}");
    }
}

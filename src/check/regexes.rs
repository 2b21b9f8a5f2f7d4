//! Patterns that users write: regular expressions whose cost is linear in the text, whatever they
//! say. A mistake in one names the character.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

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
        let pattern = written(node)?;
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

/// A pattern of a list, as it is written.
fn written(node: &Node) -> Result<&str, Mistake> {
    match node.text()? {
        "" => Err(node.mistake("an empty pattern matches everywhere")),
        pattern => Ok(pattern),
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

/// Patterns that are looked for in whole articles, each by itself: nearly all have letters or marks that can be looked
/// for quickly, and all of them together have none in common.
pub(super) struct Each(Vec<Regex>);

/// Where one of several patterns matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The match.
    pub(super) whole: Range<usize>,
    /// Its first group, where the pattern has one; else the same.
    pub(super) named: Range<usize>,
}

impl Each {
    /// The patterns of a list.
    pub(super) fn read(nodes: &[Node], ignore_case: bool) -> Result<Self, Mistake> {
        let read = |node| written(node).and_then(|_| compile(node, ignore_case));
        nodes.iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them matches.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.iter().any(|pattern| pattern.is_match(text))
    }

    /// Where they match, in order. Of matches that overlap the first counts, and of those that begin at one place the
    /// one whose pattern is listed first. Empty matches are none.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for pattern in &self.0 {
            if pattern.captures_len() == 1 {
                let matches = pattern.find_iter(text).map(|found| found.range());
                found.extend(matches.map(|whole| Found { named: whole.clone(), whole }));
            } else {
                found.extend(pattern.captures_iter(text).map(|captures| {
                    let whole = captures.get_match();
                    let named = captures.iter().skip(1).flatten().next().unwrap_or(whole);
                    Found { whole: whole.range(), named: named.range() }
                }));
            }
        }
        found.retain(|found| !found.named.is_empty());
        found.sort_by_key(|found| found.whole.start);
        found.dedup_by(|later, first| later.whole.start < first.whole.end);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

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
    fn the_first_match_counts_and_then_the_first_pattern() {
        let each = Each::read(&list("- '[0-9]+ (km)'\n- '[0-9]+'\n- 'km of'\n- 'x*'\n"), false).unwrap();
        let found = each.find("8 km of 9 roads");
        let of = |whole: Range<usize>, named| Found { whole, named };
        assert_eq!(found, [of(0..4, 2..4), of(8..9, 8..9)]);
        assert!(each.is_match("km of") && each.is_match("") && each.find("roads").is_empty());
        assert!(Each::read(&list("['a', '']"), false).is_err());
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

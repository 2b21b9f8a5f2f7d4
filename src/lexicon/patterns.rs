//! Many patterns tried on one text at once.
//!
//! News patterns are full of gaps (`.{0,80}`). In a set each of them multiplies the states of the
//! automaton, until it forgets states as fast as it makes them: every gap that has begun goes on beside
//! all others. So a text is first tried against the longest part of each pattern that has no gap, which
//! stands in all that the pattern matches and needs few states; a pattern that may match is then tried
//! as it was written.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// What may be repeated more often is a gap.
const HIGHEST_BOUND: u32 = 8;

/// Patterns in their order, case aside. They are compiled when first asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    sources: Vec<String>,
    compiled: OnceLock<Compiled>,
}

#[derive(Clone, Debug)]
struct Compiled {
    parts: RegexSet,
    exact: Vec<OnceLock<Regex>>,
}

impl Patterns {
    pub(super) fn new(sources: Vec<String>) -> Self {
        Self { sources, compiled: OnceLock::new() }
    }

    /// Compiles every pattern now: for lists that users write.
    ///
    /// # Errors
    /// The first pattern that is none.
    pub(super) fn compile(&self) -> Result<(), regex::Error> {
        for source in &self.sources {
            exact(source)?;
        }
        let compiled = compile(&self.sources)?;
        self.compiled.get_or_init(|| compiled);
        Ok(())
    }

    /// The numbers of the patterns that match somewhere in `text`.
    pub(super) fn matching(&self, text: &str) -> impl Iterator<Item = usize> {
        let compiled = self
            .compiled
            .get_or_init(|| compile(&self.sources).expect("lists are compiled when read or tested"));
        compiled.parts.matches(text).into_iter().filter(move |&number| {
            compiled.exact[number]
                .get_or_init(|| exact(&self.sources[number]).expect("lists are compiled when read or tested"))
                .is_match(text)
        })
    }
}

fn exact(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).case_insensitive(true).build()
}

fn compile(sources: &[String]) -> Result<Compiled, regex::Error> {
    let parts: Vec<String> = sources.iter().map(|source| part(source)).collect::<Result<_, _>>()?;
    Ok(Compiled { parts: RegexSet::new(parts)?, exact: vec![OnceLock::new(); sources.len()] })
}

/// The longest part of `source` without a gap: a pattern that matches somewhere in whatever `source`
/// matches.
fn part(source: &str) -> Result<String, regex::Error> {
    let parsed = ParserBuilder::new().case_insensitive(true).utf8(true).build().parse(source);
    let parsed = parsed.map_err(|error| regex::Error::Syntax(error.to_string()))?;
    let mut parts = vec![Vec::new()];
    split(&parsed, &mut parts);
    let parts = parts.into_iter().map(Hir::concat);
    let longest = parts.max_by_key(|part| part.properties().minimum_len().unwrap_or(0));
    Ok(longest.unwrap_or_else(Hir::empty).to_string())
}

/// Adds `hir` to the last of `parts`, and begins a new one behind each gap.
fn split(hir: &Hir, parts: &mut Vec<Vec<Hir>>) {
    match hir.kind() {
        HirKind::Concat(all) => all.iter().for_each(|hir| split(hir, parts)),
        HirKind::Capture(capture) => split(&capture.sub, parts),
        _ if has_gap(hir) => parts.push(Vec::new()),
        _ => parts.last_mut().expect("there is one from the start").push(hir.clone()),
    }
}

/// Whether something in `hir` may be repeated often, and be letters.
fn has_gap(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let often = repetition.max.is_none_or(|max| max > HIGHEST_BOUND);
            often && may_be_letters(&repetition.sub) || has_gap(&repetition.sub)
        }
        HirKind::Capture(capture) => has_gap(&capture.sub),
        HirKind::Concat(all) | HirKind::Alternation(all) => all.iter().any(has_gap),
        _ => false,
    }
}

fn may_be_letters(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().any(|range| range.start() <= 'e' && 'e' <= range.end())
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().any(|range| range.start() <= b'e' && b'e' <= range.end())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_part_need_not_match() {
        let sources = [r"^read\b.{0,20}\bhere$", r"\bclick (here|below)"].map(str::to_owned);
        let patterns = Patterns::new(sources.to_vec());
        let numbers = |text: &str| patterns.matching(text).collect::<Vec<_>>();
        assert_eq!(numbers("Read the whole story here"), [0]);
        assert_eq!(numbers("Read what the council wrote of the bridge in March here"), [0usize; 0]);
        assert_eq!(
            numbers("Read it or CLICK HERE, says the page, and that is all of it; nothing is here"),
            [1]
        );
    }

    #[test]
    fn the_longest_part_without_a_gap_speaks_for_a_pattern() {
        for (source, expected) in [
            ("(?-i:^ab.{0,40}cde)", "(?-i:cde)"),
            ("(?-i:^[^a-z]*abc?.{9}d)", "(?-i:^[^a-z]*abc?)"),
            ("(?-i:(a|b.*)cd(e.+f)g)", "(?-i:cde)"),
            ("(?-i:(ab.+|c)d{2,3}.*)", "(?-i:d{2,3})"),
        ] {
            assert_eq!(part(source).unwrap(), part(expected).unwrap(), "{source}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_an_error() {
        assert!(Patterns::new(vec!["a(".to_owned()]).compile().is_err());
    }
}

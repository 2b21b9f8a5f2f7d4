//! Many patterns tried on one text at once.
//!
//! News patterns are full of counted gaps (`.{0,80}`). In a set each of them multiplies the states of the
//! automaton, until it forgets states as fast as it makes them and the slow engine takes over. So a
//! text is first tried against the patterns with their counts lifted, which match at least as much and
//! need few states; a pattern that may match is then tried as it was written.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind, Repetition};

/// A higher bound is lifted.
const HIGHEST_BOUND: u32 = 8;

/// Patterns in their order, case aside. They are compiled when first asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    sources: Vec<String>,
    compiled: OnceLock<Compiled>,
}

#[derive(Clone, Debug)]
struct Compiled {
    lifted: RegexSet,
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
        compiled.lifted.matches(text).into_iter().filter(move |&number| {
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
    let lifted: Vec<String> = sources.iter().map(|source| lifted(source)).collect::<Result<_, _>>()?;
    Ok(Compiled { lifted: RegexSet::new(lifted)?, exact: vec![OnceLock::new(); sources.len()] })
}

/// A pattern that matches wherever `source` does, and is cheap in a set.
fn lifted(source: &str) -> Result<String, regex::Error> {
    let parsed = ParserBuilder::new().case_insensitive(true).utf8(true).build().parse(source);
    Ok(lift(&parsed.map_err(|error| regex::Error::Syntax(error.to_string()))?).to_string())
}

fn lift(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let high = |bound: u32| bound > HIGHEST_BOUND;
            let lift_it = high(repetition.min) || repetition.max.is_some_and(high);
            Hir::repetition(Repetition {
                min: if lift_it { repetition.min.min(1) } else { repetition.min },
                max: if lift_it { None } else { repetition.max },
                greedy: repetition.greedy,
                sub: Box::new(lift(&repetition.sub)),
            })
        }
        HirKind::Capture(capture) => lift(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(lift).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(lift).collect()),
        _ => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifted_count_is_held_to_by_the_pattern_itself() {
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
    fn only_high_counts_are_lifted() {
        assert_eq!(lifted("(?-i:a{2,3}b{0,40}c{30})").unwrap(), lifted("(?-i:a{2,3}b*c+)").unwrap());
    }

    #[test]
    fn what_is_no_pattern_is_an_error() {
        assert!(Patterns::new(vec!["a(".to_owned()]).compile().is_err());
    }
}

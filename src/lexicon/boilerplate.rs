//! Lines that stand under and over articles: bylines, sign-offs, credits, rights, promotion.

use std::sync::OnceLock;

use regex::{RegexSet, RegexSetBuilder};

use crate::yaml::{Mistake, Node};

/// The words of a longer paragraph are copy, whatever it starts with.
const LONGEST: usize = 600;

/// Patterns with the part of an article in which each holds.
///
/// They are compiled when the first paragraph is asked about: most runs on one article never ask, and
/// compiling takes longer than checking it.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    sources: Vec<String>,
    patterns: OnceLock<RegexSet>,
    reach: Vec<Reach>,
}

/// Where in its article a paragraph must stand: no further from the start or the end than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reach {
    from_start: usize,
    from_end: usize,
}

impl Boilerplate {
    /// Reads a list of entries `{pattern, at, within}`: `at` is `start`, `end` or `anywhere` (the
    /// default), `within` says how many paragraphs that part has.
    pub(super) fn read(node: &Node) -> Result<Self, Mistake> {
        let fields = node.fields(&["patterns"])?;
        let (mut sources, mut reach) = (Vec::new(), Vec::new());
        for entry in fields.need("patterns")?.items()? {
            let entry = entry.fields(&["pattern", "at", "within"])?;
            let pattern = entry.need("pattern")?;
            // A word boundary by Unicode's rules would keep the fast engines from running.
            let source = pattern.text()?.replace(r"\b", r"(?-u:\b)");
            let within = match entry.get("within") {
                Some(node) => node.number(1.0, 100.0)? as usize,
                None => 3,
            };
            let at = entry.get("at").map(|node| node.one_of("place", &["start", "end", "anywhere"]));
            reach.push(match at.transpose()? {
                Some("start") => Reach { from_start: within, from_end: usize::MAX },
                Some("end") => Reach { from_start: usize::MAX, from_end: within },
                _ => Reach { from_start: usize::MAX, from_end: usize::MAX },
            });
            sources.push(source);
        }
        Ok(Self { sources, patterns: OnceLock::new(), reach })
    }

    /// Compiles the patterns now: for lists that users write.
    pub(super) fn compile(&self, node: &Node) -> Result<(), Mistake> {
        let set = build(&self.sources).map_err(|error| node.mistake(format!("bad pattern: {error}")))?;
        self.patterns.get_or_init(|| set);
        Ok(())
    }

    /// Whether a paragraph is such a line, when `before` paragraphs stand before it in its article
    /// and `behind` behind it.
    pub fn matches(&self, paragraph: &str, before: usize, behind: usize) -> bool {
        let patterns = self.patterns.get_or_init(|| {
            build(&self.sources).expect("users' lists are compiled when read, shipped ones are tested")
        });
        paragraph.len() <= LONGEST
            && patterns.matches(paragraph).iter().any(|number| {
                let reach = self.reach[number];
                before <= reach.from_start && behind < reach.from_end
            })
    }
}

fn build(sources: &[String]) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(sources).case_insensitive(true).build()
}

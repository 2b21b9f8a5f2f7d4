//! Lines that stand under and over articles: bylines, sign-offs, credits, rights, promotion.

use regex::RegexSet;

use crate::yaml::{Mistake, Node};

/// The words of a longer paragraph are copy, whatever it starts with.
const LONGEST: usize = 600;

/// Patterns with the part of an article in which each holds.
#[derive(Clone, Debug)]
pub struct Boilerplate {
    patterns: RegexSet,
    reach: Vec<Reach>,
}

/// Where in its article a paragraph must stand: no further from the start or the end than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reach {
    from_start: usize,
    from_end: usize,
}

impl Default for Boilerplate {
    fn default() -> Self {
        Self { patterns: RegexSet::empty(), reach: Vec::new() }
    }
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
            let source = format!("(?i){}", pattern.text()?);
            regex::Regex::new(&source).map_err(|error| pattern.mistake(format!("bad pattern: {error}")))?;
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
        let patterns = RegexSet::new(sources).map_err(|error| node.mistake(error.to_string()))?;
        Ok(Self { patterns, reach })
    }

    /// Whether a paragraph is such a line, when `before` paragraphs stand before it in its article
    /// and `behind` behind it.
    pub fn matches(&self, paragraph: &str, before: usize, behind: usize) -> bool {
        paragraph.len() <= LONGEST
            && self.patterns.matches(paragraph).iter().any(|number| {
                let reach = self.reach[number];
                before <= reach.from_start && behind < reach.from_end
            })
    }
}

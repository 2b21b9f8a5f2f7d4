//! Lines that stand under and over articles: bylines, sign-offs, credits, rights, promotion.

use super::patterns::Patterns;
use crate::yaml::{Mistake, Node};

/// The words of a longer paragraph are copy, whatever it starts with.
const LONGEST: usize = 600;

/// Patterns with the part of an article in which each holds, and those that tell a caption.
///
/// They are compiled when the first paragraph is asked about: most runs on one article never ask, and
/// compiling takes longer than checking it.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    lines: Patterns,
    reach: Vec<Reach>,
    captions: Patterns,
}

/// Where in its article a paragraph must stand: no further from the start or the end than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reach {
    from_start: usize,
    from_end: usize,
}

impl Boilerplate {
    /// Reads a list of entries `{pattern, at, within}`: `at` is `start`, `end` or `anywhere` (the
    /// default), `within` says how many paragraphs that part has. `captions` lists patterns alone.
    pub(super) fn read(node: &Node) -> Result<Self, Mistake> {
        let fields = node.fields(&["captions", "patterns"])?;
        let (mut sources, mut reach) = (Vec::new(), Vec::new());
        for entry in fields.need("patterns")?.items()? {
            let entry = entry.fields(&["pattern", "at", "within"])?;
            let pattern = entry.need("pattern")?;
            sources.push(source_of(pattern)?);
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
        }
        let captions = match fields.get("captions") {
            Some(list) => list.items()?.iter().map(source_of).collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        Ok(Self { lines: Patterns::new(sources), reach, captions: Patterns::new(captions) })
    }

    /// Compiles the patterns now: for lists that users write.
    pub(super) fn compile(&self, node: &Node) -> Result<(), Mistake> {
        for patterns in [&self.lines, &self.captions] {
            patterns.compile().map_err(|error| node.mistake(format!("bad pattern: {error}")))?;
        }
        Ok(())
    }

    /// Whether a paragraph is such a line, when `before` paragraphs stand before it in its article
    /// and `behind` behind it.
    pub fn matches(&self, paragraph: &str, before: usize, behind: usize) -> bool {
        paragraph.len() <= LONGEST
            && self.lines.matching(paragraph).any(|number| {
                let reach = self.reach[number];
                before <= reach.from_start && behind < reach.from_end
            })
    }

    /// Whether a paragraph is made up like a caption: a credit, `pictured`, a label before a colon.
    pub fn is_caption(&self, paragraph: &str) -> bool {
        paragraph.len() <= LONGEST && self.captions.matching(paragraph).next().is_some()
    }
}

fn source_of(pattern: &Node) -> Result<String, Mistake> {
    // A word boundary by Unicode's rules would keep the fast engines from running.
    Ok(pattern.text()?.replace(r"\b", r"(?-u:\b)"))
}

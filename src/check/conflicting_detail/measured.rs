//! What a length is the length of: a dimension (`16 feet deep`), or the way from a place
//! (`75 miles east of Cornport`).
//!
//! Two lengths of one thing are compared, and a depth with a depth; a depth with a width is not.

use crate::article::Span;
use crate::check::Corpus;
use crate::fact::{Claim, Figure};
use crate::text::{Case, Word, bare, fold, words};

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Measured {
    /// How deep, wide or high something is.
    Dimension(&'static str),
    /// How far it is from a place, and on which side of it.
    Way {
        /// `north`; empty where it is not said.
        side: String,
        /// The place, folded.
        place: String,
    },
}

/// Words for one dimension, by the first of them.
const DIMENSIONS: &[&[&str]] = &[
    &["deep", "depth"],
    &["wide", "width", "broad", "breadth"],
    &["across", "diameter"],
    &["long", "length"],
    &["high", "tall", "height"],
    &["thick", "thickness"],
    &["radius"],
    &["altitude", "elevation"],
];

/// Words between `depth of` and the figure that leave it one measure.
const HEDGES: &[&str] = &[
    "a", "about", "almost", "around", "at", "least", "nearly", "of", "over", "roughly", "some", "than", "to",
    "up",
];

/// What the length `figure` is the length of, where its sentence says that beside it.
pub(super) fn measured(corpus: &Corpus, article: u32, claim: &Claim, figure: &Figure) -> Option<Measured> {
    if figure.measure() != "length" {
        return None;
    }
    let before = Span { start: claim.span.start, end: figure.span.start.max(claim.span.start) };
    let after = Span { start: figure.span.end, end: claim.span.end.max(figure.span.end) };
    behind(corpus.slice(article, after)).or_else(|| ahead(corpus.slice(article, before)))
}

/// `a depth of about`: the dimension that a figure behind these words gives.
fn ahead(text: &str) -> Option<Measured> {
    let words = words(text);
    let mut of = false;
    for word in words.iter().rev().take(5) {
        let word = word.of(text);
        if of && let Some(dimension) = dimension(word) {
            return Some(Measured::Dimension(dimension));
        }
        of |= word == "of";
        if !HEDGES.contains(&word) {
            return None;
        }
    }
    None
}

/// `deep`, `in diameter`, `north of Cornport`: what the words behind a figure say.
fn behind(text: &str) -> Option<Measured> {
    // `16 feet (4.9 metres) deep`.
    let text = match text.strip_prefix(" (") {
        Some(inner) => &inner[inner.find(')')? + 1..],
        None => text.strip_prefix(')').unwrap_or(text),
    };
    let words = words(text);
    let word = |at: usize| words.get(at).map(|word| word.of(text));
    let first = word(0)?;
    let lead = &text[..words[0].start as usize];
    if !matches!(lead, " " | "-") {
        return None;
    }
    let adjective = !matches!(first, "length" | "height" | "width" | "depth" | "radius" | "altitude");
    if let Some(dimension) = dimension(first).filter(|_| adjective) {
        return Some(Measured::Dimension(dimension));
    }
    if first == "in"
        && let Some(dimension) = word(1).and_then(dimension)
    {
        return Some(Measured::Dimension(dimension));
    }
    let mut at = 0;
    let mut side = String::new();
    while let Some(part) = word(at).filter(|part| points(part)) {
        side.push_str(part);
        at += 1;
    }
    at += usize::from(word(at) == Some("away"));
    if !matches!(word(at)?, "of" | "from") {
        return None;
    }
    at += 1;
    while matches!(word(at), Some("the" | "central" | "downtown")) {
        at += 1;
    }
    let place = place(text, words.get(at..)?);
    (!place.is_empty()).then_some(Measured::Way { side, place })
}

fn dimension(word: &str) -> Option<&'static str> {
    DIMENSIONS.iter().find(|forms| forms.contains(&word)).map(|forms| forms[0])
}

/// Whether a word is a point of the compass, or part of one.
fn points(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest"
    )
}

/// The name that stands at the beginning of `words`.
fn place(text: &str, words: &[Word]) -> String {
    let mut last: Option<&Word> = None;
    let name = words.iter().take_while(|word| {
        let joined = last.is_none_or(|last| word.start - last.end == 1);
        last = Some(word);
        joined && matches!(word.case, Case::Title | Case::Upper)
    });
    let name: Vec<String> = name.map(|word| bare(&fold(word.of(text))).to_owned()).collect();
    name.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(side: &str, place: &str) -> Option<Measured> {
        Some(Measured::Way { side: side.to_owned(), place: place.to_owned() })
    }

    #[test]
    fn a_length_is_of_a_dimension_or_from_a_place() {
        assert_eq!(behind(" deep and wet"), Some(Measured::Dimension("deep")));
        assert_eq!(behind("-wide crater"), Some(Measured::Dimension("wide")));
        assert_eq!(behind(" (4.9 metres) in diameter"), Some(Measured::Dimension("across")));
        assert_eq!(behind(" north-east of the New Bray harbour"), way("northeast", "new bray"));
        assert_eq!(behind(" (24 km) away from Cornport"), way("", "cornport"));
        assert_eq!(behind(" of cable"), None);
        assert_eq!(behind(", deep in the wood"), None);
    }

    #[test]
    fn a_dimension_may_stand_before_its_figure() {
        assert_eq!(ahead("It has a depth of about "), Some(Measured::Dimension("deep")));
        assert_eq!(ahead("Of the depth nobody spoke: it was "), None);
    }
}

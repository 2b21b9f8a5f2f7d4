//! What a finding says: both places, how much is the same in words, and what to do.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::{Doubt, in_brackets};
use super::pair::{Likeness, Pair, Side};
use crate::check::Corpus;
use crate::check::corpus::in_words;

/// A text that has more to say than this besides what it holds is a longer one.
const MOST_OF_LONGER: f64 = 0.75;

/// The message of a finding about `pairs`, the first of which is what it is named for, and why it is asked.
pub(super) fn of(corpus: &Corpus, pairs: &[&Pair], places: usize, doubt: Option<Doubt>) -> String {
    let doubt = in_brackets(doubt);
    let first = pairs[0];
    let articles: BTreeSet<u32> = pairs.iter().flat_map(|p| [p.a.at.article, p.b.at.article]).collect();
    let advice =
        if first.is_across() { "keep both only if both articles are meant to carry it" } else { "cut one" };
    if first.is_across() && articles.len() == 2 && places > 2 {
        // What one of the two says twice is told with its places, and its words count once.
        let across: Vec<&Pair> = pairs.iter().copied().filter(|pair| pair.is_across()).collect();
        let (here, there) = (paragraphs(corpus, &across, |p| &p.a), paragraphs(corpus, &across, |p| &p.b));
        let other = &corpus.article(first.b.at.article).id;
        let (here, stand) = (in_words_all(&here), if here.len() > 1 { "stand" } else { "stands" });
        let (there, how) = (in_words_all(&there), all_alike(&across));
        return format!("{here} {stand} again in {other}, {there}, {how}{doubt}; {advice}");
    }
    let values = values(corpus, first);
    let (place, other, coverage) = (&values["place"], &values["other"], &values["coverage"]);
    let more = match places - 2 {
        0 => String::new(),
        1 => " (and one more place)".to_owned(),
        more => format!(" (and {more} more places)"),
    };
    let how = match first.likeness {
        Likeness::Exact | Likeness::Typographic => "word for word".to_owned(),
        Likeness::Numbers => "word for word except for figures".to_owned(),
        Likeness::Split => format!("in parts: {coverage} are the same"),
        Likeness::Contained if first.a.share() < MOST_OF_LONGER => {
            format!("in part: {coverage} there stand here")
        }
        Likeness::Contained if first.b.share() < MOST_OF_LONGER => {
            format!("inside a longer text: {coverage} are the same")
        }
        _ => format!("{}: {coverage} are the same", reworded(first)),
    };
    format!("{place} stands again in {other}{more}, {how}{doubt}; {advice}")
}

/// The numbers of the paragraphs of one side.
fn paragraphs(corpus: &Corpus, pairs: &[&Pair], side: fn(&Pair) -> &Side) -> BTreeSet<u32> {
    let number = |side: &Side| corpus.article(side.at.article).locate(side.span).paragraph;
    pairs.iter().map(|pair| number(side(pair))).collect()
}

/// `paragraph 2`, `paragraphs 2 and 3`, `paragraphs 2 to 5`, `paragraphs 2, 3 and 7`.
fn in_words_all(paragraphs: &BTreeSet<u32>) -> String {
    let all: Vec<u32> = paragraphs.iter().copied().collect();
    match all.as_slice() {
        [one] => in_words(*one),
        [0, rest @ ..] => {
            format!("{} and {}", in_words(0), in_words_all(&rest.iter().copied().collect()))
        }
        [first, .., last] if all.len() > 2 && all.windows(2).all(|two| two[0] + 1 == two[1]) => {
            format!("paragraphs {first} to {last}")
        }
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(u32::to_string).collect();
            format!("paragraphs {} and {last}", most.join(", "))
        }
        [] => String::new(),
    }
}

/// How several pairs agree as one.
fn all_alike(pairs: &[&Pair]) -> String {
    let gravest = |likeness: Likeness| pairs.iter().all(|pair| pair.likeness <= likeness);
    let shorter = || pairs.iter().map(|pair| pair.by_size().0);
    let covered = shorter().map(|side| side.covered).sum::<usize>();
    let refigured = pairs.iter().map(|pair| pair.refigured).sum::<usize>();
    let words = shorter().map(|side| side.words).sum();
    let coverage = count(covered - refigured, words);
    if gravest(Likeness::Typographic) {
        "word for word".to_owned()
    } else if gravest(Likeness::Numbers) {
        "word for word except for figures".to_owned()
    } else if pairs.iter().any(|pair| pair.likeness == Likeness::Split) {
        format!("in parts: {coverage} are the same")
    } else if covered - refigured == words {
        format!("with words added or left out: {coverage} are the same")
    } else {
        format!("reworded in part: {coverage} are the same")
    }
}

/// How a text came to differ: not every rewrite changes words.
fn reworded(pair: &Pair) -> &'static str {
    let whole = |side: &Side| side.covered == side.words && pair.refigured == 0;
    match (whole(&pair.a), whole(&pair.b)) {
        (false, false) => "reworded",
        _ if !pair.in_order => "in another order",
        (true, false) => "with words added",
        (_, true) => "with words left out",
    }
}

/// `20 of 22 words`, or `all 16 words`.
fn count(covered: usize, words: usize) -> String {
    if covered == words { format!("all {words} words") } else { format!("{covered} of {words} words") }
}

/// The values that a rule's own message may name.
pub(super) fn values(corpus: &Corpus, pair: &Pair) -> BTreeMap<&'static str, String> {
    let (smaller, _) = pair.by_size();
    let from = pair.a.at.article;
    BTreeMap::from([
        ("place", corpus.place(from, from, pair.a.span)),
        ("other", corpus.place(from, pair.b.at.article, pair.b.span)),
        ("coverage", count(smaller.covered - pair.refigured, smaller.words)),
    ])
}

/// How one sentence is told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retold {
    WordForWord,
    /// The one stands in the other.
    Whole,
    /// So it does, but some of its words have other endings.
    InOtherForms,
    Reworded,
}

/// The message of a finding about sentences of two paragraphs, the first of which is reported at.
pub(super) fn sentence(
    values: &BTreeMap<&'static str, String>,
    (here, there): (u32, u32),
    retold: Retold,
    places: usize,
    doubt: Option<Doubt>,
) -> String {
    let doubt = in_brackets(doubt);
    let (place, other, coverage) = (&values["place"], &values["other"], &values["coverage"]);
    let more = match places {
        0..=2 => String::new(),
        places => format!(" (and in {} more)", places - 2),
    };
    let how = match retold {
        Retold::WordForWord => "word for word".to_owned(),
        Retold::Whole => format!("with words added or left out: {coverage} are the same"),
        Retold::InOtherForms => "in other forms of the same words".to_owned(),
        Retold::Reworded => format!("reworded: {coverage} are the same"),
    };
    if here == there {
        return format!("{place} says the same in two sentences{more}, {how}{doubt}; cut one");
    }
    if here == 0 {
        return format!("{place} stands again in {other}{more}, {how}{doubt}; cut one");
    }
    format!("a sentence of {place} stands again in {other}{more}, {how}{doubt}; cut one")
}

/// The values of a finding about sentences of two paragraphs.
pub(super) fn sentence_values(
    (here, there): (u32, u32),
    covered: usize,
    words: usize,
) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("place", in_words(here)),
        ("other", in_words(there)),
        ("coverage", count(covered, words)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_from_the_headline() {
        let said = |paragraphs: &[u32]| in_words_all(&paragraphs.iter().copied().collect());
        assert_eq!(said(&[0]), "the headline");
        assert_eq!(said(&[0, 4]), "the headline and paragraph 4");
        assert_eq!(said(&[0, 1, 2, 3]), "the headline and paragraphs 1 to 3");
        assert_eq!(said(&[2, 3]), "paragraphs 2 and 3");
        assert_eq!(said(&[2, 3, 7]), "paragraphs 2, 3 and 7");
    }
}

//! What a finding says: both places, how much is the same in words, and what to do.

use std::collections::BTreeMap;

use super::Corpus;
use super::pair::{Likeness, Pair};

/// The message of a finding whose gravest pair is `first`.
pub(super) fn of(corpus: &Corpus, first: &Pair, pairs: &[&Pair], places: usize) -> String {
    let values = values(corpus, first);
    let (place, other, coverage) = (&values["place"], &values["other"], &values["coverage"]);
    let more = match places - 2 {
        0 => String::new(),
        1 => " (and one more place)".to_owned(),
        more => format!(" (and {more} more places)"),
    };
    let split = pairs.iter().any(|pair| pair.likeness == Likeness::Split);
    let how = match first.likeness {
        Likeness::Exact | Likeness::Typographic => "word for word".to_owned(),
        Likeness::Numbers => "word for word except for figures".to_owned(),
        Likeness::Split if split => format!("in parts: {coverage} are the same"),
        _ => format!("reworded: {coverage} are the same"),
    };
    let advice = if first.a.at.article == first.b.at.article {
        "cut one"
    } else {
        "keep both only if both articles are meant to carry it"
    };
    format!("{place} stands again in {other}{more}, {how}; {advice}")
}

/// The values that a rule's own message may name.
pub(super) fn values(corpus: &Corpus, pair: &Pair) -> BTreeMap<&'static str, String> {
    let smaller = if pair.a.words <= pair.b.words { &pair.a } else { &pair.b };
    let from = pair.a.at.article;
    BTreeMap::from([
        ("place", corpus.place(from, from, pair.a.span)),
        ("other", corpus.place(from, pair.b.at.article, pair.b.span)),
        ("coverage", format!("{} of {} words", smaller.covered, smaller.words)),
    ])
}

/// The message of a finding about sentences.
pub(super) fn sentence(values: &BTreeMap<&'static str, String>, same_words: bool, places: usize) -> String {
    let (place, other, coverage) = (&values["place"], &values["other"], &values["coverage"]);
    let more = match places {
        0..=2 => String::new(),
        places => format!(" (and in {} more)", places - 2),
    };
    let how =
        if same_words { "word for word".to_owned() } else { format!("reworded: {coverage} are the same") };
    if place == other {
        return format!("{place} says the same in two sentences{more}, {how}; cut one");
    }
    format!("a sentence of {place} stands again in {other}{more}, {how}; cut one")
}

/// The values of a finding about sentences.
pub(super) fn sentence_values(
    place: String,
    other: String,
    coverage: String,
) -> BTreeMap<&'static str, String> {
    BTreeMap::from([("place", place), ("other", other), ("coverage", coverage)])
}

//! One place that is a city here and a town there.

use super::claim::{Found, Side};
use super::field::Field;
use super::topic::{Stories, Topic};
use super::{Link, PLACE};
use crate::check::{Block, Corpus, FactRef, Keys, Role};
use crate::fact::PlaceKind;
use crate::finding::Certainty;

/// A name with more mentions than this is one of many places.
const CROWD: usize = 32;

/// Puts every place under its name.
pub(super) fn keys(corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
    for (index, place) in (0u32..).zip(&corpus.facts(article).places) {
        keys.put(3 << 62 | u64::from(place.id) << 8, FactRef { article, index: PLACE | index }, Role::Probe);
    }
}

/// The pairs of one name that are called two things.
pub(super) fn pairs(corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
    if block.entries.len() > CROWD {
        return;
    }
    for (at, (a, _)) in block.entries.iter().enumerate() {
        for (b, _) in &block.entries[at + 1..] {
            let known = corpus.is_subject(a.article) || corpus.is_subject(b.article);
            if known && place(corpus, *a).kind_id != place(corpus, *b).kind_id {
                found.push(Link::Places(*a, *b));
            }
        }
    }
}

/// The two words.
pub(super) fn compare(stories: &Stories<'_>, a: FactRef, b: FactRef, topic: &mut Topic) -> Vec<Found> {
    let corpus = stories.corpus;
    if a.article != b.article && !stories.one_story(a.article, b.article, topic) {
        return Vec::new();
    }
    let (x, y) = (place(corpus, a), place(corpus, b));
    let side = |at: FactRef, place: &PlaceKind| Side {
        article: at.article,
        value: place.kind,
        content: place.kind.cover(place.span),
    };
    vec![Found {
        field: Field::PlaceType,
        a: side(a, x),
        b: side(b, y),
        score: 1.0,
        certainty: Certainty::Ask,
        held: format!("`{}`", corpus.slice(a.article, x.span)),
        doubt: None,
    }]
}

fn place(corpus: &Corpus, at: FactRef) -> &PlaceKind {
    &corpus.facts(at.article).places[(at.index & !PLACE) as usize]
}

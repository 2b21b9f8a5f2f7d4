//! Lines of a house: what it sets under or between its articles, and what an article says three times.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pair::{Likeness, Pair, Side};
use super::{Corpus, FactRef, passage};

/// The same text in so many articles of one house, by itself in each, is a line of the house or its background.
const LEAST_STANDING: usize = 3;
/// At the end of two articles of a house a text of no more words,
const LONGEST_LAST_LINE: usize = 60;
/// which is among so many of its last paragraphs, is who wrote it, or a line of the house.
const MOST_BEHIND: u32 = 2;

/// The source that an article names.
pub(super) fn house(corpus: &Corpus, article: u32) -> Option<&str> {
    corpus.article(article).meta.source.as_deref()
}

/// Whether two articles are of one house, as far as they say.
pub(super) fn of_one_house(corpus: &Corpus, pair: &Pair) -> bool {
    let (a, b) = (pair.a.at.article, pair.b.at.article);
    house(corpus, a).is_some() && house(corpus, a) == house(corpus, b)
}

/// Passages that stand word for word in several articles of one source: at the end of each with nothing of what
/// stands round them, or anywhere in articles that share nothing else. A line of the house, or background that
/// it keeps.
pub(super) fn standing(corpus: &Corpus, pairs: &[Pair]) -> FxHashSet<FactRef> {
    let place = |side: &Side| (side.at.article, passage(corpus, side.at).paragraph);
    let mut shared: FxHashMap<(u32, u32), FxHashSet<(u32, u32)>> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| pair.is_across()) {
        let ((a, x), (b, y)) = (place(&pair.a), place(&pair.b));
        shared.entry((a, b)).or_default().insert((x, y));
    }
    let is_last = |side: &Side| {
        let paragraphs = corpus.article(side.at.article).paragraphs().len() as u32;
        let own = place(side).1;
        own > 0 && own + MOST_BEHIND >= paragraphs
    };
    let (mut near, mut last) = (FxHashMap::<FactRef, usize>::default(), FxHashSet::default());
    let same = pairs.iter().filter(|pair| pair.is_across() && pair.likeness <= Likeness::Typographic);
    for pair in same.filter(|pair| of_one_house(corpus, pair)) {
        let ((a, x), (b, y)) = (place(&pair.a), place(&pair.b));
        let places = &shared[&(a, b)];
        let alone = !places.contains(&(x + 1, y + 1)) && (x.min(y) == 0 || !places.contains(&(x - 1, y - 1)));
        let ends = alone && is_last(&pair.a) && is_last(&pair.b);
        if ends || places.len() == 1 {
            *near.entry(pair.a.at).or_default() += 1;
            *near.entry(pair.b.at).or_default() += 1;
        }
        if ends && pair.a.words <= LONGEST_LAST_LINE {
            last.extend([pair.a.at, pair.b.at]);
        }
    }
    near.retain(|_, others| *others + 1 >= LEAST_STANDING);
    last.extend(near.into_keys());
    last
}

/// Passages of which one article holds three copies or more: who pastes a paragraph twice has it twice.
pub(super) fn refrains(pairs: &[Pair]) -> FxHashSet<FactRef> {
    let mut copies: FxHashMap<FactRef, usize> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| !pair.is_across() && pair.likeness <= Likeness::Typographic) {
        *copies.entry(pair.a.at).or_default() += 1;
        *copies.entry(pair.b.at).or_default() += 1;
    }
    copies.into_iter().filter(|(_, others)| *others > 1).map(|(at, _)| at).collect()
}

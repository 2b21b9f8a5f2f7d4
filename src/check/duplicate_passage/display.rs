//! Text set for display inside an article: pull quotations, captions, standfirsts.
//!
//! Scraped pages give them as paragraphs like others, and they repeat the body by nature. Two
//! passages of one article that look like one and its source are worth asking about and no more.
//! Some show it by themselves: marks of quotation, a credit, a label. Others are known by their
//! house: where many articles of one source hold a short passage with its source behind it, that is
//! how the house sets its pages.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pair::{Likeness, Pair, Side};
use super::sift::is_sentence;
use super::{Corpus, passage};
use crate::article::ParagraphKind;
use crate::lexicon::Boilerplate;

/// A longer text is too long to be set for display.
const LONGEST_DISPLAY: usize = 50;
/// So much of a text set for display stands in the paragraph that it was taken from,
const LEAST_TAKEN: f64 = 0.9;
/// which has more to say than that.
const MOST_OF_SOURCE: f64 = 0.85;
/// Where less of the shorter passage than this stands in the other, an article takes up what it said.
const LEAST_TOLD_AGAIN: f64 = 0.8;
/// With fewer of the shared words outside quotation marks, somebody is quoted.
const LEAST_OWN_WORDS: usize = 2;
/// So many articles of a source must hold such pairs for it to be the house's way,
const LEAST_ARTICLES: usize = 5;
/// and one in so many of all its articles.
const ONE_IN: usize = 33;

/// Which pairs are the body and something that was taken from it for display.
pub(super) struct Display<'a> {
    corpus: &'a Corpus,
    boilerplate: &'a Boilerplate,
    /// Sources that set their pages with such texts.
    houses: FxHashSet<Option<&'a str>>,
}

impl<'a> Display<'a> {
    /// Learns from all pairs of the run which houses set texts for display.
    pub(super) fn learn(corpus: &'a Corpus, boilerplate: &'a Boilerplate, pairs: &[Pair]) -> Self {
        let mut shown: FxHashMap<Option<&str>, FxHashSet<u32>> = FxHashMap::default();
        for pair in pairs.iter().filter(|pair| may_be_set(corpus, pair)) {
            shown.entry(house(corpus, pair.a.at.article)).or_default().insert(pair.a.at.article);
        }
        shown.retain(|_, articles| articles.len() >= LEAST_ARTICLES);
        let mut all: FxHashMap<Option<&str>, usize> = FxHashMap::default();
        if !shown.is_empty() {
            for article in (0u32..).take(corpus.documents.len()) {
                *all.entry(house(corpus, article)).or_default() += 1;
            }
        }
        shown.retain(|house, articles| articles.len() * ONE_IN >= all[house]);
        Self { corpus, boilerplate, houses: shown.into_keys().collect() }
    }

    /// Whether two passages of one article are the body and something that was taken from it.
    pub(super) fn holds(&self, pair: &Pair) -> bool {
        // Where the other part stands beside it as well, the paragraph was split.
        let plain = pair.likeness <= Likeness::Typographic || pair.likeness == Likeness::Split;
        if pair.a.at.article != pair.b.at.article || plain {
            return false;
        }
        let (smaller, larger) = by_size(pair);
        (smaller.share() < LEAST_TOLD_AGAIN && is_apart(self.corpus, pair))
            || (is_part(smaller, larger) && pair.own.shared < LEAST_OWN_WORDS)
            || self.is_caption(smaller) != self.is_caption(larger)
            || (may_be_set(self.corpus, pair) && self.houses.contains(&house(self.corpus, pair.a.at.article)))
    }

    /// Whether the file says that a passage is a caption, or it is made up like one.
    fn is_caption(&self, side: &Side) -> bool {
        let paragraph = passage(self.corpus, side.at).paragraph as usize;
        let kind = self.corpus.article(side.at.article).paragraphs()[paragraph].kind;
        if kind == ParagraphKind::Caption {
            return true;
        }
        side.words <= LONGEST_DISPLAY && self.boilerplate.is_caption(text(self.corpus, side))
    }
}

/// Whether the smaller of two passages of one article stands before the larger one and in it, or one
/// of them ends as no sentence does.
fn may_be_set(corpus: &Corpus, pair: &Pair) -> bool {
    let (smaller, larger) = by_size(pair);
    let open = |side: &Side| !is_sentence(text(corpus, side));
    pair.a.at.article == pair.b.at.article
        && pair.likeness > Likeness::Typographic
        && smaller.words <= LONGEST_DISPLAY
        && is_apart(corpus, pair)
        && ((is_part(smaller, larger) && smaller.at < larger.at) || open(smaller) != open(larger))
}

/// Whether another paragraph stands between the two: what the very next one says again is a slip.
fn is_apart(corpus: &Corpus, pair: &Pair) -> bool {
    let number = |side: &Side| passage(corpus, side.at).paragraph;
    number(&pair.a).abs_diff(number(&pair.b)) > 1
}

/// Whether the smaller passage is a part of the larger one.
fn is_part(smaller: &Side, larger: &Side) -> bool {
    smaller.words <= LONGEST_DISPLAY && smaller.share() >= LEAST_TAKEN && larger.share() <= MOST_OF_SOURCE
}

fn by_size(pair: &Pair) -> (&Side, &Side) {
    if pair.a.words <= pair.b.words { (&pair.a, &pair.b) } else { (&pair.b, &pair.a) }
}

fn text<'a>(corpus: &'a Corpus, side: &Side) -> &'a str {
    corpus.slice(side.at.article, passage(corpus, side.at).span)
}

fn house(corpus: &Corpus, article: u32) -> Option<&str> {
    corpus.article(article).meta.source.as_deref()
}

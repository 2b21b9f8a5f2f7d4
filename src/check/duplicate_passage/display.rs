//! Text set for display inside an article: pull quotations, captions, standfirsts.
//!
//! Scraped pages give them as paragraphs like others, and they repeat the body by nature. Two
//! passages of one article that look like one and its source are worth asking about and no more.
//! Some show it by themselves: marks of quotation, a credit, a label. Others are known by their
//! house: where many articles of one source hold a short passage with its source behind it, that is
//! how the house sets its pages. Captions also go from article to article, and so do lines of the
//! house.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pair::{Likeness, Pair, Side};
use super::sift::is_sentence;
use super::{Corpus, FactRef, passage};
use crate::article::ParagraphKind;
use crate::lexicon::Boilerplate;

/// A longer text is too long to be set for display.
const LONGEST_DISPLAY: usize = 50;
/// So much of a text set for display stands in the paragraph that it was taken from,
const LEAST_TAKEN: f64 = 0.9;
/// which has more to say than that.
const MOST_OF_SOURCE: f64 = 0.85;
/// So much of a caption is the text under it, and the rest a credit.
const LEAST_OF_CREDITED: f64 = 0.6;
/// An article with so many paragraphs is a running story.
const LEAST_PARAGRAPHS_OF_RUNNING_STORY: usize = 60;
/// Where less of the shorter passage than this stands in the other, an article takes up what it said.
const LEAST_TOLD_AGAIN: f64 = 0.8;
/// With fewer of the shared words outside quotation marks, somebody is quoted.
const LEAST_OWN_WORDS: usize = 2;
/// So many articles of a source must hold such pairs for it to be the house's way,
const LEAST_ARTICLES: usize = 5;
/// and one in so many of all its articles.
const ONE_IN: usize = 100;
/// The same text in so many articles of one source that share nothing else is a line of the house.
const LEAST_STANDING: usize = 3;

/// Which pairs are the body and something that was taken from it for display.
pub(super) struct Display<'a> {
    corpus: &'a Corpus,
    boilerplate: &'a Boilerplate,
    /// Sources that set their pages with such texts.
    houses: FxHashSet<Option<&'a str>>,
    /// Lines of a house.
    standing: FxHashSet<FactRef>,
    /// Passages that stand three times in their article or more.
    refrains: FxHashSet<FactRef>,
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
        Self {
            corpus,
            boilerplate,
            houses: shown.into_keys().collect(),
            standing: standing(corpus, pairs),
            refrains: refrains(pairs),
        }
    }

    /// Whether one of two passages is no running copy, as far as they show.
    pub(super) fn holds(&self, pair: &Pair) -> bool {
        if pair.is_across() {
            return self.are_captions(pair)
                || self.standing.contains(&pair.a.at)
                || self.standing.contains(&pair.b.at);
        }
        self.is_set(pair)
    }

    /// Whether two articles show one caption: it ends as no sentence does, in one of them or in both
    /// where they are of one house.
    fn are_captions(&self, pair: &Pair) -> bool {
        let open = |side: &Side| is_open(self.corpus, side);
        let (smaller, larger) = pair.by_size();
        let (a, b) = (pair.a.at.article, pair.b.at.article);
        let one_house = || house(self.corpus, a).is_some() && house(self.corpus, a) == house(self.corpus, b);
        let labelled = self.is_caption(smaller) && !self.is_caption(larger);
        if pair.likeness > Likeness::Typographic && labelled && open(smaller) {
            return true;
        }
        // A paragraph that was cut in two ends in the middle of what the other says.
        larger.words <= LONGEST_DISPLAY
            && pair.ends_alike
            && smaller.share() >= LEAST_TAKEN
            && larger.share() >= LEAST_TOLD_AGAIN
            && match (open(smaller), open(larger)) {
                (true, true) => one_house(),
                (x, y) => x != y,
            }
    }

    /// Whether two passages of one article are the body and something that was taken from it.
    fn is_set(&self, pair: &Pair) -> bool {
        let (smaller, larger) = pair.by_size();
        let open = |side: &Side| is_open(self.corpus, side);
        // Only the one with a credit behind it, or the one that breaks off, ends elsewhere.
        let ends_so = pair.ends_alike
            || (pair.likeness == Likeness::Contained
                && (larger.share() >= LEAST_OF_CREDITED || breaks_off(self.corpus, smaller)));
        let is_caption = smaller.words <= LONGEST_DISPLAY
            && smaller.share() >= LEAST_TOLD_AGAIN
            && open(smaller) != open(larger)
            && ends_so;
        // Where the other part stands beside it as well, the paragraph was split.
        if pair.likeness <= Likeness::Typographic || pair.likeness == Likeness::Split {
            return (is_caption && pair.likeness == Likeness::Typographic) || self.is_refrain(pair);
        }
        let own = pair.own;
        // Who said it, set behind it or told round it.
        let is_quoted = own.shared < LEAST_OWN_WORDS && own.quoted > 0 && own.shorter + own.longer > 0;
        (smaller.share() < LEAST_TOLD_AGAIN && is_apart(self.corpus, pair))
            || (smaller.words <= LONGEST_DISPLAY && is_quoted)
            || is_caption
            || self.is_caption(smaller) != self.is_caption(larger)
            || self.is_way_of_house(pair)
    }

    /// Whether the house sets its pages so; one that is known by name may set a text behind its source too.
    fn is_way_of_house(&self, pair: &Pair) -> bool {
        let (smaller, larger) = pair.by_size();
        let house = house(self.corpus, pair.a.at.article);
        self.houses.contains(&house)
            && (may_be_set(self.corpus, pair) || (house.is_some() && is_part(smaller, larger)))
    }

    /// Whether a running story says it in three of its parts or more.
    fn is_refrain(&self, pair: &Pair) -> bool {
        self.refrains.contains(&pair.a.at)
            && self.corpus.article(pair.a.at.article).paragraphs().len() >= LEAST_PARAGRAPHS_OF_RUNNING_STORY
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
    let (smaller, larger) = pair.by_size();
    let open = |side: &Side| is_open(corpus, side);
    !pair.is_across()
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

fn text<'a>(corpus: &'a Corpus, side: &Side) -> &'a str {
    corpus.slice(side.at.article, passage(corpus, side.at).span)
}

/// Passages that stand word for word in several articles of one source that share nothing else: a line of
/// the house, or background that it keeps.
fn standing(corpus: &Corpus, pairs: &[Pair]) -> FxHashSet<FactRef> {
    let mut shared: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| pair.is_across()) {
        *shared.entry((pair.a.at.article, pair.b.at.article)).or_default() += 1;
    }
    let alone = |pair: &&Pair| {
        let (a, b) = (pair.a.at.article, pair.b.at.article);
        pair.is_across()
            && shared[&(a, b)] == 1
            && house(corpus, a).is_some()
            && house(corpus, a) == house(corpus, b)
    };
    let mut near: FxHashMap<FactRef, usize> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| pair.likeness <= Likeness::Typographic).filter(alone) {
        *near.entry(pair.a.at).or_default() += 1;
        *near.entry(pair.b.at).or_default() += 1;
    }
    near.retain(|_, others| *others + 1 >= LEAST_STANDING);
    near.into_keys().collect()
}

/// Passages of which one article holds three copies or more.
fn refrains(pairs: &[Pair]) -> FxHashSet<FactRef> {
    let mut copies: FxHashMap<FactRef, usize> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| !pair.is_across() && pair.likeness <= Likeness::Typographic) {
        *copies.entry(pair.a.at).or_default() += 1;
        *copies.entry(pair.b.at).or_default() += 1;
    }
    copies.into_iter().filter(|(_, others)| *others > 1).map(|(at, _)| at).collect()
}

/// Whether a passage ends as no sentence does, or breaks off.
fn is_open(corpus: &Corpus, side: &Side) -> bool {
    !is_sentence(text(corpus, side)) || breaks_off(corpus, side)
}

fn breaks_off(corpus: &Corpus, side: &Side) -> bool {
    let text = text(corpus, side);
    text.ends_with("...") || text.ends_with('…')
}

fn house(corpus: &Corpus, article: u32) -> Option<&str> {
    corpus.article(article).meta.source.as_deref()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{align, at, corpus};
    use super::*;
    use crate::lexicon::Lexicon;

    fn asks(corpus: &Corpus, a: (u32, u32), b: (u32, u32)) -> bool {
        let pair = align(corpus, a, b);
        Display::learn(corpus, &Lexicon::shipped().boilerplate, std::slice::from_ref(&pair)).holds(&pair)
    }

    const BETWEEN: &str = "Ada Brill has kept the surgery between the two lighthouses for thirty years.";

    #[test]
    fn a_quotation_set_with_who_said_it_is_asked() {
        let corpus = corpus(&[&[
            "“Nobody on this island has ever asked me to come out twice for one goat” Ada Brill",
            BETWEEN,
            "She laughs. “Nobody on this island has ever asked me to come out twice for one goat,” she says, and pours.",
        ]]);
        assert!(asks(&corpus, (0, 0), (0, 2)));
    }

    #[test]
    fn a_sentence_pasted_before_its_paragraph_is_a_slip() {
        let corpus = corpus(&[&[
            "The island council will pay for a second boat so that the vet can visit the outer farms by day.",
            "The island council will pay for a second boat so that the vet can visit the outer farms by day. It has put the money aside since spring.",
        ]]);
        assert!(!asks(&corpus, (0, 0), (0, 1)));
    }

    #[test]
    fn a_text_under_a_credit_is_a_caption() {
        let corpus = corpus(&[&[
            "Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick ADA BRILL FOR THE GAZETTE",
            "Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick.",
        ]]);
        assert!(asks(&corpus, (0, 0), (0, 1)));
    }

    #[test]
    fn a_caption_of_two_articles_of_one_house_is_asked_and_copy_is_not() {
        let corpus = corpus(&[
            &["Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick on Sunday"],
            &["Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick on Sunday"],
            &["Tom Quint lifted the bell of the Margarethe out of the harbour at Selwick on Sunday."],
            &["Tom Quint lifted the bell of the Margarethe out of the harbour at Selwick on Sunday."],
        ]);
        assert!(asks(&corpus, (0, 0), (1, 0)));
        assert!(!asks(&corpus, (2, 0), (3, 0)));
    }

    #[test]
    fn a_line_of_three_articles_that_share_nothing_else_is_the_houses() {
        let line =
            "Every Friday the Gazette asks one of its readers to say what the tide has brought this week.";
        let corpus = corpus(&[&[line], &[line], &[line]]);
        let places: Vec<FactRef> = (0..3).map(|article| at(&corpus, article, 0)).collect();
        let align =
            |x: usize, y: usize| Pair::align(&corpus, places[x], places[y]).expect("they are the same");
        let pairs = [align(0, 1), align(0, 2), align(1, 2)];
        let boilerplate = &Lexicon::shipped().boilerplate;
        assert!(Display::learn(&corpus, boilerplate, &pairs).holds(&pairs[0]));
        assert!(!Display::learn(&corpus, boilerplate, &pairs[..1]).holds(&pairs[0]));
    }
}

//! Formulas: what is said of one thing in the words in which it was said of another. `Analysts had expected
//! 40 cents a share` is said of every company, and a paper's own sentence on a court ends every report of it.
//!
//! Two articles of one house that share a single passage with another subject or figure in it, and two
//! passages of one article that differ in nothing else, are asked.

use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::{Change, Text};
use super::lines::of_one_house;
use super::pair::Pair;
use super::{Corpus, FactRef, text_of};
use crate::lexicon::Lexicon;

/// With more shared words than this that are neither names nor figures, it says more than a formula.
const MOST_PLAIN_WORDS: usize = 20;
/// With more, it says more than what is said of one company or person and then of another.
const MOST_OF_ANOTHER: usize = 40;
/// A sentence that stands alone in two articles of one house has no more words than this,
const LONGEST_STANDING: usize = 12;
/// and so many days lie between them: a paper says it again when it comes back to the matter.
const LEAST_DAYS: i32 = 7;
/// With so many figures that differ, the two are lines of one table or report.
const FIGURES_OF_A_TABLE: usize = 3;
/// So many figures that differ tell of two things in one article.
const LEAST_FIGURES: usize = 2;

/// Which pairs say of two things what is said of any.
pub(super) struct Formulas<'a> {
    corpus: &'a Corpus,
    lexicon: &'a Lexicon,
    /// How many pairs two articles share.
    shared: FxHashMap<(u32, u32), usize>,
    /// Passages of which another of their article says the same of another thing.
    told: FxHashSet<FactRef>,
}

impl<'a> Formulas<'a> {
    /// Counts what the articles of the run share.
    pub(super) fn learn(corpus: &'a Corpus, lexicon: &'a Lexicon, pairs: &[Pair]) -> Self {
        let mut shared = FxHashMap::default();
        for pair in pairs {
            *shared.entry((pair.a.at.article, pair.b.at.article)).or_default() += 1;
        }
        let mut formulas = Self { corpus, lexicon, shared, told: FxHashSet::default() };
        let inside = pairs.iter().filter(|pair| !pair.is_across() && formulas.tells_of_another(pair));
        formulas.told = inside.flat_map(|pair| [pair.a.at, pair.b.at]).collect();
        formulas
    }

    /// Whether two passages say alike of two things, as far as they show. What an article says of three it may put
    /// in other words of one.
    pub(super) fn holds(&self, pair: &Pair) -> bool {
        let is_told = || self.told.contains(&pair.a.at) || self.told.contains(&pair.b.at);
        self.tells_of_another(pair) || (!pair.is_across() && is_told() && self.renames(pair))
    }

    fn tells_of_another(&self, pair: &Pair) -> bool {
        let figures = pair.changes.iter().filter(|change| change.some_figures).count();
        let plain = pair.a.covered.saturating_sub(pair.names);
        if !pair.is_across() {
            let words = || pair.changes.iter().any(|change| change.words);
            return (figures >= LEAST_FIGURES && words())
                || (plain < MOST_PLAIN_WORDS
                    && pair.changes.iter().all(|change| change.names)
                    && self.renames(pair));
        }
        let of_others = figures > 0 && plain < MOST_PLAIN_WORDS;
        let is_alone = || self.shared[&(pair.a.at.article, pair.b.at.article)] == 1;
        let days = || self.corpus.days_apart(pair.a.at.article, pair.b.at.article);
        let comes_back = || days().is_some_and(|days| days >= LEAST_DAYS);
        let stands = || pair.by_size().0.words <= LONGEST_STANDING && comes_back();
        let renames = || plain < MOST_OF_ANOTHER && self.renames(pair);
        of_one_house(self.corpus, pair)
            && if is_alone() {
                of_others || renames() || stands()
            } else {
                of_others && (figures >= FIGURES_OF_A_TABLE || renames())
            }
    }

    /// Whether one names somebody or something that the other does not.
    fn renames(&self, pair: &Pair) -> bool {
        let text = |at: FactRef| Text::new(text_of(self.corpus, at), &self.lexicon.vocabulary);
        if !pair.changes.iter().any(|change| change.names && !change.figures) {
            return false;
        }
        let (a, b) = (text(pair.a.at), text(pair.b.at));
        let renames = |change: &&Change| {
            let (x, y) = (self.named(&a, change.a.clone()), self.named(&b, change.b.clone()));
            !x.is_empty() && !y.is_empty() && !are_one_name(&x, &y) && !are_one_name(&y, &x)
        };
        pair.changes.iter().filter(|change| change.names && !change.figures).any(|change| renames(&change))
    }

    /// The names among some words, in small letters: no figures, days or months.
    fn named(&self, text: &Text<'_>, words: std::ops::Range<usize>) -> Vec<String> {
        let tokens = text.tokens[words].iter().filter(|token| !token.figure);
        tokens
            .map(|token| text.text[token.start..token.end].to_lowercase())
            .filter(|word| !self.lexicon.calendar.names(word))
            .collect()
    }
}

/// Whether the first of two names is the second in short: a part of it, or its initials.
fn are_one_name(short: &[String], long: &[String]) -> bool {
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    let joined = short.concat();
    initials == joined
        || short.iter().any(|word| long.iter().any(|other| other.starts_with(word.as_str())))
        || long.concat().contains(&joined)
}

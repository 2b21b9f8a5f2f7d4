//! Two passages of the run side by side: how they agree, and how much of each the other has.

use super::alignment::{Alignment, Change, LEAST_RUN, Run, Text};
use super::outside::OwnWords;
use super::{Corpus, FactRef, overlap, passage};
use crate::article::Span;
pub(super) use crate::finding::Likeness;
use crate::lexicon::Lexicon;
use std::ops::Range;

/// Where figures keep passages from sharing enough, so many other words in a row must agree.
const LEAST_RUN_BESIDE_FIGURES: usize = 8;
/// And no more words than this may differ.
const MOST_CHANGED_BESIDE_FIGURES: usize = 2;

/// One passage of a pair.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// The passage.
    pub(super) at: FactRef,
    /// The part of it that the other has too.
    pub(super) span: Span,
    /// How many words it has.
    pub(super) words: usize,
    /// How many of them the other has too.
    pub(super) covered: usize,
}

impl Side {
    /// The share of it that the other has too.
    pub(super) fn share(&self) -> f64 {
        self.covered as f64 / self.words.max(1) as f64
    }
}

/// Two passages side by side.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The one that comes first in the run.
    pub(super) a: Side,
    /// The other.
    pub(super) b: Side,
    /// The longest run of words they share.
    pub(super) longest_run: usize,
    /// How many of the shared words are figures that differ.
    pub(super) refigured: usize,
    /// How they agree.
    pub(super) likeness: Likeness,
    /// What differs between the parts they share, in the order of the first.
    pub(super) changes: Vec<Change>,
    /// What of it is nobody's quotation.
    pub(super) own: OwnWords,
    /// Whether what they share stands in one order in both.
    pub(super) in_order: bool,
    /// Whether the last word of each stands at the end of the other.
    pub(super) ends_alike: bool,
    /// Whether one of them and another passage make up the other whole, word for word.
    pub(super) parted: bool,
    /// How many of the shared words are figures or names.
    pub(super) names: usize,
}

impl Pair {
    /// The shorter passage and the longer one; of equals, the first is the shorter.
    pub(super) fn by_size(&self) -> (&Side, &Side) {
        if self.a.words <= self.b.words { (&self.a, &self.b) } else { (&self.b, &self.a) }
    }

    /// Whether two articles share it.
    pub(super) fn is_across(&self) -> bool {
        self.a.at.article != self.b.at.article
    }

    /// Lays two passages side by side; nothing when no common run is long enough.
    pub(super) fn align(corpus: &Corpus, lexicon: &Lexicon, a: FactRef, b: FactRef) -> Option<Self> {
        let (span_a, span_b) = (passage(corpus, a).span, passage(corpus, b).span);
        let text_a = Text::new(corpus.slice(a.article, span_a), &lexicon.vocabulary);
        let text_b = Text::new(corpus.slice(b.article, span_b), &lexicon.vocabulary);
        let alignment = Alignment::of(&text_a, &text_b, LEAST_RUN)?;
        if !alignment.is_copy(&text_a, &text_b) {
            return None;
        }
        let side = |at, whole: Span, text: &Text<'_>, shared: Range<usize>| {
            let words = text.tokens.len();
            let all = shared.start + (words - shared.end) <= 3;
            let span = if all { whole } else { text.span(shared).shifted(whole.start) };
            Side { at, span, words, covered: alignment.covered }
        };
        let a = side(a, span_a, &text_a, alignment.words_a());
        let b = side(b, span_b, &text_b, alignment.words_b());
        let ends_alike =
            alignment.words_a().end == text_a.tokens.len() && alignment.words_b().end == text_b.tokens.len();
        let in_order = alignment.runs.is_sorted_by_key(|run| run.b);
        let likeness = Likeness::of(&a, &b, &text_a, &text_b, &alignment.changes, in_order);
        let own = OwnWords::of(&alignment.runs, &alignment.changes, &text_a, &text_b);
        let shared = alignment.runs.iter().flat_map(|run| run.a..run.a + run.len);
        let names = shared.filter(|at| text_a.names(*at)).count();
        Some(Self {
            a,
            b,
            longest_run: alignment.longest_run,
            refigured: alignment.refigured,
            likeness,
            own,
            in_order,
            ends_alike,
            parted: false,
            names,
            changes: alignment.changes,
        })
    }
}

impl Likeness {
    fn of(
        a: &Side,
        b: &Side,
        text_a: &Text<'_>,
        text_b: &Text<'_>,
        changes: &[Change],
        in_order: bool,
    ) -> Self {
        let (smaller, larger) = if a.words <= b.words { (a, b) } else { (b, a) };
        let figures = in_order && !changes.is_empty() && changes.iter().all(|change| change.figures);
        if text_a.text == text_b.text {
            Self::Exact
        } else if text_a.same_words(text_b) {
            Self::Typographic
        } else if figures && larger.words - smaller.words <= 4 && smaller.share() >= 0.9 {
            Self::Numbers
        } else if smaller.share() >= 0.9 && larger.share() < 0.9 {
            Self::Contained
        } else {
            Self::Reworded
        }
    }
}

impl Alignment {
    /// Whether the texts agree in more than the pattern of their figures: tables and market
    /// reports share that by nature.
    fn is_copy(&self, a: &Text<'_>, b: &Text<'_>) -> bool {
        let (x, y): (Vec<u32>, Vec<u32>) = (a.exact().collect(), b.exact().collect());
        let plain = |run: &Run| {
            let same = |at: &usize| x[run.a + at] == y[run.b + at];
            let all: Vec<usize> = (0..run.len).collect();
            all.chunk_by(|p, q| same(p) && same(q)).filter(|part| same(&part[0])).map(<[usize]>::len).max()
        };
        if self.runs.iter().filter_map(plain).max().unwrap_or(0) >= LEAST_RUN && overlap::share_enough(&x, &y)
        {
            return true;
        }
        let words = |run: &Run| (run.a..run.a + run.len).filter(|at| !a.tokens[*at].figure).count();
        let other = |c: &Change| if c.figures { 0 } else { c.a.len().max(c.b.len()) };
        self.runs.iter().map(words).max().unwrap_or(0) >= LEAST_RUN_BESIDE_FIGURES
            && self.changes.iter().map(other).sum::<usize>() <= MOST_CHANGED_BESIDE_FIGURES
            && self.covered * 5 >= a.tokens.len().min(b.tokens.len()) * 4
    }
}

//! Two passages laid side by side: which words they share, in which runs, and what changed.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Corpus, FactRef, overlap, passage};
use crate::article::Span;
use crate::text::{SHINGLE, Token, shingle, tokens};

/// A shorter common run is no sign of copying.
const LEAST_RUN: usize = 6;
/// Runs further apart than this, in words, are separate.
const NEAR: usize = 12;
/// Between runs, single words are looked for in so many words and no more.
const LONGEST_GAP: usize = 24;
/// A longer piece before or behind all runs is no change.
const LONGEST_EDGE: usize = 6;
/// Where figures keep passages from sharing enough, so many other words in a row must agree.
const LEAST_RUN_BESIDE_FIGURES: usize = 8;
/// A longer first word of a text is taken for a name: `The`, `This` and `They` are not.
const LONGEST_OPENER: usize = 4;
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

/// Words of one side that stand where the other has different ones, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Words of the first passage, by number.
    pub(super) a: Range<usize>,
    /// Words of the second.
    pub(super) b: Range<usize>,
    /// Whether figures and nothing else differ.
    pub(super) figures: bool,
    /// Whether every word that differs is a figure or begins with a capital, on both sides.
    pub(super) names: bool,
    /// Whether figures are among what differs, on both sides.
    pub(super) some_figures: bool,
}

/// How two passages agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Byte for byte.
    Exact,
    /// The same words.
    Typographic,
    /// The same words but for figures.
    Numbers,
    /// One half of what the other holds whole.
    Split,
    /// All of one stands in the other.
    Contained,
    /// Words changed.
    Reworded,
}

impl Likeness {
    /// The word in reports.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typographic => "typographic",
            Self::Numbers => "numbers",
            Self::Split => "split",
            Self::Contained => "contained",
            Self::Reworded => "reworded",
        }
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
    /// How they agree.
    pub(super) likeness: Likeness,
    /// What differs between the parts they share, in the order of the first.
    pub(super) changes: Vec<Change>,
    /// What of it is nobody's quotation.
    pub(super) own: OwnWords,
    /// How many of the shared words are figures or names.
    pub(super) names: usize,
}

/// The words of two passages that stand outside quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnWords {
    /// How many of the shared words do, on the side where fewer do.
    pub(super) shared: usize,
    /// How many others, on the side that has fewer of them.
    pub(super) least_other: usize,
    /// How many others, on the side that has more.
    pub(super) most_other: usize,
}

impl OwnWords {
    fn of(runs: &[Run], a: &Text<'_>, b: &Text<'_>) -> Self {
        let count = |text: &Text<'_>, at: fn(&Run) -> usize| {
            let quoted = quoted(text);
            let shared =
                runs.iter().flat_map(|run| at(run)..at(run) + run.len).filter(|at| !quoted[*at]).count();
            (shared, quoted.iter().filter(|inside| !**inside).count() - shared)
        };
        let ((shared_a, other_a), (shared_b, other_b)) = (count(a, |run| run.a), count(b, |run| run.b));
        Self {
            shared: shared_a.min(shared_b),
            least_other: other_a.min(other_b),
            most_other: other_a.max(other_b),
        }
    }
}

/// Words that both sides have in a row.
#[derive(Clone, Copy, Debug)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

/// Two texts side by side, whatever they are.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    runs: Vec<Run>,
    /// The longest run of words they share.
    pub(super) longest_run: usize,
    /// How many words they share.
    pub(super) covered: usize,
    /// What differs between the parts they share, in the order of the first.
    pub(super) changes: Vec<Change>,
}

impl Alignment {
    /// Lays two texts side by side by the masked form of their words; nothing when no common run
    /// has `least_run` words.
    pub(super) fn of(a: &Text<'_>, b: &Text<'_>, least_run: usize) -> Option<Self> {
        let runs = runs(&a.tokens, &b.tokens);
        let longest_run = runs.iter().map(|run| run.len).max().unwrap_or(0);
        if longest_run < least_run {
            return None;
        }
        let runs = with_short_runs(&runs, &a.tokens, &b.tokens);
        let covered = runs.iter().map(|run| run.len).sum();
        Some(Self { changes: changes(&runs, a, b), covered, longest_run, runs })
    }

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

    /// The words of the first text from the first shared one to the last.
    pub(super) fn words_a(&self) -> Range<usize> {
        let end = self.runs.iter().map(|run| run.a + run.len).max().unwrap_or(0);
        self.runs.iter().map(|run| run.a).min().unwrap_or(0)..end
    }

    /// The same of the second.
    pub(super) fn words_b(&self) -> Range<usize> {
        let end = self.runs.iter().map(|run| run.b + run.len).max().unwrap_or(0);
        self.runs.iter().map(|run| run.b).min().unwrap_or(0)..end
    }
}

/// A text and its words.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its words.
    pub(super) tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    /// Cuts `text` into words.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    fn exact(&self) -> impl Iterator<Item = u32> + '_ {
        self.tokens.iter().map(|token| token.exact)
    }

    /// The words in `range` with what stands between them, in bytes of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match &self.tokens[range] {
            [first, .., last] => Span::new(first.start, last.end),
            [only] => Span::new(only.start, only.end),
            [] => Span::default(),
        }
    }

    /// Whether the two are the same words.
    pub(super) fn same_words(&self, other: &Text<'_>) -> bool {
        self.exact().eq(other.exact())
    }

    /// Whether word number `at` is a figure or looks like a name. Every first word has a capital;
    /// the long ones are names often enough.
    fn names(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let word = &self.text[token.start..token.end];
        token.figure || (word.starts_with(char::is_uppercase) && (at > 0 || word.len() > LONGEST_OPENER))
    }
}

impl Pair {
    /// Lays two passages side by side; nothing when no common run is long enough.
    pub(super) fn align(corpus: &Corpus, a: FactRef, b: FactRef) -> Option<Self> {
        let (span_a, span_b) = (passage(corpus, a).span, passage(corpus, b).span);
        let text_a = Text::new(corpus.slice(a.article, span_a));
        let text_b = Text::new(corpus.slice(b.article, span_b));
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
        let likeness = Likeness::of(&a, &b, &text_a, &text_b, &alignment.changes);
        let own = OwnWords::of(&alignment.runs, &text_a, &text_b);
        let shared = alignment.runs.iter().flat_map(|run| run.a..run.a + run.len);
        let names = shared.filter(|at| text_a.names(*at)).count();
        Some(Self {
            a,
            b,
            longest_run: alignment.longest_run,
            likeness,
            own,
            names,
            changes: alignment.changes,
        })
    }
}

impl Likeness {
    fn of(a: &Side, b: &Side, text_a: &Text<'_>, text_b: &Text<'_>, changes: &[Change]) -> Self {
        let whole = a.covered == a.words && b.covered == b.words;
        let (smaller, larger) = if a.words <= b.words { (a, b) } else { (b, a) };
        let figures = || a.words.abs_diff(b.words) <= 4 && changes.iter().all(|change| change.figures);
        if text_a.text == text_b.text {
            Self::Exact
        } else if text_a.same_words(text_b) {
            Self::Typographic
        } else if whole || (figures() && smaller.share() >= 0.9) {
            Self::Numbers
        } else if smaller.share() >= 0.9 && larger.share() < 0.9 {
            Self::Contained
        } else {
            Self::Reworded
        }
    }
}

/// For each word, whether it stands inside quotation marks. A mark that is never closed counts
/// where it opens the text, which then goes on in the next paragraph; elsewhere it is a slip.
fn quoted(text: &Text<'_>) -> Vec<bool> {
    let mut inside = vec![false; text.tokens.len()];
    let (mut double, mut single): (Option<usize>, Option<usize>) = (None, None);
    let word_at = |at: usize| text.tokens.partition_point(|token| token.start < at);
    let mut before = ' ';
    let mut chars = text.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let follows = chars.peek().map_or(' ', |(_, c)| *c);
        let opens = !before.is_alphanumeric() && follows.is_alphanumeric();
        match c {
            '“' | '«' | '„' => double = double.or(Some(word_at(at))),
            '"' if double.is_none() && (before.is_whitespace() || before == '(') => {
                double = Some(word_at(at))
            }
            '”' | '»' | '"' => {
                // Without an opening mark, the quotation began in a paragraph before.
                let from = double.take().or((!inside.contains(&true)).then_some(0));
                if let Some(from) = from.filter(|_| c != '"' || !before.is_whitespace()) {
                    inside[from..word_at(at)].fill(true);
                }
            }
            '‘' | '\'' if opens => single = single.or(Some(word_at(at))),
            '’' | '\'' if !follows.is_alphanumeric() => {
                if let Some(from) = single.take() {
                    inside[from..word_at(at)].fill(true);
                }
            }
            _ => {}
        }
        before = c;
    }
    if double == Some(0) {
        inside.fill(true);
    }
    inside
}

/// The runs of words that both have, in the order of the first; each word is in one run at most.
fn runs(a: &[Token], b: &[Token]) -> Vec<Run> {
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, words) in b.windows(SHINGLE).enumerate() {
        places.entry(key(words)).or_default().push(at);
    }
    let mut found = Vec::new();
    for (i, words) in a.windows(SHINGLE).enumerate() {
        for &j in places.get(&key(words)).map_or(&[][..], Vec::as_slice) {
            if i > 0 && j > 0 && a[i - 1].masked == b[j - 1].masked {
                continue;
            }
            let len = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x.masked == y.masked).count();
            found.push(Run { a: i, b: j, len });
        }
    }
    // The longest first; of equals, those nearest to the same place in both.
    found.sort_by_key(|run| (std::cmp::Reverse(run.len), run.a.abs_diff(run.b), run.a, run.b));
    let (mut taken_a, mut taken_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut kept: Vec<Run> = Vec::new();
    for run in found {
        let free = |at: &usize| !taken_a[run.a + at] && !taken_b[run.b + at];
        let Some(skip) = (0..run.len).find(free) else { continue };
        let len = (skip..run.len).take_while(free).count();
        let run = Run { a: run.a + skip, b: run.b + skip, len };
        if len < SHINGLE && !kept.is_empty() {
            continue;
        }
        let near = |k: &Run| gap(k.a, k.len, run.a, len) <= NEAR && gap(k.b, k.len, run.b, len) <= NEAR;
        if len < LEAST_RUN && !kept.is_empty() && !kept.iter().any(near) {
            continue;
        }
        taken_a[run.a..run.a + len].fill(true);
        taken_b[run.b..run.b + len].fill(true);
        kept.push(run);
    }
    kept.sort_by_key(|run| run.a);
    kept
}

fn gap(x: usize, x_len: usize, y: usize, y_len: usize) -> usize {
    if x < y { y.saturating_sub(x + x_len) } else { x.saturating_sub(y + y_len) }
}

fn key(words: &[Token]) -> u64 {
    shingle([words[0].masked, words[1].masked, words[2].masked])
}

/// Adds the words that stand in the same order between two runs, before the first and after the
/// last.
fn with_short_runs(runs: &[Run], a: &[Token], b: &[Token]) -> Vec<Run> {
    let mut all = Vec::with_capacity(runs.len() * 2);
    for (x, y, run) in gaps(runs, a.len(), b.len()) {
        // Runs in another order on the other side may lie in this gap: their words are counted already.
        let crossed = runs.iter().any(|run| run.b < y.end && y.start < run.b + run.len);
        if x.len() <= LONGEST_GAP && y.len() <= LONGEST_GAP && !crossed {
            let (from_a, from_b) = (x.start, y.start);
            in_order(&a[x], &b[y], |i, j| all.push(Run { a: from_a + i, b: from_b + j, len: 1 }));
        }
        all.extend(run);
    }
    all
}

/// What stands before each run and after the last, on both sides, with that run. Where the runs
/// stand in another order in the second text, nothing of it stands between them.
fn gaps(runs: &[Run], a: usize, b: usize) -> Vec<(Range<usize>, Range<usize>, Option<Run>)> {
    let (mut from_a, mut from_b) = (0, 0);
    let mut found = Vec::with_capacity(runs.len() + 1);
    for run in runs {
        found.push((from_a..run.a, from_b..run.b.max(from_b), Some(*run)));
        (from_a, from_b) = (run.a + run.len, from_b.max(run.b + run.len));
    }
    found.push((from_a..a, from_b..b, None));
    found
}

/// The longest common subsequence of two short lists of words.
fn in_order(a: &[Token], b: &[Token], mut both: impl FnMut(usize, usize)) {
    let mut left = [[0u8; LONGEST_GAP + 1]; LONGEST_GAP + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            left[i][j] = if a[i].masked == b[j].masked {
                left[i + 1][j + 1] + 1
            } else {
                left[i + 1][j].max(left[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].masked == b[j].masked {
            both(i, j);
            (i, j) = (i + 1, j + 1);
        } else if left[i + 1][j] >= left[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// What stands between the runs, and the words inside them that differ. A long piece before or
/// behind all of them is no change: the other text just does not have it.
fn changes(runs: &[Run], a: &Text<'_>, b: &Text<'_>) -> Vec<Change> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut change = |x: Range<usize>, y: Range<usize>| match found.last_mut() {
        Some(last) if last.0.end == x.start && last.1.end == y.start => {
            (last.0.end, last.1.end) = (x.end, y.end);
        }
        _ if x.is_empty() && y.is_empty() => {}
        _ => found.push((x, y)),
    };
    let gaps = gaps(runs, a.tokens.len(), b.tokens.len());
    let last = gaps.len() - 1;
    for (at, (x, y, run)) in gaps.into_iter().enumerate() {
        let edge = at == 0 || at == last;
        if !edge || x.len().max(y.len()) <= LONGEST_EDGE {
            change(x, y);
        }
        let Some(run) = run else { continue };
        for (x, y) in (run.a..run.a + run.len).zip(run.b..) {
            if a.tokens[x].exact != b.tokens[y].exact {
                change(x..x + 1, y..y + 1);
            }
        }
    }
    let describe = |(x, y): (Range<usize>, Range<usize>)| {
        let both = !x.is_empty() && !y.is_empty();
        let figures = x.clone().all(|at| a.tokens[at].figure) && y.clone().all(|at| b.tokens[at].figure);
        let name = |text: &Text<'_>, range: &Range<usize>| {
            let first = usize::from(range.start == 0 && range.len() > 1);
            range.clone().skip(first).all(|at| text.names(at))
        };
        let names = name(a, &x) && name(b, &y);
        let some_figures = x.clone().any(|at| a.tokens[at].figure) && y.clone().any(|at| b.tokens[at].figure);
        Change { a: x, b: y, figures: both && figures, names: both && names, some_figures }
    };
    found.into_iter().map(describe).collect()
}

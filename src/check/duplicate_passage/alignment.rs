//! Two texts laid side by side: which words they share, in which runs, and what changed.

use std::ops::Range;

use crate::article::Span;
use crate::text::{SHINGLE, Token, Vocabulary, shingle, tokens, word_id};

/// A shorter common run is no sign of copying.
pub(super) const LEAST_RUN: usize = 6;
/// Runs further apart than this, in words, are separate.
const NEAR: usize = 12;
/// Between runs, single words are looked for in so many words and no more.
const LONGEST_GAP: usize = 24;
/// A longer piece before or behind all runs is no change.
const LONGEST_EDGE: usize = 6;
/// A longer first word of a text is taken for a name: `The`, `This` and `They` are not.
const LONGEST_OPENER: usize = 4;

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
    /// Whether words that are no figures differ.
    pub(super) words: bool,
}

/// Words that both sides have in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The first of them in the first text.
    pub(super) a: usize,
    /// The first of them in the second.
    pub(super) b: usize,
    /// How many.
    pub(super) len: usize,
}

/// Two texts side by side, whatever they are.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    /// The runs of words they share, in the order of the first.
    pub(super) runs: Vec<Run>,
    /// The longest run of words they share.
    pub(super) longest_run: usize,
    /// How many words they share, figures masked.
    pub(super) covered: usize,
    /// How many of them are figures that differ.
    pub(super) refigured: usize,
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
        let differs = |run: &Run| {
            let (x, y) = (&a.tokens[run.a..run.a + run.len], &b.tokens[run.b..run.b + run.len]);
            x.iter().zip(y).filter(|(x, y)| x.exact != y.exact).count()
        };
        let refigured = runs.iter().map(differs).sum();
        Some(Self { changes: changes(&runs, a, b), covered, refigured, longest_run, runs })
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
    vocabulary: &'a Vocabulary,
}

impl<'a> Text<'a> {
    /// Cuts `text` into words, of which `vocabulary` knows those without content.
    pub(super) fn new(text: &'a str, vocabulary: &'a Vocabulary) -> Self {
        Self { text, tokens: tokens(text), vocabulary }
    }

    /// Its words, figures as they stand.
    pub(super) fn exact(&self) -> impl Iterator<Item = u32> + '_ {
        self.tokens.iter().map(|token| token.exact)
    }

    /// The words in `range` with what stands between them and the marks that belong to them, in bytes of
    /// the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let ([first, ..], [.., last]) = (&self.tokens[range.clone()], &self.tokens[range]) else {
            return Span::default();
        };
        let (before, behind) = (&self.text[..first.start], &self.text[last.end..]);
        let opening = before.len() - before.trim_end_matches(['"', '“', '‘', '«', '„', '(', '[']).len();
        let closing = behind.len()
            - behind.trim_start_matches(['.', '!', '?', '…', '"', '”', '’', '»', ')', ']']).len();
        Span::new(first.start - opening, last.end + closing)
    }

    /// Whether the two are the same words.
    pub(super) fn same_words(&self, other: &Text<'_>) -> bool {
        self.exact().eq(other.exact())
    }

    /// Whether word number `at` is a figure or looks like a name. Every first word has a capital;
    /// the long ones are names often enough, and before another name those of four letters, those of three that have
    /// content (`Ada Brill` and not `The Brills`) and initials.
    pub(super) fn names(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let word = &self.text[token.start..token.end];
        let before_a_name = || {
            let Some(next) = self.tokens.get(at + 1) else { return false };
            // `F Brill` and `F. Brill`, and not `U.S.`.
            let stands_apart = || self.text[token.end..next.start].contains(' ');
            let is_initial = || word.len() == 1 && !matches!(word, "A" | "I") && stands_apart();
            let is_short_name =
                || word.len() + 1 == LONGEST_OPENER && !self.vocabulary.stopwords.contains(&word_id(word));
            (word.len() == LONGEST_OPENER || is_short_name() || is_initial())
                && self.text[next.start..next.end].starts_with(char::is_uppercase)
        };
        let opener = || at == 0 && word.len() <= LONGEST_OPENER && !before_a_name();
        token.figure || (word.starts_with(char::is_uppercase) && !opener())
    }
}

/// The runs of words that both have, in the order of the first; each word is in one run at most.
fn runs(a: &[Token], b: &[Token]) -> Vec<Run> {
    let mut places: Vec<(u64, usize)> =
        b.windows(SHINGLE).enumerate().map(|(at, words)| (key(words), at)).collect();
    places.sort_unstable();
    let mut found = Vec::new();
    for (i, words) in a.windows(SHINGLE).enumerate() {
        let key = key(words);
        let first = places.partition_point(|(other, _)| *other < key);
        for &(_, j) in places[first..].iter().take_while(|(other, _)| *other == key) {
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
        let plain = |text: &Text<'_>, range: &Range<usize>| -> Vec<u32> {
            text.tokens[range.clone()].iter().filter(|token| !token.figure).map(|token| token.exact).collect()
        };
        let words = plain(a, &x) != plain(b, &y);
        Change { a: x, b: y, figures: both && figures, names: both && names, some_figures, words }
    };
    found.into_iter().map(describe).collect()
}

//! Typed edits: how one spelling becomes the other at the least cost.

mod bound;

use self::bound::Bound;
use crate::lexicon::{Beginning, SpellingEdits};

/// One edit of an alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edit {
    /// What it is.
    pub kind: EditKind,
    /// Where it stands in the first spelling, in letters.
    pub a: (u8, u8),
    /// Where it stands in the second.
    pub b: (u8, u8),
    /// What it costs.
    pub cost: f64,
}

/// What an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named as in the table of costs")]
pub enum EditKind {
    Vowel,
    VowelAdded,
    Doubled,
    HAdded,
    Semivowel,
    Swapped,
    Alike,
    Consonant,
    ConsonantAdded,
    VowelConsonant,
    /// A rule of the table, by its number.
    Rule(u16),
}

/// How two spellings differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The edits in order; none where they differ in accents, case or marks only.
    pub edits: Vec<Edit>,
    /// What they cost together.
    pub cost: f64,
    /// The conventions that explain every edit, as bits.
    pub conventions: u32,
}

/// Spellings longer than this are not aligned.
const LONGEST: usize = 40;

/// Aligns two folded spellings, or gives up where they cost more than `most`.
pub fn align(a: &str, b: &str, table: &SpellingEdits, most: f64) -> Option<Alignment> {
    Aligner::new(table).align(a, b, most)
}

/// Aligns spellings, and keeps its tables from one pair to the next.
#[derive(Debug)]
pub(super) struct Aligner<'t> {
    table: &'t SpellingEdits,
    bound: Bound,
    /// What it costs at least to come to a place, by row of the first spelling's letters.
    best: Vec<f64>,
    /// The last step of that way; only of places that a way leads to.
    from: Vec<Step>,
    /// What stands ahead of each place in both spellings.
    ahead: (Vec<u64>, Vec<u64>),
}

/// One step of an alignment.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// None where the letters are the same.
    kind: Option<EditKind>,
    /// Letters of the first spelling.
    di: u8,
    /// Letters of the second.
    dj: u8,
}

impl<'t> Aligner<'t> {
    /// Aligns at the costs of `table`.
    pub(super) fn new(table: &'t SpellingEdits) -> Self {
        Self {
            table,
            bound: Bound::new(table),
            best: Vec::new(),
            from: Vec::new(),
            ahead: Default::default(),
        }
    }

    /// See [`align`].
    pub(super) fn align(&mut self, a: &str, b: &str, most: f64) -> Option<Alignment> {
        let (table, a, b) = (self.table, a.as_bytes(), b.as_bytes());
        if a.len() > LONGEST || b.len() > LONGEST {
            return None;
        }
        Beginning::ahead(a, &mut self.ahead.0);
        Beginning::ahead(b, &mut self.ahead.1);
        if !self.bound.is_within((a, &self.ahead.0), (b, &self.ahead.1), table, most) {
            return None;
        }
        let cost = self.walk(a, b, most)?;
        let width = b.len() + 1;
        let (mut i, mut j) = (a.len(), b.len());
        let mut edits = Vec::new();
        while i > 0 || j > 0 {
            let step = self.from[i * width + j];
            let (di, dj) = (step.di as usize, step.dj as usize);
            (i, j) = (i - di, j - dj);
            if let Some(kind) = step.kind {
                let cost = kind.cost(table) + at_edge(kind, i, j, di, dj, a, b, table);
                let span = |at: usize, len: usize| (small(at), small(at + len));
                edits.push(Edit { kind, a: span(i, di), b: span(j, dj), cost });
            }
        }
        edits.reverse();
        let conventions = edits.iter().fold(u32::MAX, |common, edit| match edit.kind {
            EditKind::Rule(number) => common & table.rules[number as usize].conventions,
            EditKind::Doubled => common,
            _ => 0,
        });
        Some(Alignment { conventions: if edits.is_empty() { 0 } else { conventions }, edits, cost })
    }

    /// Fills the tables, and says what the cheapest way costs.
    fn walk(&mut self, a: &[u8], b: &[u8], most: f64) -> Option<f64> {
        let table = self.table;
        let width = b.len() + 1;
        let places = (a.len() + 1) * width;
        self.best.clear();
        self.best.resize(places, f64::INFINITY);
        if self.from.len() < places {
            self.from.resize(places, Step { kind: None, di: 0, dj: 0 });
        }
        let (ahead_a, ahead_b) = (&self.ahead.0, &self.ahead.1);
        let (best, from) = (&mut self.best[..], &mut self.from[..]);
        best[0] = 0.0;
        // The last row that some way leads to which is not too dear.
        let mut reached = 0;
        for i in 0..=a.len() {
            if reached < i {
                return None;
            }
            for j in 0..=b.len() {
                let here = best[i * width + j];
                if here > most {
                    continue;
                }
                let mut reach = |di: usize, dj: usize, kind: Option<EditKind>, cost: f64| {
                    let slot = (i + di) * width + j + dj;
                    let cost = here + cost;
                    if cost < best[slot] - 1e-9 {
                        best[slot] = cost;
                        from[slot] = Step { kind, di: small(di), dj: small(dj) };
                        if cost <= most {
                            reached = reached.max(i + di);
                        }
                    }
                };
                let edit = |kind: EditKind, di: usize, dj: usize| {
                    kind.cost(table) + at_edge(kind, i, j, di, dj, a, b, table)
                };
                let (x, y) = (a.get(i).copied(), b.get(j).copied());
                match (x, y) {
                    (Some(x), Some(y)) if x != y => {
                        let kind = replaced(x, y);
                        reach(1, 1, Some(kind), edit(kind, 1, 1));
                        if a.get(i + 1) == Some(&y) && b.get(j + 1) == Some(&x) {
                            reach(2, 2, Some(EditKind::Swapped), edit(EditKind::Swapped, 2, 2));
                        }
                    }
                    (Some(_), Some(_)) => reach(1, 1, None, 0.0),
                    _ => {}
                }
                if let Some(x) = x {
                    let kind = added(x, a, i);
                    reach(1, 0, Some(kind), edit(kind, 1, 0));
                }
                if let Some(y) = y {
                    let kind = added(y, b, j);
                    reach(0, 1, Some(kind), edit(kind, 0, 1));
                }
                for rule in table.opening(ahead_a[i], ahead_b[j]) {
                    let kind = EditKind::Rule(rule.number);
                    reach(rule.left.length(), rule.right.length(), Some(kind), rule.cost);
                }
            }
        }
        best.get(places - 1).copied().filter(|cost| *cost <= most)
    }
}

impl EditKind {
    /// What it costs, wherever it stands.
    fn cost(self, table: &SpellingEdits) -> f64 {
        let plain = &table.plain;
        match self {
            EditKind::Vowel => plain.vowel,
            EditKind::VowelAdded => plain.vowel_added,
            EditKind::Doubled => plain.doubled,
            EditKind::HAdded => plain.h_added,
            EditKind::Semivowel => plain.semivowel,
            EditKind::Swapped => plain.swapped,
            EditKind::Alike => plain.alike,
            EditKind::Consonant => plain.consonant,
            EditKind::ConsonantAdded => plain.consonant_added,
            EditKind::VowelConsonant => plain.vowel_consonant,
            EditKind::Rule(number) => table.rules[number as usize].cost,
        }
    }
}

fn small(at: usize) -> u8 {
    u8::try_from(at).expect("spellings are at most 40 letters long")
}

/// What it costs more to change the first or the last letter; doubling costs the same anywhere.
#[expect(clippy::too_many_arguments, reason = "the place in both spellings")]
fn at_edge(
    kind: EditKind,
    i: usize,
    j: usize,
    di: usize,
    dj: usize,
    a: &[u8],
    b: &[u8],
    table: &SpellingEdits,
) -> f64 {
    if matches!(kind, EditKind::Rule(_) | EditKind::Doubled) {
        return 0.0;
    }
    let mut extra = 0.0;
    if i == 0 && j == 0 {
        extra += table.plain.first;
    }
    if i + di == a.len() && j + dj == b.len() {
        extra += table.plain.last;
    }
    extra
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn replaced(x: u8, y: u8) -> EditKind {
    let half = |letter| matches!(letter, b'y' | b'j' | b'w' | b'v' | b'h');
    match (is_vowel(x), is_vowel(y)) {
        (true, true) => EditKind::Vowel,
        (false, false) if class(x) == class(y) => EditKind::Alike,
        (false, false) => EditKind::Consonant,
        _ if half(x) || half(y) => EditKind::Semivowel,
        _ => EditKind::VowelConsonant,
    }
}

fn class(letter: u8) -> u8 {
    match letter {
        b'b' | b'p' | b'f' | b'v' | b'w' => 1,
        b'd' | b't' => 2,
        b'g' | b'k' | b'q' | b'c' | b'x' => 3,
        b's' | b'z' => 4,
        b'm' | b'n' => 5,
        b'l' | b'r' => 6,
        b'j' => 7,
        other => other,
    }
}

fn added(letter: u8, all: &[u8], at: usize) -> EditKind {
    let doubled = at > 0 && all[at - 1] == letter || all.get(at + 1) == Some(&letter);
    if doubled {
        EditKind::Doubled
    } else if letter == b'h' {
        EditKind::HAdded
    } else if is_vowel(letter) {
        EditKind::VowelAdded
    } else {
        EditKind::ConsonantAdded
    }
}

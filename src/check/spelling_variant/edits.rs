//! Typed edits: how one spelling becomes the other at the least cost.

use crate::lexicon::SpellingEdits;

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
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let width = b.len() + 1;
    let mut best = vec![f64::INFINITY; (a.len() + 1) * width];
    let mut from: Vec<Option<Edit>> = vec![None; best.len()];
    best[0] = 0.0;
    for i in 0..=a.len() {
        // A rule reaches a few letters on at most, so rows that are all too dear end it.
        let ahead = (i * width)..((i + table.reach.max(2)).min(a.len()) + 1) * width;
        if best[ahead].iter().all(|cost| *cost > most) {
            return None;
        }
        for j in 0..=b.len() {
            let here = best[i * width + j];
            if here > most {
                continue;
            }
            let mut reach = |di: usize, dj: usize, edit: Option<(EditKind, f64)>| {
                let slot = (i + di) * width + j + dj;
                let extra = edit.map_or(0.0, |(kind, cost)| cost + at_edge(kind, i, j, di, dj, a, b, table));
                let cost = here + extra;
                if cost < best[slot] - 1e-9 {
                    best[slot] = cost;
                    let span = |at: usize, len: usize| (small(at), small(at + len));
                    from[slot] =
                        edit.map(|(kind, _)| Edit { kind, a: span(i, di), b: span(j, dj), cost: extra });
                    if edit.is_none() {
                        from[slot] = None;
                    }
                }
            };
            let (x, y) = (a.get(i).copied(), b.get(j).copied());
            if let (Some(x), Some(y)) = (x, y) {
                if x == y {
                    reach(1, 1, None);
                } else {
                    reach(1, 1, Some(replaced(x, y, table)));
                }
                if i + 1 < a.len() && j + 1 < b.len() && x != y && x == b[j + 1] && a[i + 1] == y {
                    reach(2, 2, Some((EditKind::Swapped, table.plain.swapped)));
                }
            }
            if let Some(x) = x {
                reach(1, 0, Some(added(x, a, i, table)));
            }
            if let Some(y) = y {
                reach(0, 1, Some(added(y, b, j, table)));
            }
            let (x, y) = (x.unwrap_or(0), y.unwrap_or(0));
            for (x, y) in [(x, y), (x, 0), (0, y)] {
                if x == 0 && y == 0 {
                    continue;
                }
                for &(number, turned) in table.at(x, y) {
                    let rule = &table.rules[number as usize];
                    let (left, right) = if turned { (&rule.b, &rule.a) } else { (&rule.a, &rule.b) };
                    if a[i..].starts_with(left.as_bytes()) && b[j..].starts_with(right.as_bytes()) {
                        reach(left.len(), right.len(), Some((EditKind::Rule(number), rule.cost)));
                    }
                }
            }
        }
    }
    let cost = best[best.len() - 1];
    if cost > most {
        return None;
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut edits = Vec::new();
    while i > 0 || j > 0 {
        match from[i * width + j] {
            Some(edit) => {
                i = edit.a.0 as usize;
                j = edit.b.0 as usize;
                edits.push(edit);
            }
            None => {
                i -= 1;
                j -= 1;
            }
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

fn replaced(x: u8, y: u8, table: &SpellingEdits) -> (EditKind, f64) {
    let plain = &table.plain;
    let half = |letter| matches!(letter, b'y' | b'j' | b'w' | b'v' | b'h');
    match (is_vowel(x), is_vowel(y)) {
        (true, true) => (EditKind::Vowel, plain.vowel),
        (false, false) if class(x) == class(y) => (EditKind::Alike, plain.alike),
        (false, false) => (EditKind::Consonant, plain.consonant),
        _ if half(x) || half(y) => (EditKind::Semivowel, plain.semivowel),
        _ => (EditKind::VowelConsonant, plain.vowel_consonant),
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

fn added(letter: u8, all: &[u8], at: usize, table: &SpellingEdits) -> (EditKind, f64) {
    let plain = &table.plain;
    let doubled = at > 0 && all[at - 1] == letter || all.get(at + 1) == Some(&letter);
    if doubled {
        (EditKind::Doubled, plain.doubled)
    } else if letter == b'h' {
        (EditKind::HAdded, plain.h_added)
    } else if is_vowel(letter) {
        (EditKind::VowelAdded, plain.vowel_added)
    } else {
        (EditKind::ConsonantAdded, plain.consonant_added)
    }
}

//! How much two passages share, on hashes alone.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pair::Pair;
use super::{Corpus, FactRef, Meeting, words};
use crate::lexicon::Lexicon;
use crate::text::{distinct_shingles, in_common, shingles};

/// Passages with fewer words are never compared: no common run could be long enough.
pub(super) const LEAST_WORDS: usize = 8;

/// How many copies of one text are compared each with each; a commoner text is compared by its
/// first copy.
const EACH_WITH_EACH: usize = 8;

/// How many shingles a passage of so many different shingles and words must share with another.
pub(super) fn needed(distinct: usize, words: usize) -> usize {
    distinct.div_ceil(2).max(least(words))
}

/// How many shingles a passage of so many words must share however few it has.
fn least(words: usize) -> usize {
    if words < 15 { 8 } else { 4 }
}

/// With how many shingles a passage must ask for it to meet everything that it shares enough with.
pub(super) fn probes(distinct: usize, words: usize) -> usize {
    (distinct + 1).saturating_sub(needed(distinct, words))
}

/// The pairs among `meetings` that share enough, aligned on their text.
pub(super) fn pairs(corpus: &Corpus, lexicon: &Lexicon, mut meetings: Vec<Meeting>) -> Vec<Pair> {
    meetings.par_sort_unstable();
    meetings.dedup();
    let mut copies: FxHashMap<FactRef, Vec<FactRef>> = FxHashMap::default();
    for meeting in meetings.iter().filter(|m| m.same) {
        copies.entry(meeting.a).or_insert_with(|| vec![meeting.a]).push(meeting.b);
    }
    let near: Vec<&[Meeting]> = meetings.chunk_by(|x, y| x.a == y.a).collect();
    let mut together: Vec<(FactRef, FactRef)> = near
        .par_iter()
        .flat_map_iter(|group| {
            let a = distinct(corpus, group[0].a);
            let needed_a = needed(a.len(), words(corpus, group[0].a).len());
            let slots = Slots::of(&a);
            group.iter().filter(move |m| !m.same).filter_map(move |meeting| {
                let of_b = words(corpus, meeting.b);
                if slots.most_shared(of_b) < needed_a.min(least(of_b.len())) {
                    return None;
                }
                let b = distinct_shingles(of_b);
                let needed = needed_a.min(needed(b.len(), of_b.len()));
                (in_common(&a, &b) >= needed).then_some((meeting.a, meeting.b))
            })
        })
        .collect();
    spread(&copies, &mut together);
    together.par_sort_unstable();
    together.dedup();
    together.par_iter().filter_map(|(a, b)| Pair::align(corpus, lexicon, *a, *b)).collect()
}

/// Where the shingles of a passage fall: most passages that meet it share the shingle under which they met and hardly
/// another, which shows before any are sorted.
struct Slots([u64; Self::WORDS]);

impl Slots {
    /// A passage has some dozens of shingles, so a hundredth of the slots is taken.
    const WORDS: usize = 64;

    fn of(shingles: &[u64]) -> Self {
        let mut slots = [0; Self::WORDS];
        for shingle in shingles {
            let (word, bit) = Self::slot(*shingle);
            slots[word] |= bit;
        }
        Self(slots)
    }

    /// No fewer than how many shingles a passage of these words shares with it.
    fn most_shared(&self, words: &[u32]) -> usize {
        shingles(words).map(Self::slot).filter(|(word, bit)| self.0[*word] & bit != 0).count()
    }

    /// The place of a shingle, which is mixed well enough that its first bits tell.
    fn slot(shingle: u64) -> (usize, u64) {
        let slot = shingle >> 52;
        ((slot >> 6) as usize, 1 << (slot & 63))
    }
}

/// Adds what follows for copies from what was found of the first of them.
#[expect(clippy::iter_over_hash_type, reason = "the pairs are sorted afterwards")]
fn spread(copies: &FxHashMap<FactRef, Vec<FactRef>>, together: &mut Vec<(FactRef, FactRef)>) {
    for (a, b) in together.clone() {
        let own = |fact: FactRef| copies.get(&fact).map_or(&[][..], Vec::as_slice);
        let near = |fact: FactRef| {
            let all = own(fact);
            if all.len() > EACH_WITH_EACH { &all[..1] } else { all }
        };
        for x in std::iter::once(&a).chain(near(a)) {
            for y in std::iter::once(&b).chain(near(b)).filter(|y| *y != x) {
                together.push((*x.min(y), *x.max(y)));
            }
        }
    }
    for all in copies.values() {
        let firsts = if all.len() > EACH_WITH_EACH { 1 } else { all.len() };
        for (at, x) in all[..firsts].iter().enumerate() {
            together.extend(all[at + 1..].iter().map(|y| (*x.min(y), *x.max(y))));
        }
    }
}

/// Whether two passages share enough shingles, given their words.
pub(super) fn share_enough(a: &[u32], b: &[u32]) -> bool {
    let (x, y) = (distinct_shingles(a), distinct_shingles(b));
    in_common(&x, &y) >= needed(x.len(), a.len()).min(needed(y.len(), b.len()))
}

fn distinct(corpus: &Corpus, fact: FactRef) -> Vec<u64> {
    distinct_shingles(words(corpus, fact))
}

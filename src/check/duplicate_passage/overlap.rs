//! How much two passages share, on hashes alone.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pair::Pair;
use super::{Corpus, FactRef, Meeting, words};
use crate::text::{distinct_shingles, in_common};

/// Passages with fewer words are never compared: no common run could be long enough.
pub(super) const LEAST_WORDS: usize = 8;

/// How many copies of one text are compared each with each; a commoner text is compared by its
/// first copy.
const EACH_WITH_EACH: usize = 8;

/// How many shingles a passage of so many different shingles and words must share with another.
pub(super) fn needed(distinct: usize, words: usize) -> usize {
    distinct.div_ceil(2).max(if words < 15 { 8 } else { 4 })
}

/// With how many shingles a passage must ask for it to meet everything that it shares enough with.
pub(super) fn probes(distinct: usize, words: usize) -> usize {
    (distinct + 1).saturating_sub(needed(distinct, words))
}

/// The pairs among `meetings` that share enough, aligned on their text.
pub(super) fn pairs(corpus: &Corpus, mut meetings: Vec<Meeting>) -> Vec<Pair> {
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
            let (a, a_words) = (distinct(corpus, group[0].a), words(corpus, group[0].a).len());
            group.iter().filter(move |m| !m.same).filter_map(move |meeting| {
                let (b, b_words) = (distinct(corpus, meeting.b), words(corpus, meeting.b).len());
                let needed = needed(a.len(), a_words).min(needed(b.len(), b_words));
                (in_common(&a, &b) >= needed).then_some((meeting.a, meeting.b))
            })
        })
        .collect();
    spread(&copies, &mut together);
    together.par_sort_unstable();
    together.dedup();
    together.par_iter().filter_map(|(a, b)| Pair::align(corpus, *a, *b)).collect()
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

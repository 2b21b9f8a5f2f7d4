//! Forms that are filled in again and again: the same frame with other words in its slots.

use super::FactRef;
use super::alignment::Change;
use super::pair::{Likeness, Pair};
use rustc_hash::{FxHashMap, FxHashSet};

/// So many changed slots make a form.
const LEAST_SLOTS: usize = 4;
/// Between two passages that are fillings of a form anyhow, so many are enough.
const LEAST_SLOTS_OF_A_FORM: usize = 2;
/// A longer change is no slot.
const LONGEST_SLOT: usize = 6;

/// Leaves out pairs that are two fillings of one form.
pub(super) fn without_templates(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut near: FxHashMap<FactRef, Vec<usize>> = FxHashMap::default();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| looks_filled(pair)) {
        near.entry(pair.a.at).or_default().push(number);
        near.entry(pair.b.at).or_default().push(number);
    }
    let copied: FxHashSet<(FactRef, FactRef)> =
        pairs.iter().filter(|pair| !looks_filled(pair)).map(|pair| (pair.a.at, pair.b.at)).collect();
    let filled: Vec<bool> = pairs
        .iter()
        .enumerate()
        .map(|(number, pair)| {
            looks_filled(pair)
                && (filled_by_itself(pair)
                    || [pair.a.at, pair.b.at].iter().any(|at| {
                        near[at]
                            .iter()
                            .filter(|other| **other != number)
                            .take(8)
                            .any(|other| same_frame(*at, pair, &pairs[*other], &copied))
                    }))
        })
        .collect();
    let mut forms: FxHashMap<FactRef, usize> = FxHashMap::default();
    for (pair, _) in pairs.iter().zip(&filled).filter(|(_, filled)| **filled) {
        *forms.entry(pair.a.at).or_default() += 1;
        *forms.entry(pair.b.at).or_default() += 1;
    }
    let form = |at: &FactRef| forms.get(at).is_some_and(|others| *others > 1);
    // Two fillings agree in some slots by chance.
    let chance = |pair: &Pair| {
        let short = pair.changes.iter().all(|c| c.a.len().max(c.b.len()) <= LONGEST_SLOT);
        form(&pair.a.at) && form(&pair.b.at) && short && pair.changes.len() >= LEAST_SLOTS_OF_A_FORM
    };
    let kept = pairs.into_iter().zip(filled).filter(|(pair, filled)| !filled && !chance(pair));
    kept.map(|(pair, _)| pair).collect()
}

/// Whether four or more short changes stand between the two.
fn looks_filled(pair: &Pair) -> bool {
    pair.likeness >= Likeness::Numbers
        && pair.changes.len() >= LEAST_SLOTS
        && pair.changes.iter().all(|change| change.a.len() <= LONGEST_SLOT && change.b.len() <= LONGEST_SLOT)
}

/// Whether most slots hold names and figures, and some slot a name.
fn filled_by_itself(pair: &Pair) -> bool {
    let slots = pair.changes.iter().filter(|change| change.figures || change.names).count();
    slots >= LEAST_SLOTS
        && slots * 5 >= pair.changes.len() * 3
        && pair.changes.iter().any(|c| c.names && !c.figures)
}

/// Whether a third passage has the slots of `at` in the same places.
fn same_frame(at: FactRef, pair: &Pair, other: &Pair, copied: &FxHashSet<(FactRef, FactRef)>) -> bool {
    let (q, r) = (far(at, pair), far(at, other));
    if copied.contains(&(q.min(r), q.max(r))) {
        return false;
    }
    let (own, others) = (slots(at, pair), slots(at, other));
    let both =
        own.iter().filter(|x| others.iter().any(|y| x.start < y.end + 1 && y.start < x.end + 1)).count();
    both >= LEAST_SLOTS && both * 2 >= own.len().min(others.len())
}

fn far(at: FactRef, pair: &Pair) -> FactRef {
    if pair.a.at == at { pair.b.at } else { pair.a.at }
}

fn slots(at: FactRef, pair: &Pair) -> Vec<std::ops::Range<usize>> {
    let own = |change: &Change| if pair.a.at == at { change.a.clone() } else { change.b.clone() };
    pair.changes.iter().map(own).collect()
}

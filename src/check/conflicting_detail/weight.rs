//! What a shared term is worth: names more than words, rare terms more than common ones.

use std::sync::LazyLock;

use crate::fact::{Claim, FactSet, Statistics, Term, TopicTerm};
use crate::text::TermId;

/// Weights of terms in one run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights<'a> {
    statistics: &'a Statistics,
    scale: f64,
}

/// The logarithm of half of a number, for numbers of articles that nearly all terms have.
static HALF_LOGS: LazyLock<Vec<f64>> = LazyLock::new(|| (0..4096).map(half_log).collect());

fn half_log(articles: u32) -> f64 {
    (f64::from(articles.max(2)) / 2.0).ln()
}

/// How much two claims share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overlap {
    /// Weight of the terms that both have.
    pub(super) shared: f64,
    /// Weight of what only the first has.
    pub(super) only_a: f64,
    /// Weight of what only the second has.
    pub(super) only_b: f64,
    /// How many terms both have.
    pub(super) terms: usize,
    /// How many names only the first has.
    pub(super) names_a: usize,
    /// How many names only the second has.
    pub(super) names_b: usize,
}

impl Overlap {
    /// The share of what the two have together that both have, 0 to 1.
    pub(super) fn share(&self) -> f64 {
        let both = 2.0 * self.shared;
        if both > 0.0 { both / (both + self.only_a + self.only_b) } else { 0.0 }
    }
}

impl<'a> Weights<'a> {
    /// Weights by how many articles of the run a term stands in.
    pub(super) fn new(statistics: &'a Statistics) -> Self {
        // Twenty articles nobody has seen keep a run of two from finding everything common.
        Self { statistics, scale: (f64::from(statistics.articles) + 20.0).ln() }
    }

    /// The rarity of a term of which only the id is known.
    pub(super) fn rarity_of(&self, id: TermId) -> f64 {
        self.rarity(self.statistics.terms.get(&id).copied().unwrap_or(1))
    }

    /// 1 for a term that no third article has, near 0 for one that all have; `articles` says how
    /// many of the run have it.
    pub(super) fn rarity(&self, articles: u32) -> f64 {
        let log = HALF_LOGS.get(articles as usize).copied().unwrap_or_else(|| half_log(articles));
        (1.0 - log / self.scale).max(0.05)
    }

    /// What sharing a term is worth.
    pub(super) fn of(&self, term: Term) -> f64 {
        self.rarity(term.articles) * if term.name { 1.5 } else { 1.0 }
    }

    /// The [`share`](Overlap::share) of two claims, given what all terms of each are worth together.
    pub(super) fn share(&self, a: &Claim, b: &Claim, of_both: f64) -> f64 {
        let (mut i, mut j) = (0, 0);
        let (mut both, mut all) = (0.0, of_both);
        while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(j)) {
            if x.id == y.id {
                let (x, y) = (self.of(*x), self.of(*y));
                both += 2.0 * x.max(y);
                all += (x - y).abs();
            }
            i += usize::from(x.id <= y.id);
            j += usize::from(y.id <= x.id);
        }
        if both > 0.0 { both / all } else { 0.0 }
    }

    /// How much two claims share.
    pub(super) fn overlap(&self, a: &Claim, b: &Claim) -> Overlap {
        let mut overlap = Overlap::default();
        let (mut i, mut j) = (0, 0);
        while i < a.terms.len() || j < b.terms.len() {
            match (a.terms.get(i), b.terms.get(j)) {
                (Some(x), Some(y)) if x.id == y.id => {
                    overlap.shared += self.of(*x).max(self.of(*y));
                    overlap.terms += 1;
                    i += 1;
                    j += 1;
                }
                (Some(x), y) if y.is_none_or(|y| x.id < y.id) => {
                    overlap.only_a += self.of(*x);
                    overlap.names_a += usize::from(x.name);
                    i += 1;
                }
                (_, Some(y)) => {
                    overlap.only_b += self.of(*y);
                    overlap.names_b += usize::from(y.name);
                    j += 1;
                }
                (_, None) => break,
            }
        }
        overlap
    }
}

/// What an article says, each claim weighed once: a sentence meets another under every pair of rare terms that
/// they share, and nearly all that meet share no more than that.
#[derive(Debug)]
pub(in crate::check) struct Weighed {
    claims: Box<[ClaimWeight]>,
    /// What all terms of the article weigh, as [`in_topic`](Weights::in_topic) weighs them.
    pub(super) topic: f64,
}

/// What one claim weighs.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClaimWeight {
    /// What sharing all of its terms is worth.
    pub(super) all: f64,
    /// The same as if all were names, in [`PARTS`] of one rounded up, added up by the slot that a term falls into.
    slots: [u8; SLOTS],
}

/// Slots for the terms of a claim, of which it has a dozen.
const SLOTS: usize = 64;
/// Parts of a weight of one.
const PARTS: f64 = 16.0;

impl Weighed {
    /// Weighs what an article says, once it is known in how many articles each term stands.
    pub(in crate::check) fn of(facts: &FactSet, statistics: &Statistics) -> Self {
        let weights = Weights::new(statistics);
        Self {
            claims: facts.claims.iter().map(|claim| weights.of_claim(claim)).collect(),
            topic: facts.topic.terms.iter().map(|term| weights.in_topic(term)).sum(),
        }
    }

    /// What claim number `index` weighs.
    pub(super) fn claim(&self, index: u32) -> &ClaimWeight {
        &self.claims[index as usize]
    }
}

impl ClaimWeight {
    /// Whether the [`share`](Overlap::share) of two claims may reach `least`. What both have in a slot is no more
    /// than what either has there; a slot that is full may hold any weight.
    pub(super) fn may_share(&self, other: &Self, least: f64) -> bool {
        let slots = || self.slots.iter().zip(&other.slots);
        let parts: u32 = slots().map(|(x, y)| u32::from(*x.min(y))).sum();
        let full = slots().any(|(x, y)| *x.min(y) == u8::MAX);
        full || 2.0 * f64::from(parts) / PARTS >= least * (self.all + other.all) - 1e-9
    }
}

impl Weights<'_> {
    /// What it is worth that two articles share a term.
    pub(super) fn in_topic(&self, term: &TopicTerm) -> f64 {
        self.rarity(term.articles()).powi(3) * if term.is_name() { 1.0 } else { 0.5 }
    }

    fn of_claim(&self, claim: &Claim) -> ClaimWeight {
        let mut weight = ClaimWeight { all: 0.0, slots: [0; SLOTS] };
        for term in &claim.terms {
            weight.all += self.of(*term);
            // The high bits of the product depend on all of the term's.
            let slot = &mut weight.slots[(term.id.wrapping_mul(0x9e37_79b9) >> 26) as usize];
            let parts = (PARTS * self.of(Term { name: true, ..*term })).ceil();
            *slot = slot.saturating_add(parts as u8);
        }
        weight
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;

    fn claim(terms: Vec<Term>) -> Claim {
        Claim {
            span: Span::new(0, 0),
            sentence: 0,
            heading: false,
            terms: terms.into(),
            figures: (0, 0),
            dates: (0, 0),
            turns: Box::default(),
            places: Box::default(),
            source: None,
            update: false,
            quoted: false,
        }
    }

    #[test]
    fn two_claims_that_share_enough_are_never_told_apart_by_their_slots() {
        let mut statistics = Statistics::default();
        statistics.articles = 900;
        let weights = Weights::new(&statistics);
        // A step of a linear congruential generator.
        let mut state = 7u32;
        let mut any = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        let (mut shared, mut far) = (0, 0);
        for round in 0..4000 {
            // Of so few different terms two claims share most, of so many hardly any.
            let different = if round % 2 == 0 { 30 } else { 400 };
            let mut one = || {
                // A claim of many terms fills its slots.
                let terms = if round % 50 == 0 { 3000 } else { 5 + any(20) };
                let mut ids: Vec<u32> = (0..terms).map(|_| any(different.max(terms))).collect();
                ids.sort_unstable();
                ids.dedup();
                let term =
                    |id: u32, name| Term { id, word: 0, name, articles: 1 + id.wrapping_mul(97) % 600 };
                claim(ids.into_iter().map(|id| term(id, any(3) == 0)).collect())
            };
            let (a, b) = (one(), one());
            let (x, y) = (weights.of_claim(&a), weights.of_claim(&b));
            let share = weights.share(&a, &b, x.all + y.all);
            assert!((share - weights.overlap(&a, &b).share()).abs() < 1e-9);
            assert!(share < 0.6 || x.may_share(&y, 0.6), "{share}");
            shared += usize::from(share >= 0.6);
            far += usize::from(!x.may_share(&y, 0.6));
        }
        assert!(shared > 200 && far > 1500, "{shared} {far}");
    }
}

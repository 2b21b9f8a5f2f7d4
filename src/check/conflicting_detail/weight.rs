//! What a shared term is worth: names more than words, rare terms more than common ones.

use std::sync::LazyLock;

use crate::fact::{Claim, Statistics, Term};
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

    /// What sharing all of a claim's terms is worth.
    pub(super) fn of_all(&self, claim: &Claim) -> f64 {
        claim.terms.iter().map(|term| self.of(*term)).sum()
    }

    /// The [`share`](Overlap::share) of two claims, given what all terms of each are worth: most pairs are asked
    /// for nothing else.
    pub(super) fn share(&self, (a, of_a): (&Claim, f64), (b, of_b): (&Claim, f64)) -> f64 {
        let (mut i, mut j) = (0, 0);
        let (mut both, mut all) = (0.0, of_a + of_b);
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

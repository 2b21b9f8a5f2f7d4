//! What the sentences of two articles share, term by term, before any two of them are weighed.

use super::topic::{SLOTS, slot};
use super::weight::Weights;
use crate::fact::FactSet;
use crate::text::TermId;

/// What the sentences of two articles share. It is kept from one pair to the next, since pairs come in the order
/// of their first article, and each takes some room.
#[derive(Default)]
pub(super) struct Shared {
    /// The article whose terms these are.
    article: Option<u32>,
    /// Its terms in order, each with the claim that it stands in and its weight.
    standing: Vec<(TermId, u32, f32)>,
    /// The [slots](slot) that its terms fall into: most terms of another article stand in none of its claims.
    slots: Vec<bool>,
    /// Each of its claims beside each of the other article's.
    of_pairs: Vec<SharedTerms>,
}

/// What two sentences share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SharedTerms {
    /// How many terms both have.
    pub(super) terms: u32,
    /// What the terms weigh, nearly: it is to tell which sentences are worth weighing.
    pub(super) weight: f32,
}

impl Shared {
    /// Counts what each claim of one article shares with each of another.
    pub(super) fn count(&mut self, (a, facts): (u32, &FactSet), others: &FactSet, weights: &Weights<'_>) {
        let claims = &others.claims;
        if self.article != Some(a) {
            self.article = Some(a);
            self.standing.clear();
            for (number, claim) in (0u32..).zip(&facts.claims) {
                let terms = claim.terms.iter();
                self.standing.extend(terms.map(|term| (term.id, number, weights.of(*term) as f32)));
            }
            self.standing.sort_unstable_by_key(|(id, ..)| *id);
            self.slots.clear();
            self.slots.resize(SLOTS, false);
            self.standing.iter().for_each(|(id, ..)| self.slots[slot(*id)] = true);
        }
        self.of_pairs.clear();
        self.of_pairs.resize(facts.claims.len() * claims.len(), SharedTerms::default());
        for (number, claim) in claims.iter().enumerate() {
            // The terms of a claim are sorted too.
            let mut rest = &self.standing[..];
            for term in claim.terms.iter().filter(|term| self.slots[slot(term.id)]) {
                rest = &rest[rest.partition_point(|(id, ..)| *id < term.id)..];
                let weight = weights.of(*term) as f32;
                for (_, other, others) in rest.iter().take_while(|(id, ..)| *id == term.id) {
                    let shared = &mut self.of_pairs[*other as usize * claims.len() + number];
                    shared.terms += 1;
                    shared.weight += weight.max(*others);
                }
            }
        }
    }

    /// What each claim of the first article shares, claim by claim of the other, which has so many.
    pub(super) fn rows(&self, others: usize) -> impl Iterator<Item = &[SharedTerms]> {
        self.of_pairs.chunks(others.max(1))
    }
}

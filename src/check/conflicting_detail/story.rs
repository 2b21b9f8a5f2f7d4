//! Two articles on one happening: a figure that only one has, where the other has another.

use std::cmp::Reverse;

use super::claim::{Found, Side, held};
use super::field::Field;
use super::weight::Weights;
use super::{Link, twin, value};
use crate::check::{Block, BlockKey, Corpus};
use crate::fact::{Claim, FactSet, Figure};
use crate::finding::Certainty;
use crate::text::TermId;

/// Names of an article that lead it to others.
const NAMES: usize = 8;
/// A name that more articles lead with leads nowhere.
const CROWD: usize = 16;
/// Articles more days apart tell different news.
const DAYS: i32 = 3;
/// What shared names must weigh before two articles are one story.
const LEAST_STORY: f64 = 3.0;
/// The share of the lesser article's names that both must have.
const LEAST_SHARE: f64 = 0.35;
/// What the terms round two figures must weigh.
const LEAST_CONTEXT: f64 = 1.1;

/// The keys of an article: its rarest names, of those that stand there most.
pub(super) fn keys(corpus: &Corpus, article: u32, weights: &Weights<'_>) -> Vec<BlockKey> {
    let mut names: Vec<(Reverse<u64>, TermId)> = corpus
        .facts(article)
        .topic
        .names
        .iter()
        .map(|(id, count)| {
            let worth = weights.rarity(*id) * (1.0 + f64::from(*count)).ln();
            (Reverse((worth * 1e6) as u64), *id)
        })
        .collect();
    names.sort_unstable();
    names.into_iter().take(NAMES).map(|(_, id)| 1 << 63 | u64::from(id)).collect()
}

/// The pairs of articles under one name that tell one story.
pub(super) fn pairs(corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
    if block.entries.len() > CROWD {
        return;
    }
    let weights = Weights::new(&corpus.statistics);
    for (at, (a, _)) in block.entries.iter().enumerate() {
        for (b, _) in &block.entries[at + 1..] {
            let (a, b) = (a.article, b.article);
            let known = corpus.is_subject(a) || corpus.is_subject(b);
            if a != b && known && twin::days_apart(corpus, a, b) <= DAYS && one_story(corpus, a, b, &weights)
            {
                found.push(Link::Story(a.min(b), a.max(b)));
            }
        }
    }
}

/// Whether two articles share enough rare names.
fn one_story(corpus: &Corpus, a: u32, b: u32, weights: &Weights<'_>) -> bool {
    let (a, b) = (&corpus.facts(a).topic.names, &corpus.facts(b).topic.names);
    let worth = |id: TermId| weights.rarity(id).powi(2);
    let shared: f64 = a
        .iter()
        .filter(|(id, _)| b.binary_search_by_key(id, |(other, _)| *other).is_ok())
        .map(|(id, _)| worth(*id))
        .sum();
    let total = |names: &[(TermId, u16)]| names.iter().map(|(id, _)| worth(*id)).sum::<f64>();
    shared >= LEAST_STORY && shared >= LEAST_SHARE * total(a).min(total(b))
}

/// What differs between two articles on one story.
pub(super) fn compare(corpus: &Corpus, a: u32, b: u32, weights: &Weights<'_>) -> Vec<Found> {
    let (facts_a, facts_b) = (corpus.facts(a), corpus.facts(b));
    let mut found = Vec::new();
    let ours = orphans(facts_a, facts_b);
    let theirs = orphans(facts_b, facts_a);
    for (x, f) in &ours {
        for (y, g) in &theirs {
            let Some(bonus) = like(f, g) else { continue };
            if x.update || y.update || x.quoted != y.quoted || twin::other_source(x, y) {
                continue;
            }
            let context = context(x, f, y, g, weights) + bonus;
            if context < LEAST_CONTEXT {
                continue;
            }
            let slip = value::slip(f.value, g.value);
            found.push(Found {
                field: Field::Number,
                a: Side { article: a, value: f.span, content: x.span },
                b: Side { article: b, value: g.span, content: y.span },
                score: context + if slip { 0.5 } else { 0.0 },
                certainty: Certainty::Ask,
                held: held(corpus, a, x, y),
                doubt: "the sentences are not the same",
            });
        }
    }
    found
}

/// Figures that the other article does not have.
fn orphans<'a>(facts: &'a FactSet, other: &FactSet) -> Vec<(&'a Claim, &'a Figure)> {
    let mut found = Vec::new();
    for claim in facts.claims.iter() {
        for figure in twin::figures(facts, claim) {
            let known = other.figures.iter().any(|theirs| value::agree(figure, theirs));
            if !figure.age && !known {
                found.push((claim, figure));
            }
        }
    }
    found
}

/// Whether two figures can be of one thing, and what speaks for it.
fn like(a: &Figure, b: &Figure) -> Option<f64> {
    if a.measure() != b.measure() || a.high.is_some() != b.high.is_some() {
        return None;
    }
    match (a.counted, b.counted) {
        (Some(x), Some(y)) if x == y => Some(0.5),
        (Some(_), Some(_)) if a.measure().is_empty() => None,
        _ => Some(0.0),
    }
}

/// What the terms near both figures weigh.
fn context(x: &Claim, f: &Figure, y: &Claim, g: &Figure, weights: &Weights<'_>) -> f64 {
    let near = |word: u16, at: u32| match u32::from(word).abs_diff(at) {
        0..=4 => 1.0,
        5..=8 => 0.7,
        _ => 0.4,
    };
    x.terms
        .iter()
        .filter_map(|term| {
            let at = y.terms.binary_search_by_key(&term.id, |other| other.id).ok()?;
            Some(weights.of(*term) * near(term.word, f.word) * near(y.terms[at].word, g.word))
        })
        .sum()
}

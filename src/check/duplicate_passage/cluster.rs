//! Pairs become findings: one for every text, wherever its copies stand, and one for copies that
//! go on from paragraph to paragraph.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::doubt::Doubt;
use super::pair::{Likeness, Pair, Side};
use super::{Corpus, FactRef, Scope, message, passage};
use crate::article::Span;
use crate::check::sets::Sets;
use crate::finding::{Certainty, Details, Disagreement, Label, PassagePair};
use crate::text::tokens;

/// With more places than this, pairs go to the first place only.
const MOST_PLACES: usize = 50;
/// A passage of which two others make up so many in a hundred bytes was split into them,
const LEAST_IN_PARTS: usize = 70;
/// and with so many nothing was added and nothing left out.
const WHOLE_IN_PARTS: usize = 92;

/// Pairs that belong together.
pub(super) struct Cluster {
    pairs: Vec<Pair>,
    /// Why it is asked and no more, if it is.
    doubt: Option<Doubt>,
}

/// Puts pairs together that share a text or go on from one another; those that are worth asking and no
/// more apart from the others.
pub(super) fn clusters(
    corpus: &Corpus,
    pairs: Vec<Pair>,
    doubt: impl Fn(&Pair) -> Option<Doubt>,
) -> Vec<Cluster> {
    let (asked, likely): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|pair| doubt(pair).is_some());
    let likely = together(corpus, likely).into_iter().map(|pairs| Cluster { pairs, doubt: None });
    // What the first pair is asked for is said of all.
    let asked = together(corpus, asked).into_iter().map(|pairs| Cluster { doubt: doubt(&pairs[0]), pairs });
    likely.chain(asked).collect()
}

/// Pairs that share a text or go on from one another.
fn together(corpus: &Corpus, pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    let mut sets = Sets::new(pairs.len());
    let mut by_side: FxHashMap<FactRef, Vec<usize>> = FxHashMap::default();
    for (number, pair) in pairs.iter().enumerate() {
        by_side.entry(pair.a.at).or_default().push(number);
        by_side.entry(pair.b.at).or_default().push(number);
    }
    let by_place: FxHashMap<(u32, u32, u32, u32), usize> =
        pairs.iter().enumerate().map(|(number, pair)| (place(corpus, pair), number)).collect();
    for (number, pair) in pairs.iter().enumerate() {
        for side in [&pair.a, &pair.b] {
            for other in &by_side[&side.at] {
                let theirs = own_side(&pairs[*other], side.at);
                let split = pair.likeness == Likeness::Split && pairs[*other].likeness == Likeness::Split;
                if split || overlap(side.span, theirs.span) * 2 >= side.span.len().min(theirs.span.len()) {
                    sets.join(number, *other);
                }
            }
        }
        let (a, x, b, y) = place(corpus, pair);
        if let Some(next) = by_place.get(&(a, x + 1, b, y + 1)) {
            sets.join(number, *next);
        }
    }
    let mut grouped: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for (number, pair) in pairs.into_iter().enumerate() {
        grouped.entry(sets.top(number)).or_default().push(pair);
    }
    grouped.into_values().collect()
}

/// The two articles and paragraphs of a pair.
fn place(corpus: &Corpus, pair: &Pair) -> (u32, u32, u32, u32) {
    let paragraph = |at: FactRef| passage(corpus, at).paragraph;
    (pair.a.at.article, paragraph(pair.a.at), pair.b.at.article, paragraph(pair.b.at))
}

fn own_side(pair: &Pair, at: FactRef) -> &Side {
    if pair.a.at == at { &pair.a } else { &pair.b }
}

fn overlap(x: Span, y: Span) -> usize {
    x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize
}

/// A passage that holds two others whole, side by side, was split into them or merged from them.
pub(super) fn mark_splits(corpus: &Corpus, pairs: &mut [Pair]) {
    let mut parts: FxHashMap<FactRef, Vec<(usize, Span)>> = FxHashMap::default();
    let is_part = |pair: &Pair| pair.likeness == Likeness::Contained;
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| is_part(pair)) {
        let (_, larger) = pair.by_size();
        parts.entry(larger.at).or_default().push((number, larger.span));
    }
    let all_of_it = |pair: &Pair| pair.by_size().0.share() >= 1.0;
    let mut split = Vec::new();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| is_part(pair)) {
        let (_, larger) = pair.by_size();
        let whole = passage(corpus, larger.at).span.len();
        let beside = |(other, span): &&(usize, Span)| {
            *other != number && overlap(*span, larger.span) * 5 < span.len().min(larger.span.len())
        };
        let both = |span: &Span| (span.len() + larger.span.len()) * 100;
        let makes_up = |span: &Span, percent: usize| both(span) >= whole * percent;
        let rests =
            || parts[&larger.at].iter().filter(beside).filter(|(_, span)| makes_up(span, LEAST_IN_PARTS));
        let exact = |(other, span): &(usize, Span)| {
            all_of_it(pair) && all_of_it(&pairs[*other]) && makes_up(span, WHOLE_IN_PARTS)
        };
        if rests().next().is_some() {
            split.push((number, rests().any(exact)));
        }
    }
    for (number, parted) in split {
        (pairs[number].likeness, pairs[number].parted) = (Likeness::Split, parted);
    }
}

impl Cluster {
    /// The finding; nothing when the rule's scope leaves no pair.
    pub(super) fn disagreement(&self, corpus: &Corpus, rule: usize, scope: Scope) -> Option<Disagreement> {
        let pairs: Vec<&Pair> = self
            .pairs
            .iter()
            .filter(|p| scope == Scope::Corpus || p.a.at.article == p.b.at.article)
            .collect();
        let first = pairs.first()?;
        let mut places: BTreeMap<FactRef, Span> = BTreeMap::new();
        for side in pairs.iter().flat_map(|pair| [&pair.a, &pair.b]) {
            places.entry(side.at).and_modify(|span| *span = span.cover(side.span)).or_insert(side.span);
        }
        let numbers: BTreeMap<FactRef, usize> = places.keys().enumerate().map(|(n, at)| (*at, n)).collect();
        let labels: Vec<Label> = places
            .iter()
            .map(|(at, span)| Label {
                article: at.article,
                span: *span,
                note: String::new(),
                value: identity(corpus.slice(at.article, *span)),
            })
            .collect();
        let listed = pairs.iter().filter(|pair| places.len() <= MOST_PLACES || numbers[&pair.a.at] == 0);
        let details: Vec<PassagePair> = listed
            .map(|pair| PassagePair {
                a: numbers[&pair.a.at],
                b: numbers[&pair.b.at],
                covered_a: pair.a.share(),
                covered_b: pair.b.share(),
                longest_run: pair.longest_run,
                likeness: pair.likeness,
            })
            .collect();
        let compared =
            details.iter().filter(|p| p.likeness != Likeness::Exact).map(|p| (p.a, p.b)).take(8).collect();
        let mut identities: Vec<String> = labels.iter().map(|label| label.value.clone()).collect();
        identities.sort();
        identities.dedup();
        Some(Disagreement {
            rule,
            certainty: if self.doubt.is_some() { Certainty::Ask } else { Certainty::Likely },
            message: message::of(corpus, &pairs, places.len(), self.doubt),
            values: message::values(corpus, first),
            labels,
            compared,
            details: Details::Passages(details),
            fixes: Vec::new(),
            identity: identities,
        })
    }
}

/// What a baseline remembers of a passage: a hash of its words.
fn identity(text: &str) -> String {
    format!("{:016x}", crate::text::sequence(tokens(text).iter().map(|token| token.exact)))
}

//! Sentences told twice, with one detail changed.

use super::claim::{Found, Side, held};
use super::doubt::{Pair, of_its_week};
use super::field::Field;
use super::weight::{Overlap, Weights};
use super::{Link, value};
use crate::article::Span;
use crate::check::{Block, Corpus, FactRef, Keys, Role};
use crate::fact::{Claim, DateMention, FactSet, Figure, Term, Turn};
use crate::finding::Certainty;
use crate::text::{self, DateForm, TermId};

/// Terms that make keys: the rarest of a sentence, which is not compared where it has fewer.
const RAREST: usize = 5;
/// A key that more sentences share is a formula.
const CROWD: usize = 40;
/// Figures of people, money and shares that are so many days apart are two figures.
const WEEKS: i32 = 14;
/// Sentences that share less are not compared.
const LEAST_SHARE: f64 = 0.6;

/// Puts every claim under the pairs of its rarest terms.
pub(super) fn keys(corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
    for (index, claim) in (0u32..).zip(&corpus.facts(article).claims) {
        if claim.terms.len() < RAREST || claim.heading {
            continue;
        }
        let rarest = rarest(&claim.terms);
        let mut pairs = [0; RAREST * (RAREST - 1) / 2];
        let others = |at: usize| rarest[at + 1..].iter().map(move |other| (rarest[at], *other));
        for (pair, (one, other)) in pairs.iter_mut().zip((0..RAREST).flat_map(others)) {
            *pair = u64::from(one.min(other)) << 32 | u64::from(one.max(other));
        }
        keys.put_all(&pairs, FactRef { article, index }, Role::Probe);
    }
}

/// The rarest terms by number of articles, names before words. They are kept in order as they
/// come, and the rest is never sorted: this is asked of every claim three times over. A rank and the term it is of
/// are one number, so that keeping the lower of two needs no branch.
fn rarest(terms: &[Term]) -> [TermId; RAREST] {
    let mut rarest = [u64::MAX; RAREST];
    for term in terms {
        let rank = term.articles << 1 | u32::from(!term.name);
        let mut next = u64::from(rank) << 32 | u64::from(term.id);
        for kept in &mut rarest {
            (*kept, next) = (next.min(*kept), next.max(*kept));
        }
    }
    rarest.map(|ranked| ranked as TermId)
}

/// Pairs of one key that may share enough to be compared. Twins meet under all of their keys, so it is asked later
/// whether they do.
pub(super) fn pairs(corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
    if block.entries.len() > CROWD {
        return;
    }
    for (at, &(a, _)) in block.entries.iter().enumerate() {
        let x = corpus.weighed(a.article).claim(a.index);
        for &(b, _) in &block.entries[at + 1..] {
            let known = corpus.is_subject(a.article) || corpus.is_subject(b.article);
            if known && x.may_share(corpus.weighed(b.article).claim(b.index), LEAST_SHARE) {
                found.push(Link::Twins(a, b));
            }
        }
    }
}

/// The one detail in which twins differ, if they are twins.
pub(super) fn compare(corpus: &Corpus, a: FactRef, b: FactRef, weights: &Weights<'_>) -> Vec<Found> {
    let (facts_a, facts_b) = (corpus.facts(a.article), corpus.facts(b.article));
    let (x, y) = (claim(corpus, a), claim(corpus, b));
    let of_both = [a, b].iter().map(|at| corpus.weighed(at.article).claim(at.index).all).sum();
    if weights.share(x, y, of_both) < LEAST_SHARE {
        return Vec::new();
    }
    let overlap = weights.overlap(x, y);
    let figures = odd_figures(figures(facts_a, x), figures(facts_b, y));
    let dates = odd_dates(dates(facts_a, x), dates(facts_b, y));
    let mut found = Vec::new();
    let sides = |value_a: Span, value_b: Span| {
        (
            Side { article: a.article, value: value_a, content: x.span },
            Side { article: b.article, value: value_b, content: y.span },
        )
    };
    let mut push = |field, value_a, value_b, certainty, doubt| {
        let (a, b) = sides(value_a, value_b);
        let held = held(corpus, a.article, x, y);
        found.push(Found { field, a, b, score: 10.0 * overlap.share(), certainty, held, doubt });
    };
    if other_source(x, y) {
        return Vec::new();
    }
    let pair = Pair { corpus, articles: (a.article, b.article), claims: (x, y), overlap: &overlap };
    match (figures, dates) {
        (Odd::One(f, g), Odd::None)
            if same_thing(&overlap)
                && x.update == y.update
                && alike(f, g)
                && pair.of_one_whole(f, g)
                && !(of_its_week(f, g) && days_apart(corpus, a.article, b.article) > WEEKS) =>
        {
            let doubt = pair.doubt_number(f, g);
            let certainty = if doubt.is_none() { Certainty::Likely } else { Certainty::Ask };
            push(Field::Number, f.span, g.span, certainty, doubt);
        }
        (Odd::None, Odd::One(f, g)) if same_thing(&overlap) => {
            let field = if weekday_like(f.form) || weekday_like(g.form) { Field::Day } else { Field::Date };
            let doubt = pair.doubt_day(f, g);
            // `on Thursday … on 9 April` are as a rule two happenings.
            if doubt.is_some() && weekday_like(f.form) != weekday_like(g.form) {
                return found;
            }
            let certainty = if doubt.is_none() { Certainty::Likely } else { Certainty::Ask };
            push(field, f.span, g.span, certainty, doubt);
        }
        (Odd::None, Odd::None) => {
            if let Some((value_a, value_b, field)) = turned(corpus, (a.article, b.article), x, y, &overlap) {
                push(field, value_a, value_b, Certainty::Ask, None);
            }
            if let Some((value_a, value_b)) = places(x, y, &overlap) {
                push(Field::Location, value_a, value_b, Certainty::Ask, None);
            }
        }
        _ => {}
    }
    found
}

/// What is left when what agrees is taken away.
#[derive(Clone, Copy, Debug)]
pub(super) enum Odd<'a, T> {
    /// Nothing on either side.
    None,
    /// One on each side.
    One(&'a T, &'a T),
    /// More, or on one side only.
    More,
}

/// The figures in which two claims differ.
pub(super) fn odd_figures<'a>(a: &'a [Figure], b: &'a [Figure]) -> Odd<'a, Figure> {
    odd(a, b, |figure| !figure.age, value::agree)
}

/// The days in which two claims differ.
pub(super) fn odd_dates<'a>(a: &'a [DateMention], b: &'a [DateMention]) -> Odd<'a, DateMention> {
    match odd(a, b, |_| true, |a, b| differ(a, b) != Some(true)) {
        // A day on one side only says no more than the other does.
        Odd::More if a.is_empty() || b.is_empty() => Odd::None,
        other => other,
    }
}

fn odd<'a, T>(
    a: &'a [T],
    b: &'a [T],
    counts: impl Fn(&T) -> bool,
    agree: impl Fn(&T, &T) -> bool,
) -> Odd<'a, T> {
    let mut rest: Vec<&T> = b.iter().filter(|y| counts(y)).collect();
    let mut left = Vec::new();
    for x in a.iter().filter(|x| counts(x)) {
        match rest.iter().position(|y| agree(x, y)) {
            Some(at) => drop(rest.remove(at)),
            None => left.push(x),
        }
    }
    match (&left[..], &rest[..]) {
        ([], []) => Odd::None,
        ([x], [y]) => Odd::One(x, y),
        _ => Odd::More,
    }
}

/// Whether two days differ; none where that can't be told.
pub(super) fn differ(a: &DateMention, b: &DateMention) -> Option<bool> {
    match (a.form, b.form) {
        (DateForm::Weekday(x, _), DateForm::Weekday(y, _)) => Some(x != y),
        (DateForm::Day { month: m, day: d, .. }, DateForm::Day { month: n, day: e, .. }) => {
            Some((m, d) != (n, e))
        }
        (DateForm::Month { month: m, .. }, DateForm::Month { month: n, .. }) => Some(m != n),
        (DateForm::Month { month, .. }, _) => Some(b.resolved?.month() != month),
        (_, DateForm::Month { month, .. }) => Some(a.resolved?.month() != month),
        _ => Some(a.resolved? != b.resolved?),
    }
}

/// Whether two figures count or measure the same.
pub(super) fn alike(a: &Figure, b: &Figure) -> bool {
    let counted = match (a.counted, b.counted) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    // A score (`9-4`) is no range; what is measured has none.
    let ranges = a.high.is_some() == b.high.is_some() || !a.measure().is_empty();
    let points = |figure: &Figure| matches!(figure.measure(), "percent" | "percentage points");
    let one_measure = a.measure() == b.measure() || points(a) && points(b) && a.value == b.value;
    one_measure && (counted || !a.measure().is_empty()) && ranges
}

/// How many days lie between two articles; 0 where a date is missing.
pub(super) fn days_apart(corpus: &Corpus, a: u32, b: u32) -> i32 {
    corpus.days_apart(a, b).unwrap_or(0)
}

pub(super) fn figures<'a>(facts: &'a FactSet, claim: &Claim) -> &'a [Figure] {
    &facts.figures[claim.figures.0 as usize..claim.figures.1 as usize]
}

pub(super) fn dates<'a>(facts: &'a FactSet, claim: &Claim) -> &'a [DateMention] {
    &facts.dates[claim.dates.0 as usize..claim.dates.1 as usize]
}

/// Whether the two name different sources.
pub(super) fn other_source(a: &Claim, b: &Claim) -> bool {
    matches!((a.source, b.source), (Some((x, _)), Some((y, _))) if x != y)
}

fn claim(corpus: &Corpus, at: FactRef) -> &Claim {
    &corpus.facts(at.article).claims[at.index as usize]
}

pub(super) fn weekday_like(form: DateForm) -> bool {
    matches!(form, DateForm::Weekday(..) | DateForm::Relative(_))
}

/// A name that each has and the other lacks says that they speak of two things.
fn same_thing(overlap: &Overlap) -> bool {
    overlap.names_a.min(overlap.names_b) == 0 && overlap.names_a.max(overlap.names_b) <= 2
}

/// What one denies or leaves open and the other says.
fn turned(
    corpus: &Corpus,
    a_at: (u32, u32),
    a: &Claim,
    b: &Claim,
    overlap: &Overlap,
) -> Option<(Span, Span, Field)> {
    if overlap.share() < 0.72 || overlap.terms < 4 || !same_thing(overlap) || a.quoted || b.quoted {
        return None;
    }
    let has = |claim: &Claim, id| claim.terms.binary_search_by_key(&id, |t| t.id).is_ok();
    let count = |claim: &Claim, turn: Turn| claim.turns.iter().filter(|t| t.turn == turn).count();
    for (x, y, swapped) in [(a, b, false), (b, a, true)] {
        let order = |one: Span, other: Span| if swapped { (other, one) } else { (one, other) };
        if count(x, Turn::Not) == 1 && count(y, Turn::Not) == 0 {
            let not = x.turns.iter().find(|t| t.turn == Turn::Not && has(y, t.id))?;
            let word = |claim: &Claim| claim.terms.iter().find(|t| t.id == not.id).map(|t| t.word);
            let said = word_span(corpus, if swapped { a_at.1 } else { a_at.0 }, x, word(x)?)?;
            let denied = word_span(corpus, if swapped { a_at.0 } else { a_at.1 }, y, word(y)?)?;
            let (one, other) = order(not.span.cover(said), denied);
            return Some((one, other, Field::Polarity));
        }
    }
    None
}

/// The bytes of a claim's word number `word`.
pub(super) fn word_span(corpus: &Corpus, article: u32, claim: &Claim, word: u16) -> Option<Span> {
    let word = *text::words(corpus.slice(article, claim.span)).get(word as usize)?;
    Some(Span { start: word.start, end: word.end }.shifted(claim.span.start))
}

/// The one place in which they differ.
fn places(a: &Claim, b: &Claim, overlap: &Overlap) -> Option<(Span, Span)> {
    let left: Vec<_> = a.places.iter().filter(|p| !b.places.iter().any(|q| q.id == p.id)).collect();
    let right: Vec<_> = b.places.iter().filter(|p| !a.places.iter().any(|q| q.id == p.id)).collect();
    let ([x], [y]) = (&left[..], &right[..]) else { return None };
    let short = overlap.names_a.max(overlap.names_b) <= 2 && overlap.terms >= 5;
    (short && overlap.share() >= 0.7).then_some((x.span, y.span))
}

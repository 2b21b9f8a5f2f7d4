//! Two articles on one happening: a figure that only one has, where the other has another.

use std::cmp::Reverse;

use jiff::civil::DateTime;

use super::claim::{Found, Side, held};
use super::doubt::{of_saying, own_days};
use super::field::Field;
use super::measured::{Measured, measured};
use super::reason::Doubt;
use super::shared::Shared;
use super::topic::{Stories, Topic};
use super::weight::{Overlap, Weights};
use super::{Link, twin, value};
use crate::article::Span;
use crate::check::{Block, BlockKey, Corpus, FactRef, Role};
use crate::fact::{Claim, DateMention, FactSet, Figure, Place, Turn};
use crate::finding::Certainty;
use crate::text::{DateForm, TermId, stem_id};

/// Names of an article that lead it to others.
const NAMES: usize = 8;
/// Under a name that more articles lead with, each is compared with those next to it alone.
const CROWD: usize = 16;
/// So many of them, by date and place in the run.
const NEXT: usize = 6;
/// Articles more days apart tell different news.
const DAYS: i32 = 3;

/// What the terms near both figures must weigh by themselves.
const LEAST_NEAR: f64 = 0.3;
/// What it is worth that both are the depth of something, or the way from one place.
const ONE_MEASURE: f64 = 0.7;
/// What must speak for two figures being of one thing.
const LEAST_NUMBER: f64 = 1.1;
/// What two sentences must share to be compared.
const LEAST_SHARED: f64 = 1.2;
/// What a figure is worth that both have.
const SAME_FIGURE: f64 = 0.7;
/// The share of what the two say that both must say.
const LEAST_ALIKE: f64 = 0.25;
/// The same for a place, a denial or an opposite: any two sentences on one story have those.
const MORE_ALIKE: f64 = 0.33;
/// What they must share for a day to be of one happening.
const LEAST_DAY: f64 = 1.5;
/// The same for a place.
const LEAST_PLACE: f64 = 1.5;
/// The same for a denial or an opposite.
const LEAST_TURN: f64 = 1.2;
/// The same for what is open here and settled there.
const LEAST_OPEN: f64 = 1.0;

/// The keys of an article: its rarest names, of those that stand there most.
pub(super) fn keys(corpus: &Corpus, article: u32, weights: &Weights<'_>) -> Vec<BlockKey> {
    let mut names: Vec<(Reverse<u64>, TermId)> = corpus
        .facts(article)
        .topic
        .names
        .iter()
        .map(|(id, count)| {
            let worth = weights.rarity_of(*id) * (1.0 + f64::from(*count)).ln();
            (Reverse((worth * 1e6) as u64), *id)
        })
        .collect();
    names.sort_unstable();
    names.into_iter().take(NAMES).map(|(_, id)| 1 << 63 | u64::from(id)).collect()
}

/// The pairs of articles under one name that may tell one story. Two articles meet under every rare name that they
/// share, so whether they [do](super::topic::Stories::one_story) is asked once all have met.
pub(super) fn pairs(corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
    let reach = if block.entries.len() > CROWD { NEXT } else { CROWD };
    let dated = |(fact, _): &(FactRef, Role)| (corpus.article(fact.article).meta.date, fact.article);
    let mut articles: Vec<(Option<DateTime>, u32)> = block.entries.iter().map(dated).collect();
    articles.sort_unstable();
    for (at, &(_, a)) in articles.iter().enumerate() {
        for &(_, b) in articles[at + 1..].iter().take(reach) {
            let known = corpus.is_subject(a) || corpus.is_subject(b);
            if a != b && known && twin::days_apart(corpus, a, b) <= DAYS {
                found.push(Link::Story(a.min(b), a.max(b)));
            }
        }
    }
}

/// What differs between two articles, if they are on one story.
pub(super) fn compare(
    stories: &Stories<'_>,
    (a, b): (u32, u32),
    (topic, shared): &mut (Topic, Shared),
) -> Vec<Found> {
    if !stories.one_story(a, b, topic) {
        return Vec::new();
    }
    let Stories { corpus, weights } = *stories;
    let facts = (corpus.facts(a), corpus.facts(b));
    let pair = Pair { corpus, weights, articles: (a, b), facts };
    let mut found = pair.numbers();
    shared.count((a, facts.0), facts.1, weights);
    pair.sentences(shared, &mut found);
    found
}

/// Two articles on one story.
struct Pair<'a> {
    corpus: &'a Corpus,
    weights: &'a Weights<'a>,
    articles: (u32, u32),
    facts: (&'a FactSet, &'a FactSet),
}

impl Pair<'_> {
    fn found(&self, field: Field, x: (&Claim, Span), y: (&Claim, Span), score: f64) -> Found {
        Found {
            field,
            a: Side { article: self.articles.0, value: x.1, content: x.0.span },
            b: Side { article: self.articles.1, value: y.1, content: y.0.span },
            score,
            certainty: Certainty::Ask,
            held: held(self.corpus, self.articles.0, x.0, y.0),
            doubt: Some(Doubt::NotTheSame),
        }
    }

    /// Figures that one article has and the other has not, where the other has another.
    fn numbers(&self) -> Vec<Found> {
        let (a, b) = self.articles;
        let ours = orphans(self.corpus, a, self.facts.0, self.facts.1);
        let theirs = orphans(self.corpus, b, self.facts.1, self.facts.0);
        let mut found = Vec::new();
        for (x, f, m) in &ours {
            for (y, g, n) in &theirs {
                let Some(bonus) = like(f, g) else { continue };
                let bonus = match (m, n) {
                    (Some(m), Some(n)) if m != n => continue,
                    (Some(_), Some(_)) => bonus + ONE_MEASURE,
                    _ => bonus,
                };
                if x.update || y.update || x.heading || y.heading || twin::other_source(x, y) {
                    continue;
                }
                let context = context(x, f, y, g, self.weights);
                let slip = if value::slip(f.value, g.value) { 0.3 } else { 0.0 };
                let score = context + bonus + slip;
                if context > LEAST_NEAR && score >= LEAST_NUMBER {
                    // Of `95 miles (153 km)` the one that the other side has the unit of.
                    let unit =
                        f.unit.as_ref().map(|unit| &unit.name) == g.unit.as_ref().map(|unit| &unit.name);
                    let score = score + if unit { 0.2 } else { 0.0 };
                    found.push(self.found(Field::Number, (x, f.span), (y, g.span), score));
                }
            }
        }
        found
    }

    /// Days, places and turns of sentences that share enough.
    fn sentences(&self, shared: &Shared, found: &mut Vec<Found>) {
        let apart = |claim: &Claim| claim.heading || claim.update;
        let rows = shared.rows(self.facts.1.claims.len());
        for (x, shared) in self.facts.0.claims.iter().zip(rows).filter(|(x, _)| !apart(x)) {
            for (y, shared) in self.facts.1.claims.iter().zip(shared) {
                // Most pairs of sentences share nothing, and what they share is summed up already.
                if shared.terms < 2
                    || f64::from(shared.weight) < LEAST_SHARED - SAME_FIGURE - 1e-3
                    || apart(y)
                {
                    continue;
                }
                let mut overlap = self.weights.overlap(x, y);
                let (f, g) = (twin::figures(self.facts.0, x), twin::figures(self.facts.1, y));
                if f.iter().any(|f| f.value >= 10.0 && g.iter().any(|g| value::agree(f, g))) {
                    overlap.shared += SAME_FIGURE;
                }
                if overlap.shared < LEAST_SHARED {
                    continue;
                }
                if overlap.share() < LEAST_ALIKE {
                    continue;
                }
                self.days(x, y, overlap.shared, found);
                if overlap.share() < MORE_ALIKE {
                    continue;
                }
                self.places(x, y, overlap.shared, found);
                if !x.quoted && !y.quoted {
                    self.turns(x, y, &overlap, found);
                }
            }
        }
    }

    /// A day that only one article has, and one that only the other has.
    fn days(&self, x: &Claim, y: &Claim, shared: f64, found: &mut Vec<Found>) {
        if shared < LEAST_DAY {
            return;
        }
        let (days, others) = (twin::dates(self.facts.0, x), twin::dates(self.facts.1, y));
        let (a, b) = self.articles;
        if !(self.one_time(a, days) && self.one_time(b, others)) {
            return;
        }
        let sort = |day: &DateMention| match day.form {
            DateForm::Weekday(..) => 0,
            DateForm::Day { .. } => 1,
            DateForm::Month { .. } => 2,
            DateForm::Relative(_) => 3,
        };
        let alone = |day: &DateMention, others: &[DateMention]| {
            !others.iter().any(|other| sort(day) == sort(other) && twin::differ(day, other) != Some(true))
        };
        let (f, g) = (&days[0], &others[0]);
        let sorts = days.iter().chain(others).all(|day| sort(day) == sort(f));
        let apart = days.iter().all(|f| others.iter().all(|g| twin::differ(f, g) == Some(true)));
        if !sorts
            || sort(f) == 3
            || !apart
            || !days.iter().all(|day| alone(day, &self.facts.1.dates))
            || !others.iter().all(|day| alone(day, &self.facts.0.dates))
        {
            return;
        }
        // Each tells its own day's news, or one says when it was said.
        if own_days(self.corpus, (a, f), (b, g))
            || of_saying(self.corpus, a, f) != of_saying(self.corpus, b, g)
        {
            return;
        }
        let whole = |days: &[DateMention]| days.iter().fold(days[0].span, |whole, day| whole.cover(day.span));
        let weekday = twin::weekday_like(f.form) || twin::weekday_like(g.form);
        let field = if weekday { Field::Day } else { Field::Date };
        found.push(self.found(field, (x, whole(days)), (y, whole(others)), shared));
    }

    /// Whether a sentence gives one time: a day, or two with `or` between.
    fn one_time(&self, article: u32, days: &[DateMention]) -> bool {
        match days {
            [_] => true,
            [first, second] if first.span.end <= second.span.start => {
                let gap = Span { start: first.span.end, end: second.span.start };
                let gap = self.corpus.slice(article, gap);
                gap.len() < 12 && (gap.starts_with(" or ") || matches!(gap, "-" | "–" | "/"))
            }
            _ => false,
        }
    }

    /// A place that only one article names, and one that only the other names.
    fn places(&self, x: &Claim, y: &Claim, shared: f64, found: &mut Vec<Found>) {
        if shared < LEAST_PLACE {
            return;
        }
        let new = |place: &&Place, article: u32, claims: &[Claim]| {
            let name = self.corpus.slice(article, place.span);
            let last = stem_id(name.rsplit(' ').next().unwrap_or(name));
            !claims.iter().any(|claim| claim.terms.iter().any(|term| term.id == last))
                && !claims.iter().any(|claim| claim.places.iter().any(|other| other.id == place.id))
        };
        let left: Vec<&Place> =
            x.places.iter().filter(|p| new(p, self.articles.0, &self.facts.1.claims)).collect();
        let right: Vec<&Place> =
            y.places.iter().filter(|p| new(p, self.articles.1, &self.facts.0.claims)).collect();
        if let ([p], [q]) = (&left[..], &right[..])
            && x.places.len() == y.places.len()
        {
            found.push(self.found(Field::Location, (x, p.span), (y, q.span), shared));
        }
    }

    /// What one denies, turns round or leaves open, and the other does not.
    fn turns(&self, x: &Claim, y: &Claim, overlap: &Overlap, found: &mut Vec<Found>) {
        let has = |claim: &Claim, id: TermId| claim.terms.binary_search_by_key(&id, |t| t.id).is_ok();
        let all =
            |facts: &FactSet, turn: Turn| facts.claims.iter().any(|c| c.turns.iter().any(|t| t.turn == turn));
        let (a, b) = self.articles;
        for turned in &x.turns {
            for other in &y.turns {
                let (Turn::Opposite(p, s), Turn::Opposite(q, t)) = (turned.turn, other.turn) else {
                    continue;
                };
                let both = x.turns.iter().chain(&y.turns).filter(|t| t.turn == Turn::Not).count();
                if p == q
                    && s != t
                    && both == 0
                    && !all(self.facts.0, other.turn)
                    && !all(self.facts.1, turned.turn)
                    && overlap.shared >= LEAST_TURN
                {
                    found.push(self.found(
                        Field::Polarity,
                        (x, turned.span),
                        (y, other.span),
                        overlap.shared,
                    ));
                }
            }
        }
        let denies =
            |claim: &Claim, id: TermId| claim.turns.iter().any(|t| t.turn == Turn::Not && t.id == id);
        for (one, other, swapped) in [(x, y, false), (y, x, true)] {
            for turned in one.turns.iter().filter(|t| t.turn == Turn::Not) {
                let id = turned.id;
                let open = other
                    .turns
                    .iter()
                    .any(|t| t.id == id && t.turn != Turn::Settled && !matches!(t.turn, Turn::Opposite(..)));
                let (mine, theirs) =
                    if swapped { (self.facts.1, self.facts.0) } else { (self.facts.0, self.facts.1) };
                let said = mine.claims.iter().any(|c| has(c, id) && !denies(c, id));
                let denied = theirs.claims.iter().any(|c| denies(c, id));
                if !has(other, id) || open || said || denied || overlap.shared < LEAST_TURN {
                    continue;
                }
                let (here, there) = if swapped { (b, a) } else { (a, b) };
                let word = |claim: &Claim| claim.terms.iter().find(|t| t.id == id).map(|t| t.word);
                let spans = word(one)
                    .and_then(|at| twin::word_span(self.corpus, here, one, at))
                    .zip(word(other).and_then(|at| twin::word_span(self.corpus, there, other, at)));
                if let Some((denied, said)) = spans {
                    let mine = (one, turned.span.cover(denied));
                    let (p, q) = if swapped { ((other, said), mine) } else { (mine, (other, said)) };
                    found.push(self.found(Field::Polarity, p, q, overlap.shared));
                }
            }
        }
        self.modality(x, y, overlap, found);
    }

    /// Settled in one, open in the other, with a figure that both have.
    fn modality(&self, x: &Claim, y: &Claim, overlap: &Overlap, found: &mut Vec<Found>) {
        let first = |claim: &Claim, turn: Turn| claim.turns.iter().find(|t| t.turn == turn).map(|t| t.span);
        let (f, g) = (twin::figures(self.facts.0, x), twin::figures(self.facts.1, y));
        let same = f.iter().any(|f| f.value >= 10.0 && g.iter().any(|g| value::agree(f, g)));
        if !same || overlap.shared < LEAST_OPEN {
            return;
        }
        let pair = match (first(x, Turn::Open), first(y, Turn::Open)) {
            (Some(open), None) => first(y, Turn::Settled).map(|settled| (open, settled)),
            (None, Some(open)) => first(x, Turn::Settled).map(|settled| (settled, open)),
            _ => None,
        };
        if let Some((one, other)) = pair {
            found.push(self.found(Field::Modality, (x, one), (y, other), overlap.shared));
        }
    }
}

/// Figures that the other article does not have, with what they measure.
fn orphans<'a>(
    corpus: &Corpus,
    article: u32,
    facts: &'a FactSet,
    other: &FactSet,
) -> Vec<(&'a Claim, &'a Figure, Option<Measured>)> {
    let mut found = Vec::new();
    for claim in &facts.claims {
        for figure in twin::figures(facts, claim) {
            let known = || other.figures.iter().any(|theirs| value::agree(figure, theirs));
            if !figure.age && !known() {
                found.push((claim, figure, measured(corpus, article, claim, figure)));
            }
        }
    }
    found
}

/// Whether two figures can be of one thing, and what speaks for it.
fn like(a: &Figure, b: &Figure) -> Option<f64> {
    let ratio = a.base().max(b.base()) / a.base().min(b.base()).max(1e-9);
    if a.measure() != b.measure() || a.high.is_some() != b.high.is_some() || ratio > 5.0 {
        return None;
    }
    match (a.counted, b.counted) {
        (Some(x), Some(y)) if x == y => Some(0.5),
        (Some(_), Some(_)) if a.people && b.people => Some(0.3),
        (Some(_), Some(_)) if a.measure().is_empty() => None,
        (None, None) if a.measure().is_empty() => Some(-0.3),
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

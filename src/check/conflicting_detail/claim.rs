//! What a comparison found, and how it is said.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Field;
use super::reason::Doubt;
use crate::article::Span;
use crate::check::Corpus;
use crate::fact::Claim;
use crate::finding::{Certainty, Details, Disagreement, Label};
use crate::text::{self, one_line};

/// One side of a disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Side {
    /// The article.
    pub(super) article: u32,
    /// The value that differs.
    pub(super) value: Span,
    /// What it belongs to.
    pub(super) content: Span,
}

/// A detail that differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Which detail.
    pub(super) field: Field,
    /// The side that comes first in the run.
    pub(super) a: Side,
    /// The other.
    pub(super) b: Side,
    /// How much speaks for it, to choose among several.
    pub(super) score: f64,
    /// How sure it is.
    pub(super) certainty: Certainty,
    /// What both sides share, in words (`Corrina Dawn, passengers`).
    pub(super) held: String,
    /// Why it may be no mistake; none where nothing speaks for that.
    pub(super) doubt: Option<Doubt>,
}

impl Found {
    /// The sides in the order of the run.
    pub(super) fn ordered(mut self) -> Self {
        if (self.b.article, self.b.value) < (self.a.article, self.a.value) {
            std::mem::swap(&mut self.a, &mut self.b);
        }
        self
    }

    /// The finding for rule number `rule`.
    pub(super) fn disagreement(&self, corpus: &Corpus, rule: usize) -> Disagreement {
        let shown = |side: &Side| one_line(corpus.slice(side.article, side.value));
        let (a, b) = (shown(&self.a), shown(&self.b));
        let place = corpus.place(self.a.article, self.b.article, self.b.value);
        let doubt = self.doubt.map_or(String::new(), |doubt| format!("; {}", doubt.words()));
        let message = match self.field {
            Field::Age => format!("{} is `{a}` here and `{b}` in {place}{doubt}", self.held),
            Field::Title => format!("{} is `{a}` here and `{b}` in {place}{doubt}", self.held),
            Field::FirstName => format!("{} is called `{a}` here and `{b}` in {place}{doubt}", self.held),
            Field::PlaceType => format!("{} is a `{a}` here and a `{b}` in {place}{doubt}", self.held),
            Field::Polarity => format!(
                "one sentence says the opposite of the other: `{a}` here, `{b}` in {place}; both speak of {}{doubt}",
                self.held
            ),
            Field::Modality => format!(
                "settled in one sentence, open in the other: `{a}` here, `{b}` in {place}; both speak of {}{doubt}",
                self.held
            ),
            Field::Number if (self.a.article, self.a.content) == (self.b.article, self.b.content) => {
                format!("`{a}` is not `{b}`: the two are {} and do not come out", self.held)
            }
            field => format!(
                "the {} differs: `{a}` here, `{b}` in {place}; both speak of {}{doubt}",
                field.name(),
                self.held
            ),
        };
        let label = |side: &Side, span: Span, note: &str| Label {
            article: side.article,
            span,
            note: note.to_owned(),
            value: corpus.slice(side.article, span).to_lowercase(),
        };
        let mut labels =
            vec![label(&self.a, self.a.value, "one value"), label(&self.b, self.b.value, "the other")];
        for side in [&self.a, &self.b] {
            let content = label(side, side.content, "said of this");
            if side.content != side.value && !labels.contains(&content) {
                labels.push(content);
            }
        }
        if self.field.is_of_claim() {
            for side in [&self.a, &self.b] {
                let source = said(corpus, side).map(|span| label(side, span, "its source"));
                labels.extend(source.filter(|source| !labels.contains(source)));
            }
        }
        let mut identity = vec![a.to_lowercase(), b.to_lowercase(), self.held.to_lowercase()];
        identity[..2].sort_unstable();
        Disagreement {
            rule,
            certainty: self.certainty,
            message,
            values: BTreeMap::from([("a", a.clone()), ("b", b.clone()), ("place", place)]),
            labels,
            compared: Vec::new(),
            details: Details::Conflict { field: self.field.name(), values: vec![(a, 0), (b, 1)] },
            fixes: Vec::new(),
            identity,
        }
    }
}

/// Who says what stands in a sentence, with the reporting verb where it stands beside the name.
fn said(corpus: &Corpus, side: &Side) -> Option<Span> {
    let told = corpus.facts(side.article).attributions.iter().find(|told| {
        let source = told.source.as_ref().is_some_and(|source| side.content.contains(source.span));
        source && told.span.overlaps(side.content)
    })?;
    let source = told.source.as_ref()?.span;
    let joined = told.cue.map(|cue| (source.cover(cue.span), source.len() + cue.span.len() + 2));
    Some(joined.filter(|(joined, most)| joined.len() <= *most).map_or(source, |(joined, _)| joined))
}

/// Keeps, of findings that share a place, the one with most behind it, in the order of the run.
pub(super) fn best(found: Vec<Found>) -> Vec<Found> {
    let mut found: Vec<Found> = found.into_iter().map(Found::ordered).collect();
    found.sort_by(|x, y| {
        let gravest = y.certainty.cmp(&x.certainty);
        gravest.then(y.score.total_cmp(&x.score)).then((x.field, x.a, x.b).cmp(&(y.field, y.a, y.b)))
    });
    let mut taken = BTreeSet::new();
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let places = [&one.a, &one.b].map(|side| (one.field, side.article, side.value));
        if places.iter().any(|place| taken.contains(place)) {
            continue;
        }
        taken.extend(places);
        kept.push(one);
    }
    kept.sort_by_key(|found| (found.a, found.b, found.field));
    kept
}

/// The words that two claims share, as they stand in the first, at most five.
pub(super) fn held(corpus: &Corpus, article: u32, a: &Claim, b: &Claim) -> String {
    let sentence = corpus.slice(article, a.span);
    let words = text::words(sentence);
    let mut shared: Vec<(bool, u16)> = a
        .terms
        .iter()
        .filter(|term| b.terms.binary_search_by_key(&term.id, |other| other.id).is_ok())
        .map(|term| (!term.name, term.word))
        .collect();
    shared.sort_unstable();
    shared.truncate(5);
    shared.sort_unstable_by_key(|(_, word)| *word);
    let shown: Vec<&str> =
        shared.iter().filter_map(|(_, at)| Some(words.get(*at as usize)?.of(sentence))).collect();
    shown.join(", ")
}

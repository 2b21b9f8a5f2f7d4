//! What each kind of fact adds to its line, as `copydesk facts` prints them.

use serde_json::{Value, json};

use crate::article::{Article, Span};
use crate::fact::{Attribution, Claim, DateMention, FactSet, Figure, Name, Passage, Person, Turn, Unit};
use crate::text;

/// Style, source and cue of what somebody says.
pub(super) fn attribution(article: &Article, attribution: &Attribution) -> Value {
    let source = attribution.source.as_ref().map(|source| {
        let at = article.locate(source.span);
        let text = article.slice(source.span);
        json!({"start": at.start, "end": at.end, "text": text, "person": source.person})
    });
    let cue = attribution.cue.as_ref().map(|cue| {
        let at = article.locate(cue.span);
        json!({"start": at.start, "end": at.end, "text": article.slice(cue.span)})
    });
    json!({"style": attribution.style.name(), "source": source, "cue": cue})
}

/// A day and what it resolves to.
pub(super) fn date(date: &DateMention) -> Value {
    json!({"resolved": date.resolved.map(|day| day.to_string())})
}

/// What a name stands for.
pub(super) fn name(name: &Name) -> Value {
    json!({"type": name.of.name()})
}

/// What a passage is.
pub(super) fn passage(passage: &Passage) -> Value {
    json!({"unit": match passage.unit {
        Unit::Paragraph => "paragraph",
        Unit::Sentence => "sentence",
    }})
}

/// A figure: value, unit, subject, hedge.
pub(super) fn figure(article: &Article, figure: &Figure) -> Value {
    json!({
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit.as_ref().map(|unit| &*unit.name),
        "subject": figure.subject.map(|span| article.slice(span)),
        "hedge": figure.hedge.name(),
    })
}

/// A person: the name, the offices and ages beside it, and whom a surname stands for.
pub(super) fn person(article: &Article, persons: &[Person], person: &Person) -> Value {
    let told = |span: Span| {
        let at = article.locate(span);
        json!({"start": at.start, "end": at.end, "text": article.slice(span)})
    };
    let full = persons.iter().find(|other| {
        other.given_span.is_some() && other.given == person.given && other.surname == person.surname
    });
    json!({
        "name": full.map(|full| article.slice(full.span)),
        "titles": person.held.iter().map(|held| told(held.span)).collect::<Vec<_>>(),
        "ages": person.age.iter().map(|(_, span)| told(*span)).collect::<Vec<_>>(),
    })
}

/// A claim: its key is its content words, each once, in alphabetical order.
pub(super) fn claim(article: &Article, facts: &FactSet, claim: &Claim) -> Value {
    let sentence = article.slice(claim.span);
    let words = text::words(sentence);
    let mut key: Vec<String> = claim
        .terms
        .iter()
        .filter_map(|term| words.get(term.word as usize))
        .map(|word| word.of(sentence).to_lowercase())
        .collect();
    key.sort_unstable();
    key.dedup();
    let texts = |spans: Vec<Span>| spans.into_iter().map(|span| article.slice(span)).collect::<Vec<_>>();
    let figures = &facts.figures[claim.figures.0 as usize..claim.figures.1 as usize];
    let dates = &facts.dates[claim.dates.0 as usize..claim.dates.1 as usize];
    let denied = claim.turns.iter().any(|turned| turned.turn == Turn::Not);
    json!({
        "key": key.join(" "),
        "figures": texts(figures.iter().map(|figure| figure.span).collect()),
        "dates": texts(dates.iter().map(|date| date.span).collect()),
        "source": claim.source.map(|(_, span)| article.slice(span)),
        "polarity": if denied { "negative" } else { "positive" },
    })
}

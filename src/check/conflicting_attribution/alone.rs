//! What one article shows by itself: a source that has not commented and announces, and a body
//! that goes on as "he".

use std::collections::BTreeMap;

use crate::article::{ParagraphKind, Span};
use crate::fact::{FactSet, Scan, Sentence};
use crate::finding::{Certainty, Details, Disagreement, Label};
use crate::lexicon::{Role, SpeechClass};
use crate::text::{Case, Word, bare, fold};

/// Sources of which one sentence says that they have not spoken, and what they said.
pub(super) fn silences(scan: &Scan<'_>, facts: &FactSet, rule: usize) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = Vec::new();
    for attribution in &facts.attributions {
        let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else { continue };
        let speaks =
            matches!(cue.class, Some(SpeechClass::Announced | SpeechClass::Confirmed | SpeechClass::Said));
        // "The ministry, which has not commented, announced …": the silence is said inside the source.
        if !speaks || cue.negated || cue.span.start < source.span.start {
            continue;
        }
        let Some(silence) = silence(scan, source.span) else { continue };
        if found.iter().any(|f| f.labels[0].span == cue.span) {
            continue;
        }
        let (quiet, loud) = (scan.article.slice(silence), scan.article.slice(cue.span));
        let message =
            format!("the source `{quiet}` and, in the same sentence, `{loud}`; say what it is silent on");
        let label = |span: Span, note: &str| Label {
            article: scan.index,
            span,
            note: note.to_owned(),
            value: fold(scan.article.slice(span)),
        };
        found.push(Disagreement {
            rule,
            certainty: Certainty::Ask,
            message,
            values: BTreeMap::from([("here", loud.to_owned()), ("there", quiet.to_owned())]),
            labels: vec![
                label(cue.span, "speaks"),
                label(silence, "is silent"),
                label(attribution.span, "what is said"),
                label(source.span, "the source"),
            ],
            compared: Vec::new(),
            details: Details::Conflict {
                field: "polarity",
                values: vec![(loud.to_owned(), 0), (quiet.to_owned(), 1)],
            },
            fixes: Vec::new(),
            identity: vec![fold(quiet), fold(loud)],
        });
    }
    found
}

/// The words inside a source that say it has not spoken.
fn silence(scan: &Scan<'_>, source: Span) -> Option<Span> {
    let text = scan.text();
    let first = scan.words.partition_point(|w| w.start < source.start);
    let last = scan.words.partition_point(|w| w.end <= source.end);
    let words = &scan.words[first..last];
    let relative = words.iter().position(|w| matches!(w.of(text), "which" | "who"))?;
    let not = (relative + 1..words.len()).take(4).find(|&at| {
        let word = fold(words[at].of(text));
        word == "not" || word == "never" || word.ends_with("n't")
    })?;
    let verb = (not + 1..words.len()).take(4).find(|&at| {
        matches!(
            words[at].of(text),
            "comment" | "commented" | "spoken" | "speak" | "responded" | "reacted" | "react"
        )
    })?;
    Some(Span { start: words[relative + 1].start, end: words[verb].end })
}

/// Sentences that begin with "He" or "She" after one whose source is a body, where the paragraph
/// names nobody whom the pronoun could stand for.
pub(super) fn pronouns(scan: &Scan<'_>, facts: &FactSet, rule: usize) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for pair in scan.sentences.windows(2) {
        let (before, here) = (&pair[0], &pair[1]);
        let body = scan.article.paragraphs()[here.paragraph as usize].kind == ParagraphKind::Body;
        if before.paragraph != here.paragraph || !body {
            continue;
        }
        let Some(pronoun) = scan.words_of(here).first() else { continue };
        if pronoun.start != here.span.start || !matches!(pronoun.of(scan.text()), "He" | "She") {
            continue;
        }
        // The paragraph up to here must hold the body, once, and no person.
        let sentences =
            scan.sentences.iter().filter(|s| s.paragraph == here.paragraph && s.span.start < here.span.start);
        let Some(source) = subject(scan, facts, before) else { continue };
        if sentences.into_iter().any(|s| person(scan, s, source)) || marked(scan, before, here) {
            continue;
        }
        found.push(disagreement(scan, rule, source, Span { start: pronoun.start, end: pronoun.end }));
    }
    found
}

/// The body that speaks in a sentence, where it stands at its beginning.
fn subject(scan: &Scan<'_>, facts: &FactSet, sentence: &Sentence) -> Option<Span> {
    let text = scan.text();
    let source = facts
        .attributions
        .iter()
        .filter(|a| sentence.span.contains(a.span))
        .filter_map(|a| a.source.as_ref())
        .find(|s| s.span.start == sentence.span.start && s.person.is_none())?;
    let mut words = scan.words_of(sentence).iter().take_while(|w| w.end <= source.span.end);
    let the = words.clone().next().is_some_and(|w| w.of(text) == "The");
    let roles = &scan.lexicon.roles;
    let mut head = words.by_ref().take_while(|w| !matches!(w.of(text), "which" | "who" | "whose"));
    let role = head.find_map(|w| roles.get(&fold(w.of(text))));
    (the && role == Some(&Role::Body)).then_some(source.span)
}

/// Whether a sentence names a person, or anything that may be one.
fn person(scan: &Scan<'_>, sentence: &Sentence, body: Span) -> bool {
    let text = scan.text();
    let roles = &scan.lexicon.roles;
    let words: Vec<&Word> = scan.words_of(sentence).iter().filter(|w| w.start >= body.end).collect();
    let role = |word: &Word| roles.get(bare(&fold(word.of(text)))).copied();
    words.iter().any(|w| {
        matches!(role(w), Some(Role::Man | Role::Woman | Role::Person))
            || matches!(w.of(text), "he" | "she" | "his" | "her" | "him" | "who" | "whose" | "whom")
            || w.case == Case::Title
                && w.start != sentence.span.start
                && unknown_name(scan, w.of(text))
                && !of_place(text, w)
    }) || scan
        .words_of(sentence)
        .iter()
        .take_while(|w| w.start < body.end)
        .any(|w| matches!(role(w), Some(Role::Man | Role::Woman)))
}

/// Whether a name stands as places do and persons do not: `the Corran dam`, `in Corran`.
fn of_place(text: &str, name: &Word) -> bool {
    let before = text[..name.start as usize].trim_end_matches(' ');
    ["the", "in", "at", "near"].iter().any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| rest.ends_with([' ', '\n']))
    })
}

/// A capitalised word that may be a surname: no demonym, no day, no month.
fn unknown_name(scan: &Scan<'_>, word: &str) -> bool {
    let folded = fold(word);
    let ends = ["ian", "ish", "ese", "day", "ber"].iter().any(|e| folded.ends_with(e));
    !ends && !scan.lexicon.roles.contains(&folded)
}

/// Whether quotation marks stand in either sentence: the pronoun may be the speaker's.
fn marked(scan: &Scan<'_>, before: &Sentence, here: &Sentence) -> bool {
    let span = before.span.cover(here.span);
    scan.marks().quotations.iter().any(|q| Span::new(q.outer.start, q.outer.end).overlaps(span))
}

fn disagreement(scan: &Scan<'_>, rule: usize, source: Span, pronoun: Span) -> Disagreement {
    let (name, he) = (scan.article.slice(source), scan.article.slice(pronoun));
    let name = name.split(',').next().unwrap_or(name).to_owned();
    let label = |span: Span, note: &str, value: &str| Label {
        article: scan.index,
        span,
        note: note.to_owned(),
        value: fold(value),
    };
    Disagreement {
        rule,
        certainty: Certainty::Ask,
        message: format!(
            "`{he}` has nobody to stand for: the sentence before speaks of `{name}`; name the person, or write “it”"
        ),
        values: BTreeMap::from([("here", he.to_owned()), ("there", name.clone())]),
        labels: vec![label(pronoun, "nobody is named", he), label(source, "a body", &name)],
        compared: Vec::new(),
        details: Details::Conflict { field: "pronoun", values: vec![(he.to_owned(), 0), (name.clone(), 1)] },
        fixes: Vec::new(),
        identity: vec![fold(he), fold(&name)],
    }
}

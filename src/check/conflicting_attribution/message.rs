//! What a pair of speeches is reported as.

use std::collections::BTreeMap;
use std::ops::Range;

use super::judge::Verdict;
use super::{Field, speech};
use crate::article::{Span, Standing};
use crate::check::{Corpus, FactRef};
use crate::finding::{Details, Disagreement, Label};
use crate::text::{SpokenWord, fold, one_line, spoken};

/// One side of a pair, in words.
struct Side {
    at: FactRef,
    /// The value that differs.
    value: Span,
    /// The speech.
    content: Span,
    /// The reporting verb, where the value is a source.
    shown: String,
}

/// The disagreements of one rule; pairs that differ in the same values are one.
pub(super) fn disagreements<'v>(
    corpus: &Corpus,
    rule: usize,
    verdicts: impl Iterator<Item = &'v Verdict>,
) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = Vec::new();
    let mut by_values: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    // What is sure comes first: of pairs with the same values one doubt is not said of all.
    let mut verdicts: Vec<&Verdict> = verdicts.collect();
    verdicts.sort_by_key(|verdict| verdict.doubt.is_some());
    for verdict in verdicts {
        let Some((a, b)) = sides(corpus, verdict) else { continue };
        let (a, b) = if leads(corpus, &a, &b) { (a, b) } else { (b, a) };
        let mut identity = vec![fold(&a.shown), fold(&b.shown)];
        identity.sort_unstable();
        if let Some(&index) = by_values.get(&identity) {
            also(&mut found[index], &a, &b);
            continue;
        }
        by_values.insert(identity.clone(), found.len());
        found.push(disagreement(corpus, rule, verdict, &a, &b, identity));
    }
    found
}

/// The sides of a pair; none where what differs turns out to be the same once it is read.
fn sides(corpus: &Corpus, verdict: &Verdict) -> Option<(Side, Side)> {
    let side = |at: FactRef| -> Option<Side> {
        let speech = speech(corpus, at);
        let attribution = &corpus.facts(at.article).attributions[speech.attribution? as usize];
        let source = attribution.source.as_ref()?;
        let shown = match (&source.person, verdict.field) {
            (Some(person), Field::Speaker) => person.to_string(),
            _ => one_line(corpus.slice(at.article, source.span)),
        };
        let value = attribution.cue.map_or(source.span, |cue| {
            let joined = source.span.cover(cue.span);
            // Source and verb side by side are underlined together.
            if joined.len() <= source.span.len() + cue.span.len() + 2 { joined } else { source.span }
        });
        Some(Side { at, value, content: speech.span, shown })
    };
    if verdict.field != Field::Words {
        return Some((side(verdict.a)?, side(verdict.b)?));
    }
    let (x, y) = (speech(corpus, verdict.a), speech(corpus, verdict.b));
    let (one, other) = (corpus.slice(verdict.a.article, x.span), corpus.slice(verdict.b.article, y.span));
    let (p, q) = (spoken(one), spoken(other));
    let joined = |words: &[SpokenWord], at: &Range<usize>| -> String {
        words[at.clone()].iter().map(|w| w.form.as_str()).collect()
    };
    // "left wing" and "leftwing" are one.
    let changes: Vec<_> =
        verdict.telling.changes.iter().filter(|c| joined(&p, &c.a) != joined(&q, &c.b)).collect();
    let (first, last) = (changes.first()?, changes.last()?);
    let stretch = |words: &[SpokenWord], at: Range<usize>, base: Span| -> Span {
        // A word on each side shows the place, above all where words are left out.
        let at = at.start.saturating_sub(1)..(at.end + 1).min(words.len());
        let (start, end) = (words[at.start].at.start, words[at.end - 1].at.end);
        Span::new(base.start as usize + start, base.start as usize + end)
    };
    let (u, v) =
        (stretch(&p, first.a.start..last.a.end, x.span), stretch(&q, first.b.start..last.b.end, y.span));
    let shown = |article: u32, span: Span| one_line(corpus.slice(article, span));
    Some((
        Side { at: verdict.a, value: u, content: x.span, shown: shown(verdict.a.article, u) },
        Side { at: verdict.b, value: v, content: y.span, shown: shown(verdict.b.article, v) },
    ))
}

/// Whether `a` is the side to report at: a subject; of two, the later telling.
fn leads(corpus: &Corpus, a: &Side, b: &Side) -> bool {
    let subject = |side: &Side| corpus.article(side.at.article).standing == Standing::Subject;
    match (subject(a), subject(b)) {
        (true, false) => true,
        (false, true) => false,
        _ => {
            let date = |side: &Side| corpus.article(side.at.article).meta.date;
            (date(a), a.at, a.value) > (date(b), b.at, b.value)
        }
    }
}

fn disagreement(
    corpus: &Corpus,
    rule: usize,
    verdict: &Verdict,
    a: &Side,
    b: &Side,
    identity: Vec<String>,
) -> Disagreement {
    let place = corpus.place(a.at.article, b.at.article, b.value);
    let quote = short(&one_line(corpus.slice(a.at.article, a.content)));
    let (here, there) = (&a.shown, &b.shown);
    let doubt = verdict.doubt.map_or(String::new(), |doubt| format!("; {}", doubt.words()));
    let (field, message) = match verdict.field {
        Field::Speaker => (
            "speaker",
            format!(
                "“{quote}” is said by `{here}` here and by `{there}` in {place}; find out who said it{doubt}"
            ),
        ),
        Field::Source => (
            "source",
            format!(
                "“{quote}” is put down to `{here}` here and to `{there}` in {place}; find out who said it{doubt}"
            ),
        ),
        _ => (
            "words",
            format!(
                "one quotation in two wordings: `{here}` here, `{there}` in {place}; the rest is the same{doubt}"
            ),
        ),
    };
    let note = |what: &str| what.to_owned();
    let labels = vec![
        label(a.at.article, a.value, note(field), fold(here)),
        label(b.at.article, b.value, note(field), fold(there)),
        label(a.at.article, a.content, note("the words here"), String::new()),
        label(b.at.article, b.content, note("the words there"), String::new()),
    ];
    Disagreement {
        rule,
        certainty: verdict.certainty(),
        message,
        values: BTreeMap::from([("here", here.clone()), ("there", there.clone()), ("place", place)]),
        labels,
        compared: vec![(2, 3)],
        details: Details::Conflict { field, values: vec![(here.clone(), 0), (there.clone(), 1)] },
        fixes: Vec::new(),
        identity,
    }
}

/// Adds another pair with the same values.
fn also(found: &mut Disagreement, a: &Side, b: &Side) {
    for side in [a, b] {
        let value = fold(&side.shown);
        let known = |label: &Label| label.article == side.at.article && label.span == side.content;
        if !found.labels.iter().any(known) {
            found.labels.push(label(side.at.article, side.value, "also".to_owned(), value));
            found.labels.push(label(side.at.article, side.content, "the words".to_owned(), String::new()));
        }
    }
}

fn label(article: u32, span: Span, note: String, value: String) -> Label {
    Label { article, span, note, value }
}

fn short(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= 14 {
        text.trim_end_matches([',', '.']).to_owned()
    } else {
        format!("{} …", words[..12].join(" "))
    }
}

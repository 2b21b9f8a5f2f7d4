//! Sentences of one article that say the same, compared by the stems of their words.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::alignment::{Alignment, Text};
use super::display::is_dated_caption;
use super::doubt::Doubt;
use super::message::Retold;
use super::sift::{is_heading, is_sentence};
use super::{message, overlap};
use crate::article::{ParagraphKind, Span};
use crate::check::takes;
use crate::fact::{FactSet, Passage, Scan, Unit};
use crate::finding::{Certainty, Details, Disagreement, Label, Likeness, PassagePair};
use crate::lexicon::Lexicon;
use crate::text::{Quotation, in_common, sequence, shingles, stem, tokens, with_lower};

/// Shorter sentences repeat each other for many reasons.
const LEAST_WORDS: usize = 8;
/// Shorter sentences count only when they are the same words.
const LEAST_WORDS_REWORDED: usize = 12;
/// So many words in a row must have the same stems.
const LEAST_RUN: usize = 5;
/// The share of the shorter sentence that must stand in the longer one.
const LEAST_SHARE: f64 = 0.8;
/// Where less than this of the longer one is shared, it says more than the shorter one,
const LEAST_SHARE_OF_LONGER: f64 = 0.7;
/// which must then stand in it nearly whole.
const LEAST_SHARE_INSIDE: f64 = 0.9;

/// A sentence of no more words may be a refrain,
const LONGEST_REFRAIN: usize = 10;
/// when so many paragraphs lie between the two.
const LEAST_BETWEEN_REFRAINS: u32 = 5;

/// Two sentences of an article that say the same.
struct Repeat {
    a: usize,
    b: usize,
    words_a: usize,
    words_b: usize,
    span_a: Span,
    span_b: Span,
    alignment: Alignment,
    exact: bool,
    same_words: bool,
    /// Whether what they share has the same endings.
    same_forms: bool,
    /// Why it is asked and no more, if it is.
    doubt: Option<Doubt>,
}

/// Reports sentences of one article that repeat each other. Where `paragraphs` are compared too,
/// a pair that two repeated paragraphs account for is theirs.
pub(super) fn inspect(
    scan: &Scan<'_>,
    facts: &FactSet,
    lexicon: &Lexicon,
    rule: usize,
    paragraphs: bool,
    found: &mut Vec<Disagreement>,
) {
    let mut stems = Stems::default();
    let mut repeats: Vec<Repeat> = candidates(facts)
        .into_iter()
        .filter_map(|(a, b)| {
            let texts = stems.that_may_repeat(scan, facts, a, b)?;
            repeat(scan, facts, lexicon, (a, b), texts)
        })
        .filter(|repeat| !(paragraphs && paragraphs_repeat(scan, facts, repeat.a, repeat.b)))
        .collect();
    repeats.sort_by_key(|repeat| (repeat.a, repeat.b));
    while !repeats.is_empty() {
        let mut members = FxHashSet::from_iter([repeats[0].a]);
        let mut grown = true;
        while grown {
            grown = false;
            for repeat in &repeats {
                if members.contains(&repeat.a) != members.contains(&repeat.b) {
                    members.extend([repeat.a, repeat.b]);
                    grown = true;
                }
            }
        }
        let (own, rest): (Vec<Repeat>, Vec<Repeat>) =
            repeats.into_iter().partition(|repeat| members.contains(&repeat.a));
        found.push(disagreement(scan, rule, &own));
        repeats = rest;
    }
}

/// Pairs of sentences that share two shingles or more.
fn candidates(facts: &FactSet) -> Vec<(usize, usize)> {
    let sentences = || {
        let all = facts.passages.iter().enumerate();
        all.filter(|(_, p)| p.unit == Unit::Sentence && p.len() >= LEAST_WORDS)
    };
    // Two bits a slot tell keys that stand once from the rest, whose pairs are few.
    let slots = (facts.passage_words.len() * 4).next_power_of_two();
    let slot = |key: u64| (key as usize ^ (key >> 40) as usize) & (slots - 1);
    let mut seen = vec![0u8; slots];
    for (_, sentence) in sentences() {
        for key in shingles(facts.words_of(sentence)) {
            seen[slot(key)] = seen[slot(key)].saturating_add(1);
        }
    }
    let mut shared: Vec<(u64, usize)> = Vec::new();
    for (number, sentence) in sentences() {
        let keys = shingles(facts.words_of(sentence)).filter(|key| seen[slot(*key)] > 1);
        shared.extend(keys.map(|key| (key, number)));
    }
    shared.sort_unstable();
    shared.dedup();
    let mut met: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for run in shared.chunk_by(|x, y| x.0 == y.0).filter(|run| run.len() <= MOST_TOGETHER) {
        for (at, (_, a)) in run.iter().enumerate() {
            for (_, b) in &run[at + 1..] {
                *met.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        met.into_iter().filter(|(_, both)| *both > 1).map(|(p, _)| p).collect();
    pairs.sort_unstable();
    pairs
}

/// A shingle in more sentences of one article than this is a refrain or a table.
const MOST_TOGETHER: usize = 64;

/// Whether the paragraphs of two sentences are compared, and found to repeat each other.
fn paragraphs_repeat(scan: &Scan<'_>, facts: &FactSet, a: usize, b: usize) -> bool {
    if [a, b].iter().any(|at| is_heading(scan.article, &facts.passages[*at])) {
        return false;
    }
    let paragraph = |at: usize| {
        let number = facts.passages[at].paragraph;
        facts.passages[..at].iter().rfind(|p| p.unit == Unit::Paragraph && p.paragraph == number)
    };
    let (Some(a), Some(b)) = (paragraph(a), paragraph(b)) else { return false };
    let (x, y) = (facts.words_of(a), facts.words_of(b));
    a.paragraph != b.paragraph && (x == y || overlap::share_enough(x, y))
}

/// Whether sentences `a` and `b` repeat each other, given what they say in stems.
fn repeat(
    scan: &Scan<'_>,
    facts: &FactSet,
    lexicon: &Lexicon,
    (a, b): (usize, usize),
    (first, second): (&Text<'_>, &Text<'_>),
) -> Option<Repeat> {
    let (a_passage, b_passage) = (&facts.passages[a], &facts.passages[b]);
    let same_words = first.same_words(second);
    let (words_a, words_b) = (first.tokens.len(), second.tokens.len());
    let smaller = words_a.min(words_b);
    let ends = [a_passage, b_passage].iter().all(|p| is_sentence(scan.article.slice(p.span)));
    if smaller < LEAST_WORDS_REWORDED && !(same_words && ends) || !same_words && !ends {
        return None;
    }
    let headed = [a_passage, b_passage].iter().any(|p| is_heading(scan.article, p));
    let repeated = || opens(scan, b_passage) && (first.text == second.text || !is_sentence(second.text));
    if headed && (!same_words || repeated()) {
        return None;
    }
    let alignment = Alignment::of(first, second, LEAST_RUN)?;
    let share = |words: usize| alignment.covered as f64 / words as f64;
    let least =
        if share(words_a.max(words_b)) < LEAST_SHARE_OF_LONGER { LEAST_SHARE_INSIDE } else { LEAST_SHARE };
    if share(smaller) < least {
        return None;
    }
    // The same said of another man, place or year is another statement.
    if alignment.changes.iter().any(|change| change.some_figures || change.names) {
        return None;
    }
    // Who asks and answers says it twice by nature.
    let asks = |text: &Text<'_>| text.text.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with('?');
    if asks(first) != asks(second) {
        return None;
    }
    let span = |passage: &Passage, text: &Text<'_>, shared: std::ops::Range<usize>| {
        let all = shared.start + (text.tokens.len() - shared.end) <= 3;
        if all { passage.span } else { text.span(shared).shifted(passage.span.start) }
    };
    Some(Repeat {
        a,
        b,
        words_a,
        words_b,
        span_a: span(a_passage, first, alignment.words_a()),
        span_b: span(b_passage, second, alignment.words_b()),
        exact: first.text == second.text,
        same_words,
        same_forms: alignment.runs.iter().all(|run| {
            let (x, y) = (&first.tokens[run.a..run.a + run.len], &second.tokens[run.b..run.b + run.len]);
            x.iter().map(|token| token.exact).eq(y.iter().map(|token| token.exact))
        }),
        doubt: doubt(scan, facts, lexicon, (a, b), [first.text == second.text, same_words], !ends || headed),
        alignment,
    })
}

/// Why two sentences that say the same are asked and no more, if they are.
fn doubt(
    scan: &Scan<'_>,
    facts: &FactSet,
    lexicon: &Lexicon,
    (a, b): (usize, usize),
    [exact, same_words]: [bool; 2],
    is_open: bool,
) -> Option<Doubt> {
    let (x, y) = (&facts.passages[a], &facts.passages[b]);
    let together = !exact && x.paragraph == y.paragraph;
    // Captions stand twice on many pages, in the picture's text and under it; one typed them with other marks.
    let is_caption = is_open
        || (together && same_words)
        || stand_round_a_credit(scan, x, y)
        || [x, y].iter().any(|p| stands_in_a_caption(scan, lexicon, p));
    // Sentences of one paragraph that are built alike are meant to be.
    let is_meant = is_refrain((a, x), (b, y)) || together;
    let doubts = [
        (takes::is_running(scan.article), Doubt::Takes),
        (is_caption, Doubt::Caption),
        (is_meant, Doubt::Refrain),
        (is_quoted(scan, x) || is_quoted(scan, y), Doubt::Said),
    ];
    doubts.into_iter().find(|(holds, _)| *holds).map(|(_, doubt)| doubt)
}

/// Whether a short sentence comes again much later, as a running story says it in each of its parts, or behind another
/// one in its paragraph, as a verse does.
fn is_refrain(a: (usize, &Passage), b: (usize, &Passage)) -> bool {
    let between = a.1.paragraph.abs_diff(b.1.paragraph);
    a.1.len().min(b.1.len()) <= LONGEST_REFRAIN
        && (between >= LEAST_BETWEEN_REFRAINS || (between == 0 && a.0.abs_diff(b.0) > 1))
}

/// Whether the two stand in one paragraph with a few words between that are no sentence.
fn stand_round_a_credit(scan: &Scan<'_>, a: &Passage, b: &Passage) -> bool {
    let whole = |p: &Passage| is_sentence(scan.article.slice(p.span));
    let between = scan.article.text().get(a.span.range().end..b.span.range().start).unwrap_or("").trim();
    a.paragraph == b.paragraph && (!between.is_empty() && !is_sentence(between) || !whole(a) || !whole(b))
}

/// Whether somebody says most of a sentence: people say things twice.
fn is_quoted(scan: &Scan<'_>, passage: &Passage) -> bool {
    let span = passage.span.range();
    let within = |q: &Quotation| q.inner.end.min(span.end).saturating_sub(q.inner.start.max(span.start));
    scan.marks().quotations.iter().map(within).sum::<usize>() * 2 > span.len()
}

/// Whether the file says that the paragraph of a sentence is a caption, or it is made up like one.
fn stands_in_a_caption(scan: &Scan<'_>, lexicon: &Lexicon, passage: &Passage) -> bool {
    let paragraph = scan.article.paragraphs()[passage.paragraph as usize];
    let text = scan.article.slice(paragraph.span);
    paragraph.kind == ParagraphKind::Caption
        || lexicon.boilerplate.is_caption(text)
        || is_dated_caption(&lexicon.calendar, scan.article, text)
}

/// Whether a sentence opens the copy: many files repeat the headline there, as it is.
fn opens(scan: &Scan<'_>, passage: &Passage) -> bool {
    let first = scan.article.paragraphs().iter().find(|p| p.kind != ParagraphKind::Title);
    first.is_some_and(|paragraph| paragraph.span.start == passage.span.start)
}

/// Sentences in stems, as far as they were asked for, and the stems of each sorted: most pairs that share some words
/// in a row share few others, and that is told without laying them side by side.
#[derive(Default)]
struct Stems<'a> {
    known: FxHashMap<usize, (Text<'a>, Vec<u32>)>,
}

impl<'a> Stems<'a> {
    /// Two sentences, if they have so many stems in common that one may stand in the other.
    fn that_may_repeat(
        &mut self,
        scan: &Scan<'a>,
        facts: &FactSet,
        a: usize,
        b: usize,
    ) -> Option<(&Text<'a>, &Text<'a>)> {
        for at in [a, b] {
            self.known.entry(at).or_insert_with(|| {
                let text = stemmed(scan, &facts.passages[at]);
                let mut stems: Vec<u32> = text.tokens.iter().map(|token| token.masked).collect();
                stems.sort_unstable();
                (text, stems)
            });
        }
        let ((first, x), (second, y)) = (&self.known[&a], &self.known[&b]);
        (in_common(x, y) as f64 >= LEAST_SHARE * x.len().min(y.len()) as f64).then_some((first, second))
    }
}

/// A sentence whose words stand for their stems.
fn stemmed<'a>(scan: &Scan<'a>, passage: &Passage) -> Text<'a> {
    let mut text = Text::new(scan.article.slice(passage.span), &scan.lexicon.vocabulary);
    for token in text.tokens.iter_mut().filter(|token| !token.figure) {
        with_lower(&text.text[token.start..token.end], |word| {
            if word.is_ascii() {
                token.masked = (xxh3_64(stem(word).as_bytes()) >> 32) as u32;
            }
        });
    }
    text
}

fn disagreement(scan: &Scan<'_>, rule: usize, repeats: &[Repeat]) -> Disagreement {
    let mut places: std::collections::BTreeMap<usize, Span> = std::collections::BTreeMap::new();
    for repeat in repeats {
        for (at, span) in [(repeat.a, repeat.span_a), (repeat.b, repeat.span_b)] {
            places.entry(at).and_modify(|own| *own = own.cover(span)).or_insert(span);
        }
    }
    let number = |at: usize| places.keys().position(|own| *own == at).expect("every side is a place");
    let labels: Vec<Label> = places
        .values()
        .map(|span| {
            let words = tokens(scan.article.slice(*span));
            let value = format!("{:016x}", sequence(words.iter().map(|token| token.exact)));
            Label { article: scan.index, span: *span, note: String::new(), value }
        })
        .collect();
    let details: Vec<PassagePair> = repeats
        .iter()
        .map(|repeat| PassagePair {
            a: number(repeat.a),
            b: number(repeat.b),
            covered_a: repeat.alignment.covered as f64 / repeat.words_a as f64,
            covered_b: repeat.alignment.covered as f64 / repeat.words_b as f64,
            longest_run: repeat.alignment.longest_run,
            likeness: repeat.likeness(),
        })
        .collect();
    let mut identity: Vec<String> = labels.iter().map(|label| label.value.clone()).collect();
    identity.sort();
    identity.dedup();
    let first = &repeats[0];
    let paragraph = |span: Span| scan.article.locate(span).paragraph;
    let paragraphs = (paragraph(first.span_a), paragraph(first.span_b));
    let (covered, words) = (first.alignment.covered, first.words_a.min(first.words_b));
    let retold = match (first.same_words, covered == words) {
        (true, _) => Retold::WordForWord,
        (false, true) if first.same_forms => Retold::Whole,
        (false, true) => Retold::InOtherForms,
        (false, false) => Retold::Reworded,
    };
    let values = message::sentence_values(paragraphs, covered, words);
    let doubt = repeats.iter().map(|repeat| repeat.doubt).min_by_key(Option::is_some).flatten();
    Disagreement {
        rule,
        certainty: if doubt.is_none() { Certainty::Likely } else { Certainty::Ask },
        message: message::sentence(&values, paragraphs, retold, labels.len(), doubt),
        values,
        compared: details
            .iter()
            .filter(|p| p.likeness != Likeness::Exact)
            .map(|p| (p.a, p.b))
            .take(8)
            .collect(),
        labels,
        details: Details::Passages(details),
        fixes: Vec::new(),
        identity,
    }
}

impl Repeat {
    fn likeness(&self) -> Likeness {
        let smaller = self.words_a.min(self.words_b);
        match self {
            Self { exact: true, .. } => Likeness::Exact,
            Self { same_words: true, .. } => Likeness::Typographic,
            _ if self.alignment.covered == smaller && self.words_a != self.words_b => Likeness::Contained,
            _ => Likeness::Reworded,
        }
    }
}

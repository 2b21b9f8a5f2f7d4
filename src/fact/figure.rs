//! Figures: how many of what, and how exactly.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::{Entry, Hedge, Lexicon, Trait};
use crate::text::{self, Case, Quantity, TermId, Unit, Word};

/// A figure as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The figure with its unit or sign.
    pub span: Span,
    /// Index of its sentence in [`Scan::sentences`].
    pub sentence: u32,
    /// Its first word, counted from the sentence's.
    pub word: u32,
    /// The value as printed, before the unit.
    pub value: f64,
    /// The upper end of a range, or the other side of a score.
    pub high: Option<f64>,
    /// The unit; none where things are counted.
    pub unit: Option<Unit>,
    /// How exactly it is meant.
    pub hedge: Hedge,
    /// What is counted or measured, where it follows the figure.
    pub subject: Option<Span>,
    /// The same as a term.
    pub counted: Option<TermId>,
    /// People are counted, or their deaths and injuries.
    pub people: bool,
    /// Someone's age, which is a person's detail and no claim.
    pub age: bool,
    /// In words, which news uses below ten.
    pub spelled: bool,
}

impl Figure {
    /// The value in the first unit of its measure.
    pub fn base(&self) -> f64 {
        self.value * self.unit.as_ref().map_or(1.0, |unit| unit.factor)
    }

    /// What is measured (`length`, `percent`, `dollars`), or nothing where things are counted.
    pub fn measure(&self) -> &str {
        self.unit.as_ref().map_or("", |unit| &unit.measure)
    }
}

/// Extracts [`Figure`]s.
#[derive(Debug)]
pub(super) struct Figures;

impl Extractor for Figures {
    fn kind(&self) -> FactKind {
        FactKind::Figure
    }

    fn needs(&self) -> &'static [FactKind] {
        &[FactKind::Date]
    }

    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet) {
        let text = scan.text();
        let mut date = 0;
        for (number, sentence) in (0u32..).zip(&scan.sentences) {
            let words = scan.words_of(sentence);
            let counts =
                |(word, entry): (&Word, &Entry)| word.case == Case::Number || entry.is(Trait::NUMERAL);
            if !words.iter().zip(scan.entries_of(sentence)).any(counts) {
                continue;
            }
            for quantity in text::quantities(text, words, &lexicon.numerals) {
                let mut span = Span::new(quantity.span.start, quantity.span.end);
                while facts.dates.get(date).is_some_and(|d| d.span.end <= span.start) {
                    date += 1;
                }
                let dated = facts.dates.get(date).is_some_and(|d| d.span.overlaps(span));
                if dated
                    || is_year(&quantity, words, text)
                    || (quantity.value == 1.0 && quantity.spelled && quantity.unit.is_none())
                {
                    continue;
                }
                let first = quantity.words.start;
                let before = |back: usize| first.checked_sub(back + 1).map(|at| words[at].of(text));
                let (hedge, _) = lexicon.hedges.read(&before);
                let age = is_age(&quantity, words, text);
                let head = subject(&quantity, words, text, lexicon);
                if quantity.unit.is_none()
                    && let Some(head) = &head
                    && quantity.hyphened
                {
                    span.end = span.end.max(head.end);
                }
                let counted = head.and_then(|word| lexicon.vocabulary.term(word.of(text)));
                facts.figures.push(Figure {
                    span,
                    sentence: number,
                    word: u32::try_from(first).expect("sentences are short"),
                    value: quantity.value,
                    high: quantity.high,
                    unit: quantity.unit,
                    hedge,
                    subject: head.map(|word| Span { start: word.start, end: word.end }),
                    counted,
                    people: counted.is_some_and(|term| lexicon.people.contains(&term)),
                    age,
                    spelled: quantity.spelled,
                });
            }
        }
    }
}

/// Four digits between 1500 and 2100 that count nothing.
fn is_year(quantity: &Quantity, words: &[Word], text: &str) -> bool {
    let range = quantity.high.is_none_or(|high| (0.0..2100.0).contains(&high));
    let year = (1500.0..2100.0).contains(&quantity.value) && quantity.value.fract() == 0.0 && range;
    if !year || quantity.unit.is_some() || words[quantity.words.start].of(text).contains(',') {
        return false;
    }
    words.get(quantity.words.end).is_none_or(|next| {
        let written = next.of(text);
        next.case != Case::Lower || !plural(written)
    })
}

/// `24-year-old`, `aged 24`, `Smith, 24,`.
fn is_age(quantity: &Quantity, words: &[Word], text: &str) -> bool {
    let old = |at: usize| words.get(at).is_some_and(|w| matches!(w.of(text), "old" | "olds"));
    if quantity.unit.as_ref().is_some_and(|u| &*u.name == "year") && old(quantity.words.end) {
        return true;
    }
    if quantity.unit.is_some() || !(1.0..120.0).contains(&quantity.value) {
        return false;
    }
    let first = quantity.words.start;
    let after = &text[quantity.span.end..];
    let closed = after.starts_with([',', ')', '.', ';', '\n']) || after.is_empty();
    first > 0 && {
        let before = &words[first - 1];
        let gap = &text[before.end as usize..quantity.span.start];
        matches!(before.of(text), "aged" | "age")
            || (closed && matches!(gap, ", " | " (") && before.case == Case::Title)
    }
}

/// The head of what is counted: the first plural among the next words, or what a hyphened
/// figure describes (`five-year deal`).
fn subject<'w>(quantity: &Quantity, words: &'w [Word], text: &str, lexicon: &Lexicon) -> Option<&'w Word> {
    let mut end = if quantity.unit.is_some() { quantity.words.end } else { quantity.number_end };
    // `31 of the miners` counts miners; so does `most of the 31 miners`.
    if words.get(end).is_some_and(|w| w.of(text) == "of") {
        end += 1;
        if words.get(end).is_some_and(|w| matches!(w.of(text), "the" | "its" | "their" | "his" | "her")) {
            end += 1;
        }
    }
    let mut last = None;
    let mut reach = words.get(end.checked_sub(1)?)?.end as usize;
    for word in words.get(end..)?.iter().take(4) {
        let written = word.of(text);
        let gap = &text[reach..word.start as usize];
        if !matches!(gap, " " | "-" | "% ") || lexicon.vocabulary.stopwords.contains(&text::word_id(written))
        {
            break;
        }
        if word.case == Case::Lower && plural(written) {
            return Some(word);
        }
        last = Some(word);
        reach = word.end as usize;
    }
    if quantity.hyphened || quantity.unit.is_some() { last } else { None }
}

fn plural(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "men"
            | "women"
            | "children"
            | "police"
            | "staff"
            | "aircraft"
            | "feet"
            | "cattle"
            | "sheep"
    ) || word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
}

//! Days and dates, resolved against the article's date.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::{Date, Span};
use crate::lexicon::{Entry, Lexicon, Trait};
use crate::text::{self, Case, DateForm, Word};

/// A day or date as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// How it is written; weekdays of undated articles are compared as they stand.
    pub form: DateForm,
    /// The calendar day, where the article's date or the mention itself decides it.
    pub resolved: Option<Date>,
    /// Index of its sentence in [`Scan::sentences`].
    pub sentence: u32,
}

/// Extracts [`DateMention`]s.
#[derive(Debug)]
pub(super) struct Dates;

impl Extractor for Dates {
    fn kind(&self) -> FactKind {
        FactKind::Date
    }

    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet) {
        let today = scan.article.meta.date.map(|at| at.date());
        for (number, sentence) in (0u32..).zip(&scan.sentences) {
            let words = scan.words_of(sentence);
            let dated =
                |(word, entry): (&Word, &Entry)| word.case == Case::Number || entry.is(Trait::CALENDAR);
            if !words.iter().zip(scan.entries_of(sentence)).any(dated) {
                continue;
            }
            for date in text::dates(scan.text(), words, &lexicon.calendar) {
                let span = Span { start: words[date.words.start].start, end: words[date.words.end - 1].end };
                let resolved = date.form.resolve(today);
                facts.dates.push(DateMention { span, form: date.form, resolved, sentence: number });
            }
        }
    }
}

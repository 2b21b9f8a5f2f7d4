//! What places are called: `the town of X`, `X, a village in`.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::Lexicon;
use crate::text::{Case, TermId, Word, word_id};

/// A place with the word for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceKind {
    /// The name.
    pub span: Span,
    /// The name's words, hashed together.
    pub id: TermId,
    /// The word for what it is.
    pub kind: Span,
    /// The same, hashed.
    pub kind_id: TermId,
}

/// Extracts [`PlaceKind`]s.
#[derive(Debug)]
pub(super) struct Places;

impl Extractor for Places {
    fn kind(&self) -> FactKind {
        FactKind::Place
    }

    fn extract(&self, scan: &Scan<'_>, _lexicon: &Lexicon, facts: &mut FactSet) {
        let text = scan.text();
        for sentence in &scan.sentences {
            let words = scan.words_of(sentence);
            for (at, word) in words.iter().enumerate() {
                let written = word.of(text);
                if word.case != Case::Lower || !matches!(written, "city" | "town" | "village" | "hamlet") {
                    continue;
                }
                if let Some(name) = name_after(text, words, at).or_else(|| name_before(text, words, at)) {
                    let kind = Span { start: word.start, end: word.end };
                    let id =
                        text[name.range()].split(' ').fold(0, |id: TermId, w| id.rotate_left(5) ^ word_id(w));
                    facts.places.push(PlaceKind { span: name, id, kind, kind_id: word_id(written) });
                }
            }
        }
    }
}

/// `the town of New Hale`.
fn name_after(text: &str, words: &[Word], at: usize) -> Option<Span> {
    let first = at + 2;
    if words.get(at + 1)?.of(text) != "of" || words.get(first)?.case != Case::Title {
        return None;
    }
    let mut end = first + 1;
    while words.get(end).is_some_and(|w| w.case == Case::Title && w.start - words[end - 1].end == 1) {
        end += 1;
    }
    Some(bare(text, Span { start: words[first].start, end: words[end - 1].end }))
}

/// `Hale, a market town in`.
fn name_before(text: &str, words: &[Word], at: usize) -> Option<Span> {
    let article = (at.saturating_sub(3)..at).rev().find(|a| matches!(words[*a].of(text), "a" | "the"))?;
    let last = article.checked_sub(1)?;
    let gap = &text[words[last].end as usize..words[article].start as usize];
    let follows = words
        .get(at + 1)
        .is_some_and(|w| matches!(w.of(text), "in" | "near" | "of" | "on" | "about" | "some"));
    if gap != ", " || words[last].case != Case::Title || !follows {
        return None;
    }
    let mut first = last;
    while first > 0 && words[first - 1].case == Case::Title && words[first].start - words[first - 1].end == 1
    {
        first -= 1;
    }
    Some(bare(text, Span { start: words[first].start, end: words[last].end }))
}

/// The name without a possessive ending.
fn bare(text: &str, span: Span) -> Span {
    let short = crate::text::bare(&text[span.range()]);
    Span { start: span.start, end: span.start + Span::new(0, short.len()).end }
}

//! What was said, word by word, for comparison with other tellings.

use super::{Attribution, Style};
use crate::article::{ParagraphKind, Span};
use crate::fact::Scan;
use crate::text::{Sketch, TermId, each_spoken, word_id};

/// Words that a source said, as a check compares them.
#[derive(Clone, Debug, PartialEq)]
pub struct Speech {
    /// The words without quotation marks.
    pub span: Span,
    /// Whether they stand in quotation marks.
    pub quoted: bool,
    /// The attribution they belong to, as its index; none where nobody is named.
    pub attribution: Option<u32>,
    /// The paragraph they stand in.
    pub paragraph: u32,
    /// Hashed words as [`crate::text::spoken`] gives them; 0 for what may stand for any.
    pub words: Box<[TermId]>,
    /// How many of the words are not left open.
    pub known: u32,
    /// Which words they are, to tell quickly that two speeches share little.
    pub sketch: Sketch,
}

impl Speech {
    /// Whether two speeches may have in common such a share of the shorter one's words.
    pub fn may_share(&self, other: &Speech, least: f64) -> bool {
        let most = |one: &Speech, two: &Speech| one.known as usize - one.sketch.missing_from(&two.sketch);
        let shorter = f64::from(self.known.min(other.known).max(1));
        most(self, other).min(most(other, self)) as f64 / shorter >= least
    }
}

/// Shorter speech is said by everybody.
const SHORTEST: usize = 5;

/// The speeches of an article: its quotations, and the clauses of its indirect speech.
pub(super) fn read(scan: &Scan<'_>, attributions: &[Attribution]) -> Vec<Speech> {
    let paragraphs = scan.article.paragraphs();
    let mut found = Vec::new();
    for quotation in &scan.marks().quotations {
        if matches!(paragraphs[quotation.paragraph].kind, ParagraphKind::Title | ParagraphKind::Heading) {
            continue;
        }
        let span = Span::new(quotation.inner.start, quotation.inner.end);
        // Of contents inside each other the inner one is whose words these are.
        let of = attributions.iter().enumerate().filter(|(_, a)| a.span.overlaps(span));
        let attribution = of
            .filter(|(_, a)| a.style != Style::Indirect)
            .min_by_key(|(index, a)| (a.span.len(), *index))
            .map(|(index, _)| index);
        found.extend(speech(scan, span, true, attribution));
    }
    for (index, attribution) in attributions.iter().enumerate() {
        if attribution.style == Style::Indirect {
            found.extend(speech(scan, attribution.span, false, Some(index)));
        }
    }
    found.sort_by_key(|speech| (speech.span, speech.quoted));
    found
}

fn speech(scan: &Scan<'_>, span: Span, quoted: bool, attribution: Option<usize>) -> Option<Speech> {
    let words = plain_words(scan, span).unwrap_or_else(|| words(scan.article.slice(span)));
    let paragraph =
        scan.article.paragraphs().partition_point(|p| p.span.start <= span.start).saturating_sub(1);
    if words.len() < SHORTEST {
        return None;
    }
    let words = words.into_boxed_slice();
    let known = words.iter().copied().filter(|word| *word != TermId::default());
    Some(Speech {
        span,
        quoted,
        attribution: attribution.map(|a| u32::try_from(a).expect("fewer attributions than bytes")),
        paragraph: u32::try_from(paragraph).expect("fewer paragraphs than bytes"),
        known: u32::try_from(known.clone().count()).expect("fewer words than bytes"),
        sketch: Sketch::of(known),
        words,
    })
}

/// The words of what was said.
fn words(said: &str) -> Vec<TermId> {
    let mut words = Vec::with_capacity(said.len() / 5);
    each_spoken(said, &mut |_, form| {
        words.push(if form.is_empty() { TermId::default() } else { word_id(form) });
    });
    words
}

/// The same from the entries of the words, where no mark or word is such that what stands round it counts. Most
/// speeches have none.
fn plain_words(scan: &Scan<'_>, span: Span) -> Option<Vec<TermId>> {
    if !is_plain(scan.article.slice(span)) || scan.text()[span.end as usize..].starts_with('*') {
        return None;
    }
    let from = scan.words.partition_point(|word| word.end <= span.start);
    let to = scan.words.partition_point(|word| word.start < span.end).max(from);
    let (first, last) = (scan.words[from..to].first()?, scan.words[from..to].last()?);
    if first.start < span.start || last.end > span.end {
        return None;
    }
    let mut words = Vec::with_capacity(to - from + 4);
    for entry in &scan.entries()[from..to] {
        let [first, second] = entry.spoken()?;
        words.push(first);
        words.extend((second != TermId::default()).then_some(second));
    }
    Some(words)
}

/// Whether no brackets, omissions, masked words, signs or initials stand in what was said.
fn is_plain(said: &str) -> bool {
    let bytes = said.as_bytes();
    let odd = |byte: &u8| matches!(byte, b'[' | b']' | b'(' | b')' | b'&' | b'*' | b'%');
    let stop = |at: usize| {
        let initial = at > 0 && matches!(bytes[at - 1], b'A' | b'I');
        initial || bytes[at + 1..].starts_with(b".") || bytes[at + 1..].starts_with(b" .")
    };
    // The first byte of `…`, `‘` and other marks.
    let lead = "…".as_bytes()[0];
    let mark = |at: usize| said[at..].starts_with(['…', '‘']);
    !bytes.iter().any(odd)
        && !memchr::memchr_iter(b'.', bytes).any(stop)
        && !memchr::memchr_iter(lead, bytes).any(mark)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Article, Draft, DraftParagraph, Standing};
    use crate::lexicon::Lexicon;

    fn article(text: &str) -> Article {
        let paragraphs = vec![DraftParagraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }];
        let draft = Draft { text: text.to_owned(), paragraphs, ..Draft::default() };
        draft.into_article(&Arc::from("a.md"), Standing::Subject)
    }

    #[test]
    fn plain_words_are_the_words() {
        let mut plain = 0;
        for text in [
            "We can't say it’s over, and we won't: three of the harbour's cranes cannot be saved.",
            "A. I. Vell of the F.B.I. said A.I. would not do, per cent or no per cent.",
            "Two [of them] left ... and the rest (nine) stayed. . . at 4%, R&D and all.",
            "They’re “sure” — colour, labour and the Oster‘s n*****s f*ck I—",
            "I gotta go, gonna wanna, it'd be who's who, zero to twelve, rock 'n' roll",
            "Ångström’s café, 1,000 km2 3.5 and 24. Всё хорошо",
            "",
        ] {
            let article = article(text);
            let scan = Scan::new(&article, 0, Lexicon::shipped());
            for start in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for end in (start..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let Some(found) = plain_words(&scan, Span::new(start, end)) else { continue };
                    plain += 1;
                    assert_eq!(found, words(&text[start..end]), "{:?}", &text[start..end]);
                }
            }
        }
        assert!(plain > 1000, "{plain}");
    }
}

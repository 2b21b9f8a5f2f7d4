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
    let mut words: Vec<TermId> = Vec::with_capacity(span.len() / 5);
    each_spoken(scan.article.slice(span), &mut |_, form| {
        words.push(if form.is_empty() { TermId::default() } else { word_id(form) });
    });
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

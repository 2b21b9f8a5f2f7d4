//! Passages: paragraphs and sentences, as sequences of hashed words.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::Lexicon;

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
}

/// A paragraph or sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub unit: Unit,
    /// Index of its paragraph in the article.
    pub paragraph: u32,
}

/// Extracts [`Passage`]s.
#[derive(Debug)]
pub(super) struct Passages;

impl Extractor for Passages {
    fn kind(&self) -> FactKind {
        FactKind::Passage
    }

    fn extract(&self, _scan: &Scan<'_>, _lexicon: &Lexicon, _facts: &mut FactSet) {}
}

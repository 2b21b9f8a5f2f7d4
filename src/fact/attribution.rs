//! Attributions: who said what, in which words.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::Lexicon;

/// How the words of a source are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// In quotation marks throughout.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words with some of the source's own.
    Mixed,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The mention as printed.
    pub span: Span,
    /// Whom it stands for, resolved; none where nobody fits.
    pub person: Option<Box<str>>,
}

/// The reporting verb or phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
}

/// One fragment of what a source says.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The content, without its quotation marks.
    pub span: Span,
    /// How it is given.
    pub style: Style,
    /// Who says it.
    pub source: Option<Source>,
    /// The reporting verb.
    pub cue: Option<Cue>,
}

/// Extracts [`Attribution`]s.
#[derive(Debug)]
pub(super) struct Attributions;

impl Extractor for Attributions {
    fn kind(&self) -> FactKind {
        FactKind::Attribution
    }

    fn extract(&self, _scan: &Scan<'_>, _lexicon: &Lexicon, _facts: &mut FactSet) {}
}

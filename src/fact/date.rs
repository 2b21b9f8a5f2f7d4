//! Days and dates, resolved against the article's date.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::{Date, Span};
use crate::lexicon::Lexicon;

/// A day or date as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// The calendar day, where the article's date or the mention itself decides it.
    pub resolved: Option<Date>,
}

/// Extracts [`DateMention`]s.
#[derive(Debug)]
pub(super) struct Dates;

impl Extractor for Dates {
    fn kind(&self) -> FactKind {
        FactKind::Date
    }

    fn extract(&self, _scan: &Scan<'_>, _lexicon: &Lexicon, _facts: &mut FactSet) {}
}

//! Names: capitalised runs, as news writes them.

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::Lexicon;

/// What a name stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Nothing in the article says.
    #[default]
    Unknown,
}

/// One place of a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    /// The form itself, without possessive.
    pub span: Span,
}

/// One form of a name in one article, with every place of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// As printed, without possessive.
    pub form: Box<str>,
    /// What it stands for, as far as the article says.
    pub of: NameType,
    /// Its places in order.
    pub mentions: Vec<Mention>,
}

/// Extracts [`Name`]s.
#[derive(Debug)]
pub(super) struct Names;

impl Extractor for Names {
    fn kind(&self) -> FactKind {
        FactKind::Name
    }

    fn extract(&self, _scan: &Scan<'_>, _lexicon: &Lexicon, _facts: &mut FactSet) {}
}

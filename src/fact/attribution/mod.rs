//! Attributions: who said what, in which words.
//!
//! The words *source*, *cue* and *content* are used as in the literature. A paragraph is read as
//! words, stops and whole quotations ([`token`]); each sentence gives its reports ([`clause`],
//! [`noun`]); then quotations that have none take the speaker of the words round them
//! ([`speaker`]), and mentions are led back to full names ([`person`]).

mod clause;
mod noun;
mod person;
mod speaker;
mod speech;
mod token;

pub use speech::Speech;

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::{Lexicon, SpeechClass};

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

impl Style {
    /// The word that `copydesk facts` prints.
    pub fn name(self) -> &'static str {
        match self {
            Style::Direct => "direct",
            Style::Indirect => "indirect",
            Style::Mixed => "mixed",
        }
    }
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The mention as printed.
    pub span: Span,
    /// Whom it stands for, resolved; none where nobody fits.
    pub person: Option<Box<str>>,
    /// Whether the mention itself names the person; else a pronoun or the context does.
    pub named: bool,
    /// Whether the article shows that the name is a person's: a title, an office, a surname alone.
    pub attested: bool,
}

impl Source {
    fn at(span: Span) -> Self {
        Self { span, person: None, named: false, attested: false }
    }
}

/// The reporting verb or phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
    /// What the verb says of the speaker; none for "according to".
    pub class: Option<SpeechClass>,
    /// Whether the speaking is denied ("did not say").
    pub negated: bool,
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

    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet) {
        facts.attributions = speaker::read(scan);
        person::resolve(scan, lexicon, &mut facts.attributions);
        facts.speeches = speech::read(scan, &facts.attributions);
    }
}

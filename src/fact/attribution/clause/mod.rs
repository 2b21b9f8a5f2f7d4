//! One sentence: its reporting verbs, who says it, and which of its words are said.

mod according;
mod extent;
mod opening;
mod verb;

use std::ops::Range;

use super::token::Token;
use crate::lexicon::SpeechClass;

pub(super) use opening::{first_subject, put};

/// A reporting verb with what it reports, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    /// Whether nobody stands there and the one who spoke last is meant.
    pub(super) inherits: bool,
    pub(super) contents: Vec<Range<usize>>,
    pub(super) class: Option<SpeechClass>,
    pub(super) negated: bool,
}

impl Report {
    /// The report without parts that have no token: copy may break off behind a verb ("noting that"). None
    /// where nothing is reported.
    fn whole(mut self) -> Option<Self> {
        self.contents.retain(|content| !content.is_empty());
        self.source = self.source.filter(|source| !source.is_empty());
        (!self.contents.is_empty()).then_some(self)
    }
}

/// The reports of one sentence, in the order of their verbs.
pub(super) fn reports(tokens: &[Token], sentence: Range<usize>) -> Vec<Report> {
    let mut found: Vec<Report> = Vec::new();
    let mut index = sentence.start;
    while index < sentence.end {
        let reader = Reader { tokens, sentence: sentence.clone(), before: &found };
        let report = reader.according(index).or_else(|| reader.verb(index));
        index += 1;
        if let Some(report) = report {
            index = index.max(report.cue.end);
            found.extend(report.whole());
        }
    }
    found
}

struct Reader<'a> {
    tokens: &'a [Token],
    sentence: Range<usize>,
    before: &'a [Report],
}

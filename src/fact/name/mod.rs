//! Names: capitalised runs, as news writes them, and the words they are made of.
//!
//! A [`Name`] is a whole run (`Valery Zaloujny`, `Bank of Ozerne`). A [`Spelling`] is one word of
//! such runs in one spelling, with every place of it and what stands round it there: that is what
//! spellings are compared by, since a surname stands alone more often than not.

mod clues;
mod runs;
mod skip;
mod spellings;
mod tokens;

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

impl NameType {
    /// The word for it, as `copydesk facts` prints it.
    pub fn name(self) -> &'static str {
        match self {
            NameType::Person => "person",
            NameType::Place => "place",
            NameType::Organisation => "organisation",
            NameType::Unknown => "unknown",
        }
    }
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

/// One word of names, in one spelling, with every place of it in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    /// As printed most often, without possessive.
    pub form: Box<str>,
    /// The same folded: small letters, no accents, no hyphens, apostrophes or spaces.
    pub folded: Box<str>,
    /// What it stands for, as far as the article says.
    pub of: NameType,
    /// Whether it is a word of everyday English.
    pub word: bool,
    /// Its places in order.
    pub places: Vec<Occurrence>,
    /// What stands round it, at any of its places; sorted by kind and value, each once.
    pub clues: Vec<Clue>,
}

impl Spelling {
    /// Whether something round it says who or what bears it. Across articles nothing is said of two
    /// spellings without such a clue.
    pub fn is_told(&self) -> bool {
        let tells = |kind| match kind {
            ClueKind::First
            | ClueKind::Title
            | ClueKind::Head
            | ClueKind::Thing
            | ClueKind::Region
            | ClueKind::Role => true,
            ClueKind::Before | ClueKind::After | ClueKind::Preposition | ClueKind::Joined => false,
        };
        !self.word && self.folded.len() >= 5 && self.clues.iter().any(|clue| tells(clue.kind))
    }
}

/// One place of a spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The word itself.
    pub span: Span,
    /// The run it stands in.
    pub run: Span,
    /// Its sentence's number in the article.
    pub sentence: u32,
    /// Where in its run it stands.
    pub position: Position,
    /// Whether nothing here says that it is a name: a sentence begins with it, or every word of a
    /// headline has a capital.
    pub uncertain: bool,
    /// Whether it is written in capitals throughout.
    pub capitals: bool,
    /// Whether it stands in a post from a social network, which the desk did not write.
    pub posted: bool,
}

/// Where in its run a word stands, titles apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Alone.
    Sole,
    /// Before other words.
    First,
    /// Between.
    Inner,
    /// After other words.
    Last,
}

/// What a clue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClueKind {
    /// The first word of the run: a first name, as a rule.
    First,
    /// The word before it in the run.
    Before,
    /// The word after it in the run.
    After,
    /// A title before it.
    Title,
    /// A kind of place before it, after it or after `of`: `town of`.
    Head,
    /// What it is a name of, where that is no place and no person: `the ferry`, `the newspaper`.
    Thing,
    /// Where it lies: a wider place or a point of the compass.
    Region,
    /// What the person does.
    Role,
    /// A preposition that places take.
    Preposition,
    /// A name it is joined to by `and`, `or` or a comma.
    Joined,
}

/// Something that stands by a name and says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clue {
    /// What it is.
    pub kind: ClueKind,
    /// The [`key`](crate::text::key) of the word.
    pub value: u64,
    /// Where it stands.
    pub span: Span,
}

/// Extracts [`Name`]s and [`Spelling`]s.
#[derive(Debug)]
pub(super) struct Names;

impl Extractor for Names {
    fn kind(&self) -> FactKind {
        FactKind::Name
    }

    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet) {
        let mut found = spellings::Collector::new(scan, lexicon);
        let (mut buffer, mut runs) = (Vec::new(), Vec::new());
        for (number, sentence) in (0u32..).zip(&scan.sentences) {
            if found.skips(sentence.span) {
                continue;
            }
            tokens::read(scan, sentence, lexicon, &mut buffer);
            let headline = runs::is_headline(scan, sentence, &buffer);
            runs::runs(&buffer, scan.text(), lexicon, headline, &mut runs);
            for run in &runs {
                found.add(number, &buffer, run);
            }
        }
        found.finish(facts);
    }
}

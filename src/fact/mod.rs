//! What an article says, taken out of it as plain values: names, passages, attributions, dates.
//!
//! An [`Extractor`] fills one kind of fact into the article's [`FactSet`]. Facts carry the
//! context that checks need, so that no check has to look at the article again.

mod attribution;
mod claim;
mod date;
mod dateline;
mod figure;
mod name;
mod passage;
mod person;
mod place;
mod scan;
mod statistics;

pub use attribution::{Attribution, Cue, Source, Speech, Style};
pub use claim::{Claim, Place, Term, Topic, TopicTerm, Turn, Turned};
pub use date::DateMention;
pub use figure::Figure;
pub use name::{Clue, ClueKind, Mention, Name, NameType, Occurrence, Position, Spelling};
pub use passage::{Passage, Unit};
pub use person::{Held, Person, Sex};
pub use place::PlaceKind;
pub use scan::{Scan, Sentence, marks};
pub use statistics::{Statistics, WordCount};

use crate::lexicon::Lexicon;

/// The kinds of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Who said what.
    Attribution,
    /// What a sentence says happened.
    Claim,
    /// A day or date.
    Date,
    /// How many of what.
    Figure,
    /// A person, place or organisation, as it is spelled in one article.
    Name,
    /// A paragraph or sentence.
    Passage,
    /// A person with what is said of them.
    Person,
    /// What a place is called: city, town.
    Place,
}

/// The facts of one article, each kind in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct FactSet {
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// What sentences say happened.
    pub claims: Vec<Claim>,
    /// Days and dates.
    pub dates: Vec<DateMention>,
    /// How many of what.
    pub figures: Vec<Figure>,
    /// Names, one entry a form.
    pub names: Vec<Name>,
    /// What was said, word by word; filled with the attributions.
    pub speeches: Vec<Speech>,
    /// The words of those names, one entry a spelling.
    pub spellings: Vec<Spelling>,
    /// Paragraphs and sentences.
    pub passages: Vec<Passage>,
    /// The words of all passages, hashed.
    pub passage_words: Vec<u32>,
    /// Persons with what is said of them.
    pub persons: Vec<Person>,
    /// What places are called.
    pub places: Vec<PlaceKind>,
    /// What the article is about; filled with the claims.
    pub topic: Topic,
}

impl FactSet {
    /// Gives back what the lists grew too large by: facts are kept to the end of the run.
    fn shrink(&mut self) {
        self.attributions.shrink_to_fit();
        self.claims.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.names.shrink_to_fit();
        self.speeches.shrink_to_fit();
        self.spellings.shrink_to_fit();
        self.passages.shrink_to_fit();
        self.passage_words.shrink_to_fit();
        self.persons.shrink_to_fit();
        self.places.shrink_to_fit();
        self.topic.names.shrink_to_fit();
    }
}

/// Takes one kind of fact out of an article.
pub trait Extractor: Send + Sync {
    /// The kind of fact.
    fn kind(&self) -> FactKind;

    /// The kinds that must have been extracted before.
    fn needs(&self) -> &'static [FactKind] {
        &[]
    }

    /// Adds the article's facts of this kind to `facts`.
    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet);
}

/// Every extractor, in an order in which each finds what it [`needs`](Extractor::needs).
pub const EXTRACTORS: &[&dyn Extractor] = &[
    &passage::Passages,
    &date::Dates,
    &name::Names,
    &attribution::Attributions,
    &figure::Figures,
    &claim::Claims,
    &person::Persons,
    &place::Places,
];

/// Runs the extractors that `wanted` kinds need, and counts the article into its statistics; its
/// words, which cost more than passages do, only where another kind of fact is wanted.
pub fn extract(scan: &Scan<'_>, lexicon: &Lexicon, wanted: &[FactKind]) -> (FactSet, Statistics) {
    let mut kinds = wanted.to_vec();
    for extractor in EXTRACTORS.iter().rev() {
        if kinds.contains(&extractor.kind()) {
            kinds.extend(extractor.needs());
        }
    }
    let mut facts = FactSet::default();
    for extractor in EXTRACTORS.iter().filter(|e| kinds.contains(&e.kind())) {
        extractor.extract(scan, lexicon, &mut facts);
    }
    facts.shrink();
    let statistics = if kinds.iter().all(|kind| *kind == FactKind::Passage) {
        Statistics::without_words(scan)
    } else {
        Statistics::count(scan, &facts)
    };
    (facts, statistics)
}

//! The word lists as typed, validated data: `rules/lexicon/*.yml`, shipped in the binary.

mod boilerplate;
mod calendar;
mod claim;
mod edits;
mod entry;
mod evidence;
mod glossary;
mod name_lists;
mod named;
mod number;
mod office;
mod patterns;
mod reporting;
mod roles;
mod sort;

pub use boilerplate::Boilerplate;
pub use claim::Turns;
pub use edits::{Beginning, EditRule, PLAIN_EDITS, PlacedRule, PlainCosts, ScoreTerms, SpellingEdits};
pub use entry::{Entry, Trait};
pub use evidence::{Against, EvidenceWeights, For};
pub use name_lists::{GivenNames, NameWords, WordSet};
pub(crate) use named::named;
pub use number::{Hedge, Hedges};
pub use office::{Nicknames, Office, OfficeForm, Offices};

use std::sync::LazyLock;

use glossary::Glossaries;

use rustc_hash::{FxHashMap, FxHashSet};

pub use reporting::{ReportingVerb, SpeechClass, Takes, VerbForm};
pub use roles::Role;
pub use sort::{Sort, Special};

use crate::text::{Calendar, Numerals, TermId, Vocabulary, WordTable};
use crate::yaml::{self, Mistake, Node};

/// The word lists. Words are in lower case unless a list's file says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Abbreviations after which a sentence goes on, without their final stop (`mr`, `u.s`).
    pub abbreviations: FxHashSet<String>,
    /// Lines that stand over and under articles.
    pub boilerplate: Boilerplate,
    /// Days, months and the words that move a day.
    pub calendar: Calendar,
    /// Verbs that report speech, by form.
    pub reporting_verbs: WordTable<ReportingVerb>,
    /// Nouns that speak.
    pub roles: WordTable<Role>,
    /// Words for numbers and units.
    pub numerals: Numerals,
    /// Words that say how exactly a figure is meant.
    pub hedges: Hedges,
    /// Which words are terms, and which of them are the same.
    pub vocabulary: Vocabulary,
    /// Words that say a figure is of another state or time: first words with what follows.
    pub updates: FxHashMap<TermId, Vec<Vec<String>>>,
    /// Offices and the words round them.
    pub offices: Offices,
    /// Given names that are one, and words of kinship.
    pub nicknames: Nicknames,
    /// Terms for people, and for their deaths and injuries.
    pub people: FxHashSet<TermId>,
    /// Words that turn a claim round.
    pub turns: Turns,
    /// Words of everyday English.
    pub dictionary: WordSet,
    /// Given names.
    pub given_names: GivenNames,
    /// What stands in names and round them.
    pub names: NameWords,
    /// What speaks for and against two spellings being one name.
    pub spelling_evidence: EvidenceWeights,
    /// Edits by which spellings of one name differ.
    pub spelling_edits: SpellingEdits,
    /// Surnames in common use.
    pub surnames: WordSet,
    glossaries: Glossaries,
}

/// The files that ship, by name.
const SHIPPED: &[(&str, &str)] = &[
    ("abbreviations", include_str!("../../rules/lexicon/abbreviations.yml")),
    ("boilerplate", include_str!("../../rules/lexicon/boilerplate.yml")),
    ("calendar", include_str!("../../rules/lexicon/calendar.yml")),
    ("claim-verbs", include_str!("../../rules/lexicon/claim-verbs.yml")),
    ("dictionary", include_str!("../../rules/lexicon/dictionary.yml")),
    ("given-names", include_str!("../../rules/lexicon/given-names.yml")),
    ("hedges", include_str!("../../rules/lexicon/hedges.yml")),
    ("names", include_str!("../../rules/lexicon/names.yml")),
    ("nicknames", include_str!("../../rules/lexicon/nicknames.yml")),
    ("numbers", include_str!("../../rules/lexicon/numbers.yml")),
    ("offices", include_str!("../../rules/lexicon/offices.yml")),
    ("reporting-verbs", include_str!("../../rules/lexicon/reporting-verbs.yml")),
    ("roles", include_str!("../../rules/lexicon/roles.yml")),
    ("spelling-edits", include_str!("../../rules/lexicon/spelling-edits.yml")),
    ("spelling-evidence", include_str!("../../rules/lexicon/spelling-evidence.yml")),
    ("stopwords", include_str!("../../rules/lexicon/stopwords.yml")),
    ("surnames", include_str!("../../rules/lexicon/surnames.yml")),
    ("units", include_str!("../../rules/lexicon/units.yml")),
    ("updates", include_str!("../../rules/lexicon/updates.yml")),
];

static DEFAULT: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (name, text) in SHIPPED {
        let node = yaml::parse(text).expect("shipped word lists are tested");
        lexicon.put(name, &node).expect("shipped word lists are tested");
    }
    lexicon
});

impl Lexicon {
    /// The lists that ship.
    pub fn shipped() -> &'static Lexicon {
        &DEFAULT
    }

    /// Puts the list `name` in the place of the one that is there.
    ///
    /// # Errors
    /// If there is no such list or the document is not of its form.
    pub fn replace(&mut self, name: &str, node: &Node) -> Result<(), Mistake> {
        self.put(name, node)?;
        if name == "boilerplate" { self.boilerplate.compile(node) } else { Ok(()) }
    }

    fn put(&mut self, name: &str, node: &Node) -> Result<(), Mistake> {
        self.glossaries = Glossaries::default();
        match name {
            "abbreviations" => self.abbreviations = words(node)?,
            "boilerplate" => self.boilerplate = Boilerplate::read(node)?,
            "calendar" => self.calendar = calendar::read(node)?,
            "reporting-verbs" => self.reporting_verbs = reporting::read(node)?.into(),
            "roles" => self.roles = roles::read(node)?.into(),
            "claim-verbs" => {
                claim::read_verbs(node, &mut self.vocabulary, &mut self.turns, &mut self.people)?;
            }
            "hedges" => self.hedges = number::read_hedges(node)?,
            "nicknames" => self.nicknames = office::read_nicknames(node)?,
            "numbers" => number::read_numbers(node, &mut self.numerals)?,
            "offices" => self.offices = office::read_offices(node)?,
            "stopwords" => claim::read_stopwords(node, &mut self.vocabulary)?,
            "units" => self.numerals.units = number::read_units(node)?,
            "updates" => self.updates = claim::read_updates(node)?,
            "dictionary" => self.dictionary = name_lists::words(node)?,
            "given-names" => self.given_names = name_lists::given(node)?,
            "names" => self.names = name_lists::names(node)?,
            "spelling-edits" => self.spelling_edits = edits::read(node)?,
            "spelling-evidence" => self.spelling_evidence = evidence::read(node)?,
            "surnames" => self.surnames = name_lists::words(node)?,
            _ => {
                let known: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
                return Err(node.mistake_with(format!("no word list `{name}`"), yaml::one_of(name, &known)));
            }
        }
        Ok(())
    }
}

fn words(node: &Node) -> Result<FxHashSet<String>, Mistake> {
    let fields = node.fields(&["words"])?;
    Ok(fields.need("words")?.texts()?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_load() {
        assert!(Lexicon::shipped().abbreviations.contains("mr"));
        assert!(Lexicon::shipped().boilerplate.matches("By Ines Calder", 0, 9));
        assert_eq!(Lexicon::shipped().calendar.months.get("sept"), Some(&9));
    }
}

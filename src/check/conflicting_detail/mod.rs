//! Details of one happening or one person that differ: figures, days, places, denials, titles, ages.
//!
//! Claims are compared once, and the comparison says which field is the odd one; each rule picks
//! its field. Two ways lead two sentences together. *Twins* share most of their terms, wherever
//! they stand; they meet under pairs of their rarest terms. *Stories* are articles that share rare
//! names; in these, a value is suspect only when the other article does not have it at all and has
//! another in a like place.

mod claim;
mod converted;
mod doubt;
mod field;
mod measured;
mod person;
mod place;
mod reason;
mod shared;
mod story;
mod topic;
mod twin;
mod value;
mod weight;

use std::sync::Arc;

use rayon::prelude::*;

use self::claim::Found;
use self::field::Field;
use self::reason::Doubt;
use self::shared::Shared;
use self::topic::{Stories, Topic};
pub(in crate::check) use self::weight::Weighed;
use self::weight::Weights;
use super::{
    AnyCheck, Between, Block, BuildError, Check, Corpus, FactRef, Keys, Kind, OptionDoc, Role, Scope,
    Setting, lexicon_of, read_each,
};
use crate::fact::FactKind;
use crate::finding::{Certainty, Disagreement};
use crate::lexicon::Lexicon;

/// The kind `conflicting-detail`.
pub(super) const KIND: Kind = Kind {
    name: "conflicting-detail",
    summary: "The same happening or person with another figure, day, place, title or age.",
    page: include_str!("../../../fixtures/conflicting-detail.md"),
    options: &[OptionDoc {
        name: "field",
        takes: "text",
        help: "which detail the rule compares: number, day, date, location, polarity, modality, title, age, \
               first-name or place-type",
    }],
    values: &["a", "b", "place"],
    build,
};

fn build(settings: &[Setting<'_>]) -> Result<Box<dyn AnyCheck>, BuildError> {
    let rules = read_each(settings, |setting| Ok((Field::read(setting.options)?, setting.scope)))?;
    Ok(Box::new(ConflictingDetail { rules, lexicon: lexicon_of(settings) }))
}

/// The check of kind [`KIND`].
#[derive(Debug)]
struct ConflictingDetail {
    /// What each rule compares, and how far.
    rules: Vec<(Field, Scope)>,
    lexicon: Arc<Lexicon>,
}

/// Two things that may disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Link {
    /// Two sentences that may share most of their terms.
    Twins(FactRef, FactRef),
    /// Two mentions of a name that say different things of it.
    Persons(FactRef, FactRef),
    /// Two words for what a place is.
    Places(FactRef, FactRef),
    /// Two articles that share a rare name, and may be on one story.
    Story(u32, u32),
}

/// Marks the index of a person in a [`FactRef`].
const PERSON: u32 = 1 << 28;
/// Marks the index of a place.
const PLACE: u32 = 1 << 29;
/// The bits of an index that say what it counts; none is a claim.
const SORT: u32 = PERSON | PLACE;

impl Check for ConflictingDetail {
    type Link = Link;

    fn wants(&self) -> &'static [FactKind] {
        &[FactKind::Claim, FactKind::Person, FactKind::Place]
    }

    fn keys(&self, corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
        let weights = Weights::new(&corpus.statistics);
        twin::keys(corpus, article, keys);
        person::keys(corpus, article, keys);
        place::keys(corpus, article, keys);
        let whole = FactRef { article, index: FactRef::WHOLE };
        keys.put_all(&story::keys(corpus, article, &weights), whole, Role::Probe);
    }

    fn compare(&self, corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
        // Keys are hashes: a block of two sorts of facts is an accident.
        let sort = |index: u32| if index == FactRef::WHOLE { index } else { index & SORT };
        let first = sort(block.entries[0].0.index);
        if block.entries.iter().any(|(fact, _)| sort(fact.index) != first) {
            return;
        }
        match first {
            FactRef::WHOLE => story::pairs(corpus, block, found),
            PERSON => person::pairs(corpus, block, found),
            PLACE => place::pairs(corpus, block, found),
            _ => twin::pairs(corpus, block, found),
        }
    }

    fn resolve(&self, corpus: &Corpus, mut links: Vec<Link>) -> Vec<Disagreement> {
        links.par_sort_unstable();
        links.dedup();
        let weights = Weights::new(&corpus.statistics);
        let stories = Stories { corpus, weights: &weights };
        let persons = links.iter().any(|link| matches!(link, Link::Persons(..)));
        let known = if persons { person::Known::new(corpus) } else { person::Known::default() };
        let found: Vec<Found> = links
            .par_iter()
            .map_init(<(Topic, Shared)>::default, |state, link| match *link {
                Link::Twins(a, b) => twin::compare(corpus, a, b, &weights),
                Link::Persons(a, b) => person::compare(&stories, a, b, &mut state.0, &known),
                Link::Places(a, b) => place::compare(&stories, a, b, &mut state.0),
                Link::Story(a, b) => story::compare(&stories, (a, b), state),
            })
            .flatten_iter()
            .filter_map(|found| self.between(corpus, found))
            .collect();
        let articles = u32::try_from(corpus.documents.len()).expect("a run has fewer articles");
        let converted = (0..articles).flat_map(|article| converted::compare(corpus, article));
        let best = claim::best(found.into_iter().chain(converted).collect());
        let mut all = Vec::new();
        for found in &best {
            for (rule, (field, scope)) in self.rules.iter().enumerate() {
                if *field == found.field && (*scope == Scope::Corpus || found.a.article == found.b.article) {
                    all.push(found.disagreement(corpus, rule));
                }
            }
        }
        all
    }
}

impl ConflictingDetail {
    /// What is left of a difference once it is known what the two articles are to each other.
    fn between(&self, corpus: &Corpus, found: Found) -> Option<Found> {
        let (a, b) = (found.a.article, found.b.article);
        let put_in_words =
            matches!(found.field, Field::Modality | Field::PlaceType | Field::Polarity | Field::Title);
        match corpus.between(&self.lexicon.vocabulary, a, b, put_in_words) {
            Between::Anything => None,
            Between::Words if put_in_words => None,
            Between::Versions if found.doubt.is_none() => {
                Some(Found { certainty: Certainty::Ask, doubt: Some(Doubt::PutRight), ..found })
            }
            Between::Free | Between::Words | Between::Versions => Some(found),
        }
    }
}

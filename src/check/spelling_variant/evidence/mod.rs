//! What stands round two spellings, for and against their being one name.

mod person;
mod place;
mod usage;

pub(super) use person::one_surname;

use person::{beside_kin, first_names, roles, titles};
use place::{heads, one_of};
use usage::{counts, in_the_run, joined, known, neighbours, orphan, run_together, sentences, types};

use crate::article::{Article, Span};
use crate::fact::{Clue, ClueKind, Position, Spelling, Statistics};
use crate::lexicon::{Against, EvidenceWeights, For, Lexicon};

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) article: &'a Article,
    pub(super) spelling: &'a Spelling,
}

impl Side<'_> {
    fn clues(&self, kind: ClueKind) -> impl Iterator<Item = &Clue> {
        self.spelling.clues.iter().filter(move |clue| clue.kind == kind)
    }

    fn word(&self, span: Span) -> &str {
        self.article.slice(span)
    }

    /// Whether it stands in posts from social networks only.
    pub(super) fn is_posted(&self) -> bool {
        self.spelling.places.iter().all(|place| place.posted)
    }

    fn count(&self) -> usize {
        self.spelling.places.len()
    }

    fn only(&self, position: Position) -> bool {
        self.spelling.places.iter().filter(|p| !p.uncertain).all(|p| p.position == position)
            && self.spelling.places.iter().any(|p| !p.uncertain)
    }

    fn ever(&self, position: Position) -> bool {
        self.spelling.places.iter().any(|p| p.position == position)
    }
}

/// A reason for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reason {
    pub(super) kind: For,
    said: Said,
}

/// What a reason says to a reader.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Nothing,
    OfBoth(String),
    /// A word beside the one, and another beside the other.
    OfEach(String, String),
}

impl Reason {
    /// What the message says of it; none where it says nothing to a reader. `turned` names the second spelling
    /// first.
    pub(super) fn words(&self, turned: bool) -> Option<String> {
        match &self.said {
            Said::Nothing => None,
            Said::OfBoth(words) => Some(words.clone()),
            Said::OfEach(a, b) => {
                let (first, second) = if turned { (b, a) } else { (a, b) };
                Some(format!("\"{first}\" and \"{second}\""))
            }
        }
    }
}

/// What was found for and against.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub(super) reasons: Vec<Reason>,
    pub(super) against: Vec<Against>,
    /// Something rules it out.
    pub(super) forbidden: bool,
}

impl Evidence {
    /// Whether `kind` speaks against it.
    pub(super) fn has(&self, kind: Against) -> bool {
        self.against.contains(&kind)
    }

    /// Adds a reason that is said of both.
    fn plus(&mut self, kind: For, words: impl Into<String>) {
        self.reasons.push(Reason { kind, said: Said::OfBoth(words.into()) });
    }

    /// Adds one that names a word beside each.
    fn plus_each(&mut self, kind: For, a: &str, b: &str) {
        self.reasons.push(Reason { kind, said: Said::OfEach(a.to_owned(), b.to_owned()) });
    }

    /// Adds one that says nothing to a reader.
    fn plus_unsaid(&mut self, kind: For) {
        self.reasons.push(Reason { kind, said: Said::Nothing });
    }

    fn minus(&mut self, kind: Against) {
        self.against.push(kind);
    }

    /// What it adds to the score.
    pub(super) fn weight(&self, weights: &EvidenceWeights) -> f64 {
        let plus: f64 = self.reasons.iter().map(|reason| weights.plus(reason.kind)).sum();
        let minus: f64 = self.against.iter().map(|kind| weights.minus(*kind)).sum();
        plus - minus
    }

    /// Whether something that is said of one bearer speaks for it. Each of these needs a clue in common,
    /// as [`Clues::may_share`](super::forms::Clues::may_share) looks for.
    pub(super) fn is_strong(&self) -> bool {
        self.reasons.iter().any(|reason| {
            matches!(
                reason.kind,
                For::SameFirstName
                    | For::SameSurname
                    | For::SameTitle
                    | For::SameKindOfPlace
                    | For::BothSettlements
                    | For::SameRegion
                    | For::SameRole
                    | For::SameRoles
                    | For::SameNextWord
            )
        })
    }

    /// Whether nothing is said of one bearer but that both are settlements: there are many.
    pub(super) fn is_settlements_only(&self) -> bool {
        let said = |reason: &&Reason| reason.said != Said::Nothing;
        self.reasons.iter().filter(said).all(|reason| reason.kind == For::BothSettlements)
            && self.reasons.iter().any(|reason| reason.kind == For::BothSettlements)
    }

    /// Whether both have one title or do one thing.
    pub(super) fn is_one_role(&self) -> bool {
        self.reasons
            .iter()
            .any(|reason| matches!(reason.kind, For::SameTitle | For::SameRole | For::SameRoles))
    }

    /// Whether how the two are used speaks for it.
    pub(super) fn is_supported(&self) -> bool {
        self.reasons.iter().any(|reason| {
            matches!(
                reason.kind,
                For::RareBesideCommon
                    | For::IntroducedNowhere
                    | For::NewToTheRun
                    | For::KnownNowhere
                    | For::SameType
                    | For::SameCourtesy
                    | For::NearFirstName
                    | For::SameInitial
            )
        })
    }

    /// Whether something that is said of one bearer speaks against it.
    pub(super) fn is_contradicted(&self) -> bool {
        self.against.iter().any(|kind| {
            !matches!(
                kind,
                Against::BothInTheRun
                    | Against::FirstAndLast
                    | Against::BeginsAndEnds
                    | Against::BothOften
                    | Against::OneSentence
                    | Against::PersonAndPlace
            )
        })
    }
}

/// Weighs what stands round `a` and `b`.
pub(super) fn weigh(
    a: Side<'_>,
    b: Side<'_>,
    together: bool,
    stats: &Statistics,
    lexicon: &Lexicon,
) -> Evidence {
    let mut found = Evidence::default();
    let one_surname = one_surname(a, b);
    let kin = one_surname && (beside_kin(a, lexicon) || beside_kin(b, lexicon));
    if kin || together && (run_together(a, b) || joined(a, b)) {
        found.forbidden = true;
        return found;
    }
    let same_first = first_names(a, b, lexicon, &mut found);
    if found.forbidden {
        return found;
    }
    titles(a, b, lexicon, &mut found);
    heads(a, b, lexicon, &mut found);
    one_of(a, b, ClueKind::Region, For::SameRegion, Against::DifferentRegion, &mut found);
    roles(a, b, &mut found);
    neighbours(a, b, &mut found);
    if together {
        sentences(a, b, &mut found);
        counts(a, b, &mut found);
        orphan(a, b, same_first, &mut found);
    }
    types(a, b, &mut found);
    if !(one_surname && together) {
        known(a, b, lexicon, &mut found);
    }
    in_the_run(a, b, together, stats, lexicon, &mut found);
    found
}

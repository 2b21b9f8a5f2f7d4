//! The spellings of a run, each once, with every article that has it.
//!
//! A name that a thousand articles have is one form with a thousand places: it is keyed once, compared
//! once, and what the letters of two forms say is asked once.

use std::ops::Range;

use super::{Document, FactRef};
use crate::article::Article;
use crate::fact::{ClueKind, Spelling};
use crate::text::{fold, key};

/// Spellings of which something is [told](crate::fact::Spelling::is_told), by form.
#[derive(Debug, Default)]
pub struct Forms {
    /// Every spelling; those of one form stand together, in the order of articles.
    places: Vec<Told>,
    /// The first place of each form and where its places end, in the order of articles.
    leads: Vec<(FactRef, Range<u32>)>,
}

/// A spelling of which something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Where it is.
    pub at: FactRef,
    clues: u64,
}

impl Told {
    fn new(at: FactRef, spelling: &Spelling, article: &Article) -> Self {
        let mut clues = 0;
        for clue in &spelling.clues {
            let word = article.slice(clue.span);
            let value = match clue.kind {
                ClueKind::Preposition | ClueKind::Joined => continue,
                // Two kinds of settlement are as good as one.
                ClueKind::Head => 0,
                // `José`, `Jose`
                _ if !word.is_ascii() => key(&fold(word)),
                _ => clue.value,
            };
            let kind = match clue.kind {
                // A first name may stand before another.
                ClueKind::Before => ClueKind::First,
                kind => kind,
            };
            // The high bits of the product depend on all of the value's.
            clues |= 1 << ((value ^ kind as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58);
        }
        Self { at, clues }
    }

    /// Whether the two may have a clue in common that says something of one bearer; most have none,
    /// and need no further look. A sketch as [`crate::text::Sketch`] is one: it errs to the safe side.
    pub fn may_share_a_clue(&self, other: &Self) -> bool {
        self.clues & other.clues != 0
    }
}

impl Forms {
    /// The forms of some articles.
    pub(super) fn of(documents: &[Document]) -> Self {
        let mut told: Vec<(u64, Told)> = Vec::new();
        for (article, document) in (0u32..).zip(documents) {
            let spellings = (0u32..).zip(&document.facts.spellings);
            told.extend(spellings.filter(|(_, spelling)| spelling.is_told()).map(|(index, spelling)| {
                let at = FactRef { article, index };
                (key(&spelling.folded), Told::new(at, spelling, &document.article))
            }));
        }
        told.sort_unstable();
        let mut leads = Vec::new();
        let mut at = 0;
        for form in told.chunk_by(|a, b| a.0 == b.0) {
            let end = at + u32::try_from(form.len()).expect("spellings are numbered in 32 bits");
            leads.push((form[0].1.at, at..end));
            at = end;
        }
        leads.sort_unstable_by_key(|(lead, _)| *lead);
        Self { places: told.into_iter().map(|(_, place)| place).collect(), leads }
    }

    /// The first places of the forms that stand in no article before this one.
    pub fn new_in(&self, article: u32) -> impl Iterator<Item = FactRef> + '_ {
        let from = self.leads.partition_point(|(lead, _)| lead.article < article);
        self.leads[from..].iter().map(|(lead, _)| *lead).take_while(move |lead| lead.article == article)
    }

    /// Every place of the form that `lead` is the first place of; none for another place.
    pub fn places(&self, lead: FactRef) -> &[Told] {
        self.leads.binary_search_by_key(&lead, |(lead, _)| *lead).map_or(&[], |at| {
            let Range { start, end } = self.leads[at].1;
            &self.places[start as usize..end as usize]
        })
    }
}

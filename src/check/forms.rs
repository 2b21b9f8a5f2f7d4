//! The spellings of a run, each once, with every article that has it.
//!
//! A name that a thousand articles have is one form with a thousand places: it is keyed once, compared
//! once, and what the letters of two forms say is asked once.

use std::ops::Range;

use super::{Document, FactRef};
use crate::text::key;

/// Spellings of which something is [told](crate::fact::Spelling::is_told), by form.
#[derive(Debug, Default)]
pub struct Forms {
    /// Every spelling; those of one form stand together, in the order of articles.
    places: Vec<FactRef>,
    /// The first place of each form and where its places end, in the order of articles.
    leads: Vec<(FactRef, Range<u32>)>,
}

impl Forms {
    /// The forms of some articles.
    pub(super) fn of(documents: &[Document]) -> Self {
        let mut told: Vec<(u64, FactRef)> = Vec::new();
        for (article, document) in (0u32..).zip(documents) {
            let spellings = (0u32..).zip(&document.facts.spellings);
            let spellings = spellings.filter(|(_, spelling)| spelling.is_told());
            told.extend(spellings.map(|(index, s)| (key(&s.folded), FactRef { article, index })));
        }
        told.sort_unstable();
        let mut leads = Vec::new();
        let mut at = 0;
        for form in told.chunk_by(|a, b| a.0 == b.0) {
            let end = at + u32::try_from(form.len()).expect("spellings are numbered in 32 bits");
            leads.push((form[0].1, at..end));
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
    pub fn places(&self, lead: FactRef) -> &[FactRef] {
        self.leads.binary_search_by_key(&lead, |(lead, _)| *lead).map_or(&[], |at| {
            let Range { start, end } = self.leads[at].1;
            &self.places[start as usize..end as usize]
        })
    }
}

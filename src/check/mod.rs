//! Checks: what is compared, and when two facts disagree. One file or folder a rule kind.
//!
//! A check says which facts it [wants](Check::wants), which [keys](Check::keys) bring two of them
//! into one [`Block`], and [compares](Check::compare) inside blocks only; so the same code serves
//! one article, a folder, and an archive read by key.

mod block;
mod conflicting_attribution;
mod conflicting_detail;
mod corpus;
mod duplicate_passage;
mod house;
mod mixed_style;
mod pattern;
mod preferred_term;
mod regexes;
mod retelling;
mod sets;
mod setting;
mod spelling_variant;
mod takes;
mod unbalanced_quotation;
mod versions;
mod zones;

pub use block::{Block, BlockKey, Keys, Role};
pub use corpus::{Between, Corpus, Document, FactRef};
pub use house::{House, Term, distinct, explained, terms};
pub use setting::{OptionDoc, Scope, Setting};
pub use spelling_variant::{Alignment, Edit, EditKind, Forms, align};
pub use versions::Kin;

use std::sync::Arc;

use self::conflicting_detail::Weighed;
use crate::fact::{FactKind, FactSet, Scan};
use crate::finding::{Disagreement, Uncompared};
use crate::lexicon::Lexicon;
use crate::yaml::Mistake;

/// How one kind of rule compares facts.
pub trait Check: Send + Sync {
    /// What [`compare`](Self::compare) says of two facts.
    type Link: Send;

    /// The kinds of fact it reads; no other is extracted for it.
    fn wants(&self) -> &'static [FactKind];

    /// Whether its rules hold in any language. Other rules pass over copy that is not English.
    fn holds_in_any_language(&self) -> bool {
        false
    }

    /// Reports what one article shows by itself.
    fn inspect(&self, _scan: &Scan<'_>, _facts: &FactSet, _found: &mut Vec<Disagreement>) {}

    /// The keys under which the facts of one article probe and are found.
    fn keys(&self, _corpus: &Corpus, _article: u32, _keys: &mut Keys<'_>) {}

    /// Compares the probes of one key with what stands under it.
    fn compare(&self, _corpus: &Corpus, _block: &Block<'_>, _found: &mut Vec<Self::Link>) {}

    /// What [`compare`](Self::compare) and [`resolve`](Self::resolve) pass over because there is too much of it.
    fn uncompared(&self, _corpus: &Corpus, _links: &[Self::Link]) -> Uncompared {
        Uncompared::default()
    }

    /// Turns links into disagreements, one a cluster. It may read the text of articles that are
    /// linked.
    fn resolve(&self, _corpus: &Corpus, _links: Vec<Self::Link>) -> Vec<Disagreement> {
        Vec::new()
    }
}

/// A [`Check`] whatever its links are.
pub trait AnyCheck: Send + Sync {
    /// The kinds of fact it reads.
    fn wants(&self) -> &'static [FactKind];
    /// Whether its rules hold in any language.
    fn holds_in_any_language(&self) -> bool;
    /// Reports what one article shows by itself.
    fn inspect(&self, scan: &Scan<'_>, facts: &FactSet, found: &mut Vec<Disagreement>);
    /// Reports what comparing shows, in an order that is the same in every run, and what it passes over.
    fn compare(&self, corpus: &Corpus) -> (Vec<Disagreement>, Uncompared);
}

impl<C: Check> AnyCheck for C {
    fn wants(&self) -> &'static [FactKind] {
        Check::wants(self)
    }

    fn holds_in_any_language(&self) -> bool {
        Check::holds_in_any_language(self)
    }

    fn inspect(&self, scan: &Scan<'_>, facts: &FactSet, found: &mut Vec<Disagreement>) {
        Check::inspect(self, scan, facts, found);
    }

    fn compare(&self, corpus: &Corpus) -> (Vec<Disagreement>, Uncompared) {
        let links = block::links(self, corpus);
        let uncompared = self.uncompared(corpus, &links);
        (self.resolve(corpus, links), uncompared)
    }
}

/// A kind of rule: what users write after `kind:`.
#[derive(Debug)]
pub struct Kind {
    /// The name.
    pub name: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Its page: documentation and test.
    pub page: &'static str,
    /// The options that its rules may have.
    pub options: &'static [OptionDoc],
    /// The values that a rule's message may name.
    pub values: &'static [&'static str],
    /// Makes one check of all rules of this kind.
    pub build: Build,
}

#[cfg(test)]
impl Kind {
    /// Which of the doubts that a query's message holds, as it holds them, no report on the page shows.
    fn without_example(&self, doubts: impl Iterator<Item = String>) -> Vec<String> {
        let reports: String =
            self.page.split("```report").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
        doubts.filter(|doubt| !reports.contains(doubt)).collect()
    }
}

/// Makes one check of all rules of a kind.
pub type Build = fn(&[Setting<'_>]) -> Result<Box<dyn AnyCheck>, BuildError>;

/// A rule's options are wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    /// Which of the settings, by its place in the list.
    pub rule: usize,
    /// What is wrong and where in the rule's file.
    pub mistake: Mistake,
}

/// Reads each setting of a kind; a mistake says whose it is.
fn read_each<'a, T>(
    settings: &[Setting<'a>],
    read: impl Fn(&Setting<'a>) -> Result<T, Mistake>,
) -> Result<Vec<T>, BuildError> {
    let each = settings.iter().enumerate();
    each.map(|(rule, setting)| read(setting).map_err(|mistake| BuildError { rule, mistake })).collect()
}

/// The run's word lists, for a check to keep.
fn lexicon_of(settings: &[Setting<'_>]) -> Arc<Lexicon> {
    let setting = settings.first().expect("a check is built for the rules of its kind");
    Arc::clone(setting.lexicon)
}

/// Every kind, sorted by name.
pub const KINDS: &[Kind] = &[
    conflicting_attribution::KIND,
    conflicting_detail::KIND,
    duplicate_passage::KIND,
    mixed_style::KIND,
    pattern::KIND,
    preferred_term::KIND,
    spelling_variant::KIND,
    unbalanced_quotation::KIND,
];

//! What a check is told: its rules' options, what the house has decided, and the word lists.

use std::sync::Arc;

use super::House;
use crate::lexicon::Lexicon;
use crate::yaml::Node;

/// How far a rule compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Inside each article.
    Article,
    /// Across all articles.
    #[default]
    Corpus,
}

impl Scope {
    /// The word users write.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Article => "article",
            Scope::Corpus => "corpus",
        }
    }
}

/// An option of a rule kind, for `explain`, the schema and mistakes.
#[derive(Clone, Copy, Debug)]
pub struct OptionDoc {
    /// The key.
    pub name: &'static str,
    /// What it takes: `number`, `text`, `texts`, `flag` or `mapping`.
    pub takes: &'static str,
    /// What it does and what it is when not given.
    pub help: &'static str,
}

/// One rule as its check sees it.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The rule's id.
    pub id: &'a str,
    /// How far it compares.
    pub scope: Scope,
    /// Its `options:`; nothing where it has none.
    pub options: &'a Node,
    /// What `copydesk.yml` decides.
    pub house: &'a House,
    /// The run's word lists.
    pub lexicon: &'a Arc<Lexicon>,
}

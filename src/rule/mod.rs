//! Rules: what users write in YAML, checked and ready.

mod load;
mod message;
mod schema;
mod spec;

pub use load::{RuleError, ids, load, load_str, read_text, shipped};
pub use message::Message;
pub use schema::schema;
pub use spec::level;

use crate::check::{Kind, Scope};
use crate::finding::Level;
use crate::yaml::Node;

/// A rule, checked.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id, unique in a run.
    pub id: String,
    /// What it finds.
    pub kind: &'static Kind,
    /// The highest level that its findings get; none where it is off until a user turns it on.
    pub level: Option<Level>,
    /// How far it compares.
    pub scope: Scope,
    /// Its own message, where it has one.
    pub message: Option<Message>,
    /// Where to read more.
    pub link: Option<String>,
    /// Its options, as its kind reads them.
    pub options: Node,
    /// Copy that must and must not be reported.
    pub examples: Vec<Example>,
    /// The file it stands in, and that file's text, for mistakes found later.
    pub file: std::sync::Arc<(String, String)>,
}

/// Copy with what the rule must say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The articles.
    pub articles: Vec<String>,
    /// Whether the rule reports something.
    pub reports: bool,
    /// Its line in the rule's file.
    pub line: u32,
}

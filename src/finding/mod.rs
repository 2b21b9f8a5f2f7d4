//! Findings: what disagrees, where, how grave it is, and what may be done about it.

mod baseline;
mod fingerprint;
mod labels;
mod novelty;
mod suppression;

pub use baseline::{Baseline, BaselineError};
pub use fingerprint::{fingerprint, key_places, same_values};
pub use novelty::{Known, Old};
pub use suppression::{Accepted, Asked, RuleNames, Suppressed, Suppression};

use std::collections::BTreeMap;

use crate::article::Span;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth asking the author; half of them lead to a change.
    Query,
    /// Very probably wrong; nineteen of twenty are.
    Warning,
    /// Certain; must be fixed.
    Error,
}

impl Level {
    /// Every level, the least grave first.
    pub const ALL: [Level; 3] = [Level::Query, Level::Warning, Level::Error];

    /// The word users write.
    pub fn name(self) -> &'static str {
        match self {
            Level::Query => "query",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// How sure a check is of one disagreement; the rule's level caps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Worth asking.
    Ask,
    /// Nineteen of twenty are right.
    Likely,
    /// Nothing else is possible.
    Sure,
}

impl Certainty {
    /// The highest level that findings of this certainty may have.
    pub fn level(self) -> Level {
        match self {
            Certainty::Ask => Level::Query,
            Certainty::Likely => Level::Warning,
            Certainty::Sure => Level::Error,
        }
    }
}

/// A place and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The article's place in the run, from 0.
    pub article: u32,
    /// Where in its text.
    pub span: Span,
    /// What this place is to the finding, in a few words; may be empty.
    pub note: String,
    /// The value that stands here, normalised: what a baseline remembers of this place.
    pub value: String,
}

/// What differs, for programs; each rule kind has its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Details {
    /// Nothing beyond the labels.
    #[default]
    None,
    /// The forms of one name with their counts, commonest first.
    Spelling {
        /// Forms and how often each stands.
        forms: Vec<(String, usize)>,
        /// The form to use, where something decides.
        suggested: Option<String>,
        /// Why the forms are thought one name, in words.
        evidence: Vec<String>,
    },
    /// Pairs of passages.
    Passages(Vec<PassagePair>),
    /// Values of one field.
    Conflict {
        /// What differs (`source`, `words`, `figure`, `day`, …).
        field: &'static str,
        /// The values as printed, with the index of the label at which each stands.
        values: Vec<(String, usize)>,
    },
}

/// How two passages agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Byte for byte.
    Exact,
    /// The same words.
    Typographic,
    /// The same words but for figures.
    Numbers,
    /// One half of what the other holds whole.
    Split,
    /// All of one stands in the other.
    Contained,
    /// Words changed.
    Reworded,
}

impl Likeness {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typographic => "typographic",
            Self::Numbers => "numbers",
            Self::Split => "split",
            Self::Contained => "contained",
            Self::Reworded => "reworded",
        }
    }
}

/// Two places of one text.
#[derive(Clone, Debug, PartialEq)]
pub struct PassagePair {
    /// Index of the first label.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// The share of the first that the second has too, 0 to 1.
    pub covered_a: f64,
    /// The share of the second that the first has too.
    pub covered_b: f64,
    /// The longest run of words they share.
    pub longest_run: usize,
    /// How they agree.
    pub likeness: Likeness,
}

/// What a run did not compare because there was too much of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uncompared {
    /// Keys that more names share than are compared with each other.
    pub keys: usize,
    /// Names under them, counted once a key.
    pub names: usize,
    /// Articles with more names than are compared with each other.
    pub articles: usize,
}

impl std::ops::AddAssign for Uncompared {
    fn add_assign(&mut self, other: Self) {
        self.keys += other.keys;
        self.names += other.names;
        self.articles += other.articles;
    }
}

/// How far a fix may be trusted; there is no default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Nobody would question it.
    Safe,
    /// It may change what is meant.
    Unsafe,
    /// For show.
    Display,
}

/// Text to put in the place of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The article's place in the run.
    pub article: u32,
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub with: String,
}

/// A change that ends the disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an instruction.
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// How far it may be trusted.
    pub applicability: Applicability,
}

/// What a check found, before the rule has set level and message.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// Which of the check's rules it belongs to, by place in the list the check was built from.
    pub rule: usize,
    /// How sure the check is.
    pub certainty: Certainty,
    /// What was found, why it matters, what to do; it stands alone, so it names both values and
    /// the other place.
    pub message: String,
    /// Values for the rule's own message, by the names its kind documents.
    pub values: BTreeMap<&'static str, String>,
    /// The places; the first is the primary one. Never empty.
    pub labels: Vec<Label>,
    /// Pairs of labels whose words are worth showing as a diff.
    pub compared: Vec<(usize, usize)>,
    /// What differs, for programs.
    pub details: Details,
    /// Ways to end it.
    pub fixes: Vec<Fix>,
    /// What tells this disagreement from another of its rule, normalised: no path, line or count.
    pub identity: Vec<String>,
}

/// A disagreement under a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// The rule's kind.
    pub kind: &'static str,
    /// How grave it is.
    pub level: Level,
    /// What was found, why it matters, what to do.
    pub message: String,
    /// Where to read more.
    pub link: Option<String>,
    /// The place it is reported at.
    pub primary: Label,
    /// The other places.
    pub related: Vec<Label>,
    /// Pairs of [`labels`](Self::labels) whose words are worth showing as a diff.
    pub compared: Vec<(usize, usize)>,
    /// What differs, for programs.
    pub details: Details,
    /// Ways to end it.
    pub fixes: Vec<Fix>,
    /// Rule and values in conflict, hashed; what the house accepts or asks about is named by it.
    pub fingerprint: String,
    /// A key for each of [`labels`](Self::labels), which a baseline remembers; see [`key_places`].
    pub keys: Vec<String>,
}

impl Finding {
    /// Every place, the primary one first.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        std::iter::once(&self.primary).chain(&self.related)
    }
}

impl Disagreement {
    /// Counts articles from `first` on: for what was found in a part of a run.
    pub fn shift_articles(&mut self, first: u32) {
        self.labels.iter_mut().for_each(|label| label.article += first);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.article += first);
    }
}

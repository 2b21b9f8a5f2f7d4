//! Changing files: which changes are wanted, and the one place that writes to what copydesk reads.
//!
//! A file is written only if it is still what was read, and only where the words that a change
//! replaces stand in it byte for byte. What can't be changed is named, never guessed.

mod file;
mod plan;

pub use file::{Rewritten, replace, replace_if, rewrite};
pub use plan::{Choice, Plan, Wanted};

/// Why something is not changed, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// The file, and the line where there is one.
    pub place: String,
    /// Why.
    pub reason: String,
}

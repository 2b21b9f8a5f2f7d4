//! What an editor decides of findings, and how it gets into `copydesk.yml`.
//!
//! `docs/decisions.md` defines the file that the HTML report saves. A decision becomes an entry under
//! one key of the configuration, and [`insert`] adds entries to a file as a person would: comments and
//! layout stay.

mod entry;
mod insert;

pub use entry::{Entry, scalar};
pub use insert::insert;

use serde::Deserialize;

use crate::yaml::Mistake;

/// The version of the file that is read.
const VERSION: u64 = 1;

/// One decision.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Decision {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The rule's id.
    pub rule: String,
    /// The rule's kind.
    #[serde(default)]
    pub kind: Option<String>,
    /// What was decided.
    pub decision: Verdict,
    /// The form to write from now on.
    #[serde(default)]
    pub form: Option<String>,
    /// What disagrees, as printed.
    #[serde(default)]
    pub values: Option<Vec<String>>,
    /// Why it was decided, by whom and when.
    #[serde(flatten)]
    pub why: Why,
}

/// What an editor says of a finding.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// One thing.
    Same,
    /// Two things.
    Different,
    /// The author has to say.
    Ask,
}

/// The reason of a decision, for people.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
pub struct Why {
    /// The reason, or the question to the author.
    #[serde(default)]
    pub note: Option<String>,
    /// Who decided.
    #[serde(default)]
    pub author: Option<String>,
    /// The day.
    #[serde(default)]
    pub date: Option<String>,
}

/// A decision that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The file is no file of decisions.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// It is of another version.
    #[error("the file is of version {0}; this copydesk reads version {VERSION}")]
    Version(u64),
    /// One decision says too little, or what can't be.
    #[error("decision {number} ({fingerprint}): {reason}")]
    Entry {
        /// Its place in the file, from 1.
        number: usize,
        /// The finding's fingerprint.
        fingerprint: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The configuration can't be read.
    #[error("{}", .0.what)]
    Configuration(Mistake),
    /// The configuration is written in a way that entries can't be added to.
    #[error("cannot add to `{key}`: {reason}; write it by hand:\n{lines}")]
    Layout {
        /// The key.
        key: &'static str,
        /// Why.
        reason: String,
        /// The entry.
        lines: String,
    },
}

/// The decisions in a file, in its order; of two about one finding the last counts.
///
/// # Errors
/// If it is no such file, or a decision in it makes no entry.
pub fn read(text: &str) -> Result<Vec<Decision>, DecisionError> {
    #[derive(Deserialize)]
    struct Head {
        version: u64,
    }
    #[derive(Deserialize)]
    struct File {
        decisions: Vec<Decision>,
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The version first: another one may look different altogether.
    let Head { version } = serde_json::from_str(text)?;
    if version != VERSION {
        return Err(DecisionError::Version(version));
    }
    let File { decisions } = serde_json::from_str(text)?;
    for (number, decision) in (1..).zip(&decisions) {
        if let Err(reason) = Entry::new(decision) {
            let fingerprint = decision.fingerprint.chars().take(40).collect();
            return Err(DecisionError::Entry { number, fingerprint, reason });
        }
    }
    let later = |at: usize| decisions[at + 1..].iter().any(|d| d.fingerprint == decisions[at].fingerprint);
    Ok((0..decisions.len()).filter(|at| !later(*at)).map(|at| decisions[at].clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_in_the_documentation_is_read() {
        let page = include_str!("../../docs/decisions.md");
        let json = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let decisions = read(json).unwrap();
        assert_eq!(decisions.len(), 2);
        assert_eq!(decisions[0].why.author.as_deref(), Some("R. Hale"));
        assert_eq!(decisions[1].decision, Verdict::Ask);
    }

    #[test]
    fn another_version_is_refused_before_the_rest_is_read() {
        let error = read(r#"{"version": 2, "decided": {}}"#).unwrap_err();
        assert_eq!(error.to_string(), "the file is of version 2; this copydesk reads version 1");
    }

    #[test]
    fn a_later_decision_counts() {
        let one = |decision: &str| {
            format!(r#"{{"fingerprint":"0123456789abcdef","rule":"r","decision":"{decision}"}}"#)
        };
        let text = format!(r#"{{"version":1,"decisions":[{},{}]}}"#, one("ask"), one("same"));
        let decisions = read(&text).unwrap();
        assert_eq!(decisions.len(), 1);
        assert_eq!(decisions[0].decision, Verdict::Same);
    }

    #[test]
    fn what_makes_no_entry_is_named() {
        let text = r#"{"version":1,"decisions":[{"fingerprint":"xyz","rule":"r","decision":"ask"}]}"#;
        let said = read(text).unwrap_err().to_string();
        assert_eq!(said, "decision 1 (xyz): a fingerprint has 16 hexadecimal digits");
    }
}

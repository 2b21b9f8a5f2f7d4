//! Reading: files, folders and standard input into articles. One file a format.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::{Article, Draft, Standing, Unread};

/// A file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it is; none for standard input.
    pub path: Option<PathBuf>,
    /// How reports name it: as the user did, `/` between folders.
    pub shown: Arc<str>,
    /// Whether its articles are checked or compared with.
    pub standing: Standing,
    /// Whether the user named it, rather than a folder round it.
    pub named: bool,
}

/// What walking the given paths found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Files to read, sorted by path within each root, each once.
    pub inputs: Vec<Input>,
    /// What could not be walked.
    pub unread: Vec<Unread>,
    /// Files that no reader takes, by ending.
    pub passed_over: BTreeMap<String, usize>,
}

/// A format that copydesk reads.
pub trait Format: Send + Sync {
    /// Its name (`markdown`).
    fn name(&self) -> &'static str;

    /// The endings of its files, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Whether a file with this name and beginning is of this format.
    fn accepts(&self, path: &Path, head: &[u8]) -> bool;

    /// Hands over each article of `input` in turn.
    ///
    /// # Errors
    /// When the file as a whole can't be read; a record that can't is passed to `each` as an
    /// error, and reading goes on.
    fn read(
        &self,
        input: &mut dyn BufRead,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError>;
}

/// One record of a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RecordError {
    /// The record's line, from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
}

/// A file can't be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The operating system says no.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The bytes are no text.
    #[error("{0}")]
    Content(String),
}

/// What reading one input takes from the configuration.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Other names of metadata fields: the field's own name by the name used in files.
    pub fields: BTreeMap<String, String>,
    /// The date of articles that carry none.
    pub date: Option<crate::article::DateTime>,
}

/// The files under `roots`, in order: a file is itself, a folder is walked (`.gitignore`
/// honoured, hidden files left out), `-` is standard input, called `stdin_name`.
pub fn walk(_roots: &[(PathBuf, Standing)], _stdin_name: Option<&str>) -> Walked {
    Walked::default()
}

/// Reads the articles of `input`. What can't be read is returned; the rest is handed over.
pub fn read(_input: &Input, _options: &ReadOptions, _each: &mut dyn FnMut(Article)) -> Vec<Unread> {
    Vec::new()
}

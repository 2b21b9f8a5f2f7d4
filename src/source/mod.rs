//! Reading: files, folders and standard input into articles. One file a format.
//!
//! Nothing is dropped in silence: a file or record that can't be read becomes an
//! [`Unread`] entry that names it and the place, and the rest is still read.

mod archive;
mod assembly;
mod coding;
mod comments;
mod csv;
mod date;
mod decode;
mod detect;
mod docx;
mod feed;
mod front_matter;
mod git;
mod html;
mod iptc7901;
mod json;
mod json_lines;
mod markdown;
mod news_xml;
mod ninjs;
mod odt;
mod office;
mod options;
mod packed;
mod paragraphs;
mod plain_text;
mod read;
mod record;
mod status;
mod walk;
mod xml;
mod zipped;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::PathBuf;
use std::sync::Arc;

use crate::article::{Draft, Standing, Unread};

pub use coding::Coding;
pub use date::parse as parse_date;
pub use git::{Before, GitError, before};
pub use options::{FileDate, FileOptions, ReadOptions};
pub use read::{Outcome, read, read_bytes};
pub use walk::{under, walk};

/// The formats, in the order in which content is tried: what would take anything comes last.
pub const FORMATS: &[&dyn Format] = &[
    &docx::Docx,
    &feed::Feed,
    &html::Html,
    &iptc7901::Iptc7901,
    &json_lines::JsonLines,
    &ninjs::Ninjs,
    &json::Json,
    &markdown::Markdown,
    &news_xml::NewsMlG2,
    &news_xml::Nitf,
    &odt::Odt,
    &csv::Csv,
    &plain_text::PlainText,
];

/// A text must leave room for its title below what a 32-bit offset can say.
const LARGEST_TEXT: u64 = 2 << 30;

/// How much of a file is looked at to tell its format.
const HEAD: usize = 64 << 10;

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
    /// Files that no reader takes, by ending; `(none)` for those without one.
    pub passed_over: BTreeMap<String, usize>,
}

/// A format that copydesk reads.
pub trait Format: Send + Sync {
    /// Its name (`markdown`).
    fn name(&self) -> &'static str;

    /// The endings of its files, lower case, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Whether a file that begins so is of this format.
    fn accepts(&self, head: &[u8], options: &ReadOptions) -> bool;

    /// Whether files with its endings are often something else, so that a walk has to look into
    /// them before it takes them.
    fn shares_endings(&self) -> bool {
        false
    }

    /// Whether [`accepts`](Self::accepts) goes by what other text may have too, so that it must not
    /// go before an ending.
    fn is_a_guess(&self) -> bool {
        false
    }

    /// Whether a file with its ending is of this format whatever it looks like.
    fn keeps_its_ending(&self) -> bool {
        false
    }

    /// Hands over each article of `input` in turn.
    ///
    /// # Errors
    /// When the file as a whole can't be read; a record that can't is passed to `each` as an
    /// error, and reading goes on.
    fn read(
        &self,
        input: &mut dyn BufRead,
        options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError>;
}

/// One record of a file gives no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RecordError {
    /// The record's line, from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
    /// What the record is, where it is none that has copy (`picture`): beside records that have, it
    /// is counted and no fault.
    pub no_copy: Option<&'static str>,
}

impl RecordError {
    /// The record at `line` can't be read.
    fn new(line: u32, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into(), no_copy: None }
    }
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

/// The name of the format that is called so.
pub fn format_name(name: &str) -> Option<&'static str> {
    FORMATS.iter().map(|format| format.name()).find(|known| *known == name)
}

/// A reason as it stands in one line of a report, whatever the file put into it.
fn one_line(reason: &str) -> String {
    reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

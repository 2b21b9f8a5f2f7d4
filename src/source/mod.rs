//! Reading: files, folders and standard input into articles. One file a format.
//!
//! Nothing is dropped in silence: a file or record that can't be read becomes an
//! [`Unread`] entry that names it and the place, and the rest is still read.

mod archive;
mod assembly;
mod coding;
mod comments;
mod date;
mod decode;
mod docx;
mod feed;
mod front_matter;
mod git;
mod html;
mod json;
mod json_lines;
mod markdown;
mod news_xml;
mod ninjs;
mod odt;
mod office;
mod packed;
mod paragraphs;
mod plain_text;
mod record;
mod walk;
mod xml;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, Draft, Standing, Unread};

pub use coding::Coding;
pub use date::parse as parse_date;
pub use git::{Before, GitError, before};
pub use walk::{under, walk};

/// The formats, in the order in which content is tried: what would take anything comes last.
pub const FORMATS: &[&dyn Format] = &[
    &docx::Docx,
    &feed::Feed,
    &html::Html,
    &json_lines::JsonLines,
    &ninjs::Ninjs,
    &json::Json,
    &markdown::Markdown,
    &news_xml::NewsMlG2,
    &news_xml::Nitf,
    &odt::Odt,
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

    /// Whether a file with this name and beginning is of this format.
    fn accepts(&self, path: &Path, head: &[u8]) -> bool;

    /// Whether files with its endings are often something else, so that a walk has to look into
    /// them before it takes them.
    fn shares_endings(&self) -> bool {
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

/// Reads the articles of `input`. What can't be read is returned; the rest is handed over.
pub fn read(input: &Input, options: &ReadOptions, each: &mut dyn FnMut(Article)) -> Vec<Unread> {
    let mut unread = Vec::new();
    let result = match &input.path {
        None => read_from(&mut io::stdin().lock(), input, options, each, &mut unread),
        Some(path) => open(path).and_then(|mut file| read_from(&mut file, input, options, each, &mut unread)),
    };
    if let Err(error) = result {
        unread.push(Unread { path: input.shown.to_string(), reason: one_line(&error.to_string()) });
    }
    unread
}

/// Reads the articles of `input` as they stand in `bytes`, whatever its file holds now.
pub fn read_bytes(
    input: &Input,
    bytes: &[u8],
    options: &ReadOptions,
    each: &mut dyn FnMut(Article),
) -> Vec<Unread> {
    let mut unread = Vec::new();
    let mut reader = BufReader::with_capacity(HEAD, bytes);
    if let Err(error) = read_from(&mut reader, input, options, each, &mut unread) {
        unread.push(Unread { path: input.shown.to_string(), reason: one_line(&error.to_string()) });
    }
    unread
}

fn open(path: &Path) -> Result<BufReader<File>, SourceError> {
    let file = File::open(path)?;
    // A pipe is fine: so shells hand over what another program writes.
    if file.metadata()?.is_dir() {
        return Err(SourceError::Content("a folder, not a file".to_owned()));
    }
    Ok(BufReader::with_capacity(HEAD, file))
}

fn read_from(
    reader: &mut dyn BufRead,
    input: &Input,
    options: &ReadOptions,
    each: &mut dyn FnMut(Article),
    unread: &mut Vec<Unread>,
) -> Result<(), SourceError> {
    let path = Path::new(&*input.shown);
    if packed::is_gzip(reader.fill_buf()?) {
        let size = input.path.as_ref().and_then(|path| path.metadata().ok()).map(|file| file.len());
        let mut unpacked = packed::unpack(reader, size);
        let path = packed::inner_path(path);
        return read_text(&mut unpacked, &path, input, options, each, unread);
    }
    read_text(reader, path, input, options, each, unread)
}

fn read_text(
    reader: &mut dyn BufRead,
    path: &Path,
    input: &Input,
    options: &ReadOptions,
    each: &mut dyn FnMut(Article),
    unread: &mut Vec<Unread>,
) -> Result<(), SourceError> {
    let format = format_of(path, reader.fill_buf()?)?;
    let mut seen = FxHashSet::default();
    format.read(reader, options, &mut |record| match record.and_then(fit) {
        Ok(mut draft) => {
            name_record(&mut draft, &input.shown, &mut seen);
            draft.meta.date = draft.meta.date.or(options.date);
            each(draft.into_article(&input.shown, input.standing));
        }
        Err(error) => {
            unread.push(Unread { path: input.shown.to_string(), reason: one_line(&error.to_string()) })
        }
    })
}

/// The format of a file: its ending says, and its beginning where several share the ending or
/// none has it.
fn format_of(path: &Path, head: &[u8]) -> Result<&'static dyn Format, SourceError> {
    let mut named = with_ending(path).peekable();
    if let Some(&first) = named.peek() {
        return Ok(named
            .find(|format| !format.shares_endings() || format.accepts(path, head))
            .unwrap_or(first));
    }
    let by_content = FORMATS.iter().find(|format| format.accepts(path, head));
    let format = *by_content.expect("plain text takes anything");
    match decode::foreign(head).filter(|_| format.name() == plain_text::PlainText.name()) {
        Some(what) => Err(SourceError::Content(format!("{what} is not read; save it as text"))),
        None => Ok(format),
    }
}

/// The formats whose files have this path's ending.
fn with_ending(path: &Path) -> impl Iterator<Item = &'static dyn Format> {
    let ending = ending_of(path);
    FORMATS.iter().copied().filter(move |f| ending.as_deref().is_some_and(|e| f.endings().contains(&e)))
}

fn ending_of(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Refuses an article whose offsets would not fit.
fn fit(draft: Draft) -> Result<Draft, RecordError> {
    let title = draft.meta.title.as_ref().map_or(0, String::len);
    let origin = draft.origin.as_ref().map_or(0, String::len);
    if (title + draft.text.len().max(origin)) as u64 > LARGEST_TEXT {
        return Err(RecordError {
            line: draft.record.unwrap_or(1),
            reason: "the article is over 2 GiB".into(),
        });
    }
    Ok(draft)
}

/// Gives each record of a file a name that no other record of it has.
fn name_record(draft: &mut Draft, file: &str, seen: &mut FxHashSet<u64>) {
    let Some(line) = draft.record else { return };
    let mut id =
        draft.id.take().filter(|id| !id.trim().is_empty()).unwrap_or_else(|| format!("{file}#{line}"));
    if !seen.insert(xxh3_64(id.as_bytes())) {
        id = format!("{id}#{line}");
        seen.insert(xxh3_64(id.as_bytes()));
    }
    draft.id = Some(id);
}

/// A reason as it stands in one line of a report, whatever the file put into it.
fn one_line(reason: &str) -> String {
    reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use assert_fs::TempDir;
    use assert_fs::prelude::*;

    use super::*;

    fn read_all(walked: &Walked, options: &ReadOptions) -> (Vec<Article>, Vec<Unread>) {
        let mut articles = Vec::new();
        let mut unread = Vec::new();
        for input in &walked.inputs {
            unread.extend(read(input, options, &mut |article| articles.push(article)));
        }
        (articles, unread)
    }

    #[test]
    fn a_folder_that_vanishes_after_the_walk_is_named_file_by_file() {
        let dir = TempDir::new().unwrap();
        dir.child("in/a.txt").write_str("Copy.").unwrap();
        dir.child("in/b.md").write_str("Copy.").unwrap();
        dir.child("c.txt").write_str("Copy.").unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None);
        std::fs::remove_dir_all(dir.path().join("in")).unwrap();
        let (articles, unread) = read_all(&walked, &ReadOptions::default());
        assert_eq!((articles.len(), unread.len()), (1, 2));
        assert!(unread[0].path.ends_with("in/a.txt"), "{unread:?}");
    }

    #[test]
    fn articles_without_a_date_take_the_given_one() {
        let dir = TempDir::new().unwrap();
        dir.child("a.txt").write_str("Copy.").unwrap();
        dir.child("b.md").write_str("---\ndate: 2024-03-12\n---\nCopy.").unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None);
        let options = ReadOptions { date: parse_date("2020-01-01"), ..ReadOptions::default() };
        let (articles, _) = read_all(&walked, &options);
        let days: Vec<_> = articles.iter().map(|a| a.meta.date.unwrap().date().to_string()).collect();
        assert_eq!(days, ["2020-01-01", "2024-03-12"]);
    }

    #[test]
    fn a_named_file_is_read_whatever_its_ending() {
        let dir = TempDir::new().unwrap();
        dir.child("story.v2").write_str("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n").unwrap();
        dir.child("NOTE").write_str("Copy.").unwrap();
        let roots = ["story.v2", "NOTE"].map(|name| (dir.path().join(name), Standing::Subject));
        let (articles, unread) = read_all(&walk(&roots, None), &ReadOptions::default());
        assert_eq!((articles.len(), unread), (3, Vec::new()));
    }

    #[test]
    fn a_packed_file_is_read_as_what_it_holds() {
        use std::io::Write;
        let dir = TempDir::new().unwrap();
        let file = File::create(dir.path().join("wire.jsonl.gz")).unwrap();
        let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packer.write_all(b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n").unwrap();
        packer.finish().unwrap();
        dir.child("site.tar.gz").write_binary(&[0x1f, 0x8b, 8]).unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None);
        let (articles, unread) = read_all(&walked, &ReadOptions::default());
        assert_eq!((articles.len(), unread), (2, Vec::new()));
        assert_eq!(walked.passed_over.get("gz"), Some(&1));
    }

    #[test]
    fn records_are_named_after_their_file_where_they_have_no_id() {
        let dir = TempDir::new().unwrap();
        let text = "{\"id\": \"x\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n{\"id\": \"x\", \"text\": \"Three.\"}\n";
        dir.child("w.jsonl").write_str(text).unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None);
        let (articles, _) = read_all(&walked, &ReadOptions::default());
        let ids: Vec<_> = articles.iter().map(|a| a.id.rsplit('/').next().unwrap()).collect();
        assert_eq!(ids, ["x", "w.jsonl#2", "x#3"]);
    }
}

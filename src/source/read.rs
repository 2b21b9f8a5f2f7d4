//! From an input to its articles: unpacked, its format told, each record named and counted.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, Draft, Standing, Unread};

use super::zipped::{self, Member};
use super::{
    HEAD, Input, LARGEST_TEXT, ReadOptions, RecordError, SourceError, detect, one_line, packed, status,
};

/// Files packed in files packed in files: deeper is no archive of copy.
const DEEPEST: usize = 4;

/// What reading an input left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Files in archives that no reader takes, by ending.
    pub passed_over: BTreeMap<String, usize>,
    /// Articles that are no copy any more, by what became of them (`killed`), and items beside
    /// articles that have no copy (`picture`).
    pub left_out: BTreeMap<&'static str, usize>,
}

/// Reads the articles of `input`. What can't be read is returned; the rest is handed over.
pub fn read(input: &Input, options: &ReadOptions, each: &mut dyn FnMut(Article)) -> Outcome {
    let options = options.of_file(Path::new(&*input.shown));
    let size = input.path.as_ref().and_then(|path| path.metadata().ok()).map(|file| file.len());
    let mut reading =
        Reading { options: &options, standing: input.standing, each, outcome: Outcome::default() };
    let file = Place { path: Path::new(&*input.shown), shown: &input.shown, size, depth: 0 };
    let result = match &input.path {
        None => reading.file(&mut io::stdin().lock(), file),
        Some(path) => open(path).and_then(|mut reader| reading.file(&mut reader, file)),
    };
    if let Err(error) = result {
        reading.fail(&input.shown, &error.to_string());
    }
    reading.outcome
}

/// Reads the articles of `input` as they stand in `bytes`, whatever its file holds now.
pub fn read_bytes(
    input: &Input,
    bytes: &[u8],
    options: &ReadOptions,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    let options = options.of_file(Path::new(&*input.shown));
    let mut reading =
        Reading { options: &options, standing: input.standing, each, outcome: Outcome::default() };
    let size = Some(bytes.len() as u64);
    let file = Place { path: Path::new(&*input.shown), shown: &input.shown, size, depth: 0 };
    if let Err(error) = reading.file(&mut &*bytes, file) {
        reading.fail(&input.shown, &error.to_string());
    }
    reading.outcome
}

fn open(path: &Path) -> Result<BufReader<File>, SourceError> {
    let file = File::open(path)?;
    // A pipe is fine: so shells hand over what another program writes.
    if file.metadata()?.is_dir() {
        return Err(SourceError::Content("a folder, not a file".to_owned()));
    }
    Ok(BufReader::with_capacity(HEAD, file))
}

/// The reading of one input.
struct Reading<'a> {
    options: &'a ReadOptions,
    standing: Standing,
    each: &'a mut dyn FnMut(Article),
    outcome: Outcome,
}

/// A file, or a file in an archive.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// What says its ending: without `.gz` once that is unpacked.
    path: &'a Path,
    /// How reports name it.
    shown: &'a Arc<str>,
    /// How large it is, where that is known.
    size: Option<u64>,
    /// How many archives it stands in.
    depth: usize,
}

impl Reading<'_> {
    fn fail(&mut self, path: &str, reason: &str) {
        self.outcome.unread.push(Unread { path: path.to_owned(), reason: one_line(reason) });
    }

    fn file(&mut self, reader: &mut dyn BufRead, file: Place<'_>) -> Result<(), SourceError> {
        if file.depth > DEEPEST {
            return Err(SourceError::Content(format!("over {DEEPEST} archives inside one another")));
        }
        let head = reader.fill_buf()?;
        if packed::is_gzip(head) {
            let mut unpacked = packed::unpack(reader, file.size);
            let path = packed::inner_path(file.path);
            return self
                .file(&mut unpacked, Place { path: &path, size: None, depth: file.depth + 1, ..file });
        }
        if zipped::is_folder(file.path, head, self.options) {
            return self.archive(reader, file);
        }
        self.articles(reader, file)
    }

    fn archive(&mut self, reader: &mut dyn BufRead, file: Place<'_>) -> Result<(), SourceError> {
        zipped::members(reader, &mut |name, member| {
            let shown: Arc<str> = format!("{}/{name}", file.shown).into();
            let path = Path::new(name);
            match member {
                Member::Unread(reason) => self.fail(&shown, &reason),
                Member::File(bytes) => {
                    let head = || {
                        let mut head = &bytes[..bytes.len().min(HEAD)];
                        packed::head(&mut head)
                    };
                    if !detect::takes(&packed::inner_path(path), self.options, head) {
                        *self.outcome.passed_over.entry(detect::counted_as(path)).or_default() += 1;
                        return;
                    }
                    let size = Some(bytes.len() as u64);
                    let inner = Place { path, shown: &shown, size, depth: file.depth + 1 };
                    if let Err(error) = self.file(&mut &*bytes, inner) {
                        self.fail(&shown, &error.to_string());
                    }
                }
            }
        })
    }

    fn articles(&mut self, reader: &mut dyn BufRead, file: Place<'_>) -> Result<(), SourceError> {
        let format = detect::format_of(file.path, reader.fill_buf()?, self.options)?;
        let mut seen = FxHashSet::default();
        let options = self.options;
        format.read(reader, options, &mut |record| match record.and_then(fit) {
            Ok(mut draft) => {
                if let Some(gone) = status::gone(&draft.meta) {
                    *self.outcome.left_out.entry(gone).or_default() += 1;
                    return;
                }
                draft.meta.guid = draft.id.clone().filter(|id| !id.trim().is_empty());
                name_record(&mut draft, file.shown, &mut seen);
                draft.meta.date = draft.meta.date.or(options.date);
                draft.meta.source = draft.meta.source.or_else(|| options.source.clone());
                (self.each)(draft.into_article(file.shown, self.standing));
            }
            Err(RecordError { no_copy: Some(what), .. }) => {
                *self.outcome.left_out.entry(what).or_default() += 1;
            }
            Err(error) => self.fail(file.shown, &error.to_string()),
        })
    }
}

/// Refuses an article whose offsets would not fit.
fn fit(draft: Draft) -> Result<Draft, RecordError> {
    let title = draft.meta.title.as_ref().map_or(0, String::len);
    let origin = draft.origin.as_ref().map_or(0, String::len);
    if (title + draft.text.len().max(origin)) as u64 > LARGEST_TEXT {
        return Err(RecordError::new(draft.record.unwrap_or(1), "the article is over 2 GiB"));
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

#[cfg(test)]
mod tests {
    use assert_fs::TempDir;
    use assert_fs::prelude::*;

    use super::super::{Walked, parse_date, walk};
    use super::*;

    fn read_all(walked: &Walked, options: &ReadOptions) -> (Vec<Article>, Vec<Unread>) {
        let mut articles = Vec::new();
        let mut unread = Vec::new();
        for input in &walked.inputs {
            unread.extend(read(input, options, &mut |article| articles.push(article)).unread);
        }
        (articles, unread)
    }

    #[test]
    fn a_folder_that_vanishes_after_the_walk_is_named_file_by_file() {
        let dir = TempDir::new().unwrap();
        dir.child("in/a.txt").write_str("Copy.").unwrap();
        dir.child("in/b.md").write_str("Copy.").unwrap();
        dir.child("c.txt").write_str("Copy.").unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None, &ReadOptions::default());
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
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None, &ReadOptions::default());
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
        let (articles, unread) =
            read_all(&walk(&roots, None, &ReadOptions::default()), &ReadOptions::default());
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
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None, &ReadOptions::default());
        let (articles, unread) = read_all(&walked, &ReadOptions::default());
        assert_eq!((articles.len(), unread), (2, Vec::new()));
        assert_eq!(walked.passed_over.get("gz"), Some(&1));
    }

    #[test]
    fn records_are_named_after_their_file_where_they_have_no_id() {
        let dir = TempDir::new().unwrap();
        let text = "{\"id\": \"x\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n{\"id\": \"x\", \"text\": \"Three.\"}\n";
        dir.child("w.jsonl").write_str(text).unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None, &ReadOptions::default());
        let (articles, _) = read_all(&walked, &ReadOptions::default());
        let ids: Vec<_> = articles.iter().map(|a| a.id.rsplit('/').next().unwrap()).collect();
        assert_eq!(ids, ["x", "w.jsonl#2", "x#3"]);
    }
}

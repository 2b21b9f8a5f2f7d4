//! What reading takes from the command line and from `copydesk.yml`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use regex::Regex;

use crate::article::{Date, DateTime};

use super::{FORMATS, Format};

/// What reading one input takes from the configuration.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Other names of metadata fields: the field's own name by the name used in files.
    pub fields: BTreeMap<String, String>,
    /// The date of articles that carry none.
    pub date: Option<DateTime>,
    /// The outlet of articles that name none.
    pub source: Option<String>,
    /// The name of the format to read files as, whatever they look like.
    pub format: Option<&'static str>,
    /// What some files have of their own; of two that fit a file, the later goes first.
    pub files: Vec<FileOptions>,
}

/// What the files of a few globs have of their own.
#[derive(Clone, Debug)]
pub struct FileOptions {
    folder: PathBuf,
    globs: GlobSet,
    /// Other names of metadata fields, added to those of all files.
    pub fields: BTreeMap<String, String>,
    /// The outlet of articles that name none.
    pub source: Option<String>,
    /// The name of their format.
    pub format: Option<&'static str>,
    /// The date of articles that carry none.
    pub date: Option<FileDate>,
}

/// Where the date of articles that carry none comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileDate {
    /// It is the same for all files.
    Given(DateTime),
    /// The path below the configuration has it: `2026/03/12/quay.txt`, `2026-03-12-quay.md`, `wire_20260312.txt`.
    Path,
}

impl FileDate {
    fn of(self, path: &Path) -> Option<DateTime> {
        match self {
            Self::Given(date) => Some(date),
            Self::Path => day_in(&path.to_string_lossy()),
        }
    }
}

/// A day in a path, the year first.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\D)(\d{4})(?:[-_./]?)(\d\d)(?:[-_./]?)(\d\d)").expect("the pattern is a constant")
});

/// The last day that a path names: the one nearest to the name of the file.
fn day_in(path: &str) -> Option<DateTime> {
    let path = path.replace('\\', "/");
    let days = DAY.captures_iter(&path).filter_map(|found| {
        let whole = found.get(0)?;
        let longer = path[whole.end()..].starts_with(|c: char| c.is_ascii_digit());
        let number = |at: usize| found[at].parse::<i16>().ok();
        let [year, month, day] = [number(1)?, number(2)?, number(3)?];
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (!longer && (1800..2200).contains(&year)).then(|| day.at(0, 0, 0, 0))
    });
    days.last()
}

impl FileOptions {
    /// Options of the files that `globs` name, which start at `folder`. A glob without a `/` is the
    /// name of a file in any folder.
    ///
    /// # Errors
    /// The number of the first glob that is none, and why.
    pub fn new(folder: &Path, globs: &[String]) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (number, glob) in globs.iter().enumerate() {
            set.add(compile(glob).map_err(|error| (number, error.kind().to_string()))?);
        }
        let globs = set.build().map_err(|error| (0, error.kind().to_string()))?;
        // The folder of a file that is named without one is the current one.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Ok(Self { folder, globs, fields: BTreeMap::new(), source: None, format: None, date: None })
    }

    /// The path below the folder of a file that the globs name.
    fn inside<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        path.strip_prefix(&self.folder).ok().filter(|inside| self.globs.is_match(inside))
    }
}

fn compile(glob: &str) -> Result<Glob, globset::Error> {
    let anywhere = if glob.contains('/') { glob.to_owned() } else { format!("**/{glob}") };
    GlobBuilder::new(anywhere.trim_start_matches("./")).literal_separator(true).build()
}

impl ReadOptions {
    /// The options for the file at `path`: those of all files, and what it has of its own. A format
    /// or a date that is set for all goes before its own: the command line sets it.
    pub(super) fn of_file(&self, path: &Path) -> Cow<'_, ReadOptions> {
        if self.files.is_empty() {
            return Cow::Borrowed(self);
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut own = ReadOptions { files: Vec::new(), ..self.clone() };
        for files in &self.files {
            let Some(inside) = files.inside(&absolute) else { continue };
            own.fields.extend(files.fields.clone());
            own.source = files.source.clone().or(own.source);
            let date = || files.date.and_then(|date| date.of(inside));
            own.date = self.date.or_else(date).or(own.date);
            own.format = self.format.or(files.format).or(own.format);
        }
        Cow::Owned(own)
    }

    /// The format that is set, by its name.
    pub(super) fn set_format(&self) -> Option<&'static dyn Format> {
        self.format.and_then(|name| FORMATS.iter().find(|format| format.name() == name)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_gives_files_below_the_configuration_their_own_options() {
        let globs = ["wire/*.txt".to_owned(), "*.dat".to_owned()];
        let mut files = FileOptions::new(Path::new("desk"), &globs).unwrap();
        files.format = Some("iptc7901");
        files.source = Some("Skelby Wire".to_owned());
        let options = ReadOptions { files: vec![files], ..ReadOptions::default() };
        let format = |path: &str| options.of_file(Path::new(path)).format;
        assert_eq!(format("desk/wire/a.txt"), Some("iptc7901"));
        assert_eq!(format("desk/in/2024/a.dat"), Some("iptc7901"));
        assert_eq!(format("desk/wire/old/a.txt"), None);
        assert_eq!(format("wire/a.txt"), None);
        assert_eq!(FileOptions::new(Path::new(""), &["a[".to_owned()]).unwrap_err().0, 0);
    }

    #[test]
    fn a_path_may_say_the_day() {
        let day = |path: &str| day_in(path).map(|day| day.date().to_string());
        for path in [
            "wire/2026/03/12/quay.txt",
            "2026-03-12-quay.md",
            "in/wire_20260312.txt",
            "2025-01-01/2026.03.12",
        ] {
            assert_eq!(day(path).as_deref(), Some("2026-03-12"), "{path}");
        }
        for path in ["quay.txt", "wire/4020260312.txt", "wire/202603129.txt", "2026-13-12.txt", "2026-03.txt"]
        {
            assert_eq!(day(path), None, "{path}");
        }
    }

    #[test]
    fn what_is_set_for_all_goes_first() {
        let mut files = FileOptions::new(Path::new(""), &["*.txt".to_owned()]).unwrap();
        files.format = Some("iptc7901");
        files.date = Some(FileDate::Path);
        let options =
            ReadOptions { files: vec![files], format: Some("plain-text"), ..ReadOptions::default() };
        let path = Path::new("2024-03-12-a.txt");
        assert_eq!(options.of_file(path).format, Some("plain-text"));
        let day = |options: &ReadOptions| options.of_file(path).date.map(|date| date.date().to_string());
        assert_eq!(day(&options).as_deref(), Some("2024-03-12"));
        let given = ReadOptions { date: crate::source::parse_date("2020-01-01"), ..options };
        assert_eq!(day(&given).as_deref(), Some("2020-01-01"));
    }
}

//! The new bytes of a file, and writing them so that nobody ever sees half of them.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{Refusal, Wanted};
use crate::article::{Article, LineTable, Part};
use crate::source::Coding;

/// A file with its changes.
#[derive(Clone, Debug)]
pub struct Rewritten {
    /// Its bytes as they were read now.
    pub old: Vec<u8>,
    /// Its bytes afterwards, in the same encoding.
    pub new: Vec<u8>,
    /// How many places change.
    pub changes: usize,
    /// Whether lines of the file are lines of bytes, so that a patch can name them.
    pub has_lines: bool,
    /// Changes that can't be made here.
    pub refused: Vec<Refusal>,
}

/// What Markdown or HTML could read as more than itself.
const MARKUP: [char; 9] = ['<', '>', '&', '*', '_', '`', '[', ']', '\\'];

/// Where the headline of the metadata stands in the file: once and word for word, before the copy.
fn headline(article: &Article) -> Option<usize> {
    let (front, title) = (article.front(), article.part(Part::Title));
    let at = front.find(title)?;
    (front.rfind(title) == Some(at) && !title.is_empty()).then_some(at)
}

/// Works out a file's bytes with its article's changes, which are in order and do not overlap.
///
/// # Errors
/// If the file as a whole can't be changed: it is not what was read, or no text of its own.
pub fn rewrite(article: &Article, changes: &[Wanted]) -> Result<Rewritten, Refusal> {
    let refuse = |reason: &str| Refusal { place: article.path.to_string(), reason: reason.to_owned() };
    if article.record.is_some() {
        return Err(refuse("an article in a file of many is not changed"));
    }
    let path = Path::new(&*article.path);
    let old = fs::read(path).map_err(|error| refuse(&error.to_string()))?;
    let text = article.part(Part::Text);
    let Some(coding) = Coding::of(&old, text) else {
        return Err(refuse("it changed since it was read, or its format is read only"));
    };
    let lines = LineTable::new(text);
    let mut refused = Vec::new();
    let mut new = String::with_capacity(text.len());
    let (mut done, mut made) = (0, 0);
    for Wanted { span, with } in changes {
        let place = article.locate(*span);
        let words = article.slice(*span);
        let base = if place.part == Part::Title { headline(article) } else { Some(0) };
        let (start, end) = match base {
            Some(base) => (base + place.start as usize, base + place.end as usize),
            None => (0, 0),
        };
        let there = text.get(start..end);
        let why = if base.is_none() {
            Some("the headline is metadata that is not written word for word, or not once")
        } else if there != Some(words) || start < done {
            Some("markup stands inside the words")
        } else if article.has_markup() && with.contains(MARKUP)
            || place.part == Part::Title && with.contains(['"', '\'', ':', '#'])
        {
            Some("the new words would be read as markup")
        } else {
            None
        };
        if let Some(why) = why {
            let at = match place.part {
                Part::Title => article.path.to_string(),
                Part::Text => format!("{}:{}", article.path, lines.position(text, place.start).line),
            };
            refused.push(Refusal { place: at, reason: format!("`{words}` is not made `{with}`: {why}") });
            continue;
        }
        new.push_str(&text[done..start]);
        new.push_str(with);
        done = end;
        made += 1;
    }
    new.push_str(&text[done..]);
    let Some(new) = coding.encode(&new) else {
        return Err(refuse("its encoding has no place for a letter of the new words; save it as UTF-8"));
    };
    Ok(Rewritten { old, new, changes: made, has_lines: coding.has_lines(), refused })
}

/// Puts `bytes` in the place of a file: written beside it, then renamed over it, with its permissions.
/// What a link leads to is replaced, not the link.
///
/// # Errors
/// When it can't be written; the old file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    match fs::metadata(&real) {
        Ok(old) if old.permissions().readonly() => {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file may not be written to"));
        }
        Ok(old) => fs::set_permissions(file.path(), old.permissions())?,
        Err(_) => plain(file.path())?,
    }
    file.as_file().sync_all()?;
    file.persist(&real)?;
    Ok(())
}

/// As [`replace`], if the file still holds `old`.
///
/// # Errors
/// When it changed, or can't be written.
pub fn replace_if(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    if fs::read(path)? != old {
        return Err(io::Error::other("it changed since it was read"));
    }
    replace(path, new)
}

/// A temporary file is for its owner alone; a new file of a project is for whoever may read it.
#[cfg(unix)]
fn plain(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn plain(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}

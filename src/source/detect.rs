//! What format a file is of: its ending says, and its beginning where endings are shared or wrong.

use std::path::Path;

use super::{FORMATS, Format, ReadOptions, SourceError, decode, zipped};
use crate::article::NO_ENDING;

/// The format of a file that has this path and begins so.
///
/// # Errors
/// When it is a known file that is no article.
pub(super) fn format_of(
    path: &Path,
    head: &[u8],
    options: &ReadOptions,
) -> Result<&'static dyn Format, SourceError> {
    if let Some(format) = options.set_format() {
        return Ok(format);
    }
    let mut named = with_ending(path).peekable();
    if let Some(&first) = named.peek() {
        // Agencies send anything as `.txt`, and a page saved as `.docx` is still a page; but a
        // file of the right ending is what it says unless it clearly is something else.
        let named: Vec<_> = named.filter(|format| format.accepts(head, options)).collect();
        return Ok(named
            .iter()
            .find(|format| !format.is_a_guess())
            .copied()
            .or_else(|| certain(head, options).filter(|_| !first.keeps_its_ending()))
            .or_else(|| named.first().copied())
            .unwrap_or(first));
    }
    let by_content = FORMATS.iter().find(|format| format.accepts(head, options));
    let format = *by_content.expect("plain text takes anything");
    match decode::foreign(head).filter(|_| format.is_a_guess()) {
        Some(what) => Err(SourceError::Content(format!("{what} is not read; save it as text"))),
        None => Ok(format),
    }
}

/// Whether a walk takes the file: its ending says, and its beginning where the ending is shared or
/// is none. `head` is asked for only where it is needed.
pub(super) fn takes(path: &Path, options: &ReadOptions, head: impl FnOnce() -> Vec<u8>) -> bool {
    if options.format.is_some() {
        return true;
    }
    let ending = ending_of(path);
    if ending.as_deref() == Some(zipped::ENDING) {
        return true;
    }
    if with_ending(path).any(|format| !format.shares_endings()) {
        return true;
    }
    // Feeds drop files whose name is a number or an address and says nothing.
    let says_nothing = ending.is_none_or(|ending| ending.len() > LONGEST_ENDING);
    let is_known = with_ending(path).next().is_some();
    (is_known || says_nothing) && {
        let head = head();
        certain(&head, options).is_some() || with_ending(path).any(|format| format.accepts(&head, options))
    }
}

/// What follows the last full stop of a name is no ending when it is longer.
const LONGEST_ENDING: usize = 8;

/// The format that the beginning of a file leaves no doubt about.
fn certain(head: &[u8], options: &ReadOptions) -> Option<&'static dyn Format> {
    FORMATS.iter().find(|format| !format.is_a_guess() && format.accepts(head, options)).copied()
}

/// Whether files with this path's ending are read.
pub(super) fn has_known_ending(path: &Path) -> bool {
    with_ending(path).next().is_some() || ending_of(path).as_deref() == Some(zipped::ENDING)
}

/// The formats whose files have this path's ending.
fn with_ending(path: &Path) -> impl Iterator<Item = &'static dyn Format> {
    let ending = ending_of(path);
    FORMATS.iter().copied().filter(move |f| ending.as_deref().is_some_and(|e| f.endings().contains(&e)))
}

/// The ending of a path, lower case, without the dot.
pub(super) fn ending_of(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// What a file that is passed over is counted under: its ending, where it has one.
pub(super) fn counted_as(path: &Path) -> String {
    let ending = ending_of(path).filter(|ending| ending.len() <= LONGEST_ENDING);
    ending.unwrap_or_else(|| NO_ENDING.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str, head: &[u8]) -> &'static str {
        format_of(Path::new(path), head, &ReadOptions::default()).map_or("none", Format::name)
    }

    #[test]
    fn content_goes_before_an_ending_that_is_wrong() {
        assert_eq!(name("a.txt", b"\x01abc123 3 i 20 x\r\n\x02Quay\r\n"), "iptc7901");
        assert_eq!(name("a.txt", b"<!DOCTYPE html><p>"), "html");
        assert_eq!(name("a.docx", b"<html><p>"), "html");
        assert_eq!(name("a.xml", b"<!DOCTYPE html><p>"), "html");
        assert_eq!(name("a.txt", b"# Notes\n"), "plain-text");
        assert_eq!(name("a.txt", b"id,text\n1,x\n"), "plain-text");
        assert_eq!(name("a.md", b"<html>"), "markdown");
        assert_eq!(name("a.docx", b"PK\x03\x04"), "docx");
        assert_eq!(name("a", b"%PDF-1.7"), "none");
    }

    #[test]
    fn a_walk_looks_into_files_whose_name_says_nothing() {
        let takes =
            |path: &str, head: &[u8]| takes(Path::new(path), &ReadOptions::default(), || head.to_vec());
        assert!(takes("tag_wire.example_2024_newsml_1", b"<newsItem guid=\"a\">"));
        assert!(takes("0042", b"\x16\x16\x01a0042\x1fx\n\x02Quay<\n"));
        assert!(!takes("README", b"# Notes") && !takes("a.svg", b"<html>") && !takes("a.csv", b"a,b\n1,2\n"));
        assert!(takes("a.csv", b"id,text\n") && takes("a.zip", b""));
        let forced = ReadOptions { format: Some("plain-text"), ..ReadOptions::default() };
        assert!(super::takes(Path::new("a.log"), &forced, Vec::new));
    }
}

//! A unified diff of the safe fixes, on the bytes of the files as they are now.
//!
//! There is no `diff --git` line: with it git takes paths from the top of the repository, without
//! it from the folder in which copydesk and git were started.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path};

use similar::TextDiff;

use super::super::Run;
use super::comment;
use crate::article::{Article, Part};
use crate::finding::{Applicability, Edit};

/// Lines round a change, as many as git shows.
const CONTEXT: usize = 3;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The safe fixes of one file.
#[derive(Default)]
struct Fixes<'a> {
    titles: BTreeSet<&'a str>,
    edits: Vec<&'a Edit>,
}

/// Writes one patch a file, sorted by path, and a comment for each file that gets none.
pub(super) fn write(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let fixes = || run.findings.iter().flat_map(|finding| &finding.fixes);
    let mut files: BTreeMap<(&str, u32), Fixes<'_>> = BTreeMap::new();
    for fix in fixes().filter(|fix| fix.applicability == Applicability::Safe) {
        for edit in &fix.edits {
            let path = &*run.articles[edit.article as usize].path;
            let file = files.entry((path, edit.article)).or_default();
            file.titles.insert(&fix.title);
            file.edits.push(edit);
        }
    }
    for ((path, index), file) in files {
        match patch(run.articles[index as usize], &file.edits) {
            Ok(patch) => {
                for title in file.titles {
                    comment(title, out)?;
                }
                out.write_all(patch.as_bytes())?;
            }
            Err(reason) => comment(&format!("no patch for {path}: {reason}"), out)?,
        }
    }
    let left = fixes().filter(|fix| fix.applicability == Applicability::Unsafe).count();
    if left > 0 {
        comment(&format!("fixes that may change what is meant, not in the patch: {left}"), out)?;
    }
    Ok(())
}

/// The patch of one file, or why there is none.
fn patch(article: &Article, edits: &[&Edit]) -> Result<String, String> {
    if article.record.is_some() {
        return Err("an article of a record format is not patched".to_owned());
    }
    let name = relative(&article.path)?;
    let text = article.part(Part::Text);
    let bytes = fs::read(Path::new(&*article.path)).map_err(|error| error.to_string())?;
    let old = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let lead = match old.strip_prefix(BYTE_ORDER_MARK) {
        _ if old == text => 0,
        Some(rest) if rest == text => BYTE_ORDER_MARK.len(),
        _ => return Err("it changed since it was read, or its text is not the file's".to_owned()),
    };
    let mut places: Vec<(usize, usize, &str)> = Vec::with_capacity(edits.len());
    for edit in edits {
        let at = article.locate(edit.span);
        if at.part == Part::Title {
            return Err("a fix is in the title, which is metadata".to_owned());
        }
        places.push((at.start as usize + lead, at.end as usize + lead, &edit.with));
    }
    places.sort_unstable();
    places.dedup();
    let mut new = String::with_capacity(old.len());
    let mut done = 0;
    for (start, end, with) in places {
        if start < done {
            return Err("two fixes overlap".to_owned());
        }
        new.push_str(&old[done..start]);
        new.push_str(with);
        done = end;
    }
    new.push_str(&old[done..]);
    let patch = unified(&name, &old, &new);
    // A patch holds bytes as they are, and may be looked at in a terminal.
    if patch.replace("\r\n", "\n").contains(unprintable) {
        return Err("control characters stand near the fix".to_owned());
    }
    Ok(patch)
}

/// A unified diff of a file's bytes, whatever their encoding, for `git apply` from the current folder.
///
/// # Errors
/// If the file is outside the current folder, in words.
pub fn patch_of(path: &str, old: &[u8], new: &[u8]) -> Result<Vec<u8>, String> {
    let name = relative(path)?;
    // Each byte as a character of its own: lines and columns are those of the bytes.
    let chars = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    let diff = unified("", &chars(old), &chars(new));
    let body = diff.splitn(3, '\n').nth(2).unwrap_or("");
    let (from, to) = (quoted(&format!("a/{name}")), quoted(&format!("b/{name}")));
    let mut patch = format!("--- {from}\n+++ {to}\n").into_bytes();
    patch.extend(body.chars().map(|c| u8::try_from(u32::from(c)).expect("each is a byte")));
    Ok(patch)
}

/// Lines end where git ends them: at a line feed alone.
fn unified(name: &str, old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let (from, to) = (quoted(&format!("a/{name}")), quoted(&format!("b/{name}")));
    diff.unified_diff().context_radius(CONTEXT).header(&from, &to).to_string()
}

/// The path from the current folder, as git wants it.
fn relative(path: &str) -> Result<String, String> {
    let path = Path::new(path);
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let path = path.strip_prefix(here).unwrap_or(path);
    let mut names = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => names.push(name.to_string_lossy()),
            _ => return Err("it is outside the current folder".to_owned()),
        }
    }
    Ok(names.join("/"))
}

/// A name in git's quotation marks where it has to be; a tab ends a name with spaces.
fn quoted(name: &str) -> String {
    if !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return if name.contains(' ') { format!("{name}\t") } else { name.to_owned() };
    }
    let mut shown = String::from("\"");
    for byte in name.bytes() {
        match byte {
            b'"' | b'\\' => {
                shown.push('\\');
                shown.push(char::from(byte));
            }
            b' '..=b'~' => shown.push(char::from(byte)),
            byte => shown.push_str(&format!("\\{byte:03o}")),
        }
    }
    shown.push('"');
    shown
}

/// What could move a terminal's cursor or turn a line round.
fn unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_last_line_end_says_so() {
        let patch = unified("a.txt", "one\r\ntwo", "one\r\nTwo");
        assert_eq!(
            patch,
            "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\r\n-two\n\\ No newline at end of file\n+Two\n\
             \\ No newline at end of file\n"
        );
    }

    #[test]
    fn odd_names_are_quoted_as_git_does() {
        assert_eq!(quoted("a/b c.txt"), "a/b c.txt\t");
        assert_eq!(quoted("a/é\n\".txt"), "\"a/\\303\\251\\012\\\".txt\"");
    }
}

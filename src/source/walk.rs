//! From the paths that the user gave to the files to read.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::article::{Standing, Unread};

use super::{HEAD, Input, ReadOptions, Walked, detect, one_line, packed};

/// The files under `roots`, in order: a file is itself, a folder is walked (`.gitignore`
/// honoured, hidden files left out), `-` is standard input, called `stdin_name`.
pub fn walk(roots: &[(PathBuf, Standing)], stdin_name: Option<&str>, options: &ReadOptions) -> Walked {
    let mut walk =
        Walk { options, walked: Walked::default(), seen: BTreeSet::new(), folder: None, stdin_taken: false };
    // A file given both ways is a subject: it was asked to be checked.
    for standing in [Standing::Subject, Standing::Reference] {
        for (root, _) in roots.iter().filter(|(_, s)| *s == standing) {
            if root.as_os_str() == "-" {
                walk.standard_input(stdin_name, standing);
            } else {
                walk.root(root, standing);
            }
        }
    }
    walk.walked
}

/// The input that walking `roots` would make of a file at the real path `path`, were it there; none
/// where no folder of `roots` holds it, or the walk would leave it out.
pub fn under(roots: &[(PathBuf, Standing)], path: &Path) -> Option<Input> {
    if !detect::has_known_ending(&packed::inner_path(path)) {
        return None;
    }
    for standing in [Standing::Subject, Standing::Reference] {
        for (root, _) in roots.iter().filter(|(_, s)| *s == standing) {
            let Ok(real) = fs::canonicalize(root) else { continue };
            let Ok(rest) = path.strip_prefix(&real) else { continue };
            let hidden = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
            if !rest.as_os_str().is_empty() && !rest.components().any(hidden) {
                let shown = shown(&root.join(rest));
                return Some(Input { path: None, shown, standing, named: false });
            }
        }
    }
    None
}

struct Walk<'a> {
    options: &'a ReadOptions,
    walked: Walked,
    /// Every file met so far, by its real path.
    seen: BTreeSet<PathBuf>,
    /// The real path of the folder last asked for: files of a folder come together.
    folder: Option<(PathBuf, PathBuf)>,
    stdin_taken: bool,
}

impl Walk<'_> {
    fn standard_input(&mut self, name: Option<&str>, standing: Standing) {
        // It can be read only once.
        if !std::mem::replace(&mut self.stdin_taken, true) {
            let shown = Arc::from(name.unwrap_or("<stdin>"));
            self.walked.inputs.push(Input { path: None, shown, standing, named: true });
        }
    }

    fn root(&mut self, root: &Path, standing: Standing) {
        match fs::metadata(root) {
            Err(error) => self.fail(root, &error.to_string()),
            Ok(metadata) if metadata.is_dir() => self.folder(root, standing),
            Ok(_) => {
                if self.is_new(root, true) {
                    let input = Input { path: Some(root.into()), shown: shown(root), standing, named: true };
                    self.walked.inputs.push(input);
                }
            }
        }
    }

    fn folder(&mut self, root: &Path, standing: Standing) {
        let first = self.walked.inputs.len();
        let entries = WalkBuilder::new(root)
            .follow_links(true)
            .require_git(false)
            // What is read must not depend on the settings of the person who runs it.
            .git_global(false)
            .sort_by_file_name(Ord::cmp)
            .build();
        for entry in entries {
            match entry {
                Err(error) => self.fail(&place_of(&error).unwrap_or_else(|| root.into()), &reason_of(&error)),
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    self.file(entry.path(), entry.path_is_symlink(), standing);
                }
                Ok(_) => {}
            }
        }
        self.walked.inputs[first..].sort_by(|a, b| a.shown.cmp(&b.shown));
    }

    fn file(&mut self, path: &Path, linked: bool, standing: Standing) {
        if !is_taken(path, self.options) {
            *self.walked.passed_over.entry(detect::counted_as(path)).or_default() += 1;
        } else if self.is_new(path, linked) {
            let input = Input { path: Some(path.into()), shown: shown(path), standing, named: false };
            self.walked.inputs.push(input);
        }
    }

    /// Whether no other path led to this file. One that can't be resolved is new: reading it will
    /// say what is wrong.
    fn is_new(&mut self, path: &Path, linked: bool) -> bool {
        let real = if linked { fs::canonicalize(path).ok() } else { self.real_path(path) };
        real.is_none_or(|real| self.seen.insert(real))
    }

    /// The real path of a file that is no link: its folder's, and its name.
    fn real_path(&mut self, path: &Path) -> Option<PathBuf> {
        let (folder, name) = (path.parent()?, path.file_name()?);
        if self.folder.as_ref().is_none_or(|(asked, _)| asked != folder) {
            self.folder = Some((folder.into(), fs::canonicalize(folder).ok()?));
        }
        self.folder.as_ref().map(|(_, real)| real.join(name))
    }

    fn fail(&mut self, path: &Path, reason: &str) {
        let unread = Unread { path: shown(path).to_string(), reason: one_line(reason) };
        self.walked.unread.push(unread);
    }
}

/// The path as the user wrote it, `/` between folders; what was found in `.` goes without it.
fn shown(path: &Path) -> Arc<str> {
    let path = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/").into()
    }
}

/// Whether a reader takes the file.
fn is_taken(path: &Path, options: &ReadOptions) -> bool {
    detect::takes(&packed::inner_path(path), &options.of_file(path), || head_of(path))
}

fn head_of(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    // A file that can't be opened has an empty head, and is passed over.
    let _ = File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    packed::head(&mut head.as_slice())
}

fn place_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(place_of),
        _ => None,
    }
}

fn reason_of(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => reason_of(err),
        ignore::Error::Loop { ancestor, .. } => {
            format!("a link that leads back to `{}`, which is read already", shown(ancestor))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use assert_fs::TempDir;
    use assert_fs::prelude::*;

    fn names(walked: &Walked, root: &Path) -> Vec<String> {
        let root = format!("{}/", root.display());
        walked.inputs.iter().map(|i| i.shown.strip_prefix(&root).unwrap_or(&i.shown).to_owned()).collect()
    }

    #[test]
    fn a_folder_is_walked_in_order_without_hidden_and_ignored_files() {
        let dir = TempDir::new().unwrap();
        for file in ["b/z.txt", "b.txt", "a.txt", ".hidden.txt", "drafts/x.txt", "map.png", "README"] {
            dir.child(file).write_str("Copy.").unwrap();
        }
        dir.child(".gitignore").write_str("drafts/\n").unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None, &ReadOptions::default());
        assert_eq!(names(&walked, dir.path()), ["a.txt", "b.txt", "b/z.txt"]);
        let passed: Vec<_> = walked.passed_over.iter().map(|(e, n)| (e.as_str(), *n)).collect();
        assert_eq!(passed, [("(none)", 1), ("png", 1)]);
        assert!(walked.unread.is_empty());
    }

    #[test]
    fn a_file_given_twice_is_read_once_and_as_a_subject() {
        let dir = TempDir::new().unwrap();
        dir.child("a.txt").write_str("Copy.").unwrap();
        let roots = [
            (dir.path().to_path_buf(), Standing::Reference),
            (dir.path().join("a.txt"), Standing::Subject),
            (dir.path().join("./a.txt"), Standing::Subject),
        ];
        let walked = walk(&roots, None, &ReadOptions::default());
        assert_eq!(walked.inputs.len(), 1);
        assert_eq!(walked.inputs[0].standing, Standing::Subject);
        assert!(walked.inputs[0].named);
    }

    #[test]
    fn a_path_that_is_not_there_is_named() {
        let walked = walk(&[("no-such-folder".into(), Standing::Subject)], None, &ReadOptions::default());
        assert_eq!(walked.unread[0].path, "no-such-folder");
        assert!(walked.inputs.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_loop_is_reported_and_the_rest_read_once() {
        let dir = TempDir::new().unwrap();
        dir.child("in/a.txt").write_str("Copy.").unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("in/up")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("in/a.txt"), dir.path().join("b.txt")).unwrap();
        let walked = walk(&[(dir.path().into(), Standing::Subject)], None, &ReadOptions::default());
        assert_eq!(walked.inputs.len(), 1);
        assert_eq!(walked.unread.len(), 1);
        assert!(walked.unread[0].path.ends_with("in/up"), "{:?}", walked.unread);
        assert!(walked.unread[0].reason.contains("leads back"));
    }

    #[test]
    fn standard_input_is_taken_once() {
        let roots = [("-".into(), Standing::Subject), ("-".into(), Standing::Subject)];
        let walked = walk(&roots, Some("wire.jsonl"), &ReadOptions::default());
        assert_eq!(walked.inputs.len(), 1);
        assert_eq!(&*walked.inputs[0].shown, "wire.jsonl");
    }
}

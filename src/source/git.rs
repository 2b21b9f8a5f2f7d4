//! The copy as it was at the merge base: which files changed, and what stood in them.
//!
//! git itself is asked, so that worktrees, alternates, shallow clones and partial clones are what git
//! says they are.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What git can't tell.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("cannot run git: {0}")]
    Missing(std::io::Error),
    /// The folder is in no repository.
    #[error("{}: in no git repository: {said}", .folder.display())]
    Outside {
        /// The folder.
        folder: PathBuf,
        /// What git says.
        said: String,
    },
    /// The reference names no commit here.
    #[error("no commit `{reference}` in this repository{remedy}")]
    Unknown {
        /// What was named.
        reference: String,
        /// What to do.
        remedy: String,
    },
    /// No commit is common to both histories, as far as they are here.
    #[error("no merge base of `{reference}` and HEAD{remedy}")]
    Apart {
        /// What was named.
        reference: String,
        /// What to do.
        remedy: String,
    },
    /// A command failed.
    #[error("git {command}: {said}")]
    Failed {
        /// The command.
        command: String,
        /// What git says.
        said: String,
    },
}

/// The copy before a change.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// The top folder of the working tree.
    pub repository: PathBuf,
    /// The merge base.
    pub commit: String,
    /// The files that differ from it, by their real path, with what stood in them; nothing where the
    /// file was not there.
    pub files: Vec<(PathBuf, Option<Vec<u8>>)>,
}

/// The state of the files of a repository at the merge base of `reference` and HEAD, of those that
/// differ in the working tree. `folder` is anywhere in it; `wanted` says which files matter.
///
/// # Errors
/// When there is no repository, no such commit or no merge base: never an empty answer instead.
pub fn before(folder: &Path, reference: &str, wanted: impl Fn(&Path) -> bool) -> Result<Before, GitError> {
    let top = run(folder, ["rev-parse", "--show-toplevel"])?;
    let top = match top.said() {
        Ok(path) => path_of(trimmed(&path)),
        Err(said) => return Err(GitError::Outside { folder: folder.to_owned(), said }),
    };
    let repository = top.canonicalize().unwrap_or(top);
    let commit = merge_base(&repository, reference)?;
    let ask = |arguments: &[&str]| -> Result<Vec<u8>, GitError> {
        let answer = run(&repository, arguments)?;
        answer.said().map_err(|said| GitError::Failed { command: arguments[0].to_owned(), said })
    };
    // Against the working tree: what is read is compared, committed or not. Submodules are not read.
    let diff = [
        "diff",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--ignore-submodules",
        &commit,
        "--",
    ];
    let changed = ask(&diff)?;
    let mut fields = changed.split(|byte| *byte == 0).filter(|field| !field.is_empty());
    let mut names: BTreeMap<Vec<u8>, Option<String>> = BTreeMap::new();
    while let (Some(status), Some(name)) = (fields.next(), fields.next()) {
        names.insert(name.to_owned(), old_blob(status));
    }
    let fresh = ask(&["ls-files", "--others", "--exclude-standard", "-z"])?;
    for name in fresh.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        // A file that was deleted and is there untracked is in both lists.
        names.entry(name.to_owned()).or_default();
    }
    let files: Vec<(PathBuf, Option<String>)> = names
        .into_iter()
        .map(|(name, blob)| (repository.join(path_of(&name)), blob))
        .filter(|(path, _)| wanted(path))
        .collect();
    let blobs: Vec<&str> = files.iter().filter_map(|(_, blob)| blob.as_deref()).collect();
    let mut contents = contents(&repository, &blobs)?.into_iter();
    let files = files.into_iter().map(|(path, blob)| (path, blob.and_then(|_| contents.next())));
    Ok(Before { files: files.collect(), commit, repository })
}

/// The content that a file had, out of `:100644 100644 <old> <new> M`; none where it was no file.
fn old_blob(status: &[u8]) -> Option<String> {
    let status = String::from_utf8_lossy(status);
    let mut words = status.trim_start_matches(':').split(' ');
    let (mode, blob) = (words.next()?, words.nth(1)?);
    mode.starts_with("100").then(|| blob.to_owned())
}

fn merge_base(repository: &Path, reference: &str) -> Result<String, GitError> {
    let shallow = || {
        let answer = run(repository, ["rev-parse", "--is-shallow-repository"]);
        answer.is_ok_and(|answer| answer.said().is_ok_and(|said| trimmed(&said) == b"true"))
    };
    let unshallow = "; the clone is shallow: `git fetch --unshallow` fetches its history (in GitHub Actions, \
                     `fetch-depth: 0` of actions/checkout does; in GitLab CI, `GIT_DEPTH: 0`)";
    let named = format!("{reference}^{{commit}}");
    let commit = run(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?;
    let Ok(commit) = commit.said() else {
        let fetch = format!(
            "; fetch it, for example `git fetch origin {reference}`, or name a remote branch as in `origin/main`"
        );
        return Err(GitError::Unknown {
            reference: reference.to_owned(),
            remedy: if shallow() { unshallow.to_owned() } else { fetch },
        });
    };
    let commit = String::from_utf8_lossy(trimmed(&commit)).into_owned();
    let base = run(repository, ["merge-base", &commit, "HEAD"])?;
    match base.said() {
        Ok(base) if !trimmed(&base).is_empty() => Ok(String::from_utf8_lossy(trimmed(&base)).into_owned()),
        _ => Err(GitError::Apart {
            reference: reference.to_owned(),
            remedy: if shallow() {
                unshallow.to_owned()
            } else {
                "; their histories share no commit".to_owned()
            },
        }),
    }
}

/// What stands in blobs.
fn contents(repository: &Path, blobs: &[&str]) -> Result<Vec<Vec<u8>>, GitError> {
    if blobs.is_empty() {
        return Ok(Vec::new());
    }
    let failed = |said: String| GitError::Failed { command: "cat-file".to_owned(), said };
    let mut child = command(repository)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(GitError::Missing)?;
    let questions: String = blobs.iter().flat_map(|blob| [*blob, "\n"]).collect();
    let mut stdin = child.stdin.take().expect("it is piped");
    let asking = std::thread::spawn(move || stdin.write_all(questions.as_bytes()));
    let mut answers = Vec::new();
    let mut stdout = child.stdout.take().expect("it is piped");
    stdout.read_to_end(&mut answers).map_err(|error| failed(error.to_string()))?;
    // A git that ended early says so by its status, and by answers that lack.
    let _ = asking.join();
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    let mut rest = answers.as_slice();
    let mut found = Vec::with_capacity(blobs.len());
    for blob in blobs {
        let (content, after) = answer(rest).ok_or_else(|| failed(format!("it ended early ({status})")))?;
        found.push(content.ok_or_else(|| failed(format!("the blob {blob} is not in this clone")))?);
        rest = after;
    }
    Ok(found)
}

/// One answer of `cat-file --batch`: `<blob> blob <size>`, a line end, the content, a line end; or
/// `<blob> missing` and a line end.
fn answer(from: &[u8]) -> Option<(Option<Vec<u8>>, &[u8])> {
    let end = memchr::memchr(b'\n', from)?;
    let (head, rest) = (&from[..end], &from[end + 1..]);
    let size = head.rsplit(|byte| *byte == b' ').next()?;
    let Some(size) = std::str::from_utf8(size).ok().and_then(|size| size.parse::<usize>().ok()) else {
        return Some((None, rest));
    };
    Some((Some(rest.get(..size)?.to_vec()), rest.get(size + 1..)?))
}

/// What a command said.
struct Answer(std::process::Output);

impl Answer {
    /// Its output; if it failed, what it complained of.
    fn said(&self) -> Result<Vec<u8>, String> {
        if self.0.status.success() {
            return Ok(self.0.stdout.clone());
        }
        let said = String::from_utf8_lossy(&self.0.stderr);
        let line = said.lines().next().unwrap_or("");
        Err(super::one_line(line.strip_prefix("fatal: ").unwrap_or(line)))
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Its words are for people, its settings may turn paths round, and it must not wait for a password.
    command.current_dir(folder).env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
    // In a hook these name the repository from another folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("GIT_OPTIONAL_LOCKS", "0").args(["-c", "diff.relative=false"]);
    command
}

fn run<S: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = S>) -> Result<Answer, GitError> {
    let output = command(folder).args(arguments).stdin(Stdio::null()).output();
    output.map(Answer).map_err(GitError::Missing)
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart_whatever_they_hold() {
        let said = b"0123 blob 5\na\nb c\n4567 missing\n89ab blob 0\n\n";
        let (first, rest) = answer(said).unwrap();
        assert_eq!(first.as_deref(), Some(&b"a\nb c"[..]));
        let (second, rest) = answer(rest).unwrap();
        assert_eq!(second, None);
        let (third, rest) = answer(rest).unwrap();
        assert_eq!((third.as_deref(), rest), (Some(&b""[..]), &b""[..]));
        assert!(answer(b"0123 blob 9\nab").is_none());
    }

    #[test]
    fn a_link_or_a_new_file_has_no_old_copy() {
        assert_eq!(old_blob(b":100644 100644 ab12 0000 M").as_deref(), Some("ab12"));
        assert_eq!(old_blob(b":000000 100644 0000 ab12 A"), None);
        assert_eq!(old_blob(b":120000 100644 ab12 0000 T"), None);
    }
}

//! `--baseline`: the file, and which of its places may be let go of.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::article::{Article, Unread};
use crate::config::Config;
use crate::finding::{Baseline, Level};
use crate::fix;
use crate::pipeline::Checked;

/// Leaves out of a run what is in the baseline, after writing it anew where that is wanted. A note
/// comes back where the baseline has places that are at fault no more; `whole` says whether all
/// findings are there to tell by.
pub(super) fn apply(
    path: &Path,
    update: bool,
    whole: bool,
    least: Level,
    config: &Config,
    checked: &mut Checked,
) -> anyhow::Result<Option<Unread>> {
    let shown = path.display().to_string();
    let mut baseline = match fs::read_to_string(path) {
        Ok(text) => Baseline::read(&text).with_context(|| shown.clone())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound && update => Baseline::default(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("{shown}: no such file; --update-baseline writes it")
        }
        Err(error) => return Err(error).context(shown),
    };
    let folder = std::path::absolute(path).context("the current folder")?;
    let folder = folder.parent().unwrap_or(Path::new("/")).to_owned();
    let name = |article: &Article| written(&folder, &article.path);
    let corpus = &checked.corpus;
    let read: BTreeSet<String> = corpus.documents.iter().map(|document| name(&document.article)).collect();
    let unread: BTreeSet<String> =
        checked.inputs.unread.iter().map(|unread| written(&folder, &unread.path)).collect();
    let off: BTreeSet<&str> = config.off.iter().map(|rule| rule.id.as_str()).collect();
    // A file that was not read may still hold its fault, and so may a rule that did not run.
    let gone = |path: &str, rule: &str| {
        !off.contains(rule) && !unread.contains(path) && (read.contains(path) || !folder.join(path).exists())
    };
    let mut note = None;
    if update {
        let before = baseline.clone();
        let left = baseline.update(&checked.findings, least, |index| corpus.article(index), name, gone);
        if baseline != before || !path.exists() {
            fix::replace(path, baseline.write().as_bytes()).with_context(|| shown.clone())?;
        }
        say(&shown, &baseline, &before, &left)?;
    } else if whole {
        let stale = baseline.stale(&checked.findings, gone);
        note = (stale > 0).then(|| Unread {
            path: shown.clone(),
            reason: format!(
                "{stale} of its places {} at fault no more; --update-baseline lets go of {}",
                if stale == 1 { "is" } else { "are" },
                if stale == 1 { "it" } else { "them" }
            ),
        });
    }
    let subject = |index: u32| checked.corpus.is_subject(index);
    let (findings, known) = baseline.sift(std::mem::take(&mut checked.findings), subject);
    checked.findings = findings;
    checked.known.findings += known;
    checked.known.with.push(shown);
    Ok(note)
}

/// What became of the baseline, for whoever runs the command.
fn say(shown: &str, now: &Baseline, before: &Baseline, left: &[String]) -> io::Result<()> {
    let mut out = anstream::stderr();
    let came = now.len() + left.len() - before.len();
    let places = if now.len() == 1 { "place" } else { "places" };
    writeln!(out, "{shown}: {} {places} ({came} new, {} gone)", now.len(), left.len())?;
    for line in left {
        writeln!(out, "  gone: {}", line.replace(char::is_control, " "))?;
    }
    Ok(())
}

/// A path as the baseline has it: from the baseline's folder, `/` between names.
fn written(folder: &Path, path: &str) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path));
    let path = absolute.strip_prefix(folder).unwrap_or(&absolute);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

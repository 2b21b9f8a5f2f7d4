//! What a change brings: the copy as it is, compared with the copy as it was at the merge base.
//!
//! Unchanged articles are read and their facts taken once. The changed ones are read twice, and
//! everything is compared twice: with them as they are, and as they were. A finding is new if the second
//! comparison lacks it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    Checked, Checks, Found, Gathered, Inputs, Job, Progress, SettingError, Taken, compare, gather, suppress,
    take_facts, walk,
};
use crate::article::{Article, Standing};
use crate::check::{Corpus, Document, Scope};
use crate::config::Config;
use crate::fact;
use crate::finding::{Finding, Known, Old};
use crate::source::{self, Before, GitError, Input};

/// What is new can't be told.
#[derive(Debug, thiserror::Error)]
pub enum SinceError {
    /// A rule's options are wrong.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// git can't say what was there before.
    #[error("--since: {0}")]
    Git(#[from] GitError),
    /// Articles that are checked are in no repository, or in another.
    #[error("--since: {}: outside the repository {}", .path.display(), .repository.display())]
    Outside {
        /// The path that was given.
        path: PathBuf,
        /// The repository of the first path.
        repository: PathBuf,
    },
}

/// Reads, compares and judges as [`check`](super::check) does, and leaves out what was there before:
/// at the merge base of `reference` and HEAD.
///
/// # Errors
/// If a rule's options are wrong, or there is no merge base to be had.
pub fn check_since(
    job: &Job,
    config: &Config,
    reference: &str,
    watch: &mut dyn FnMut(Progress),
) -> Result<Checked, SinceError> {
    let checks = Checks::build(config)?;
    let walked = walk(job);
    let there = real_paths(&walked.inputs);
    let before = before(job, reference, &there)?;
    let changed: BTreeSet<Arc<str>> = before
        .files
        .iter()
        .filter_map(|(path, _)| there.get(path))
        .map(|input| input.shown.clone())
        .collect();
    let gathered = gather(walked, job, config, &checks.wants(), &checks.inspect(), watch);
    let inspected = gathered.found.clone();
    let (mut corpus, inputs, findings) = compare(gathered, &checks, watch);
    let (findings, suppressed) = suppress::suppress(findings, &corpus, job, config, &inputs);
    let is_new = |article: &Article| changed.contains(&article.path);
    let past = Past { job, config, checks: &checks, is_new: &is_new };
    let mut old = Old::default();
    if !before.files.is_empty() && !findings.is_empty() {
        old = past.compare(&mut corpus, inspected, older(&before, job, &there), watch);
    }
    let all = findings.len();
    let touched = |index: u32| is_new(corpus.article(index));
    // Without other articles, only a changed one has news; without a change, nobody has.
    let findings: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| {
            !before.files.is_empty()
                && (job.scope == Scope::Corpus || finding.labels().any(|label| touched(label.article)))
        })
        .collect();
    let (mut findings, _) =
        old.sift(findings, |index| corpus.article(index), touched, |index| corpus.is_subject(index));
    super::order(&mut findings, &corpus);
    let with = format!("{reference} (merge base {})", before.commit.get(..10).unwrap_or(&before.commit));
    let known = Known { findings: all - findings.len(), with: vec![with] };
    Ok(Checked { corpus, inputs, findings, suppressed, known })
}

/// The files that were walked, by their real path.
fn real_paths(inputs: &[Input]) -> BTreeMap<PathBuf, Input> {
    let real = |input: &Input| input.path.as_ref()?.canonicalize().ok();
    inputs.iter().filter_map(|input| Some((real(input)?, input.clone()))).collect()
}

/// The articles that differ from the merge base, as they were.
fn before(job: &Job, reference: &str, there: &BTreeMap<PathBuf, Input>) -> Result<Before, SinceError> {
    let subjects = || job.roots.iter().filter(|(_, standing)| *standing == Standing::Subject);
    let folder = |root: &Path| {
        let folder = if root.is_dir() { Some(root) } else { root.parent() };
        folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    };
    let first = subjects().map(|(root, _)| folder(root)).next().unwrap_or_else(|| PathBuf::from("."));
    let before = source::before(&first, reference, |path| {
        there.contains_key(path) || source::under(&job.roots, path).is_some()
    })?;
    let outside = subjects().find(|(root, _)| {
        root.canonicalize().is_ok_and(|root| !root.starts_with(&before.repository)) || root.as_os_str() == "-"
    });
    match outside {
        Some((path, _)) => {
            Err(SinceError::Outside { path: path.clone(), repository: before.repository.clone() })
        }
        None => Ok(before),
    }
}

/// The articles of changed files as they were. What could not be read then had no findings.
fn older(before: &Before, job: &Job, there: &BTreeMap<PathBuf, Input>) -> Vec<Article> {
    let mut articles = Vec::new();
    for (path, bytes) in &before.files {
        let Some(bytes) = bytes else { continue };
        let Some(input) = there.get(path).cloned().or_else(|| source::under(&job.roots, path)) else {
            continue;
        };
        source::read_bytes(&input, bytes, &job.reading, &mut |article| articles.push(article));
    }
    articles
}

/// The copy as it was.
struct Past<'a> {
    job: &'a Job,
    config: &'a Config,
    checks: &'a Checks<'a>,
    /// Whether an article of now stands in a changed file.
    is_new: &'a dyn Fn(&Article) -> bool,
}

impl Past<'_> {
    /// The findings of the copy as it was: `older` in the place of the articles that are new. `corpus`
    /// lends its unchanged articles and has them back afterwards; `inspected` is what each article
    /// shows by itself.
    fn compare(
        &self,
        corpus: &mut Corpus,
        inspected: Vec<Found>,
        older: Vec<Article>,
        watch: &mut dyn FnMut(Progress),
    ) -> Old {
        let wanted = self.checks.wants();
        let mut statistics = corpus.statistics.clone();
        let (mut kept, mut new) = (Vec::new(), Vec::new());
        for (index, document) in std::mem::take(&mut corpus.documents).into_iter().enumerate() {
            if (self.is_new)(&document.article) {
                let scan = fact::Scan::new(&document.article, 0, &self.config.lexicon);
                let (_, counted) = fact::extract(&scan, &self.config.lexicon, &wanted);
                statistics.remove(counted);
                new.push((index, document));
            } else if self.job.scope == Scope::Corpus {
                kept.push((Some(index), document));
            } else {
                // Compared with no other, it says what it said.
                new.push((index, document));
            }
        }
        let taken = older.into_iter().map(|article| {
            let Taken { corpus, found, .. } =
                take_facts(article, 0, self.config, &wanted, &self.checks.inspect());
            (corpus, found)
        });
        let mut found_then: Vec<Vec<Found>> = Vec::new();
        let mut parts: Vec<(Option<usize>, Document)> = kept;
        let mut alone = Vec::new();
        for (one, found) in taken {
            found_then.push(found);
            if self.job.scope == Scope::Article {
                alone.push(one);
            } else {
                statistics.merge(one.statistics);
                parts.extend(one.documents.into_iter().map(|document| (None, document)));
            }
        }
        let mut then = Gathered::default();
        let number = |index: usize| u32::try_from(index).expect("articles are numbered in 32 bits");
        let mut origins = Vec::with_capacity(parts.len());
        let mut places = BTreeMap::new();
        let mut fresh = found_then.into_iter();
        if self.job.scope == Scope::Article {
            for (index, found) in fresh.enumerate() {
                then.found.extend(found.into_iter().map(|found| moved(found, number(index))));
            }
            then.corpora = alone;
        } else {
            // What is shown of a finding depends on the order of articles, what is found does not.
            let mut documents = Vec::with_capacity(parts.len());
            for (index, (origin, document)) in parts.into_iter().enumerate() {
                match origin {
                    Some(origin) => {
                        places.insert(number(origin), number(index));
                    }
                    None => {
                        let found = fresh.next().unwrap_or_default();
                        then.found.extend(found.into_iter().map(|found| moved(found, number(index))));
                    }
                }
                origins.push(origin);
                documents.push(document);
            }
            let still = inspected.into_iter().filter_map(|found| {
                let index = places.get(&found.1.labels.first()?.article)?;
                Some(moved(found, *index))
            });
            then.found.extend(still);
            then.corpora = vec![Corpus { documents, statistics }];
        }
        let (then, _, findings) = compare(then, self.checks, watch);
        let (findings, _) = suppress::suppress(findings, &then, self.job, self.config, &Inputs::default());
        let old = Old::new(&findings, |index| then.article(index));
        let back = then.documents.into_iter().zip(origins);
        new.extend(back.filter_map(|(document, origin)| Some((origin?, document))));
        new.sort_by_key(|(index, _)| *index);
        corpus.documents = new.into_iter().map(|(_, document)| document).collect();
        old
    }
}

/// A disagreement of one article that stands elsewhere in the run.
fn moved((rule, mut found): Found, article: u32) -> Found {
    found.labels.iter_mut().for_each(|label| label.article = article);
    found.fixes.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| edit.article = article);
    (rule, found)
}

//! What a change brings: the copy as it is, compared with the copy as it was at the merge base.
//!
//! Everything is read and compared once, as it is. Findings that touch a changed article are then looked
//! for in the copy as it was: the changed articles as they stood at the merge base, with the unchanged
//! ones that those findings name. A finding is new if it has a place at fault that was at no fault then.
//!
//! NOTE: a finding between unchanged articles only is not new, also where a change to the counts of a
//! whole archive has tipped it. Nothing in the change could be pointed at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::gather::{Gathered, gather, take_facts, walk, wanted_of};
use super::{Checked, Checks, Inputs, Job, Progress, SettingError, compare, suppress};
use crate::article::{Article, Standing};
use crate::check::{Corpus, Document, Scope};
use crate::config::Config;
use crate::fact;
use crate::finding::{Details, Finding, Known, Old};
use crate::source::{self, Before, GitError, Input};

/// What is new can't be told.
#[derive(Debug, thiserror::Error)]
pub enum SinceError {
    /// A rule's options are wrong.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// git can't say what was there before.
    #[error("--since")]
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
    let (mut corpus, inputs, findings) = compare(gathered, &checks, watch);
    let (findings, suppressed) = suppress::suppress(findings, &corpus, job, config, &inputs);
    let touched = |index: u32| changed.contains(&corpus.article(index).path);
    // What stands in untouched articles alone stood there before.
    let (touching, still): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| finding.labels().any(|label| touched(label.article)));
    let beside: BTreeSet<u32> = match job.scope {
        Scope::Corpus => beside(&touching, &corpus).into_iter().filter(|index| !touched(*index)).collect(),
        Scope::Article => BTreeSet::new(),
    };
    let changed_now: Vec<u32> = (0..number(corpus.documents.len())).filter(|index| touched(*index)).collect();
    let old = if touching.is_empty() {
        Old::default()
    } else {
        let past = Past { job, config, checks: &checks };
        past.compare(&mut corpus, &changed_now, &beside, older(&before, job, &there), watch)
    };
    let (mut findings, known) = old.sift(
        touching,
        |index| corpus.article(index),
        |index| changed_now.binary_search(&index).is_ok(),
        |index| corpus.is_subject(index),
    );
    super::order(&mut findings, &corpus);
    let with = format!("{reference} (merge base {})", before.commit.get(..10).unwrap_or(&before.commit));
    let known = Known { findings: known + still.len(), with: vec![with] };
    Ok(Checked { corpus, inputs, findings, suppressed, known })
}

/// The articles that findings name, and those that have a form of a name which they are about: a
/// finding lists some places of a form and counts all.
fn beside(findings: &[Finding], corpus: &Corpus) -> BTreeSet<u32> {
    let mut forms = BTreeSet::new();
    for finding in findings {
        if let Details::Spelling { forms: of_name, .. } = &finding.details {
            forms.extend(of_name.iter().map(|(form, _)| form.as_str()));
        }
    }
    let having = (0u32..).zip(&corpus.documents).filter(|(_, document)| {
        document.facts.spellings.iter().any(|spelling| forms.contains(&*spelling.form))
    });
    let named = findings.iter().flat_map(Finding::labels).map(|label| label.article);
    named.chain(having.map(|(index, _)| index)).collect()
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("articles are numbered in 32 bits")
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

/// An article of the copy as it was.
enum Then {
    /// One that has not changed, by its place in the run.
    Still(u32),
    /// One that has.
    Older(Box<Article>),
}

/// The articles of before in the order of the run: of many articles on one thing, those are compared that
/// stand next to each other. What was an article of another name then, or has gone, stands where its name
/// belongs.
fn in_order(corpus: &Corpus, changed: &[u32], beside: &BTreeSet<u32>, older: Vec<Article>) -> Vec<Then> {
    let all = number(corpus.documents.len());
    let path = |index: u32| &*corpus.article(index).path;
    let mut there: FxHashMap<&str, u32> = FxHashMap::default();
    for index in changed {
        there.entry(path(*index)).or_insert(*index);
    }
    // Beside each path, the first article in the run with this path or a later one: files come sorted, those in an
    // archive do not.
    let mut paths: Vec<(&str, u32)> = (0..all).map(|index| (path(index), index)).collect();
    paths.sort_unstable();
    let mut first = all;
    for (_, index) in paths.iter_mut().rev() {
        first = first.min(*index);
        *index = first;
    }
    let behind = |path: &str| paths.get(paths.partition_point(|(other, _)| *other <= path));
    let place = |article: &Article| match there.get(&*article.path) {
        Some(index) => *index,
        None => behind(&article.path).map_or(all, |(_, index)| *index),
    };
    let still = beside.iter().map(|index| (*index, Then::Still(*index)));
    let older = older.into_iter().map(|article| (place(&article), Then::Older(Box::new(article))));
    // What has gone stands before what follows it.
    let mut all: Vec<(u32, Then)> = older.chain(still).collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, then)| then).collect()
}

/// The copy as it was.
struct Past<'a> {
    job: &'a Job,
    config: &'a Config,
    checks: &'a Checks<'a>,
}

impl Past<'_> {
    /// The findings of the copy as it was, as far as the change can matter to them: `older` compared
    /// with the unchanged articles that stand `beside` the `changed` ones in findings of now. Counts are
    /// those of everything, so that a comparison comes out as it would have. `corpus` lends its
    /// articles and has them back afterwards.
    fn compare(
        &self,
        corpus: &mut Corpus,
        changed: &[u32],
        beside: &BTreeSet<u32>,
        older: Vec<Article>,
        watch: &mut dyn FnMut(Progress),
    ) -> Old {
        let wanted = self.checks.wants();
        let mut statistics = corpus.statistics.clone();
        for index in changed {
            let scan = fact::Scan::new(corpus.article(*index), *index, &self.config.lexicon);
            let (_, wanted) = wanted_of(corpus.article(*index), &wanted);
            statistics.remove(fact::extract(&scan, &self.config.lexicon, &wanted).1);
        }
        let mut then = Gathered::default();
        let mut documents = Vec::new();
        let mut origins = Vec::new();
        let order = in_order(corpus, changed, beside, older);
        let mut slots: Vec<Option<Document>> =
            std::mem::take(&mut corpus.documents).into_iter().map(Some).collect();
        for one in order {
            let article = match one {
                Then::Still(index) => {
                    documents.extend(slots[index as usize].take());
                    origins.push(Some(index));
                    continue;
                }
                Then::Older(article) => *article,
            };
            let index = number(documents.len() + then.corpora.len());
            let taken = take_facts(article, index, self.config, &wanted, &self.checks.inspect());
            then.found.extend(taken.found);
            if self.job.scope == Scope::Article {
                then.corpora.push(taken.corpus);
            } else {
                statistics.merge(taken.corpus.statistics);
                documents.extend(taken.corpus.documents);
                origins.push(None);
            }
        }
        if self.job.scope == Scope::Corpus {
            then.corpora.push(Corpus::new(documents, statistics));
        }
        // Terms weigh what they weighed then, in the articles that have changed too.
        then.corpora.iter_mut().for_each(Corpus::settle);
        let (then, _, findings) = compare(then, self.checks, watch);
        let (findings, _) = suppress::suppress(findings, &then, self.job, self.config, &Inputs::default());
        let old = Old::new(&findings, |index| then.article(index));
        for (origin, document) in origins.into_iter().zip(then.documents) {
            if let Some(index) = origin {
                slots[index as usize] = Some(document);
            }
        }
        corpus.documents = slots.into_iter().flatten().collect();
        old
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Draft, DraftParagraph, ParagraphKind, Span};
    use crate::fact::{FactSet, Statistics};

    fn article(path: &str) -> Article {
        let text = "Copy.".to_owned();
        let paragraphs = vec![DraftParagraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }];
        Draft { text, paragraphs, ..Draft::default() }.into_article(&Arc::from(path), Standing::Subject)
    }

    #[test]
    fn what_has_changed_stands_where_it_stands_now() {
        let document = |path| Document { article: article(path), facts: FactSet::default() };
        let documents = Vec::from(["a.md", "b.md", "d.md", "e.md"].map(document));
        let corpus = Corpus::new(documents, Statistics::default());
        let older = vec![article("z.md"), article("a.md"), article("c.md")];
        let order = in_order(&corpus, &[0], &BTreeSet::from([1, 2, 3]), older);
        let paths: Vec<&str> = order
            .iter()
            .map(|one| match one {
                Then::Still(index) => &*corpus.article(*index).path,
                Then::Older(article) => &*article.path,
            })
            .collect();
        assert_eq!(paths, ["a.md", "b.md", "c.md", "d.md", "e.md", "z.md"]);
    }
}

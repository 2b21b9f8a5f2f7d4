//! The way from paths to findings: read, extract, compare, judge.

mod checks;
mod gather;
mod since;
mod suppress;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use self::checks::Found;
use self::gather::{Gathered, gather, walk};
use crate::article::{Standing, Unread};
use crate::check::{Corpus, Scope};
use crate::config::Config;
use crate::finding::{Disagreement, Finding, Known, Level, Suppressed, Uncompared, fingerprint, key_places};
use crate::rule::Rule;
use crate::source::{Outcome, ReadOptions};

pub use checks::{Checks, Inspect, SettingError};
pub use gather::{extract, language};
pub use since::{SinceError, check_since};
pub use suppress::rule_names;

/// What is read and how it is compared.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// Files and folders, and whether they are checked or compared with.
    pub roots: Vec<(PathBuf, Standing)>,
    /// What standard input is called.
    pub stdin_name: Option<String>,
    /// Metadata.
    pub reading: ReadOptions,
    /// Whether articles are compared with each other.
    pub scope: Scope,
}

/// What a run read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Files that no reader takes, by ending.
    pub passed_over: BTreeMap<String, usize>,
    /// Articles that are no copy any more, by what became of them, and items beside articles that
    /// have no copy.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Articles that are not in English, which the rules of the language pass over, by language.
    pub languages: BTreeMap<&'static str, usize>,
    /// What was not compared because there is too much of it.
    pub uncompared: Uncompared,
}

impl Inputs {
    /// Adds what reading one input left aside.
    pub fn add(&mut self, outcome: Outcome) {
        self.unread.extend(outcome.unread);
        for (ending, count) in outcome.passed_over {
            *self.passed_over.entry(ending).or_default() += count;
        }
        for (status, count) in outcome.left_out {
            *self.left_out.entry(status).or_default() += count;
        }
    }
}

/// A finished run.
#[derive(Debug, Default)]
pub struct Checked {
    /// The articles with their facts.
    pub corpus: Corpus,
    /// What was read.
    pub inputs: Inputs,
    /// What is to be reported, sorted by path, place and rule.
    pub findings: Vec<Finding>,
    /// What editors have said need not be.
    pub suppressed: Suppressed,
    /// What is left out because it is not new.
    pub known: Known,
}

/// How far a run is, for whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many inputs of so many are read.
    Read(usize, usize),
    /// So many checks of so many have compared.
    Compared(usize, usize),
}

/// Runs `work` on one article or check, so that a bug there costs that one and not the run. What it
/// said of the failure has been printed to standard error by then.
fn guard<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

/// Reads, compares and judges. The findings come sorted by path, place and rule.
///
/// # Errors
/// If a rule's options are wrong.
pub fn check(job: &Job, config: &Config, watch: &mut dyn FnMut(Progress)) -> Result<Checked, SettingError> {
    let checks = Checks::build(config)?;
    let gathered = gather(walk(job), job, config, &checks.wants(), &checks.inspect(), watch);
    let (corpus, inputs, findings) = compare(gathered, &checks, watch);
    let (findings, suppressed) = suppress::suppress(findings, &corpus, job, config, &inputs);
    Ok(Checked { corpus, inputs, findings, suppressed, known: Known::default() })
}

/// Compares what was gathered, and judges.
fn compare(
    gathered: Gathered,
    checks: &Checks<'_>,
    watch: &mut dyn FnMut(Progress),
) -> (Corpus, Inputs, Vec<Finding>) {
    let Gathered { corpora, mut inputs, mut found } = gathered;
    for (number, (rules, check)) in checks.each.iter().enumerate() {
        watch(Progress::Compared(number, checks.each.len()));
        let parts: Vec<Option<(Vec<Found>, Uncompared)>> = corpora
            .par_iter()
            .enumerate()
            .map(|(part, corpus)| {
                let part = u32::try_from(part).expect("articles are numbered in 32 bits");
                // A part is the whole run, or the one article of its number.
                let counted = |mut d: Disagreement| {
                    d.shift_articles(part);
                    ((number, d.rule), d)
                };
                guard(|| {
                    let (found, uncompared) = check.compare(corpus);
                    (found.into_iter().map(counted).collect(), uncompared)
                })
            })
            .collect();
        if parts.iter().any(Option::is_none) {
            inputs.unread.push(Unread {
                path: format!("rules of kind {}", rules[0].kind.name),
                reason: "copydesk failed while comparing; please report it as a bug".to_owned(),
            });
        }
        for (of_part, uncompared) in parts.into_iter().flatten() {
            found.extend(of_part);
            inputs.uncompared += uncompared;
        }
    }
    watch(Progress::Compared(checks.each.len(), checks.each.len()));
    let corpus = Corpus::join(corpora);
    let judged =
        found.into_iter().filter_map(|((check, rule), d)| judge(checks.each[check].0[rule], d, &corpus));
    let mut findings: Vec<Finding> = judged.collect();
    sort(&mut findings, &corpus);
    key_places(&mut findings, |index| corpus.article(index));
    (corpus, inputs, findings)
}

/// Sets level, message and fingerprint. A finding needs a place in a subject and leads with it.
fn judge(rule: &Rule, mut found: Disagreement, corpus: &Corpus) -> Option<Finding> {
    let lead = found.labels.iter().position(|label| corpus.is_subject(label.article))?;
    found.lead_with(lead);
    let level = found.certainty.level().min(rule.level?);
    let message = match &rule.message {
        Some(template) => template.fill(&found.values, &found.message),
        None => found.message,
    };
    let mut labels = found.labels.into_iter();
    Some(Finding {
        rule: rule.id.clone(),
        kind: rule.kind.name,
        level,
        message,
        link: rule.link.clone(),
        primary: labels.next()?,
        related: labels.collect(),
        compared: found.compared,
        details: found.details,
        fixes: found.fixes,
        fingerprint: fingerprint(&rule.id, &found.identity),
        keys: Vec::new(),
    })
}

/// Sorts by path, place and rule, and tells findings with one fingerprint apart by an occurrence
/// number.
fn sort(findings: &mut [Finding], corpus: &Corpus) {
    order(findings, corpus);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint.push_str(&format!("-{count}"));
        }
    }
}

fn order(findings: &mut [Finding], corpus: &Corpus) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| {
            let article = corpus.article(f.primary.article);
            let at = article.locate(f.primary.span);
            (article.path.clone(), article.record, at, f.primary.article)
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| places(a).cmp(&places(b)))
    });
}

fn places(finding: &Finding) -> Vec<(u32, u32, u32)> {
    finding.labels().map(|l| (l.article, l.span.start, l.span.end)).collect()
}

/// The findings at or above `least`, and how many of each lower level were left out.
pub fn at_level(findings: Vec<Finding>, least: Level) -> (Vec<Finding>, BTreeMap<Level, usize>) {
    let (shown, left): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(|f| f.level >= least);
    let mut hidden = BTreeMap::new();
    for finding in left {
        *hidden.entry(finding.level).or_default() += 1;
    }
    (shown, hidden)
}

//! The way from paths to findings: read, extract, compare, judge.

mod since;
mod suppress;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::article::{Article, Standing, Unread};
use crate::check::{AnyCheck, BuildError, Corpus, Document, Kind, Scope, Setting};
use crate::config::Config;
use crate::fact::{self, FactKind, FactSet, Scan};
use crate::finding::{Disagreement, Finding, Known, Level, Suppressed, Uncompared, fingerprint, key_places};
use crate::rule::Rule;
use crate::source::{self, Outcome, ReadOptions, Walked};
use crate::text;

pub use since::{SinceError, check_since};
pub use suppress::rule_names;

/// How many articles are read before they are handed to the extractors: enough for every thread,
/// few enough that reading ahead costs little memory.
const BATCH: usize = 512;

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

/// A rule's options are wrong; the text draws the line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SettingError(String);

/// The checks of a configuration, each with its rules.
pub struct Checks<'a> {
    each: Vec<(Vec<&'a Rule>, Box<dyn AnyCheck>)>,
}

impl<'a> Checks<'a> {
    /// Builds one check for each kind that has a rule.
    ///
    /// # Errors
    /// The first rule whose options are wrong.
    pub fn build(config: &'a Config) -> Result<Self, SettingError> {
        let mut kinds: Vec<&'static Kind> = config.rules.iter().map(|rule| rule.kind).collect();
        kinds.sort_by_key(|kind| kind.name);
        kinds.dedup_by_key(|kind| kind.name);
        let mut each = Vec::with_capacity(kinds.len());
        for kind in kinds {
            let rules: Vec<&Rule> = config.rules.iter().filter(|rule| rule.kind.name == kind.name).collect();
            let settings: Vec<Setting<'_>> = rules
                .iter()
                .map(|rule| Setting {
                    id: &rule.id,
                    scope: rule.scope,
                    options: &rule.options,
                    house: &config.house,
                    lexicon: &config.lexicon,
                })
                .collect();
            let check = (kind.build)(&settings).map_err(|BuildError { rule, mistake }| {
                let (file, text) = &*rules[rule].file;
                SettingError(mistake.draw(file, text))
            })?;
            each.push((rules, check));
        }
        Ok(Self { each })
    }

    /// The kinds of fact that the checks read.
    pub fn wants(&self) -> Vec<FactKind> {
        let mut wanted: Vec<FactKind> =
            self.each.iter().flat_map(|(_, check)| check.wants()).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    /// What the checks report of one article by itself.
    fn inspect(&self) -> impl Fn(&Scan<'_>, &FactSet, bool) -> Vec<Found> + Sync {
        |scan, facts, is_english| {
            let mut all = Vec::new();
            for (number, (_, check)) in self.each.iter().enumerate() {
                if !is_english && !check.holds_in_any_language() {
                    continue;
                }
                let mut found = Vec::new();
                check.inspect(scan, facts, &mut found);
                all.extend(found.into_iter().map(|d| ((number, d.rule), d)));
            }
            all
        }
    }
}

/// Looks at one article with its facts; the last says whether it is in English.
pub type Inspect<'a> = &'a (dyn Fn(&Scan<'_>, &FactSet, bool) -> Vec<Found> + Sync);

/// The kinds of fact that are the same in any language.
const IN_ANY_LANGUAGE: &[FactKind] = &[FactKind::Passage];

/// A disagreement and the rule it belongs to: the check's number and the rule's among its own.
type Found = ((usize, usize), Disagreement);

/// Everything that was read, in the parts that are compared with each other: one part, or as many
/// as articles under [`Scope::Article`].
#[derive(Debug, Default)]
struct Gathered {
    corpora: Vec<Corpus>,
    inputs: Inputs,
    found: Vec<Found>,
}

/// Reads everything and takes the `wanted` facts out of it; nothing is compared.
pub fn extract(
    job: &Job,
    config: &Config,
    wanted: &[FactKind],
    watch: &mut dyn FnMut(Progress),
) -> (Corpus, Inputs) {
    let gathered = gather(walk(job), job, config, wanted, &|_, _, _| Vec::new(), watch);
    (Corpus::join(gathered.corpora), gathered.inputs)
}

/// The files to read. The order in which paths were named must not show in the report.
fn walk(job: &Job) -> Walked {
    let mut walked = source::walk(&job.roots, job.stdin_name.as_deref(), &job.reading);
    walked.inputs.sort_by(|a, b| a.shown.cmp(&b.shown).then(a.standing.cmp(&b.standing)));
    walked
}

fn gather(
    walked: Walked,
    job: &Job,
    config: &Config,
    wanted: &[FactKind],
    inspect: Inspect<'_>,
    watch: &mut dyn FnMut(Progress),
) -> Gathered {
    let mut gathered = Gathered {
        inputs: Inputs { unread: walked.unread, passed_over: walked.passed_over, ..Inputs::default() },
        ..Gathered::default()
    };
    let mut count = 0u32;
    let mut take = |batch: Vec<Article>, gathered: &mut Gathered| {
        let first = count;
        count += u32::try_from(batch.len()).expect("articles are numbered in 32 bits");
        let done: Vec<Taken> = batch
            .into_par_iter()
            .zip(first..count)
            .map(|(article, index)| take_facts(article, index, config, wanted, inspect))
            .collect();
        for Taken { corpus, found, failed, language } in done {
            if let Some(language) = language {
                *gathered.inputs.languages.entry(language).or_default() += 1;
            }
            gathered.found.extend(found);
            gathered.inputs.unread.extend(failed);
            match (job.scope, gathered.corpora.last_mut()) {
                (Scope::Corpus, Some(all)) => all.append(corpus),
                _ => gathered.corpora.push(corpus),
            }
        }
    };
    let mut batch = Vec::with_capacity(BATCH);
    for (number, input) in walked.inputs.iter().enumerate() {
        watch(Progress::Read(number, walked.inputs.len()));
        let outcome = source::read(input, &job.reading, &mut |article| {
            batch.push(article);
            if batch.len() == BATCH {
                take(std::mem::take(&mut batch), &mut gathered);
            }
        });
        gathered.inputs.add(outcome);
    }
    take(batch, &mut gathered);
    gathered.corpora.par_iter_mut().for_each(Corpus::settle);
    gathered.inputs.unread.sort();
    watch(Progress::Read(walked.inputs.len(), walked.inputs.len()));
    gathered
}

/// What one article gives.
struct Taken {
    corpus: Corpus,
    found: Vec<Found>,
    failed: Option<Unread>,
    /// What language the article is in, where it is not English.
    language: Option<&'static str>,
}

/// The language of an article that is not in English, and which of the `wanted` facts are taken out
/// of the article.
fn wanted_of(article: &Article, wanted: &[FactKind]) -> (Option<&'static str>, Vec<FactKind>) {
    let language = language(article);
    let taken = |kind: &&FactKind| language.is_none() || IN_ANY_LANGUAGE.contains(kind);
    (language, wanted.iter().filter(taken).copied().collect())
}

/// The language of an article that is not in English.
pub fn language(article: &Article) -> Option<&'static str> {
    let declared = article.meta.language.as_deref().and_then(text::language_named);
    text::language_of(article.text(), declared, text::edition(&article.path).language)
}

fn take_facts(
    mut article: Article,
    index: u32,
    config: &Config,
    wanted: &[FactKind],
    inspect: Inspect<'_>,
) -> Taken {
    let (language, wanted) = wanted_of(&article, wanted);
    article.language = language;
    let taken = guard(|| {
        let scan = Scan::new(&article, index, &config.lexicon);
        let (facts, statistics) = fact::extract(&scan, &config.lexicon, &wanted);
        let found = inspect(&scan, &facts, language.is_none());
        (facts, statistics, found)
    });
    let failed = taken.is_none().then(|| Unread {
        path: article.id.to_string(),
        reason: "copydesk failed on this article; please report it as a bug".to_owned(),
    });
    let (facts, statistics, found) = taken.unwrap_or_default();
    let corpus = Corpus::new(vec![Document { article, facts }], statistics);
    Taken { corpus, found, failed, language }
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

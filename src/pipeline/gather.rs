//! Reads articles and takes the facts out of them.

use rayon::prelude::*;

use super::checks::{Found, Inspect};
use super::{Inputs, Job, Progress, guard};
use crate::article::{Article, Unread};
use crate::check::{Corpus, Document, Scope};
use crate::config::Config;
use crate::fact::{self, FactKind, Scan};
use crate::source::{self, Walked};
use crate::text;

/// How many articles are read for each thread before they are handed to the extractors: enough that no thread waits
/// for long, few enough that what was read is still near by when it is looked at.
const BATCH: usize = 32;

/// The kinds of fact that are the same in any language.
const IN_ANY_LANGUAGE: &[FactKind] = &[FactKind::Passage];

/// Everything that was read, in the parts that are compared with each other: one part, or as many
/// as articles under [`Scope::Article`].
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) corpora: Vec<Corpus>,
    pub(super) inputs: Inputs,
    pub(super) found: Vec<Found>,
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
pub(super) fn walk(job: &Job) -> Walked {
    let mut walked = source::walk(&job.roots, job.stdin_name.as_deref(), &job.reading);
    walked.inputs.sort_by(|a, b| a.shown.cmp(&b.shown).then(a.standing.cmp(&b.standing)));
    walked
}

pub(super) fn gather(
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
    let full = BATCH * rayon::current_num_threads();
    let mut batch = Vec::with_capacity(full);
    for (number, input) in walked.inputs.iter().enumerate() {
        watch(Progress::Read(number, walked.inputs.len()));
        let outcome = source::read(input, &job.reading, &mut |article| {
            batch.push(article);
            if batch.len() == full {
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
pub(super) struct Taken {
    pub(super) corpus: Corpus,
    pub(super) found: Vec<Found>,
    failed: Option<Unread>,
    /// What language the article is in, where it is not English.
    language: Option<&'static str>,
}

/// The language of an article that is not in English, and which of the `wanted` facts are taken out
/// of the article.
pub(super) fn wanted_of(article: &Article, wanted: &[FactKind]) -> (Option<&'static str>, Vec<FactKind>) {
    let language = language(article);
    let taken = |kind: &&FactKind| language.is_none() || IN_ANY_LANGUAGE.contains(kind);
    (language, wanted.iter().filter(taken).copied().collect())
}

/// The language of an article that is not in English.
pub fn language(article: &Article) -> Option<&'static str> {
    let declared = article.meta.language.as_deref().and_then(text::language_named);
    text::language_of(article.text(), declared, text::edition(&article.path).language)
}

pub(super) fn take_facts(
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

//! Reports: findings as people and programs read them. One file a format.

mod count;
mod diff;
mod escape;
mod excerpt;
mod github;
mod gitlab;
mod html;
mod json_v1;
mod jsonl;
mod markdown;
mod place;
mod rdjson;
mod sarif;
mod text;
mod words;

pub use diff::patch_of;
pub use escape::visible;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use crate::article::{Article, Unread};
use crate::finding::{Finding, Known, Level, Suppressed, Uncompared};

/// A finished run.
#[derive(Debug)]
pub struct Run<'a> {
    /// The articles read; labels name them by their place here.
    pub articles: &'a [&'a Article],
    /// What was found and is to be shown, in order.
    pub findings: &'a [Finding],
    /// How many findings there are below the least level shown, by level.
    pub hidden: BTreeMap<Level, usize>,
    /// What could not be read.
    pub skipped: &'a [Unread],
    /// Files that no reader takes, by ending.
    pub passed_over: &'a BTreeMap<String, usize>,
    /// Articles that are no copy any more, by what became of them (`killed`), and items beside
    /// articles that have no copy (`picture`).
    pub left_out: &'a BTreeMap<&'static str, usize>,
    /// Articles that are not in English, which the rules of the language pass over, by language.
    pub languages: &'a BTreeMap<&'static str, usize>,
    /// What was not compared because there is too much of it.
    pub uncompared: Uncompared,
    /// Notes about what was read (an unreadable date, …).
    pub notes: &'a [Unread],
    /// What editors have said need not be reported.
    pub suppressed: &'a Suppressed,
    /// What is left out because it is not new.
    pub known: &'a Known,
    /// How long it took.
    pub elapsed: Duration,
}

impl Run<'_> {
    /// How many words were read.
    pub fn words(&self) -> usize {
        self.articles.iter().map(|article| article.word_count()).sum()
    }

    /// The findings, the gravest first: what a host with a limit must not lose.
    pub fn gravest_first(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        findings
    }
}

/// How a report may look; terminals differ.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether colour is wanted.
    pub colour: bool,
}

/// A report format.
pub trait Report: Sync {
    /// What users write after `--format`.
    fn name(&self) -> &'static str;

    /// Writes the report.
    ///
    /// # Errors
    /// When `out` fails.
    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format, sorted by name.
pub const FORMATS: &[&dyn Report] = &[
    &diff::Diff,
    &github::GitHub,
    &gitlab::GitLab,
    &html::Html,
    &json_v1::Json,
    &jsonl::JsonLines,
    &markdown::Markdown,
    &rdjson::RdJson,
    &sarif::Sarif,
    &text::Text,
];

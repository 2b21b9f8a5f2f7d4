//! `json`: one object with everything, the form that scripts rely on.
//!
//! Fields are added freely; one is renamed or dropped only with a new `version`, in a file of its
//! own beside this one.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::place::{Place, Places};
use super::{Look, Report, Run};
use crate::article::Unread;
use crate::finding::{Applicability, Details, Finding, Fix, Label, Level};

/// `--format json`.
pub(super) struct Json;

impl Report for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut places = Places::new(run.articles);
        serde_json::to_writer_pretty(&mut *out, &RunJson::new(run, &mut places))?;
        writeln!(out)
    }
}

/// A run.
#[derive(Serialize)]
pub(super) struct RunJson<'a> {
    version: u32,
    copydesk: &'static str,
    articles: usize,
    words: usize,
    complete: bool,
    skipped: Vec<UnreadJson<'a>>,
    passed_over: &'a BTreeMap<String, usize>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    left_out: &'a BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    languages: &'a BTreeMap<&'static str, usize>,
    uncompared: UncomparedJson,
    notes: Vec<UnreadJson<'a>>,
    suppressed: SuppressedJson<'a>,
    known: KnownJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<FindingJson<'a>>>,
    summary: LevelsJson,
    hidden: LevelsJson,
}

/// Something that was not read.
#[derive(Serialize)]
struct UnreadJson<'a> {
    path: &'a str,
    reason: &'a str,
}

/// What was not compared because there is too much of it.
#[derive(Serialize)]
struct UncomparedJson {
    /// Keys that more names share than are compared with each other.
    keys: usize,
    /// Names under them, counted once a key.
    names: usize,
    /// Articles with more names than are compared with each other.
    articles: usize,
}

/// What editors have said need not be reported.
#[derive(Serialize)]
struct SuppressedJson<'a> {
    /// How many findings.
    findings: usize,
    /// Comments and entries that suppress nothing.
    unused: Vec<UnreadJson<'a>>,
}

/// What is left out because it is not new.
#[derive(Serialize)]
struct KnownJson<'a> {
    /// How many findings.
    findings: usize,
    /// Commits and baselines; empty where everything is reported.
    compared_with: &'a [String],
}

/// A number for each level.
#[derive(Serialize)]
struct LevelsJson {
    error: usize,
    warning: usize,
    query: usize,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    rule: &'a str,
    kind: &'a str,
    level: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    fingerprint: &'a str,
    locations: Vec<LocationJson<'a>>,
    details: DetailsJson<'a>,
    fixes: Vec<FixJson<'a>>,
}

/// A place.
#[derive(Serialize)]
struct LocationJson<'a> {
    path: &'a str,
    article: &'a str,
    record: Option<u32>,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    role: &'static str,
    note: &'a str,
    title: &'a str,
    paragraph: u32,
    excerpt: String,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    key: &'a str,
}

/// What differs; each kind of rule has its own fields.
#[derive(Serialize)]
#[serde(untagged)]
enum DetailsJson<'a> {
    None {},
    Spelling { forms: Vec<FormJson<'a>>, suggested: Option<&'a str>, evidence: &'a [String] },
    Passages { pairs: Vec<PairJson> },
    Conflict { field: &'a str, values: Vec<ValueJson<'a>> },
}

/// A form of a name.
#[derive(Serialize)]
struct FormJson<'a> {
    form: &'a str,
    count: usize,
}

/// Two passages, as indices into `locations`.
#[derive(Serialize)]
struct PairJson {
    a: usize,
    b: usize,
    covered_a: f64,
    covered_b: f64,
    longest_run: usize,
    label: &'static str,
}

/// A value and the index of its place in `locations`.
#[derive(Serialize)]
struct ValueJson<'a> {
    value: &'a str,
    location: usize,
}

/// A change that ends the disagreement.
#[derive(Serialize)]
struct FixJson<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<EditJson<'a>>,
}

/// Text to put in the place of what stands there.
#[derive(Serialize)]
struct EditJson<'a> {
    path: &'a str,
    article: &'a str,
    record: Option<u32>,
    start: u32,
    end: u32,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    text: &'a str,
}

impl<'a> RunJson<'a> {
    fn new(run: &Run<'a>, places: &mut Places<'a>) -> Self {
        let findings = run.findings.iter().map(|f| FindingJson::new(f, places)).collect();
        Self { findings: Some(findings), ..Self::without_findings(run) }
    }

    /// What is published of a run besides its findings.
    pub(super) fn without_findings(run: &Run<'a>) -> Self {
        let shown = |level| run.findings.iter().filter(|f| f.level == level).count();
        let hidden = |level| run.hidden.get(&level).copied().unwrap_or(0);
        Self {
            version: 1,
            copydesk: env!("CARGO_PKG_VERSION"),
            articles: run.articles.len(),
            words: run.words(),
            complete: run.skipped.is_empty(),
            skipped: run.skipped.iter().map(UnreadJson::new).collect(),
            passed_over: run.passed_over,
            left_out: run.left_out,
            languages: run.languages,
            uncompared: UncomparedJson {
                keys: run.uncompared.keys,
                names: run.uncompared.names,
                articles: run.uncompared.articles,
            },
            notes: run.notes.iter().map(UnreadJson::new).collect(),
            suppressed: SuppressedJson {
                findings: run.suppressed.findings,
                unused: run.suppressed.unused.iter().map(UnreadJson::new).collect(),
            },
            known: KnownJson { findings: run.known.findings, compared_with: &run.known.with },
            findings: None,
            summary: LevelsJson::new(shown),
            hidden: LevelsJson::new(hidden),
        }
    }
}

impl<'a> UnreadJson<'a> {
    fn new(unread: &'a Unread) -> Self {
        Self { path: &unread.path, reason: &unread.reason }
    }
}

impl LevelsJson {
    fn new(count: impl Fn(Level) -> usize) -> Self {
        Self { error: count(Level::Error), warning: count(Level::Warning), query: count(Level::Query) }
    }
}

impl<'a> FindingJson<'a> {
    /// Copies what is published of a finding.
    pub(super) fn new(finding: &'a Finding, places: &mut Places<'a>) -> Self {
        Self {
            rule: &finding.rule,
            kind: finding.kind,
            level: finding.level.name(),
            message: &finding.message,
            link: finding.link.as_deref(),
            fingerprint: &finding.fingerprint,
            locations: finding
                .labels()
                .zip(&finding.keys)
                .enumerate()
                .map(|(index, (label, key))| LocationJson::new(index == 0, label, key, places))
                .collect(),
            details: DetailsJson::new(&finding.details),
            fixes: finding.fixes.iter().map(|fix| FixJson::new(fix, places)).collect(),
        }
    }
}

impl<'a> LocationJson<'a> {
    fn new(primary: bool, label: &'a Label, key: &'a str, places: &mut Places<'a>) -> Self {
        let place = places.of(label);
        Self {
            path: &place.article.path,
            article: &place.article.id,
            record: place.article.record,
            start: place.location.start,
            end: place.location.end,
            line: place.start.line,
            column: place.start.column,
            text: place.text(),
            role: if primary { "primary" } else { "related" },
            note: &label.note,
            title: place.article.title(),
            paragraph: place.location.paragraph,
            excerpt: place.excerpt(),
            part: part(&place),
            key,
        }
    }
}

impl<'a> DetailsJson<'a> {
    fn new(details: &'a Details) -> Self {
        match details {
            Details::None => Self::None {},
            Details::Spelling { forms, suggested, evidence } => Self::Spelling {
                forms: forms.iter().map(|(form, count)| FormJson { form, count: *count }).collect(),
                suggested: suggested.as_deref(),
                evidence,
            },
            Details::Passages(pairs) => Self::Passages {
                pairs: pairs
                    .iter()
                    .map(|pair| PairJson {
                        a: pair.a,
                        b: pair.b,
                        covered_a: thousandths(pair.covered_a),
                        covered_b: thousandths(pair.covered_b),
                        longest_run: pair.longest_run,
                        label: pair.likeness.name(),
                    })
                    .collect(),
            },
            Details::Conflict { field, values } => Self::Conflict {
                field,
                values: values
                    .iter()
                    .map(|(value, location)| ValueJson { value, location: *location })
                    .collect(),
            },
        }
    }
}

impl<'a> FixJson<'a> {
    fn new(fix: &'a Fix, places: &mut Places<'a>) -> Self {
        let edit = |edit: &'a crate::finding::Edit| {
            let place = places.at(edit.article, edit.span);
            EditJson {
                path: &place.article.path,
                article: &place.article.id,
                record: place.article.record,
                start: place.location.start,
                end: place.location.end,
                part: part(&place),
                text: &edit.with,
            }
        };
        let safety = match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
            Applicability::Display => "display",
        };
        Self { title: &fix.title, safety, edits: fix.edits.iter().map(edit).collect() }
    }
}

fn part(place: &Place<'_>) -> Option<&'static str> {
    place.in_title().then_some("title")
}

/// Shares are printed to three places: beyond that they say nothing and differ by machine.
fn thousandths(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

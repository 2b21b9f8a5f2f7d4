//! What the page's script gets: findings, and the copy that they speak of, as JSON.
//!
//! Text comes ready to be shown ([`visible`]), and offsets count in UTF-16, as scripts do. A
//! paragraph is written once, however many findings touch it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::super::Run;
use super::super::escape::visible;
use super::super::place::{Place, Places};
use super::sides::{self, Role, Side};
use crate::article::Article;
use crate::finding::{Details, Finding};

/// Places named that are not shown.
const NAMED: usize = 100;
/// A neighbouring paragraph is cut to so many bytes.
const NEAR: usize = 600;

/// Everything the page shows.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    copydesk: &'static str,
    rules: Vec<Cow<'a, str>>,
    articles: Vec<ArticleData<'a>>,
    paragraphs: Vec<ParagraphData>,
    findings: Vec<FindingData<'a>>,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    path: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    title: String,
    byline: String,
    /// How many paragraphs it has, the headline not counted.
    paragraphs: u32,
}

#[derive(Serialize)]
struct ParagraphData {
    article: usize,
    number: u32,
    text: String,
}

#[derive(Serialize)]
struct FindingData<'a> {
    article: usize,
    rule: usize,
    kind: &'a str,
    level: &'a str,
    message: String,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<FormData<'a>>,
    /// What disagrees, as printed in the copy; it goes into the decisions file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<&'a str>,
    rows: Vec<RowData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more: Vec<String>,
    #[serde(skip_serializing_if = "is_none")]
    unnamed: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<String>,
}

#[derive(Serialize)]
struct FormData<'a> {
    form: Cow<'a, str>,
    count: usize,
    usual: bool,
}

#[derive(Serialize)]
struct RowData {
    same: bool,
    sides: Vec<SideData>,
}

#[derive(Serialize)]
struct SideData {
    /// Indices into the page's paragraphs.
    paragraph: usize,
    before: Option<usize>,
    after: Option<usize>,
    at: String,
    notes: Vec<String>,
    marks: Vec<(usize, usize, &'static str)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl<'a> Page<'a> {
    /// The page of findings that stand in the order to be shown.
    pub(super) fn new(run: &Run<'a>, findings: &[&'a Finding]) -> Self {
        let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        let mut tables = Tables { run: run.articles, ..Tables::default() };
        let mut places = Places::new(run.articles);
        let findings = findings.iter().map(|f| tables.finding(f, &rules, &mut places)).collect();
        Self {
            copydesk: env!("CARGO_PKG_VERSION"),
            rules: rules.into_iter().map(visible).collect(),
            articles: tables.articles,
            paragraphs: tables.paragraphs,
            findings,
        }
    }
}

/// Articles and paragraphs, each once.
#[derive(Default)]
struct Tables<'a> {
    run: &'a [&'a Article],
    articles: Vec<ArticleData<'a>>,
    article_at: BTreeMap<u32, usize>,
    paragraphs: Vec<ParagraphData>,
    paragraph_at: BTreeMap<(u32, usize, usize), usize>,
}

impl<'a> Tables<'a> {
    fn finding(&mut self, finding: &'a Finding, rules: &[&str], places: &mut Places<'a>) -> FindingData<'a> {
        let (rows, more) = sides::rows(finding, places);
        let rows = rows
            .iter()
            .map(|row| RowData {
                same: row.same,
                sides: row.sides.iter().map(|side| self.side(side)).collect(),
            })
            .collect();
        FindingData {
            article: self.article(finding.primary.article),
            rule: rules.binary_search(&finding.rule.as_str()).expect("rules are sorted and complete"),
            kind: finding.kind,
            level: finding.level.name(),
            message: shown(&finding.message),
            fingerprint: &finding.fingerprint,
            link: finding.link.as_deref().filter(|link| link.starts_with("https://")),
            forms: forms(finding),
            values: values(finding),
            rows,
            unnamed: more.len().saturating_sub(NAMED),
            more: more.iter().take(NAMED).map(|side| address(&side.place)).collect(),
            fixes: finding.fixes.iter().map(|fix| shown(&fix.title)).collect(),
        }
    }

    fn article(&mut self, index: u32) -> usize {
        if let Some(at) = self.article_at.get(&index) {
            return *at;
        }
        let article = self.run[index as usize];
        let meta = &article.meta;
        let date = meta.date.map(|date| date.date().to_string());
        let byline: Vec<String> =
            [&meta.source, &meta.author, &date].into_iter().flatten().map(|part| shown(part)).collect();
        self.articles.push(ArticleData {
            path: visible(&article.path),
            id: article.record.map(|_| visible(&article.id)),
            title: shown(article.title()),
            byline: byline.join(" · "),
            paragraphs: article.paragraphs().last().map_or(0, |paragraph| paragraph.number),
        });
        self.article_at.insert(index, self.articles.len() - 1);
        self.articles.len() - 1
    }

    fn paragraph(&mut self, article: u32, number: u32, range: &Range<usize>) -> usize {
        if let Some(at) = self.paragraph_at.get(&(article, range.start, range.end)) {
            return *at;
        }
        let text = self.run[article as usize].text();
        let paragraph = ParagraphData {
            article: self.article(article),
            number,
            text: format!(
                "{}{}{}",
                if goes_on_before(text, range.start) { "…" } else { "" },
                shown(&text[range.clone()]),
                if goes_on_after(text, range.end) { "…" } else { "" }
            ),
        };
        self.paragraphs.push(paragraph);
        self.paragraph_at.insert((article, range.start, range.end), self.paragraphs.len() - 1);
        self.paragraphs.len() - 1
    }

    fn side(&mut self, side: &Side<'a>) -> SideData {
        let text = side.place.article.text();
        let lead = usize::from(goes_on_before(text, side.shown.start));
        let offset = |at: usize| {
            let at = at.clamp(side.shown.start, side.shown.end);
            lead + shown(&text[side.shown.start..at]).encode_utf16().count()
        };
        let mark =
            |(range, role): &(Range<usize>, Role)| (offset(range.start), offset(range.end), role.name());
        // A passage that is the whole paragraph needs no line under all of it.
        let says_something = |(range, role): &&(Range<usize>, Role)| {
            *role != Role::Place || range.start > side.shown.start || range.end < side.shown.end
        };
        let (before, after) = self.neighbours(side);
        SideData {
            paragraph: self.paragraph(side.article, side.place.location.paragraph, &side.shown),
            before,
            after,
            at: address(&side.place),
            notes: side.notes.iter().map(|note| shown(note)).collect(),
            marks: side.marks.iter().filter(says_something).map(mark).filter(|m| m.0 < m.1).collect(),
        }
    }

    /// The paragraphs before and after a side, as much of them as is of use.
    fn neighbours(&mut self, side: &Side<'_>) -> (Option<usize>, Option<usize>) {
        let article = side.place.article;
        let (text, paragraphs) = (article.text(), article.paragraphs());
        let first = paragraphs.partition_point(|p| (p.span.end as usize) <= side.shown.start);
        let next = paragraphs.partition_point(|p| (p.span.start as usize) < side.shown.end);
        let before = first.checked_sub(1).map(|at| {
            let range = paragraphs[at].span.range();
            let from = text.ceil_char_boundary(range.end.saturating_sub(NEAR));
            self.paragraph(side.article, paragraphs[at].number, &(range.start.max(from)..range.end))
        });
        let after = paragraphs.get(next).map(|paragraph| {
            let range = paragraph.span.range();
            let until = text.floor_char_boundary(range.start + NEAR);
            self.paragraph(side.article, paragraph.number, &(range.start..range.end.min(until)))
        });
        (before, after)
    }
}

/// Whether a paragraph has more before `at`: one that begins there has a line end before it.
fn goes_on_before(text: &str, at: usize) -> bool {
    at > 0 && !text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
}

fn goes_on_after(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches([' ', '\t']);
    !rest.is_empty() && !rest.starts_with(['\n', '\r'])
}

/// Text as the page may show it; line ends are the file's, not the copy's.
fn shown(text: &str) -> String {
    visible(&text.replace(['\r', '\n'], " ")).into_owned()
}

fn forms(finding: &Finding) -> Vec<FormData<'_>> {
    let Details::Spelling { forms, suggested, .. } = &finding.details else { return Vec::new() };
    let each = forms.iter().map(|(form, count)| FormData {
        form: visible(form),
        count: *count,
        usual: suggested.as_ref() == Some(form),
    });
    each.collect()
}

fn values(finding: &Finding) -> Vec<&str> {
    match &finding.details {
        Details::Spelling { forms, .. } => forms.iter().map(|(form, _)| form.as_str()).collect(),
        Details::Conflict { values, .. } => values.iter().map(|(value, _)| value.as_str()).collect(),
        Details::Passages(_) | Details::None => Vec::new(),
    }
}

/// Path and line, as people type them into an editor.
fn address(place: &Place<'_>) -> String {
    match place.article.record {
        None if place.in_title() => visible(place.path()).into_owned(),
        _ => format!("{}:{}", visible(place.path()), place.file_line()),
    }
}

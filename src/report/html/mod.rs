//! `html`: one file for editors, to open, send and print; it asks nothing of the network.
//!
//! Findings stand under the article they are reported at, articles with the gravest first. Copy is
//! data: everything that comes from outside goes through [`escaped`].

mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::escape::visible;
use super::place::Places;
use super::{Look, Report, Run};
use crate::finding::{Finding, Level};

/// `--format html`.
pub(super) struct Html;

impl Report for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let groups = groups(run);
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
             <title>copydesk report</title>\n<style>\n{}</style>\n</head>\n<body>\n",
            include_str!("page.css")
        )?;
        header(run, out)?;
        if !run.findings.is_empty() {
            filters(run, &groups, out)?;
        }
        writeln!(out, "<main>")?;
        let mut places = Places::new(run.articles);
        for (index, findings) in &groups {
            let article = run.articles[*index as usize];
            let title = if article.title().is_empty() { &*article.id } else { article.title() };
            writeln!(out, "<section id=\"a{index}\">\n<h2>{}</h2>", escaped(title))?;
            writeln!(out, "<p class=\"where\">{}</p>", escaped(&article.path))?;
            for finding in findings {
                section::write(finding, &mut places, out)?;
            }
            writeln!(out, "</section>")?;
        }
        writeln!(out, "</main>")?;
        footer(run, out)?;
        write!(out, "<script>\n{}</script>\n</body>\n</html>\n", include_str!("page.js"))
    }
}

/// The findings by the article they are reported at: articles with the gravest finding first, then
/// in the order of the run; the gravest first in each.
fn groups<'a>(run: &Run<'a>) -> Vec<(u32, Vec<&'a Finding>)> {
    let mut by_article: BTreeMap<u32, Vec<&Finding>> = BTreeMap::new();
    for finding in run.findings {
        by_article.entry(finding.primary.article).or_default().push(finding);
    }
    let mut groups: Vec<(u32, Vec<&Finding>)> = by_article.into_iter().collect();
    for (_, findings) in &mut groups {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    }
    groups.sort_by_key(|(_, findings)| std::cmp::Reverse(findings[0].level));
    groups
}

fn header(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<header>\n<h1>copydesk</h1>")?;
    let articles = run.articles.len();
    if articles == 0 {
        writeln!(out, "<p class=\"nothing\">Nothing was read: there is no article to check.</p>")?;
    } else {
        let counts: Vec<String> = Level::ALL
            .into_iter()
            .rev()
            .map(|level| (level, run.findings.iter().filter(|finding| finding.level == level).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| match level {
                Level::Error => counted(count, "error", "errors"),
                Level::Warning => counted(count, "warning", "warnings"),
                Level::Query => counted(count, "query", "queries"),
            })
            .collect();
        let found = if counts.is_empty() { "No findings".to_owned() } else { counts.join(", ") };
        let copy = format!(
            "{} ({})",
            counted(articles, "article", "articles"),
            counted(run.words(), "word", "words")
        );
        writeln!(out, "<p>{found} in {copy}.</p>")?;
    }
    if !run.skipped.is_empty() {
        let count = counted(run.skipped.len(), "input was", "inputs were");
        writeln!(out, "<p class=\"warn\">{count} not read.</p>")?;
    }
    writeln!(out, "</header>")
}

fn filters(run: &Run<'_>, groups: &[(u32, Vec<&Finding>)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<nav aria-label=\"Filters\">")?;
    let levels: Vec<(String, String)> = Level::ALL
        .into_iter()
        .rev()
        .filter(|level| run.findings.iter().any(|finding| finding.level == *level))
        .map(|level| (level.name().to_owned(), level.name().to_owned()))
        .collect();
    select("level", "Level", &levels, out)?;
    let rules: BTreeSet<&str> = run.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let rules: Vec<(String, String)> = rules.into_iter().map(|rule| (rule.into(), rule.into())).collect();
    select("rule", "Rule", &rules, out)?;
    let articles: Vec<(String, String)> = groups
        .iter()
        .map(|(index, _)| (format!("a{index}"), run.articles[*index as usize].id.to_string()))
        .collect();
    select("article", "Article", &articles, out)?;
    writeln!(out, "<label>Search <input id=\"search\" type=\"search\" placeholder=\"/\"></label>")?;
    writeln!(out, "<span id=\"count\" role=\"status\"></span> <span>j next, k back</span>\n</nav>")
}

fn select(id: &str, label: &str, options: &[(String, String)], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<label>{label} <select id=\"{id}\"><option value=\"\">all</option>")?;
    for (value, shown) in options {
        write!(out, "<option value=\"{}\">{}</option>", escaped(value), escaped(shown))?;
    }
    writeln!(out, "</select></label>")
}

fn footer(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<footer>")?;
    let hidden: usize = run.hidden.values().sum();
    if hidden > 0 {
        let count = counted(hidden, "finding", "findings");
        writeln!(out, "<p>{count} below the level asked for: <code>--level query</code> shows all.</p>")?;
    }
    for (heading, list) in [("Not read", run.skipped), ("Notes", run.notes)] {
        if list.is_empty() {
            continue;
        }
        writeln!(out, "<h2>{heading}</h2>\n<ul>")?;
        for unread in list {
            writeln!(out, "<li>{}: {}</li>", escaped(&unread.path), escaped(&unread.reason))?;
        }
        writeln!(out, "</ul>")?;
    }
    let passed_over: usize = run.passed_over.values().sum();
    if passed_over > 0 {
        writeln!(out, "<p>{} that no reader takes passed over.</p>", counted(passed_over, "file", "files"))?;
    }
    writeln!(out, "</footer>")
}

fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// Text that means itself in HTML, inside an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for c in visible(text).chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            c => shown.push(c),
        }
    }
    shown
}

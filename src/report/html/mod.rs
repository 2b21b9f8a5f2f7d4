//! `html`: one file for editors, to open, mark, send and print; it asks nothing of the network.
//!
//! The page's frame is written here; its findings go in as JSON ([`data`]) and are drawn by the
//! script as they come into view, so ten thousand open at once. Copy is data: the frame escapes what
//! comes from outside ([`escaped`]), the script writes text nodes only, and the page's policy
//! refuses any script or style but its own, whose nonce hangs on everything it shows.

mod data;
mod sides;

use std::collections::BTreeMap;
use std::io::{self, Write};

use xxhash_rust::xxh3::xxh3_64;

use super::count::{counted, grouped, levels, uncompared};
use super::escape::visible;
use super::{Look, Report, Run};
use crate::article::Unread;
use crate::finding::Finding;

const STYLE: &str = include_str!("page/page.css");
const BODY: &str = include_str!("page/body.html");
/// The script, in the order in which its parts use each other.
const SCRIPT: &[&str] = &[
    include_str!("page/base.js"),
    include_str!("page/decisions.js"),
    include_str!("page/card.js"),
    include_str!("page/list.js"),
    include_str!("page/keys.js"),
];
/// Inputs named that were not read.
const NAMED: usize = 200;

/// `--format html`.
pub(super) struct Html;

impl Report for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        // `<` could end the element or open a comment in it.
        let data = serde_json::to_string(&data::Page::new(run, &ranked(run)))?.replace('<', "\\u003c");
        let id = format!("{:016x}", xxh3_64(data.as_bytes()));
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\" data-run=\"{id}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; \
             form-action 'none'; style-src 'nonce-{id}'; script-src 'nonce-{id}'; \
             require-trusted-types-for 'script'\">\n\
             <title>{}: copydesk</title>\n<style nonce=\"{id}\">\n{STYLE}</style>\n</head>\n<body>\n",
            escaped(&headline(run))
        )?;
        masthead(run, out)?;
        if run.findings.is_empty() {
            footer(run, out)?;
        } else {
            write!(out, "{BODY}")?;
            footer(run, out)?;
            writeln!(out, "<script type=\"application/json\" id=\"data\">{data}</script>")?;
            writeln!(out, "<script nonce=\"{id}\">\n\"use strict\";\n(() => {{")?;
            for part in SCRIPT {
                write!(out, "{part}")?;
            }
            writeln!(out, "}})();\n</script>")?;
        }
        write!(out, "</body>\n</html>\n")
    }
}

/// The findings as they are shown: by the article they are reported at, the gravest first in each;
/// articles by their gravest finding, then by how many they have of that level.
fn ranked<'a>(run: &Run<'a>) -> Vec<&'a Finding> {
    let mut by_article: BTreeMap<u32, Vec<&Finding>> = BTreeMap::new();
    for finding in run.findings {
        by_article.entry(finding.primary.article).or_default().push(finding);
    }
    let mut groups: Vec<Vec<&Finding>> = by_article.into_values().collect();
    for findings in &mut groups {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    }
    groups.sort_by_key(|findings| {
        let gravest = findings[0].level;
        std::cmp::Reverse((gravest, findings.iter().filter(|f| f.level == gravest).count()))
    });
    groups.into_iter().flatten().collect()
}

/// What was found in how much copy.
fn headline(run: &Run<'_>) -> String {
    if run.articles.is_empty() {
        return "Nothing was read".to_owned();
    }
    let found = levels(|level| run.findings.iter().filter(|finding| finding.level == level).count());
    let found = if found.is_empty() { "No findings".to_owned() } else { found };
    format!("{found} in {}", counted(run.articles.len(), "article", "articles"))
}

fn masthead(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<header class=\"masthead\">\n<p class=\"brand\">copydesk</p>")?;
    let headline = escaped(&headline(run));
    if run.articles.is_empty() {
        writeln!(out, "<h1 class=\"nothing\">{headline}</h1>")?;
        writeln!(
            out,
            "<p class=\"deck\">There is no article to check, so nothing can be said of the copy.</p>"
        )?;
    } else {
        writeln!(out, "<h1>{headline}</h1>")?;
        let mut deck = vec![format!("{} read", counted(run.words(), "word", "words"))];
        let hidden: usize = run.hidden.values().sum();
        if hidden > 0 {
            deck.push(format!(
                "{} below the level asked for, which <code>--level query</code> shows",
                counted(hidden, "finding", "findings")
            ));
        }
        if !run.known.with.is_empty() {
            let with = escaped(&run.known.with.join(" and "));
            deck.push(format!(
                "{} that {with} has too left out",
                counted(run.known.findings, "finding", "findings")
            ));
        }
        let passed_over: usize = run.passed_over.values().sum();
        if passed_over > 0 {
            deck.push(format!("{} passed over that no reader takes", counted(passed_over, "file", "files")));
        }
        let left_out: usize = run.left_out.values().sum();
        if left_out > 0 {
            deck.push(format!(
                "{} left out as no copy ({})",
                counted(left_out, "item", "items"),
                run.left_out.keys().copied().collect::<Vec<_>>().join(", ")
            ));
        }
        let foreign: usize = run.languages.values().sum();
        if foreign > 0 {
            deck.push(format!("{} not in English", counted(foreign, "article", "articles")));
        }
        deck.extend(uncompared(run.uncompared));
        writeln!(out, "<p class=\"deck\">{}.</p>", deck.join("; "))?;
    }
    if !run.skipped.is_empty() {
        let count = counted(run.skipped.len(), "input was", "inputs were");
        writeln!(out, "<p class=\"unread\"><a href=\"#unread\">{count} not read</a></p>")?;
    }
    writeln!(out, "</header>")
}

fn footer(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<footer>")?;
    let unused = &run.suppressed.unused[..];
    let lists = [
        ("unread", "Not read", run.skipped),
        ("unused", "Unused suppressions", unused),
        ("notes", "Notes", run.notes),
    ];
    for (id, heading, list) in lists {
        unread(id, heading, list, out)?;
    }
    writeln!(out, "<p>copydesk {}</p>\n</footer>", env!("CARGO_PKG_VERSION"))
}

fn unread(id: &str, heading: &str, list: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section id=\"{id}\">\n<h2>{heading}</h2>\n<ul>")?;
    for unread in list.iter().take(NAMED) {
        writeln!(out, "<li><b>{}</b> {}</li>", escaped(&unread.path), escaped(&unread.reason))?;
    }
    if list.len() > NAMED {
        writeln!(out, "<li>and {} more</li>", grouped(list.len() - NAMED))?;
    }
    writeln!(out, "</ul>\n</section>")
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

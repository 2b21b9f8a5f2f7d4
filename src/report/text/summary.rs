//! The closing lines: what was found, how grave, in how much copy, and what was not looked at.
//!
//! A run that read nothing, or not everything, never ends with a bare "no findings".

use std::collections::BTreeMap;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::super::Run;
use super::super::count::{capitalised, counted, grouped, levels, uncompared};
use super::super::escape::visible;
use super::paint::{Paint, wrap};
use crate::article::{NO_ENDING, Unread};
use crate::finding::Level;

/// Writes the closing lines.
pub(super) fn write(run: &Run<'_>, width: usize, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(&headline(run), width) {
        writeln!(out, "{}", paint.bold(&line))?;
    }
    rules(run, paint, out)?;
    if !run.hidden.is_empty() {
        let hidden = levels(|level| run.hidden.get(&level).copied().unwrap_or(0));
        let least = run.hidden.keys().next().map_or("query", |level| level.name());
        let line = format!("Not shown: {hidden}; `--level {least}` shows them.");
        for line in wrap(&line, width) {
            writeln!(out, "{line}")?;
        }
    }
    if !run.passed_over.is_empty() {
        for line in wrap(&passed_over(run.passed_over), width) {
            writeln!(out, "{line}")?;
        }
    }
    if !run.known.with.is_empty() {
        let count = counted(run.known.findings, "finding", "findings");
        let line = format!(
            "Left out as not new: {count}, compared with {}.",
            visible(&run.known.with.join(" and "))
        );
        for line in wrap(&line, width) {
            writeln!(out, "{line}")?;
        }
    }
    if !run.left_out.is_empty() {
        let all = counted(run.left_out.values().sum(), "item that is", "items that are");
        for line in wrap(&format!("Left out {all} no copy: {}.", each(run.left_out)), width) {
            writeln!(out, "{line}")?;
        }
    }
    if !run.languages.is_empty() {
        let all = counted(run.languages.values().sum(), "article that is", "articles that are");
        let line = format!(
            "Passed over by the rules of the language: {all} not in English ({}).",
            each(run.languages)
        );
        for line in wrap(&line, width) {
            writeln!(out, "{line}")?;
        }
    }
    if let Some(left) = uncompared(run.uncompared) {
        for line in wrap(&format!("{}.", capitalised(&left)), width) {
            writeln!(out, "{line}")?;
        }
    }
    if run.suppressed.findings > 0 {
        let count = counted(run.suppressed.findings, "finding", "findings");
        for line in wrap(&format!("Suppressed by comments and copydesk.yml: {count}."), width) {
            writeln!(out, "{line}")?;
        }
    }
    unread("Not read", run.skipped, width, paint, out)?;
    unread("Unused suppressions", &run.suppressed.unused, width, paint, out)?;
    unread("Notes", run.notes, width, paint, out)
}

/// What was found in how much copy.
fn headline(run: &Run<'_>) -> String {
    let articles = run.articles.len();
    if articles == 0 {
        return if run.skipped.is_empty() {
            "Nothing was read: there is no article to check.".to_owned()
        } else {
            "Nothing was read: each input was left out.".to_owned()
        };
    }
    let copy =
        format!("{} ({})", counted(articles, "article", "articles"), counted(run.words(), "word", "words"));
    let found = levels(|level| run.findings.iter().filter(|f| f.level == level).count());
    let none = if run.known.with.is_empty() { "No findings" } else { "No new findings" };
    let found = if found.is_empty() { none.to_owned() } else { found };
    match run.skipped.len() {
        0 => format!("{found} in {copy}."),
        left_out => format!(
            "{found} in {copy}, but not everything was read: {} left out.",
            counted(left_out, "input", "inputs")
        ),
    }
}

/// How many findings each rule has, the gravest level first.
fn rules(run: &Run<'_>, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    for finding in run.findings {
        *counts.entry((finding.level, &finding.rule)).or_default() += 1;
    }
    let mut rows: Vec<((Level, &str), usize)> = counts.into_iter().collect();
    rows.sort_by(|((a, rule_a), n), ((b, rule_b), m)| b.cmp(a).then(m.cmp(n)).then(rule_a.cmp(rule_b)));
    let widest = rows.iter().map(|((_, rule), _)| rule.width()).max().unwrap_or(0);
    let mut above = None;
    for ((level, rule), count) in rows {
        let name = if above == Some(level) { "" } else { level.name() };
        above = Some(level);
        let pad = " ".repeat(widest - rule.width());
        let name = format!("{}{}", paint.level(level, name), " ".repeat(7 - name.len()));
        writeln!(out, "  {name}  {}{pad}  {:>4}", visible(rule), grouped(count))?;
    }
    Ok(())
}

fn passed_over(endings: &BTreeMap<String, usize>) -> String {
    let all: usize = endings.values().sum();
    let mut each: Vec<(&str, usize)> = endings.iter().map(|(ending, n)| (ending.as_str(), *n)).collect();
    each.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
    let named = each.iter().map(|(ending, n)| match *ending {
        NO_ENDING => format!("{} without an ending", grouped(*n)),
        ending => format!("{} .{}", grouped(*n), visible(ending)),
    });
    let named: Vec<String> = named.collect();
    format!("Passed over {} that no reader takes: {}.", counted(all, "file", "files"), named.join(", "))
}

/// Counts by name: `2 killed, 1 superseded`.
fn each(counts: &BTreeMap<&'static str, usize>) -> String {
    counts.iter().map(|(name, count)| format!("{} {name}", grouped(*count))).collect::<Vec<_>>().join(", ")
}

/// Of one file with many broken records so many are shown.
const SHOWN_OF_ONE_FILE: usize = 10;

/// A list of paths with reasons, in order of paths.
fn unread(heading: &str, list: &[Unread], width: usize, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", paint.bold(&format!("{heading}:")))?;
    let mut lines = Vec::new();
    for file in list.chunk_by(|a, b| a.path == b.path) {
        for unread in file.iter().take(SHOWN_OF_ONE_FILE) {
            lines.push(format!("{}: {}", visible(&unread.path), visible(&unread.reason)));
        }
        if let Some(more) = file.len().checked_sub(SHOWN_OF_ONE_FILE).filter(|more| *more > 0) {
            lines.push(format!(
                "{}: and {} more; the `json` format lists all",
                visible(&file[0].path),
                grouped(more)
            ));
        }
    }
    for line in lines {
        for (number, line) in wrap(&line, width - 6).iter().enumerate() {
            writeln!(out, "{}{line}", if number == 0 { "  " } else { "      " })?;
        }
    }
    Ok(())
}

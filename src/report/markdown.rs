//! `markdown`: a job summary or a comment, the gravest findings first.
//!
//! GitHub drops a whole summary over 1 MiB, so the report stops before and says how many findings
//! follow. Copy is data: every character that Markdown or HTML gives a meaning is escaped.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::count::{capitalised, counted, uncompared};
use super::escape::visible;
use super::place::{Place, Places};
use super::words::{self, Piece};
use super::{Look, Report, Run};
use crate::article::Unread;
use crate::finding::{Finding, Label, Level};

/// Bytes that GitHub takes of a step's summary.
const MOST: usize = 1 << 20;
/// Bytes for saying how many findings are not shown.
const ROOM_FOR_MORE: usize = 100;
/// Places shown of a finding.
const SHOWN: usize = 8;
/// Pairs of passages compared.
const COMPARED: usize = 3;
/// Inputs named that were not read.
const NAMED: usize = 50;
/// Characters of such an input's path and reason.
const LONGEST: usize = 500;

/// `--format markdown`.
pub(super) struct Markdown;

impl Report for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut frame = Vec::new();
        writeln!(frame, "# copydesk\n\n{}\n", headline(run))?;
        table(run, &mut frame)?;
        out.write_all(&frame)?;
        let mut end = Vec::new();
        closing(run, &mut end)?;
        let mut places = Places::new(run.articles);
        let findings = run.gravest_first();
        let mut room = MOST.saturating_sub(frame.len() + end.len() + ROOM_FOR_MORE);
        for (number, finding) in findings.iter().enumerate() {
            let shown = section(finding, &mut places);
            if shown.len() > room {
                let more = counted(
                    findings.len() - number,
                    "more finding is not shown here",
                    "more findings are not shown here",
                );
                writeln!(out, "**{more}.**\n")?;
                break;
            }
            room -= shown.len();
            out.write_all(shown.as_bytes())?;
        }
        out.write_all(&end)
    }
}

fn headline(run: &Run<'_>) -> String {
    let count = run.articles.len();
    if count == 0 {
        return "**Nothing was read: there is no article to check.**".to_owned();
    }
    let articles = if count == 1 { "article" } else { "articles" };
    let found = match run.findings.len() {
        0 if run.known.with.is_empty() => "No findings".to_owned(),
        0 => "No new findings".to_owned(),
        1 => "1 finding".to_owned(),
        many => format!("{many} findings"),
    };
    let rest = match run.skipped.len() {
        0 => String::new(),
        1 => " **1 input could not be read.**".to_owned(),
        many => format!(" **{many} inputs could not be read.**"),
    };
    format!("{found} in {count} {articles} ({} words).{rest}", run.words())
}

fn table(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    for finding in run.findings {
        *counts.entry((finding.level, &finding.rule)).or_default() += 1;
    }
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(out, "| level | rule | findings |\n|---|---|--:|")?;
    for level in Level::ALL.into_iter().rev() {
        for ((_, rule), count) in counts.iter().filter(|((of, _), _)| *of == level) {
            writeln!(out, "| {} | {} | {count} |", level.name(), literal(rule))?;
        }
    }
    writeln!(out)
}

fn section<'a>(finding: &Finding, places: &mut Places<'a>) -> String {
    let mut shown = format!(
        "### {} {}\n\n{}\n\n",
        finding.level.name(),
        literal(&finding.rule),
        message(&finding.message)
    );
    let labels: Vec<&Label> = finding.labels().collect();
    for label in labels.iter().take(SHOWN) {
        let place = places.of(label);
        let excerpt = place.split_excerpt();
        shown.push_str(&format!(
            "- {}: {}**{}**{}\n",
            address(&place),
            literal(&excerpt.before),
            literal(&excerpt.at),
            literal(&excerpt.after)
        ));
    }
    if labels.len() > SHOWN {
        let more = labels.len() - SHOWN;
        shown.push_str(&format!("- and {more} more {}\n", if more == 1 { "place" } else { "places" }));
    }
    shown.push('\n');
    for (a, b) in finding.compared.iter().take(COMPARED) {
        let (old, new) = (places.of(labels[*a]), places.of(labels[*b]));
        for hunk in words::hunks(old.text(), new.text()) {
            let pieces: Vec<String> = hunk.iter().map(piece).collect();
            shown.push_str(&format!("> {}\n>\n", pieces.join(" ")));
        }
        shown.push('\n');
    }
    shown
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Gap => "…".to_owned(),
        Piece::Same(words) => literal(words),
        Piece::Old(words) => format!("<del>{}</del>", literal(words)),
        Piece::New(words) => format!("<ins>{}</ins>", literal(words)),
    }
}

fn address(place: &Place<'_>) -> String {
    let mut at = format!("{}:{}", literal(place.path()), place.file_line());
    match place.location.paragraph {
        0 => at.push_str(", headline"),
        number => at.push_str(&format!(", paragraph {number}")),
    }
    at
}

fn closing(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let hidden: usize = run.hidden.values().sum();
    if hidden > 0 {
        let hidden = counted(
            hidden,
            "finding below the level asked for is not shown",
            "findings below the level asked for are not shown",
        );
        writeln!(out, "{hidden}.\n")?;
    }
    if !run.known.with.is_empty() {
        let count = counted(run.known.findings, "finding", "findings");
        writeln!(
            out,
            "Left out as not new: {count}, compared with {}.\n",
            literal(&run.known.with.join(" and "))
        )?;
    }
    if let Some(left) = uncompared(run.uncompared) {
        writeln!(out, "{}.\n", capitalised(&left))?;
    }
    list("Not read", run.skipped, out)?;
    list("Unused suppressions", &run.suppressed.unused, out)
}

fn list(heading: &str, all: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "{heading}:\n")?;
    for unread in all.iter().take(NAMED) {
        writeln!(out, "- {}: {}", literal(&short(&unread.path)), literal(&short(&unread.reason)))?;
    }
    if all.len() > NAMED {
        writeln!(out, "- and {} more", all.len() - NAMED)?;
    }
    writeln!(out)
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A message: what it puts between backticks is code, if each has its partner.
fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return literal(text);
    }
    let each = parts.iter().enumerate().map(|(number, part)| match number % 2 {
        0 => literal(part),
        _ => format!("<code>{}</code>", literal(part)),
    });
    each.collect()
}

/// Text that means itself: what Markdown or HTML could read otherwise is a character reference.
fn literal(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for c in visible(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '@'
            | '!' | '$' => {
                shown.push_str(&format!("&#{};", u32::from(c)));
            }
            c => shown.push(c),
        }
    }
    shown
}

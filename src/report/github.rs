//! `github`: annotations for GitHub Actions, as workflow commands.
//!
//! GitHub keeps ten annotations of a level and step and drops the rest without a word, so the last that
//! it keeps says how many there are. What was not read comes first: without it, findings may be missing.
//! Copy must not start a command of its own: every line here begins with a
//! command of ours, and line ends and separators in values are escaped.

use std::io::{self, Write};

use super::count::uncompared;
use super::escape::visible;
use super::place::Places;
use super::{Look, Report, Run};
use crate::finding::{Finding, Level};

/// Annotations that GitHub keeps of a level and step.
const KEPT: usize = 10;
/// Of those, how many name what was not read.
const UNREAD: usize = 3;

/// `--format github`.
pub(super) struct GitHub;

impl Report for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut places = Places::new(run.articles);
        for level in Level::ALL.into_iter().rev() {
            let of_run = match level {
                Level::Error => unread(run),
                Level::Warning => Vec::new(),
                Level::Query => unused(run).into_iter().chain(uncompared(run.uncompared)).collect(),
            };
            for note in &of_run {
                writeln!(out, "::{} title=copydesk::{}", command(level), data(note))?;
            }
            let room = KEPT - of_run.len();
            let findings: Vec<&Finding> = run.findings.iter().filter(|f| f.level == level).collect();
            let kept = if findings.len() > room { room - 1 } else { findings.len() };
            for finding in &findings[..kept] {
                annotation(finding, &mut places, out)?;
            }
            let more = findings.len() - kept;
            if more > 0 {
                let note = format!("{more} more findings at level {}; see the whole report", level.name());
                writeln!(out, "::{} title=copydesk::{note}", command(level))?;
            }
        }
        Ok(())
    }
}

/// What was not read, in a few annotations.
fn unread(run: &Run<'_>) -> Vec<String> {
    let named = if run.skipped.len() > UNREAD { UNREAD - 1 } else { run.skipped.len() };
    let each = run.skipped[..named].iter();
    let mut notes: Vec<String> =
        each.map(|unread| format!("not read: {}: {}", unread.path, unread.reason)).collect();
    if run.skipped.len() > named {
        notes.push(format!("not read: {} more inputs; see the whole report", run.skipped.len() - named));
    }
    if run.articles.is_empty() {
        notes.push("nothing was read: there is no article to check".to_owned());
    }
    notes
}

/// Suppressions that suppress nothing, in one annotation.
fn unused(run: &Run<'_>) -> Vec<String> {
    let Some((first, rest)) = run.suppressed.unused.split_first() else { return Vec::new() };
    let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
    vec![format!("unused suppression: {}: {}{more}", first.path, first.reason)]
}

fn annotation<'a>(finding: &Finding, places: &mut Places<'a>, out: &mut dyn Write) -> io::Result<()> {
    let place = places.of(&finding.primary);
    write!(out, "::{} file={},line={}", command(finding.level), property(place.path()), place.file_line())?;
    if place.in_file() {
        write!(out, ",endLine={}", place.end.line)?;
        // GitHub refuses columns of an annotation over several lines.
        if place.start.line == place.end.line {
            write!(out, ",col={},endColumn={}", place.start.column, place.end.column)?;
        }
    }
    let paragraph = match place.location.paragraph {
        0 => "headline".to_owned(),
        number => format!("paragraph {number}"),
    };
    let message = format!("{} ({paragraph})", finding.message);
    writeln!(out, ",title={}::{}", property(&finding.rule), data(&message))
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Query => "notice",
    }
}

/// A message as a command carries it.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// A property: file or title. A path must stay the file's name, so its characters are not made
/// visible; what could end the command or property is escaped.
fn property(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let escaped = escaped.replace(':', "%3A").replace(',', "%2C");
    visible(&escaped).into_owned()
}

//! `rdjson`: the Reviewdog Diagnostic Format.
//!
//! Its columns count bytes of UTF-8, from 1.

use std::io::{self, Write};

use serde::Serialize;

use super::place::{Place, Places};
use super::{Look, Report, Run};
use crate::finding::{Applicability, Finding, Level};

/// `--format rdjson`.
pub(super) struct RdJson;

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

impl Report for RdJson {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut places = Places::new(run.articles);
        let diagnostics = run.gravest_first().into_iter().map(|f| diagnostic(f, &mut places)).collect();
        let result = DiagnosticResult { source: Source { name: "copydesk" }, diagnostics };
        serde_json::to_writer_pretty(&mut *out, &result)?;
        writeln!(out)
    }
}

fn diagnostic<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Diagnostic<'a> {
    Diagnostic {
        message: &finding.message,
        location: location(&places.of(&finding.primary)),
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Query => "INFO",
        },
        code: Code { value: &finding.rule, url: finding.link.as_deref() },
        suggestions: suggestions(finding, places),
        related_locations: finding
            .related
            .iter()
            .map(|label| Related { message: &label.note, location: location(&places.of(label)) })
            .collect(),
    }
}

/// The safe edits in the file that the finding is reported at; a suggestion names no file.
fn suggestions<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Vec<Suggestion<'a>> {
    let home = finding.primary.article;
    let safe = finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe);
    let edits =
        safe.filter(|fix| fix.edits.iter().all(|edit| edit.article == home)).flat_map(|fix| &fix.edits);
    edits
        .map(|edit| (places.at(edit.article, edit.span), &edit.with))
        .filter(|(place, _)| place.in_file())
        .map(|(place, text)| Suggestion { range: range(&place), text })
        .collect()
}

fn location<'a>(place: &Place<'a>) -> Location<'a> {
    Location { path: place.path(), range: range(place) }
}

fn range(place: &Place<'_>) -> Range {
    if !place.in_file() {
        return Range { start: Position { line: place.file_line(), column: None }, end: None };
    }
    let (start, end) = place.byte_columns();
    Range {
        start: Position { line: place.start.line, column: Some(start) },
        end: Some(Position { line: place.end.line, column: Some(end) }),
    }
}

//! `gitlab`: a code quality report, one issue a place.
//!
//! GitLab knows an issue again by its fingerprint and drops a second one with the same, so every
//! place has its own.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::place::Places;
use super::{Look, Report, Run};
use crate::finding::Level;

/// `--format gitlab`.
pub(super) struct GitLab;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl Report for GitLab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut places = Places::new(run.articles);
        let mut issues = Vec::new();
        let mut seen = BTreeSet::new();
        for finding in run.gravest_first() {
            for (number, (label, key)) in finding.labels().zip(&finding.keys).enumerate() {
                // A place of two findings is two issues.
                let fingerprint = match seen.insert(key) {
                    true => key.clone(),
                    false => format!("{key}-{}-{number}", finding.fingerprint),
                };
                let place = places.of(label);
                let description = match label.note.as_str() {
                    "" => finding.message.clone(),
                    note => format!("{} ({note})", finding.message),
                };
                issues.push(Issue {
                    description,
                    check_name: &finding.rule,
                    fingerprint,
                    severity: severity(finding.level),
                    location: Location { path: place.path(), lines: Lines { begin: place.file_line() } },
                });
            }
        }
        serde_json::to_writer_pretty(&mut *out, &issues)?;
        writeln!(out)
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Query => "info",
    }
}

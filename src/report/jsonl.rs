//! `jsonl`: the findings of `json`, one a line, and a last line about the run.
//!
//! A program may stop reading at any line, so nothing waits for the end but the counts.

use std::io::{self, Write};

use serde::Serialize;

use super::json_v1::{FindingJson, RunJson};
use super::place::Places;
use super::{Look, Report, Run};

/// `--format jsonl`.
pub(super) struct JsonLines;

/// One line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding(FindingJson<'a>),
    Run(RunJson<'a>),
}

impl Report for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut places = Places::new(run.articles);
        for finding in run.findings {
            serde_json::to_writer(&mut *out, &Line::Finding(FindingJson::new(finding, &mut places)))?;
            writeln!(out)?;
        }
        serde_json::to_writer(&mut *out, &Line::Run(RunJson::without_findings(run)))?;
        writeln!(out)
    }
}

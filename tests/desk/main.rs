//! From finding to fixed: what suppresses findings, what accepts them, and what changes copy.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod accept;
mod fix;
mod open;
mod suppression;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_fs::TempDir;
use serde_json::Value;

/// A town in two spellings: the usual one three times here, the other once in [`WRONG`].
const RIGHT: &str = "\
# Ferry stops

Trains no longer stop in the town of Veranovka, where the station has been boarded up since spring.

Buses leave Veranovka at noon, and Veranovka has one road to the coast.
";

const WRONG: &str = "\
# Two bridges shut

Inspectors found rust near the town of Veranowka on Monday, the railway said in a notice to drivers.
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn copydesk(folder: &Path, arguments: &[&str]) -> Output {
    copydesk_answered(folder, arguments, "")
}

fn copydesk_answered(folder: &Path, arguments: &[&str], answers: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks nothing may have ended by now.
    let _ = child.stdin.take().unwrap().write_all(answers.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A run at level `query`, as JSON.
fn run(folder: &Path) -> Value {
    let output = copydesk(folder, &["check", ".", "--format", "json", "--level", "query"]);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)))
}

/// Rule and first place of each finding.
fn findings(run: &Value) -> Vec<String> {
    let each = run["findings"].as_array().unwrap().iter();
    each.map(|finding| {
        let place = &finding["locations"][0];
        format!("{} {}:{}", finding["rule"].as_str().unwrap(), place["path"].as_str().unwrap(), place["line"])
    })
    .collect()
}

fn unused(run: &Value) -> Vec<String> {
    let each = run["suppressed"]["unused"].as_array().unwrap().iter();
    each.map(|one| format!("{}: {}", one["path"].as_str().unwrap(), one["reason"].as_str().unwrap()))
        .collect()
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

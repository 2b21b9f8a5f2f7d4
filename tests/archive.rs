//! The release build at the size of an archive: what the benches time, they do not look at.
//!
//! `cargo build --release && cargo test --test archive -- --ignored`

#[path = "../benches/generated/mod.rs"]
mod generated;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::process::Command;

use assert_fs::TempDir;
use serde_json::{Value, json};

/// Paragraphs in all; those of the benches' larger size.
const PARAGRAPHS: usize = 100_000;

#[test]
#[ignore = "needs the release build"]
fn every_copy_in_an_archive_is_found() {
    // target/debug/deps/archive-…
    let program = env::current_exe().unwrap().ancestors().nth(3).unwrap().join("release").join("copydesk");
    let folder = TempDir::new().unwrap();
    let articles = generated::paragraphs(PARAGRAPHS);
    let articles = articles.chunks(generated::PARAGRAPHS).enumerate();
    let lines: String = articles
        .map(|(number, all)| format!("{}\n", json!({"id": number.to_string(), "text": all.join("\n\n")})))
        .collect();
    fs::write(folder.path().join("archive.jsonl"), lines).unwrap();
    let output = Command::new(&program)
        .current_dir(&folder)
        .args(["check", "archive.jsonl", "--select", "duplicate-paragraph", "--level", "query"])
        .args(["--format", "json", "--fail-on", "never"])
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found = BTreeSet::new();
    for finding in run["findings"].as_array().unwrap() {
        let number = |at: &Value| {
            let article: usize = at["article"].as_str().unwrap().parse().unwrap();
            article * generated::PARAGRAPHS + usize::try_from(at["paragraph"].as_u64().unwrap()).unwrap() - 1
        };
        let places: Vec<usize> = finding["locations"].as_array().unwrap().iter().map(number).collect();
        let copies = || places.iter().copied().filter(|&number| generated::is_copy(number));
        assert!(copies().next().is_some(), "no copy is among {places:?}");
        found.extend(copies());
    }
    let lost: Vec<usize> =
        (0..PARAGRAPHS).filter(|&number| generated::is_copy(number) && !found.contains(&number)).collect();
    assert!(lost.is_empty(), "not found: {lost:?}");
}

//! `copydesk names` lists names, and what it prints is a list of house terms.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::fs;
use std::process::{Command, Output};

use assert_fs::TempDir;

const FIRST: &str = "\
---
date: 2024-03-12
---
# Ferry stops

Trains no longer stop in the town of Veranovka, Mayor Olga Merrivale said. Veranovka has one road to the coast.

Merrivale, a former pilot, will ask St. Aldwyn for help on Tuesday.
";

const SECOND: &str = "\
---
date: 2024-02-01
---
# BRIDGES SHUT NEAR VERANOVKA

Inspectors found rust near the town of Veranowka on Monday, the railway said. Mayor Olga Merivale wept in St Aldwyn.
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder.path())
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap())
}

#[test]
fn every_name_stands_once_with_its_forms_and_days() {
    let folder = folder(&[("a.md", FIRST), ("b.md", SECOND)]);
    let (status, printed) = run(&folder, &["names", "."]);
    assert_eq!(status, Some(0), "{printed}");
    let table = "\
name            type    count  articles  first       last        forms
Olga Merrivale  person      3         2  2024-02-01  2024-03-12  Olga Merrivale 1, Olga Merivale 1, Merrivale 1
St Aldwyn       place       2         2  2024-02-01  2024-03-12  St Aldwyn 1, St. Aldwyn 1
Veranovka       place       4         2  2024-02-01  2024-03-12  Veranovka 3, Veranowka 1
";
    assert_eq!(printed, table);
}

#[test]
fn csv_has_a_row_a_form() {
    let folder = folder(&[("a.md", FIRST), ("b.md", SECOND)]);
    let (_, printed) = run(&folder, &["names", ".", "--format", "csv"]);
    let rows: Vec<&str> = printed.lines().filter(|row| row.contains("Veranov")).collect();
    assert_eq!(
        rows,
        [
            "Veranovka,place,Veranovka,3,2,2024-02-01,2024-03-12",
            "Veranovka,place,Veranowka,1,1,2024-02-01,2024-02-01",
        ],
        "{printed}"
    );
}

/// Printed, put into `copydesk.yml`, and checked: the forms that were not to be used are reported, and
/// nothing else.
#[test]
fn the_yaml_is_a_list_of_house_terms() {
    let folder = folder(&[("a.md", FIRST), ("b.md", SECOND)]);
    let (status, terms) = run(&folder, &["names", ".", "--format", "yaml"]);
    assert_eq!(status, Some(0), "{terms}");
    assert!(terms.contains("  - use: Veranovka # 3×\n    instead-of:\n      - Veranowka # 1×\n"), "{terms}");
    fs::write(folder.path().join("copydesk.yml"), terms).unwrap();
    let (status, report) = run(&folder, &["check", ".", "--select", "house-terms", "--format", "jsonl"]);
    assert_eq!(status, Some(1), "{report}");
    let mut found: Vec<String> = report
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter_map(|finding| finding["message"].as_str().map(str::to_owned))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "`Olga Merivale` is not the house's form; write `Olga Merrivale`",
            "`St. Aldwyn` is not the house's form; write `St Aldwyn`",
            "`Veranowka` is not the house's form; write `Veranovka`",
        ]
    );
}

/// What the house has decided goes before what most of the copy says.
#[test]
fn a_house_term_leads_its_forms() {
    let folder = folder(&[("a.md", FIRST), ("b.md", SECOND)]);
    fs::write(folder.path().join("copydesk.yml"), "terms:\n  - use: Veranowka\n    instead-of: []\n")
        .unwrap();
    let (_, printed) = run(&folder, &["names", ".", "--variants"]);
    assert!(
        printed.contains(
            "\nVeranowka       place       4         2  2024-02-01  2024-03-12  Veranowka 1, Veranovka 3\n"
        ),
        "{printed}"
    );
    let (_, report) = run(&folder, &["check", ".", "--select", "name-spelling"]);
    assert!(report.contains("= help: spell it `Veranowka`"), "{report}");
}

#[test]
fn nothing_read_is_said_with_the_status() {
    let folder = folder(&[("a.txt", "Copy\0")]);
    let (status, printed) = run(&folder, &["names", "."]);
    assert_eq!(status, Some(2));
    assert!(printed.contains("copydesk: a.txt: "), "{printed}");
}

//! Several reports of one run: each `--output` belongs to the `--format` before it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let newsroom = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/newsroom");
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).arg("check").arg(newsroom).args(arguments).output().unwrap()
}

/// What a report begins with.
fn head(format: &str) -> &'static str {
    match format {
        "text" => "warning[",
        "sarif" | "rdjson" | "json" => "{",
        "gitlab" => "[",
        "html" => "<!doctype html>",
        "markdown" => "# copydesk",
        _ => unreachable!("{format}"),
    }
}

#[test]
fn a_style_is_told_in_its_own_words_and_without_reasons() {
    let folder = TempDir::new().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "The mayor’s office was shut, and the council’s was not.\n\nThe clerk's door stood open.\n",
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder.path())
        .args(["check", "--level", "query", "--select", "apostrophe", "a.txt"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("straight apostrophes: `’` (2, first"), "{text}");
    assert!(!text.contains("why:"), "{text}");
}

#[test]
fn pairs_may_stand_in_any_order() {
    for arguments in [
        "--format text --format sarif --output sarif --format html --output html",
        "--format html --output html --format sarif --output sarif --format text",
        "--format=sarif --output=sarif --format=text --format=html --output=html",
    ] {
        let folder = TempDir::new().unwrap();
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let done = check(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(String::from_utf8(done.stdout).unwrap().starts_with(head("text")));
        for format in ["sarif", "html"] {
            assert!(fs::read_to_string(folder.path().join(format)).unwrap().starts_with(head(format)));
        }
    }
}

#[test]
fn every_format_can_be_written_at_once() {
    let folder = TempDir::new().unwrap();
    let formats = ["text", "sarif", "rdjson", "json", "gitlab", "html", "markdown"];
    let arguments: Vec<&str> =
        formats.iter().flat_map(|format| ["--format", format, "--output", format]).collect();
    let done = check(folder.path(), &arguments);
    assert!(done.stdout.is_empty() && done.status.code() == Some(1));
    for format in formats {
        assert!(
            fs::read_to_string(folder.path().join(format)).unwrap().starts_with(head(format)),
            "{format}"
        );
    }
}

#[test]
fn an_output_alone_is_text_in_a_file() {
    let folder = TempDir::new().unwrap();
    assert!(check(folder.path(), &["--output", "report.txt"]).stdout.is_empty());
    assert!(fs::read_to_string(folder.path().join("report.txt")).unwrap().starts_with(head("text")));
}

#[test]
fn what_does_not_pair_is_refused_before_anything_is_read() {
    let folder = TempDir::new().unwrap();
    for (arguments, said) in [
        (&["--format", "text", "--format", "json"][..], "both text and json would go to standard output"),
        (&["--format", "json", "--output", "a", "--output", "b"], "--format json has two outputs, a and b"),
        (&["--format", "jsn"], "json"),
    ] {
        let done = check(folder.path(), arguments);
        let stderr = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert!(done.stdout.is_empty() && stderr.contains(said), "{stderr}");
    }
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is written");
    let done = check(folder.path(), &["--format", "json", "--output", "no/such/folder.json"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("no/such/folder.json: cannot write the report"));
}

#[test]
fn a_pipe_gets_no_colour_unless_it_is_forced() {
    let newsroom = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/newsroom");
    let shown = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.env_clear().envs(variables.iter().copied()).arg("check").arg(&newsroom);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let piped = shown(&[]);
    assert!(!piped.contains('\u{1b}'));
    assert!(
        piped.lines().all(|line| line.contains('/') || line.chars().count() <= 100),
        "a page is 100 wide"
    );
    let forced = shown(&[("CLICOLOR_FORCE", "1")]);
    assert!(forced.contains("\u{1b}["));
    assert_eq!(shown(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), piped);
}

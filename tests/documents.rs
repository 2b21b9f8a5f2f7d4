//! What the documents say is what the program does: their commands are run, their tables compared.
//!
//! `BLESS=1 cargo test --test documents` writes what the commands print today: read the diff.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_fs::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copydesk(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Compares a document with what it should be, or writes it.
#[track_caller]
fn holds(path: &Path, wanted: &str) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, wanted).unwrap();
        return;
    }
    let written = fs::read_to_string(path).unwrap();
    for (number, (old, new)) in written.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(old, new, "{}:{} (BLESS=1 writes it)", path.display(), number + 1);
    }
    assert_eq!(written, wanted, "{} (BLESS=1 writes it)", path.display());
}

/// A desk of its own: the newsroom's articles in a repository.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        let articles = desk.0.path().join("articles");
        fs::create_dir(&articles).unwrap();
        for entry in fs::read_dir(root().join("fixtures/newsroom")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), articles.join(entry.file_name())).unwrap();
        }
        for command in
            ["git init --quiet --initial-branch main", "git add .", "git commit --quiet -m Articles"]
        {
            assert_eq!(desk.run(command), (0, String::new()), "{command}");
        }
        desk
    }

    /// Exit status and output of a shell command, as a user sees them.
    fn run(&self, command: &str) -> (i32, String) {
        let built = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().unwrap();
        let path = format!("{}:{}", built.display(), std::env::var("PATH").unwrap());
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.0.path())
            .env("NO_COLOR", "1")
            .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
            .envs([("GIT_AUTHOR_NAME", "Desk"), ("GIT_AUTHOR_EMAIL", "desk@example.org")])
            .envs([("GIT_COMMITTER_NAME", "Desk"), ("GIT_COMMITTER_EMAIL", "desk@example.org")])
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }
}

/// A page with what its commands print now.
fn run_page(text: &str) -> String {
    let desk = Desk::new();
    let mut page = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (block, after) = after.split_once("```\n").expect("a block has an end");
        page.push_str(before);
        page.push_str("```console\n");
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let (status, printed) = desk.run(command);
            page.push_str(&format!("$ {command}\n"));
            if status != 0 {
                page.push_str(&format!("? {status}\n"));
            }
            page.push_str(&printed);
            if !printed.is_empty() && !printed.ends_with('\n') {
                page.push('\n');
            }
        }
        page.push_str("```\n");
        rest = after;
    }
    page + rest
}

fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages
}

#[test]
fn every_command_of_the_pages_prints_what_they_show() {
    let mut commands = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        commands += text.lines().filter(|line| line.starts_with("$ ")).count();
        holds(&page, &run_page(&text));
    }
    assert!(commands > 10, "{commands} commands");
}

/// The rows of the table whose heading begins so.
fn table<'a>(text: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let rows = text.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn the_exit_statuses_are_the_same_everywhere() {
    let short = copydesk(&["-h"]);
    let (_, statuses) = short.split_once("Exit status:\n").unwrap();
    assert!(copydesk(&["--help"]).ends_with(&format!("Exit status:\n{statuses}")));
    for page in ["README.md", "docs/ci.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let rows = table(&text, "| exit status");
        let rows: Vec<String> =
            rows.iter().map(|row| format!("  {}  {}", row[0], row[1].replace('`', ""))).collect();
        assert_eq!(rows, statuses.lines().collect::<Vec<_>>(), "{page}");
    }
}

#[test]
fn the_table_of_rules_is_the_list_of_rules() {
    let page = root().join("docs/rules.md");
    let text = fs::read_to_string(&page).unwrap();
    let (before, rest) = text.split_once("<!-- rules -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let mut rows = String::from("| rule | kind | level | scope |\n|---|---|---|---|\n");
    for line in copydesk(&["rules", "list"]).lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [id, kind, level, scope] = words[..] else { panic!("{line}") };
        rows.push_str(&format!("| `{id}` | `{kind}` | {level} | {scope} |\n"));
    }
    holds(&page, &format!("{before}<!-- rules -->\n{rows}<!-- end -->{after}"));
}

#[test]
fn every_kind_has_a_page_that_explain_prints() {
    for row in copydesk(&["rules", "list"]).lines() {
        let words: Vec<&str> = row.split_whitespace().collect();
        let page = fs::read_to_string(root().join(format!("fixtures/{}.md", words[1]))).unwrap();
        assert_eq!(copydesk(&["explain", words[1]]), page);
        let explained = copydesk(&["explain", words[0]]);
        // A kind with one rule may share its name.
        if words[0] == words[1] {
            continue;
        }
        assert!(explained.starts_with(&format!("`{}` is a rule of the kind `{}`", words[0], words[1])));
        assert!(explained.ends_with(&page));
    }
}

#[test]
fn help_is_short_with_h_and_has_examples_with_help() {
    let commands = copydesk(&["--help"]);
    let (_, list) = commands.split_once("Commands:\n").unwrap();
    let names: Vec<&str> = list
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for name in names.iter().filter(|name| **name != "help") {
        let (short, long) = (copydesk(&[name, "-h"]), copydesk(&[name, "--help"]));
        assert!(!short.contains("Examples:") && long.contains("Examples:\n  copydesk"), "{name}");
        assert!(short.len() < long.len(), "{name}");
        // What an example names exists.
        for line in long.split_once("Examples:").unwrap().1.lines() {
            for option in line.split_whitespace().filter(|word| word.starts_with("--")) {
                assert!(
                    long.contains(&format!("      {option}")) || long.contains(&format!(", {option}")),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn completions_and_manual_pages_know_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = copydesk(&["completions", shell]);
        assert!(script.contains("copydesk") && script.contains("against"), "{shell}");
    }
    assert!(copydesk(&["man"]).contains(".TH copydesk 1"));
    let folder = TempDir::new().unwrap();
    copydesk(&["man", folder.path().join("man1").to_str().unwrap()]);
    for page in ["copydesk.1", "copydesk-check.1", "copydesk-rules-list.1"] {
        assert!(
            fs::read_to_string(folder.path().join("man1").join(page)).unwrap().contains(".SH SYNOPSIS"),
            "{page}"
        );
    }
    assert!(fs::read_to_string(folder.path().join("man1/copydesk-check.1")).unwrap().contains("against"));
}

#[test]
fn init_writes_once_and_never_over_a_file() {
    let folder = TempDir::new().unwrap();
    let init = || {
        Command::new(env!("CARGO_BIN_EXE_copydesk")).current_dir(folder.path()).arg("init").output().unwrap()
    };
    assert!(init().status.success());
    let written = fs::read(folder.path().join("copydesk.yml")).unwrap();
    let again = init();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("stands here already"));
    assert_eq!(fs::read(folder.path().join("copydesk.yml")).unwrap(), written);
}

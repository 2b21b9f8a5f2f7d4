//! Runs every example of the rule kinds' pages in `fixtures/`.
//!
//! An example is one or more ```` ```article NAME ```` blocks, perhaps a ```` ```config ```` block (a
//! `copydesk.yml`), and the ```` ```report ```` block that follows them. All rules are on, at level
//! `query`, so a page also shows which other rules stay silent. `BLESS=1` rewrites the reports.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use assert_fs::TempDir;
use serde_json::Value;

/// A fenced block of a page.
struct Fence {
    info: String,
    body: String,
    /// Bytes of the body in the page.
    start: usize,
    end: usize,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let marks = line.bytes().take_while(|b| *b == b'`').count();
        match &open {
            Some((info, start, ticks)) if marks >= *ticks && line.trim_end().len() == marks => {
                found.push(Fence {
                    info: info.clone(),
                    body: page[*start..at].to_owned(),
                    start: *start,
                    end: at,
                });
                open = None;
            }
            None if marks >= 3 => {
                open = Some((line[marks..].trim().to_owned(), at + line.len(), marks));
            }
            _ => {}
        }
        at += line.len();
    }
    assert!(open.is_none(), "a fence is left open");
    found
}

/// The findings of the articles, one a line: level, rule, place, words; then the message and the
/// other places.
fn report(articles: &[(&str, &str)], config: Option<&str>) -> String {
    let folder = TempDir::new().unwrap();
    for (name, body) in articles {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, body).unwrap();
    }
    fs::write(folder.path().join("copydesk.yml"), config.unwrap_or("")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder.path())
        .args(["check", "--format", "json", "--level", "query", "--fail-on", "never"])
        .args(articles.iter().map(|(name, _)| *name))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "copydesk failed: {errors}");
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().replace('\n', " ");
    let place = |at: &Value| {
        format!("{}:{}:{} \"{}\"", text(&at["path"]), at["line"], at["column"], text(&at["text"]))
    };
    let mut out = String::new();
    for finding in run["findings"].as_array().unwrap() {
        let places = finding["locations"].as_array().unwrap();
        let (level, rule) = (text(&finding["level"]), text(&finding["rule"]));
        writeln!(out, "{level}[{rule}] {}\n  {}", place(&places[0]), text(&finding["message"])).unwrap();
        for other in &places[1..] {
            writeln!(out, "  with {}", place(other)).unwrap();
        }
    }
    if out.is_empty() {
        out.push_str("no findings\n");
    }
    out
}

/// What is wrong with a page; nothing where its reports are what it shows, or are rewritten.
fn wrong_on(path: &Path, bless: bool) -> String {
    let page = fs::read_to_string(path).unwrap();
    let (mut articles, mut config) = (Vec::new(), None);
    let (mut reporting, mut silent) = (0, 0);
    let (mut wrong, mut blessed, mut rest) = (String::new(), String::new(), 0);
    let blocks = fences(&page);
    for block in &blocks {
        if let Some(name) = block.info.strip_prefix("article ") {
            articles.push((name, block.body.as_str()));
        } else if block.info == "config" {
            config = Some(block.body.as_str());
        } else if block.info == "report" {
            assert!(!articles.is_empty(), "{}: a report without articles", path.display());
            let found = report(&articles, config);
            *if found == "no findings\n" { &mut silent } else { &mut reporting } += 1;
            if found != block.body {
                let (first, expected) = (articles[0].0, &block.body);
                writeln!(wrong, "{} ({first}):\nexpected:\n{expected}found:\n{found}", path.display())
                    .unwrap();
            }
            blessed.push_str(&page[rest..block.start]);
            blessed.push_str(&found);
            rest = block.end;
            articles.clear();
            config = None;
        }
    }
    assert!(articles.is_empty(), "{}: articles without a report", path.display());
    assert!(reporting > 0, "{}: no example reports anything", path.display());
    assert!(
        silent >= reporting.min(3),
        "{}: {reporting} examples report, only {silent} stay silent",
        path.display()
    );
    blessed.push_str(&page[rest..]);
    if bless && blessed != page {
        fs::write(path, blessed).unwrap();
    }
    wrong
}

#[test]
fn every_example_of_every_page_reports_what_it_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let bless = std::env::var_os("BLESS").is_some();
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    assert!(!pages.is_empty());
    let wrong: String = std::thread::scope(|scope| {
        let each: Vec<_> = pages.iter().map(|page| scope.spawn(move || wrong_on(page, bless))).collect();
        each.into_iter().map(|page| page.join().expect("the page has what a page needs")).collect()
    });
    assert!(bless || wrong.is_empty(), "{wrong}\nBLESS=1 rewrites the reports");
}

/// The value of a top-level key of a rule file.
fn key<'a>(rule: &'a str, key: &str) -> &'a str {
    rule.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap().trim()
}

#[test]
fn every_rule_has_an_example_on_the_page_of_its_kind() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    let mut rules = 0;
    for entry in fs::read_dir(root.join("rules")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "yml") {
            continue;
        }
        let rule = fs::read_to_string(&path).unwrap();
        let (id, kind) = (key(&rule, "id"), key(&rule, "kind"));
        let page = fs::read_to_string(root.join("fixtures").join(kind).with_extension("md")).unwrap();
        let reports = fences(&page).into_iter().filter(|block| block.info == "report");
        if !reports.into_iter().any(|block| block.body.contains(&format!("[{id}]"))) {
            missing.push(id.to_owned());
        }
        rules += 1;
    }
    missing.sort();
    assert!(rules > 0 && missing.is_empty(), "no example of {missing:?}");
}

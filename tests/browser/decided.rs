//! From the page to the next run: what an editor marks in a browser is what `copydesk accept --from` takes
//! and what the run after it honours.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

use super::card;
use super::driver::{Browser, ESCAPE};

/// The newsroom in a folder of its own.
fn newsroom(folder: &Path) {
    for entry in fs::read_dir("fixtures/newsroom").unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
}

fn copydesk(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_copydesk")).current_dir(folder).args(arguments).output().unwrap()
}

fn findings(folder: &Path) -> Vec<Value> {
    let output = copydesk(folder, &["check", ".", "--level", "query", "--format", "json"]);
    let mut run: Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_value(run["findings"].take()).unwrap()
}

fn of<'a>(findings: &'a [Value], rule: &'a str) -> impl Iterator<Item = &'a Value> {
    findings.iter().filter(move |finding| finding["rule"] == rule)
}

#[test]
#[ignore = "needs chromium and chromium-driver"]
fn what_is_marked_in_the_page_is_honoured_by_the_next_run() {
    let (copy, desk) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    newsroom(copy.path());
    let page = desk.path().join("report.html");
    let written = copydesk(
        copy.path(),
        &["check", ".", "--level", "query", "--format", "html", "--output", page.to_str().unwrap()],
    );
    assert_eq!(written.status.code(), Some(1), "{written:?}");
    let before = findings(copy.path());

    let browser = Browser::start();
    browser.open(&page);
    for (rule, keys) in [("name-spelling", "s"), ("promo-line", "d"), ("quote-speaker", "an")] {
        let card = card(&before, rule);
        browser.ask(&format!("location.hash = {card:?}"));
        browser.until(&format!("document.activeElement.matches({card:?})"));
        browser.press(keys);
    }
    browser.press("Dragova, says the tape?");
    browser.press(ESCAPE);
    browser.press("w");
    browser.type_into("#editor", "R. Hale");
    browser.click("#saving-do");
    let decisions = browser.saved("copydesk-decisions.json");
    browser.console_is_clean();

    let accepted = copydesk(copy.path(), &["accept", "--from", decisions.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&accepted.stdout).into_owned();
    assert!(accepted.status.success() && said.ends_with("copydesk.yml: 3 decisions\n"), "{accepted:?}");
    let house = fs::read_to_string(copy.path().join("copydesk.yml")).unwrap();
    assert_eq!(house.matches("by: R. Hale").count(), 3, "{house}");
    assert_eq!(house.matches("date: \"").count(), 3, "{house}");
    assert!(house.contains("reason: \"Dragova, says the tape?\""), "{house}");

    let after = findings(copy.path());
    // The town has one form now, and the house's list says where it has another.
    assert_eq!(of(&after, "name-spelling").count(), 0, "{house}");
    let terms: Vec<&Value> = of(&after, "house-terms").map(|found| &found["locations"][0]["text"]).collect();
    assert!(terms.contains(&&Value::from("Brezhnitza")) && terms.contains(&&Value::from("Breznitsa")));
    assert_eq!(of(&after, "promo-line").count(), of(&before, "promo-line").count() - 1);
    let asked = of(&after, "quote-speaker").next().unwrap()["message"].as_str().unwrap();
    assert!(asked.contains("asked: Dragova, says the tape? (R. Hale, "), "{asked}");
    // Nothing else has changed.
    let others = |all: &[Value]| -> Vec<String> {
        let named = ["house-terms", "name-spelling", "promo-line", "quote-speaker"];
        let left = all.iter().filter(|found| !named.iter().any(|rule| found["rule"] == *rule));
        left.map(|found| found["fingerprint"].to_string()).collect()
    };
    assert_eq!(others(&after), others(&before));
}

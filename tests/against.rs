//! `check --against`: reference copy is compared with, and not reported on.

use std::fs;

use assert_cmd::Command;
use assert_fs::TempDir;
use serde_json::Value;

/// The findings of a run in `folder`.
fn findings(folder: &TempDir, args: &[&str]) -> Vec<Value> {
    let output = Command::cargo_bin("copydesk")
        .unwrap()
        .current_dir(folder)
        .args(["check", "--format", "json", "--level", "query", "--fail-on", "never"])
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    run["findings"].as_array().unwrap().clone()
}

const BOARD: &str =
    "The board has sold the old customs house to a couple from Selwick who want to bake bread in it.\n";

#[test]
fn a_finding_needs_a_subject_and_is_reported_there() {
    let folder = TempDir::new().unwrap();
    for name in ["archive/a.txt", "archive/b.txt", "new/c.txt"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("Nothing else is in {name}.\n\n{BOARD}")).unwrap();
    }
    let found = findings(&folder, &["new", "--against", "archive"]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let places: Vec<&str> =
        found[0]["locations"].as_array().unwrap().iter().map(|at| at["path"].as_str().unwrap()).collect();
    assert_eq!(places[0], "new/c.txt");
    assert!(places.contains(&"archive/a.txt") && places.contains(&"archive/b.txt"), "{places:?}");
    fs::write(folder.path().join("new/c.txt"), "A goat ate the ballot.\n").unwrap();
    assert!(findings(&folder, &["new", "--against", "archive"]).is_empty());
    assert_eq!(findings(&folder, &["new", "archive"]).len(), 1);
}

/// Articles of one paper that set a part of the last paragraph before the first one.
fn with_pull_quotations() -> String {
    let set = [
        "The bakers of Norcombe have rebuilt the oven behind the customs house with stones from the old pier",
        "Nobody in Selwick remembers when the bell of the chapel was rung for the last time before this spring",
        "A retired pilot has drawn every wreck between the two lighthouses from memory and hung them in his kitchen",
        "Four nurses from Ostvik row across the sound each Friday to sing in the choir of the smaller island",
        "The school at Korsta keeps bees on its roof because the headmaster could not bear the silence in June",
    ];
    let told = [
        "it burned for the first time on Sunday, with half of the parish standing round it in coats",
        "so the sexton oiled the hinges, tied a new rope and told the children to stand well back from it",
        "where his grandson found a schooner that no chart of the coastguard has ever shown",
        "and the ferry company has asked them more than once to take the boat like everybody else",
        "which is more than can be said of the council, whose clerk was stung twice on the stairs",
    ];
    let article = |lines: String, (number, (set, told)): (usize, (&str, &str))| {
        let text = format!("{set}.\\n\\nThere is more of this on page {number}.\\n\\n{set}, {told}.");
        lines
            + &format!("{{\"id\": \"{number}\", \"source\": \"The Strait Gazette\", \"text\": \"{text}\"}}\n")
    };
    set.into_iter().zip(told).enumerate().fold(String::new(), article)
}

#[test]
fn how_a_house_sets_its_pages_is_a_share_of_the_subjects() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("new.jsonl"), with_pull_quotations()).unwrap();
    // Pairs inside reference copy are not looked for, so its articles say nothing of how the house sets them.
    let notice = |number| {
        format!(
            "{{\"id\": \"n{number}\", \"source\": \"The Strait Gazette\", \"text\": \"Notice {number} hung there.\"}}\n"
        )
    };
    let notices: String = (0..600).map(notice).collect();
    fs::write(folder.path().join("archive.jsonl"), notices).unwrap();
    let levels = |args: &[&str]| -> Vec<String> {
        let found = findings(&folder, args);
        found.iter().map(|finding| finding["level"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(levels(&["new.jsonl"]), ["query"; 5]);
    assert_eq!(levels(&["new.jsonl", "--against", "archive.jsonl"]), ["query"; 5]);
    // The same articles as subjects are a house that sets one page in a hundred so, and no more.
    assert_eq!(levels(&["new.jsonl", "archive.jsonl"]), ["warning"; 5]);
}

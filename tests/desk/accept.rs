//! `copydesk accept`.

use std::fs;

use super::{RIGHT, WRONG, copydesk, findings, folder, printed, read, run, said, unused};

const HOUSE: &str =
    "# The house\nignore: [standing-text]  # too many\n\n# Names\ndistinct:\n  - [Veranovka, Veranov]\n";

fn fingerprint(folder: &std::path::Path) -> String {
    run(folder)["findings"][0]["fingerprint"].as_str().unwrap().to_owned()
}

#[test]
fn an_accepted_finding_is_not_reported_and_the_file_keeps_its_layout() {
    let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", WRONG), ("copydesk.yml", HOUSE)]);
    let print = fingerprint(folder.path());
    let output =
        copydesk(folder.path(), &["accept", &print[..8], "--reason", "as on the sign", "--by", "R. Hale"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let file = read(folder.path(), "copydesk.yml");
    let entry = file.strip_prefix(HOUSE).expect("what was there is there");
    assert!(
        entry.starts_with(&format!("\naccept:\n  - fingerprint: \"{print}\"\n    rule: name-spelling\n")),
        "{entry}"
    );
    assert!(entry.contains("    reason: as on the sign\n    by: R. Hale\n    date: \"20"), "{entry}");
    let now = run(folder.path());
    assert_eq!((findings(&now).len(), &now["suppressed"]["findings"]), (0, &serde_json::json!(1)));
    let output = copydesk(folder.path(), &["accept", &print]);
    assert_eq!(output.status.code(), Some(2), "it is not found any more");
}

#[test]
fn a_fingerprint_that_no_finding_has_is_a_failure() {
    let folder = folder(&[("ferry.md", RIGHT)]);
    let output = copydesk(folder.path(), &["accept", "0123456789abcdef"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no finding has the fingerprint 0123456789abcdef"), "{}", said(&output));
    assert!(!folder.path().join("copydesk.yml").exists());
}

#[test]
fn entries_that_have_nothing_left_to_accept_are_listed() {
    let house = "accept:\n  - {fingerprint: \"0123456789abcdef\", rule: name-spelling}\n  - Ye Olde Shoppe\n\
                 distinct:\n  - [Hansen, Hanssen]\n  - [Veranovka, Veranowka]\n";
    let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", WRONG), ("copydesk.yml", house)]);
    let listed = unused(&run(folder.path()));
    assert_eq!(
        listed,
        [
            "copydesk.yml:2: no finding 0123456789abcdef is left to accept",
            "copydesk.yml:3: nothing is left to keep apart or accept: `Ye Olde Shoppe` stands in no article",
            "copydesk.yml:5: nothing is left to keep apart or accept: `Hansen`, `Hanssen` stands in no article",
        ]
    );
    // A part of the copy cannot tell.
    let output = copydesk(folder.path(), &["check", "ferry.md", "--fail-on", "query"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

/// Saves decisions on the finding, as the HTML report does, and accepts them.
fn decided(decision: &str) -> (assert_fs::TempDir, String) {
    let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", WRONG)]);
    let print = fingerprint(folder.path());
    let file = format!(
        r#"{{"version": 1, "copydesk": "0.1.0", "decisions": [{{"fingerprint": "{print}", "rule": "name-spelling",
            "kind": "spelling-variant", "values": ["Veranovka", "Veranowka"], {decision},
            "note": "asked: \"which?\"", "author": "R. Hale", "date": "2026-11-27"}}]}}"#
    );
    fs::write(folder.path().join("decisions.json"), file).unwrap();
    // The file itself is no article.
    fs::write(folder.path().join(".ignore"), "decisions.json\n").unwrap();
    let output = copydesk(folder.path(), &["accept", "--from", "decisions.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let house = read(folder.path(), "copydesk.yml");
    let why = "reason: \"asked: \\\"which?\\\"\"\n    by: R. Hale\n    date: \"2026-11-27\"\n";
    assert!(house.contains(why), "{house}");
    let again = copydesk(folder.path(), &["accept", "--from", "decisions.json"]);
    assert!(printed(&again).contains("stands there already"));
    assert_eq!(read(folder.path(), "copydesk.yml"), house, "a second time adds nothing");
    (folder, house)
}

#[test]
fn the_same_in_one_form_is_a_house_term() {
    let (folder, house) = decided(r#""decision": "same", "form": "Veranowka""#);
    assert!(house.starts_with("terms:\n  - use: Veranowka\n    instead-of: [Veranovka]\n"), "{house}");
    let found = findings(&run(folder.path()));
    let terms = found.iter().filter(|found| found.starts_with("house-terms ferry.md")).count();
    assert_eq!(terms, 3, "{found:?}");
    assert!(!found.iter().any(|found| found.starts_with("name-spelling")), "said once: {found:?}");
    // A third form, of which the list says nothing, is still one name with the others.
    let fire = "# Fire\n\nSmoke hung over the old mill in the town of Veranovkka until dawn.\n";
    fs::write(folder.path().join("fire.md"), fire).unwrap();
    let found = findings(&run(folder.path()));
    assert!(found.iter().any(|found| found.starts_with("name-spelling")), "{found:?}");
}

#[test]
fn the_same_in_either_form_is_accepted() {
    let (folder, house) = decided(r#""decision": "same""#);
    assert!(house.starts_with("accept:\n  - fingerprint: "), "{house}");
    assert!(findings(&run(folder.path())).is_empty());
}

#[test]
fn different_names_are_distinct() {
    let (folder, house) = decided(r#""decision": "different""#);
    assert!(house.starts_with("distinct:\n  - names: [Veranovka, Veranowka]\n"), "{house}");
    let now = run(folder.path());
    assert!(findings(&now).is_empty() && unused(&now).is_empty(), "{now}");
}

#[test]
fn a_question_stays_reported() {
    let (folder, house) = decided(r#""decision": "ask""#);
    assert!(house.starts_with("asked:\n  - fingerprint: "), "{house}");
    let now = run(folder.path());
    let message = now["findings"][0]["message"].as_str().unwrap();
    assert!(message.ends_with("; asked: asked: \"which?\" (R. Hale, 2026-11-27)"), "{message}");
}

#[test]
fn a_file_that_is_none_of_decisions_changes_nothing() {
    let folder = folder(&[("copydesk.yml", HOUSE)]);
    for (text, expected) in [
        ("{}", "missing field `version`"),
        (r#"{"version": 9}"#, "the file is of version 9; this copydesk reads version 1"),
        (
            r#"{"version": 1, "decisions": [{"fingerprint": "x", "rule": "r", "decision": "maybe"}]}"#,
            "unknown variant `maybe`",
        ),
        (
            r#"{"version": 1, "decisions": [{"fingerprint": "0123456789abcdef", "rule": "name-spelling", "decision": "different"}]}"#,
            "decision 1 (0123456789abcdef): `values` names fewer than two names",
        ),
    ] {
        fs::write(folder.path().join("d.json"), text).unwrap();
        let output = copydesk(folder.path(), &["accept", "--from", "d.json"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(expected), "{}", said(&output));
        assert_eq!(read(folder.path(), "copydesk.yml"), HOUSE);
    }
}

//! Comments in copy.

use super::{RIGHT, WRONG, copydesk, findings, folder, run, unused};

/// What is reported with `comment` before the paragraph that has the other spelling.
fn with(comment: &str) -> (Vec<String>, Vec<String>) {
    let wrong = WRONG.replace("Inspectors", &format!("{comment}\nInspectors"));
    let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", &wrong)]);
    let run = run(folder.path());
    (findings(&run), unused(&run))
}

const NONE: (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());

#[test]
fn without_a_comment_the_spelling_is_reported() {
    assert_eq!(with("").0, ["name-spelling bridges.md:4"]);
    assert_eq!(with("<!-- a remark on name-spelling -->").0, ["name-spelling bridges.md:4"]);
}

#[test]
fn a_comment_takes_the_next_paragraph_out_of_its_rules() {
    assert_eq!(with("<!-- copydesk: ignore name-spelling: as on the sign -->"), NONE);
    assert_eq!(with("<!--copydesk:ignore claim-day,name-spelling-->"), NONE);
    assert_eq!(with("<!-- copydesk: ignore\n     spelling-variant: the kind -->\n"), NONE);
    assert_eq!(with("<!-- copydesk: ignore all: a test page -->"), NONE);
    assert_eq!(with("<!-- copydesk: ignore-article name-spelling -->"), NONE);
    assert_eq!(
        with("<!-- copydesk: ignore-begin name-spelling: map -->\n\nA map.\n"),
        (
            Vec::new(),
            vec![
                "bridges.md:3: `ignore-begin` has no `ignore-end`; it holds to the end of the article"
                    .to_owned()
            ]
        )
    );
}

#[test]
fn a_comment_for_another_rule_or_paragraph_suppresses_nothing_and_is_listed() {
    let (found, listed) = with("<!-- copydesk: ignore claim-day: no day here -->");
    assert_eq!(found, ["name-spelling bridges.md:4"]);
    assert_eq!(listed, ["bridges.md:3: the comment that ignores claim-day has nothing to ignore"]);
    let (found, _) = with("<!-- copydesk: ignore name-spelling -->\n\nThe river rose.\n");
    assert_eq!(found, ["name-spelling bridges.md:7"]);
    let (found, _) = with(
        "<!-- copydesk: ignore-begin name-spelling -->\n\nThe river rose.\n\n<!-- copydesk: ignore-end name-spelling -->\n",
    );
    assert_eq!(found, ["name-spelling bridges.md:9"]);
}

#[test]
fn a_comment_that_cannot_be_read_is_listed() {
    let (_, listed) = with("<!-- copydesk: ignroe name-spelling -->");
    assert!(listed[0].starts_with("bridges.md:3: no such comment: copydesk knows `ignore`"), "{listed:?}");
    let (_, listed) = with("<!-- copydesk: ignore name-speling -->");
    assert_eq!(listed, ["bridges.md:3: the comment names no rule or rule kind `name-speling`"]);
    let (_, listed) = with("<!-- copydesk: ignore: all of it -->");
    assert_eq!(listed, ["bridges.md:3: the comment names no rule; `all` stands for every one"]);
    let (_, listed) = with("<!-- copydesk: ignore-end -->");
    assert_eq!(listed, ["bridges.md:3: `ignore-end` ends nothing"]);
}

#[test]
fn a_comment_shown_as_code_is_none() {
    assert_eq!(with("    <!-- copydesk: ignore name-spelling -->\n").0, ["name-spelling bridges.md:5"]);
    assert_eq!(with("`<!-- copydesk: ignore name-spelling -->`\n").0, ["name-spelling bridges.md:5"]);
}

#[test]
fn other_places_of_the_disagreement_are_still_reported() {
    let ignored = WRONG.replace("Inspectors", "<!-- copydesk: ignore name-spelling -->\nInspectors");
    let choir = "# Choir sings\n\nA choir from the town of Veranowka won the first prize at the festival.\n";
    let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", &ignored), ("choir.md", choir)]);
    let run = run(folder.path());
    assert_eq!(findings(&run), ["name-spelling choir.md:3"]);
    let places = run["findings"][0]["locations"].as_array().unwrap();
    assert!(places.iter().all(|place| place["path"] != "bridges.md"), "{places:?}");
}

#[test]
fn either_side_of_a_pair_may_carry_the_comment() {
    let text = "The harbour board said on Tuesday that the old lighthouse would be sold to a private buyer who plans \
                to turn it into a hotel with nine rooms and a bar.";
    let other = "A poet read from her new book in the library.";
    let comment = "<!-- copydesk: ignore duplicate-paragraph, refiled-article: agency copy -->\n";
    let plain = format!("# Lighthouse sold\n\n{other}\n\n{text}\n");
    for (a, b, reported) in [("", "", true), (comment, "", false), ("", comment, false)] {
        let second = format!("# Hotel by the sea\n\n{b}{text}\n");
        let first = plain.replace("The harbour", &format!("{a}The harbour"));
        let folder = folder(&[("a.md", &first), ("b.md", &second)]);
        let found = findings(&run(folder.path()));
        let pairs = found.iter().filter(|found| found.starts_with("duplicate-paragraph")).count();
        assert_eq!(pairs > 0, reported, "{found:?}");
    }
}

#[test]
fn a_page_carries_comments_too() {
    let page = |comment: &str| {
        format!(
            "<!doctype html><html><head><title>Two bridges shut</title></head><body><article>\n\
             <h1>Two bridges shut</h1>\n<p>The river has been high for a week, and the ferry that crosses it below \
             the mill does not run, so that everybody takes the long way round.</p>\n{comment}\n\
             <p>Inspectors found rust near the town of Veranowka on Monday, the railway said in a notice to drivers \
             that was put up in every station, and two bridges were shut.</p>\n</article></body></html>\n"
        )
    };
    for (comment, reported) in
        [("", true), ("<!-- copydesk: ignore name-spelling: sign -->", false), ("<!-- a remark -->", true)]
    {
        let folder = folder(&[("ferry.md", RIGHT), ("bridges.html", &page(comment))]);
        let run = run(folder.path());
        assert_eq!(
            findings(&run).iter().any(|found| found.starts_with("name-spelling")),
            reported,
            "{comment}"
        );
        assert!(unused(&run).is_empty());
    }
}

#[test]
fn an_unused_suppression_fails_a_run_that_fails_on_queries() {
    let folder =
        folder(&[("ferry.md", &RIGHT.replace("Trains", "<!-- copydesk: ignore claim-day -->\nTrains"))]);
    let output = copydesk(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        super::printed(&output).contains("Unused suppressions:\n  ferry.md:3: "),
        "{}",
        super::printed(&output)
    );
    let output = copydesk(folder.path(), &["check", ".", "--fail-on", "query"]);
    assert_eq!(output.status.code(), Some(1));
    // A rule that does not run is not held against its comment.
    let output = copydesk(
        folder.path(),
        &["check", ".", "--fail-on", "query", "--ignore", "claim-day,conflicting-detail"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", super::printed(&output));
}

#[test]
fn a_term_that_is_ignored_says_nothing_in_the_name_s_stead() {
    let house = "terms:\n  - use: Veranovka\n    instead-of: [Veranowka]\n";
    let found = |comment: &str| {
        let wrong = WRONG.replace("Inspectors", &format!("{comment}\nInspectors"));
        let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", &wrong), ("copydesk.yml", house)]);
        let run = run(folder.path());
        (findings(&run), unused(&run))
    };
    assert_eq!(found("").0, ["house-terms bridges.md:4"]);
    assert_eq!(found("<!-- copydesk: ignore house-terms -->").0, ["name-spelling bridges.md:4"]);
    // Who ignores the name is heard too, and the term still stands.
    assert_eq!(
        found("<!-- copydesk: ignore name-spelling -->"),
        (vec!["house-terms bridges.md:4".to_owned()], Vec::new())
    );
}

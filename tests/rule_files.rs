//! Rule files and `copydesk.yml` as users meet them: through the program.

use std::fs;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use assert_fs::TempDir;

/// Runs `copydesk` in `folder`: exit status, standard output, standard error.
fn run(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let started = Instant::now();
    let output = Command::cargo_bin("copydesk").unwrap().current_dir(folder).args(args).output().unwrap();
    // A bomb would take for ever; a busy machine takes its time.
    assert!(started.elapsed() < Duration::from_secs(60), "{args:?} took {:?}", started.elapsed());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// What the program says of a rule file, when the status is 2 as it must be.
fn complaint(rule: impl AsRef<[u8]>) -> String {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rule.yml"), rule).unwrap();
    fs::write(folder.path().join("a.txt"), "The mayor left on Monday.\n").unwrap();
    let (status, _, error) = run(&folder, &["check", "--format", "json", "--rules", "rule.yml", "a.txt"]);
    assert_eq!(status, 2, "{error}");
    assert!(error.chars().all(|c| c == '\n' || !c.is_control()), "{error:?}");
    error
}

/// A mistake is said once, with its place, its line and a caret.
#[track_caller]
fn assert_draws(rule: &str, place: &str, what: &str, help: &str) {
    let said = complaint(rule);
    assert!(said.starts_with(&format!("copydesk: rule.yml:{place}: {what}")), "{said}");
    assert_eq!(said.matches(&format!(":{place}:")).count(), 1, "{said}");
    let line: usize = place.split(':').next().unwrap().parse().unwrap();
    let source = rule.lines().nth(line - 1).unwrap().trim_end();
    assert!(said.contains(&format!("{line} | {source}\n")), "{said}");
    assert!(said.contains("^"), "{said}");
    assert!(said.contains(help), "{said}");
}

#[test]
fn a_mistake_is_drawn_with_the_nearest_right_word() {
    assert_draws("id: a\nkind: patern\n", "2:7", "no rule kind `patern`", "did you mean `pattern`?");
    assert_draws(
        "id: a\nkind: pattern\nlevle: query\n",
        "3:1",
        "unknown key `levle`",
        "did you mean `level`?",
    );
    assert_draws("id: a\nkind: pattern\nlevel: warn\n", "3:8", "no level `warn`", "did you mean `warning`?");
    assert_draws(
        "id: a\nkind: pattern\noptions:\n  pattern: [a]\n",
        "4:3",
        "unknown key `pattern`",
        "did you mean `patterns`?",
    );
    assert_draws("id: a\nextends: promo-lin\n", "2:10", "no rule `promo-lin`", "did you mean `promo-line`?");
    assert_draws(
        "id: a\nkind: pattern\nmessage: 'see {fund}'\noptions: {patterns: [a]}\n",
        "3:10",
        "no value `{fund}`",
        "did you mean `found`?",
    );
}

#[test]
fn a_bad_pattern_names_the_character() {
    let rule = "id: a\nkind: pattern\noptions:\n  patterns:\n    - fine\n    - 'ab(cd'\n";
    assert_draws(rule, "6:7", "bad pattern: unclosed group, at character 3", "regular expressions");
    let rule = "id: a\nkind: mixed-style\noptions:\n  forms: {one: 'a(?=b)', two: b}\n";
    assert_draws(rule, "4:16", "bad pattern: look-around", "no look-around");
}

#[test]
fn what_is_no_yaml_is_drawn_too() {
    assert_draws("id: a\nkind: b\nid: c\n", "3:1", "the key `id` is given twice", "take one");
    assert_draws("id: 'abc\nkind: pattern\n", "1:5", "unclosed quote", "end the text with");
    assert_draws("id: *nope\n", "1:5", "reference to unknown value", "`*` begins an alias");
    assert_draws("id: a\nkind: [b\n", "2:7", "unclosed bracket", "ends with `]`");
    assert_draws("id: a\nmessage: this: that\n", "2:14", "mapping values", "text that has `: ` in it");
    assert_draws("id: a\noptions:\n b: [c]\n  d: 2\n", "4:3", "while parsing", "begin in one column");
    assert_draws("- id: a\n", "1:1", "expected a mapping, found a list", "`key: value`");
    assert!(complaint(b"id: \xff\n").starts_with("copydesk: rule.yml:1:5: this is no UTF-8"));
    assert!(complaint("id: a\noptions:\n\tb: 1\n").contains("help: indent with blanks"));
    assert!(complaint("").contains("missing key `id`"));
    assert_draws("id: a\nkind: pattern\n", "2:7", "missing key `patterns`", "expected `patterns: …`");
}

#[test]
fn bombs_are_refused_at_once() {
    let aliases = format!("a: &a x\nb: [{}]\n", vec!["*a"; 100_000].join(","));
    assert!(complaint(aliases).contains("more than 1000 aliases"));
    let mut laughs = String::from("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (from, to) in "abcdefghi".chars().zip("bcdefghij".chars()) {
        laughs.push_str(&format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 10].join(",")));
    }
    assert!(complaint(laughs).contains("aliases that stand for more than"));
    assert!(complaint("[".repeat(100_000)).contains("nested more than"));
    assert!(complaint("- ".repeat(20_000)).contains("nested more than"));
    assert!(complaint(format!("{}: [1\n", "x".repeat(1_000_000))).lines().all(|l| l.chars().count() < 400));
    let wide = "id: a\nkind: pattern\noptions: {patterns: ['(\\w{900}){900}']}\n";
    assert!(complaint(wide).contains("too large"));
}

#[test]
fn control_characters_never_reach_the_terminal() {
    complaint("id: a\n\u{1b}[31mkind: 1\n");
    complaint("id: a\n\"k\\e[31m\\a\": 1\n");
    complaint("id: a\u{0}b\n");
}

#[test]
fn a_rule_may_extend_one_that_ships() {
    let folder = TempDir::new().unwrap();
    let rule = "id: promo-line\nextends: promo-line\nlevel: query\noptions: {most-words: 5}\n";
    fs::write(folder.path().join("rule.yml"), rule).unwrap();
    let copy = "The bridge is shut.\n\nRead more: Ten walks along the river and one over the hill\n\nRead more: Ten walks\n";
    fs::write(folder.path().join("a.txt"), copy).unwrap();
    let (status, out, error) =
        run(&folder, &["check", "--format", "json", "--level", "query", "--rules", "rule.yml", "a.txt"]);
    assert_eq!((status, error.as_str()), (0, ""), "{out}");
    assert_eq!(out.matches("\"rule\": \"promo-line\"").count(), 1, "{out}");
    assert!(out.contains("\"level\": \"query\""), "{out}");
}

/// The findings of `name-spelling` with these options and this `copydesk.yml` in copy that has `Veranowka` once
/// and `Veranovka` three times.
fn spellings(options: &str, config: &str) -> Vec<serde_json::Value> {
    let folder = TempDir::new().unwrap();
    let rule = format!("id: name-spelling\nextends: name-spelling\noptions:\n{options}");
    fs::write(folder.path().join("rule.yml"), rule).unwrap();
    fs::write(folder.path().join("copydesk.yml"), config).unwrap();
    let copy = "Trains no longer stop in the town of Veranovka.\n\nTwo bridges near the town of Veranowka were shut. \
                Buses leave Veranovka at noon, and Veranovka has one road.\n";
    fs::write(folder.path().join("a.txt"), copy).unwrap();
    let args = ["check", "--format", "json", "--select", "name-spelling", "--rules", "rule.yml", "a.txt"];
    let (_, out, error) = run(&folder, &args);
    assert_eq!(error, "");
    let run: serde_json::Value = serde_json::from_str(&out).unwrap();
    run["findings"].as_array().unwrap().clone()
}

#[test]
fn a_canonical_form_is_suggested_against_the_majority() {
    let canonical = |form: &str| format!("  canonical: [{{use: {form}, instead-of: []}}]\n");
    for (options, config, form, edits) in [
        // What another rule file decides of another name changes nothing.
        (canonical("Selwick"), String::new(), "Veranovka", 1),
        (canonical("Veranowka"), String::new(), "Veranowka", 3),
        // A rule's form goes before that of the configuration.
        (canonical("Veranowka"), "terms: [{use: Veranovka, instead-of: []}]\n".to_owned(), "Veranowka", 3),
    ] {
        let found = spellings(&options, &config);
        assert_eq!(found.len(), 1, "{found:#?}");
        let finding = &found[0];
        assert_eq!(finding["details"]["suggested"], form);
        let fix = &finding["fixes"][0];
        assert_eq!(fix["title"], format!("spell it `{form}`"));
        let with: Vec<&str> =
            fix["edits"].as_array().unwrap().iter().map(|edit| edit["text"].as_str().unwrap()).collect();
        assert_eq!(with, vec![form; edits]);
        let message = finding["message"].as_str().unwrap();
        assert!(message.contains(&format!(" is `{form}` (")), "{message}");
    }
}

#[test]
fn a_rule_keeps_names_apart_as_the_configuration_does() {
    let listed = "[[Veranovka, Veranowka]]";
    let explained = "[{names: [Veranovka, Veranowka], reason: two towns, by: R. Hale, date: \"2026-11-27\"}]";
    for names in [listed, explained] {
        assert!(spellings(&format!("  distinct: {names}\n"), "").is_empty(), "{names}");
        assert!(spellings("  accept: [Selwick]\n", &format!("distinct: {names}\n")).is_empty(), "{names}");
    }
    assert_eq!(spellings("  distinct: [[Veranovka, Selwick]]\n", "").len(), 1);
    assert!(spellings("  accept: [Veranowka]\n", "").is_empty());
}

#[test]
fn rules_may_not_extend_each_other_in_a_circle() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("rules")).unwrap();
    fs::write(folder.path().join("rules/a.yml"), "id: a\nextends: b\n").unwrap();
    fs::write(folder.path().join("rules/b.yml"), "id: b\nextends: a\n").unwrap();
    let (status, _, error) = run(&folder, &["rules", "list", "--rules", "rules"]);
    assert_eq!(status, 2);
    assert!(error.contains("a.yml:2:10: rules extend each other in a circle"), "{error}");
}

#[test]
fn the_examples_of_the_shipped_rules_hold() {
    let folder = TempDir::new().unwrap();
    let (status, out, error) = run(&folder, &["rules", "test"]);
    assert_eq!((status, error.as_str()), (0, ""), "{out}");
    let count: usize = out.lines().last().unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(count > 20, "{out}");
}

#[test]
fn an_example_that_does_not_hold_is_named() {
    let folder = TempDir::new().unwrap();
    let rule = "id: a\nkind: pattern\noptions: {patterns: [fox]}\nexamples:\n  - silent: [A fox ran.]\n  - reports: [A hen ran.]\n  - reports: [A fox ran.]\n";
    fs::write(folder.path().join("a.yml"), rule).unwrap();
    let (status, out, _) = run(&folder, &["rules", "test", "a.yml"]);
    assert_eq!(status, 1);
    assert!(out.contains("a.yml:5: `a` should be silent"), "{out}");
    assert!(out.contains("a.yml:6: `a` reports nothing"), "{out}");
    assert!(out.ends_with("3 examples, 2 wrong\n"), "{out}");
}

#[test]
fn init_writes_a_configuration_once() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&folder, &["init"]).0, 0);
    assert_eq!(run(&folder, &["rules", "list"]).0, 0);
    let (status, _, error) = run(&folder, &["init"]);
    assert_eq!(status, 2);
    assert!(error.contains("stands here already"), "{error}");
}

#[test]
fn a_mistake_in_the_configuration_is_drawn() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("copydesk.yml"), "levels:\n  promo-lines: off\n").unwrap();
    let (status, _, error) = run(&folder, &["check"]);
    assert_eq!(status, 2);
    assert!(error.starts_with("copydesk: copydesk.yml:2:3: no rule or rule kind `promo-lines`"), "{error}");
    assert!(error.contains("did you mean `promo-line`?"), "{error}");
    fs::write(folder.path().join("copydesk.yml"), "terms:\n  - use: Kyiv\n").unwrap();
    let (_, _, error) = run(&folder, &["rules", "list"]);
    assert!(error.contains("copydesk.yml:2:5: missing key `instead-of`"), "{error}");
}

#[test]
fn a_page_is_printed_for_a_rule_and_for_its_kind() {
    let folder = TempDir::new().unwrap();
    let (status, page, _) = run(&folder, &["explain", "pattern"]);
    assert_eq!(status, 0);
    assert!(page.starts_with("# pattern\n"), "{page}");
    let (_, of_rule, _) = run(&folder, &["explain", "promo-line"]);
    assert!(of_rule.ends_with(&page), "{of_rule}");
    let (status, _, error) = run(&folder, &["explain", "promo-lin"]);
    assert_eq!(status, 2);
    assert!(error.contains("did you mean `promo-line`?"), "{error}");
}

#[test]
fn a_word_list_of_the_house_reaches_the_checks() {
    let folder = TempDir::new().unwrap();
    let appeal = "Do you know more about this story? Ring the newsroom in Kelling on any weekday before six in the evening.";
    for (name, town) in [("a.txt", "Kelling"), ("b.txt", "Marsham")] {
        let copy = format!("{town} votes\n\nThe council of {town} voted for the new bridge.\n\n{appeal}\n");
        fs::write(folder.path().join(name), copy).unwrap();
    }
    let check = ["check", "--select", "duplicate-paragraph", "a.txt", "b.txt"];
    let (status, report, _) = run(&folder, &check);
    assert_eq!(status, 1, "the appeal stands in both: {report}");
    fs::write(
        folder.path().join("copydesk.yml"),
        "lexicon:\n  boilerplate:\n    patterns:\n      - {pattern: '^do you know more', at: anywhere}\n",
    )
    .unwrap();
    let (status, report, _) = run(&folder, &check);
    assert_eq!(status, 0, "{report}");
}

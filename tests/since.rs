//! `--since` and `--baseline` in a real repository: a base with old findings, and branches that add one,
//! use the right form, add a place to an old one, or fix one.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

const FERRY: &str = "\
# Ferry stops at the lake

Trains no longer stop in the town of Veranovka, where the station has been boarded up since spring.

Buses leave Veranovka at noon, and Veranovka has one road to the coast.
";

const BRIDGES: &str = "\
# Two bridges shut

Inspectors found rust near the town of Veranowka on Monday, the railway said in a notice to drivers.
";

const MARKET: &str = "\
# Market day moves

Stallholders voted to move market day from Thursday to Friday after a poll of regular customers.
";

/// A repository with a base commit on `main` and `change` checked out.
struct Repository {
    folder: TempDir,
}

/// Whether there is a git to play with; said once where there is none.
fn no_git() -> bool {
    let missing = Command::new("git").arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: there is no git here");
    }
    missing
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: TempDir::new().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.write("copy/ferry.md", FERRY);
        repository.write("copy/bridges.md", BRIDGES);
        repository.write("copy/market.md", MARKET);
        repository.write("copydesk.yml", "ignore: [standing-text]\n");
        repository.commit("base");
        // main goes on after the branch: what it brings is none of the branch's.
        repository.git(&["checkout", "--quiet", "-b", "change"]);
        repository.git(&["checkout", "--quiet", "main"]);
        repository.write(
            "copy/harbour.md",
            "# Harbour\n\nDivers cleared the harbour of the town of Veranowka at dusk.\n",
        );
        repository.commit("main goes on");
        repository.git(&["checkout", "--quiet", "change"]);
        repository
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn git(&self, arguments: &[&str]) {
        git(self.path(), arguments);
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
    }

    /// What is new since `main`: rule, path and words of each finding's first place.
    fn since(&self) -> Vec<String> {
        found(self.path(), &["--since", "main"])
    }

    /// What is not in a baseline that was written on the base commit.
    fn beyond_baseline(&self) -> Vec<String> {
        found(self.path(), &["--baseline", "old.txt"])
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args([
            "-c",
            "user.name=Desk",
            "-c",
            "user.email=desk@example.org",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn copydesk(folder: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder)
        .args(["check", ".", "--format", "json"])
        .args(options)
        .output()
        .unwrap()
}

fn run(folder: &Path, options: &[&str]) -> Value {
    let output = copydesk(folder, options);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{errors}");
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code() == Some(1), run["summary"]["warning"] != 0, "{errors}");
    run
}

fn found(folder: &Path, options: &[&str]) -> Vec<String> {
    let run = run(folder, options);
    let first = |finding: &Value| {
        let place = &finding["locations"][0];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        format!("{} {} {}", text(&finding["rule"]), text(&place["path"]), text(&place["text"]))
    };
    run["findings"].as_array().unwrap().iter().map(first).collect()
}

/// Everything asserted of one branch: what is new since `main`, and what is beyond the baseline.
fn brings(change: impl Fn(&Repository), expected: &[&str]) {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    let all = found(repository.path(), &[]);
    assert_eq!(all, ["name-spelling copy/bridges.md Veranowka"], "the base has one old finding");
    run(repository.path(), &["--baseline", "old.txt", "--update-baseline"]);
    // Not committed, so that it is no change of copy.
    change(&repository);
    assert_eq!(repository.since(), expected, "--since, uncommitted");
    repository.commit("change");
    assert_eq!(repository.since(), expected, "--since, committed");
    assert_eq!(repository.beyond_baseline(), expected, "--baseline");
}

#[test]
fn a_branch_that_changes_nothing_brings_nothing() {
    brings(|_| {}, &[]);
}

#[test]
fn a_new_disagreement_is_reported() {
    let trial = "# Trial opens\n\nThe trial of Oskar Hallmeyer began on Monday. Hallmeyer denied every charge.\n\n\
                 Outside the court Hallmeyer spoke of relief. A verdict against Hallmeyre is expected in June.\n";
    brings(|repository| repository.write("copy/trial.md", trial), &["name-spelling copy/trial.md Hallmeyre"]);
}

#[test]
fn the_right_form_of_an_old_cluster_reports_nothing() {
    let right =
        "# School reopens\n\nPupils came back to the school in the town of Veranovka after nine weeks.\n";
    brings(|repository| repository.write("copy/school.md", right), &[]);
}

#[test]
fn one_more_wrong_place_of_an_old_cluster_is_reported_and_the_old_ones_are_not() {
    let wrong = "# Choir sings\n\nA choir from the town of Veranowka won the first prize at the festival.\n";
    brings(
        |repository| {
            repository.write("copy/choir.md", wrong);
            let run = run(repository.path(), &["--since", "main"]);
            let finding = &run["findings"][0];
            let places = finding["locations"].as_array().unwrap();
            assert!(places.iter().all(|place| place["path"] != "copy/bridges.md"), "{finding}");
            assert!(places.iter().any(|place| place["text"] == "Veranovka"), "{finding}");
            assert_eq!(run["known"]["findings"], 0);
        },
        &["name-spelling copy/choir.md Veranowka"],
    );
}

#[test]
fn a_wrong_form_in_numbers_does_not_become_the_right_one() {
    let wrong = "# Fair opens\n\nThe fair in the town of Veranowka opened. Veranowka has two mills. Veranowka has \
                 an inn.\n\nWhoever likes Veranowka stays in Veranowka.\n";
    if no_git() {
        return;
    }
    let repository = Repository::new();
    repository.write("copy/fair.md", wrong);
    let found = repository.since();
    assert_eq!(found, ["name-spelling copy/fair.md Veranowka"]);
}

#[test]
fn a_fix_reports_nothing() {
    brings(|repository| repository.write("copy/bridges.md", &BRIDGES.replace("Veranowka", "Veranovka")), &[]);
}

#[test]
fn an_edit_beside_an_old_fault_is_no_new_one() {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    repository.write(
        "copy/bridges.md",
        &BRIDGES.replace("rust near the town of", "much rust round the old town of"),
    );
    assert_eq!(repository.since(), [""; 0]);
}

#[test]
fn a_renamed_file_brings_nothing() {
    brings(|repository| repository.git(&["mv", "copy/bridges.md", "copy/two-bridges.md"]), &[]);
}

#[test]
fn a_deleted_file_brings_nothing() {
    brings(|repository| fs::remove_file(repository.path().join("copy/ferry.md")).unwrap(), &[]);
}

#[test]
fn a_fault_that_only_a_new_article_makes_leads_with_the_new_article() {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    // The old article is now outnumbered; it was alone with its form before.
    repository.write("copy/ferry.md", "# Ferry\n\nThe ferry is shut.\n");
    repository.commit("base without a disagreement");
    repository.git(&["branch", "--force", "main"]);
    repository.write(
        "copy/inn.md",
        "# Inn\n\nThe inn of the town of Veranovka burnt down. Veranovka mourns. Veranovka has no other.\n",
    );
    assert_eq!(repository.since(), ["name-spelling copy/inn.md Veranovka"]);
}

#[test]
fn a_comment_that_is_taken_out_makes_an_old_fault_news() {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    let ignored =
        BRIDGES.replace("Inspectors", "<!-- copydesk: ignore name-spelling: as on the sign -->\nInspectors");
    repository.write("copy/bridges.md", &ignored);
    repository.commit("ignored on main");
    repository.git(&["branch", "--force", "main"]);
    assert_eq!(found(repository.path(), &[]), [""; 0]);
    repository.write("copy/bridges.md", BRIDGES);
    assert_eq!(repository.since(), ["name-spelling copy/bridges.md Veranowka"]);
}

#[test]
fn what_is_fixed_leaves_the_baseline_with_a_word() {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    run(repository.path(), &["--baseline", "old.txt", "--update-baseline"]);
    let before = fs::read_to_string(repository.path().join("old.txt")).unwrap();
    assert_eq!(
        before.lines().filter(|line| line.contains("\tname-spelling\tcopy/bridges.md\tVeranowka")).count(),
        1
    );
    repository.write("copy/bridges.md", &BRIDGES.replace("Veranowka", "Veranovka"));
    let noted = run(repository.path(), &["--baseline", "old.txt"]);
    assert_eq!(
        noted["notes"][0]["reason"],
        "1 of its places is at fault no more; --update-baseline lets go of it"
    );
    // Another part of the copy says nothing of it.
    let part = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(repository.path())
        .args(["check", "copy/market.md", "--baseline", "old.txt", "--update-baseline"])
        .output()
        .unwrap();
    assert!(part.status.success());
    assert_eq!(fs::read_to_string(repository.path().join("old.txt")).unwrap(), before);
    let output = copydesk(repository.path(), &["--baseline", "old.txt", "--update-baseline"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("gone: copy/bridges.md: name-spelling: Veranowka"), "{said}");
    let after = fs::read_to_string(repository.path().join("old.txt")).unwrap();
    assert!(!after.contains("Veranowka") && after.starts_with('#'), "{after}");
}

#[test]
fn baselines_of_two_branches_merge() {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    let wrong = |word: &str, text: &str| format!("# {word}\n\n{text}\n");
    let base = ["mill", "inn", "lake", "fair", "road", "dam", "quay", "barn"];
    for (number, word) in base.iter().enumerate() {
        let text = format!("Workers came to the {word} of the town of Veranowka for {} hours.", number + 2);
        repository.write(&format!("copy/{word}.md"), &wrong(word, &text));
    }
    run(repository.path(), &["--baseline", "old.txt", "--update-baseline"]);
    repository.commit("baseline");
    for (branch, text) in [
        ("one", "A surgeon from the town of Veranowka was honoured."),
        ("two", "Nobody in the town of Veranowka heard the bell."),
    ] {
        repository.git(&["checkout", "--quiet", "-b", branch, "change"]);
        repository.write(&format!("copy/{branch}.md"), &wrong(branch, text));
        run(repository.path(), &["--baseline", "old.txt", "--update-baseline"]);
        repository.commit(branch);
    }
    repository.git(&["merge", "--quiet", "--no-edit", "one"]);
    assert_eq!(repository.beyond_baseline(), [""; 0]);
}

#[test]
fn a_shallow_clone_and_whatever_has_no_merge_base_is_a_failure() {
    if no_git() {
        return;
    }
    let repository = Repository::new();
    repository.write("copy/choir.md", "# Choir\n\nA choir from the town of Veranowka won.\n");
    repository.commit("change");
    let clones = TempDir::new().unwrap();
    let from = format!("file://{}", repository.path().display());
    git(
        clones.path(),
        &["clone", "--quiet", "--depth", "1", "--no-single-branch", "-b", "change", &from, "shallow"],
    );
    let shallow = clones.path().join("shallow");
    let failed = |folder: &Path, reference: &str| {
        // With `=` a reference that looks like an option is one.
        let output = copydesk(folder, &[&format!("--since={reference}")]);
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
        assert!(output.stdout.is_empty());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = failed(&shallow, "origin/main");
    assert!(said.contains("git fetch --unshallow") && said.contains("fetch-depth: 0"), "{said}");
    let said = failed(&shallow, "main");
    assert!(said.contains("no commit `main`") && said.contains("--unshallow"), "{said}");
    git(&shallow, &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(found(&shallow, &["--since", "origin/main"]), ["name-spelling copy/choir.md Veranowka"]);
    let said = failed(repository.path(), "mian");
    assert!(said.contains("no commit `mian`") && said.contains("git fetch origin mian"), "{said}");
    let said = failed(repository.path(), "--output=x");
    assert!(said.contains("no commit `--output=x`"), "{said}");
    repository.git(&["checkout", "--quiet", "--orphan", "apart"]);
    repository.commit("apart");
    assert!(failed(repository.path(), "main").contains("their histories share no commit"));
    let outside = TempDir::new().unwrap();
    fs::write(outside.path().join("a.md"), MARKET).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(outside.path())
        .env("GIT_CEILING_DIRECTORIES", outside.path().parent().unwrap())
        .args(["check", ".", "--since", "main"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("in no git repository"));
}

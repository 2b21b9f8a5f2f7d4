//! Every report format, made from one small run.

mod patch;
mod small_run;

use copydesk::report::{FORMATS, Look};
use small_run::SmallRun;

/// The report of a run in one format.
fn report(run: &SmallRun, format: &str, look: Look) -> String {
    let format = FORMATS.iter().find(|known| known.name() == format).expect("the format is listed");
    let mut out = Vec::new();
    run.with(|run| format.write(run, look, &mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn plain(width: usize) -> Look {
    Look { width, colour: false }
}

#[test]
fn json() {
    insta::assert_snapshot!(report(&SmallRun::new(), "json", plain(100)));
}

#[test]
fn text_at_80_columns() {
    insta::assert_snapshot!(report(&SmallRun::new(), "text", plain(80)));
}

#[test]
fn text_at_200_columns() {
    insta::assert_snapshot!(report(&SmallRun::new(), "text", plain(200)));
}

#[test]
fn text_in_colour() {
    let shown = report(&SmallRun::new(), "text", Look { width: 80, colour: true });
    insta::assert_snapshot!(shown.replace('\u{1b}', "␛"));
}

#[test]
fn diff() {
    insta::assert_snapshot!(report(&SmallRun::new(), "diff", plain(80)));
}

#[test]
fn jsonl() {
    let shown = report(&SmallRun::new(), "jsonl", plain(80));
    let lines: Vec<serde_json::Value> =
        shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let json: serde_json::Value = serde_json::from_str(&report(&SmallRun::new(), "json", plain(80))).unwrap();
    let (last, findings) = lines.split_last().unwrap();
    assert_eq!(last["type"], "run");
    assert_eq!(last["summary"], json["summary"]);
    assert_eq!(findings.len(), json["findings"].as_array().unwrap().len());
    for (line, finding) in findings.iter().zip(json["findings"].as_array().unwrap()) {
        let mut line = line.clone();
        assert_eq!(line.as_object_mut().unwrap().remove("type").unwrap(), "finding");
        assert_eq!(line, *finding);
    }
}

#[test]
fn github() {
    insta::assert_snapshot!(report(&SmallRun::new(), "github", plain(80)));
}

#[test]
fn gitlab() {
    insta::assert_snapshot!(report(&SmallRun::new(), "gitlab", plain(80)));
}

#[test]
fn rdjson() {
    insta::assert_snapshot!(report(&SmallRun::new(), "rdjson", plain(80)));
}

#[test]
fn sarif() {
    let mut log: serde_json::Value =
        serde_json::from_str(&report(&SmallRun::new(), "sarif", plain(80))).unwrap();
    // What is said of a kind is the kind's own and changes with it.
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        for field in ["shortDescription", "help"] {
            assert!(rule[field]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            rule[field] = serde_json::Value::Null;
        }
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn markdown() {
    insta::assert_snapshot!(report(&SmallRun::new(), "markdown", plain(80)));
}

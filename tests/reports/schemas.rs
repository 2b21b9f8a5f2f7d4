//! Each published format is what its reader's schema asks for, on runs of every shape.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::{Value, json};

use super::small_run::{SmallRun, label};
use super::{plain, report};

const SARIF: &str = include_str!("../schemas/sarif-2.1.0.json");
const GITLAB: &str = include_str!("../schemas/gitlab-code-quality.json");
const RDJSON: &str = include_str!("../schemas/rdjson.json");
const JSON: &str = include_str!("../../docs/report-v1.schema.json");

fn schema(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The schema for users lets fields be added; here each must be described in it.
fn strict(schema: &mut Value) {
    if let Value::Object(fields) = schema {
        if fields.contains_key("properties") && !fields.contains_key("additionalProperties") {
            fields.insert("additionalProperties".to_owned(), false.into());
        }
        fields.values_mut().for_each(strict);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(strict);
    }
}

#[track_caller]
fn fits(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(instance).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The small run, one without findings, and one in which nothing was read.
fn runs() -> [SmallRun; 3] {
    let mut clean = SmallRun::new();
    clean.findings.clear();
    let mut nothing = SmallRun::new();
    nothing.findings.clear();
    nothing.articles.clear();
    [SmallRun::new(), clean, nothing]
}

/// The reports of those runs, and of the newsroom at every level.
fn reports(format: &str) -> Vec<Value> {
    let mut all: Vec<String> = runs().iter().map(|run| report(run, format, plain(80))).collect();
    let newsroom = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "fixtures/newsroom", "--level", "query", "--format", format])
        .output()
        .unwrap();
    all.push(String::from_utf8(newsroom.stdout).unwrap());
    all.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

#[test]
fn sarif_is_what_the_standard_asks_for() {
    let mut schema = schema(SARIF);
    // No regular expression of JSON Schema: it has a bracket too many. Nothing of ours has a language.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    for log in reports("sarif") {
        fits(&schema, &log);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for rule in rules {
            assert!(rule["help"]["text"].as_str().is_some_and(|text| text.len() > 40), "{rule}");
        }
        for result in run["results"].as_array().unwrap() {
            assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
            let places = result["locations"].as_array().unwrap();
            assert_eq!(places.len(), 1, "{result}");
            assert!(places[0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap() >= 1);
            assert!(!places[0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().is_empty());
            assert!(!result["partialFingerprints"].as_object().unwrap().is_empty());
            // The other places stand twice, as viewers differ in what they show.
            let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
            let steps = result["codeFlows"][0]["threadFlows"][0]["locations"].as_array().map_or(0, Vec::len);
            assert_eq!(steps, if related == 0 { 0 } else { related + 1 }, "{result}");
        }
    }
}

#[test]
fn a_code_quality_report_has_an_issue_a_place_each_with_its_fingerprint() {
    let schema = schema(GITLAB);
    let reports = reports("gitlab");
    for report in &reports {
        fits(&schema, report);
        let issues = report.as_array().unwrap();
        let prints: BTreeSet<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), issues.len());
    }
    let places: usize = SmallRun::new().findings.iter().map(|finding| finding.labels().count()).sum();
    assert_eq!(reports[0].as_array().unwrap().len(), places);
}

#[test]
fn rdjson_is_what_reviewdog_asks_for() {
    let schema = schema(RDJSON);
    reports("rdjson").iter().for_each(|report| fits(&schema, report));
}

#[test]
fn json_is_what_its_schema_tells_users() {
    let mut schema = schema(JSON);
    let reports = reports("json");
    reports.iter().for_each(|report| fits(&schema, report));
    strict(&mut schema);
    for report in &reports {
        fits(&schema, report);
        for finding in report["findings"].as_array().unwrap() {
            let roles: Vec<&Value> =
                finding["locations"].as_array().unwrap().iter().map(|l| &l["role"]).collect();
            assert_eq!(roles[0], "primary");
            assert!(roles[1..].iter().all(|role| *role == "related"));
        }
    }
    // What no schema should let pass is not let pass.
    let mut broken = reports[0].clone();
    broken["findings"][0]["locations"] = json!([]);
    assert!(!jsonschema::is_valid(&schema, &broken));
}

#[test]
fn sarif_keeps_to_what_a_host_takes_and_says_what_is_left_out() {
    let mut run = SmallRun::new();
    let query = run.findings.iter().find(|finding| finding.rule == "email-form").unwrap().clone();
    run.findings.splice(0..0, std::iter::repeat_n(query, 25_000));
    let place = label(&run.articles, 1, "Zhelanovo", 0, "");
    let most = run.findings.last_mut().unwrap();
    most.level = copydesk::finding::Level::Error;
    most.related = vec![place; 1_200];
    let log: Value = serde_json::from_str(&report(&run, "sarif", plain(80))).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    let errors = run.findings.iter().filter(|f| f.level == copydesk::finding::Level::Error).count();
    assert!(results[..errors].iter().all(|result| result["level"] == "error"), "the gravest first");
    let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notes.contains("more findings are left out"), "{notes}");
    let many = results.iter().find(|result| result["ruleId"] == "odd-rule").unwrap();
    assert_eq!(many["relatedLocations"].as_array().unwrap().len(), 999);
    assert!(
        many["message"]["text"].as_str().unwrap().ends_with("(and 201 more places)"),
        "{}",
        many["message"]
    );
}

//! Versions of one story and its translations, from the file to the findings.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its files has failed")]

use assert_cmd::Command;
use assert_fs::TempDir;
use assert_fs::prelude::*;
use serde_json::{Value, json};

const HEADLINE: &str = "Ferry runs aground off Orlo";

/// The paragraphs of a take with so many passengers; `note` stands above them.
fn take(passengers: u32, note: &str) -> Vec<String> {
    let copy = [
        format!("A ferry ran aground off Orlo on Monday, and {passengers} passengers were taken ashore by the lifeboats, the coastguard said."),
        "The ferry, the Corrina Dawn, had left Selwick at six in the morning with a crew of 19 and a cargo of timber.".to_owned(),
        "“I have never seen a ship lie so still in so much wind,” said Ada Brill, the harbour master of Orlo.".to_owned(),
        "Divers will look at the hull on Thursday, when the storm is expected to have gone through the strait.".to_owned(),
        "The crossing takes fifty minutes in good weather and is made four times a day from April to October.".to_owned(),
    ];
    Some(note.to_owned()).filter(|note| !note.is_empty()).into_iter().chain(copy).collect()
}

fn record(id: &str, version: u32, title: &str, paragraphs: &[String]) -> String {
    let date = format!("2024-03-11T{:02}:00", 7 + version);
    json!({"id": id, "version": version, "date": date, "title": title, "text": paragraphs.join("\n\n")})
        .to_string()
}

fn marked(paragraphs: &[String]) -> String {
    paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect()
}

fn nitf(version: u32, paragraphs: &[String]) -> String {
    format!(
        "<nitf><head><docdata><doc-id id-string=\"skelby-{version}\"/><du-key key=\"ferry-orlo\" version=\"{version}\"/>\
         <date.issue norm=\"20240311T{:02}0000Z\"/></docdata></head><body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline>\
         </body.head><body.content>{}</body.content></body></nitf>",
        7 + version,
        marked(paragraphs)
    )
}

fn newsml(version: u32, paragraphs: &[String]) -> String {
    format!(
        "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:newsml:skelby:ferry\" version=\"{version}\"><itemMeta>\
         <itemClass qcode=\"ninat:text\"/><versionCreated>2024-03-11T{:02}:00:00Z</versionCreated></itemMeta><contentMeta>\
         <headline>{HEADLINE}</headline></contentMeta><contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{}\
         </body></html></inlineXML></contentSet></newsItem>",
        7 + version,
        marked(paragraphs)
    )
}

/// The level and rule of each finding, and how many articles it names; sorted.
fn findings(files: &[(&str, String)]) -> Vec<(String, String, usize)> {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        folder.child(name).write_str(content).unwrap();
    }
    let output = Command::cargo_bin("copydesk")
        .unwrap()
        .current_dir(folder.path())
        .args(["check", ".", "--level", "query", "--fail-on", "never", "--format", "json"])
        .output()
        .unwrap();
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(run["complete"].as_bool().unwrap(), "{run}");
    let mut found: Vec<_> = run["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let places = finding["locations"].as_array().unwrap();
            let mut articles: Vec<_> =
                places.iter().map(|at| (at["path"].to_string(), at["record"].to_string())).collect();
            articles.sort();
            articles.dedup();
            (
                finding["level"].as_str().unwrap().to_owned(),
                finding["rule"].as_str().unwrap().to_owned(),
                articles.len(),
            )
        })
        .collect();
    found.sort();
    found
}

fn refiled(versions: usize) -> (String, String, usize) {
    ("query".to_owned(), "refiled-article".to_owned(), versions)
}

fn changed() -> (String, String, usize) {
    ("query".to_owned(), "claim-number".to_owned(), 2)
}

#[test]
fn many_takes_of_one_story_are_one_query() {
    let takes = [
        record("ferry", 1, HEADLINE, &take(412, "")),
        record("ferry", 2, "UPDATE 1-Ferry runs aground off Orlo", &take(412, "(Adds quotation)")),
        record("ferry", 3, "UPDATE 2-Ferry runs aground off Orlo", &take(412, "")),
        record("ferry", 4, "WRAPUP 1-Ferry runs aground off Orlo", &take(412, "")),
    ];
    assert_eq!(findings(&[("wire.jsonl", takes.join("\n"))]), [refiled(4)]);
}

#[test]
fn a_value_that_changed_is_asked_about_once_and_not_where_one_take_corrects_it() {
    let silent = [
        record("ferry", 1, HEADLINE, &take(412, "")),
        record("ferry", 2, "UPDATE 1-Ferry runs aground off Orlo", &take(418, "")),
        record("ferry", 3, "UPDATE 2-Ferry runs aground off Orlo", &take(418, "")),
    ];
    assert_eq!(findings(&[("wire.jsonl", silent.join("\n"))]), [changed(), refiled(3)]);
    let corrected = [
        record("ferry", 1, HEADLINE, &take(412, "")),
        record(
            "ferry",
            2,
            "CORRECTED-Ferry runs aground off Orlo",
            &take(418, "(Corrects number of passengers)"),
        ),
        record("ferry", 3, "UPDATE 1-Ferry runs aground off Orlo", &take(418, "")),
    ];
    assert_eq!(findings(&[("wire.jsonl", corrected.join("\n"))]), [refiled(3)]);
}

#[test]
fn a_note_corrects_also_where_no_field_says_what() {
    let first = format!("{}\n", take(412, "").join("\n\n"));
    let note = "Editor's note: An earlier version of this article gave the wrong number of passengers.";
    let second = format!("{}\n", take(418, note).join("\n\n"));
    let third = format!("{}\n", take(418, "").join("\n\n"));
    assert_eq!(findings(&[("a.md", first.clone()), ("b.md", second)]), [refiled(2)]);
    let without = findings(&[("a.md", first), ("b.md", third)]);
    assert!(without.iter().any(|(_, rule, _)| rule == "claim-number"), "{without:?}");
}

#[test]
fn versions_are_known_in_the_formats_of_agencies() {
    let takes = [take(412, ""), take(418, "(Corrects number of passengers)"), take(418, "")];
    let as_nitf = |one: usize, other: usize| {
        findings(&[("a.nitf", nitf(1, &takes[one])), ("b.nitf", nitf(2, &takes[other]))])
    };
    let as_newsml = |one: usize, other: usize| {
        findings(&[("a.xml", newsml(1, &takes[one])), ("b.xml", newsml(2, &takes[other]))])
    };
    assert_eq!((as_nitf(0, 1), as_newsml(0, 1)), (vec![refiled(2)], vec![refiled(2)]));
    assert_eq!((as_nitf(0, 2), as_newsml(0, 2)), (vec![changed(), refiled(2)], vec![changed(), refiled(2)]));
}

#[test]
fn translations_that_share_an_id_are_silent() {
    let english = json!({"id": "quay", "lang": "en", "text": "The quay of Skelby is shut, said Anna Lind from Moscow."});
    let german = json!({"id": "quay", "lang": "de", "text": "Der Kai von Skelby ist gesperrt, sagte Anna Lindt aus Moskau."});
    assert_eq!(findings(&[("wire.jsonl", format!("{english}\n{german}\n"))]), []);
}

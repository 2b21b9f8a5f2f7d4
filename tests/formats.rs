//! One story in every format: the same findings, at the same words.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its files has failed")]

use std::io::{Cursor, Write};

use assert_cmd::Command;
use assert_fs::TempDir;
use assert_fs::prelude::*;
use serde_json::{Value, json};

const TITLE: &str = "Ferry berth at Skelby shut for a week";

const PARAGRAPHS: [&str; 7] = [
    "The ferry berth at Skelby will stay shut for a week, the harbour board said on Monday.",
    "“Divers found three cracked piles under the berth,” said Harriet Lindqvist, the harbour master.",
    "Oksana Petrovskaya, who runs the fish market, said her lorries now take the coast road to Northolm every \
     morning and come back after dark.",
    "The town of Osterhaven has offered its old pier to the fishing boats until the berth can be used again.",
    "“We will open when it is safe, Lindqvist said.",
    "The market will move to the bus station, Oksana Petrovskaia said, and boats from Osterhaven & Northolm may call there.",
    "The town of Osterhaven has offered its old pier to the fishing boats until the berth can be used again.",
];

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn each(paragraphs: &[String], open: &str, close: &str) -> String {
    paragraphs.iter().map(|text| format!("{open}{text}{close}")).collect()
}

/// The story as the files of each format.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let copy = PARAGRAPHS.join("\n\n");
    let marked: Vec<String> = PARAGRAPHS.iter().map(|text| text.replace('&', "&amp;")).collect();
    let html = each(&marked, "<p>", "</p>\n");
    let word = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body: String = marked.iter().map(|text| word("Normal", text)).collect();
    let docx =
        format!("<w:document xmlns:w=\"w\"><w:body>{}{body}</w:body></w:document>", word("Title", TITLE));
    let odt = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text><text:h text:outline-level=\"1\">{TITLE}</text:h>{}\
         </office:text></office:body></office:document-content>",
        each(&marked, "<text:p>", "</text:p>")
    );
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let text = |content: String| content.into_bytes();
    vec![
        ("a.txt", text(format!("{TITLE}\n\n{copy}\n"))),
        ("a.md", text(format!("# {TITLE}\n\n{copy}\n"))),
        ("a.jsonl", text(json!({"title": TITLE, "text": copy}).to_string())),
        ("a.csv", text(format!("id,headline,body\n7,{TITLE},{}\n", quoted(&copy)))),
        (
            "a.html",
            text(format!(
                "<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><nav><a href=\"/\">Home</a></nav>\
                 <article><h1>{TITLE}</h1>\n{html}</article></body></html>"
            )),
        ),
        (
            "a.json",
            text(json!({"uri": "urn:x:1", "version": "1", "headline": TITLE, "body_html": html}).to_string()),
        ),
        (
            "a.newsml",
            text(format!(
                "<newsItem guid=\"urn:x:1\" version=\"1\"><contentMeta><headline>{TITLE}</headline></contentMeta><contentSet>\
                 <inlineXML><html><body>{html}</body></html></inlineXML></contentSet></newsItem>"
            )),
        ),
        (
            "a.nitf",
            text(format!(
                "<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>\
                 <body.content>{html}</body.content></body></nitf>"
            )),
        ),
        (
            "a.rss",
            text(format!(
                "<rss version=\"2.0\"><channel><title>Post</title><item><title>{TITLE}</title>\
                 <description><![CDATA[{html}]]></description></item></channel></rss>"
            )),
        ),
        (
            "a.iptc",
            text(format!("\x01skw1 3 i 9 x\r\n\x02{TITLE} =\r\n\r\n{copy}\r\n\x03131137 GMT Nov 13\r\n")),
        ),
        ("a.docx", zip(&[("word/document.xml", &docx)])),
        ("a.odt", zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &odt)])),
        ("a.zip", zip(&[("in/a.txt", &format!("{TITLE}\n\n{copy}\n"))])),
    ]
}

fn check(dir: &TempDir, options: &[&str]) -> Value {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    command.current_dir(dir.path()).env_clear();
    let output =
        command.args(["check", "--level", "query", "--format", "json"]).args(options).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn found(report: &Value) -> &[Value] {
    report["findings"].as_array().unwrap()
}

fn places(finding: &Value) -> &[Value] {
    finding["locations"].as_array().unwrap()
}

/// Rule, and the paragraph and words of each place, of the findings in a file.
fn findings(report: &Value, file: &str) -> Vec<String> {
    let place = |at: &Value| format!("{} {} {}", at["role"], at["paragraph"], at["text"]);
    let is_here = |finding: &&Value| {
        let path = places(finding)[0]["path"].as_str().unwrap();
        path == file || path.starts_with(&format!("{file}/"))
    };
    let line = |finding: &Value| {
        let places: Vec<String> = places(finding).iter().map(place).collect();
        format!("{}: {}", finding["rule"].as_str().unwrap(), places.join(" / "))
    };
    let mut all: Vec<String> = found(report).iter().filter(is_here).map(line).collect();
    all.sort();
    all
}

/// The formats whose copy is marked up, with a comment in front of the story's last paragraph.
fn marked_files() -> Vec<(&'static str, Vec<u8>)> {
    let last = PARAGRAPHS[6];
    let comment = "<!-- copydesk: ignore duplicate-paragraph: it ends as it began -->";
    let mut found = Vec::new();
    for (name, content) in files() {
        let Ok(text) = String::from_utf8(content) else { continue };
        let (before, after) = match text.rfind(&format!("<p>{last}")).or_else(|| text.rfind(last)) {
            Some(at) => text.split_at(at),
            None => continue,
        };
        if after.starts_with("<p>") || name == "a.md" {
            found
                .push((name, format!("{before}{comment}\n\n{after}").replace("\n\n<p>", "<p>").into_bytes()));
        }
    }
    found
}

#[test]
fn a_comment_is_heard_in_every_format_that_is_marked_up() {
    let dir = TempDir::new().unwrap();
    let files = marked_files();
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["a.md", "a.html", "a.json", "a.newsml", "a.nitf", "a.rss"]);
    for (name, content) in &files {
        dir.child(name).write_binary(content).unwrap();
    }
    let report = check(&dir, &["--scope", "article"]);
    assert_eq!(report["articles"], files.len(), "{report}");
    for (name, _) in &files {
        let rules = findings(&report, name);
        assert!(rules.iter().any(|line| line.starts_with("name-spelling")), "{name}: {rules:#?}");
        assert!(!rules.iter().any(|line| line.starts_with("duplicate-paragraph")), "{name}: {rules:#?}");
    }
}

#[test]
fn one_story_has_the_same_findings_in_every_format() {
    let dir = TempDir::new().unwrap();
    let files = files();
    for (name, content) in &files {
        dir.child(name).write_binary(content).unwrap();
    }
    let report = check(&dir, &["--scope", "article"]);
    assert_eq!((&report["articles"], &report["complete"]), (&files.len().into(), &true.into()), "{report}");
    let expected = findings(&report, "a.txt");
    for rule in ["duplicate-paragraph", "name-spelling", "unbalanced-quotation"] {
        assert!(expected.iter().any(|line| line.starts_with(rule)), "no {rule} in {expected:#?}");
    }
    for (name, _) in &files {
        assert_eq!(findings(&report, name), expected, "{name}");
    }
}

#[test]
fn the_same_story_as_a_word_file_and_as_a_page_is_refiled_and_no_duplicate() {
    let dir = TempDir::new().unwrap();
    for (name, content) in files().into_iter().filter(|(name, _)| ["a.docx", "a.html"].contains(name)) {
        dir.child(name).write_binary(&content).unwrap();
    }
    let report = check(&dir, &[]);
    let across = |finding: &&Value| places(finding).iter().any(|at| at["path"] != places(finding)[0]["path"]);
    let rules: Vec<&Value> = found(&report).iter().filter(across).map(|finding| &finding["rule"]).collect();
    assert!(rules.contains(&&json!("refiled-article")), "{rules:?}");
    // What stands twice in the story itself is still said.
    let passages = rules.iter().filter(|rule| **rule == "duplicate-paragraph").count();
    assert!(passages <= 1, "{rules:?}");
}

#[test]
fn two_versions_of_one_item_are_refiled_though_much_has_changed() {
    let dir = TempDir::new().unwrap();
    let item = |version: u8, paragraphs: &[&str]| json!({"uri": "urn:x:7", "version": version.to_string(), "headline": TITLE, "body_text": paragraphs.join("\n\n")});
    let later = [
        PARAGRAPHS[0],
        PARAGRAPHS[2],
        "A crane came from the yard at Northolm on Wednesday to lift the first of the damaged piles out of the water.",
        "Insurers sent two engineers, who will write a report on the storm that is thought to have moved the sea bed.",
        "Passengers with tickets can have their money back at the office on the square until the end of the month.",
    ];
    dir.child("1.json").write_str(&item(1, &PARAGRAPHS[..5]).to_string()).unwrap();
    dir.child("2.json").write_str(&item(2, &later).to_string()).unwrap();
    let report = check(&dir, &["."]);
    let rules: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().map(|found| &found["rule"]).collect();
    assert!(rules.contains(&&json!("refiled-article")), "{report:#}");
    assert!(!rules.contains(&&json!("duplicate-paragraph")), "{report:#}");
}

/// The words of markup: no tags, entities read, spaces as one.
fn words(markup: &str) -> String {
    let mut inside = false;
    let text: String = markup
        .chars()
        .filter(|c| {
            inside = inside && *c != '>' || *c == '<';
            !inside && *c != '>'
        })
        .collect();
    let text = text.replace("&amp;", "&").replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_bytes_of_a_page_at_a_place_are_the_words_reported() {
    let dir = TempDir::new().unwrap();
    let mut pages = Vec::new();
    for number in 0..20 {
        let marked = |text: &&str| {
            let text = text.replace('&', "&amp;");
            match number % 4 {
                0 => format!("<p>{text}</p>"),
                1 => format!("<p class=\"copy\">\n   {text}\n</p><!-- {number} -->"),
                2 => format!(
                    "<div><p>{}</p></div>",
                    text.replace("Osterhaven", "<a href=\"/o\">Osterhaven</a>")
                ),
                _ => format!("<p>{}</p>", text.replace("said", "<em>said</em>&nbsp;")),
            }
        };
        let copy: String = PARAGRAPHS.iter().map(marked).collect();
        let page = format!(
            "<!DOCTYPE html>\r\n<html><head><title>é {TITLE}</title></head><body><header>“Ø” menu</header>\
             <article><h1>{TITLE}</h1>{copy}</article></body></html>"
        );
        let mark = if number % 2 == 0 { "" } else { "\u{feff}" };
        dir.child(format!("{number}.html")).write_str(&format!("{mark}{page}")).unwrap();
        pages.push(page);
    }
    let report = check(&dir, &["--scope", "article"]);
    let mut count = 0;
    for place in found(&report).iter().flat_map(places) {
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let page =
            &pages[place["path"].as_str().unwrap().trim_end_matches(".html").parse::<usize>().unwrap()];
        assert_ne!(place["in"], "title");
        let there = &page[number("start")..number("end")];
        assert_eq!(words(place["text"].as_str().unwrap()), words(there), "{place}");
        assert_eq!(place["line"], page[..number("start")].matches('\n').count() + 1, "{place}");
        count += 1;
    }
    assert!(count >= 100, "{count}");
}

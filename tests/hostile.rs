//! Input that no desk means to send: each fault is named with its place, the exit status is 2, and
//! the rest is still checked.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its files has failed")]

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use assert_fs::TempDir;
use assert_fs::prelude::*;
use serde_json::Value;

const GOOD: &str = "The quay at Skelby is shut.\n\nIt opens on Monday, the board said.\n";

fn run(dir: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("copydesk").expect("the binary is built");
    command.current_dir(dir.path()).env_clear().args(args).output().expect("the binary runs")
}

/// Checks the folder beside one good article; gives the exit status and the report.
fn check(dir: &TempDir) -> (i32, Value) {
    dir.child("good.txt").write_str(GOOD).unwrap();
    let output = run(dir, &["check", "--format", "json"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    (output.status.code().expect("no signal ended it"), report)
}

fn skipped(report: &Value) -> Vec<(String, String)> {
    let entries = report["skipped"].as_array().unwrap().iter();
    entries.map(|e| (e["path"].as_str().unwrap().into(), e["reason"].as_str().unwrap().into())).collect()
}

/// One file can't be read: it is named, `reason` says why, the good article is read.
fn refuses(name: &str, content: &[u8], reason: &str) {
    let dir = TempDir::new().unwrap();
    dir.child(name).write_binary(content).unwrap();
    let (status, report) = check(&dir);
    assert_eq!(status, 2, "{report}");
    assert_eq!((&report["articles"], &report["complete"]), (&1.into(), &false.into()), "{report}");
    let skipped = skipped(&report);
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert_eq!(skipped[0].0, name);
    assert!(skipped[0].1.contains(reason), "{skipped:?}");
}

/// A file is odd but holds so many articles.
fn reads(name: &str, content: &[u8], articles: usize) {
    let dir = TempDir::new().unwrap();
    dir.child(name).write_binary(content).unwrap();
    let (status, report) = check(&dir);
    assert!(status < 2, "{report}");
    assert_eq!(report["articles"], 1 + articles, "{report}");
    assert!(skipped(&report).is_empty(), "{report}");
}

#[test]
fn nul_bytes_are_placed() {
    refuses("a.txt", b"Copy.\nMore\0copy.", "a NUL byte at byte 10, line 2");
}

#[test]
fn damaged_utf8_is_placed() {
    refuses("a.txt", "Café\nZoë said\n".bytes().chain(*b"\xe9 no").collect::<Vec<_>>().as_slice(), "line 3");
    refuses("a.md", b"# Caf\xc3\xa9\n\n\xff\n", "invalid UTF-8 at byte 9, line 3");
}

#[test]
fn noise_is_refused() {
    refuses("a.txt", &[0x81, 0x8d, 0x9d, 0x01, 0x02, 0xff, 0x90], "no other encoding fits");
}

#[test]
fn half_a_utf16_file_is_refused() {
    refuses("a.txt", b"\xff\xfeC\0o", "UTF-16LE");
}

#[test]
fn a_named_pdf_is_refused_by_name() {
    let dir = TempDir::new().unwrap();
    dir.child("a.pdf").write_str("%PDF-1.7\nendless").unwrap();
    dir.child("good.txt").write_str(GOOD).unwrap();
    let output = run(&dir, &["check", "--format", "json", "a.pdf", "good.txt"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(skipped(&report)[0].1.contains("a PDF is not read"), "{report}");
}

#[test]
fn an_unread_ending_in_a_folder_is_passed_over_and_counted() {
    let dir = TempDir::new().unwrap();
    dir.child("map.png").write_binary(b"\x89PNG\0").unwrap();
    dir.child("package.json").write_str("{\"name\": \"site\"}").unwrap();
    let (status, report) = check(&dir);
    assert_eq!(status, 0, "{report}");
    assert_eq!(report["passed_over"], serde_json::json!({"json": 1, "png": 1}));
}

#[test]
fn files_without_copy_are_articles_without_findings() {
    reads("empty.txt", b"", 1);
    reads("empty.md", b"\xef\xbb\xbf", 1);
    reads("empty.jsonl", b"", 0);
    reads("blank.txt", b"\r\n \r\n\t", 1);
    reads("marks.txt", "\u{2026} \u{2014} ( ) [ ] * _".as_bytes(), 1);
    reads("text.jsonl", b"{\"text\": \"\"}\n\n", 1);
}

#[test]
fn old_encodings_are_read() {
    reads("latin.txt", b"The caf\xe9 owners of Malm\xf6 said no.\n", 1);
    reads("wide.txt", b"\xfe\xff\0C\0o\0p\0y\0.", 1);
}

#[test]
fn a_broken_record_is_placed_and_the_others_are_read() {
    let dir = TempDir::new().unwrap();
    let mut lines: Vec<String> =
        (1..=9).map(|n| format!("{{\"id\": \"w{n}\", \"text\": \"Berth {n} stays shut.\"}}")).collect();
    lines[6] = "{\"id\": \"w7\", \"text\": \"Berth".to_owned();
    dir.child("wire.jsonl").write_str(&lines.join("\n")).unwrap();
    let (status, report) = check(&dir);
    assert_eq!((status, &report["articles"]), (2, &9.into()), "{report}");
    let skipped = skipped(&report);
    assert_eq!(skipped.len(), 1);
    assert_eq!(skipped[0].0, "wire.jsonl");
    assert!(skipped[0].1.starts_with("line 7: no JSON"), "{skipped:?}");
}

#[test]
fn a_thousand_broken_records_are_named_and_do_not_flood_the_report() {
    let dir = TempDir::new().unwrap();
    let broken: String = (0..1000).map(|n| format!("{{\"id\": {n}}}\n")).collect();
    dir.child("wire.jsonl").write_str(&broken).unwrap();
    let (status, report) = check(&dir);
    assert_eq!((status, skipped(&report).len()), (2, 1000));
    let text = run(&dir, &["check"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("wire.jsonl: and 990 more") && text.lines().count() < 30, "{text}");
}

#[test]
fn copy_that_was_killed_is_left_out_and_counted() {
    let dir = TempDir::new().unwrap();
    let item = |status: &str| format!("{{\"text\": \"The quay is shut.\", \"status\": \"{status}\"}}\n");
    let wire = ["usable", "killed", "stat:canceled", "Killed", "withheld"].map(item).concat();
    dir.child("wire.jsonl").write_str(&wire).unwrap();
    let (status, report) = check(&dir);
    assert_eq!((status, &report["articles"]), (0, &3.into()), "{report}");
    assert_eq!(report["left_out"], serde_json::json!({"cancelled": 1, "killed": 2}), "{report}");
}

#[test]
fn copy_in_another_language_is_counted_and_only_compared() {
    let dir = TempDir::new().unwrap();
    let paragraph = "“Le port de Skelby est fermé depuis lundi, a annoncé la direction du port. Les plongeurs doivent examiner les \
        piliers avant la fin de la semaine, et aucun navire ne pourra accoster jusqu'à nouvel ordre, selon le maire de la ville.";
    dir.child("port.txt")
        .write_str(&format!("{paragraph}\n\nUn autre quai est ouvert.\n\n{paragraph}\n"))
        .unwrap();
    let (status, report) = check(&dir);
    assert_eq!((status, &report["articles"]), (1, &2.into()), "{report}");
    assert_eq!(report["languages"], serde_json::json!({"French": 1}), "{report}");
    let rules: Vec<&Value> = report["findings"].as_array().unwrap().iter().map(|f| &f["rule"]).collect();
    assert_eq!(rules, ["duplicate-paragraph"]);
}

#[test]
fn entities_of_a_document_are_not_expanded() {
    let laughs = "<!DOCTYPE nitf [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\">]><nitf><body><body.content>\
        <p>The quay &b; is shut.</p></body.content></body></nitf>";
    reads("laughs.nitf", laughs.as_bytes(), 1);
    let deep = format!("<nitf>{}{}</nitf>", "<p>".repeat(5000), "</p>".repeat(5000));
    refuses("deep.nitf", deep.as_bytes(), "512 elements inside one another");
}

#[test]
fn what_unpacks_without_end_is_refused_and_the_rest_read() {
    // Parts of one megabyte of blanks, one after another in one file.
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, &vec![b' '; 1 << 20]).unwrap();
    let bomb = packer.finish().unwrap().repeat(100);
    refuses("bomb.txt.gz", &bomb, "it unpacks to over 100 times its size");
}

#[test]
fn a_path_that_leads_out_of_its_archive_is_refused_and_the_rest_read() {
    let dir = TempDir::new().unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["../up.txt", "a.txt"] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, b"The quay is shut.").unwrap();
    }
    dir.child("wire.zip").write_binary(&writer.finish().unwrap().into_inner()).unwrap();
    let (code, report) = check(&dir);
    assert_eq!((code, &report["articles"]), (2, &2.into()));
    let reason = "its path leads out of the archive".to_owned();
    assert_eq!(skipped(&report), [("wire.zip/../up.txt".to_owned(), reason)]);
}

#[test]
fn xml_that_nests_without_end_is_refused() {
    let deep = format!("<rss><channel>{}</channel></rss>", "<item>".repeat(100_000));
    refuses("deep.rss", deep.as_bytes(), "over 512 elements inside one another");
}

#[test]
fn an_input_format_is_taken_at_its_word() {
    let dir = TempDir::new().unwrap();
    dir.child("a.dat").write_str("id,text\n1,\"The quay is shut.\"\n").unwrap();
    dir.child("desk/wire/b.dat").write_str("Copy of the desk.\n").unwrap();
    let read = |args: &[&str]| String::from_utf8(run(&dir, args).stdout).unwrap();
    assert!(read(&["read", "--input-format", "csv", "a.dat"]).contains("   1  The quay is shut."));
    assert!(read(&["read", "."]).contains("passed over: 2 of ending dat"));
    dir.child("copydesk.yml")
        .write_str(
            "files:\n  - paths: [\"desk/**/*.dat\"]\n    input-format: plain-text\n    source: Skelby Wire\n    date: path\n",
        )
        .unwrap();
    dir.child("desk/2026/03/12/c.dat").write_str("Copy of a day.\n").unwrap();
    let shown = read(&["read", "."]);
    assert!(shown.contains("desk/wire/b.dat\n  source: Skelby Wire\n   1  Copy of the desk."), "{shown}");
    assert!(shown.contains("desk/2026/03/12/c.dat\n  date: 2026-03-12\n"), "{shown}");
    assert!(shown.contains("passed over: 1 of ending dat"), "{shown}");
    dir.child("copydesk.yml").write_str("files:\n  - paths: [a.dat]\n    date: soon\n").unwrap();
    let mistake = String::from_utf8(run(&dir, &["read", "."]).stderr).unwrap();
    assert!(mistake.contains("a day as in 2026-03-12, or `path`"), "{mistake}");
}

#[test]
fn records_of_one_id_are_told_apart() {
    let dir = TempDir::new().unwrap();
    let record =
        |who| format!("{{\"id\": 1, \"text\": \"The quay is shut, Mayor {who} said on Monday.\"}}\n");
    dir.child("wire.jsonl").write_str(&format!("{}{}", record("Ann Hansen"), record("Bo Ek"))).unwrap();
    let output = run(&dir, &["facts", "wire.jsonl"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.contains("\"1\"") && lines.contains("\"1#2\""), "{lines}");
}

#[test]
fn front_matter_that_is_no_yaml_is_noted_and_the_copy_read() {
    let dir = TempDir::new().unwrap();
    dir.child("a.md").write_str("---\ntitle: Quay\ndate: [2024\n---\nThe quay is shut.\n").unwrap();
    let (status, report) = check(&dir);
    assert_eq!((status, &report["articles"]), (0, &2.into()), "{report}");
    let note = &report["notes"][0];
    assert_eq!(note["path"], "a.md");
    let reason = note["reason"].as_str().unwrap();
    assert!(reason.starts_with("line ") && reason.contains("no YAML"), "{reason}");
}

#[test]
fn deep_nesting_is_no_way_to_bring_it_down() {
    let nest = |field: &str| {
        format!("{{\"text\": \"One.\", \"{field}\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000))
    };
    refuses("deep.jsonl", nest("title").as_bytes(), "recursion limit");
    reads("skipped.jsonl", nest("other").as_bytes(), 1);
    reads("deep.md", format!("{}Copy.\n", "> ".repeat(20_000)).as_bytes(), 1);
    reads("lists.md", format!("{}Copy.\n", "- ".repeat(20_000)).as_bytes(), 1);
    reads("stars.md", "*a _b ".repeat(20_000).as_bytes(), 1);
    let front = format!("---\na: {}\n---\nCopy.\n", "[".repeat(100_000));
    reads("front.md", front.as_bytes(), 1);
}

/// The words of the pages in `fixtures/` and of the newsroom there, a line each.
fn paragraphs() -> Vec<Vec<String>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<_> = ["fixtures", "fixtures/newsroom"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    pages.sort();
    let text: String = pages.iter().map(|page| fs::read_to_string(page).unwrap()).collect();
    let lines = text.lines().filter(|line| !line.starts_with("```") && line.len() > 20);
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn words_in_no_order_at_all_bring_nothing_down() {
    let mut seed = 11_u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let paragraphs = paragraphs();
    assert!(paragraphs.len() > 300, "{}", paragraphs.len());
    let mut records = String::new();
    for number in 0..40 {
        let mut text = String::new();
        for _ in 0..40 {
            let mut words = paragraphs[below(paragraphs.len())].clone();
            words.extend_from_slice(&paragraphs[below(paragraphs.len())]);
            for at in (1..words.len()).rev() {
                // Short runs keep their order, so that names and phrases stay what they are.
                if below(3) > 0 {
                    words.swap(at, below(at + 1));
                }
            }
            words.truncate(1 + below(words.len()));
            text.push_str(&words.join(" "));
            text.push_str("\n\n");
        }
        records.push_str(&serde_json::json!({"id": number.to_string(), "text": text}).to_string());
        records.push('\n');
    }
    for broken in
        ["noting that", "according to \u{2014} has", "said", "\u{201c}", "told: ", "\u{201d} said that,"]
    {
        records.push_str(&serde_json::json!({"text": format!("{broken}\n")}).to_string());
        records.push('\n');
    }
    reads("shuffled.jsonl", records.as_bytes(), 46);
}

/// A build with its checks on is too slow for the full size.
const LONG: usize = if cfg!(debug_assertions) { 2_000_000 } else { 50_000_000 };

#[test]
fn a_line_of_50_megabytes_is_read() {
    let sentence = "The quay at Skelby stays shut until Monday, the harbour board said. ";
    let line = sentence.repeat(LONG / sentence.len());
    reads("long.txt", line.as_bytes(), 1);
}

#[test]
fn a_record_of_50_megabytes_is_read() {
    let word = "quay ".repeat(LONG / 5);
    reads("long.jsonl", format!("{{\"text\": \"{word}\"}}\n").as_bytes(), 1);
}

#[test]
fn a_path_that_is_not_there_is_named() {
    let dir = TempDir::new().unwrap();
    dir.child("good.txt").write_str(GOOD).unwrap();
    let output = run(&dir, &["check", "--format", "json", "good.txt", "gone"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!((&report["articles"], &skipped(&report)[0].0), (&1.into(), &"gone".to_owned()));
}

#[test]
fn a_folder_without_articles_is_no_clean_bill() {
    let dir = TempDir::new().unwrap();
    let output = run(&dir, &["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_file_that_may_not_be_read_is_named() {
        let dir = TempDir::new().unwrap();
        let locked = dir.child("locked.txt");
        locked.write_str("Copy.").unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
        // The superuser may read anything.
        if fs::File::open(&locked).is_err() {
            let (status, report) = check(&dir);
            assert_eq!((status, skipped(&report)[0].0.as_str()), (2, "locked.txt"), "{report}");
        }
    }

    #[test]
    fn a_link_to_nothing_is_named() {
        let dir = TempDir::new().unwrap();
        symlink("gone.txt", dir.path().join("link.txt")).unwrap();
        let (status, report) = check(&dir);
        assert_eq!((status, skipped(&report)[0].0.as_str()), (2, "link.txt"), "{report}");
    }

    #[test]
    fn a_link_loop_is_named_and_ends() {
        let dir = TempDir::new().unwrap();
        dir.child("in/a.txt").write_str("Copy.").unwrap();
        symlink("..", dir.path().join("in/up")).unwrap();
        symlink("round", dir.path().join("round")).unwrap();
        let (status, report) = check(&dir);
        assert_eq!((status, &report["articles"]), (2, &2.into()), "{report}");
        let names: Vec<_> = skipped(&report).into_iter().map(|(path, _)| path).collect();
        assert_eq!(names, ["in/up", "round"], "{report}");
    }

    #[test]
    fn a_pipe_in_a_folder_is_not_waited_for() {
        let dir = TempDir::new().unwrap();
        let made = std::process::Command::new("mkfifo").arg(dir.path().join("pipe.txt")).status();
        if made.is_ok_and(|status| status.success()) {
            let (status, report) = check(&dir);
            assert_eq!((status, &report["articles"]), (0, &1.into()), "{report}");
        }
    }

    #[test]
    fn a_name_with_control_characters_stays_in_its_line() {
        let dir = TempDir::new().unwrap();
        let name = "a\n::error::\u{1b}[31mred\u{7}.txt";
        dir.child(name).write_str("Copy\0").unwrap();
        dir.child("good.txt").write_str(GOOD).unwrap();
        for format in ["text", "json", "diff"] {
            let output = run(&dir, &["check", "--format", format]);
            assert_eq!(output.status.code(), Some(2));
            for bytes in [output.stdout, output.stderr] {
                let text = String::from_utf8(bytes).unwrap();
                assert!(!text.contains(['\u{1b}', '\u{7}']), "{format}: {text:?}");
                assert!(!text.lines().any(|line| line.starts_with("::")), "{format}: {text:?}");
            }
        }
    }

    #[test]
    fn a_name_that_is_no_utf8_is_shown_as_near_as_can_be() {
        use std::os::unix::ffi::OsStrExt;
        let dir = TempDir::new().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
        if fs::write(dir.path().join(name), GOOD).is_ok() {
            let (status, report) = check(&dir);
            assert!(status < 2);
            assert_eq!(report["articles"], 2);
        }
    }
}

#[test]
fn a_report_says_how_many_articles_it_is_about() {
    let dir = TempDir::new().unwrap();
    dir.child("bad.txt").write_str("Copy\0").unwrap();
    dir.child("good.txt").write_str(GOOD).unwrap();
    let output = run(&dir, &["check"]);
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text.contains("bad.txt") && text.contains("NUL"), "{text}");
    assert!(text.contains("1 article") && text.contains("1 input left out"), "{text}");
}

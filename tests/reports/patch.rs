//! `--format diff` is a patch that git takes, whatever the files' line ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;

const RULE: &str = "\
id: our-terms
kind: preferred-term
level: warning
scope: article
options:
  terms:
    - use: Velygrad
      instead-of: Veligrad
";

/// A folder with files, checked; the folder and the report.
fn checked(files: &[(&str, &[u8])]) -> (TempDir, Vec<u8>) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("terms.yml"), RULE).unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder.path())
        .args(["check", ".", "--format", "diff", "--rules", "terms.yml"])
        .args(["--select", "our-terms,duplicate-paragraph"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, output.stdout)
}

fn apply(folder: &Path, patch: &[u8]) -> Output {
    let file = folder.join("report.patch");
    fs::write(&file, patch).unwrap();
    Command::new("git")
        .current_dir(folder)
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
        .args(["apply", "--verbose", "report.patch"])
        .output()
        .unwrap()
}

/// Checks the files, applies the report and compares what the files then hold.
fn fixed(files: &[(&str, &str, &str)]) {
    let before: Vec<(&str, &[u8])> = files.iter().map(|(name, old, _)| (*name, old.as_bytes())).collect();
    let (folder, patch) = checked(&before);
    let done = apply(folder.path(), &patch);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&patch));
    for (name, _, new) in files {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), *new, "{name}");
    }
}

#[test]
fn line_feeds() {
    fixed(&[(
        "a.txt",
        "The cargo for Veligrad left.\n\nIt came to Veligrad late.\n",
        "The cargo for Velygrad left.\n\nIt came to Velygrad late.\n",
    )]);
}

#[test]
fn carriage_returns_and_no_last_line_end() {
    fixed(&[
        (
            "crlf.txt",
            "One cargo for Veligrad left.\r\n\r\nIt was late.\r\n",
            "One cargo for Velygrad left.\r\n\r\nIt was late.\r\n",
        ),
        (
            "open.txt",
            "Nobody in the port knew of it.\n\nA ship left Veligrad.",
            "Nobody in the port knew of it.\n\nA ship left Velygrad.",
        ),
    ]);
}

#[test]
fn a_byte_order_mark_and_front_matter_stay() {
    fixed(&[
        ("mark.txt", "\u{feff}Snow fell on Veligrad at dawn.\n", "\u{feff}Snow fell on Velygrad at dawn.\n"),
        (
            "desk/front matter.md",
            "---\ntitle: Rain\n---\n\nRain fell on **Veligrad** &amp; the coast.\n",
            "---\ntitle: Rain\n---\n\nRain fell on **Velygrad** &amp; the coast.\n",
        ),
        ("naïve \"desk\".txt", "Hail fell on Veligrad at noon.\n", "Hail fell on Velygrad at noon.\n"),
    ]);
}

#[test]
fn what_cannot_be_patched_is_named_and_the_rest_applies() {
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain("Fog lay over Veligrad all day.\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let record = b"{\"id\": \"w1\", \"text\": \"Sleet fell on Veligrad overnight.\"}\n";
    let (folder, patch) = checked(&[
        ("fog.txt", &utf16),
        ("lone.txt", b"A tug\rleft Veligrad for the sea.\n"),
        ("wire.jsonl", record),
        ("sun.txt", b"Sun shone on Veligrad again.\n"),
    ]);
    let shown = String::from_utf8(patch.clone()).unwrap();
    assert!(
        shown.contains("# no patch for ./fog.txt") || shown.contains("# no patch for fog.txt"),
        "{shown}"
    );
    assert!(shown.contains("wire.jsonl: an article of a record format is not patched"), "{shown}");
    assert!(apply(folder.path(), &patch).status.success());
    assert_eq!(fs::read_to_string(folder.path().join("sun.txt")).unwrap(), "Sun shone on Velygrad again.\n");
}

#[test]
fn copy_that_looks_like_a_patch_is_none() {
    let paragraph = "--- a/sun.txt\n+++ b/sun.txt\n@@ -1 +1 @@\n-Sun shone on the harbour of the town of Kast \
                     and its people all day\n+Rain fell";
    let body =
        format!("A talk on patches for Veligrad\n\nFirst.\n\n{paragraph}\n\nSecond.\n\n{paragraph} there\n");
    let (folder, patch) = checked(&[("talk.txt", body.as_bytes()), ("sun.txt", b"Sun shone.\n")]);
    let done = apply(folder.path(), &patch);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(fs::read_to_string(folder.path().join("sun.txt")).unwrap(), "Sun shone.\n");
}

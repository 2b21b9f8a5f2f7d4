//! `copydesk fix`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{RIGHT, WRONG, copydesk, copydesk_answered, folder, printed, read, said};

const HOUSE: &str = "terms:\n  - use: Kyiv\n    instead-of: [Kiev]\n";

/// Applies what `fix --diff` prints with git; nothing where there is no git.
fn apply(folder: &Path, patch: &[u8]) -> Option<bool> {
    fs::write(folder.join("fix.patch"), patch).unwrap();
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .current_dir(folder)
            .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
            .args(arguments)
            .output()
            .ok()?;
        assert!(
            output.status.success(),
            "{}\n{}",
            String::from_utf8_lossy(&output.stderr),
            String::from_utf8_lossy(patch)
        );
        Some(true)
    };
    git(&["apply", "--check", "fix.patch"])?;
    git(&["apply", "fix.patch"])
}

#[test]
fn house_terms_are_written_and_what_is_quoted_stays() {
    let text = "The train to Kiev left.\n\n“I was born in Kiev,” she said in Kiev.\n";
    let folder = folder(&[("a.txt", text), ("copydesk.yml", HOUSE)]);
    let output = copydesk(folder.path(), &["fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(
        read(folder.path(), "a.txt"),
        "The train to Kyiv left.\n\n“I was born in Kiev,” she said in Kyiv.\n"
    );
    assert!(
        printed(&output).starts_with("a.txt: 2 changes\n2 changes made in 1 file of 1.\n"),
        "{}",
        printed(&output)
    );
    copydesk(folder.path(), &["fix", "--unsafe"]);
    assert_eq!(
        read(folder.path(), "a.txt"),
        "The train to Kyiv left.\n\n“I was born in Kyiv,” she said in Kyiv.\n"
    );
}

#[test]
fn a_form_that_an_editor_prefers_is_written_everywhere_but_in_quotations() {
    let quoted = "# Mayor speaks\n\n“The town of Veranovka is cut off. Veranovka needs help. Veranovka is ours,” the \
                  mayor of Veranovka said.\n";
    let files = [("ferry.md", RIGHT), ("bridges.md", WRONG), ("mayor.md", quoted)];
    let folder = folder(&files);
    let output = copydesk(folder.path(), &["fix", "--prefer", "Veranowka"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(read(folder.path(), "ferry.md"), RIGHT.replace("Veranovka", "Veranowka"));
    assert_eq!(read(folder.path(), "bridges.md"), WRONG);
    assert_eq!(read(folder.path(), "mayor.md"), quoted.replace("mayor of Veranovka", "mayor of Veranowka"));
    assert!(
        printed(&output).contains("Inside quotations, left as printed: 3 places"),
        "{}",
        printed(&output)
    );
    let output = copydesk(folder.path(), &["fix", "--prefer", "Veranovska"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--prefer Veranovska: no name is spelled so"), "{}", said(&output));
}

#[test]
fn places_under_a_comment_are_left_alone() {
    let wrong = WRONG.replace("Inspectors", "<!-- copydesk: ignore name-spelling: sign -->\nInspectors");
    let choir = "# Choir sings\n\nA choir from the town of Veranowka won the first prize at the festival.\n";
    let folder = folder(&[("ferry.md", RIGHT), ("bridges.md", &wrong), ("choir.md", choir)]);
    let output = copydesk(folder.path(), &["fix", "--prefer", "Veranovka"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(read(folder.path(), "bridges.md"), wrong);
    assert_eq!(read(folder.path(), "choir.md"), choir.replace("Veranowka", "Veranovka"));
}

#[test]
fn the_patch_applies_and_does_what_the_command_does() {
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let utf16: Vec<u8> =
        "\u{feff}Fog lay over Kiev all day.\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("lf.txt", b"The train to Kiev left at noon.\n\nNobody saw it.\n".to_vec()),
        ("crlf.txt", b"One boat for Kiev left.\r\n\r\nIt was late.\r\n".to_vec()),
        ("open.txt", b"Nobody in the port knew.\n\nA ship left Kiev.".to_vec()),
        ("mark.txt", "\u{feff}Snow fell on Kiev at dawn.\n".as_bytes().to_vec()),
        ("latin.txt", latin("The caf\u{e9} owners of Malm\u{f6} went to Kiev by train.\r\n")),
        ("a b \"c\".md", b"---\ntitle: Rain on Kiev\n---\n\nRain fell on **Kiev** &amp; the coast.\n".to_vec()),
        ("page.html", b"<html><body><article><h1>Dam repaired</h1><p>Engineers came from Kiev for it and stayed for three weeks, in which the water rose.</p></article></body></html>\n".to_vec()),
    ];
    let make = || {
        let folder = folder(&[("copydesk.yml", HOUSE)]);
        files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
        folder
    };
    let (patched, fixed) = (make(), make());
    let diff = copydesk(patched.path(), &["fix", "--diff"]);
    assert_eq!(diff.status.code(), Some(0), "{}", said(&diff));
    for (name, bytes) in &files {
        assert_eq!(&fs::read(patched.path().join(name)).unwrap(), bytes, "--diff changes nothing");
    }
    fs::write(fixed.path().join("wide.txt"), utf16).unwrap();
    let output = copydesk(fixed.path(), &["fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let wide = fs::read(fixed.path().join("wide.txt")).unwrap();
    let wide: Vec<u16> = wide.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&wide).unwrap(), "\u{feff}Fog lay over Kyiv all day.\r\n");
    if apply(patched.path(), &diff.stdout).is_none() {
        eprintln!("skipped: there is no git here");
    }
    for (name, bytes) in &files {
        let now = fs::read(fixed.path().join(name)).unwrap();
        assert_ne!(&now, bytes, "{name}");
        if patched.path().join("fix.patch").exists() && Command::new("git").arg("--version").output().is_ok()
        {
            assert_eq!(fs::read(patched.path().join(name)).unwrap(), now, "{name}");
        }
    }
    assert_eq!(
        read(fixed.path(), "a b \"c\".md"),
        "---\ntitle: Rain on Kyiv\n---\n\nRain fell on **Kyiv** &amp; the coast.\n"
    );
    let now = fs::read(fixed.path().join("latin.txt")).unwrap();
    assert_eq!(now, latin("The caf\u{e9} owners of Malm\u{f6} went to Kyiv by train.\r\n"));
}

#[test]
fn what_cannot_be_changed_is_named_and_the_rest_is_changed() {
    let files = [
        ("wire.jsonl", "{\"id\": \"w1\", \"text\": \"Sleet fell on Kiev overnight.\"}\n"),
        ("split.md", "Hail fell on Ki**ev** at noon.\n"),
        ("plain.txt", "Sun shone on Kiev again.\n"),
        ("copydesk.yml", HOUSE),
    ];
    let folder = folder(&files);
    let output = copydesk(folder.path(), &["fix"]);
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    assert!(said.contains("split.md:1: `Kiev` is not made `Kyiv`: markup stands inside the words"), "{said}");
    assert!(said.contains("wire.jsonl: an article in a file of many is not changed"), "{said}");
    assert_eq!(read(folder.path(), "plain.txt"), "Sun shone on Kyiv again.\n");
    assert_eq!(read(folder.path(), "split.md"), files[1].1);
    assert_eq!(read(folder.path(), "wire.jsonl"), files[0].1);
}

#[test]
fn fixes_that_contradict_each_other_are_not_made() {
    let rule = "id: other-terms\nkind: preferred-term\nlevel: warning\nscope: article\noptions:\n  terms:\n    \
                - use: Kiew\n      instead-of: Kiev\n";
    let folder =
        folder(&[("a.txt", "The train to Kiev left.\n"), ("copydesk.yml", HOUSE), ("rule.yml", rule)]);
    let output = copydesk(folder.path(), &["fix", "--rules", "rule.yml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("a.txt:1: `Kiev` is not made `Kiew`: another change overlaps it"),
        "{}",
        said(&output)
    );
    assert_eq!(read(folder.path(), "a.txt"), "The train to Kiev left.\n");
}

#[test]
fn forms_are_asked_for_one_by_one() {
    let files = [
        ("ferry.md", RIGHT),
        ("bridges.md", WRONG),
        ("kiev.txt", "The train to Kiev left.\n"),
        ("copydesk.yml", HOUSE),
    ];
    let make = || folder(&files);
    // The spelling first, then the term.
    let both = make();
    let output = copydesk_answered(both.path(), &["fix", "--interactive"], "7\n2\ny\n");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let asked = said(&output);
    assert!(
        asked.contains("  1  Veranovka (3×)\n  2  Veranowka (1×)\nWhich is right? [1-2, s skips, q stops]"),
        "{asked}"
    );
    assert!(
        asked.contains("`7` is none of the answers")
            && asked.contains("Write `Kyiv` (1 place)? [y, n, q stops]"),
        "{asked}"
    );
    assert_eq!(read(both.path(), "ferry.md"), RIGHT.replace("Veranovka", "Veranowka"));
    assert_eq!(read(both.path(), "kiev.txt"), "The train to Kyiv left.\n");
    // What was answered before the end counts.
    let first = make();
    copydesk_answered(first.path(), &["fix", "--interactive"], "1\n");
    assert_eq!(read(first.path(), "bridges.md"), WRONG.replace("Veranowka", "Veranovka"));
    assert_eq!(read(first.path(), "kiev.txt"), "The train to Kiev left.\n");
    let none = make();
    copydesk_answered(none.path(), &["fix", "--interactive"], "s\nq\n");
    assert_eq!(
        (read(none.path(), "ferry.md"), read(none.path(), "bridges.md")),
        (RIGHT.to_owned(), WRONG.to_owned())
    );
}

#[test]
fn what_is_preferred_is_not_asked_about() {
    let files = [
        ("ferry.md", RIGHT),
        ("bridges.md", WRONG),
        ("kiev.txt", "The train to Kiev left.\n"),
        ("copydesk.yml", HOUSE),
    ];
    let interactive = ["fix", "--interactive", "--prefer", "Veranowka"];
    for (answers, kiev) in [("y\n", "The train to Kyiv left.\n"), ("q\n", "The train to Kiev left.\n")] {
        let folder = folder(&files);
        let output = copydesk_answered(folder.path(), &interactive, answers);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let asked = said(&output);
        assert!(!asked.contains("Which is right?") && asked.contains("Write `Kyiv` (1 place)?"), "{asked}");
        assert_eq!(read(folder.path(), "ferry.md"), RIGHT.replace("Veranovka", "Veranowka"));
        assert_eq!(read(folder.path(), "kiev.txt"), kiev);
    }
    let folder = folder(&files);
    let output = copydesk_answered(folder.path(), &["fix", "--interactive", "--prefer", "Veranofka"], "1\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("--prefer Veranofka: no name is spelled so in one place"),
        "{}",
        said(&output)
    );
    assert_eq!(read(folder.path(), "bridges.md"), WRONG);
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_file_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[
        ("a.txt", "The train to Kiev left.\n"),
        ("b.txt", "A bus to Kiev came.\n"),
        ("copydesk.yml", HOUSE),
    ]);
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("a.txt", 0o600);
    mode("b.txt", 0o444);
    let output = copydesk(folder.path(), &["fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("b.txt: the file may not be written to"), "{}", said(&output));
    assert_eq!(read(folder.path(), "a.txt"), "The train to Kyiv left.\n");
    assert_eq!(fs::metadata(folder.path().join("a.txt")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(read(folder.path(), "b.txt"), "A bus to Kiev came.\n");
}

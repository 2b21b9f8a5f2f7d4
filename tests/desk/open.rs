//! Folders dropped on the program, and `--open`.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use super::{RIGHT, WRONG, folder, said};

/// Runs copydesk where `xdg-open` writes down what it is to open, and returns that too.
fn opened(folder: &Path, arguments: &[&str]) -> (Output, String) {
    let programs = folder.join("bin");
    fs::create_dir_all(&programs).unwrap();
    let (program, log) = (programs.join("xdg-open"), folder.join("opened.log"));
    fs::write(
        &program,
        format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.new' && mv '{0}.new' '{0}'\n", log.display()),
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder)
        .env("PATH", path)
        .env("TMPDIR", folder)
        .args(arguments)
        .output()
        .unwrap();
    // Nobody waits for a browser.
    let until = Instant::now() + Duration::from_secs(20);
    while !log.exists() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    (output, fs::read_to_string(log).unwrap_or_default())
}

#[test]
fn a_folder_that_is_dropped_on_the_program_is_checked_and_its_report_opened() {
    let folder = folder(&[]);
    let copy = folder.path().join("copy");
    fs::create_dir(&copy).unwrap();
    fs::write(copy.join("ferry.md"), RIGHT).unwrap();
    fs::write(copy.join("bridges.md"), WRONG).unwrap();
    let (output, page) = opened(folder.path(), &[copy.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(page.starts_with(folder.path().to_str().unwrap()) && page.ends_with(".html"), "{page}");
    let page = fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("Veranowka"));
}

#[test]
fn an_html_report_that_is_written_is_the_one_that_is_opened() {
    let folder = folder(&[("ferry.md", RIGHT)]);
    let (output, page) =
        opened(folder.path(), &["check", ".", "--format", "html", "--output", "desk.html", "--open"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(page.ends_with("/desk.html"), "{page}");
}

#[test]
fn nothing_read_is_said_by_the_page_and_the_status() {
    let folder = folder(&[]);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let (output, page) = opened(folder.path(), &["empty"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(fs::read_to_string(page).unwrap().contains("Nothing was read"));
}

#[test]
fn a_word_that_is_no_path_is_no_folder() {
    let folder = folder(&[]);
    let output = super::copydesk(folder.path(), &["chekc"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("unrecognized subcommand"), "{}", said(&output));
}

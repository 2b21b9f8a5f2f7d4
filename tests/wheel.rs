//! The Python package: a wheel that holds the program, built and installed into a fresh environment.
//!
//! `cargo test --test wheel -- --ignored` needs Python 3 with `venv`, and fetches maturin from PyPI.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_fs::TempDir;

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "needs Python, and maturin from PyPI"]
fn pip_install_gives_the_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().unwrap();
    let (tools, fresh, wheels) =
        (folder.path().join("tools"), folder.path().join("fresh"), folder.path().join("wheels"));
    for environment in [&tools, &fresh] {
        run(Command::new("python3").args(["-m", "venv"]).arg(environment));
    }
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(Command::new(tools.join("bin/python")).args(pip).arg("maturin>=1.7,<2"));
    // Into the target folder of this build, so that what is compiled is compiled once.
    run(Command::new(tools.join("bin/maturin"))
        .current_dir(root)
        .args(["build", "--release", "--locked", "--quiet", "--out"])
        .arg(&wheels));
    let wheel = fs::read_dir(&wheels).unwrap().next().unwrap().unwrap().path();
    let name = wheel.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with(concat!("copydesk-", env!("CARGO_PKG_VERSION"), "-py3-none-")), "{name}");
    run(Command::new(fresh.join("bin/python")).args(pip).arg("--no-index").arg(&wheel));
    let version = run(Command::new(fresh.join("bin/copydesk")).arg("--version"));
    assert_eq!(version.trim(), concat!("copydesk ", env!("CARGO_PKG_VERSION")));
    let found = Command::new(fresh.join("bin/copydesk"))
        .current_dir(root)
        .args(["check", "fixtures/newsroom", "--format", "json"])
        .output()
        .unwrap();
    assert_eq!(found.status.code(), Some(1));
}

//! What other programs need of copydesk, run as far as it goes without them.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// A path on which `copydesk` is the one that was built.
fn path() -> String {
    let built = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().unwrap();
    format!("{}:{}", built.display(), std::env::var("PATH").unwrap())
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Copies the newsroom into a folder.
fn newsroom(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for entry in fs::read_dir(root().join("fixtures/newsroom")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
}

/// Every option that a command line names is one of `copydesk check`.
fn options_exist(line: &str) {
    let help = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(["check", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let words = line.split(|c: char| !c.is_ascii_lowercase() && c != '-');
    for option in words.filter(|word| word.len() > 2 && word.starts_with("--")) {
        assert!(help.contains(&format!("{option} ")), "{option} in {line}");
    }
}

#[test]
fn pre_commit_hooks_run_a_command_that_exists() {
    let hooks = yaml(&text(".pre-commit-hooks.yaml"));
    let hooks = hooks.as_array().unwrap();
    let field = |hook: &Value, name: &str| hook[name].as_str().unwrap().to_owned();
    let ids: Vec<String> = hooks.iter().map(|hook| field(hook, "id")).collect();
    assert_eq!(ids, ["copydesk", "copydesk-system"]);
    for hook in hooks {
        assert!(["rust", "system"].contains(&field(hook, "language").as_str()));
        assert_eq!(hook["pass_filenames"], false, "articles are compared with each other");
        assert!(field(hook, "entry").starts_with("copydesk check "));
        options_exist(&field(hook, "entry"));
    }
}

#[test]
fn the_action_s_inputs_and_scripts_exist() {
    let action = yaml(&text("action.yml"));
    let declared = action["inputs"].as_object().unwrap();
    assert!(
        declared.values().all(|input| input.get("description").is_some() && input.get("default").is_some())
    );
    let written = text("action.yml");
    for used in written.split("inputs.").skip(1) {
        let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        assert!(declared.contains_key(&name), "{name}");
    }
    for step in action["runs"]["steps"].as_array().unwrap() {
        if let Some(script) = step["run"].as_str() {
            let script = script.trim_matches('"').strip_prefix("$GITHUB_ACTION_PATH/").unwrap();
            assert!(root().join(script).is_file(), "{script}");
            // What users write reaches the shell in variables, never as words of a script.
            assert!(!text(script).contains("${{"), "{script}");
        }
    }
    options_exist(&text(".github/action/check.sh"));
}

/// A folder of releases with one archive, and the archive's name.
fn release(folder: &Path, target: &str) -> PathBuf {
    let release = folder.join("releases/latest/download");
    fs::create_dir_all(&release).unwrap();
    let archive = release.join(format!("copydesk-{target}.tar.gz"));
    let built = Path::new(env!("CARGO_BIN_EXE_copydesk"));
    let packed = Command::new("tar")
        .arg("-czf")
        .arg(&archive)
        .arg("-C")
        .arg(built.parent().unwrap())
        .arg("copydesk")
        .status()
        .unwrap();
    assert!(packed.success());
    let sum =
        Command::new("sha256sum").current_dir(&release).arg(archive.file_name().unwrap()).output().unwrap();
    fs::write(release.join(format!("copydesk-{target}.tar.gz.sha256")), sum.stdout).unwrap();
    archive
}

fn install(folder: &Path, platform: (&str, &str)) -> Output {
    Command::new(root().join(".github/action/install.sh"))
        .env("COPYDESK_RELEASES", format!("file://{}", folder.join("releases").display()))
        .env("COPYDESK_VERSION", "latest")
        .env("RUNNER_OS", platform.0)
        .env("RUNNER_ARCH", platform.1)
        .env("RUNNER_TEMP", folder)
        .env("GITHUB_PATH", folder.join("path"))
        .output()
        .unwrap()
}

#[test]
fn the_action_installs_a_release_and_refuses_another() {
    let folder = TempDir::new().unwrap();
    let archive = release(folder.path(), "x86_64-unknown-linux-musl");
    let done = install(folder.path(), ("Linux", "X64"));
    assert!(done.status.success(), "{}", said(&done));
    let added = fs::read_to_string(folder.path().join("path")).unwrap();
    let version = Command::new(Path::new(added.trim()).join("copydesk")).arg("--version").output().unwrap();
    assert_eq!(
        String::from_utf8(version.stdout).unwrap().trim(),
        concat!("copydesk ", env!("CARGO_PKG_VERSION"))
    );

    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    let done = install(folder.path(), ("Linux", "X64"));
    assert_eq!(done.status.code(), Some(2));
    assert!(said(&done).contains("is not what its release says it is"), "{}", said(&done));
    let done = install(folder.path(), ("macOS", "ARM64"));
    assert!(said(&done).contains("cannot fetch"), "{}", said(&done));
    let done = install(folder.path(), ("Solaris", "X64"));
    assert!(said(&done).contains("::error title=copydesk::no copydesk is released for Solaris on X64"));
}

fn check(folder: &Path, paths: &str, options: &str) -> Output {
    for file in ["summary", "output"] {
        fs::write(folder.join(file), "").unwrap();
    }
    Command::new(root().join(".github/action/check.sh"))
        .current_dir(folder)
        .env("PATH", path())
        .env("COPYDESK_PATHS", paths)
        .env("COPYDESK_OPTIONS", options)
        .env("COPYDESK_SINCE", "")
        .env("RUNNER_TEMP", folder)
        .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
        .env("GITHUB_OUTPUT", folder.join("output"))
        .output()
        .unwrap()
}

#[test]
fn the_action_annotates_summarises_and_keeps_the_exit_status() {
    let folder = TempDir::new().unwrap();
    newsroom(&folder.path().join("our copy"));
    let done = check(folder.path(), "our copy\n", "--level\nquery\n");
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    let annotations = String::from_utf8(done.stdout).unwrap();
    assert!(annotations.lines().all(|line| line.starts_with("::")), "{annotations}");
    assert!(annotations.contains("::warning file=our copy/2026-03-05-council.md,line=10"), "{annotations}");
    assert!(fs::read_to_string(folder.path().join("summary")).unwrap().starts_with("# copydesk\n"));
    let output = fs::read_to_string(folder.path().join("output")).unwrap();
    let sarif = output.lines().find_map(|line| line.strip_prefix("sarif=")).unwrap();
    let sarif: Value = serde_json::from_str(&fs::read_to_string(sarif).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(output.contains("status=1\n"));

    fs::create_dir(folder.path().join("clean")).unwrap();
    fs::write(
        folder.path().join("clean/a.txt"),
        "The quay is shut.\n\nIt opens on Monday, the board said.\n",
    )
    .unwrap();
    assert_eq!(check(folder.path(), "clean", "").status.code(), Some(0));
    // What a user writes is a word, whatever stands in it.
    let done = check(folder.path(), "$(touch hit); touch hit\n--help", "");
    assert_eq!(done.status.code(), Some(2));
    assert!(!folder.path().join("hit").exists());
    assert!(fs::read_to_string(folder.path().join("output")).unwrap().contains("status=2\n"));
}

#[test]
fn the_gitlab_job_writes_a_code_quality_report() {
    let template = text("templates/copydesk.yml");
    let (spec, job) = template.split_once("\n---\n").unwrap();
    let (spec, job) = (yaml(spec), yaml(job));
    let job = &job["copydesk"];
    let mut line = job["script"][0].as_str().unwrap().to_owned();
    for (name, input) in spec["spec"]["inputs"].as_object().unwrap() {
        line = line.replace(&format!("$[[ inputs.{name} ]]"), input["default"].as_str().unwrap_or_default());
    }
    assert!(!line.contains("$[["), "{line}");
    options_exist(&line);
    let folder = TempDir::new().unwrap();
    newsroom(folder.path());
    let done = Command::new("sh")
        .current_dir(folder.path())
        .env("PATH", path())
        .env("COPYDESK_SINCE", "")
        .args(["-c", &line])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(String::from_utf8(done.stdout).unwrap().contains("warning[name-spelling]"));
    let report = job["artifacts"]["reports"]["codequality"].as_str().unwrap();
    let issues: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join(report)).unwrap()).unwrap();
    assert!(issues.as_array().unwrap().len() > 8);
    for kept in job["artifacts"]["paths"].as_array().unwrap() {
        assert!(folder.path().join(kept.as_str().unwrap()).is_file(), "{kept}");
    }
}

#[test]
fn a_release_has_the_names_that_are_looked_for() {
    let (install, release) = (text(".github/action/install.sh"), text(".github/workflows/release.yml"));
    let cargo = text("Cargo.toml");
    let binstall = cargo.split_once("[package.metadata.binstall]").unwrap().1;
    assert!(install.contains("archive=copydesk-$target.tar.gz"));
    assert!(release.contains("archive=copydesk-$TARGET.tar.gz"));
    assert!(
        binstall
            .contains(r#"pkg-url = "{ repo }/releases/download/v{ version }/copydesk-{ target }.tar.gz""#)
    );
    let targets = install.lines().filter_map(|line| line.split_once("target=")?.1.split_once(' '));
    let targets: Vec<&str> =
        targets.map(|(target, _)| target).filter(|target| !target.contains('$')).collect();
    assert_eq!(targets.len(), 5);
    for target in targets {
        assert!(release.contains(&format!("target: {target} }}")), "{target}");
    }
}

//! Data moves one way: which stage of `src/` may use which.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each stage and the stages it may use besides itself. `config/`, `pipeline/`, `fix/`, `cli/`,
/// `main.rs` and `lib.rs` see every stage and are not listed.
const MAY_USE: &[(&str, &[&str])] = &[
    ("article", &[]),
    ("check", &["article", "fact", "finding", "lexicon", "text", "yaml"]),
    ("decision", &["yaml"]),
    ("fact", &["article", "lexicon", "text"]),
    ("finding", &["article"]),
    ("lexicon", &["article", "text", "yaml"]),
    ("report", &["article", "finding", "rule"]),
    ("rule", &["check", "finding", "yaml"]),
    ("source", &["article", "yaml"]),
    ("text", &[]),
    ("yaml", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// The stage a file of `src/` belongs to: its folder, or its own name.
fn stage(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The stages that `code` names as `crate::stage`, tests left out: they may build what they need.
fn used(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let mut found = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            found.push(rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect());
        }
    }
    found
}

#[test]
fn every_stage_uses_earlier_ones_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong = Vec::new();
    let mut checked = 0;
    for file in &files {
        let inside = file.strip_prefix(&root).unwrap();
        let Some(allowed) = table.get(stage(inside).as_str()) else { continue };
        checked += 1;
        for name in used(&fs::read_to_string(file).unwrap()) {
            if name != stage(inside) && !allowed.contains(&name.as_str()) {
                wrong.push(format!("src/{} uses crate::{name}", inside.display()));
            }
        }
    }
    assert!(checked > 20, "only {checked} files were looked at");
    assert!(wrong.is_empty(), "data moves one way (see MAY_USE):\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_known_stage() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = MAY_USE.iter().any(|(stage, _)| *stage == name.trim_end_matches(".rs"));
        let sees_all = ["cli", "config", "fix", "lib.rs", "main.rs", "pipeline"].contains(&name.as_str());
        assert!(known || sees_all, "src/{name} is in no row of MAY_USE");
    }
}

#[test]
fn nothing_names_the_yaml_library_but_its_door() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files {
        let names = fs::read_to_string(&file).unwrap().contains("serde_yaml");
        assert!(!names || file.ends_with("yaml/read.rs"), "{} names the YAML library", file.display());
    }
}

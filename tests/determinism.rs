//! The same input gives the same bytes, whatever the threads and the order of paths.

use std::path::Path;
use std::process::Command;

const ARTICLES: [&str; 4] = [
    "fixtures/newsroom/2026-03-02-flood.md",
    "fixtures/newsroom/2026-03-03-flood-aid.txt",
    "fixtures/newsroom/2026-03-05-council.md",
    "fixtures/newsroom/wire.jsonl",
];

fn check(paths: &[&str], options: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["check", "--level", "query", "--fail-on", "never"])
        .args(options)
        .args(paths)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_order_of_paths_and_the_number_of_threads_do_not_show() {
    for format in ["json", "text", "diff"] {
        let usual = check(&ARTICLES, &["--format", format]);
        assert!(usual.contains("Brezhni"), "{format} reports nothing:\n{usual}");
        let shuffled = [ARTICLES[2], ARTICLES[0], ARTICLES[3], ARTICLES[1]];
        for jobs in ["1", "2", "7"] {
            assert_eq!(
                check(&shuffled, &["--format", format, "--jobs", jobs]),
                usual,
                "{format}, {jobs} threads"
            );
        }
    }
}

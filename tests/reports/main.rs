//! Every report format, made from one small run.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod outputs;
mod patch;
mod schemas;
mod small_run;

use copydesk::report::{FORMATS, Look};
use small_run::SmallRun;

/// The report of a run in one format.
fn report(run: &SmallRun, format: &str, look: Look) -> String {
    let format = FORMATS.iter().find(|known| known.name() == format).expect("the format is listed");
    let mut out = Vec::new();
    run.with(|run| format.write(run, look, &mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn plain(width: usize) -> Look {
    Look { width, colour: false }
}

#[test]
fn json() {
    insta::assert_snapshot!(report(&SmallRun::new(), "json", plain(100)));
}

#[test]
fn text_at_80_columns() {
    insta::assert_snapshot!(report(&SmallRun::new(), "text", plain(80)));
}

#[test]
fn text_at_200_columns() {
    insta::assert_snapshot!(report(&SmallRun::new(), "text", plain(200)));
}

#[test]
fn text_in_colour() {
    let shown = report(&SmallRun::new(), "text", Look { width: 80, colour: true });
    insta::assert_snapshot!(shown.replace('\u{1b}', "␛"));
}

#[test]
fn text_in_colour_at_200_columns() {
    let shown = report(&SmallRun::new(), "text", Look { width: 200, colour: true });
    insta::assert_snapshot!(shown.replace('\u{1b}', "␛"));
}

#[test]
fn diff() {
    insta::assert_snapshot!(report(&SmallRun::new(), "diff", plain(80)));
}

#[test]
fn jsonl() {
    let shown = report(&SmallRun::new(), "jsonl", plain(80));
    let lines: Vec<serde_json::Value> =
        shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let json: serde_json::Value = serde_json::from_str(&report(&SmallRun::new(), "json", plain(80))).unwrap();
    let (last, findings) = lines.split_last().unwrap();
    assert_eq!(last["type"], "run");
    assert_eq!(last["summary"], json["summary"]);
    assert_eq!(findings.len(), json["findings"].as_array().unwrap().len());
    for (line, finding) in findings.iter().zip(json["findings"].as_array().unwrap()) {
        let mut line = line.clone();
        assert_eq!(line.as_object_mut().unwrap().remove("type").unwrap(), "finding");
        assert_eq!(line, *finding);
    }
}

#[test]
fn github() {
    insta::assert_snapshot!(report(&SmallRun::new(), "github", plain(80)));
}

#[test]
fn gitlab() {
    insta::assert_snapshot!(report(&SmallRun::new(), "gitlab", plain(80)));
}

#[test]
fn rdjson() {
    insta::assert_snapshot!(report(&SmallRun::new(), "rdjson", plain(80)));
}

#[test]
fn sarif() {
    let mut log: serde_json::Value =
        serde_json::from_str(&report(&SmallRun::new(), "sarif", plain(80))).unwrap();
    // What is said of a kind is the kind's own and changes with it.
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        for field in ["shortDescription", "help"] {
            assert!(rule[field]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            rule[field] = serde_json::Value::Null;
        }
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn markdown() {
    insta::assert_snapshot!(report(&SmallRun::new(), "markdown", plain(80)));
}

#[test]
fn html() {
    let shown = report(&SmallRun::new(), "html", plain(80));
    let (head, rest) = shown.split_once("<div class=\"desk\">").unwrap();
    let (_, masthead) = head.split_once("<body>").unwrap();
    let (_, rest) = rest.split_once("</dialog>\n<footer>").unwrap();
    let (footer, rest) = rest.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    let (data, _) = rest.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    // Style, script and what stands still on the page are files of their own.
    insta::assert_snapshot!(format!("{masthead}\n<footer>{footer}\n{data:#}"));
}

#[test]
fn copy_is_never_markup() {
    let mut run = SmallRun::new();
    let nasty = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";
    let text = format!("{nasty}\n\nBody {nasty} ends.\n");
    run.articles.push(small_run::article(nasty, &text, Default::default()));
    let place = small_run::label(&run.articles, 4, nasty, 1, nasty);
    run.findings.push(small_run::finding(
        nasty,
        "pattern",
        copydesk::finding::Level::Error,
        nasty,
        vec![place],
    ));
    run.skipped[0].reason = nasty.into();
    let page = report(&run, "html", plain(80));
    assert_eq!(page.matches("<script").count(), 2, "only the page's own data and script");
    assert!(!page.contains("<img"));
    let summary = report(&run, "markdown", plain(80));
    assert!(!summary.contains("<script") && !summary.contains("<img"));
}

#[test]
fn a_host_s_limit_is_said_and_the_gravest_stay() {
    let mut run = SmallRun::new();
    let warning = run.findings[0].clone();
    run.findings.extend(std::iter::repeat_n(warning, 3_000));
    let commands = report(&run, "github", plain(80));
    assert_eq!(commands.lines().filter(|line| line.starts_with("::warning")).count(), 10);
    assert!(commands.contains("2994 more findings at level warning"), "{commands}");
    assert_eq!(commands.lines().filter(|line| line.starts_with("::error file")).count(), 2);
    let summary = report(&run, "markdown", plain(80));
    assert!(summary.len() <= 1 << 20 && summary.len() > 1_000_000, "{}", summary.len());
    assert!(
        summary.contains("more findings are not shown here") && summary.contains("### error quote-speaker")
    );

    // What was not read is said within the same limits.
    let unread = copydesk::article::Unread { path: "a".repeat(4_000), reason: "broken".into() };
    run.skipped = vec![unread; 60];
    let error = run.findings.iter().find(|f| f.level == copydesk::finding::Level::Error).unwrap().clone();
    run.findings.extend(std::iter::repeat_n(error, 30));
    let commands = report(&run, "github", plain(80));
    let errors: Vec<&str> = commands.lines().filter(|line| line.starts_with("::error")).collect();
    assert_eq!(errors.len(), 10, "{commands}");
    assert!(
        errors[2].contains("not read: 58 more inputs") && errors[9].contains("more findings at level error")
    );
    let summary = report(&run, "markdown", plain(80));
    assert!(summary.len() <= 1 << 20 && summary.len() > 1_000_000, "{}", summary.len());
    assert!(summary.contains("more findings are not shown here") && summary.contains("- and 10 more"));
}

#[test]
fn nothing_read_is_never_no_findings() {
    let mut run = SmallRun::new();
    run.articles.clear();
    run.findings.clear();
    for format in ["diff", "github", "html", "markdown", "sarif", "text"] {
        let shown = report(&run, format, plain(80)).to_lowercase();
        assert!(shown.contains("nothing was read") && !shown.contains("no findings"), "{format}: {shown}");
    }
}

//! Every report format, made from one small run.

mod patch;
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
fn diff() {
    insta::assert_snapshot!(report(&SmallRun::new(), "diff", plain(80)));
}

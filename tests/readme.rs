//! Runs the console examples of the README and `tests/cmd/`.

#[test]
fn every_console_example_prints_what_it_shows() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("README.md")
        .case("tests/cmd/*.md");
}

//! Running the examples of a rule: the rule alone, through the whole way from file to finding.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use crate::article::Standing;
use crate::config::Config;
use crate::finding::Level;
use crate::pipeline::{self, Job};
use crate::rule::{Example, Rule};

/// An example that the rule does not bear out, in words.
pub(super) fn failures(rule: &Rule, config: &Config) -> anyhow::Result<Vec<String>> {
    let mut alone = Config { rules: vec![rule.clone()], off: Vec::new(), ..config.clone() };
    // A rule that is off has examples too.
    alone.rules[0].level.get_or_insert(Level::Query);
    let mut wrong = Vec::new();
    for example in &rule.examples {
        let found = run(example, &alone).with_context(|| format!("an example of `{}`", rule.id))?;
        let place = format!("{}:{}", rule.file.0.replace(char::is_control, " "), example.line);
        match found.first() {
            None if example.reports => {
                wrong.push(format!("{place}: `{}` reports nothing, and should", rule.id));
            }
            Some(message) if !example.reports => {
                wrong.push(format!("{place}: `{}` should be silent, and says: {message}", rule.id));
            }
            _ => {}
        }
    }
    Ok(wrong)
}

/// The messages of what is found in an example's articles.
fn run(example: &Example, config: &Config) -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let mut roots: Vec<(PathBuf, Standing)> = Vec::with_capacity(example.articles.len());
    for (number, text) in example.articles.iter().enumerate() {
        // Front matter makes it Markdown, and gives it a date.
        let ending = if text.starts_with("---\n") { "md" } else { "txt" };
        let path = folder.path().join(format!("{}.{ending}", number + 1));
        fs::write(&path, text)?;
        roots.push((path, Standing::Subject));
    }
    let job = Job { roots, ..Job::default() };
    let checked = pipeline::check(&job, config, &mut |_| {})?;
    Ok(checked.findings.into_iter().map(|finding| finding.message).collect())
}

//! `copydesk rules`: which there are, what one says, and whether their examples hold.

mod test;

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use clap::Subcommand;

use super::{CLEAN, FOUND};
use crate::config::Config;
use crate::pipeline::Checks;
use crate::rule::{self, Rule};
use crate::yaml;

/// List, show and test rules
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk rules list                    every rule, its kind, level and scope
  copydesk rules show promo-line         one rule's file, to start your own from
  copydesk rules test house/rules        run the examples in your rule files
  copydesk rules schema > rules.schema.json")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Every rule with its kind, level and scope
    List(Where),
    /// One rule's file
    Show {
        /// The rule
        id: String,
        #[command(flatten)]
        at: Where,
    },
    /// Run the examples of rule files, or of the rules in use
    Test {
        /// Rule files, or folders of them [default: the rules in use]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        at: Where,
    },
    /// A JSON Schema of rule files, for editors
    Schema,
}

/// Which rules are in use.
#[derive(Debug, clap::Args)]
struct Where {
    /// More rule files, or a folder of them
    #[arg(long = "rules", value_name = "FILE|DIR")]
    rules: Vec<PathBuf>,
    /// The configuration file [default: the nearest copydesk.yml upward]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Where {
    fn load(&self, more: &[PathBuf]) -> anyhow::Result<Config> {
        let paths: Vec<PathBuf> = self.rules.iter().chain(more).cloned().collect();
        let config = Config::load(self.config.as_deref(), None, &paths, &[], &[])?;
        // What is wrong in options is said now, and not by the first check.
        Checks::build(&config)?;
        Ok(config)
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    match &args.what {
        What::List(at) => list(&at.load(&[])?),
        What::Show { id, at } => show(id, &at.load(&[])?),
        What::Test { paths, at } => test_all(paths, &at.load(paths)?),
        What::Schema => {
            let schema = serde_json::to_string_pretty(&rule::schema())?;
            writeln!(anstream::stdout(), "{schema}")?;
            Ok(CLEAN)
        }
    }
}

fn all(config: &Config) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = config.rules.iter().chain(&config.off).collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

fn list(config: &Config) -> anyhow::Result<u8> {
    let rules = all(config);
    let wide = |of: fn(&Rule) -> &str| rules.iter().map(|rule| of(rule).len()).max().unwrap_or(0);
    let (ids, kinds) = (wide(|rule| &rule.id), wide(|rule| rule.kind.name));
    let mut out = anstream::stdout().lock();
    for rule in rules {
        let on = config.rules.iter().any(|other| other.id == rule.id);
        let level = rule.level.filter(|_| on).map_or("off", |level| level.name());
        let scope = rule.scope.name();
        writeln!(out, "{:ids$}  {:kinds$}  {level:7}  {scope}", rule.id, rule.kind.name)?;
    }
    Ok(CLEAN)
}

fn show(id: &str, config: &Config) -> anyhow::Result<u8> {
    let rules = all(config);
    let Some(rule) = rules.iter().find(|rule| rule.id == id) else {
        let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        bail!("no rule `{id}`\n  help: {}", yaml::one_of(id, &known));
    };
    let (file, text) = &*rule.file;
    let mut out = anstream::stdout().lock();
    writeln!(out, "# {}", file.replace(char::is_control, " "))?;
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}

/// Runs the examples of the rules that stand in `paths`, or of all.
fn test_all(paths: &[PathBuf], config: &Config) -> anyhow::Result<u8> {
    let asked = rule::ids(paths)?;
    let (mut run, mut wrong, mut without) = (0, 0, Vec::new());
    let mut out = anstream::stdout().lock();
    for rule in all(config).into_iter().filter(|rule| paths.is_empty() || asked.contains(&rule.id)) {
        if rule.examples.is_empty() {
            without.push(rule.id.as_str());
        }
        for failure in test::failures(rule, config)? {
            wrong += 1;
            writeln!(out, "{failure}")?;
        }
        run += rule.examples.len();
    }
    if !without.is_empty() {
        writeln!(out, "without examples: {}", without.join(", "))?;
    }
    writeln!(out, "{run} examples, {wrong} wrong")?;
    Ok(if wrong == 0 { CLEAN } else { FOUND })
}

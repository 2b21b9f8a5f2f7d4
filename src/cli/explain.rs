//! `copydesk explain`: the page of a rule kind.

use std::io::Write;

use anyhow::bail;

use super::CLEAN;
use crate::check::KINDS;
use crate::config::Config;
use crate::yaml;

/// Print what a rule or rule kind finds, with examples and limits
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk explain name-spelling       a rule
  copydesk explain duplicate-passage   a kind of rule")]
pub(super) struct Args {
    /// A rule's id, or a rule kind
    #[arg(value_name = "RULE|KIND")]
    name: String,
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let name = args.name.as_str();
    let mut out = anstream::stdout().lock();
    if let Some(kind) = KINDS.iter().find(|kind| kind.name == name) {
        out.write_all(kind.page.as_bytes())?;
        return Ok(CLEAN);
    }
    let config = Config::load(None, None, &[], &[], &[])?;
    let all = || config.rules.iter().chain(&config.off);
    let Some(rule) = all().find(|rule| rule.id == name) else {
        let mut known: Vec<&str> = all().map(|rule| rule.id.as_str()).collect();
        known.extend(KINDS.iter().map(|kind| kind.name));
        known.sort_unstable();
        known.dedup();
        bail!("no rule or rule kind `{name}`\n  help: {}", yaml::one_of(name, &known));
    };
    let level = rule.level.map_or("off", |level| level.name());
    writeln!(out, "`{}` is a rule of the kind `{}`, at level `{level}`.", rule.id, rule.kind.name)?;
    if let Some(link) = &rule.link {
        writeln!(out, "More: {link}")?;
    }
    writeln!(out)?;
    out.write_all(rule.kind.page.as_bytes())?;
    Ok(CLEAN)
}

//! `copydesk init`: write a commented copydesk.yml.

use std::fs::OpenOptions;
use std::io::Write;

use anyhow::{Context, bail};

use super::CLEAN;
use crate::config::{NAME, TEMPLATE};

/// Write a commented copydesk.yml in the current folder
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk init && $EDITOR copydesk.yml")]
pub(super) struct Args {}

pub(super) fn run(_args: &Args) -> anyhow::Result<u8> {
    let mut file = match OpenOptions::new().write(true).create_new(true).open(NAME) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{NAME} stands here already; it is left as it is")
        }
        Err(error) => return Err(error).context(NAME),
    };
    file.write_all(TEMPLATE.as_bytes()).context(NAME)?;
    writeln!(anstream::stdout(), "{NAME} is written; every key in it is explained and commented out")?;
    Ok(CLEAN)
}

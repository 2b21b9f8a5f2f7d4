//! `copydesk man`: manual pages.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::CommandFactory;

use super::{CLEAN, Cli};

/// Print the manual page, or write one for each command
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk man | man -l -
  copydesk man ~/.local/share/man/man1")]
pub(super) struct Args {
    /// A folder to write copydesk.1 and a page for each command into
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page)?;
        std::io::stdout().lock().write_all(&page)?;
        return Ok(CLEAN);
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), folder))
        .with_context(|| format!("{}: cannot write the pages", folder.display()))?;
    Ok(CLEAN)
}

//! `copydesk completions`: what a shell needs to complete commands and options.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{CLEAN, Cli};

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk completions bash > ~/.local/share/bash-completion/completions/copydesk
  copydesk completions zsh > ~/.zfunc/_copydesk
  copydesk completions fish > ~/.config/fish/completions/copydesk.fish")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "copydesk", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(CLEAN)
}

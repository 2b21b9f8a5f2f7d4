//! The command line: what users type, and the exit status they get.

mod accept;
mod baseline;
mod check;
mod completions;
mod explain;
mod facts;
mod fix;
mod init;
mod job;
mod man;
mod names;
mod open;
mod outputs;
mod progress;
mod read;
mod rules;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// copydesk itself failed, or could not read an input it was given.
const FAILED: u8 = 2;

/// What the exit statuses mean; the README has the same table.
const STATUSES: &str = "\
Exit status:
  0  nothing at or above --fail-on (default warning)
  1  findings
  2  copydesk itself failed, or could not read an input";

/// The same after examples.
const LONG_HELP: &str = "\
Examples:
  copydesk check articles                      what disagrees in a folder
  copydesk check draft.md --against archive    one article against the archive
  copydesk explain name-spelling               what a rule finds, and what it cannot see
  copydesk init                                settings of your house

`copydesk COMMAND --help` has more.

Exit status:
  0  nothing at or above --fail-on (default warning)
  1  findings
  2  copydesk itself failed, or could not read an input";

/// Compares what articles say and reports where they disagree.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    about,
    after_help = STATUSES,
    after_long_help = LONG_HELP
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Accept(accept::Args),
    Check(check::Args),
    Completions(completions::Args),
    Explain(explain::Args),
    Facts(facts::Args),
    Fix(fix::Args),
    Init(init::Args),
    Man(man::Args),
    Names(names::Args),
    Read(read::Args),
    Rules(rules::Args),
}

/// Runs the command line and returns the exit status.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let arguments = open::dropped(&arguments).unwrap_or(arguments);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let status = if error.use_stderr() { FAILED } else { CLEAN };
            // A closed pipe is success.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let done = match cli.command {
        Command::Accept(args) => accept::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Man(args) => man::run(&args),
        Command::Names(args) => names::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Rules(args) => rules::run(&args),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(CLEAN),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "copydesk: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

//! For people without a terminal: folders dropped on the program, and the report in a browser.

use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::CommandFactory;

use super::Cli;
use super::outputs::Output;
use crate::report::{FORMATS, Report};

/// What a program is started with when files or folders are dropped on it: paths and nothing else.
/// They are checked, and the report is opened. A name that is a command is the command.
pub(super) fn dropped(arguments: &[OsString]) -> Option<Vec<OsString>> {
    let (program, paths) = arguments.split_first()?;
    let command = Cli::command();
    let known = |name: &OsString| command.find_subcommand(name).is_some() || name == "help";
    let dropped = !paths.is_empty() && paths.iter().all(|path| !known(path) && Path::new(path).exists());
    dropped.then(|| {
        let check = [program.clone(), "check".into(), "--open".into(), "--".into()];
        check.into_iter().chain(paths.iter().cloned()).collect()
    })
}

/// The HTML report.
pub(super) fn html() -> &'static dyn Report {
    *FORMATS.iter().find(|format| format.name() == "html").expect("html is a format")
}

/// Opens the HTML report that was written among `outputs`, else one that `write` puts into a new
/// temporary file; it stays there, as nobody can tell when the browser is done with it. Whether
/// something opened it.
pub(super) fn show(
    outputs: &[Output],
    write: impl FnOnce(File) -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let written = outputs.iter().find(|(format, file)| format.name() == "html" && file.is_some());
    let path: PathBuf = match written {
        Some((_, Some(file))) => file.clone(),
        _ => {
            let file = tempfile::Builder::new().prefix("copydesk-").suffix(".html").tempfile()?;
            let (file, path) = file.keep().context("the report")?;
            write(file).with_context(|| path.display().to_string())?;
            path
        }
    };
    let path = std::path::absolute(&path).unwrap_or(path);
    let mut said = anstream::stderr();
    match open::that_detached(&path) {
        Ok(()) => {
            writeln!(said, "The report is open: {}", path.display())?;
            Ok(true)
        }
        // The error names what was tried, and no reason that a reader can do something about.
        Err(_) => {
            writeln!(said, "copydesk: nothing opens web pages here; the report is {}", path.display())?;
            Ok(false)
        }
    }
}

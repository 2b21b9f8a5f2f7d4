//! What `check` and `facts` share: which articles, under which configuration.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::article::{DateTime, Standing};
use crate::check::Scope;
use crate::config::Config;
use crate::pipeline::Job;
use crate::source::{self, ReadOptions};

/// Which articles are read, and how.
#[derive(Debug, clap::Args)]
pub(super) struct JobArgs {
    /// Files, folders, or `-` for standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What standard input is called in the report
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    stdin_filename: Option<String>,
    /// The date of articles that carry none (2024-03-12)
    #[arg(long, value_name = "DATE", hide_short_help = true)]
    date: Option<String>,
    /// Read every file as this format, whatever it looks like [default: told by content and ending]
    #[arg(long, value_name = "NAME", value_parser = format_names())]
    input_format: Option<String>,
    /// The configuration file [default: the nearest copydesk.yml upward from the first PATH]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Threads [default: all cores]; the output never depends on it
    #[arg(long, value_name = "N", hide_short_help = true)]
    jobs: Option<usize>,
}

impl JobArgs {
    /// The configuration for these articles.
    pub(super) fn config(
        &self,
        rules: &[PathBuf],
        select: &[String],
        ignore: &[String],
    ) -> anyhow::Result<Config> {
        let first = self.paths.iter().find(|path| path.as_os_str() != "-");
        let first = first.map_or(Path::new("."), PathBuf::as_path);
        Ok(Config::load(self.config.as_deref(), Some(first), rules, select, ignore)?)
    }

    /// The job, and the thread pool as large as was asked for.
    pub(super) fn job(&self, against: &[PathBuf], scope: Scope, config: &Config) -> anyhow::Result<Job> {
        if let Some(jobs) = self.jobs {
            if jobs == 0 {
                bail!("--jobs 0: expected 1 or more");
            }
            // The thread that waits for the others may as well work: its memory grows in larger steps than theirs.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).use_current_thread();
            pool.build_global().context("--jobs")?;
        }
        let mut roots: Vec<(PathBuf, Standing)> =
            self.paths.iter().map(|path| (path.clone(), Standing::Subject)).collect();
        if roots.is_empty() {
            roots.push((PathBuf::from("."), Standing::Subject));
        }
        roots.extend(against.iter().map(|path| (path.clone(), Standing::Reference)));
        let reading = ReadOptions {
            fields: config.fields.clone(),
            date: self.date.as_deref().map(parse_date).transpose()?,
            source: None,
            format: self.input_format.as_deref().and_then(source::format_name),
            files: config.files.clone(),
        };
        Ok(Job { roots, stdin_name: self.stdin_filename.clone(), reading, scope })
    }
}

fn format_names() -> clap::builder::PossibleValuesParser {
    source::FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().into()
}

fn parse_date(text: &str) -> anyhow::Result<DateTime> {
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        return Ok(date.at(0, 0, 0, 0));
    }
    match text.parse::<DateTime>() {
        Ok(date) => Ok(date),
        Err(_) => {
            bail!("--date {text}: expected a day as in 2024-03-12, or a day and time as in 2024-03-12T08:30")
        }
    }
}

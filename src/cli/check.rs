//! `copydesk check`: compare the articles and report.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use clap::ValueEnum;

use super::baseline;
use super::job::JobArgs;
use super::open;
use super::outputs::Outputs;
use super::progress::Bar;
use super::{CLEAN, FAILED, FOUND};
use crate::article::{Article, Standing, Unread};
use crate::check::Scope;
use crate::finding::Level;
use crate::pipeline::{self, Checked};
use crate::report::{Look, Report, Run};

/// Columns of a report that goes to no terminal.
const PAGE: usize = 100;

/// Compare the articles and report where they disagree
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk check articles                          everything in a folder
  copydesk check articles --level query            what is worth asking the author, too
  copydesk check draft.md --against archive        one article against the archive
  copydesk check . --select name-spelling          one rule, or one kind of rule
  copydesk check . --format html --output report.html
  copydesk check . --format text --format sarif --output copydesk.sarif
  copydesk check - --stdin-filename draft.txt < draft.txt")]
pub(super) struct Args {
    #[command(flatten)]
    job: JobArgs,
    #[command(flatten)]
    outputs: Outputs,
    /// Reference copy: read and compared with, never reported on by itself
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,
    /// More rule files, or a folder of them
    #[arg(long, value_name = "FILE|DIR")]
    rules: Vec<PathBuf>,
    /// Open the HTML report when it is written
    #[arg(long)]
    open: bool,
    /// Report only what is new since the merge base of this commit or branch and HEAD
    #[arg(long, value_name = "GIT_REF")]
    since: Option<String>,
    /// Report only what is not in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found into the baseline, and let go of what is there no more
    #[arg(long, requires = "baseline", conflicts_with = "since")]
    update_baseline: bool,
    /// Compare across articles, or take each by itself
    #[arg(long, value_enum, default_value_t = ScopeArg::Corpus)]
    scope: ScopeArg,
    /// Only these rules or rule kinds
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these rules or rule kinds
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The least level reported
    #[arg(long, value_enum, default_value_t = LevelArg::Warning)]
    level: LevelArg,
    /// The least level that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ScopeArg {
    /// Each article by itself
    Article,
    /// Across articles too
    Corpus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LevelArg {
    /// Certain
    Error,
    /// Very probably wrong
    Warning,
    /// Worth asking the author
    Query,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Query,
    /// Nothing
    Never,
}

impl LevelArg {
    fn level(self) -> Level {
        match self {
            LevelArg::Error => Level::Error,
            LevelArg::Warning => Level::Warning,
            LevelArg::Query => Level::Query,
        }
    }
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            FailOn::Error => Some(Level::Error),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Query => Some(Level::Query),
            FailOn::Never => None,
        }
    }
}

/// Runs the command and returns the exit status.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let started = Instant::now();
    let config = args.job.config(&args.rules, &args.select, &args.ignore)?;
    let scope = match args.scope {
        ScopeArg::Article => Scope::Article,
        ScopeArg::Corpus => Scope::Corpus,
    };
    let job = args.job.job(&args.against, scope, &config)?;
    let mut bar = Bar::new();
    let watch = &mut |progress| bar.show(progress);
    let mut checked = match &args.since {
        Some(reference) => pipeline::check_since(&job, &config, reference, watch)?,
        None => pipeline::check(&job, &config, watch)?,
    };
    bar.clear();
    // `--fail-on` below `--level` lowers it: what fails a run is shown.
    let least = args.fail_on.level().map_or(args.level.level(), |level| level.min(args.level.level()));
    let mut more = Vec::new();
    if let Some(path) = &args.baseline {
        more.extend(baseline::apply(
            path,
            args.update_baseline,
            args.since.is_none(),
            least,
            &config,
            &mut checked,
        )?);
    }
    let Checked { corpus, inputs, findings, suppressed, known } = checked;
    let (findings, hidden) = pipeline::at_level(findings, least);
    let articles: Vec<&Article> = corpus.documents.iter().map(|document| &document.article).collect();
    let mut notes = notes(&articles);
    notes.extend(more);
    let run = Run {
        articles: &articles,
        findings: &findings,
        hidden,
        skipped: &inputs.unread,
        passed_over: &inputs.passed_over,
        notes: &notes,
        suppressed: &suppressed,
        known: &known,
        left_out: &inputs.left_out,
        languages: &inputs.languages,
        uncompared: inputs.uncompared,
        elapsed: started.elapsed(),
    };
    for (format, file) in &args.outputs.each {
        write(*format, file.as_deref(), &run)?;
    }
    let shown = if args.open {
        Some(open::show(&args.outputs.each, |file| write_to(open::html(), file, &run))?)
    } else {
        None
    };
    if io::stderr().is_terminal() {
        writeln!(anstream::stderr(), "{:.2} s", started.elapsed().as_secs_f64())?;
    }
    // An unused suppression is worth a question: it fails a run that fails on queries.
    let unused = args.fail_on == FailOn::Query && !suppressed.unused.is_empty();
    // Nothing read is no clean bill: the report says so, and so does the status.
    let status = if shown == Some(false)
        || !inputs.unread.is_empty()
        || !articles.iter().any(|a| a.standing == Standing::Subject)
    {
        FAILED
    } else if args.fail_on.level().is_some_and(|least| findings.iter().any(|f| f.level >= least)) || unused {
        FOUND
    } else {
        CLEAN
    };
    // The process ends here. Giving every word of the run back one by one took 1.6 % of a large one.
    std::mem::forget(corpus);
    Ok(status)
}

/// What could not be read among the articles' metadata.
fn notes(articles: &[&Article]) -> Vec<Unread> {
    let each = articles.iter().flat_map(|article| article.meta.notes.iter().map(move |note| (article, note)));
    each.map(|(article, note)| Unread { path: article.id.to_string(), reason: note.clone() }).collect()
}

fn write_to(format: &dyn Report, file: File, run: &Run<'_>) -> anyhow::Result<()> {
    let mut out = BufWriter::new(file);
    format.write(run, Look { width: PAGE, colour: false }, &mut out)?;
    Ok(out.flush()?)
}

fn write(format: &dyn Report, output: Option<&Path>, run: &Run<'_>) -> anyhow::Result<()> {
    match output {
        Some(path) => {
            let failed = || format!("{}: cannot write the report", path.display());
            write_to(format, File::create(path).with_context(failed)?, run).with_context(failed)
        }
        None => {
            let terminal = io::stdout();
            let colour = anstream::AutoStream::choice(&terminal) != anstream::ColorChoice::Never;
            let width = terminal_size::terminal_size_of(&terminal).map_or(PAGE, |(width, _)| width.0.into());
            let mut out = BufWriter::new(terminal.lock());
            format.write(run, Look { width, colour }, &mut out)?;
            Ok(out.flush()?)
        }
    }
}

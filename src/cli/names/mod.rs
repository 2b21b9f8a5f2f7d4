//! `copydesk names`: every name of the articles with its forms, to look through and to make house
//! terms of.

mod entity;
mod write;

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use super::job::JobArgs;
use super::progress::Bar;
use super::{CLEAN, FAILED};
use crate::check::Scope;
use crate::pipeline;

/// List the names of the articles with their forms, how often each stands, and when
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Forms that `name-spelling` would warn of are forms of one name, and so is a surname that stands for
the one person of the article who bears it. What the rule would only ask about stays apart.

The YAML is a list of house terms: take out what is not to be decided, mend what is, and put the
rest into copydesk.yml. `house-terms` then reports the forms under `instead-of`.

Examples:
  copydesk names articles                          a table, sorted by name
  copydesk names articles --variants               only names in several spellings
  copydesk names articles --format csv > names.csv
  copydesk names articles --format yaml --variants >> copydesk.yml")]
pub(super) struct Args {
    #[command(flatten)]
    job: JobArgs,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
    /// Only names that are spelled in more than one way
    #[arg(long)]
    variants: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Columns for people
    Table,
    /// One row a form
    Csv,
    /// House terms for copydesk.yml
    Yaml,
}

/// Runs the command and returns the exit status.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let config = args.job.config(&[], &["name-spelling".to_owned()], &[])?;
    let job = args.job.job(&[], Scope::Corpus, &config)?;
    let mut bar = Bar::new();
    let checked = pipeline::check(&job, &config, &mut |progress| bar.show(progress))?;
    bar.clear();
    let mut entities =
        entity::entities(&checked.corpus, &checked.findings, &config.house, &config.lexicon.calendar);
    if args.variants {
        entities.retain(|entity| entity.groups.iter().any(|group| group.forms.len() > 1));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Form::Table => write::table(&entities, &mut out)?,
        Form::Csv => write::csv(&entities, &mut out)?,
        Form::Yaml => write::yaml(&entities, &mut out)?,
    }
    out.flush()?;
    for unread in &checked.inputs.unread {
        writeln!(anstream::stderr(), "copydesk: {}: {}", unread.path, unread.reason)?;
    }
    Ok(if checked.inputs.unread.is_empty() { CLEAN } else { FAILED })
}

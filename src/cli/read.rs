//! `copydesk read`: print what copydesk sees of its articles, so that one can check it.

use std::io::{self, BufWriter, Write};

use super::job::JobArgs;
use super::{CLEAN, FAILED};
use crate::article::{Article, DateTime, NO_ENDING, ParagraphKind, Unread};
use crate::check::Scope;
use crate::pipeline::{self, Inputs};
use crate::source;

/// Print the articles as they are read: metadata, and paragraphs with their numbers
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk read page.html        the copy of a page, without its menus")]
pub(super) struct Args {
    #[command(flatten)]
    job: JobArgs,
}

/// Runs the command and returns the exit status.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let config = args.job.config(&[], &[], &[])?;
    let job = args.job.job(&[], Scope::Article, &config)?;
    let walked = source::walk(&job.roots, job.stdin_name.as_deref(), &job.reading);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut inputs = Inputs { unread: walked.unread, passed_over: walked.passed_over, ..Inputs::default() };
    let mut written = Ok(());
    let mut count = 0;
    for input in &walked.inputs {
        inputs.add(source::read(input, &job.reading, &mut |article| {
            count += 1;
            if written.is_ok() {
                written = write(&article, &mut out);
            }
        }));
        std::mem::replace(&mut written, Ok(()))?;
    }
    for (ending, count) in &inputs.passed_over {
        match ending.as_str() {
            NO_ENDING => writeln!(out, "passed over: {count} without an ending")?,
            ending => writeln!(out, "passed over: {count} of ending {}", clean(ending))?,
        }
    }
    for (status, count) in &inputs.left_out {
        writeln!(out, "left out: {count} {status}")?;
    }
    for Unread { path, reason } in &inputs.unread {
        writeln!(out, "not read: {}: {}", clean(path), clean(reason))?;
    }
    out.flush()?;
    Ok(if inputs.unread.is_empty() && count > 0 { CLEAN } else { FAILED })
}

fn write(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let meta = &article.meta;
    // Midnight stands for a day without a time.
    let date = |date: Option<DateTime>| {
        let day = |at: &DateTime| at.time() == DateTime::default().time();
        date.map(|at| if day(&at) { at.date().to_string() } else { at.to_string() })
    };
    let record = article.record.map(|line| line.to_string());
    writeln!(out, "{}", clean(&article.path))?;
    let id = Some(article.id.to_string()).filter(|id| **id != *article.path);
    let fields = [
        ("id", id),
        ("record", record),
        ("date", date(meta.date)),
        ("updated", date(meta.updated)),
        ("source", meta.source.clone()),
        ("author", meta.author.clone()),
        ("slug", meta.slug.clone()),
        ("version", meta.version.clone()),
        ("status", meta.status.clone()),
        ("translation-of", meta.translation.clone()),
        ("language", pipeline::language(article).map(str::to_owned)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name}: {}", clean(&value))?;
        }
    }
    for note in &meta.notes {
        writeln!(out, "  note: {}", clean(note))?;
    }
    for paragraph in article.paragraphs() {
        let kind = match paragraph.kind {
            ParagraphKind::Title => " title",
            ParagraphKind::Heading => " heading",
            ParagraphKind::Item => " item",
            ParagraphKind::Caption => " caption",
            ParagraphKind::Body => "",
        };
        writeln!(out, "{:>4}{kind}  {}", paragraph.number, clean(article.slice(paragraph.span)))?;
    }
    writeln!(out)
}

/// Text in one line, without what a terminal would obey.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

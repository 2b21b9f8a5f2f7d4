//! `copydesk facts`: print what was extracted.

mod details;

use std::io::{self, BufWriter, Write};

use super::job::JobArgs;
use super::progress::Bar;
use super::{CLEAN, FAILED};
use crate::check::{Corpus, Scope};
use crate::fact::EXTRACTORS;
use crate::pipeline;

/// Print what was extracted from the articles, as JSON Lines
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    job: JobArgs,
}

/// Runs the command and returns the exit status.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let config = args.job.config(&[], &[], &[])?;
    let job = args.job.job(&[], Scope::Corpus, &config)?;
    let wanted: Vec<_> = EXTRACTORS.iter().map(|extractor| extractor.kind()).collect();
    let mut bar = Bar::new();
    let (corpus, inputs) = pipeline::extract(&job, &config, &wanted, &mut |progress| bar.show(progress));
    bar.clear();
    let mut out = BufWriter::new(io::stdout().lock());
    write(&corpus, &mut out)?;
    out.flush()?;
    for unread in &inputs.unread {
        writeln!(anstream::stderr(), "copydesk: {}: {}", unread.path, unread.reason)?;
    }
    Ok(if inputs.unread.is_empty() { CLEAN } else { FAILED })
}

fn write(corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    for document in &corpus.documents {
        let article = &document.article;
        let facts = &document.facts;
        let attributions =
            facts.attributions.iter().map(|a| (a.span, "attribution", details::attribution(article, a)));
        let claims =
            facts.claims.iter().map(|claim| (claim.span, "claim", details::claim(article, facts, claim)));
        let dates = facts.dates.iter().map(|date| (date.span, "date", details::date(date)));
        let figures =
            facts.figures.iter().map(|figure| (figure.span, "figure", details::figure(article, figure)));
        for (span, fact, more) in attributions.chain(claims).chain(dates).chain(figures) {
            let at = article.locate(span);
            let mut line = serde_json::json!({
                "path": &*article.path, "article": &*article.id, "record": article.record,
                "fact": fact, "start": at.start, "end": at.end, "text": article.slice(span),
            });
            if let (Some(line), serde_json::Value::Object(more)) = (line.as_object_mut(), more) {
                line.extend(more);
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

//! `copydesk facts`: print what was extracted.

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
        for attribution in &document.facts.attributions {
            let at = article.locate(attribution.span);
            let source = attribution.source.as_ref().map(|source| {
                let at = article.locate(source.span);
                let text = article.slice(source.span);
                serde_json::json!({"start": at.start, "end": at.end, "text": text, "person": source.person})
            });
            let cue = attribution.cue.as_ref().map(|cue| {
                let at = article.locate(cue.span);
                serde_json::json!({"start": at.start, "end": at.end, "text": article.slice(cue.span)})
            });
            let line = serde_json::json!({
                "path": &*article.path, "article": &*article.id, "record": article.record,
                "fact": "attribution", "start": at.start, "end": at.end,
                "text": article.slice(attribution.span), "style": attribution.style.name(),
                "source": source, "cue": cue,
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

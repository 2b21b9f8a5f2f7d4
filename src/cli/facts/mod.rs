//! `copydesk facts`: print what was extracted.

mod details;

use std::cmp::Reverse;
use std::io::{self, BufWriter, Write};

use serde_json::Value;

use super::job::JobArgs;
use super::progress::Bar;
use super::{CLEAN, FAILED};
use crate::article::{Article, Part, Span};
use crate::check::{Corpus, Scope};
use crate::fact::{EXTRACTORS, FactSet};
use crate::pipeline;

/// Print what was extracted from the articles, as JSON Lines
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk facts draft.md
  copydesk facts articles | jq 'select(.fact == \"attribution\") | .source.text'")]
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

/// Writes the facts of each article in the order of its text; what holds another stands before it.
fn write(corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    for document in &corpus.documents {
        let article = &document.article;
        let mut lines = lines(article, &document.facts);
        lines.sort_by_key(|(span, ..)| (span.start, Reverse(span.end)));
        for (span, fact, more) in lines {
            let at = article.locate(span);
            let mut line = serde_json::json!({
                "path": &*article.path, "article": &*article.id, "record": article.record,
                "fact": fact, "start": at.start, "end": at.end, "text": article.slice(span),
                "paragraph": at.paragraph,
            });
            if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
                line.extend(more);
                if at.part == Part::Title {
                    line.insert("in".to_owned(), "title".into());
                }
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn lines(article: &Article, facts: &FactSet) -> Vec<(Span, &'static str, Value)> {
    let mut lines = Vec::new();
    lines.extend(facts.passages.iter().map(|passage| (passage.span, "passage", details::passage(passage))));
    lines.extend(
        facts.claims.iter().map(|claim| (claim.span, "claim", details::claim(article, facts, claim))),
    );
    lines
        .extend(facts.attributions.iter().map(|a| (a.span, "attribution", details::attribution(article, a))));
    for name in &facts.names {
        lines.extend(name.mentions.iter().map(|mention| (mention.span, "name", details::name(name))));
    }
    lines
        .extend(facts.figures.iter().map(|figure| (figure.span, "figure", details::figure(article, figure))));
    lines.extend(
        facts
            .persons
            .iter()
            .map(|person| (person.span, "person", details::person(article, &facts.persons, person))),
    );
    lines.extend(facts.dates.iter().map(|date| (date.span, "date", details::date(date))));
    lines
}

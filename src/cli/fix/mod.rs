//! `copydesk fix`: make the changes that nobody would question, and those that an editor chooses.

mod ask;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::job::JobArgs;
use super::{CLEAN, FAILED};
use crate::article::Article;
use crate::check::Scope;
use crate::finding::Suppression;
use crate::fix::{self, Choice, Plan, Refusal};
use crate::pipeline::{self, Checked};
use crate::report;

/// Make safe fixes: house terms, and forms of names that you choose
#[derive(Debug, clap::Args)]
#[command(mut_arg("paths", |paths| paths.help("Files or folders [default: the current folder]")))]
#[command(mut_arg("stdin_filename", |name| name.hide(true)))]
#[command(after_long_help = "\
Examples:
  copydesk fix articles --diff                       what would change, as a patch
  copydesk fix articles --prefer Balakliya           house terms, and one form of a name
  copydesk fix articles --interactive")]
pub(super) struct Args {
    #[command(flatten)]
    job: JobArgs,
    /// This form of a name is right: other forms of it become it; repeatable
    #[arg(long, value_name = "FORM")]
    prefer: Vec<String>,
    /// Ask form by form which one is right, but for names that --prefer settles; answers are read from
    /// standard input
    #[arg(long)]
    interactive: bool,
    /// Print what would change as a patch for `git apply`, and change nothing
    #[arg(long)]
    diff: bool,
    /// Also what may change the meaning: the usual spelling of a name, and names inside quotations
    #[arg(long = "unsafe")]
    unsafe_too: bool,
    /// More rule files, or a folder of them
    #[arg(long, value_name = "FILE|DIR")]
    rules: Vec<PathBuf>,
    /// Only these rules or rule kinds
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these rules or rule kinds
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    ignore: Vec<String>,
}

/// Runs the command and returns the exit status.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let config = args.job.config(&args.rules, &args.select, &args.ignore)?;
    let job = args.job.job(&[], Scope::Corpus, &config)?;
    if job.roots.iter().any(|(root, _)| root.as_os_str() == "-") {
        bail!("standard input can be checked and not changed; name its file");
    }
    let Checked { corpus, inputs, findings, .. } = pipeline::check(&job, &config, &mut |_| {})?;
    let names = pipeline::rule_names(&config);
    let articles = || corpus.documents.iter().map(|document| &document.article);
    let suppression = Suppression::new(articles(), &config.accepted, &names);
    let choice = Choice { prefer: args.prefer.clone(), unsafe_too: args.unsafe_too };
    if let Some(form) = choice.missing(&findings) {
        bail!("--prefer {form}: no name is spelled so in one place and otherwise in another");
    }
    let plan = if args.interactive {
        let answers = io::stdin().lock();
        ask::plan(&findings, &corpus, &choice, &suppression, answers, &mut io::stderr().lock())?
    } else {
        Plan::new(&findings, &corpus, &choice, &suppression)
    };
    let mut refused = plan.refused;
    refused.extend(inputs.unread.iter().map(|unread| Refusal {
        place: unread.path.clone(),
        reason: format!("not read: {}", unread.reason),
    }));
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut places, mut files) = (0, 0);
    for (index, changes) in &plan.changes {
        let article = corpus.article(*index);
        let done = if args.diff {
            show(article, changes, &mut refused, &mut out)
        } else {
            change(article, changes, &mut refused)
        };
        match done {
            Ok(0) => {}
            Ok(made) => {
                places += made;
                files += 1;
                if !args.diff {
                    writeln!(out, "{}: {}", plain(&article.path), counted(made, "change"))?;
                }
            }
            Err(refusal) => refused.push(refusal),
        }
    }
    out.flush()?;
    // The patch alone goes to standard output: git reads it there.
    let mut said: Box<dyn Write> = if args.diff { Box::new(io::stderr()) } else { Box::new(out) };
    let verb = if args.diff { "to make" } else { "made" };
    writeln!(
        said,
        "{} {verb} in {} of {}.",
        counted(places, "change"),
        counted(files, "file"),
        articles().count()
    )?;
    if plan.quoted > 0 {
        writeln!(
            said,
            "Inside quotations, left as printed: {}; --unsafe changes them.",
            counted(plan.quoted, "place")
        )?;
    }
    if plan.left > 0 {
        writeln!(
            said,
            "Left for somebody to decide: {}; --prefer or --interactive does.",
            counted(plan.left, "fix")
        )?;
    }
    said.flush()?;
    let mut errors = anstream::stderr();
    refused.sort();
    for Refusal { place, reason } in &refused {
        writeln!(errors, "copydesk: {}: {}", plain(place), plain(reason))?;
    }
    Ok(if refused.is_empty() && articles().next().is_some() { CLEAN } else { FAILED })
}

/// Writes one file's part of the patch; how many places it changes.
fn show(
    article: &Article,
    changes: &[fix::Wanted],
    refused: &mut Vec<Refusal>,
    out: &mut dyn Write,
) -> Result<usize, Refusal> {
    let refuse = |reason: String| Refusal { place: article.path.to_string(), reason };
    let rewritten = fix::rewrite(article, changes)?;
    refused.extend(rewritten.refused);
    if rewritten.changes == 0 {
        return Ok(0);
    }
    if !rewritten.has_lines {
        return Err(refuse("a file in UTF-16 is binary to git; run without --diff".to_owned()));
    }
    let patch = report::patch_of(&article.path, &rewritten.old, &rewritten.new).map_err(refuse)?;
    let odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t');
    if io::stdout().is_terminal() && patch.iter().any(odd) {
        return Err(refuse("control characters stand near the change; write the patch to a file".to_owned()));
    }
    out.write_all(&patch).map_err(|error| refuse(error.to_string()))?;
    Ok(rewritten.changes)
}

/// Changes one file, if it still is what was read.
fn change(article: &Article, changes: &[fix::Wanted], refused: &mut Vec<Refusal>) -> Result<usize, Refusal> {
    let refuse = |reason: String| Refusal { place: article.path.to_string(), reason };
    let rewritten = fix::rewrite(article, changes)?;
    refused.extend(rewritten.refused);
    if rewritten.changes > 0 {
        let path = Path::new(&*article.path);
        fix::replace_if(path, &rewritten.old, &rewritten.new).map_err(|error| refuse(error.to_string()))?;
    }
    Ok(rewritten.changes)
}

fn counted(count: usize, what: &str) -> String {
    let plural = if what.ends_with('x') { "es" } else { "s" };
    format!("{count} {what}{}", if count == 1 { "" } else { plural })
}

fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

//! `copydesk accept`: write into copydesk.yml what need not be reported.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{CLEAN, FAILED};
use crate::article::Standing;
use crate::config::{Config, NAME};
use crate::decision::{self, Decision, Entry, Verdict, Why};
use crate::finding::{Details, Finding, same_values};
use crate::fix;
use crate::pipeline::{self, Job};
use crate::source::ReadOptions;

/// Accept findings: write them into copydesk.yml, so that they are not reported again
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  copydesk accept --from copydesk-decisions.json     what an editor marked in the HTML report
  copydesk accept 5f0c1d2a --reason 'as the ministry has it' --by 'R. Hale'
  copydesk accept 5f0c1d2a --form Balakliya")]
pub(super) struct Args {
    /// Fingerprints of findings, as `--format json` prints them, or their first digits
    #[arg(value_name = "FINGERPRINT", required_unless_present = "from", conflicts_with = "from")]
    fingerprints: Vec<String>,
    /// The decisions that an editor saved in the HTML report
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Where the articles are [default: the folder of copydesk.yml]
    #[arg(long = "in", value_name = "PATH", conflicts_with = "from")]
    paths: Vec<PathBuf>,
    /// One name, and this is how it is written: becomes a house term
    #[arg(long, value_name = "FORM", conflicts_with_all = ["from", "different"])]
    form: Option<String>,
    /// Different names: becomes an entry of `distinct`
    #[arg(long, conflicts_with = "from")]
    different: bool,
    /// Why
    #[arg(long, value_name = "TEXT", conflicts_with = "from")]
    reason: Option<String>,
    /// Who decides
    #[arg(long, value_name = "NAME", conflicts_with = "from")]
    by: Option<String>,
    /// The configuration file [default: the nearest copydesk.yml upward, else a new one here]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command and returns the exit status.
pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let first = args.paths.first().map(PathBuf::as_path);
    let config = Config::load(args.config.as_deref(), first, &[], &[], &[])?;
    let path = config.path.clone().unwrap_or_else(|| PathBuf::from(NAME));
    let decisions = match &args.from {
        Some(file) => {
            let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
            decision::read(&text).with_context(|| file.display().to_string())?
        }
        None => decide(args, &config, &path)?,
    };
    let before = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).context(path.display().to_string()),
    };
    let mut text = before.clone();
    let mut out = anstream::stdout();
    let mut refused = 0;
    for decision in &decisions {
        let entry = Entry::new(decision).map_err(anyhow::Error::msg)?;
        let what = format!("{} {}", decision.rule, decision.fingerprint);
        match decision::insert(&text, &entry) {
            Ok(Some(after)) => {
                text = after;
                writeln!(out, "{}: {} ({})", entry.key, plain(&what), said(&entry))?;
            }
            Ok(None) => writeln!(out, "{}: {} stands there already", entry.key, plain(&what))?,
            Err(error) => {
                refused += 1;
                writeln!(anstream::stderr(), "copydesk: {}: {error}", path.display())?;
            }
        }
    }
    if text != before {
        // Somebody may have it open in an editor.
        if fs::read_to_string(&path).unwrap_or_default() != before {
            bail!("{}: it changed meanwhile; nothing is written", path.display());
        }
        fix::replace(&path, text.as_bytes()).with_context(|| path.display().to_string())?;
        // What is written is what the next run reads.
        Config::load(Some(&path), None, &[], &[], &[])?;
    }
    let count = decisions.len();
    writeln!(out, "{}: {count} {}", path.display(), if count == 1 { "decision" } else { "decisions" })?;
    Ok(if refused > 0 { FAILED } else { CLEAN })
}

/// What the next run does with an entry, in words.
fn said(entry: &Entry) -> &'static str {
    match entry.key {
        "terms" => "the form is a house term",
        "distinct" => "these names are kept apart",
        "asked" => "reported with the question",
        _ => "not reported again",
    }
}

/// Looks for the findings that are named and decides them as asked.
fn decide(args: &Args, config: &Config, path: &Path) -> anyhow::Result<Vec<Decision>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let roots: Vec<PathBuf> =
        if args.paths.is_empty() { vec![folder.to_owned()] } else { args.paths.clone() };
    let job = Job {
        roots: roots.into_iter().map(|root| (root, Standing::Subject)).collect(),
        reading: ReadOptions { fields: config.fields.clone(), ..ReadOptions::default() },
        ..Job::default()
    };
    if let Some(short) = args.fingerprints.iter().find(|named| named.len() < LEAST_DIGITS) {
        bail!("{}: the first four digits of a fingerprint are needed at the least", plain(short));
    }
    let checked = pipeline::check(&job, config, &mut |_| {})?;
    let date = jiff::Zoned::now().date().to_string();
    let mut decisions = Vec::new();
    for named in &args.fingerprints {
        let finding = named_by(named, &checked.findings)
            .with_context(|| format!("in {} articles", checked.corpus.documents.len()))?;
        let fingerprint = if named.contains('-') { &finding.fingerprint } else { base(&finding.fingerprint) };
        let decision = match (&args.form, args.different) {
            (Some(_), _) => Verdict::Same,
            (None, true) => Verdict::Different,
            (None, false) => Verdict::Same,
        };
        let decision = Decision {
            fingerprint: fingerprint.to_owned(),
            rule: finding.rule.clone(),
            kind: Some(finding.kind.to_owned()),
            decision,
            form: args.form.clone(),
            values: Some(values(finding)),
            why: Why { note: args.reason.clone(), author: args.by.clone(), date: Some(date.clone()) },
        };
        Entry::new(&decision).map_err(|reason| anyhow::anyhow!("{named}: {reason}"))?;
        decisions.push(decision);
    }
    Ok(decisions)
}

/// Fewer digits name too many findings.
const LEAST_DIGITS: usize = 4;

/// The finding of a fingerprint or of its first digits.
fn named_by<'a>(named: &str, findings: &'a [Finding]) -> anyhow::Result<&'a Finding> {
    let exact = findings.iter().find(|finding| same_values(named, &finding.fingerprint));
    if let Some(finding) = exact {
        return Ok(finding);
    }
    let mut like: Vec<&Finding> = findings.iter().filter(|f| f.fingerprint.starts_with(named)).collect();
    like.dedup_by_key(|finding| base(&finding.fingerprint).to_owned());
    match like.as_slice() {
        [finding] => Ok(finding),
        [] => bail!("no finding has the fingerprint {}; `--format json` prints them", plain(named)),
        several => {
            let all: Vec<&str> = several.iter().map(|finding| finding.fingerprint.as_str()).collect();
            bail!("{named} begins several fingerprints: {}", all.join(", "))
        }
    }
}

fn base(fingerprint: &str) -> &str {
    fingerprint.split_once('-').map_or(fingerprint, |(base, _)| base)
}

/// What disagrees in a finding, as printed.
fn values(finding: &Finding) -> Vec<String> {
    match &finding.details {
        Details::Spelling { forms, .. } => forms.iter().map(|(form, _)| form.clone()).collect(),
        Details::Conflict { values, .. } => values.iter().map(|(value, _)| value.clone()).collect(),
        Details::None | Details::Passages(_) => Vec::new(),
    }
}

fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

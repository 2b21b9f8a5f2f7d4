//! What editors have said need not be reported, and what of it is idle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::{Inputs, Job};
use crate::article::{Span, Unread};
use crate::check::{Corpus, Scope};
use crate::config::Config;
use crate::finding::{Finding, Label, Level, RuleNames, Suppressed, Suppression, same_values};
use crate::rule::Rule;

/// Leaves out what comments and `copydesk.yml` accept, and adds the questions that were asked.
pub(super) fn suppress(
    findings: Vec<Finding>,
    corpus: &Corpus,
    job: &Job,
    config: &Config,
    inputs: &Inputs,
) -> (Vec<Finding>, Suppressed) {
    let names = rule_names(config);
    let articles = || corpus.documents.iter().map(|document| &document.article);
    let mut suppression = Suppression::new(articles(), &config.accepted, &names);
    let kept = findings.into_iter().filter_map(|finding| {
        let mut finding = suppression.sift(finding, |article| corpus.is_subject(article))?;
        let asked = config.asked.iter().find(|asked| same_values(&asked.fingerprint, &finding.fingerprint));
        if let Some(asked) = asked {
            finding.message.push_str(&format!("; {}", asked.note));
        }
        Some(finding)
    });
    // What is not reported says nothing in another's stead.
    let mut kept = said_once(kept.collect());
    // A finding may lead with another place now.
    super::order(&mut kept, corpus);
    let part = !inputs.unread.is_empty() || job.scope == Scope::Article || !covers(job, config);
    let mut suppressed = suppression.finish(articles(), part);
    if !part {
        suppressed.unused.extend(idle_names(config, corpus));
        suppressed.unused.sort();
    }
    (kept, suppressed)
}

/// Without findings about a name of which the house's terms say all: every place that has another form
/// than the one left is a finding of theirs that is as grave.
fn said_once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut terms: BTreeMap<u32, Vec<(Span, Level)>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.kind == "preferred-term") {
        terms.entry(finding.primary.article).or_default().push((finding.primary.span, finding.level));
    }
    if terms.is_empty() {
        return findings;
    }
    let said = |label: &Label, least: Level| {
        let of = |(span, level): &(Span, Level)| label.span.contains(*span) && *level >= least;
        terms.get(&label.article).is_some_and(|spans| spans.iter().any(of))
    };
    let is_said = |finding: &Finding| {
        if finding.kind != "spelling-variant" {
            return false;
        }
        let left: BTreeSet<String> = finding
            .labels()
            .filter(|label| !said(label, finding.level))
            .map(|label| label.value.to_lowercase())
            .collect();
        left.len() < 2
    };
    findings.into_iter().filter(|finding| !is_said(finding)).collect()
}

/// The names that comments may use for rules, and which of them are on.
pub fn rule_names(config: &Config) -> RuleNames<'_> {
    fn names(rules: &[Rule]) -> BTreeSet<&str> {
        rules.iter().flat_map(|rule| [rule.id.as_str(), rule.kind.name]).collect()
    }
    let on = names(&config.rules);
    RuleNames { known: on.union(&names(&config.off)).copied().collect(), on }
}

/// Whether the folder of the configuration file is checked as a whole.
fn covers(job: &Job, config: &Config) -> bool {
    let folder = config.path.as_deref().and_then(|path| std::path::absolute(path).ok());
    let folder = folder.as_deref().and_then(Path::parent).and_then(|path| path.canonicalize().ok());
    folder.is_some_and(|folder| {
        let roots = job.roots.iter().filter_map(|(root, _)| root.canonicalize().ok());
        roots.into_iter().any(|root| folder.starts_with(root))
    })
}

/// Entries of `copydesk.yml` whose names stand nowhere in the copy.
fn idle_names(config: &Config, corpus: &Corpus) -> Vec<Unread> {
    let folded: BTreeSet<String> =
        config.decided.iter().flat_map(|(names, _)| names).map(|name| name.to_lowercase()).collect();
    if folded.is_empty() {
        return Vec::new();
    }
    let stands: Vec<BTreeSet<&str>> = corpus
        .documents
        .par_iter()
        .map(|document| {
            let text = document.article.text().to_lowercase();
            folded.iter().map(String::as_str).filter(|name| text.contains(name)).collect()
        })
        .collect();
    let stands: BTreeSet<&str> = stands.into_iter().flatten().collect();
    let idle = config.decided.iter().filter(|(names, _)| {
        names.iter().filter(|name| stands.contains(name.to_lowercase().as_str())).count() < names.len().min(2)
    });
    idle.map(|(names, place)| {
        let reason =
            format!("nothing is left to keep apart or accept: `{}` stands in no article", names.join("`, `"));
        Unread { path: place.clone(), reason }
    })
    .collect()
}

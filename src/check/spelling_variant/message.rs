//! What a finding says: the forms with their counts, what differs, and why they are thought one.

use std::collections::BTreeMap;

use super::Link;
use super::cluster::{Cluster, Form};
use super::decided::{Decided, bare};
use super::judge::in_order;
use crate::article::Span;
use crate::check::preferred_term::is_gloss;
use crate::check::{Corpus, FactRef};
use crate::finding::{Applicability, Certainty, Details, Disagreement, Edit, Fix, Label};

/// Places of the commonest form that a finding lists, of the articles of the rarer ones.
const USUAL: usize = 50;
/// Other articles that it shows the commonest form in, once each.
const ELSEWHERE: usize = 3;
/// Places of a rarer form that a finding lists.
const RARER: usize = 500;

/// The finding of one cluster; none where no subject is in it.
pub(super) fn disagreement(
    corpus: &Corpus,
    links: &[Link],
    cluster: &Cluster,
    house: &Decided,
) -> Option<Disagreement> {
    let standing = Standing { corpus, house, cluster };
    let mut forms: Vec<(Form, usize)> =
        cluster.forms.iter().map(|form| (form.clone(), standing.count(form))).collect();
    // What stands only in brackets behind the other form, or in a phrase of its own, is no other spelling.
    forms.retain(|(_, count)| *count > 0);
    if forms.len() < 2 {
        return None;
    }
    forms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.form.cmp(&b.0.form)));
    let folded: Vec<String> = forms.iter().map(|(form, _)| bare(&form.form)).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    let decided = house.term(&folded).map(str::to_owned);
    if let Some(term) = &decided {
        let at = forms.iter().position(|(form, _)| bare(&form.form) == bare(term));
        if let Some(at) = at {
            let usual = forms.remove(at);
            forms.insert(0, usual);
        }
    }
    let (usual, rarer) = forms.split_first()?;
    let majority = usual.1 > rarer.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let suggested = decided.or_else(|| majority.then(|| usual.0.form.clone()));
    let mut labels = Vec::new();
    for (form, _) in rarer.iter().rev() {
        standing.places(&form.at.iter().collect::<Vec<_>>(), form, RARER, "this spelling", &mut labels);
    }
    let rare = labels.len();
    let note = if suggested.is_some() { "the usual one" } else { "the other one" };
    let beside =
        |at: &&FactRef| rarer.iter().any(|(form, _)| form.at.iter().any(|r| r.article == at.article));
    let (near, far): (Vec<&FactRef>, Vec<&FactRef>) = usual.0.at.iter().partition(beside);
    standing.places(&near, &usual.0, USUAL, note, &mut labels);
    for at in far.into_iter().take(ELSEWHERE) {
        standing.places(&[at], &usual.0, 1, note, &mut labels);
    }
    let primary = labels.iter().position(|label: &Label| corpus.is_subject(label.article))?;
    let rank = |at: FactRef| forms.iter().position(|(form, _)| form.at.contains(&at));
    // A form that was let go of speaks for nothing.
    let stands = |link: &Link| rank(link.a).is_some() && rank(link.b).is_some();
    let best = cluster
        .links
        .iter()
        .map(|&link| &links[link])
        .filter(|link| stands(link))
        .max_by(|a, b| a.verdict.score.total_cmp(&b.verdict.score))?;
    // Everything is said of the rarer form first, as the message names the two.
    let turned = rank(best.a) < rank(best.b);
    let mut evidence = vec![differs(corpus, best, turned)];
    for words in best.verdict.evidence.reasons.iter().filter_map(|reason| reason.words(turned)) {
        // A title before the name is what he does, too.
        if !evidence.iter().any(|said| said.to_lowercase() == words.to_lowercase()) {
            evidence.push(words);
        }
    }
    let message = words(corpus, usual, rarer, &evidence, suggested.as_deref());
    let fixes = fixes(corpus, suggested.as_deref(), labels.split_at(rare));
    let mut disagreement = Disagreement {
        rule: 0,
        certainty: cluster.certainty.unwrap_or(Certainty::Ask),
        message,
        values: BTreeMap::from([("form", rarer.last()?.0.form.clone()), ("usual", usual.0.form.clone())]),
        labels,
        compared: Vec::new(),
        details: Details::Spelling {
            forms: forms.iter().map(|(form, count)| (form.form.clone(), *count)).collect(),
            suggested,
            evidence,
        },
        fixes,
        identity: forms.iter().map(|(form, _)| form.form.to_lowercase()).collect(),
    };
    disagreement.lead_with(primary);
    Some(disagreement)
}

/// The places that count: not those in a phrase that the house excepts (`chicken Kiev`), and not the one in
/// brackets that tells readers once how else the name is written (`Kyiv (Kiev)`).
struct Standing<'a> {
    corpus: &'a Corpus,
    house: &'a Decided,
    cluster: &'a Cluster,
}

impl Standing<'_> {
    fn spans(&self, at: FactRef, form: &Form) -> impl Iterator<Item = Span> + '_ {
        let text = self.corpus.article(at.article).text();
        let own = form.form.clone();
        let mut glossed = false;
        let places = &self.corpus.facts(at.article).spellings[at.index as usize].places;
        places.iter().map(|place| place.span).filter(move |span| {
            let at = span.range();
            if self.house.excepts(text, &at) {
                return false;
            }
            let mut others = self.cluster.forms.iter().filter(|other| other.form != own);
            if !glossed && others.any(|other| is_gloss(text, &at, &other.form)) {
                glossed = true;
                return false;
            }
            true
        })
    }

    fn count(&self, form: &Form) -> usize {
        form.at.iter().map(|at| self.spans(*at, form).count()).sum()
    }

    fn places(&self, at: &[&FactRef], form: &Form, most: usize, note: &str, labels: &mut Vec<Label>) {
        let all = at.iter().flat_map(|at| self.spans(**at, form).map(move |span| (at.article, span)));
        for (article, span) in all.take(most) {
            labels.push(Label {
                article,
                span,
                note: note.to_owned(),
                value: self.corpus.slice(article, span).to_lowercase(),
            });
        }
    }
}

/// `"yia"~"iya"`, or what else differs; `turned` names the link's second form first.
fn differs(corpus: &Corpus, link: &Link, turned: bool) -> String {
    let folded = |at: FactRef| &*corpus.facts(at.article).spellings[at.index as usize].folded;
    let (first, second) = (folded(link.a), folded(link.b));
    let (first, second) = if turned { (second, first) } else { (first, second) };
    let (a, b) = in_order(first, second);
    let edits = &link.verdict.alignment.edits;
    let (Some(begin), Some(end)) = (edits.first(), edits.last()) else {
        return "accents or marks only".to_owned();
    };
    let part = |text: &str, from: u8, to: u8| text.get(from as usize..to as usize).unwrap_or("").to_owned();
    let (mut x, mut y) = (part(a, begin.a.0, end.a.1), part(b, begin.b.0, end.b.1));
    if x.is_empty() || y.is_empty() {
        // An added letter is shown with its neighbour.
        let (i, j) = (begin.a.0.saturating_sub(1), begin.b.0.saturating_sub(1));
        let (k, l) = if begin.a.0 == 0 { (end.a.1 + 1, end.b.1 + 1) } else { (end.a.1, end.b.1) };
        x = part(a, i, k);
        y = part(b, j, l);
    }
    if a == first { format!("\"{x}\"~\"{y}\"") } else { format!("\"{y}\"~\"{x}\"") }
}

fn words(
    corpus: &Corpus,
    usual: &(Form, usize),
    rarer: &[(Form, usize)],
    evidence: &[String],
    suggested: Option<&str>,
) -> String {
    let articles: std::collections::BTreeSet<u32> =
        rarer.iter().flat_map(|(form, _)| form.at.iter().map(|at| at.article)).collect();
    let inside = usual.0.at.iter().all(|at| articles.contains(&at.article)) && articles.len() == 1;
    let others: Vec<String> =
        rarer.iter().rev().map(|(form, count)| format!("`{}` ({count}×)", form.form)).collect();
    let verb = if others.len() == 1 { "is" } else { "are" };
    let place = if inside {
        "elsewhere in the article".to_owned()
    } else {
        let at = usual.0.at.iter().find(|at| !articles.contains(&at.article)).or(usual.0.at.first());
        at.map_or(String::new(), |at| format!("in {}", corpus.article(at.article).id))
    };
    let evidence = evidence.join("; ");
    let mut message =
        format!("{} {verb} `{}` ({}×) {place}: {evidence}", others.join(" and "), usual.0.form, usual.1);
    if suggested.is_none() {
        message.push_str("; use one spelling");
    }
    message
}

/// Writes the suggested form at every place of a rarer one, and at those of the usual one where the house has
/// decided on another.
fn fixes(corpus: &Corpus, suggested: Option<&str>, (rarer, usual): (&[Label], &[Label])) -> Vec<Fix> {
    let Some(form) = suggested else { return Vec::new() };
    let another = |label: &&Label| bare(corpus.slice(label.article, label.span)) != bare(form);
    let edits: Vec<Edit> = rarer
        .iter()
        .chain(usual.iter().filter(another))
        .filter(|label| corpus.is_subject(label.article))
        .map(|label| Edit { article: label.article, span: label.span, with: form.to_owned() })
        .collect();
    if edits.is_empty() {
        return Vec::new();
    }
    vec![Fix { title: format!("spell it `{form}`"), edits, applicability: Applicability::Unsafe }]
}

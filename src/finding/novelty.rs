//! Which findings are new: those that were not there before, place by place.
//!
//! A finding is not its fingerprint: another form that joins a disagreement gives it a new one, and
//! a form that leaves it too. So places are compared. A finding is new if it has a place at fault
//! that no finding had before, and it is reported there. A place that was at fault before is new where
//! its level has risen: the finding of this level would not exist without the change. Of a name that holds
//! in changed articles only, since whoever uses the right form once more has done nothing wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::fingerprint::Surroundings;
use super::{Details, Finding, Label, Level};
use crate::article::{Article, Span};

/// What is left out of a report because it was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Findings that have no new place.
    pub findings: usize,
    /// What they were compared with, in words.
    pub with: Vec<String>,
}

/// The findings of the copy as it was before.
#[derive(Debug, Default)]
pub struct Old {
    places: Vec<OldPlace>,
    /// Forms that were right, and forms that were not, where something decided.
    right: BTreeSet<(String, String)>,
    wrong: BTreeSet<(String, String)>,
}

/// A place of a finding of before.
#[derive(Debug)]
struct OldPlace {
    rule: String,
    path: String,
    value: String,
    surroundings: Surroundings,
    /// The articles of the finding's other places, where it is about passages.
    partners: BTreeSet<String>,
    /// The highest of the findings that have the place.
    level: Level,
    taken: bool,
}

/// A place at fault of a finding of now.
struct Fault {
    finding: usize,
    label: usize,
    changed: bool,
}

impl Old {
    /// The places of the findings of before.
    pub fn new<'a>(findings: &[Finding], article: impl Fn(u32) -> &'a Article) -> Self {
        let mut old = Self::default();
        let mut seen: BTreeMap<(&str, u32, Span), usize> = BTreeMap::new();
        for finding in findings {
            let scope = scope(finding, &article);
            if let Some(right) = right(finding) {
                for label in finding.labels().filter(|label| !label.value.is_empty()) {
                    let value = label.value.to_lowercase();
                    let forms = if value == right { &mut old.right } else { &mut old.wrong };
                    forms.insert((scope.clone(), value));
                }
            }
            for (index, label) in finding.labels().enumerate() {
                let place = (finding.rule.as_str(), label.article, label.span);
                if let Some(&known) = seen.get(&place) {
                    let known: &mut OldPlace = &mut old.places[known];
                    known.level = known.level.max(finding.level);
                    continue;
                }
                seen.insert(place, old.places.len());
                old.places.push(OldPlace {
                    rule: finding.rule.clone(),
                    path: article(label.article).path.to_string(),
                    value: label.value.clone(),
                    surroundings: Surroundings::of(&finding.rule, label, article(label.article)),
                    partners: partners(finding, index, &article),
                    level: finding.level,
                    taken: false,
                });
            }
        }
        old
    }

    /// The findings that are new, each led by a new place; `changed` says whether an article is not as
    /// it was, `subject` whether findings may be about it. How many are not new comes with them.
    pub fn sift<'a>(
        mut self,
        findings: Vec<Finding>,
        article: impl Fn(u32) -> &'a Article,
        changed: impl Fn(u32) -> bool,
        subject: impl Fn(u32) -> bool,
    ) -> (Vec<Finding>, usize) {
        let fresh = self.fresh(&findings, &article, &changed);
        let all = findings.len();
        let new: Vec<Finding> = findings
            .into_iter()
            .zip(fresh)
            .filter(|(_, fresh)| fresh.contains(&true))
            .map(|(finding, fresh)| {
                let right = self.right_now(&finding, &article);
                let faults: Vec<bool> = at_fault(&finding, right.as_deref()).collect();
                report_at(finding, &faults, &fresh, &changed, &subject)
            })
            .collect();
        let known = all - new.len();
        (new, known)
    }

    /// For each label of each finding, whether it is at fault and was at no fault before.
    fn fresh<'a>(
        &mut self,
        findings: &[Finding],
        article: &impl Fn(u32) -> &'a Article,
        changed: &impl Fn(u32) -> bool,
    ) -> Vec<Vec<bool>> {
        let mut faults = Vec::new();
        let mut seen = BTreeMap::new();
        // Findings of one rule may share a place; what is said of it once holds for all.
        let mut again: Vec<(usize, usize, usize)> = Vec::new();
        for (number, finding) in findings.iter().enumerate() {
            let right = self.right_now(finding, article);
            for (index, (label, fault)) in
                finding.labels().zip(at_fault(finding, right.as_deref())).enumerate()
            {
                // What lists examples of many places is news only where its first is.
                let example = matches!(finding.details, Details::None) && !changed(label.article);
                if !fault || example {
                    continue;
                }
                match seen.get(&(&finding.rule, label.article, label.span)) {
                    Some(first) => again.push((number, index, *first)),
                    None => {
                        seen.insert((&finding.rule, label.article, label.span), faults.len());
                        faults.push(Fault { finding: number, label: index, changed: changed(label.article) });
                    }
                }
            }
        }
        // Of places that look the same, those in untouched articles are the old ones.
        let mut order: Vec<usize> = (0..faults.len()).collect();
        order.sort_by_key(|at| (faults[*at].changed, *at));
        let known = self.match_all(findings, &faults, &order, article);
        let mut fresh: Vec<Vec<bool>> =
            findings.iter().map(|finding| vec![false; finding.labels().count()]).collect();
        let is_fresh = |finding: &Finding, fault: usize| {
            let Some(place) = known[fault] else { return true };
            let by_the_change = faults[fault].changed || !matches!(finding.details, Details::Spelling { .. });
            finding.level > self.places[place].level && by_the_change
        };
        for (at, fault) in faults.iter().enumerate() {
            fresh[fault.finding][fault.label] = is_fresh(&findings[fault.finding], at);
        }
        for (number, index, first) in again {
            fresh[number][index] = is_fresh(&findings[number], first);
        }
        fresh
    }

    /// Pairs places of now with places of before, each with one: first where the words round them are
    /// the same; then in one file, whatever the words, since an edit beside an old fault makes no new
    /// one; then passages that have changed and still repeat the same article. For each fault of now, its
    /// place of before.
    fn match_all<'a>(
        &mut self,
        findings: &[Finding],
        faults: &[Fault],
        order: &[usize],
        article: &impl Fn(u32) -> &'a Article,
    ) -> Vec<Option<usize>> {
        let mut known = vec![None; faults.len()];
        let label = |fault: &Fault| -> (&Finding, &Label) {
            let finding = &findings[fault.finding];
            (finding, finding.labels().nth(fault.label).unwrap_or(&finding.primary))
        };
        let mut by_words: BTreeMap<Surroundings, Vec<usize>> = BTreeMap::new();
        let mut by_value: BTreeMap<[String; 3], Vec<usize>> = BTreeMap::new();
        let mut by_file: BTreeMap<[String; 2], Vec<usize>> = BTreeMap::new();
        for (index, place) in self.places.iter().enumerate() {
            by_words.entry(place.surroundings.clone()).or_default().push(index);
            let value = [place.rule.clone(), place.path.clone(), place.value.clone()];
            by_value.entry(value).or_default().push(index);
            by_file.entry([place.rule.clone(), place.path.clone()]).or_default().push(index);
        }
        for &at in order {
            let (finding, label) = label(&faults[at]);
            let there = article(label.article);
            let same = by_words.get(&Surroundings::of(&finding.rule, label, there));
            let free: Vec<usize> =
                same.into_iter().flatten().copied().filter(|i| !self.places[*i].taken).collect();
            let here = free.iter().find(|i| *self.places[**i].path == *there.path).or(free.first());
            if let Some(&index) = here {
                self.places[index].taken = true;
                known[at] = Some(index);
            }
        }
        for pass in [Pass::Value, Pass::Passage] {
            for &at in order.iter() {
                if known[at].is_some() {
                    continue;
                }
                let fault = &faults[at];
                let (finding, label) = label(fault);
                let path = article(label.article).path.to_string();
                let found = match pass {
                    Pass::Value => {
                        let same = by_value.get(&[finding.rule.clone(), path, label.value.clone()]);
                        same.into_iter().flatten().find(|i| !self.places[**i].taken)
                    }
                    Pass::Passage => {
                        let partners = partners(finding, fault.label, article);
                        let same = by_file.get(&[finding.rule.clone(), path]);
                        same.into_iter().flatten().find(|i| {
                            let place = &self.places[**i];
                            !place.taken && !place.partners.is_disjoint(&partners)
                        })
                    }
                };
                if let Some(&index) = found {
                    self.places[index].taken = true;
                    known[at] = Some(index);
                }
            }
        }
        known
    }

    /// The form of a finding that is no fault: the one that was right before, else the one that is
    /// now, unless that one was wrong before. Whoever brings a wrong form in numbers does not make it
    /// right by that.
    fn right_now<'a>(&self, finding: &Finding, article: &impl Fn(u32) -> &'a Article) -> Option<String> {
        let scope = scope(finding, article);
        let of = |forms: &BTreeSet<(String, String)>, value: &str| {
            forms.contains(&(scope.clone(), value.to_lowercase()))
        };
        let before = finding.labels().find(|label| of(&self.right, &label.value));
        before
            .map(|label| label.value.to_lowercase())
            .or_else(|| right(finding).filter(|form| !of(&self.wrong, form)))
    }
}

#[derive(Clone, Copy)]
enum Pass {
    Value,
    Passage,
}

/// Where forms that are right or wrong are so: of a name everywhere, of a style in its article, of a
/// conflict among its values.
fn scope<'a>(finding: &Finding, article: &impl Fn(u32) -> &'a Article) -> String {
    let inside = match &finding.details {
        Details::Spelling { .. } if finding.kind == "mixed-style" => &*article(finding.primary.article).path,
        Details::Spelling { .. } => "",
        _ => finding.fingerprint.split('-').next().unwrap_or(""),
    };
    format!("{}\0{inside}", finding.rule)
}

/// The value of a finding that is no fault, in small letters, where something decides: the form to
/// use, or the value that most places have.
pub(super) fn right(finding: &Finding) -> Option<String> {
    match &finding.details {
        Details::Spelling { suggested, .. } => suggested.as_ref().map(|form| form.to_lowercase()),
        Details::Conflict { .. } => {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for label in finding.labels().filter(|label| !label.value.is_empty()) {
                *counts.entry(label.value.to_lowercase()).or_default() += 1;
            }
            let most = counts.values().copied().max()?;
            let mut commonest = counts.into_iter().filter(|(_, count)| *count == most);
            let first = commonest.next()?;
            commonest.next().is_none().then_some(first.0)
        }
        Details::None | Details::Passages(_) => None,
    }
}

/// Which labels of a finding are at fault where `right` is the value that is none: not what is there
/// to be compared with.
pub(super) fn at_fault<'f>(finding: &'f Finding, right: Option<&'f str>) -> impl Iterator<Item = bool> + 'f {
    finding.labels().enumerate().map(move |(index, label)| match &finding.details {
        Details::None => index == 0,
        Details::Passages(_) => true,
        Details::Spelling { .. } => Some(label.value.to_lowercase().as_str()) != right,
        Details::Conflict { .. } => {
            !label.value.is_empty() && Some(label.value.to_lowercase().as_str()) != right
        }
    })
}

/// The other articles of a finding about passages.
fn partners<'a>(finding: &Finding, label: usize, article: &impl Fn(u32) -> &'a Article) -> BTreeSet<String> {
    if !matches!(finding.details, Details::Passages(_)) {
        return BTreeSet::new();
    }
    let others = finding.labels().enumerate().filter(|(index, _)| *index != label);
    others.map(|(_, other)| article(other.article).path.to_string()).collect()
}

/// The finding led by a new place. Old faults of a name are left out, as they are no news; the right
/// form and the other sides of passages and conflicts stay, or there is nothing to compare.
pub(super) fn report_at(
    finding: Finding,
    faults: &[bool],
    fresh: &[bool],
    changed: &impl Fn(u32) -> bool,
    subject: &impl Fn(u32) -> bool,
) -> Finding {
    let labels: Vec<&Label> = finding.labels().collect();
    let lead = |wanted: &dyn Fn(usize) -> bool| {
        (0..labels.len()).find(|at| subject(labels[*at].article) && wanted(*at))
    };
    // An untouched article may be at fault only since another has changed; that one leads.
    let lead = lead(&|at| fresh[at] && changed(labels[at].article))
        .or_else(|| {
            lead(&|at| changed(labels[at].article) && faults.iter().zip(fresh).all(|(f, new)| f == new))
        })
        .or_else(|| lead(&|at| fresh[at]))
        .unwrap_or(0);
    let mut gone: Vec<bool> = faults.iter().zip(fresh).map(|(fault, fresh)| *fault && !fresh).collect();
    let mut finding = finding;
    finding.lead_with(lead);
    let led = gone.remove(lead);
    gone.insert(0, led);
    if led || !matches!(finding.details, Details::Spelling { .. }) || !gone.contains(&true) {
        return finding;
    }
    finding.clone().without(&gone, subject).unwrap_or(finding)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Draft, DraftParagraph, ParagraphKind, Standing};
    use crate::finding::fingerprint;

    fn article() -> Article {
        let text = "The fire destroyed 40 houses. The fire destroyed 45 houses.".to_owned();
        let span = Span::new(0, text.len());
        let paragraphs = vec![DraftParagraph { span, kind: ParagraphKind::Body }];
        Draft { text, paragraphs, ..Draft::default() }.into_article(&Arc::from("a.txt"), Standing::Subject)
    }

    fn finding(level: Level, details: Details) -> Finding {
        let label = |at: usize, value: &str| Label {
            article: 0,
            span: Span::new(at, at + value.len()),
            note: String::new(),
            value: value.to_owned(),
        };
        Finding {
            rule: "a-rule".to_owned(),
            kind: "a-kind",
            level,
            message: String::new(),
            link: None,
            primary: label(19, "40"),
            related: vec![label(49, "45")],
            compared: Vec::new(),
            details,
            fixes: Vec::new(),
            fingerprint: fingerprint("a-rule", &["40".to_owned(), "45".to_owned()]),
            keys: Vec::new(),
        }
    }

    /// How many findings are new where one had the first level and has the second.
    fn new(before: Level, now: Level, details: &Details, is_changed: bool) -> usize {
        let article = article();
        let old = Old::new(&[finding(before, details.clone())], |_| &article);
        let (new, known) =
            old.sift(vec![finding(now, details.clone())], |_| &article, |_| is_changed, |_| true);
        assert_eq!(new.len() + known, 1);
        new.len()
    }

    #[test]
    fn a_query_that_becomes_a_warning_is_new_and_a_warning_that_stays_one_is_not() {
        let passages = Details::Passages(Vec::new());
        assert_eq!(new(Level::Query, Level::Warning, &passages, true), 1);
        assert_eq!(new(Level::Query, Level::Warning, &passages, false), 1);
        assert_eq!(new(Level::Warning, Level::Warning, &passages, true), 0);
        assert_eq!(new(Level::Warning, Level::Query, &passages, true), 0);
    }

    #[test]
    fn one_more_use_of_the_right_form_makes_no_old_form_news() {
        let forms = vec![("45".to_owned(), 9), ("40".to_owned(), 1)];
        let name = Details::Spelling { forms, suggested: Some("45".to_owned()), evidence: Vec::new() };
        assert_eq!(new(Level::Query, Level::Warning, &name, false), 0);
        assert_eq!(new(Level::Query, Level::Warning, &name, true), 1);
    }
}

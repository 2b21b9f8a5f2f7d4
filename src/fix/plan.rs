//! Which changes are wanted: safe fixes, and forms that an editor has chosen.

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use crate::article::{LineTable, Span, Standing};
use crate::check::Corpus;
use crate::fact::marks;
use crate::finding::{Applicability, Details, Finding, Suppression};

/// What an editor wants.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Forms that are right, of whatever name has them.
    pub prefer: Vec<String>,
    /// Fixes that may change what is meant too, and forms inside quotations.
    pub unsafe_too: bool,
}

impl Choice {
    /// The form that is preferred of those a finding has.
    pub fn preferred(&self, finding: &Finding) -> Option<&String> {
        let Details::Spelling { forms, .. } = &finding.details else { return None };
        if finding.kind != "spelling-variant" {
            return None;
        }
        self.prefer.iter().find(|wanted| forms.iter().any(|(form, _)| form == *wanted))
    }

    /// A preferred form that no finding has.
    pub fn missing(&self, findings: &[Finding]) -> Option<&String> {
        let found: BTreeSet<&String> =
            findings.iter().filter_map(|finding| self.preferred(finding)).collect();
        self.prefer.iter().find(|form| !found.contains(form))
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub with: String,
}

/// The changes of a run.
#[derive(Debug, Default)]
pub struct Plan {
    /// By article; in order, each place once, none overlapping another.
    pub changes: BTreeMap<u32, Vec<Wanted>>,
    /// Places inside quotations that are left as they are.
    pub quoted: usize,
    /// Fixes that may change what is meant and are not made.
    pub left: usize,
    /// Changes that contradict each other.
    pub refused: Vec<Refusal>,
}

impl Plan {
    /// Wants the fixes of `findings` and the chosen forms.
    pub fn new(
        findings: &[Finding],
        corpus: &Corpus,
        choice: &Choice,
        suppression: &Suppression<'_>,
    ) -> Self {
        let mut plan = Self::default();
        for finding in findings {
            match choice.preferred(finding) {
                Some(form) => plan.respell(finding, form, corpus, choice.unsafe_too, suppression),
                None => plan.fix(finding, choice.unsafe_too),
            }
        }
        plan.settle(corpus);
        plan
    }

    /// The fixes of a finding.
    pub fn fix(&mut self, finding: &Finding, unsafe_too: bool) {
        for fix in &finding.fixes {
            let wanted = match fix.applicability {
                Applicability::Safe => true,
                Applicability::Unsafe => unsafe_too,
                Applicability::Display => continue,
            };
            if !wanted {
                self.left += 1;
                continue;
            }
            for edit in &fix.edits {
                self.want(edit.article, edit.span, edit.with.clone());
            }
        }
    }

    /// Every other form of a finding's name becomes `form`, also beyond the places it lists.
    pub fn respell(
        &mut self,
        finding: &Finding,
        form: &str,
        corpus: &Corpus,
        unsafe_too: bool,
        suppression: &Suppression<'_>,
    ) {
        let Details::Spelling { forms, .. } = &finding.details else { return };
        let others: BTreeSet<&str> =
            forms.iter().map(|(other, _)| other.as_str()).filter(|other| *other != form).collect();
        let documents = corpus.documents.iter().zip(0u32..);
        for (document, article) in documents.filter(|(d, _)| d.article.standing == Standing::Subject) {
            let spellings = document.facts.spellings.iter();
            let mut spellings = spellings.filter(|spelling| others.contains(&*spelling.form)).peekable();
            if spellings.peek().is_none() {
                continue;
            }
            let marks = marks(&document.article);
            for spelling in spellings {
                for place in &spelling.places {
                    if suppression.covers(&finding.rule, finding.kind, article, place.span) {
                        continue;
                    }
                    if marks.quote(&place.span.range()) && !unsafe_too {
                        self.quoted += 1;
                        continue;
                    }
                    let words = document.article.slice(place.span);
                    self.want(article, place.span, like(words, form));
                }
            }
        }
    }

    fn want(&mut self, article: u32, span: Span, with: String) {
        self.changes.entry(article).or_default().push(Wanted { span, with });
    }

    /// Sorts the changes; of those that overlap and are not the same, none is made.
    pub fn settle(&mut self, corpus: &Corpus) {
        for (article, changes) in &mut self.changes {
            changes.sort_unstable();
            changes.dedup();
            let mut clash: BTreeSet<usize> = BTreeSet::new();
            let mut last = 0;
            for at in 1..changes.len() {
                if changes[at].span.start < changes[last].span.end {
                    clash.extend([last, at]);
                }
                if changes[at].span.end > changes[last].span.end {
                    last = at;
                }
            }
            let article = corpus.article(*article);
            for at in clash.iter().rev() {
                let Wanted { span, with } = changes.remove(*at);
                let place = article.locate(span);
                let text = article.part(place.part);
                let line = LineTable::new(text).position(text, place.start).line;
                self.refused.push(Refusal {
                    place: format!("{}:{line}", article.path),
                    reason: format!(
                        "`{}` is not made `{with}`: another change overlaps it",
                        article.slice(span)
                    ),
                });
            }
        }
        self.changes.retain(|_, changes| !changes.is_empty());
        self.refused.sort();
    }
}

/// A form in capitals where what it replaces is.
fn like(words: &str, form: &str) -> String {
    let capitals = words.chars().filter(|c| c.is_alphabetic()).count() > 1 && words.to_uppercase() == words;
    if capitals { form.to_uppercase() } else { form.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_stay_capitals() {
        assert_eq!(like("BALAKLYIA", "Balakliya"), "BALAKLIYA");
        assert_eq!(like("Balaklyia", "Balakliya"), "Balakliya");
        assert_eq!(like("B", "Balakliya"), "Balakliya");
    }
}

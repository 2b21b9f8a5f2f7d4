//! What stays the same of a finding while the copy round it changes.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::{Finding, Label};
use crate::article::{Article, Span};

/// Words on each side of a place that tell it from another place of the same value.
const CONTEXT: usize = 4;

/// A hash of the rule and the values in conflict, as 16 hexadecimal digits. `values` may come in
/// any order.
pub fn fingerprint(rule: &str, values: &[String]) -> String {
    let mut sorted: Vec<&str> = values.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    hash(std::iter::once(rule).chain(sorted))
}

fn hash<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let text = parts.collect::<Vec<_>>().join("\0");
    format!("{:016x}", xxh3_64(text.as_bytes()))
}

/// Whether a finding's `fingerprint` is the one that was `named`, or of the same values, where no
/// occurrence number was named.
pub fn same_values(named: &str, fingerprint: &str) -> bool {
    fingerprint.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// What tells a place from others under its rule: the value and the words round it. There is no path,
/// no line and no other place of its finding in it, so it stays when its file is renamed, its paragraph
/// moves, or another form joins the disagreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Surroundings(String);

impl Surroundings {
    pub(super) fn of(rule: &str, label: &Label, article: &Article) -> Self {
        let span = label.span;
        let paragraph = article.paragraph_at(span.start).map_or(span, |p| p.span.cover(span)).range();
        let text = article.text();
        let mut before: Vec<&str> =
            text[paragraph.start..span.start as usize].split_whitespace().rev().take(CONTEXT).collect();
        before.reverse();
        let after: Vec<&str> =
            text[span.end as usize..paragraph.end].split_whitespace().take(CONTEXT).collect();
        Self(hash([rule, &before.join(" "), &label.value, &after.join(" ")].into_iter()))
    }
}

/// Gives each place of the findings its key: what tells it from others under its rule, with an
/// occurrence number on ties. One place has one key in all findings of a rule.
pub fn key_places<'a>(findings: &mut [Finding], article: impl Fn(u32) -> &'a Article) {
    let mut places: BTreeMap<Surroundings, Vec<(u32, Span)>> = BTreeMap::new();
    let each: Vec<Vec<Surroundings>> = findings
        .iter()
        .map(|finding| {
            let labels = finding.labels();
            labels.map(|label| Surroundings::of(&finding.rule, label, article(label.article))).collect()
        })
        .collect();
    for (finding, surroundings) in findings.iter().zip(&each) {
        for (label, surroundings) in finding.labels().zip(surroundings) {
            places.entry(surroundings.clone()).or_default().push((label.article, label.span));
        }
    }
    for same in places.values_mut() {
        same.sort_unstable();
        same.dedup();
    }
    for (finding, surroundings) in findings.iter_mut().zip(each) {
        let keys = finding.labels().zip(surroundings).map(|(label, surroundings)| {
            let same = places.get(&surroundings).map_or(&[][..], Vec::as_slice);
            match same.partition_point(|place| *place < (label.article, label.span)) {
                0 => surroundings.0,
                before => format!("{}-{}", surroundings.0, before + 1),
            }
        });
        finding.keys = keys.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_boundaries_do() {
        let print =
            |values: &[&str]| fingerprint("r", &values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>());
        assert_eq!(print(&["a", "b"]), print(&["b", "a"]));
        assert_ne!(print(&["ab", ""]), print(&["a", "b"]));
    }

    #[test]
    fn an_occurrence_number_names_one_finding_and_none_names_all() {
        assert!(same_values("ab", "ab-2") && same_values("ab", "ab") && same_values("ab-2", "ab-2"));
        assert!(!same_values("ab-2", "ab") && !same_values("ab", "abc"));
    }
}

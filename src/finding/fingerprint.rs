//! What stays the same of a finding while the copy round it changes.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::{Finding, Label};
use crate::article::Article;

/// Words on each side of a place that tell it from another place of the same value.
const CONTEXT: usize = 4;

/// A hash of the rule and the values in conflict, as 16 hexadecimal digits. `values` may come in
/// any order.
pub fn fingerprint(rule: &str, values: &[String]) -> String {
    let mut sorted: Vec<&str> = values.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut text = rule.to_owned();
    for value in sorted {
        text.push('\0');
        text.push_str(value);
    }
    format!("{:016x}", xxh3_64(text.as_bytes()))
}

/// A key for each place of a finding, the primary one first: value and the words round it, with an
/// occurrence number on ties. There is no path and no line in it, so a place keeps its key when its
/// file is renamed or its paragraph moves, while one more place of an old disagreement has a new key.
pub fn place_keys<'a>(finding: &Finding, article: impl Fn(u32) -> &'a Article) -> Vec<String> {
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let keys = finding.labels().map(|label| {
        let mut values = surroundings(label, article(label.article));
        let occurrence = seen.entry(values.clone()).or_default();
        *occurrence += 1;
        values.extend([occurrence.to_string(), finding.fingerprint.clone()]);
        let named: Vec<String> =
            values.into_iter().enumerate().map(|(index, value)| format!("{index}{value}")).collect();
        fingerprint(&finding.rule, &named)
    });
    keys.collect()
}

/// What stands before, at and after a place inside its paragraph.
fn surroundings(label: &Label, article: &Article) -> Vec<String> {
    let span = label.span;
    let paragraph = article.paragraph_at(span.start).map_or(span, |p| p.span.cover(span)).range();
    let text = article.text();
    let mut before: Vec<&str> =
        text[paragraph.start..span.start as usize].split_whitespace().rev().take(CONTEXT).collect();
    before.reverse();
    let after: Vec<&str> = text[span.end as usize..paragraph.end].split_whitespace().take(CONTEXT).collect();
    vec![before.join(" "), label.value.clone(), after.join(" ")]
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
}

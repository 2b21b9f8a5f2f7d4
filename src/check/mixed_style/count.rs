//! Counting forms: cheaply where an article has one, carefully where it seems to have two.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Count, Family, Form, Rule};
use crate::article::{ParagraphKind, Span};
use crate::check::zones;
use crate::fact::Scan;

/// The places of a family's forms, if the article uses two or more; where only forms of the same letters
/// are compared, a count for each word that has two.
pub(super) fn count(rule: &Rule, family: &Family, scan: &Scan<'_>) -> Vec<Count> {
    let Some(places) = places(rule, family, scan) else { return Vec::new() };
    let mut counts = Vec::new();
    if rule.same_letters {
        let mut words: BTreeMap<String, Vec<(usize, Span)>> = BTreeMap::new();
        for (form, span) in places {
            words.entry(letters(scan, span)).or_default().push((form, span));
        }
        for places in words.into_values() {
            let printed = |form| {
                let place = places.iter().find(|(other, _)| *other == form);
                place.map_or_else(String::new, |(_, span)| scan.article.slice(*span).to_owned())
            };
            let names = (0..family.forms.len()).map(printed).collect();
            counts.push(Count { places, names });
        }
    } else {
        counts.push(Count { places, names: family.forms.iter().map(|form| form.name.clone()).collect() });
    }
    counts.retain(|count| count.places.iter().any(|(form, _)| *form != count.places[0].0));
    counts
}

/// Every place of a family's forms in the order of the text, or nothing where one form at most can stand.
fn places(rule: &Rule, family: &Family, scan: &Scan<'_>) -> Option<Vec<(usize, Span)>> {
    let text = scan.text();
    // Nearly every article has one form at most, and a search that only answers yes or no is fast.
    let mut present = Vec::new();
    for (form, Form { patterns, .. }) in family.forms.iter().enumerate() {
        if patterns.is_match(text) {
            present.push(form);
        } else if present.len() + family.forms.len() - form < 3 {
            return None;
        }
    }
    let mut places = Vec::new();
    for form in present {
        let found = family.forms[form].patterns.find(text).into_iter();
        places.extend(found.map(|found| (form, Span::new(found.named.start, found.named.end))));
    }
    if rule.same_letters && !any_word_twice(scan, &places) {
        return None;
    }
    let addresses = zones::addresses(text);
    let excepted: Vec<Range<usize>> =
        rule.except.iter().flat_map(|except| except.find_iter(text).map(|m| m.range())).collect();
    places.retain(|(_, span)| {
        let heads = scan
            .article
            .paragraph_at(span.start)
            .is_none_or(|p| matches!(p.kind, ParagraphKind::Title | ParagraphKind::Heading));
        let range = span.range();
        (rule.headline || !heads)
            && !zones::overlaps(&addresses, &range)
            && !zones::overlaps(&excepted, &range)
            && (rule.quotations || !zones::quoted(scan, *span))
    });
    places.sort_unstable_by_key(|(form, span)| (*span, *form));
    // Where two patterns take the same words, the form named first has them.
    places.dedup_by(|later, first| later.1.start < first.1.end);
    Some(places)
}

/// Whether some letters stand in two forms. Few articles have that, and the rest need not be looked through for
/// what does not count.
fn any_word_twice(scan: &Scan<'_>, places: &[(usize, Span)]) -> bool {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    places.iter().any(|(form, span)| *forms.entry(letters(scan, *span)).or_insert(*form) != *form)
}

fn letters(scan: &Scan<'_>, span: Span) -> String {
    scan.article.slice(span).chars().filter(|c| c.is_alphanumeric()).collect()
}

//! Counting forms: cheaply where an article has one, carefully where it seems to have two.

use std::ops::Range;

use super::{Count, Family, Form, Rule};
use crate::article::{ParagraphKind, Span};
use crate::check::zones;
use crate::fact::Scan;

/// The places of a family's forms, if the article uses two or more.
pub(super) fn count(rule: &Rule, family: &Family, scan: &Scan<'_>) -> Option<Count> {
    let text = scan.text();
    // Nearly every article has one form at most, and a search that only answers yes or no is fast.
    let mut present = Vec::new();
    for (form, Form { pattern, .. }) in family.forms.iter().enumerate() {
        if pattern.is_match(text) {
            present.push(form);
        } else if present.len() + family.forms.len() - form < 3 {
            return None;
        }
    }
    let addresses = zones::addresses(text);
    let excepted: Vec<Range<usize>> =
        rule.except.iter().flat_map(|except| except.find_iter(text).map(|m| m.range())).collect();
    let counts = |range: &Range<usize>| {
        let span = Span::new(range.start, range.end);
        let heads = scan
            .article
            .paragraph_at(span.start)
            .is_none_or(|p| matches!(p.kind, ParagraphKind::Title | ParagraphKind::Heading));
        !range.is_empty()
            && (rule.headline || !heads)
            && !zones::overlaps(&addresses, range)
            && !zones::overlaps(&excepted, range)
            && (rule.quotations || !zones::quoted(scan, span))
    };
    let mut places = Vec::new();
    for form in present {
        for captures in family.forms[form].pattern.captures_iter(text) {
            let whole = captures.get_match();
            let named = captures.iter().skip(1).flatten().next().unwrap_or(whole);
            if counts(&named.range()) {
                places.push((form, Span::new(named.start(), named.end())));
            }
        }
    }
    places.sort_unstable_by_key(|(form, span)| (*span, *form));
    // Where two patterns take the same words, the form named first has them.
    places.dedup_by(|later, first| later.1.start < first.1.end);
    let mixed = places.iter().any(|(form, _)| *form != places[0].0);
    mixed.then_some(Count { places })
}

//! The sides of a finding: the paragraphs it speaks of, what matters in them marked.
//!
//! Places in one paragraph share a side, so that a speaker and the words he is given are read
//! together. Passages that are compared stand in a row of their own; the other sides follow.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::place::{Place, Places};
use super::super::words;
use crate::finding::{Details, Finding, Label};

/// Pairs of passages set side by side.
const COMPARED: usize = 5;
/// Sides shown besides those, unless a name has more forms.
const SHOWN: usize = 4;
/// Forms of a name that have a side of their own.
const FORMS: usize = 8;
/// Of a longer paragraph only what stands round the place is shown, in bytes.
const LONGEST: usize = 4_000;
/// Kept of such a paragraph on each side of the place.
const ROUND: usize = 1_000;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A place of the finding.
    Place,
    /// A value in conflict.
    Value,
    /// Words that the other side lacks.
    Changed,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Role::Place => "place",
            Role::Value => "value",
            Role::Changed => "changed",
        }
    }
}

/// A paragraph with marks.
#[derive(Clone)]
pub(super) struct Side<'a> {
    /// The first place in it.
    pub(super) place: Place<'a>,
    /// The article's place in the run.
    pub(super) article: u32,
    /// What is shown, in the article's text.
    pub(super) shown: Range<usize>,
    /// What is marked, in the article's text.
    pub(super) marks: Vec<(Range<usize>, Role)>,
    /// What its places are to the finding.
    pub(super) notes: Vec<&'a str>,
}

/// Sides that stand next to each other.
pub(super) struct Row<'a> {
    pub(super) sides: Vec<Side<'a>>,
    /// Whether the sides were compared and agree in every word.
    pub(super) same: bool,
}

/// The rows of a finding, and the sides that are not shown.
pub(super) fn rows<'a>(finding: &'a Finding, places: &mut Places<'a>) -> (Vec<Row<'a>>, Vec<Side<'a>>) {
    let labels: Vec<&Label> = finding.labels().collect();
    let mut sides: Vec<Side<'a>> = Vec::new();
    let mut known: BTreeMap<(u32, usize, usize), usize> = BTreeMap::new();
    let mut side_of = Vec::with_capacity(labels.len());
    for (index, label) in labels.iter().enumerate() {
        let place = places.of(label);
        let paragraph = place.paragraph();
        let at = *known.entry((label.article, paragraph.start, paragraph.end)).or_insert_with(|| {
            let shown = shown(&place, paragraph);
            sides.push(Side { place, article: label.article, shown, marks: Vec::new(), notes: Vec::new() });
            sides.len() - 1
        });
        side_of.push(at);
        sides[at].marks.push((place.span.range(), role(finding, index)));
        if !label.note.is_empty() && !sides[at].notes.contains(&label.note.as_str()) {
            sides[at].notes.push(&label.note);
        }
    }
    let mut rows = Vec::new();
    let mut used = BTreeSet::new();
    for &(a, b) in finding.compared.iter().take(COMPARED) {
        let (first, second) = (places.of(labels[a]), places.of(labels[b]));
        let changed = words::changed(first.text(), second.text());
        let same = changed.old.is_empty() && changed.new.is_empty();
        let marks = |changed: Vec<Range<usize>>, place: &Place<'_>| {
            let from = place.span.range().start;
            changed.into_iter().map(move |at| (at.start + from..at.end + from, Role::Changed))
        };
        let mut left = sides[side_of[a]].clone();
        left.marks.extend(marks(changed.old, &first));
        let mut right = Vec::new();
        if side_of[a] == side_of[b] {
            left.marks.extend(marks(changed.new, &second));
        } else {
            let mut side = sides[side_of[b]].clone();
            side.marks.extend(marks(changed.new, &second));
            right.push(side);
        }
        used.extend([side_of[a], side_of[b]]);
        rows.push(Row { sides: std::iter::once(left).chain(right).collect(), same });
    }
    let order = order(finding, &labels, &side_of, places);
    let most = match &finding.details {
        Details::Spelling { forms, .. } => forms.len().clamp(SHOWN, FORMS),
        _ => SHOWN,
    };
    let mut rest = order.into_iter().filter(|at| !used.contains(at)).map(|at| sides[at].clone());
    let shown: Vec<Side<'a>> = rest.by_ref().take(most).collect();
    if !shown.is_empty() {
        rows.push(Row { sides: shown, same: false });
    }
    (rows, rest.collect())
}

/// What is marked at a label: the differing value where the finding says which labels those are.
fn role(finding: &Finding, index: usize) -> Role {
    let compared = finding.compared.iter().any(|(a, b)| *a == index || *b == index);
    match &finding.details {
        _ if compared => Role::Place,
        Details::Conflict { values, .. } if values.iter().all(|(_, at)| *at != index) => Role::Place,
        Details::Passages(_) => Role::Place,
        _ => Role::Value,
    }
}

/// The sides in the order shown: each form of a name once before any comes again, the usual form
/// next to the one reported on.
fn order(finding: &Finding, labels: &[&Label], side_of: &[usize], places: &Places<'_>) -> Vec<usize> {
    let mut turns: Vec<(usize, bool, usize)> = Vec::new();
    let mut seen: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut placed = BTreeSet::new();
    for (label, side) in labels.iter().zip(side_of) {
        if !placed.insert(*side) {
            continue;
        }
        let (turn, unusual) = match &finding.details {
            Details::Spelling { forms, suggested, .. } => {
                let form = places.form(label, forms);
                let turn = seen.entry(form).or_default();
                *turn += 1;
                let usual = form.is_some_and(|form| suggested.as_ref() == Some(&forms[form].0));
                (*turn, !usual && placed.len() > 1)
            }
            _ => (0, false),
        };
        turns.push((turn, unusual, *side));
    }
    turns.sort_by_key(|(turn, unusual, _)| (*turn, *unusual));
    turns.into_iter().map(|(_, _, side)| side).collect()
}

/// The paragraph, or what stands round the place in one that is too long.
fn shown(place: &Place<'_>, paragraph: Range<usize>) -> Range<usize> {
    if paragraph.len() <= LONGEST {
        return paragraph;
    }
    let text = place.article.text();
    let span = place.span.range();
    let from = text.ceil_char_boundary(span.start.saturating_sub(ROUND)).max(paragraph.start);
    let until = text.floor_char_boundary((span.end.min(span.start + LONGEST) + ROUND).min(paragraph.end));
    from..until
}

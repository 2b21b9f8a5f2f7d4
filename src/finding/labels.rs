//! Changing which places a finding has, and which of them leads.
//!
//! Pairs, values and fixes name labels by their index, so they follow.

use std::collections::BTreeSet;

use super::{Details, Disagreement, Finding, Label};

impl Disagreement {
    /// Makes the label at `index` the primary one; everything that names labels follows.
    pub fn lead_with(&mut self, index: usize) {
        lead(&mut self.labels, &mut self.compared, &mut self.details, index);
    }
}

impl Finding {
    /// Makes the label at `index` the primary one; everything that names labels follows.
    pub fn lead_with(&mut self, index: usize) {
        let mut labels: Vec<Label> = self.labels().cloned().collect();
        lead(&mut labels, &mut self.compared, &mut self.details, index);
        if index < self.keys.len() {
            self.keys[..=index].rotate_right(1);
        }
        self.set(labels);
    }

    /// The finding without the labels that are `gone`; none where nothing disagrees any more. It
    /// leads with a `subject`.
    pub fn without(mut self, gone: &[bool], subject: impl Fn(u32) -> bool) -> Option<Self> {
        let led = self.primary.value.clone();
        let places: Vec<(u32, _)> =
            self.labels().zip(gone).filter(|(_, gone)| **gone).map(|(l, _)| (l.article, l.span)).collect();
        let spellings =
            |labels: &[Label]| labels.iter().map(|l| l.value.clone()).collect::<BTreeSet<_>>().len();
        let all: Vec<Label> = self.labels().cloned().collect();
        let before = spellings(&all);
        stand_in(&mut self.details, &all, gone);
        let mut next = 0;
        let new: Vec<Option<usize>> = gone
            .iter()
            .map(|gone| {
                next += usize::from(!gone);
                (!gone).then(|| next - 1)
            })
            .collect();
        renumber(&mut self.compared, &mut self.details, &new);
        let labels: Vec<Label> =
            all.into_iter().zip(gone).filter(|(_, gone)| !**gone).map(|(l, _)| l).collect();
        let disagrees = match &self.details {
            Details::None => !gone[0],
            // Forms that differ in more than their capitals.
            Details::Spelling { .. } if before > 1 => spellings(&labels) > 1,
            Details::Spelling { .. } => !gone[0],
            Details::Passages(pairs) => !pairs.is_empty(),
            Details::Conflict { values, .. } => {
                values.iter().map(|(_, at)| &labels[*at].value).collect::<BTreeSet<_>>().len() > 1
            }
        };
        if !disagrees {
            return None;
        }
        for fix in &mut self.fixes {
            fix.edits.retain(|edit| !places.contains(&(edit.article, edit.span)));
        }
        self.fixes.retain(|fix| !fix.edits.is_empty());
        let right = match &self.details {
            Details::Spelling { suggested, .. } => suggested.as_ref().map(|form| form.to_lowercase()),
            _ => None,
        };
        // The same form again, else one that is not the usual, else any.
        let rank = |label: &Label| (label.value != led, Some(label.value.to_lowercase()) == right);
        let subjects = labels.iter().enumerate().filter(|(_, label)| subject(label.article));
        let (index, _) = subjects.min_by_key(|(index, label)| (rank(label), *index))?;
        if self.keys.len() == gone.len() {
            let mut gone = gone.iter();
            self.keys.retain(|_| gone.next() != Some(&true));
        }
        self.set(labels);
        if gone[0] {
            self.lead_with(index);
        }
        Some(self)
    }

    /// Puts other labels in the place of those it has. There is at least one.
    fn set(&mut self, labels: Vec<Label>) {
        let mut labels = labels.into_iter();
        if let Some(primary) = labels.next() {
            self.primary = primary;
            self.related = labels.collect();
        }
    }
}

/// Lets a label that stays stand for a value whose own label is gone, where it has the same.
fn stand_in(details: &mut Details, labels: &[Label], gone: &[bool]) {
    let Details::Conflict { values, .. } = details else { return };
    for (_, at) in values.iter_mut().filter(|(_, at)| gone[*at]) {
        let value = &labels[*at].value;
        let other = labels.iter().zip(gone).position(|(other, gone)| !gone && other.value == *value);
        *at = other.filter(|_| !value.is_empty()).unwrap_or(*at);
    }
}

fn lead(labels: &mut Vec<Label>, compared: &mut Vec<(usize, usize)>, details: &mut Details, index: usize) {
    if index == 0 {
        return;
    }
    let label = labels.remove(index);
    labels.insert(0, label);
    let moved = |at: usize| match at {
        at if at == index => 0,
        at if at < index => at + 1,
        at => at,
    };
    let new: Vec<Option<usize>> = (0..labels.len()).map(|at| Some(moved(at))).collect();
    renumber(compared, details, &new);
}

/// Gives labels their `new` numbers; what names one that has none goes.
fn renumber(compared: &mut Vec<(usize, usize)>, details: &mut Details, new: &[Option<usize>]) {
    let both = |a: usize, b: usize| Some((new[a]?, new[b]?));
    *compared = compared.iter().filter_map(|(a, b)| both(*a, *b)).collect();
    match details {
        Details::Passages(pairs) => {
            pairs.retain_mut(|pair| both(pair.a, pair.b).map(|(a, b)| (pair.a, pair.b) = (a, b)).is_some());
        }
        Details::Conflict { values, .. } => {
            values.retain_mut(|(_, at)| new[*at].map(|new| *at = new).is_some());
        }
        Details::None | Details::Spelling { .. } => {}
    }
}

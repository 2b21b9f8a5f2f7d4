//! Which mark closes which.

use super::double::{Mark, Sense};
use super::{Marks, inside};

#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Outermost pairs.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Opening marks that nothing closes.
    pub(super) open: Vec<usize>,
    /// Closing marks that nothing opened.
    pub(super) closed: Vec<usize>,
}

pub(super) fn pair(marks: &[Mark]) -> Outcome {
    let mut outcome = Outcome::default();
    let mut stack: Vec<usize> = Vec::new();
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let opens = match mark.sense {
            Sense::Open => !mark.turned || stack.is_empty(),
            Sense::Close => mark.turned && stack.is_empty(),
            Sense::Either => stack.is_empty(),
        };
        if opens {
            stack.push(index);
        } else if let Some(open) = stack.pop() {
            all.push((open, index));
        } else {
            outcome.closed.push(index);
        }
    }
    outcome.open = stack;
    all.sort_unstable();
    for (open, close) in all {
        if outcome.pairs.last().is_none_or(|&(_, last)| open > last) {
            outcome.pairs.push((open, close));
        }
    }
    outcome
}

/// An opening mark and the closing one that is the next stray after it, with no quotation between
/// them, are one long quotation whose paragraphs do not open anew.
pub(super) fn join_strays(found: &mut Marks) {
    let quotations = &found.quotations;
    let mut index = 0;
    while index + 1 < found.strays.len() {
        let (first, second) = (&found.strays[index], &found.strays[index + 1]);
        let apart = second.paragraph.saturating_sub(first.paragraph);
        let between = first.at.end..second.at.start;
        if first.opens
            && !second.opens
            && (1..=3).contains(&apart)
            && !quotations.iter().any(|q| !q.single && inside(&q.outer, &between))
        {
            let partner = second.at.clone();
            found.strays[index].partner = Some(partner);
            found.strays.remove(index + 1);
        }
        index += 1;
    }
}

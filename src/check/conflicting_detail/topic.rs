//! Whether two articles are on one story, by the names and rare terms that they share.

use super::weight::Weights;
use crate::check::Corpus;
use crate::fact::TopicTerm;
use crate::text::TermId;

/// What shared terms must weigh before two articles are one story.
const LEAST_STORY: f64 = 4.5;
/// The share of the shorter article's terms that both must have.
const LEAST_SHARE: f64 = 0.2;

/// The articles of a run, to tell which are on one story.
pub(super) struct Stories<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) weights: &'a Weights<'a>,
}

impl Stories<'_> {
    /// Whether two articles share a name and enough rare terms. `topic` is of the first when it was asked last.
    pub(super) fn one_story(&self, a: u32, b: u32, topic: &mut Topic) -> bool {
        let (less, more) = if self.terms(a).len() <= self.terms(b).len() { (a, b) } else { (b, a) };
        let least = LEAST_STORY.max(LEAST_SHARE * self.corpus.weighed(less).topic);
        topic.take(self, a);
        if topic.most_shared(self.terms(b), less == a) < least {
            return false;
        }
        let (less, more) = (self.terms(less), self.terms(more));
        let (mut shared, mut names) = (0.0, 0);
        let (mut i, mut j) = (0, 0);
        while let (Some(term), Some(other)) = (less.get(i), more.get(j)) {
            if term.id == other.id {
                shared += self.weights.in_topic(term);
                names += u32::from(term.is_name() && other.is_name());
            }
            // Which of the two is the smaller can't be foretold, so nothing branches on it.
            i += usize::from(term.id <= other.id);
            j += usize::from(other.id <= term.id);
        }
        names > 0 && shared >= least
    }

    fn terms(&self, article: u32) -> &[TopicTerm] {
        &self.corpus.facts(article).topic.terms
    }
}

/// What the terms of an article weigh, by the [slot] that each falls into: most pairs of articles are on two stories,
/// and the slots show it without their terms being compared.
#[derive(Default)]
pub(super) struct Topic {
    article: Option<u32>,
    /// The weight as a name's, and as it stands there.
    slots: Vec<(f32, f32)>,
}

impl Topic {
    /// Takes the terms of an article, unless they are here.
    fn take(&mut self, stories: &Stories<'_>, article: u32) {
        if self.article == Some(article) {
            return;
        }
        self.slots.resize(SLOTS, (0.0, 0.0));
        for term in self.article.map_or(&[][..], |before| stories.terms(before)) {
            self.slots[slot(term.id)] = (0.0, 0.0);
        }
        self.article = Some(article);
        for term in stories.terms(article) {
            let weight = stories.weights.in_topic(term) as f32;
            let (as_name, as_is) = &mut self.slots[slot(term.id)];
            *as_name += if term.is_name() { weight } else { 2.0 * weight };
            *as_is += weight;
        }
    }

    /// What another article's terms may weigh that both have, at the most: by what they are here or, where that has
    /// fewer, by what they are there.
    fn most_shared(&self, others: &[TopicTerm], as_here: bool) -> f64 {
        let weights = others.iter().map(|term| match (self.slots[slot(term.id)], term.is_name()) {
            ((_, as_is), _) if as_here => as_is,
            ((as_name, _), true) => as_name,
            ((as_name, _), false) => as_name / 2.0,
        });
        // Sums of so many weights may be a little off.
        f64::from(weights.sum::<f32>()) * 1.001
    }
}

/// Slots for the terms of an article, of which it has some two hundred.
pub(super) const SLOTS: usize = 4096;

/// The slot that a term falls into.
pub(super) fn slot(id: TermId) -> usize {
    // The high bits of the product depend on all of the term's.
    (id.wrapping_mul(0x9e37_79b9) >> (u32::BITS - SLOTS.ilog2())) as usize
}

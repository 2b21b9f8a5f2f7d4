//! Quotations that two articles share: what somebody said, and round it no more than who said it.
//!
//! Two reporters heard it, and `conflicting-attribution` compares the words. It is a copy where it went
//! over with the text round it, or whole into an article that has nothing to do with the first; where the two
//! tell of one happening and it stands next to no copy, or where one of them shows it ([`shown`]), an editor is asked
//! at most.

use rustc_hash::{FxHashMap, FxHashSet};

use super::doubt::Doubt;
use super::happening::{Bond, Happenings};
use super::pair::{Likeness, Pair};
use super::{Corpus, FactRef, passage, shown, sift};
use crate::lexicon::Lexicon;

/// What somebody said in no more words is quoted alike by everybody, who said it included.
const LONGEST_SAYING: usize = 16;

/// With no more shared words round it, what somebody said stands for itself: `he said`.
const MOST_ROUND_A_STATEMENT: usize = 2;

/// Where so much of the shorter passage stands in the longer one, it went over and was edited.
const LEAST_TAKEN_OVER: f64 = 0.95;

/// Where so much of each of two quotations is the other, one is the other and was edited.
const LEAST_OF_EDITED: f64 = 0.8;

/// Pairs that are worth asking about and no more, since they share what somebody said.
pub(super) struct Quotations {
    asked: FxHashMap<(FactRef, FactRef), Doubt>,
}

impl Quotations {
    /// Leaves out quotations that nobody need ask about, and learns which of the others are asked.
    pub(super) fn sift(
        corpus: &Corpus,
        lexicon: &Lexicon,
        happenings: &mut Happenings<'_>,
        pairs: Vec<Pair>,
    ) -> (Vec<Pair>, Self) {
        let mut between: FxHashMap<(u32, u32), Vec<&Pair>> = FxHashMap::default();
        for pair in pairs.iter().filter(|pair| is_quotation(corpus, lexicon, pair)) {
            between.entry(articles(pair)).or_default();
        }
        for pair in &pairs {
            if let Some(shared) = between.get_mut(&articles(pair)) {
                shared.push(pair);
            }
        }
        let (mut silent, mut asked) = (FxHashSet::default(), FxHashMap::default());
        let mut articles: Vec<_> = between.keys().copied().collect();
        articles.sort_unstable();
        for shared in articles.iter().map(|at| &between[at]) {
            let shown = shown::runs(corpus, lexicon, shared);
            let is_shown = |pair: &Pair| shown.contains(&(pair.a.at, pair.b.at));
            let (said, mut copy): (Vec<&Pair>, Vec<&Pair>) =
                shared.iter().partition(|pair| is_shown(pair) || is_quotation(corpus, lexicon, pair));
            let bond = happenings.bond(shared);
            // Half a sentence is no copy that a quotation may go on from.
            copy.retain(|pair| bond == Bond::Two || !sift::is_passing(pair));
            let pasted = pasted(corpus, &said, &copy);
            for pair in &said {
                let goes_on = || copy.iter().any(|other| is_next(corpus, pair, other));
                if is_bare(pair) {
                    let taken_over = || copy.is_empty() && bond == Bond::Two && is_taken(pair);
                    if !goes_on() && !taken_over() {
                        silent.insert((pair.a.at, pair.b.at));
                    }
                } else if !pasted.contains(&(pair.a.at, pair.b.at))
                    && (bond == Bond::One
                        || (bond == Bond::Unknown && is_shown(pair))
                        || (!copy.is_empty() && is_retold(pair)))
                {
                    let doubt = if is_shown(pair) { Doubt::Shown } else { Doubt::Quoted };
                    asked.insert((pair.a.at, pair.b.at), doubt);
                }
            }
        }
        let said = |pair: &Pair| silent.contains(&(pair.a.at, pair.b.at));
        (pairs.into_iter().filter(|pair| !said(pair)).collect(), Self { asked })
    }

    /// Why what two passages share is asked and no more, if it is.
    pub(super) fn doubt(&self, pair: &Pair) -> Option<Doubt> {
        self.asked.get(&(pair.a.at, pair.b.at)).copied()
    }
}

fn articles(pair: &Pair) -> (u32, u32) {
    (pair.a.at.article, pair.b.at.article)
}

/// Whether most of what two articles share is what somebody said or wrote.
fn is_quotation(corpus: &Corpus, lexicon: &Lexicon, pair: &Pair) -> bool {
    pair.is_across()
        && (pair.own.is_mostly_said()
            || is_bare(pair)
            || shown::is_shown(corpus, lexicon, pair)
            || shown::are_turns(corpus, pair))
}

/// Whether two articles share a quotation and nothing that one of them need have from the other. A paragraph
/// that was parted went over whole, with who said it.
fn is_bare(pair: &Pair) -> bool {
    let own = pair.own;
    pair.is_across()
        && !pair.parted
        && if pair.likeness <= Likeness::Typographic {
            own.is_mostly_quoted() && pair.a.words <= LONGEST_SAYING
        } else {
            own.is_shared_quotation() || (pair.likeness == Likeness::Contained && own.is_bare())
        }
}

/// Whether two articles give in two ways what somebody said or wrote, and no more than who it was. Where they share
/// copy elsewhere they are on one matter, and each may have had the statement, the post or the letter before it.
fn is_retold(pair: &Pair) -> bool {
    pair.likeness > Likeness::Typographic
        && pair.likeness != Likeness::Split
        && pair.own.most_shared <= MOST_ROUND_A_STATEMENT
        && pair.by_size().0.share() < LEAST_TAKEN_OVER
}

/// Whether a quotation stands whole in the other passage, or the two are one that was edited.
fn is_taken(pair: &Pair) -> bool {
    let (smaller, larger) = pair.by_size();
    smaller.share() >= 1.0 || (smaller.words > LONGEST_SAYING && larger.share() >= LEAST_OF_EDITED)
}

/// Those of `said` that went over in one piece with copy: each stands next to copy, or next to one that does.
fn pasted(corpus: &Corpus, said: &[&Pair], copy: &[&Pair]) -> FxHashSet<(FactRef, FactRef)> {
    let mut pasted = FxHashSet::default();
    let mut new: Vec<&Pair> = copy.to_vec();
    while let Some(known) = new.pop() {
        for pair in said.iter().filter(|pair| is_near(corpus, pair, known)) {
            if pasted.insert((pair.a.at, pair.b.at)) {
                new.push(pair);
            }
        }
    }
    pasted
}

/// Whether two pairs go on from one another, in one paragraph or in the next, in the same order in both articles.
fn is_near(corpus: &Corpus, pair: &Pair, other: &Pair) -> bool {
    let (x, y) = steps(corpus, pair, other);
    x.abs().max(y.abs()) == 1 && x * y >= 0
}

/// Whether the paragraphs of one pair stand next to those of the other, in both articles.
fn is_next(corpus: &Corpus, pair: &Pair, other: &Pair) -> bool {
    let (x, y) = steps(corpus, pair, other);
    x == y && x.abs() == 1
}

/// How many paragraphs lie from one pair to the other, in each article.
pub(super) fn steps(corpus: &Corpus, pair: &Pair, other: &Pair) -> (i64, i64) {
    let paragraph = |at: FactRef| i64::from(passage(corpus, at).paragraph);
    (paragraph(other.a.at) - paragraph(pair.a.at), paragraph(other.b.at) - paragraph(pair.b.at))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{align, corpus};
    use super::*;

    const SAID: &str = "“We measured the bar twice, and then we measured it again because nobody believed us,” said Tom \
                        Quint, the senior pilot of the harbour board.";
    const ECHO: &str =
        "Two pilots at Selwick boarded the tanker Margarethe after her anchor dragged towards Norcombe.";

    /// What becomes of the second paragraph of two articles that open so: `None` is silence, else whether it asks.
    fn becomes(first: &str, second: [&str; 2]) -> Option<bool> {
        let corpus = corpus(&[&[first, SAID], &second]);
        let pair = align(&corpus, (0, 1), (1, 1));
        let lexicon = Lexicon::shipped();
        let mut happenings = Happenings::new(&corpus, lexicon);
        let (left, quotations) = Quotations::sift(&corpus, lexicon, &mut happenings, vec![pair]);
        left.first().map(|pair| quotations.doubt(pair).is_some())
    }

    #[test]
    fn reports_of_one_happening_quote_alike() {
        let mirror = "A tanker lay off Norcombe, since nobody at Selwick took the Margarethe over the bar.";
        assert_eq!(becomes(ECHO, [mirror, SAID]), Some(true));
    }

    #[test]
    fn a_quotation_in_a_report_on_something_else_was_carried_there() {
        let ferry =
            "A ferry will sail from Ardmuir to Kelling, and Ada Brill, who ran the last one, is her master.";
        assert_eq!(becomes(ECHO, [ferry, SAID]), Some(false));
    }

    #[test]
    fn what_was_quoted_with_another_word_for_the_speaker_is_silent() {
        let ferry =
            "A ferry will sail from Ardmuir to Kelling, and Ada Brill, who ran the last one, is her master.";
        let quoted = "“We measured the bar twice, and then we measured it again because nobody believed us,” Quint said.";
        assert_eq!(becomes(ECHO, [ferry, quoted]), None);
    }
}

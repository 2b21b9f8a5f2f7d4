//! What two articles may share without either being a copy: a quotation, a list, a line that
//! stands under every article.

use rustc_hash::FxHashSet;

use super::pair::{Likeness, Pair};
use super::{Corpus, FactRef, passage};
use crate::article::{Article, ParagraphKind};
use crate::fact::Passage;
use crate::lexicon::Boilerplate;

/// With so many shared words outside quotation marks, a passage is more than its quotation.
const LEAST_OWN_WORDS: usize = 6;
/// With fewer, no more than this may be different outside of them.
const MOST_OTHER_WORDS: usize = 2;
/// Two articles must share so many words that are neither names nor figures.
const LEAST_PLAIN_WORDS: usize = 8;
/// Passages with so many changed figures and another change are a formula,
const FORMULA_FIGURES: usize = 2;
/// unless they share so many other words.
const FORMULA_WORDS: usize = 16;
/// Two articles that share no more words than this, and not all of the shorter passage, tell it by themselves.
const LONGEST_IN_PASSING: usize = 20;
/// So much of the shorter passage must then be shared.
const LEAST_TAKEN_OVER: f64 = 0.8;
/// Shorter passages that end as no sentence does are entries of a list.
const SHORTEST_OPEN: usize = 15;
/// A longer paragraph is copy, whatever it is marked as.
const LONGEST_HEADING: usize = 20;
/// A text of which so large a share are names and figures is a list or a table.
const LIST_SHARE: f64 = 0.75;

/// The pairs that are copies.
pub(super) fn copies(corpus: &Corpus, boilerplate: &Boilerplate, pairs: Vec<Pair>) -> Vec<Pair> {
    let copy = |pair: &Pair| {
        !is_list(pair)
            && !is_entry(corpus, pair)
            && !is_introduction(pair)
            && !is_formula(pair)
            && !is_boilerplate(corpus, boilerplate, pair.a.at)
            && !is_boilerplate(corpus, boilerplate, pair.b.at)
    };
    let copies: Vec<Pair> = pairs.into_iter().filter(copy).collect();
    let (quotations, copies): (Vec<Pair>, Vec<Pair>) = copies.into_iter().partition(is_shared_quotation);
    // What stands round a quotation may be shared as another passage, or as the paragraph before or after.
    let paragraph = |at: FactRef| (at.article, passage(corpus, at).paragraph);
    let round: FxHashSet<((u32, u32), u32)> = copies
        .iter()
        .flat_map(|p| [(paragraph(p.a.at), p.b.at.article), (paragraph(p.b.at), p.a.at.article)])
        .collect();
    let near = |at: FactRef, other: FactRef| {
        let (article, number) = paragraph(at);
        (number.saturating_sub(1)..=number + 1).any(|near| round.contains(&((article, near), other.article)))
    };
    let quotations = quotations.into_iter().filter(|p| near(p.a.at, p.b.at) && near(p.b.at, p.a.at));
    let mut all: Vec<Pair> = copies;
    all.extend(quotations);
    all.sort_by_key(|pair| (pair.a.at, pair.b.at));
    all
}

fn is_shared_quotation(pair: &Pair) -> bool {
    let own = pair.own;
    // A paragraph that was split went over whole, with who said it.
    if pair.likeness == Likeness::Split {
        return false;
    }
    let alone = own.least_other > MOST_OTHER_WORDS || (own.shared < 2 && own.most_other > MOST_OTHER_WORDS);
    pair.a.at.article != pair.b.at.article && own.shared < LEAST_OWN_WORDS && alone
}

/// Whether two articles tell one thing by themselves and meet in half a sentence.
pub(super) fn is_passing(pair: &Pair) -> bool {
    let smaller = if pair.a.words <= pair.b.words { &pair.a } else { &pair.b };
    pair.a.at.article != pair.b.at.article
        && pair.likeness == Likeness::Reworded
        && pair.a.covered <= LONGEST_IN_PASSING
        && smaller.share() < LEAST_TAKEN_OVER
}

/// Whether the two are short lines that no sentence ends: entries of a list, labels, lines of a form.
fn is_entry(corpus: &Corpus, pair: &Pair) -> bool {
    let short = |at: FactRef| {
        let passage = passage(corpus, at);
        passage.len() < SHORTEST_OPEN && !is_sentence(corpus.slice(at.article, passage.span))
    };
    short(pair.a.at) && short(pair.b.at)
}

fn is_list(pair: &Pair) -> bool {
    pair.likeness > Likeness::Typographic && pair.names as f64 >= LIST_SHARE * pair.a.covered as f64
}

/// Whether two articles share little more than who somebody is: `Ada Brill of the Coastal Union says`.
fn is_introduction(pair: &Pair) -> bool {
    let other = pair.a.covered.saturating_sub(pair.names);
    pair.a.at.article != pair.b.at.article && pair.likeness == Likeness::Reworded && other < LEAST_PLAIN_WORDS
}

fn is_boilerplate(corpus: &Corpus, boilerplate: &Boilerplate, at: FactRef) -> bool {
    let passage = passage(corpus, at);
    let article = corpus.article(at.article);
    let last = article.paragraphs().len() - 1;
    let number = passage.paragraph as usize;
    boilerplate.matches(article.slice(passage.span), number, last - number)
}

/// Whether two articles say alike of two things: other figures, and another word as well.
fn is_formula(pair: &Pair) -> bool {
    let figures = pair.changes.iter().filter(|change| change.figures).count();
    pair.a.at.article != pair.b.at.article
        && figures >= FORMULA_FIGURES
        && figures < pair.changes.len()
        && pair.a.covered.saturating_sub(pair.names) < FORMULA_WORDS
}

/// Whether a paragraph is a headline or heading: the file says so, or it looks like one and no
/// sentence ends in it.
pub(super) fn is_heading(article: &Article, passage: &Passage) -> bool {
    let kind = article.paragraphs()[passage.paragraph as usize].kind;
    if kind == ParagraphKind::Title && article.meta.title.is_some() {
        return true;
    }
    matches!(kind, ParagraphKind::Title | ParagraphKind::Heading) && {
        let text = article.slice(passage.span);
        passage.len() <= LONGEST_HEADING && !is_sentence(text) && !text.contains(". ")
    }
}

/// Whether a text ends as sentences do: captions, headings and list entries mostly don't.
pub(super) fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…'])
}

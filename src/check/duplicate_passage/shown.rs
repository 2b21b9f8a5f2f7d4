//! What an article shows and does not say itself: a statement, a letter, a post, a turn of a transcript. Two articles
//! that show one thing need not have it from each other.

use rustc_hash::FxHashSet;

use super::pair::Pair;
use super::{Corpus, FactRef, passage, quotation, text_of};
use crate::lexicon::Lexicon;
use crate::text::{Token, tokens};

/// A line of fewer words that ends with a colon is a label, unless somebody says something in it.
const LEAST_OF_INTRODUCTION: usize = 6;
/// Words that point at what follows.
const POINTERS: [&str; 5] = ["below", "following", "here", "these", "this"];
/// A run of so many paragraphs behind the first is copy that went over.
const LONGEST_RUN: usize = 3;
/// The name of a speaker before what he says has no more words.
const LONGEST_LABEL: usize = 3;

/// Whether one of two articles, at least, shows what they share: it says that something follows, or gives it as a post.
pub(super) fn is_shown(corpus: &Corpus, lexicon: &Lexicon, pair: &Pair) -> bool {
    let is_shown = |at| is_introduced(corpus, lexicon, at) || is_post(corpus, at);
    is_shown(pair.a.at) || is_shown(pair.b.at)
}

/// What two articles show of `shared`, which are all the pairs between them: each pair that one of them shows, and the
/// next paragraphs of both behind it where a run ends after so few that it is a letter and no copy.
pub(super) fn runs(corpus: &Corpus, lexicon: &Lexicon, shared: &[&Pair]) -> FxHashSet<(FactRef, FactRef)> {
    let next = |pair: &Pair, step: i64| {
        shared.iter().copied().find(|other| quotation::steps(corpus, pair, other) == (step, step))
    };
    let mut shown = FxHashSet::default();
    for first in shared.iter().copied().filter(|pair| pair.is_across() && is_shown(corpus, lexicon, pair)) {
        shown.insert((first.a.at, first.b.at));
        let run: Vec<&Pair> =
            std::iter::successors(next(first, 1), |pair| next(pair, 1)).take(LONGEST_RUN).collect();
        if run.len() < LONGEST_RUN && next(first, -1).is_none() {
            shown.extend(run.iter().map(|pair| (pair.a.at, pair.b.at)));
        }
    }
    shown
}

/// Whether the paragraph before says who speaks or that something follows (`The club sent us a statement in the
/// morning:`), and is no mere label (`Original story:`).
fn is_introduced(corpus: &Corpus, lexicon: &Lexicon, at: FactRef) -> bool {
    neighbour(corpus, at, -1).is_some_and(|text| {
        text.ends_with(':') && {
            let words = tokens(text);
            let says = |word: &Token| {
                let word = text[word.start..word.end].to_lowercase();
                lexicon.reporting_verbs.get(&word).is_some()
            };
            words.len() >= LEAST_OF_INTRODUCTION || words.iter().any(says) || points(text)
        }
    })
}

/// Whether a text points at what follows: `Here is the letter:`
fn points(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| POINTERS.iter().any(|pointer| word.eq_ignore_ascii_case(pointer)))
}

/// Whether a passage addresses somebody by the name of an account, ends with a hashtag, or is signed with an account
/// below it: a post that stands in the copy.
fn is_post(corpus: &Corpus, at: FactRef) -> bool {
    let is_signature = |text: &str| text.starts_with(['—', '–', '-']) && names_account(text);
    let text = text_of(corpus, at);
    let last = text.split_whitespace().next_back().unwrap_or("");
    let is_tagged = last.starts_with('#') && last[1..].starts_with(char::is_alphabetic);
    names_account(text) || is_tagged || neighbour(corpus, at, 1).is_some_and(is_signature)
}

fn names_account(text: &str) -> bool {
    text.match_indices('@').any(|(mark, _)| {
        !text[..mark].ends_with(char::is_alphanumeric)
            && text[mark + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// Whether both passages are what one speaker says in a transcript: `Brill: We will dredge.`
pub(super) fn are_turns(corpus: &Corpus, pair: &Pair) -> bool {
    let speaker = |at: FactRef| {
        let (label, _) = text_of(corpus, at).split_once(": ")?;
        let mut words = label.split(' ');
        let named = words.clone().count() <= LONGEST_LABEL
            && words.clone().all(|word| word.starts_with(char::is_uppercase));
        named.then(|| words.next_back()).flatten()
    };
    speaker(pair.a.at).is_some_and(|name| speaker(pair.b.at) == Some(name))
}

/// The paragraph before (-1) or behind (1) that of a passage.
fn neighbour(corpus: &Corpus, at: FactRef, step: i64) -> Option<&str> {
    let article = corpus.article(at.article);
    let number = usize::try_from(i64::from(passage(corpus, at).paragraph) + step).ok()?;
    article.paragraphs().get(number).map(|paragraph| article.slice(paragraph.span).trim_end())
}

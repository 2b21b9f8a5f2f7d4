//! What two articles may share without either being a copy: a list, a formula, a line that stands
//! under every article.

use rustc_hash::{FxHashMap, FxHashSet};

use super::happening::{Bond, Happenings};
use super::pair::{Likeness, Pair};
use super::{Corpus, FactRef, passage, text_of};
use crate::article::{Article, ParagraphKind};
use crate::fact::Passage;
use crate::lexicon::{Boilerplate, Lexicon};

/// Two articles must share so many words that are neither names nor figures.
const LEAST_PLAIN_WORDS: usize = 8;
/// Passages with so many changed figures and another change are a formula,
const FORMULA_FIGURES: usize = 2;
/// unless they share so many other words.
const FORMULA_WORDS: usize = 20;
/// Two articles that share no more words than this, and not all of the shorter passage, tell it by themselves.
const LONGEST_IN_PASSING: usize = 20;
/// And with so few there is nothing to ask.
const SHORTEST_IN_PASSING: usize = 15;
/// So much of the shorter passage must then be shared.
const LEAST_TAKEN_OVER: f64 = 0.8;
/// Shorter passages that end as no sentence does are entries of a list.
const SHORTEST_OPEN: usize = 15;
/// A longer text that ends with a colon says something by itself.
const LONGEST_INTRODUCTION: usize = 16;
/// A longer paragraph is copy, whatever it is marked as.
const LONGEST_HEADING: usize = 20;
/// What follows the last stop, in bytes, is an agency's name when it is no longer.
const LONGEST_SIGN_OFF: usize = 16;
/// A longer question has something of its own.
const LONGEST_QUESTION: usize = 12;
/// So close stand the marks of a program.
const ONE_MARK_OF_CODE_IN: usize = 10;
/// A longer word with a stop behind it is no title: `St.`, `Dr.`, `Gen.`
const LONGEST_ABBREVIATION: usize = 4;
/// So many names of fields make a record.
const FIELDS: usize = 5;
/// A text of which so large a share are names and figures is a list or a table.
const LIST_SHARE: f64 = 0.75;
/// The same where it ends as a sentence does and went over word for word.
const LIST_SHARE_OF_SENTENCE: f64 = 0.93;
/// In passing, two passages with fewer other words share the pattern of their figures.
const PATTERN_WORDS: usize = 10;

/// The pairs that are copies.
pub(super) fn copies(
    corpus: &Corpus,
    lexicon: &Lexicon,
    happenings: &mut Happenings<'_>,
    pairs: Vec<Pair>,
) -> Vec<Pair> {
    let mut copy = |pair: &Pair| {
        !is_list(corpus, pair)
            && !is_entry(corpus, pair)
            && !is_link(corpus, pair)
            && !is_question(corpus, pair)
            && !is_introduction(corpus, pair)
            && !is_formula(pair)
            && !(is_too_short(pair) && happenings.bond(&[pair]) != Bond::Two)
    };
    // A passage that was copied often is in many pairs.
    let mut known: FxHashMap<FactRef, bool> = FxHashMap::default();
    let mut is_copy = |at: FactRef| {
        *known
            .entry(at)
            .or_insert_with(|| !is_code(corpus, at) && !is_boilerplate(corpus, &lexicon.boilerplate, at))
    };
    pairs.into_iter().filter(|pair| copy(pair) && is_copy(pair.a.at) && is_copy(pair.b.at)).collect()
}

/// The pairs of articles that tell one thing by themselves and meet in half a sentence: they may well share it
/// without either having it from the other. Where the two tell of two things, it was taken over.
pub(super) fn passing(happenings: &mut Happenings<'_>, pairs: &[Pair]) -> FxHashSet<(FactRef, FactRef)> {
    let mut meet = |pair: &Pair| is_passing(pair) && happenings.bond(&[pair]) != Bond::Two;
    pairs.iter().filter(|pair| meet(pair)).map(|pair| (pair.a.at, pair.b.at)).collect()
}

/// Whether two articles meet in half a sentence.
pub(super) fn is_passing(pair: &Pair) -> bool {
    pair.is_across()
        && pair.likeness == Likeness::Reworded
        && pair.a.covered <= LONGEST_IN_PASSING
        && pair.by_size().0.share() < LEAST_TAKEN_OVER
}

/// Whether that half is too short to ask about.
fn is_too_short(pair: &Pair) -> bool {
    is_passing(pair) && pair.a.covered < SHORTEST_IN_PASSING
}

/// Whether the two are short lines that no sentence ends: entries of a list, labels, lines of a form.
fn is_entry(corpus: &Corpus, pair: &Pair) -> bool {
    let short = |at: FactRef| {
        let passage = passage(corpus, at);
        passage.len() < SHORTEST_OPEN && !is_sentence(corpus.slice(at.article, passage.span))
    };
    short(pair.a.at) && short(pair.b.at)
}

/// Whether the two are headlines: links to other articles, with a capital in every word.
fn is_link(corpus: &Corpus, pair: &Pair) -> bool {
    let in_capitals = |at: FactRef| {
        let text = text_of(corpus, at);
        let mut words = text.split_whitespace();
        !text.contains(',') && words.all(|word| !word.starts_with(char::is_lowercase))
    };
    in_capitals(pair.a.at) && in_capitals(pair.b.at)
}

/// Whether two articles ask one short question: a heading, or a question that many are asked.
fn is_question(corpus: &Corpus, pair: &Pair) -> bool {
    let asks = |at: FactRef| {
        let passage = passage(corpus, at);
        passage.len() <= LONGEST_QUESTION && corpus.slice(at.article, passage.span).ends_with('?')
    };
    pair.is_across() && asks(pair.a.at) && asks(pair.b.at)
}

/// Whether a passage is a program or a record, as pages carry them.
fn is_code(corpus: &Corpus, at: FactRef) -> bool {
    let text = text_of(corpus, at);
    let is_mark = |byte: &u8| {
        matches!(
            byte,
            b'{' | b'}' | b'(' | b')' | b'[' | b']' | b'<' | b'>' | b'=' | b';' | b'_' | b'|' | b'\\'
        )
    };
    let marks = text.bytes().filter(is_mark).count();
    marks * ONE_MARK_OF_CODE_IN >= text.len() || text.matches("\":").take(FIELDS).count() == FIELDS
}

/// Whether what the two share is names and figures: a list, a table, the archive of a page.
fn is_list(corpus: &Corpus, pair: &Pair) -> bool {
    let ends = || is_sentence(text_of(corpus, pair.a.at));
    let named = |share: f64| pair.names as f64 >= share * pair.a.covered as f64;
    !pair.parted
        && named(LIST_SHARE)
        && (pair.likeness > Likeness::Typographic || !ends() || named(LIST_SHARE_OF_SENTENCE))
}

/// Whether two articles share little more than who somebody is: `Ada Brill of the Coastal Union says`. What ends
/// with a colon introduces what follows.
fn is_introduction(corpus: &Corpus, pair: &Pair) -> bool {
    let other = pair.a.covered.saturating_sub(pair.names);
    let introduces = |at: FactRef| {
        let text = text_of(corpus, at);
        passage(corpus, at).len() <= LONGEST_INTRODUCTION && text.ends_with(':')
    };
    (pair.is_across() && pair.likeness == Likeness::Reworded && other < LEAST_PLAIN_WORDS)
        || (pair.likeness != Likeness::Split && (introduces(pair.a.at) || introduces(pair.b.at)))
}

pub(super) fn is_boilerplate(corpus: &Corpus, boilerplate: &Boilerplate, at: FactRef) -> bool {
    let passage = passage(corpus, at);
    let article = corpus.article(at.article);
    let last = article.paragraphs().len() - 1;
    let number = passage.paragraph as usize;
    boilerplate.matches(article.slice(passage.span), number, last - number)
}

/// Whether the two say alike of two things: other figures and another word as well. Inside an article one
/// figure and one word are enough.
fn is_formula(pair: &Pair) -> bool {
    let figures = pair.changes.iter().filter(|change| change.some_figures).count();
    let least = if pair.is_across() { FORMULA_FIGURES } else { 1 };
    let plain = pair.a.covered.saturating_sub(pair.names);
    let words = || pair.changes.iter().any(|change| change.words);
    let pattern = || pair.likeness == Likeness::Reworded && plain < PATTERN_WORDS;
    figures >= least && plain < FORMULA_WORDS && (words() || pattern())
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

/// Whether a text ends as sentences do: captions, headings and list entries mostly don't. An
/// agency's name, of one word or two, may stand behind the last stop.
pub(super) fn is_sentence(text: &str) -> bool {
    const CLOSING: [char; 6] = ['”', '"', '’', '\'', ')', ']'];
    let ends = |text: &str| text.trim_end_matches(CLOSING).ends_with(['.', '!', '?', '…']);
    let without_last =
        |text: &'_ str| text.rsplit_once(char::is_whitespace).map_or(0, |(head, _)| head.trim_end().len());
    let one = &text[..without_last(text)];
    let two = &one[..without_last(one)];
    let is_abbreviation =
        |word: &str| word.len() <= LONGEST_ABBREVIATION && word.starts_with(char::is_uppercase);
    let abbreviated = |head: &str| head.split_whitespace().next_back().is_some_and(is_abbreviation);
    let signed = |head: &str| {
        let sign = text[head.len()..].trim_start();
        sign.len() <= LONGEST_SIGN_OFF
            && sign.starts_with(|c: char| c.is_uppercase() || c == '(')
            && ends(head)
    };
    // A name behind a quotation says who is quoted, and one behind `St.` is of a place.
    let is_name = |sign: &str| sign.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let goes_on = two.ends_with(['”', '"', '’', '\'']) || abbreviated(two);
    ends(text) || signed(one) || (signed(two) && !(goes_on && is_name(&text[two.len()..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_signs_a_sentence_and_a_speaker_ends_none() {
        for sentence in ["It opens in May. Reuter", "It opens “in May.” Reuter", "It opens in May. Reuter 3;"]
        {
            assert!(is_sentence(sentence), "{sentence}");
        }
        for other in
            ["“It opens in May.” Ada Brill", "Ada Brill on the steps of St. Olaf's Church", "It opens in May"]
        {
            assert!(!is_sentence(other), "{other}");
        }
    }
}

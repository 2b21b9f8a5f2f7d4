//! Runs of capitalised tokens: one name each, perhaps with titles before it.

use std::ops::Range;

use super::tokens::{Gap, Token};
use crate::article::ParagraphKind;
use crate::fact::{Scan, Sentence};
use crate::lexicon::Lexicon;

/// A run of tokens, by their places in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Titles before the name.
    pub(super) titles: Range<usize>,
    /// The name.
    pub(super) name: Range<usize>,
    /// The first word of the name has its capital from its place only.
    pub(super) uncertain: bool,
    /// Every word has its capital from its place only.
    pub(super) headline: bool,
}

/// Whether so many words of the sentence have a capital that capitals say nothing.
pub(super) fn is_headline(scan: &Scan<'_>, sentence: &Sentence, tokens: &[Token]) -> bool {
    let kind = scan.article.paragraphs()[sentence.paragraph as usize].kind;
    let long = tokens.iter().filter(|t| !t.number && t.span.len() >= 4);
    let (mut capital, mut all, mut shouted) = (0, 0, 0);
    for token in long {
        all += 1;
        capital += usize::from(token.capital);
        shouted += usize::from(token.capitals);
    }
    if kind == ParagraphKind::Title || kind == ParagraphKind::Heading {
        return capital * 10 >= all * 8;
    }
    all >= 4 && (shouted * 10 >= all * 8 || capital == all && all >= 6)
}

/// Puts the runs of a sentence into `found`.
pub(super) fn runs(tokens: &[Token], text: &str, lexicon: &Lexicon, headline: bool, found: &mut Vec<Run>) {
    found.clear();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if !token.capital || token.barred {
            at += 1;
            continue;
        }
        if headline {
            found.push(Run { titles: at..at, name: at..at + 1, uncertain: true, headline: true });
            at += 1;
            continue;
        }
        let end = extend(tokens, at, text, lexicon);
        split(tokens, at..end, text, lexicon, found);
        at = end;
    }
}

/// Where the run that begins at `start` ends.
fn extend(tokens: &[Token], start: usize, text: &str, lexicon: &Lexicon) -> usize {
    let mut end = start + 1;
    while end < tokens.len() && !tokens[end - 1].possessive {
        let joined = |at: usize| {
            let before = tokens[at - 1].of(text);
            match tokens[at].gap {
                Gap::Space => true,
                Gap::Stop => {
                    before.chars().count() == 1 || lexicon.abbreviations.contains(&before.to_lowercase())
                }
                _ => false,
            }
        };
        let mut next = end;
        while next < tokens.len()
            && next < end + 3
            && joined(next)
            && !tokens[next].capital
            && lexicon.names.particles.has(tokens[next].key)
        {
            next += 1;
        }
        // `and`-like particles (`y`, `e`) and articles alone never end a run.
        if next >= tokens.len() || !joined(next) || !tokens[next].capital || tokens[next].barred {
            break;
        }
        end = next + 1;
    }
    end
}

/// Parts a run into what stands before a title, the titles, and the name.
fn split(tokens: &[Token], range: Range<usize>, text: &str, lexicon: &Lexicon, found: &mut Vec<Run>) {
    let mut start = range.start;
    let mut uncertain = matches!(tokens[start].gap, Gap::Start | Gap::Opening);
    // `The Kremlin`, `Critics Nadia`: a word that has its capital from its place is no name.
    while uncertain && start + 1 < range.end {
        let token = &tokens[start];
        let word = token.of(text);
        let plain = lexicon.dictionary.has(token.key) || word.chars().count() == 1 && word != "J";
        if !plain || lexicon.names.titles.has(token.key) || lexicon.given_names.has(token.key) {
            break;
        }
        start += 1;
        uncertain = false;
    }
    let initial = |at: usize| tokens[at].span.len() == 1;
    // `U.S. Senator`: an abbreviation is no first name.
    while start + 1 < range.end
        && initial(start)
        && tokens[start + 1].gap == Gap::Stop
        && initial(start + 1)
        && matches!(tokens[start].of(text), "U" | "E")
    {
        start += 2.min(range.end - start - 1);
        uncertain = false;
    }
    let title = (start..range.end - 1).rev().find(|&at| {
        let key = tokens[at].key;
        lexicon.names.titles.has(key) && !lexicon.names.organisations.has(key)
            || lexicon.names.titles.has(key) && at + 2 < range.end
    });
    let titles = match title {
        Some(last) => {
            let mut first = last;
            while first > start && lexicon.names.titles.has(tokens[first - 1].key) {
                first -= 1;
            }
            if first > start {
                found.push(Run { titles: start..start, name: start..first, uncertain, headline: false });
            }
            first..last + 1
        }
        None => start..start,
    };
    let mut name = titles.end.max(start)..range.end;
    if !titles.is_empty() {
        uncertain = false;
    }
    while name.len() > 1 && lexicon.names.generations.has(tokens[name.end - 1].key) {
        name.end -= 1;
    }
    if !name.is_empty() {
        found.push(Run { titles, name, uncertain, headline: false });
    }
}

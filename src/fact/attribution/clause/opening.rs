//! What a sentence opens with: its first subject, and "as Hale put it".

use std::ops::Range;

use super::super::noun;
use super::super::token::{Kind, Token};
use crate::lexicon::{Sort, Special};
use crate::text::Case;

/// The first noun phrase of a sentence, after what introduces it: the one a colon at the end
/// gives the word to.
pub(in crate::fact::attribution) fn first_subject(
    tokens: &[Token],
    sentence: Range<usize>,
) -> Option<Range<usize>> {
    let mut start = sentence.start;
    if let Some((subject, _)) = put(tokens, &sentence) {
        return Some(subject);
    }
    loop {
        let token = tokens.get(start).filter(|_| start < sentence.end)?;
        if token.is(Sort::PREPOSITION) || token.is(Sort::SUBORDINATOR) {
            let comma = (start..sentence.end).find(|&i| tokens[i].kind == Kind::Comma)?;
            start = comma + 1;
        } else if token.is(Sort::ADVERB)
            || token.is(Sort::CONJUNCTION)
            || token.is(Sort::TIME)
            || !token.is_word()
        {
            start += 1;
        } else {
            break;
        }
    }
    let first = &tokens[start];
    if first.is(Sort::PRONOUN) {
        return Some(start..start + 1);
    }
    if !first.is_capital() && !first.is(Sort::DETERMINER) && first.role.is_none() {
        return None;
    }
    let mut end = start + 1;
    while end < sentence.end {
        let token = &tokens[end];
        if !token.is_word() && !matches!(token.kind, Kind::Open | Kind::Close)
            || token.is(Sort::AUXILIARY)
            || token.is(Sort::ADVERB)
            || token.is(Sort::SUBORDINATOR)
            || token.is(Sort::PRONOUN)
            || token.verb.is_some() && token.case == Case::Lower
            || token.case == Case::Lower
                && tokens[end - 1].is_capital()
                && !token.is(Sort::PREPOSITION)
                && !token.is(Sort::CONJUNCTION)
        {
            break;
        }
        end += 1;
    }
    Some(start..end)
}

/// "As Hale put it: …": the source, and the verb.
pub(in crate::fact::attribution) fn put(
    tokens: &[Token],
    sentence: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let start = sentence.start;
    tokens.get(start).filter(|t| t.is_the(Special::As))?;
    let put = (start..sentence.end.min(start + 9)).find(|&i| tokens[i].is_the(Special::Put))?;
    Some((noun::subject(tokens, start + 1, put)?, put))
}

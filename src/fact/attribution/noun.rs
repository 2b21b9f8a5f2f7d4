//! Where a source begins and ends: noun phrases, read outwards from the verb.
//!
//! There is no parser. A subject is what stands between the verb and the nearest thing that no
//! subject crosses (another verb, "that", a comma that is no apposition's), an inverted one
//! runs to the next stop, and a noun phrase ends where a second one begins without a link.

use std::ops::Range;

use super::token::{Kind, Token};
use crate::lexicon::{Sort, VerbForm};
use crate::text::Case;

/// The subject whose last token stands before `end`, not reaching back over `least`.
pub(super) fn subject(tokens: &[Token], least: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| *last >= least)?;
    match tokens[last].kind {
        Kind::Word => phrase_before(tokens, least, end),
        Kind::Comma => apposed(tokens, least, last),
        Kind::Dash => {
            let open = (least..last).rev().find(|&i| tokens[i].kind == Kind::Dash)?;
            phrase_before(tokens, least, open).map(|head| head.start..last)
        }
        Kind::Close => {
            let open = (least..last).rev().find(|&i| tokens[i].kind == Kind::Open)?;
            phrase_before(tokens, least, open).map(|head| head.start..end)
        }
        _ => None,
    }
}

/// The noun phrase that ends at `end`.
pub(super) fn phrase_before(tokens: &[Token], least: usize, mut end: usize) -> Option<Range<usize>> {
    // "Trump on Monday said", "Trump also said": the day and the adverb are not the source.
    while end > least && tokens[end - 1].is_word() {
        let last = &tokens[end - 1];
        let timed = last.is(Sort::TIME) && !last.possessive;
        let period = last.is(Sort::PERIOD)
            && end >= least + 2
            && ["last", "this", "earlier"].iter().any(|_| tokens[end - 2].is(Sort::DETERMINER))
            && end > least + 2
            && tokens[end - 3].is_capital();
        if timed || last.is(Sort::ADVERB) {
            end -= 1;
            if end > least && tokens[end - 1].is(Sort::PREPOSITION) {
                end -= 1;
            }
        } else if period {
            end -= 2;
        } else {
            break;
        }
    }
    let last = end.checked_sub(1).filter(|last| *last >= least)?;
    let tail = &tokens[last];
    if !tail.is_word() {
        return if tail.kind == Kind::Close || tail.kind == Kind::Comma {
            subject(tokens, least, end)
        } else {
            None
        };
    }
    if tail.is(Sort::PRONOUN) {
        return Some(last..end);
    }
    if tail.is(Sort::RELATIVE) {
        let comma = last > least && tokens[last - 1].kind == Kind::Comma;
        return phrase_before(tokens, least, if comma { last - 1 } else { last });
    }
    if tail.is(Sort::SUBORDINATOR) || tail.is(Sort::PREPOSITION) || tail.is(Sort::CONJUNCTION) {
        return None;
    }
    let mut start = last;
    while start > least {
        let before = &tokens[start - 1];
        match before.kind {
            Kind::Word => {
                if before.is(Sort::SUBORDINATOR) || before.is(Sort::AUXILIARY) || before.is(Sort::PRONOUN) {
                    break;
                }
                if before.is(Sort::CONJUNCTION) {
                    match joined(tokens, least, start - 1) {
                        Some(from) => start = from,
                        None => break,
                    }
                    continue;
                }
                if finite(tokens, start - 1, least) {
                    break;
                }
                start -= 1;
            }
            Kind::Quote(_) if start >= 2 && before.end - before.start < 30 && tokens[start - 2].is_word() => {
                start -= 1;
            }
            Kind::Close => match (least..start - 1).rev().find(|&i| tokens[i].kind == Kind::Open) {
                Some(open) => start = open,
                None => break,
            },
            _ => break,
        }
    }
    trim_front(tokens, start, end)
}

/// The start of what "and" before a subject joins to it, if that is a noun phrase too.
fn joined(tokens: &[Token], least: usize, and: usize) -> Option<usize> {
    let mut start = and;
    while start > least && and - start < 6 {
        let before = &tokens[start - 1];
        if !before.is_word()
            || before.is(Sort::AUXILIARY)
            || before.is(Sort::SUBORDINATOR)
            || before.is(Sort::CONJUNCTION)
            || before.is(Sort::PRONOUN)
            || finite(tokens, start - 1, least)
        {
            break;
        }
        start -= 1;
    }
    let clear = start == least || matches!(tokens[start - 1].kind, Kind::Comma | Kind::Quote(_));
    let head =
        tokens.get(start).is_some_and(|t| t.is_capital() || t.is(Sort::DETERMINER) || t.role.is_some());
    (start < and && clear && head).then_some(start)
}

/// Whether a word is, by its form, a verb that no noun phrase crosses.
fn finite(tokens: &[Token], at: usize, least: usize) -> bool {
    let token = &tokens[at];
    if token.case != Case::Lower {
        return false;
    }
    if let Some(verb) = token.verb
        && verb.form == VerbForm::Past
        && !noun_before(tokens, at, least)
    {
        return true;
    }
    false
}

/// Whether what stands before a word makes it a noun or adjective.
pub(super) fn noun_before(tokens: &[Token], at: usize, least: usize) -> bool {
    at > least && {
        let before = &tokens[at - 1];
        before.is_word() && (before.is(Sort::DETERMINER) || before.possessive)
    }
}

/// Drops what introduces a clause: "Meanwhile", "On Friday", "In a statement".
fn trim_front(tokens: &[Token], mut start: usize, end: usize) -> Option<Range<usize>> {
    while start < end {
        let first = &tokens[start];
        if first.is(Sort::ADVERB)
            || first.is(Sort::CONJUNCTION)
            || first.is(Sort::SUBORDINATOR) && !first.is(Sort::PREPOSITION)
            || first.is(Sort::TIME) && !first.possessive
            || !first.is_word() && !first.is_quote()
        {
            start += 1;
        } else {
            break;
        }
    }
    if start >= end {
        return None;
    }
    if tokens[start].is(Sort::PREPOSITION) {
        let cut = (start + 2..end).rev().find(|&at| begins(tokens, at, start))?;
        return trim_front(tokens, cut, end);
    }
    Some(start..end)
}

/// Whether a new noun phrase begins at `at`, since what stands before cannot go on with it.
pub(super) fn begins(tokens: &[Token], at: usize, least: usize) -> bool {
    if at <= least {
        return true;
    }
    let (before, here) = (&tokens[at - 1], &tokens[at]);
    if !before.is_word() || !here.is_word() {
        return false;
    }
    let noun = before.is_plain()
        || before.is_capital()
        || before.is(Sort::TIME)
        || before.is(Sort::PERIOD)
        || before.case == Case::Number
        || before.is(Sort::OBJECT) && !before.is(Sort::DETERMINER);
    let noun = noun && !before.possessive;
    if here.is(Sort::DETERMINER) || here.is(Sort::PRONOUN) {
        return noun;
    }
    // "in a statement Hale": a name after a common noun that is no title or adjective.
    here.is_capital()
        && (before.is(Sort::TIME) || before.is(Sort::PERIOD) || before.is_plain() && noun_like(before))
        && !here.possessive
}

fn noun_like(token: &Token) -> bool {
    token.role.is_none() && token.end - token.start > 3
}

/// The subject that a comma at `comma` closes: "Ana Hale, the mayor,".
fn apposed(tokens: &[Token], least: usize, comma: usize) -> Option<Range<usize>> {
    let before = |end: usize| {
        (least..end)
            .rev()
            .find(|&i| matches!(tokens[i].kind, Kind::Comma | Kind::Quote(_) | Kind::Semicolon | Kind::Colon))
    };
    // A relative clause may hold commas of its own.
    let mut end = comma;
    let mut relative = None;
    for _ in 0..5 {
        let Some(stop) = before(end) else { break };
        if tokens[stop].kind != Kind::Comma {
            break;
        }
        if tokens[stop + 1].is(Sort::RELATIVE) || tokens[stop + 1].is(Sort::SUBORDINATOR) {
            relative = Some(stop);
        }
        end = stop;
    }
    if let Some(stop) = relative
        && (tokens[stop + 1].is(Sort::RELATIVE) || tokens[stop - 1].is_capital())
    {
        let head = phrase_before(tokens, least, stop)?;
        return Some(head.start..comma);
    }
    let first = before(comma)?;
    if tokens[first].kind != Kind::Comma {
        return None;
    }
    let mut end = first;
    for _ in 0..4 {
        let start = match before(end) {
            Some(stop) if tokens[stop].kind == Kind::Comma => stop + 1,
            Some(stop) => {
                return whole(tokens, stop + 1, end, first, comma);
            }
            None => return whole(tokens, least, end, first, comma),
        };
        if apposition(tokens, start) && start > least + 1 {
            end = start - 1;
            continue;
        }
        return whole(tokens, start, end, first, comma);
    }
    None
}

fn whole(tokens: &[Token], start: usize, end: usize, first: usize, comma: usize) -> Option<Range<usize>> {
    match phrase_before(tokens, start, end) {
        Some(head) if !tokens[start].is(Sort::PREPOSITION) || head.start > start => Some(head.start..comma),
        _ => phrase_before(tokens, first + 1, comma),
    }
}

/// Whether a segment after a comma says more of the noun before it.
pub(super) fn apposition(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if !token.is_word() {
        return false;
    }
    token.is(Sort::RELATIVE)
        || token.case == Case::Number
        || token.is(Sort::DETERMINER) && !token.is(Sort::OBJECT)
        || token.is_plain()
        || token.is(Sort::SUBORDINATOR) && !token.is(Sort::ADVERB)
        || token.is(Sort::PREPOSITION)
        || token.is(Sort::CONJUNCTION)
        || token.end - token.start == 1
        || token.role.is_some()
}

/// The inverted subject that begins at or after `at` (“…,” said *on Telegram* the commander), and
/// the index after it.
pub(super) fn inverted(tokens: &[Token], at: usize, limit: usize) -> Option<Range<usize>> {
    let mut start = at;
    let mut skipped = false;
    while start < limit {
        let token = &tokens[start];
        if token.is(Sort::TIME) && !token.possessive || token.is(Sort::ADVERB) {
            start += 1;
        } else if token.is(Sort::PREPOSITION) {
            start = adjunct_end(tokens, start + 1, limit);
            skipped = true;
        } else if token.kind == Kind::Comma && skipped {
            start += 1;
        } else {
            break;
        }
    }
    let head = tokens.get(start).filter(|_| start < limit)?;
    if head.is(Sort::PRONOUN) {
        return Some(start..start + 1);
    }
    let speaks = head.is_capital()
        || head.is(Sort::DETERMINER)
        || head.case == Case::Number && !skipped
        || head.role.is_some()
        || head.is_plain()
            && head.verb.is_none()
            && tokens[start + 1..limit].iter().take(5).any(|t| t.is_capital() || t.role.is_some());
    if !speaks {
        return None;
    }
    let mut end = start + 1;
    while end < limit {
        let token = &tokens[end];
        let go_on = match token.kind {
            Kind::Word if token.is(Sort::PREPOSITION) => {
                let of = tokens[end].end - tokens[end].start;
                let next = tokens.get(end + 1).filter(|_| end + 1 < limit);
                (of == 2 || of == 3 || of == 4) && links(token, next)
            }
            Kind::Word if token.is(Sort::CONJUNCTION) => {
                tokens.get(end + 1).filter(|_| end + 1 < limit).is_some_and(|t| {
                    t.is_capital() || t.role.is_some() || t.is(Sort::DETERMINER) && !t.is(Sort::OBJECT)
                }) && !tokens[end + 1..limit]
                    .iter()
                    .take(6)
                    .any(|t| t.is(Sort::AUXILIARY) || t.verb.is_some())
            }
            Kind::Word => {
                !(token.is(Sort::TIME)
                    || token.is(Sort::SUBORDINATOR)
                    || token.is(Sort::AUXILIARY)
                    || token.is(Sort::ADVERB)
                    || token.is(Sort::PRONOUN)
                    || token.is(Sort::DETERMINER)
                        && !tokens[end - 1].is(Sort::PREPOSITION)
                        && !tokens[end - 1].is(Sort::DETERMINER))
            }
            Kind::Quote(_) => token.end - token.start < 25 && end + 1 < limit && tokens[end + 1].is_word(),
            Kind::Open => true,
            Kind::Close => true,
            _ => false,
        };
        if !go_on {
            break;
        }
        end += 1;
    }
    Some(start..end)
}

/// Whether a preposition after a noun belongs to it: "mayor of", "secretary for", "professor at".
fn links(preposition: &Token, next: Option<&Token>) -> bool {
    let length = preposition.end - preposition.start;
    next.is_some_and(|t| t.is_capital() || t.is(Sort::DETERMINER) || t.is_plain()) && length <= 4
}

/// The end of the appositions that follow a source: ", the mayor of Selby, who …,".
pub(super) fn appositions(tokens: &[Token], mut end: usize, limit: usize) -> usize {
    for _ in 0..4 {
        if end + 1 >= limit || tokens[end].kind != Kind::Comma {
            break;
        }
        let first = &tokens[end + 1];
        let name = first.is_capital() && first.verb.is_none();
        let more = first.is(Sort::RELATIVE)
            || first.case == Case::Number
            || first.is(Sort::DETERMINER)
            || first.role.is_some()
            || first.is(Sort::SUBORDINATOR) && first.end - first.start == 5
            || name;
        if !more {
            break;
        }
        let stop = (end + 1..limit)
            .find(|&i| {
                matches!(
                    tokens[i].kind,
                    Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Quote(_)
                )
            })
            .unwrap_or(limit);
        let clause = tokens[end + 1..stop].iter().any(|t| t.is(Sort::AUXILIARY));
        if clause && !first.is(Sort::RELATIVE) && !first.is(Sort::SUBORDINATOR) {
            break;
        }
        end = stop;
    }
    end
}

/// The end of the noun phrase after a preposition that begins at `at`.
pub(super) fn adjunct_end(tokens: &[Token], at: usize, limit: usize) -> usize {
    let mut end = at;
    while end < limit {
        let token = &tokens[end];
        if !token.is_word() {
            break;
        }
        if token.is(Sort::SUBORDINATOR) || token.is(Sort::AUXILIARY) || token.is(Sort::CONJUNCTION) {
            break;
        }
        if end > at {
            let of = token.is(Sort::PREPOSITION) && token.end - token.start == 2 && end + 1 < limit;
            if token.is(Sort::PREPOSITION) && !of || begins(tokens, end, at) || token.is(Sort::ADVERB) {
                break;
            }
            if tokens[end - 1].is(Sort::TIME) {
                break;
            }
        }
        end += 1;
    }
    end
}

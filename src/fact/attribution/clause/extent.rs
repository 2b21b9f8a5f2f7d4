//! How far the words of a report reach, to its left and to its right.

use std::ops::Range;

use super::super::noun;
use super::super::token::{Kind, Token};
use super::Reader;
use crate::lexicon::{ReportingVerb, Sort, Special, VerbForm};
use crate::text::Case;

#[derive(Clone, Copy, Debug)]
pub(super) enum After {
    Quote(usize),
    Clause(usize),
    Infinitive(usize),
    Comma(usize),
    End,
}

impl Reader<'_> {
    /// What a report to the left says that a verb or source at `at` follows.
    pub(super) fn left_content(&self, at: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let mut end = at;
        if end > self.sentence.start && matches!(tokens[end - 1].kind, Kind::Comma | Kind::Dash) {
            end -= 1;
        }
        let mut start = self.least(at);
        // "…, Hale said, adding …": only what is free belongs to this verb.
        while start < end && (matches!(tokens[start].kind, Kind::Comma | Kind::Semicolon | Kind::Dash)) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    pub(super) fn left_of_source(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let mut at = source.start;
        // “…,” the mayor also said; "…, as Hale said".
        if at > self.sentence.start && tokens[at - 1].is_the(Special::As) {
            at -= 1;
        }
        if at <= self.sentence.start {
            return None;
        }
        match tokens[at - 1].kind {
            Kind::Comma => {}
            Kind::Quote(_) => {}
            Kind::Dash => {}
            _ => return None,
        }
        self.left_content(at)
    }

    /// The first token that a report may reach back to: after the last one's contents, or after
    /// the verb of one that has none left of it.
    pub(super) fn least(&self, at: usize) -> usize {
        let mut least = self.sentence.start;
        for report in self.before {
            least = least.max(report.cue.end.min(at));
            if let Some(source) = &report.source
                && source.end <= at
            {
                least = least.max(source.end);
            }
            for content in &report.contents {
                if content.end <= at {
                    least = least.max(content.end);
                }
            }
        }
        let semicolon = (least..at).rev().find(|&i| self.tokens[i].kind == Kind::Semicolon);
        semicolon.map_or(least, |at| at + 1)
    }

    /// What follows a reporting verb once listeners, days and places are passed.
    pub(super) fn after(&self, mut at: usize, verb: ReportingVerb) -> After {
        let tokens = self.tokens;
        let end = self.sentence.end;
        if verb.takes.addressee
            && at < end
            && tokens[at].is_word()
            && !tokens[at].is(Sort::SUBORDINATOR)
            && !tokens[at].is_the(Special::To)
            && !tokens[at].is(Sort::PREPOSITION)
            && !tokens[at].is(Sort::TIME)
        {
            at = if tokens[at].is(Sort::OBJECT) && !tokens[at].is(Sort::DETERMINER)
                || tokens[at].is(Sort::OBJECT) && tokens.get(at + 1).is_none_or(|t| !t.is_plain())
            {
                at + 1
            } else {
                listener_end(tokens, at, end)
            };
        }
        loop {
            let Some(token) = tokens.get(at).filter(|_| at < end) else { return After::End };
            match token.kind {
                Kind::Quote(_) => return After::Quote(at),
                Kind::Colon | Kind::Comma | Kind::Dash => {
                    let next = at + 1;
                    return match tokens.get(next).filter(|_| next < end) {
                        None => After::End,
                        Some(t) if t.is_quote() => After::Quote(next),
                        Some(_) if token.kind == Kind::Colon => After::Clause(next),
                        Some(_) => After::Comma(next),
                    };
                }
                Kind::Semicolon => return After::End,
                Kind::Open => {
                    match (at..end).find(|&i| tokens[i].kind == Kind::Close) {
                        Some(close) => at = close + 1,
                        None => return After::End,
                    }
                    continue;
                }
                Kind::Close => {
                    at += 1;
                    continue;
                }
                Kind::Word => {}
            }
            if token.is_the(Special::That) {
                return After::Clause(at + 1);
            }
            if token.is_the(Special::To)
                && tokens.get(at + 1).is_some_and(|t| {
                    t.is_word() && !t.is_capital() && !t.is(Sort::DETERMINER) && !t.plural && t.role.is_none()
                })
            {
                return After::Infinitive(at);
            }
            if token.is(Sort::TIME) && !token.possessive {
                at += 1;
                // "Friday night", "Nov. 3"
                while at < end
                    && (tokens[at].is(Sort::PERIOD) && !tokens[at].possessive
                        || tokens[at].case == Case::Number && tokens[at - 1].is(Sort::TIME))
                {
                    at += 1;
                }
                continue;
            }
            if token.is(Sort::ADVERB) && !token.is(Sort::NEGATION) {
                at += 1;
                continue;
            }
            let next = tokens.get(at + 1).filter(|_| at + 1 < end);
            if next.is_some_and(|t| t.is(Sort::PERIOD) && !t.possessive)
                && (token.is(Sort::DETERMINER) || token.is_plain())
                && token.end - token.start == 4
            {
                at += 2;
                continue;
            }
            if token.is(Sort::PREPOSITION) {
                let stop = noun::adjunct_end(tokens, at + 1, end);
                if stop == at + 1 {
                    return After::Clause(at);
                }
                // "said in some towns people are": what an auxiliary follows was the subject.
                if tokens.get(stop).is_some_and(|t| stop < end && t.is(Sort::AUXILIARY)) {
                    return After::Clause(at);
                }
                at = stop;
                continue;
            }
            if token.is(Sort::CONJUNCTION) {
                return After::End;
            }
            return After::Clause(at);
        }
    }

    /// Where a clause that begins at `from` ends.
    pub(super) fn clause_end(&self, from: usize, end: usize) -> usize {
        let tokens = self.tokens;
        for at in from + 1..end {
            let next = |n: usize| tokens.get(at + n).filter(|_| at + n < end);
            match tokens[at].kind {
                Kind::Comma => {
                    let Some(one) = next(1) else { return at };
                    if one.verb.is_some_and(|v| v.form == VerbForm::Present) || one.is_the(Special::According)
                    {
                        return at;
                    }
                    if one.is(Sort::CONJUNCTION)
                        && (next(2).is_some_and(cue_like)
                            || next(3).is_some_and(cue_like) && next(2).is_some_and(subject_like)
                            || next(4).is_some_and(cue_like)
                                && next(2).is_some_and(Token::is_capital)
                                && next(3).is_some_and(Token::is_capital))
                    {
                        return at;
                    }
                }
                Kind::Word
                    if tokens[at].is(Sort::CONJUNCTION)
                        && (next(1).is_some_and(cue_like)
                            || next(2).is_some_and(cue_like)
                                && next(1).is_some_and(|t| t.is(Sort::ADVERB))) =>
                {
                    return at;
                }
                Kind::Word
                    if tokens[at].is_the(Special::According)
                        && tokens.get(at + 1).is_some_and(|t| t.is_the(Special::To)) =>
                {
                    return at;
                }
                _ => {}
            }
        }
        end
    }
}

fn subject_like(token: &Token) -> bool {
    token.is(Sort::PRONOUN) || token.is_capital()
}

fn cue_like(token: &Token) -> bool {
    token.case == Case::Lower
        && token.verb.is_some_and(|v| {
            v.takes.quotation && v.takes.clause && matches!(v.form, VerbForm::Past | VerbForm::Third)
        })
}

fn listener_end(tokens: &[Token], at: usize, limit: usize) -> usize {
    let mut end = at + 1;
    while end < limit {
        let token = &tokens[end];
        if !token.is_word()
            || token.is(Sort::SUBORDINATOR)
            || token.is(Sort::AUXILIARY)
            || token.is(Sort::PRONOUN)
            || token.is(Sort::TIME)
            || token.is_the(Special::To)
            || token.is(Sort::PREPOSITION) && token.end - token.start != 2
            || token.is(Sort::PREPOSITION) && !token.is_the(Special::Of)
            || noun::begins(tokens, end, at)
        {
            break;
        }
        end += 1;
    }
    end
}

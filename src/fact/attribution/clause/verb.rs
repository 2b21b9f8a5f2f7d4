//! A reporting verb, with the source before or after it and what it reports.

use super::super::noun;
use super::super::token::{Kind, Token};
use super::extent::After;
use super::opening::first_subject;
use super::{Reader, Report};
use crate::lexicon::{ReportingVerb, Sort, Special, SpeechClass, VerbForm};
use crate::text::Case;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn verb(&self, at: usize) -> Option<Report> {
        let tokens = self.tokens;
        let token = &tokens[at];
        let verb = token.verb?;
        let least = self.sentence.start;
        let end = self.sentence.end;
        if token.case != Case::Lower && !(at == least && verb.form != VerbForm::Base) {
            return None;
        }
        // The verb with what belongs to it: "has also said", "did not say".
        let mut start = at;
        let mut auxiliary = false;
        let mut negated = false;
        let mut to = false;
        while start > least {
            let before = &tokens[start - 1];
            if before.is(Sort::AUXILIARY) || before.is(Sort::NEGATION) {
                auxiliary |= before.is(Sort::AUXILIARY);
                negated |= before.is(Sort::NEGATION);
                start -= 1;
            } else if before.is(Sort::ADVERB) && start - 1 > least {
                start -= 1;
            } else if before.is_the(Special::To) && verb.form == VerbForm::Base {
                // "went on to say", "declined to say".
                to = true;
                break;
            } else {
                break;
            }
        }
        if to {
            return None;
        }
        if noun::noun_before(tokens, at, least) {
            return None;
        }
        if at > least && tokens[at - 1].is(Sort::PREPOSITION) && verb.form != VerbForm::Present {
            return None;
        }
        let passive = auxiliary
            && tokens[start..at].iter().any(|t| t.is_the(Special::Be))
            && verb.form != VerbForm::Present;
        if passive || verb.form == VerbForm::Participle && !auxiliary {
            return None;
        }
        match verb.form {
            VerbForm::Present if !auxiliary => return self.participle(at, verb),
            VerbForm::Base if !auxiliary && !self.plural_before(start) => return None,
            _ => {}
        }
        let after = self.after(at + 1, verb);
        let left_quote = self.quote_before(start);
        // “…,” said Hale
        let invertible = verb.takes.quotation && !negated;
        let comma_before = start > least && tokens[start - 1].kind == Kind::Comma;
        if invertible
            && (left_quote.is_some() || comma_before || start == least)
            && let Some(report) = self.inverted(start, at, verb, left_quote.is_some(), comma_before)
        {
            return Some(report);
        }
        let coordinated = start > least && tokens[start - 1].is(Sort::CONJUNCTION)
            || start > least + 1 && comma_before && tokens[start - 2].is(Sort::CONJUNCTION);
        let (source, inherits) = if coordinated {
            let previous = self.before.last().filter(|r| r.cue.end < start).and_then(|r| r.source.clone());
            (previous, self.before.is_empty())
        } else {
            let least = self.least(start);
            (noun::subject(tokens, least, start), false)
        };
        if source.is_none() && !coordinated {
            return None;
        }
        let source = match source {
            None => first_subject(tokens, least..start).filter(|_| coordinated),
            some => some,
        };
        let source = source?;
        let _ = inherits;
        let left = if coordinated { None } else { self.left_of_source(&source) };
        let as_before = source.start > least && tokens[source.start - 1].is_the(Special::As);
        let mut contents = Vec::new();
        match after {
            After::Quote(from) => {
                contents.extend(left.filter(|l| self.ends_in_quote(l)));
                if verb.takes.quotation || tokens[from].is_quote() && self.long_quote(from) {
                    contents.push(from..self.clause_end(from, end));
                }
            }
            After::Clause(from) if verb.takes.clause && !as_before => {
                contents.extend(left.filter(|l| self.ends_in_quote(l)));
                contents.push(from..self.clause_end(from, end));
            }
            After::Infinitive(from) if verb.takes.infinitive => {
                contents.push(from..self.clause_end(from, end));
            }
            After::Clause(from) | After::Infinitive(from) if verb.takes.object && self.object(from, verb) => {
                contents.push(from..self.clause_end(from, end));
            }
            After::End => contents.extend(left),
            After::Comma(from) => {
                let had_left = left.is_some();
                if as_before {
                    if had_left {
                        contents.extend(left);
                    } else {
                        contents.push(from..self.clause_end(from, end));
                    }
                } else {
                    contents.extend(left);
                    let next = &tokens[from];
                    let quote = tokens[from..end].iter().take(4).any(Token::is_quote);
                    let goes_on = !next.ing && !next.is(Sort::RELATIVE) && !next.is_the(Special::According);
                    if goes_on && (quote || had_left && verb.takes.clause) {
                        contents.push(from..self.clause_end(from, end));
                    }
                }
            }
            _ => {}
        }
        contents.retain(|c| c.start < c.end);
        if negated && verb.class == SpeechClass::Said && !matches!(after, After::Clause(_)) {
            return None;
        }
        (!contents.is_empty()).then(|| Report {
            cue: start..at + 1,
            source: Some(source),
            inherits: false,
            contents,
            class: Some(verb.class),
            negated,
        })
    }

    /// ", saying that …", "by saying …".
    fn participle(&self, at: usize, verb: ReportingVerb) -> Option<Report> {
        let tokens = self.tokens;
        let least = self.sentence.start;
        let start = at;
        let after = self.after(at + 1, verb);
        let from = match after {
            After::Quote(from) => from,
            After::Clause(from) if verb.takes.clause => from,
            After::Infinitive(from) if verb.takes.infinitive => from,
            After::Comma(from) if tokens[from].is_quote() => from,
            After::Clause(from) if verb.takes.object && self.object(from, verb) => from,
            _ => return None,
        };
        let loose = start == least
            || !tokens[start - 1].is_word()
            || tokens[start - 1].is(Sort::PREPOSITION)
            || tokens[start - 1].is(Sort::CONJUNCTION)
            || tokens[start - 1].is(Sort::ADVERB);
        let source = if loose {
            self.before.last().and_then(|r| r.source.clone()).or_else(|| first_subject(tokens, least..start))
        } else {
            noun::subject(tokens, self.least(start), start).or_else(|| first_subject(tokens, least..start))
        };
        Some(Report {
            cue: at..at + 1,
            inherits: source.is_none(),
            source,
            contents: std::iter::once(from..self.clause_end(from, self.sentence.end)).collect(),
            class: Some(verb.class),
            negated: false,
        })
    }

    fn inverted(
        &self,
        start: usize,
        at: usize,
        verb: ReportingVerb,
        quoted: bool,
        comma: bool,
    ) -> Option<Report> {
        let tokens = self.tokens;
        let end = self.sentence.end;
        if !quoted && !matches!(verb.form, VerbForm::Past | VerbForm::Third) {
            return None;
        }
        let mut from = at + 1;
        // "told reporters Hale" is not written; "added the mayor" is.
        if verb.takes.addressee {
            return None;
        }
        let source = noun::inverted(tokens, from, end)?;
        from = source.end;
        if !quoted {
            // "Hale, 45, said Friday was better" is not inverted: a verb follows the name.
            let stop = tokens.get(from).filter(|_| from < end);
            let closed = stop.is_none_or(|t| {
                !t.is_word()
                    || t.is(Sort::TIME)
                    || t.is(Sort::PREPOSITION)
                    || t.is(Sort::ADVERB)
                    || t.is(Sort::PERIOD)
            });
            let subject = comma
                && noun::subject(tokens, self.least(start), start).is_some_and(|s| {
                    s.end + 1 >= start && tokens[s.start..s.end].iter().any(|t| t.kind == Kind::Comma)
                });
            if !closed || subject || !comma && start != self.sentence.start {
                return None;
            }
            if tokens[source.clone()].iter().all(|t| t.is(Sort::TIME) || t.case == Case::Number) {
                return None;
            }
        }
        let apposed = noun::appositions(tokens, from, end);
        let whole = source.start..apposed;
        let mut contents = Vec::new();
        if start > self.sentence.start {
            contents.extend(self.left_content(start));
        }
        // What follows the tag: a second half of the quotation.
        let mut next = apposed;
        while next < end && (tokens[next].is(Sort::TIME) || tokens[next].is(Sort::ADVERB)) {
            next += 1;
        }
        if let Some(quote) = (next..end.min(next + 12)).find(|&i| tokens[i].is_quote()) {
            let between = &tokens[next..quote];
            let free = !between.iter().any(|t| t.verb.is_some() || t.is(Sort::RELATIVE));
            let marked = between.is_empty()
                || matches!(tokens[quote - 1].kind, Kind::Comma | Kind::Colon | Kind::Dash);
            if free && marked {
                contents.push(quote..self.clause_end(quote, end));
            }
        }
        (!contents.is_empty()).then(|| Report {
            cue: start..at + 1,
            source: Some(whole),
            inherits: false,
            contents,
            class: Some(verb.class),
            negated: false,
        })
    }

    fn quote_before(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let mut before = at.checked_sub(1).filter(|b| *b >= self.sentence.start)?;
        if matches!(tokens[before].kind, Kind::Comma | Kind::Dash) {
            before = before.checked_sub(1).filter(|b| *b >= self.sentence.start)?;
        }
        tokens[before].is_quote().then_some(before)
    }

    fn ends_in_quote(&self, content: &Range<usize>) -> bool {
        content.end > content.start && self.tokens[content.end - 1].is_quote()
    }

    fn long_quote(&self, at: usize) -> bool {
        self.tokens[at].end - self.tokens[at].start > 30
    }

    /// Whether "say" without auxiliary has a plural before it, so that it is a finite verb.
    fn plural_before(&self, at: usize) -> bool {
        if at == self.sentence.start {
            return false;
        }
        let before = &self.tokens[at - 1];
        before.is(Sort::PRONOUN)
            || before.is(Sort::RELATIVE)
            || before.plural
            || before.is_capital()
            || before.is(Sort::CONJUNCTION)
            || before.is_quote()
            || before.kind == Kind::Comma
    }

    fn object(&self, from: usize, verb: ReportingVerb) -> bool {
        let quote = self.tokens[from..self.sentence.end].iter().take(12).any(Token::is_quote);
        match verb.class {
            SpeechClass::Called => quote,
            _ => quote,
        }
    }
}

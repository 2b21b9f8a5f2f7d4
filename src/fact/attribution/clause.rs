//! One sentence: its reporting verbs, who says it, and which of its words are said.

use std::ops::Range;

use super::noun;
use super::token::{Kind, Sort, Special, Token};
use crate::lexicon::{ReportingVerb, SpeechClass, VerbForm};
use crate::text::Case;

/// A reporting verb with what it reports, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    /// Whether nobody stands there and the one who spoke last is meant.
    pub(super) inherits: bool,
    pub(super) contents: Vec<Range<usize>>,
    pub(super) class: Option<SpeechClass>,
    pub(super) negated: bool,
}

/// The reports of one sentence, in the order of their verbs.
pub(super) fn reports(tokens: &[Token<'_>], sentence: Range<usize>) -> Vec<Report> {
    let mut found: Vec<Report> = Vec::new();
    let mut index = sentence.start;
    while index < sentence.end {
        let reader = Reader { tokens, sentence: sentence.clone(), before: &found };
        let report = reader.according(index).or_else(|| reader.verb(index));
        index += 1;
        if let Some(report) = report {
            index = index.max(report.cue.end);
            found.push(report);
        }
    }
    found
}

/// The first noun phrase of a sentence, after what introduces it: the one a colon at the end
/// gives the word to.
pub(super) fn first_subject(tokens: &[Token<'_>], sentence: Range<usize>) -> Option<Range<usize>> {
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
pub(super) fn put(tokens: &[Token<'_>], sentence: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let start = sentence.start;
    tokens.get(start).filter(|t| t.is_the(Special::As))?;
    let put = (start..sentence.end.min(start + 9)).find(|&i| tokens[i].is_the(Special::Put))?;
    Some((noun::subject(tokens, start + 1, put)?, put))
}

struct Reader<'a, 'l> {
    tokens: &'a [Token<'l>],
    sentence: Range<usize>,
    before: &'a [Report],
}

impl Reader<'_, '_> {
    /// "according to the mayor", "in the words of the mayor".
    fn according(&self, at: usize) -> Option<Report> {
        let tokens = self.tokens;
        let token = &tokens[at];
        let end = self.sentence.end;
        let is_according = token.is_word()
            && token.end - token.start == 9
            && token.case != Case::Upper
            && token.sort == Sort::default()
            && at + 2 < end + 1
            && tokens.get(at + 1).is_some_and(|t| t.is(Sort::PREPOSITION) && t.end - t.start == 2)
            && token.is_the(Special::According);
        if !is_according || at + 2 >= end {
            return None;
        }
        let from = at + 2;
        let mut stop = from;
        while stop < end {
            let t = &tokens[stop];
            let last = stop > from;
            if matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash) {
                break;
            }
            if last && (t.is(Sort::SUBORDINATOR) || t.is(Sort::AUXILIARY)) {
                break;
            }
            stop += 1;
        }
        let mut source = from..stop;
        // "According to Hale, the mayor, the port …"; "…, according to Hale, who …".
        let leading = at == self.sentence.start
            || at == self.sentence.start + 1 && !tokens[self.sentence.start].is_quote()
            || at > self.sentence.start && tokens[at - 1].kind == Kind::Semicolon;
        let mut contents = Vec::new();
        if leading {
            let mut comma = stop;
            // An apposition has a second comma, and no verb before it.
            if let Some(next) = (stop + 1..end.min(stop + 12)).find(|&i| tokens[i].kind == Kind::Comma) {
                let inner = &tokens[stop + 1..next];
                let apposed = tokens[stop].kind == Kind::Comma
                    && !inner.is_empty()
                    && (noun::apposition(tokens, stop + 1)
                        && (tokens[stop + 1].is(Sort::RELATIVE)
                            || !inner
                                .iter()
                                .any(|t| t.is(Sort::AUXILIARY) || t.is_quote() || t.verb.is_some())))
                    && !tokens[stop + 1].is(Sort::PREPOSITION);
                if apposed {
                    comma = next;
                    source.end = next;
                }
            }
            if comma < end {
                let from = if tokens[comma].is_word() { comma } else { comma + 1 };
                contents.push(from..self.clause_end(from, end));
            }
        } else {
            let left = self.left_content(at);
            contents.extend(left);
            source.end = noun::appositions(tokens, stop, end);
            if source.end > stop && source.end < end && tokens[source.end].kind == Kind::Comma {
                // keep as is: what follows is no content
            }
        }
        (!contents.is_empty()).then(|| Report {
            cue: at..at + 2,
            source: Some(source),
            inherits: false,
            contents,
            class: None,
            negated: false,
        })
    }

    fn verb(&self, at: usize) -> Option<Report> {
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
    fn participle(&self, at: usize, verb: &ReportingVerb) -> Option<Report> {
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
        verb: &ReportingVerb,
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

    /// What a report to the left says that a verb or source at `at` follows.
    fn left_content(&self, at: usize) -> Option<Range<usize>> {
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

    fn left_of_source(&self, source: &Range<usize>) -> Option<Range<usize>> {
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
    fn least(&self, at: usize) -> usize {
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

    fn object(&self, from: usize, verb: &ReportingVerb) -> bool {
        let quote = self.tokens[from..self.sentence.end].iter().take(12).any(Token::is_quote);
        match verb.class {
            SpeechClass::Called => quote,
            _ => quote,
        }
    }

    /// What follows a reporting verb once listeners, days and places are passed.
    fn after(&self, mut at: usize, verb: &ReportingVerb) -> After {
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
    fn clause_end(&self, from: usize, end: usize) -> usize {
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

fn subject_like(token: &Token<'_>) -> bool {
    token.is(Sort::PRONOUN) || token.is_capital()
}

fn cue_like(token: &Token<'_>) -> bool {
    token.case == Case::Lower
        && token.verb.is_some_and(|v| {
            v.takes.quotation && v.takes.clause && matches!(v.form, VerbForm::Past | VerbForm::Third)
        })
}

fn listener_end(tokens: &[Token<'_>], at: usize, limit: usize) -> usize {
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

#[derive(Clone, Copy, Debug)]
enum After {
    Quote(usize),
    Clause(usize),
    Infinitive(usize),
    Comma(usize),
    End,
}

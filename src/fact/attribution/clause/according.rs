//! Sources without a verb: "according to the mayor".

use super::super::noun;
use super::super::token::Kind;
use super::{Reader, Report};
use crate::lexicon::{Sort, Special};
use crate::text::Case;

impl Reader<'_> {
    /// "according to the mayor", "in the words of the mayor".
    pub(super) fn according(&self, at: usize) -> Option<Report> {
        let tokens = self.tokens;
        let token = &tokens[at];
        let end = self.sentence.end;
        let is_according = token.is_word()
            && token.end - token.start == 9
            && token.case != Case::Upper
            && token.sort == Sort::NONE
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
}

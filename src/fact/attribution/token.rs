//! A paragraph as its attributions are read: words, stops, and each quotation as one token.

use std::ops::Range;

use crate::fact::{Scan, Sentence};
use crate::lexicon::{Entry, ReportingVerb, Role, Sort, Special, Trait};
use crate::text::{Case, Quotation};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A quotation, by its index.
    Quote(usize),
    Comma,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sort: Sort,
    pub(super) case: Case,
    pub(super) verb: Option<ReportingVerb>,
    pub(super) role: Option<Role>,
    pub(super) special: Special,
    /// Whether the word ends in a possessive.
    pub(super) possessive: bool,
    /// Whether it may be a plural, by its ending.
    pub(super) plural: bool,
    /// Whether it ends in "-ing".
    pub(super) ing: bool,
}

impl Token {
    pub(super) fn is(&self, sort: Sort) -> bool {
        self.sort.is(sort)
    }

    pub(super) fn is_the(&self, word: Special) -> bool {
        self.special == word
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }

    /// A word with a capital that is no function word and no day.
    pub(super) fn is_capital(&self) -> bool {
        self.is_word()
            && matches!(self.case, Case::Title | Case::Upper | Case::Inner)
            && self.sort == Sort::NONE
    }

    pub(super) fn is_plain(&self) -> bool {
        self.is_word() && self.case == Case::Lower && self.sort == Sort::NONE
    }
}

/// The tokens of one paragraph, cut into sentences; a quotation never lies across two.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Range<usize>>,
}

/// Reads one paragraph into `paragraph`. `quotations` are its own, `first` is the index of their first.
pub(super) fn read_into(
    paragraph: &mut Paragraph,
    scan: &Scan<'_>,
    span: Range<usize>,
    sentences: &[Sentence],
    quotations: &[Quotation],
    first: usize,
) {
    let text = scan.text();
    paragraph.tokens.clear();
    paragraph.sentences.clear();
    let mut quotes = quotations.iter().zip(first..).peekable();
    let mut at = span.start;
    let words = sentences.iter().flat_map(|s| scan.words_of(s).iter().zip(scan.entries_of(s)));
    for (word, entry) in words {
        let (start, end) = (word.start as usize, word.end as usize);
        while let Some((quote, index)) = quotes.next_if(|(q, _)| q.outer.start < end) {
            if quote.outer.start >= at {
                stops(text, at..quote.outer.start, &mut paragraph.tokens);
                paragraph.tokens.push(mark(Kind::Quote(index), quote.outer.clone()));
                at = quote.outer.end;
            }
        }
        if start < at {
            continue;
        }
        stops(text, at..start, &mut paragraph.tokens);
        paragraph.tokens.push(self::word(&text[start..end], start..end, word.case, entry));
        at = end;
    }
    for (quote, index) in quotes {
        if quote.outer.start >= at {
            stops(text, at..quote.outer.start, &mut paragraph.tokens);
            paragraph.tokens.push(mark(Kind::Quote(index), quote.outer.clone()));
            at = quote.outer.end;
        }
    }
    let Paragraph { tokens, sentences: found } = paragraph;
    cut(text, tokens, sentences, quotations, first, found);
}

fn word(copy: &str, at: Range<usize>, case: Case, entry: &Entry) -> Token {
    let mut sort = entry.sort;
    // "May" and "March" are months only before a figure; too rare to look.
    if case != Case::Lower && at.len() > 1 && sort == Sort::PERIOD {
        sort = Sort::NONE;
    }
    Token {
        kind: Kind::Word,
        start: at.start,
        end: at.end,
        sort,
        case,
        verb: entry.verb.filter(|_| case != Case::Upper),
        role: entry.role,
        special: entry.special,
        possessive: entry.is(Trait::POSSESSIVE) || copy.ends_with("'S") || copy.ends_with("’S"),
        plural: entry.is(Trait::PLURAL),
        ing: entry.is(Trait::ING),
    }
}

fn mark(kind: Kind, at: Range<usize>) -> Token {
    Token {
        kind,
        start: at.start,
        end: at.end,
        sort: Sort::NONE,
        case: Case::Lower,
        verb: None,
        role: None,
        special: Special::Other,
        possessive: false,
        plural: false,
        ing: false,
    }
}

/// The stops between two words.
fn stops(text: &str, gap: Range<usize>, tokens: &mut Vec<Token>) {
    let copy = &text[gap.clone()];
    if copy == " " {
        return;
    }
    for (at, c) in copy.char_indices() {
        let kind = match c {
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '—' | '–' => Kind::Dash,
            '-' if copy[..at].ends_with([' ', '-']) => Kind::Dash,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            _ => continue,
        };
        let start = gap.start + at;
        tokens.push(mark(kind, start..start + c.len_utf8()));
    }
}

/// Cuts tokens into sentences at the ends that lie outside quotations, and after a quotation that
/// ends its own sentence, unless its speaker follows.
fn cut(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    quotations: &[Quotation],
    first: usize,
    found: &mut Vec<Range<usize>>,
) {
    let mut start = 0;
    let mut next = 0;
    for index in 1..tokens.len() {
        let (before, here) = (&tokens[index - 1], &tokens[index]);
        while sentences.get(next).is_some_and(|s| (s.span.start as usize) < before.end) {
            next += 1;
        }
        let starts = sentences.get(next).is_some_and(|s| (s.span.start as usize) <= here.start);
        let ends = match before.kind {
            Kind::Quote(quote) => {
                let inner = text[quotations[quote - first].inner.clone()].trim_end();
                let stopped = inner.ends_with(['.', '?', '!', '…']);
                let fresh = here.is_quote() || here.case != Case::Lower;
                (starts || stopped && fresh) && !speaker_follows(tokens, index, inner.ends_with('.'))
            }
            _ => starts,
        };
        if ends {
            found.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
}

/// Whether a name and a reporting verb, in either order, follow a quotation: `“Never!” Mr Hale said`.
fn speaker_follows(tokens: &[Token], from: usize, stopped: bool) -> bool {
    let Some(here) = tokens.get(from) else { return false };
    if !here.is_word() || here.is(Sort::CONJUNCTION) {
        return false;
    }
    if here.verb.is_some() && here.case == Case::Lower {
        return true;
    }
    let end = tokens[from..]
        .iter()
        .take(8)
        .position(|t| t.verb.is_some_and(|v| v.takes.quotation) && t.case == Case::Lower);
    match end {
        Some(0) | None => false,
        Some(verb) => {
            let between = &tokens[from..from + verb];
            let name =
                between.iter().all(|t| t.is_word() && !t.is(Sort::AUXILIARY) && !t.is(Sort::SUBORDINATOR));
            let after = tokens.get(from + verb + 1);
            // After a full stop only the shortest tag belongs to the quotation.
            name && (!stopped || verb <= 3 && after.is_none_or(|t| !t.is_word()))
        }
    }
}

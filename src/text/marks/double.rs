//! Double marks, each with what it does by its shape and by what stands beside it.

use std::ops::Range;

use super::Paragraph;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Open,
    Close,
    /// By what is open.
    Either,
}

#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) at: Range<usize>,
    pub(super) sense: Sense,
    /// Whether only the shape of the mark says so, and what stands beside it says otherwise.
    pub(super) turned: bool,
    pub(super) straight: bool,
    pub(super) inches: bool,
}

impl Paragraph<'_> {
    /// Double marks in order, each with what it does.
    pub(super) fn double_marks(&self) -> Vec<Mark> {
        let copy = &self.text[self.span.clone()];
        let bytes = copy.as_bytes();
        let mut found: Vec<Mark> = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            // A single mark and a double one: `'''Never,'' he called it.'`.
            if bytes[at..].starts_with(b"'''") && (at == 0 || bytes[at - 1].is_ascii_whitespace()) {
                at += 1;
                continue;
            }
            // Marks that were read in a wrong encoding: `â€”`.
            if bytes[at] == 0xe2 && copy[..at].ends_with('€') {
                at += copy[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let (shape, len) = match bytes[at] {
                b'"' => (Sense::Either, 1),
                b'`' if bytes.get(at + 1) == Some(&b'`') => (Sense::Open, 2),
                b'\'' if bytes.get(at + 1) == Some(&b'\'') => (Sense::Close, 2),
                0xe2 if bytes[at..].starts_with("’’".as_bytes()) => (Sense::Close, 6),
                0xe2 if bytes[at..].starts_with("‘‘".as_bytes()) => (Sense::Open, 6),
                0xe2 if bytes[at..].starts_with("“".as_bytes()) => (Sense::Open, 3),
                0xe2 if bytes[at..].starts_with("″".as_bytes()) => (Sense::Either, 3),
                0xe2 if bytes[at..].starts_with("„".as_bytes()) => (Sense::Open, 3),
                0xe2 if bytes[at..].starts_with("”".as_bytes()) => (Sense::Close, 3),
                0xc2 if bytes[at..].starts_with("«".as_bytes()) => (Sense::Open, 2),
                0xc2 if bytes[at..].starts_with("»".as_bytes()) => (Sense::Close, 2),
                _ => {
                    at += 1;
                    continue;
                }
            };
            let before = copy[..at].chars().next_back();
            let after = copy[at + len..].chars().next();
            let context = context(before, after);
            let straight = shape == Sense::Either;
            let last = shape == Sense::Open && after.is_none();
            let turned = !straight && context != Sense::Either && context != shape || last;
            let digit = before.is_some_and(|c| c.is_ascii_digit());
            let inches = straight && digit && !after.is_some_and(char::is_alphanumeric);
            let sense = if straight { context } else { shape };
            if digit && feet(&copy[..at]) || in_markup(&copy[..at]) {
                at += len;
                continue;
            }
            let start = self.span.start + at;
            found.push(Mark { at: start..start + len, sense, turned, straight, inches });
            at += len;
        }
        found
    }
}

/// Whether a figure ends in feet and inches: `6'2`.
fn feet(before: &str) -> bool {
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    rest.strip_suffix(['\'', '’', '′']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a tag of markup is open at the end of `before`.
fn in_markup(before: &str) -> bool {
    before.rfind('<').is_some_and(|open| {
        let tag = &before[open + 1..];
        tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && !tag.contains('>')
    })
}

/// What a mark between two characters does, by them alone.
fn context(before: Option<char>, after: Option<char>) -> Sense {
    let left = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '‘' | '\'' | '“' | '…')
    });
    let right = after.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | ','
                    | ';'
                    | ':'
                    | '?'
                    | '!'
                    | ')'
                    | ']'
                    | '}'
                    | '—'
                    | '–'
                    | '-'
                    | '…'
                    | '\''
                    | '’'
                    | '”'
            )
    });
    match (left, right) {
        (true, false) => Sense::Open,
        (false, true) => Sense::Close,
        _ => Sense::Either,
    }
}

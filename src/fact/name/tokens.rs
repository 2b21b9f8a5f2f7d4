//! The tokens of a sentence: words with hyphens joined and possessives cut off, and what stands
//! between one and the next.

use crate::article::Span;
use crate::fact::{Scan, Sentence};
use crate::lexicon::{Lexicon, Trait};
use crate::text::{Case, Word, bare, key};

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The sentence begins here.
    Start,
    /// White space only.
    Space,
    /// The stop of an initial or abbreviation, and white space.
    Stop,
    /// A comma.
    Comma,
    /// A mark after which a sentence or quotation begins: its capital says nothing.
    Opening,
    /// A closing quotation mark, a bracket, a dash, anything else.
    Other,
}

/// A word, or several joined by hyphens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Without possessive.
    pub(super) span: Span,
    /// The key of its text.
    pub(super) key: u64,
    /// What stands before it.
    pub(super) gap: Gap,
    /// It begins with a capital (after a particle, `al-Qaida`).
    pub(super) capital: bool,
    /// It is in capitals throughout.
    pub(super) capitals: bool,
    /// It is a figure.
    pub(super) number: bool,
    /// `'s` follows.
    pub(super) possessive: bool,
    /// It has a capital and is no name: an address, a handle, a misspelling that is meant.
    pub(super) barred: bool,
}

impl Token {
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.span.range()]
    }
}

/// Reads the tokens of `sentence` into `out`.
pub(super) fn read(scan: &Scan<'_>, sentence: &Sentence, lexicon: &Lexicon, out: &mut Vec<Token>) {
    out.clear();
    let text = scan.text();
    let words = scan.words_of(sentence);
    let mut at = 0;
    let mut end = sentence.span.start;
    while at < words.len() {
        let first = at;
        while at + 1 < words.len() && hyphen(text, &words[at], &words[at + 1]) {
            at += 1;
        }
        at += 1;
        let between = &text[end as usize..words[first].start as usize];
        // Between most words nothing but a space stands.
        let gap = match between {
            _ if first == 0 => Gap::Start,
            " " => Gap::Space,
            _ => gap(between),
        };
        let number = sentence.words.start as usize + first;
        push(scan, number, &words[first..at], gap, lexicon, out);
        end = words[at - 1].end;
    }
}

fn hyphen(text: &str, a: &Word, b: &Word) -> bool {
    // Behind most words a space stands.
    text.as_bytes()[a.end as usize] != b' '
        && matches!(&text[a.end as usize..b.start as usize], "-" | "&" | "\u{2010}" | "\u{2011}")
}

/// `parts` is a chain of words joined by hyphens, from word `number` on; only its middle is a name in
/// `pre-Soviet`, `Moscow-based`.
fn push(
    scan: &Scan<'_>,
    mut number: usize,
    mut parts: &[Word],
    gap: Gap,
    lexicon: &Lexicon,
    out: &mut Vec<Token>,
) {
    let text = scan.text();
    // Most words are small and stand alone, and are no part of a name.
    if let [word] = parts
        && word.case == Case::Lower
    {
        let entry = &scan.entries()[number];
        let span = Span::new(word.start as usize, word.start as usize + bare(word.of(text)).len());
        let (key, possessive) = (entry.key, entry.is(Trait::POSSESSIVE));
        let (capital, capitals, number, barred) = (false, false, false, false);
        out.push(Token { span, key, gap, capital, capitals, number, possessive, barred });
        return;
    }
    let is_lower = |word: &Word| word.case == Case::Lower || word.case == Case::Number;
    let mut gap = gap;
    while let [first, _, ..] = parts {
        let lists = &lexicon.names;
        let prefix = !parts[1..].iter().all(is_lower)
            && (lists.prefixes.contains(first.of(text))
                || first.case == Case::Number
                || (is_lower(first) && !lists.joints.contains(first.of(text))));
        if !prefix
            || (first.case != Case::Lower
                && first.case != Case::Number
                && !matches!(gap, Gap::Start | Gap::Opening))
        {
            break;
        }
        gap = Gap::Space;
        parts = &parts[1..];
        number += 1;
    }
    while let [.., before, last] = parts {
        // `Mexico-U.S.`: an abbreviation goes on behind its first letter.
        let cut = last.end - last.start == 1 && text[last.end as usize..].starts_with('.');
        let tail = cut || is_lower(last) && !is_lower(before) && lexicon.dictionary.contains(last.of(text));
        if !tail {
            break;
        }
        parts = &parts[..parts.len() - 1];
    }
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let mut span = Span { start: first.start, end: last.end };
    let whole = &text[span.range()];
    let endings = if whole.ends_with(['s', 'S']) { &["'s", "’s", "'S", "’S"][..] } else { &[] };
    let bare = endings.iter().find_map(|ending| whole.strip_suffix(ending));
    let possessive = bare.is_some();
    if let Some(bare) = bare {
        span.end = span.start + u32::try_from(bare.len()).expect("shorter than the span");
    }
    let capital = match first.case {
        Case::Title | Case::Upper => true,
        Case::Inner => capital_after_particle(&text[span.range()]),
        Case::Lower => parts.len() > 1 && parts.iter().any(|word| !is_lower(word)),
        Case::Number => false,
    };
    // Most tokens are one word, whose key is known; it has the ending of a shouted `'S`.
    let is_keyed = parts.len() == 1 && !whole.ends_with('S');
    out.push(Token {
        span,
        key: if is_keyed { scan.entries()[number].key } else { key(&text[span.range()]) },
        gap,
        capital,
        capitals: parts.iter().all(|word| word.case == Case::Upper),
        number: first.case == Case::Number,
        possessive,
        barred: capital && barred(text, first.start as usize, last.end as usize),
    });
}

/// `d'Estaing`, but not `iPhone`.
fn capital_after_particle(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some('d' | 'l' | 'o'), Some('\'' | '’')))
}

/// Whether the word is part of an address or a handle, or a misspelling marked as meant.
fn barred(text: &str, start: usize, end: usize) -> bool {
    // Most words stand between two others, and nothing here is about those.
    let bytes = text.as_bytes();
    let between_words = start.checked_sub(1).is_some_and(|before| bytes[before] == b' ')
        && bytes.get(end) == Some(&b' ')
        && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    if between_words && bytes.get(start + 1) != Some(&b'M') {
        return false;
    }
    let after = &text[end..];
    let marked = after.trim_start_matches(['”', '"', '\'', '’', ' ', ',']);
    if marked.starts_with("[sic") || marked.starts_with("(sic") {
        return true;
    }
    // `9:00 AMPresident Hale`: a time that lost its space.
    let glued = ["AM", "PM"].iter().any(|half| {
        text[start..end].strip_prefix(half).is_some_and(|rest| {
            let mut letters = rest.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        })
    });
    if glued && text[..start].trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let before = text[..start].chars().next_back();
    let odd = |c: char| matches!(c, '@' | '#' | '/' | '_' | '\\' | '.' | '=' | '&' | '~');
    if !before.is_some_and(odd) && !after.starts_with(odd) {
        return false;
    }
    let from = text[..start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let to = after.find(char::is_whitespace).map_or(text.len(), |at| end + at);
    let chunk = text.get(from..to).unwrap_or("");
    // Nearly all are the last words of their sentences.
    if chunk.strip_suffix('.').is_some_and(|word| word.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return false;
    }
    chunk.contains(['@', '_', '\\', '=', '~'])
        || chunk.starts_with('#')
        || chunk.contains("://")
        || chunk.contains("www.")
        || [".com", ".org", ".net", ".co.", ".gov", ".edu", ".info", ".tv"]
            .iter()
            .any(|end| chunk.contains(end))
}

fn gap(between: &str) -> Gap {
    let mut gap = Gap::Space;
    for c in between.chars() {
        gap = match c {
            c if c.is_whitespace() => gap,
            ',' if gap != Gap::Opening => Gap::Comma,
            '.' if gap == Gap::Space && between.starts_with('.') => Gap::Stop,
            '“' | '"' | '‘' | '\'' | '«' | ':' | '(' | '[' | '•' | '—' | '–' | '?' | '!' | '.' => {
                Gap::Opening
            }
            _ if gap == Gap::Opening => gap,
            _ => Gap::Other,
        };
    }
    gap
}

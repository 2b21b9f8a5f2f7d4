//! The sentence round a place, for people who read a report without the article.
//!
//! Reports know no word lists, so a title (`Mr.`) may end an excerpt early; facts are taken by the
//! sentences of `text`, which do know them.

use std::ops::Range;

/// More than this many bytes are cut: a file may be one line of 50 MB.
const LONGEST: usize = 600;

/// The sentences round a place, white space folded. What is cut is marked `…`.
pub(super) struct Excerpt {
    /// What stands before the place.
    pub(super) before: String,
    /// The place.
    pub(super) at: String,
    /// What stands after it.
    pub(super) after: String,
}

impl Excerpt {
    /// The sentences of `paragraph` that `span` touches.
    pub(super) fn new(paragraph: &str, span: Range<usize>) -> Self {
        let from = paragraph.ceil_char_boundary(span.start.saturating_sub(LONGEST));
        let inside = paragraph.floor_char_boundary(span.end.min(span.start + LONGEST));
        let until = paragraph.floor_char_boundary((inside + LONGEST).min(paragraph.len()));
        let before = &paragraph[from..span.start];
        let before = match last_break(before) {
            Some(at) => folded(&before[at..]),
            None if from > 0 => format!("…{}", folded(before)),
            None => folded(before),
        };
        let mut at = folded(&paragraph[span.start..inside]);
        if inside < span.end {
            at.push('…');
            return Self { before, at, after: String::new() };
        }
        let after = &paragraph[inside..until];
        let ended = breaks(&paragraph[from..inside], after);
        let after = match first_break(after) {
            _ if ended => String::new(),
            Some(end) => folded(after[..end].trim_end()),
            None if until < paragraph.len() => format!("{}…", folded(after)),
            None => folded(after.trim_end()),
        };
        Self { before, at, after }
    }
}

fn folded(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if !c.is_whitespace() => shown.push(c),
            _ if !shown.ends_with(' ') => shown.push(' '),
            _ => {}
        }
    }
    shown
}

/// Where the last sentence of `text` begins, if another stands before it.
fn last_break(text: &str) -> Option<usize> {
    let spaces = text.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    spaces.map(|(at, c)| at + c.len_utf8()).find(|&at| breaks(&text[..at], &text[at..]))
}

/// Where the first sentence of `text` ends, if another stands after it.
fn first_break(text: &str) -> Option<usize> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace());
    spaces.map(|(at, c)| at + c.len_utf8()).find(|&at| breaks(&text[..at], &text[at..]))
}

fn breaks(before: &str, after: &str) -> bool {
    let ended = before.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', '»']);
    let Some(stem) = ended.strip_suffix(['.', '!', '?', '…']) else { return false };
    let word = stem.rsplit(char::is_whitespace).next().unwrap_or("");
    // `J. Hale` and `U.S. Army` go on.
    let initial = ended.ends_with('.') && word.rsplit('.').next().is_some_and(|w| w.chars().count() == 1);
    let opens = after.trim_start().trim_start_matches(['"', '“', '‘', '\'', '(', '«']).chars().next();
    // At the very end of a piece nothing says what follows.
    !initial && opens.is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(paragraph: &str, span: Range<usize>) -> String {
        let Excerpt { before, at, after } = Excerpt::new(paragraph, span);
        format!("{before}{at}{after}")
    }

    fn round(paragraph: &str, word: &str) -> String {
        let at = paragraph.find(word).expect("the word stands there");
        whole(paragraph, at..at + word.len())
    }

    #[test]
    fn only_the_sentence_round_the_place_is_shown() {
        let paragraph = "Ships left. “The port is shut,” J. Hale said. Nobody asked why.";
        assert_eq!(round(paragraph, "port"), "“The port is shut,” J. Hale said.");
        assert_eq!(round(paragraph, "Ships"), "Ships left.");
        assert_eq!(round(paragraph, "asked"), "Nobody asked why.");
    }

    #[test]
    fn a_place_over_two_sentences_shows_both() {
        assert_eq!(round("One. Two ends. Three\nbegins. Four.", "ends. Three"), "Two ends. Three begins.");
    }

    #[test]
    fn a_place_that_is_a_sentence_shows_no_more() {
        assert_eq!(round("One. Two ends. Three begins.", "Two ends."), "Two ends.");
    }

    #[test]
    fn a_line_without_end_is_cut_on_character_boundaries() {
        let paragraph = "é ".repeat(40_000);
        let shown = whole(&paragraph, 60_000..60_002);
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.len() < 3 * LONGEST,
            "{}",
            shown.len()
        );
    }
}

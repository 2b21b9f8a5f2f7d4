//! The sentence round a place, for people who read a report without the article.
//!
//! Reports know no word lists, so a title (`Mr.`) may end an excerpt early; facts are taken by the
//! sentences of `text`, which do know them.

use std::ops::Range;

/// More than this many bytes are cut: a file may be one line of 50 MB.
const LONGEST: usize = 600;

/// The sentences of `paragraph` that `span` touches, white space folded. What is cut is marked `…`.
pub(super) fn sentence(paragraph: &str, span: Range<usize>) -> String {
    let from = span.start.saturating_sub(LONGEST);
    let until = span.end.min(span.start + LONGEST);
    let before = &paragraph[paragraph.floor_char_boundary(from)..span.start];
    let until = paragraph.floor_char_boundary(until);
    let after = &paragraph[until..paragraph.ceil_char_boundary((until + LONGEST).min(paragraph.len()))];
    let start = span.start - (before.len() - last_break(before).unwrap_or(0));
    let end = until + first_break(after).unwrap_or(after.len());
    let longest = paragraph.ceil_char_boundary((start + LONGEST).max(until).min(end));
    let cut_after = longest < end || (first_break(after).is_none() && end < paragraph.len());
    let cut_before = last_break(before).is_none() && from > 0;
    let words: Vec<&str> = paragraph[start..longest].split_whitespace().collect();
    format!("{}{}{}", if cut_before { "…" } else { "" }, words.join(" "), if cut_after { "…" } else { "" })
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
    let opens = after.trim_start_matches(['"', '“', '‘', '\'', '(', '«']).chars().next();
    // At the very end of a piece nothing says what follows.
    !initial && opens.is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(paragraph: &str, word: &str) -> String {
        let at = paragraph.find(word).expect("the word stands there");
        sentence(paragraph, at..at + word.len())
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
    fn a_line_without_end_is_cut_on_character_boundaries() {
        let paragraph = "é ".repeat(40_000);
        let shown = sentence(&paragraph, 60_000..60_002);
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.len() < 3 * LONGEST,
            "{}",
            shown.len()
        );
    }
}

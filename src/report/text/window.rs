//! The part of a paragraph that fits on one line round a place.
//!
//! A paragraph is one line of a thousand columns in many files, so lines of the file are no unit to
//! show; the words next to the place are.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::super::escape::visible;

/// One line of words with a place in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// What stands before the place.
    pub(super) before: String,
    /// The place itself.
    pub(super) at: String,
    /// What stands after it.
    pub(super) after: String,
}

/// No character takes fewer columns than one for so many bytes, combining marks counted in; more of
/// a paragraph need not be looked at.
const BYTES_A_COLUMN: usize = 12;

impl Window {
    /// The words of `paragraph` round `span`, in at most `width` columns.
    pub(super) fn new(paragraph: &str, span: Range<usize>, width: usize) -> Self {
        let reach = width * BYTES_A_COLUMN;
        let from = paragraph.ceil_char_boundary(span.start.saturating_sub(reach));
        let until = paragraph.floor_char_boundary((span.end + reach).min(paragraph.len()));
        let inside = paragraph.floor_char_boundary(span.end.min(span.start + reach));
        let whole = folded(&paragraph[span.start..inside]);
        let at = head(&whole, width, inside < span.end);
        let left = width - at.width().min(width);
        let before = folded(&paragraph[from..span.start]);
        // What follows a place that is cut is cut with it.
        let cut = at != whole.trim_end();
        let after = if cut { String::new() } else { folded(&paragraph[span.end..until]) };
        // What one side leaves unused, the other may have.
        let most_before = (left / 2).max(left.saturating_sub(after.width()));
        let before = tail(&before, most_before, from > 0);
        let after = head(&after, left - before.width().min(left), !cut && until < paragraph.len());
        Self { before, at, after }
    }

    /// The columns before the place and the columns it takes.
    pub(super) fn columns(&self) -> (usize, usize) {
        (self.before.width(), self.at.width().max(1))
    }
}

/// White space folded, and only visible characters.
fn folded(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut space = false;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            shown.push_str(&visible(bare));
            space = false;
        }
        if bare.len() < word.len() && !space {
            shown.push(' ');
            space = true;
        }
    }
    shown
}

/// The last words of `text` that fit, after `… ` if some are left out.
fn tail(text: &str, width: usize, more: bool) -> String {
    if text.width() <= width && !more {
        return text.to_owned();
    }
    let room = width.saturating_sub(2);
    let kept = starts(text).rev().map(|at| &text[at..]).take_while(|words| words.width() <= room).last();
    let kept = kept.unwrap_or_default();
    if !kept.is_empty() {
        return format!("… {kept}");
    }
    // The place is joined to what stands before it, or one long word does.
    if text.ends_with(char::is_whitespace) && width >= 2 {
        "… ".to_owned()
    } else if width >= 1 && !text.is_empty() {
        "…".to_owned()
    } else {
        String::new()
    }
}

/// The first words of `text` that fit, before ` …` if some are left out.
fn head(text: &str, width: usize, more: bool) -> String {
    let whole = text.trim_end();
    if whole.width() <= width && !more {
        return whole.to_owned();
    }
    let room = width.saturating_sub(2);
    let kept = ends(text).map(|at| &text[..at]).take_while(|words| words.width() <= room).last();
    let kept = kept.unwrap_or_default();
    if !kept.is_empty() {
        return format!("{kept} …");
    }
    if text.starts_with(char::is_whitespace) && width >= 2 {
        " …".to_owned()
    } else if width >= 1 && !text.is_empty() {
        "…".to_owned()
    } else {
        String::new()
    }
}

/// Where words begin.
fn starts(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let begins = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
    text.char_indices().filter(move |(at, c)| !c.is_whitespace() && begins(*at)).map(|(at, _)| at)
}

/// Where words end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let ends = |at: usize| text[at..].chars().next().is_none_or(char::is_whitespace);
    let words = text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    words.filter(move |at| ends(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(paragraph: &str, word: &str, width: usize) -> String {
        let at = paragraph.find(word).expect("the word stands there");
        let window = Window::new(paragraph, at..at + word.len(), width);
        format!("{}[{}]{}", window.before, window.at, window.after)
    }

    #[test]
    fn a_window_ends_at_words_and_says_what_is_left_out() {
        let text = "The harbour of Oldhaven, which the council closed in March, will open again.";
        assert_eq!(line(text, "council", 40), "… which the [council] closed in March, …");
        assert_eq!(line(text, "The", 30), "[The] harbour of Oldhaven, …");
        assert_eq!(line(text, "again", 30), "… in March, will open [again].");
        assert_eq!(line(text, "again", 200), format!("{}[again].", &text[..text.len() - 6]));
        assert_eq!(line(text, "which the council closed in March", 24), "… [which the council …]");
    }

    #[test]
    fn no_window_is_wider_than_asked() {
        let text = "東京都 e\u{301}e\u{301} \u{1b}[2J 👩\u{200d}🚒 word\tand\r\nanother wo\u{202e}rd 東京都東京都東京都";
        for width in 8..90 {
            for (at, c) in text.char_indices() {
                let window = Window::new(text, at..at + c.len_utf8(), width);
                let all = format!("{}{}{}", window.before, window.at, window.after);
                assert!(all.width() <= width, "{width}: {all:?} is {}", all.width());
            }
        }
    }
}

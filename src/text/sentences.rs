//! Sentences: the breaks of Unicode's UAX #29, less those after an abbreviation or an initial.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed, options::SentenceBreakInvariantOptions};

static SEGMENTER: LazyLock<SentenceSegmenterBorrowed<'static>> =
    LazyLock::new(|| SentenceSegmenter::new(SentenceBreakInvariantOptions::default()));

/// The sentences of one paragraph, without the white space round them, as byte ranges.
///
/// `abbreviation` says of a word in lower case, without its stop, whether it is one after which a
/// sentence goes on.
pub fn sentences(paragraph: &str, abbreviation: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in SEGMENTER.segment_str(paragraph) {
        if end <= start
            || (end < paragraph.len() && goes_on(&paragraph[..end], &paragraph[end..], abbreviation))
        {
            continue;
        }
        push_trimmed(paragraph, start..end, &mut found);
        start = end;
    }
    if start < paragraph.len() {
        push_trimmed(paragraph, start..paragraph.len(), &mut found);
    }
    found
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let lead = piece.len() - piece.trim_start().len();
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        found.push(range.start + lead..range.start + lead + trimmed.len());
    }
}

fn goes_on(before: &str, after: &str, abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let before = before.trim_end();
    if let Some(stem) = before.strip_suffix('.') {
        let from = stem
            .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '[' | '-' | '—'))
            .map_or(0, |at| at + stem[at..].chars().next().map_or(0, char::len_utf8));
        let word = &stem[from..];
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
        return initial || abbreviation(&word.to_lowercase());
    }
    // `“Never!” the mayor said` is one sentence; `“Never!” The mayor left.` is two.
    before.ends_with(['”', '"', '’']) && after.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &|w| matches!(w, "mr" | "u.s" | "gen")).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        assert_eq!(
            split("Mr. Hale left. The U.S. Army stayed."),
            ["Mr. Hale left.", "The U.S. Army stayed."]
        );
    }

    #[test]
    fn an_initial_does_not_end_a_sentence() {
        assert_eq!(split("George W. Hale spoke. He left."), ["George W. Hale spoke.", "He left."]);
    }
}

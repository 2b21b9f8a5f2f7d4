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
    each_break(paragraph, &mut |end| {
        if !goes_on(&paragraph[..end], &paragraph[end..], abbreviation) {
            push_trimmed(paragraph, start..end, &mut found);
            start = end;
        }
    });
    if start < paragraph.len() {
        push_trimmed(paragraph, start..paragraph.len(), &mut found);
    }
    found
}

/// Hands over the places inside `text` where Unicode breaks it into sentences, in order.
///
/// A sentence breaks only behind a stop or a line's end, and whether it does there is decided by the letter before
/// and by what follows as far as the next letter (rules SB3 to SB11). So only these pieces are given to the segmenter,
/// which reads some ten times as slowly as the rest is passed over.
fn each_break(text: &str, each: &mut dyn FnMut(usize)) {
    if !text.chars().all(is_plain) {
        SEGMENTER.segment_str(text).filter(|at| (1..text.len()).contains(at)).for_each(each);
        return;
    }
    let bytes = text.as_bytes();
    let (mut from, mut last) = (0, 0);
    while let Some(stop) = bytes[from..].iter().position(|byte| is_stop(*byte)).map(|at| from + at) {
        let start = text[..stop].rfind(' ').map_or(0, |space| space + 1);
        let mut behind = text[stop..].char_indices();
        let end =
            behind.find(|(_, c)| c.is_alphabetic()).map_or(text.len(), |(at, c)| stop + at + c.len_utf8());
        for at in SEGMENTER.segment_str(&text[start..end]).map(|at| start + at) {
            if at > last.max(start) && at < end {
                each(at);
                last = at;
            }
        }
        from = end;
    }
}

fn is_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'?' | b'!' | b'\n' | b'\r')
}

/// Whether a character is one of those of which English is written: none of them but [stops](is_stop) ends a sentence,
/// and all their letters are letters to the rules too.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{201f}' | '…' | '•' | '€' | '™')
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
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

        /// What is read in pieces breaks as what is read whole.
        #[test]
        fn pieces_break_as_the_whole_does(text in "[ab ABÉéªǀ1.?!,;:—’”\"') (…•™€\u{a0}\u{ad}\r\n-]{0,40}") {
            let mut pieces = Vec::new();
            each_break(&text, &mut |at| pieces.push(at));
            let whole: Vec<usize> =
                SEGMENTER.segment_str(&text).filter(|at| (1..text.len()).contains(at)).collect();
            prop_assert_eq!(pieces, whole);
        }
    }

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

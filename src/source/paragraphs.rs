//! Paragraphs of text that has no markup.
//!
//! A blank line parts paragraphs. Where there is none inside a block, its lines decide: copy that
//! was wrapped at a column is one paragraph, lines that are whole sentences are one each.

use crate::article::{DraftParagraph, ParagraphKind, Span};

/// A line this long was not wrapped at a column.
const UNWRAPPED: usize = 160;

/// A longer first line is copy, not a headline.
const LONGEST_HEADLINE: usize = 200;

/// The paragraphs of `text`. With `headline`, a first one that looks like a headline is the title.
pub(super) fn split(text: &str, headline: bool) -> Vec<DraftParagraph> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<Line<'_>> = Vec::new();
    for line in lines(text) {
        if line.text.is_empty() {
            close(&mut block, &mut paragraphs);
        } else {
            block.push(line);
        }
    }
    close(&mut block, &mut paragraphs);
    if headline {
        find_headline(text, &mut paragraphs);
    }
    paragraphs
}

/// Makes a first paragraph that looks like a headline the title.
pub(super) fn find_headline(text: &str, paragraphs: &mut [DraftParagraph]) {
    if let [first, _, ..] = paragraphs
        && first.kind == ParagraphKind::Body
        && looks_like_headline(&text[first.span.range()])
    {
        first.kind = ParagraphKind::Title;
    }
}

/// A line without the white space round it.
#[derive(Clone, Copy)]
struct Line<'a> {
    at: usize,
    text: &'a str,
}

impl Line<'_> {
    fn span(&self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }
}

/// LF, CRLF and lone CR all end a line.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&end| {
        // A CRLF ends its line at the LF; the CR is white space.
        bytes[end] == b'\n' || bytes.get(end + 1) != Some(&b'\n')
    });
    ends.map(|end| (end, end + 1)).chain(std::iter::once((text.len(), text.len()))).map(move |(end, next)| {
        let raw = &text[start..end];
        let lead = raw.trim_start();
        let line = Line { at: start + raw.len() - lead.len(), text: lead.trim_end() };
        start = next;
        line
    })
}

fn close(block: &mut Vec<Line<'_>>, paragraphs: &mut Vec<DraftParagraph>) {
    let Some((first, last)) = block.first().zip(block.last()) else { return };
    if block.iter().all(|line| is_item(line.text)) {
        paragraphs
            .extend(block.iter().map(|line| DraftParagraph { span: line.span(), kind: ParagraphKind::Item }));
    } else if one_each(block) {
        paragraphs
            .extend(block.iter().map(|line| DraftParagraph { span: line.span(), kind: ParagraphKind::Body }));
    } else {
        paragraphs.push(DraftParagraph { span: first.span().cover(last.span()), kind: ParagraphKind::Body });
    }
    block.clear();
}

/// Whether each line of a block is a paragraph of its own.
fn one_each(block: &[Line<'_>]) -> bool {
    let Some((_, inner)) = block.split_last() else { return false };
    let ended = inner.iter().filter(|line| ends_sentence(line.text)).count();
    let long = block.iter().any(|line| line.text.len() > UNWRAPPED);
    // Wrapped copy now and then ends a line with a sentence, but not three in a row.
    (long && ended * 2 >= inner.len().saturating_sub(1)) || (inner.len() >= 3 && ended == inner.len())
}

fn is_item(line: &str) -> bool {
    ["- ", "* ", "• ", "– "].iter().any(|mark| line.starts_with(mark))
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    bare.ends_with(['.', '!', '?', '…', ':'])
}

fn looks_like_headline(first: &str) -> bool {
    first.chars().take(LONGEST_HEADLINE + 1).count() <= LONGEST_HEADLINE
        && !first.contains(['\n', '\r'])
        && !first.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', ':', ',', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(&str, ParagraphKind)> {
        split(text, true).iter().map(|p| (&text[p.span.range()], p.kind)).collect()
    }

    #[test]
    fn a_line_of_spaces_parts_paragraphs() {
        let text = "Port shut\r\n\r\nThe port is shut.\r\n \t\r\nIt opens on Monday. \r\n";
        assert_eq!(
            parts(text),
            [
                ("Port shut", ParagraphKind::Title),
                ("The port is shut.", ParagraphKind::Body),
                ("It opens on Monday.", ParagraphKind::Body)
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The port is shut\nuntil Monday. Ships\nwait outside.\n\nNobody said why.";
        let spans: Vec<_> = parts(text).iter().map(|(words, _)| words.lines().count()).collect();
        assert_eq!(spans, [3, 1]);
    }

    #[test]
    fn long_lines_are_one_paragraph_each() {
        let long = "The harbour board said the quay would stay shut until divers had looked at the piles. "
            .repeat(3);
        let text = format!("Quay shut for a week\n{long}\n{long}\n{long}");
        assert_eq!(parts(&text).len(), 4);
        assert_eq!(parts(&text)[0], ("Quay shut for a week", ParagraphKind::Title));
    }

    #[test]
    fn a_first_sentence_is_no_headline() {
        assert_eq!(parts("The port is shut.\n\nIt opens on Monday.")[0].1, ParagraphKind::Body);
    }

    #[test]
    fn a_lone_paragraph_is_no_headline() {
        assert_eq!(parts("Port shut")[0].1, ParagraphKind::Body);
    }

    #[test]
    fn marks_alone_are_a_paragraph() {
        assert_eq!(parts("“”\n\n…").len(), 2);
        assert!(parts(" \n\r\n\t").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn paragraphs_are_in_order_and_trimmed(text in "[a. \\n\\r\u{85}\u{a0}é-]{0,60}") {
            let mut end = 0;
            for paragraph in split(&text, true) {
                let words = &text[paragraph.span.range()];
                proptest::prop_assert!(paragraph.span.start >= end && !words.is_empty());
                proptest::prop_assert_eq!(words.trim(), words);
                end = paragraph.span.end;
            }
            proptest::prop_assert!(text[end as usize..].trim().is_empty());
        }
    }
}

//! Stretches of copy that are not the writer's own words: addresses of the web, and quotations.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::article::Span;
use crate::fact::Scan;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?-u:\b)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|gov|edu|info|co\.uk)(?-u:\b)(?:/\S*)?|[@#]\w+",
    )
    .expect("a pattern of ours")
});

/// Web and mail addresses, handles and hashtags: nobody may respell them.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // All have one of these, and no white space. The pattern is a slow one, and tried where it can match.
    while let Some(mark) = bytes[at..].iter().position(|byte| matches!(byte, b'@' | b'#' | b'.' | b'/')) {
        let mark = at + mark;
        let ends_sentence =
            bytes[mark] == b'.' && !bytes.get(mark + 1).is_some_and(u8::is_ascii_alphanumeric);
        if ends_sentence {
            at = mark + 1;
            continue;
        }
        let start = text[..mark].rfind(char::is_whitespace).map_or(0, |at| at + white(&text[at..]));
        let end = text[mark..].find(char::is_whitespace).map_or(text.len(), |at| mark + at);
        let matches = ADDRESS.find_iter(&text[start..end]);
        found.extend(matches.map(|address| start + address.start()..start + address.end()));
        at = end;
    }
    found
}

/// How many bytes the first character has.
fn white(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Whether a sorted list of ranges has one that overlaps `span`.
pub(super) fn overlaps(ranges: &[Range<usize>], span: &Range<usize>) -> bool {
    let after = ranges.partition_point(|r| r.end <= span.start);
    ranges.get(after).is_some_and(|r| r.start < span.end)
}

/// Whether a place is inside a quotation.
pub(super) fn quoted(scan: &Scan<'_>, span: Span) -> bool {
    scan.marks().quote(&span.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_handles_are_found() {
        let text = "Write to desk@example.org, see https://example.org/e-mail or @US_Desk.";
        let found: Vec<&str> = addresses(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["desk@example.org", "https://example.org/e-mail", "@US_Desk"]);
    }

    #[test]
    fn looking_at_what_has_no_space_finds_what_looking_at_all_does() {
        for text in [
            "Not. here, U.S. or 3.5; a/b and http://localhost or EXAMPLE.COM\u{a0}www.example.net.",
            "#budget, (@desk) and “x@y.org”. co.uk example.co.uk/news?a=b#c. d.o.t.com.",
            "@a\u{2003}@b https://x https://y.z/ü#é",
        ] {
            let whole: Vec<Range<usize>> = ADDRESS.find_iter(text).map(|m| m.range()).collect();
            assert_eq!(addresses(text), whole, "{text}");
        }
    }

    #[test]
    fn touching_is_no_overlap() {
        let ranges = [2..4, 8..9];
        assert!(!overlaps(&ranges, &(4..8)));
        assert!(overlaps(&ranges, &(3..5)));
        assert!(overlaps(&ranges, &(0..20)));
    }
}

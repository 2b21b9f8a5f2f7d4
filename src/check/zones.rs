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
    ADDRESS.find_iter(text).map(|m| m.range()).collect()
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
    fn touching_is_no_overlap() {
        let ranges = [2..4, 8..9];
        assert!(!overlaps(&ranges, &(4..8)));
        assert!(overlaps(&ranges, &(3..5)));
        assert!(overlaps(&ranges, &(0..20)));
    }
}

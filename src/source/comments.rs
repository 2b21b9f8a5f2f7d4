//! Comments that speak to copydesk: `<!-- copydesk: ignore name-spelling: two families -->`.

use crate::article::{Comment, Span};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const NAME: &str = "copydesk:";

/// The comments in `markup` that speak to copydesk; `markup` starts at byte `from` of its file.
pub(super) fn find(markup: &str, from: usize) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = markup[at..].find(OPEN).map(|open| at + open) {
        let inside = open + OPEN.len();
        let Some(close) = markup[inside..].find(CLOSE).map(|close| inside + close) else { break };
        at = close + CLOSE.len();
        if let Some(text) = addressed(&markup[inside..close]) {
            found.push(Comment { text: text.to_owned(), at: Span::new(from + open, from + at) });
        }
    }
    found
}

/// What a comment says to copydesk; none where it speaks to somebody else.
pub(super) fn addressed(inside: &str) -> Option<&str> {
    inside.trim().strip_prefix(NAME).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_to_copydesk_are_found() {
        let markup =
            "<!-- a --><!--copydesk: ignore x: y--> <!-- copydesk:\n ignore z -->\n<!-- copydesk: open";
        let found = find(markup, 10);
        let texts: Vec<&str> = found.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(texts, ["ignore x: y", "ignore z"]);
        assert_eq!(found[0].at, Span::new(20, 48));
    }
}

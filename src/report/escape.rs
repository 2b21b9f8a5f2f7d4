//! Text of articles as a terminal may show it.
//!
//! Copy, paths and record ids come from outside. A control character in them could move the
//! cursor, set colours or hide words, and a bidirectional override could turn a line round, so they
//! are shown as escapes. Joiners stay: some scripts need them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` with everything that is unsafe or invisible shown as `\u{…}`; a tab becomes a space.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' => shown.push(' '),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            c if hidden(c) => {
                write!(shown, "\\u{{{:x}}}", u32::from(c)).expect("strings take all that is written");
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character must not reach a terminal as it is.
pub(super) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_codes_and_overrides_are_spelled_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{9b}d\r"), "a\\u{1b}[31mb\\u{202e}c\\u{9b}d\\r");
    }

    #[test]
    fn letters_of_every_script_stay() {
        let text = "नमस्ते क्\u{200d}ष é e\u{301} 東京 👩\u{200d}🚒";
        assert_eq!(visible(text), text);
    }
}

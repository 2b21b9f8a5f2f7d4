//! Running stories: one article made of takes, each under the time at which it was filed.
//!
//! Every take tells the story so far, and so in the words of the one before.

use crate::article::Article;

/// So many paragraphs begin with a time.
const LEAST_TIMES: usize = 3;

/// Whether an article is made of takes.
pub(super) fn is_running(article: &Article) -> bool {
    let timed =
        article.paragraphs().iter().filter(|paragraph| begins_with_time(article.slice(paragraph.span)));
    timed.take(LEAST_TIMES).count() == LEAST_TIMES
}

/// Whether a paragraph begins with a time of day: `9 p.m.`, `12:25 pm`, `11.44 The tug`.
fn begins_with_time(text: &str) -> bool {
    let (hour, rest) = digits(text);
    let (minutes, rest) = match rest.strip_prefix([':', '.']).map(digits) {
        Some((minutes, rest)) if minutes.len() == 2 => (minutes, rest),
        _ => ("", rest),
    };
    let half = rest.split_whitespace().next().unwrap_or_default().replace('.', "");
    let halved = half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm");
    (1..=2).contains(&hour.len())
        && (halved || (!minutes.is_empty() && (rest.is_empty() || rest.starts_with([' ', '\n']))))
}

/// The digits that a text begins with, and the rest.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_take_begins_with_its_time() {
        for take in ["9 p.m.", "12:25 pm", "11.44 The tug is afloat", "1:05 a.m. EDT", "07:30"] {
            assert!(begins_with_time(take), "{take}");
        }
        for copy in
            ["9 people were hurt", "11.4 million pounds", "12,000 saw it", "1987 was dry", "3 among them"]
        {
            assert!(!begins_with_time(copy), "{copy}");
        }
    }
}

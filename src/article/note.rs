//! What an article says of its own history: that it corrects something, that it is a later take.

/// What opens a note of a correction, in small letters; behind it stands no letter.
const CORRECTIONS: &[&str] =
    &["amended", "clarification", "clarified", "corrected", "correction", "corrections", "correcting"];

/// Verbs in the third person with which no sentence of copy opens.
const CORRECTS: &[&str] = &["amends", "clarifies", "corrects"];

/// What a longer note has in it, in small letters.
const OF_ITSELF: &[&str] = &[
    "an earlier version of this",
    "a previous version of this",
    "has been amended",
    "has been corrected",
    "has been updated to correct",
    "updated to correct",
    "was amended on",
    "was corrected on",
];

/// Notes of other changes, which may say that they correct something as well.
const NOTES: &[&str] = &[
    "editor's note",
    "editors' note",
    "editor’s note",
    "editors’ note",
    "eds",
    "note to editors",
    "refiles",
    "refiled",
    "refile",
    "updates",
    "recasts",
    "adds",
    "attn editors",
];

/// A note is no longer, in bytes.
const LONGEST: usize = 400;

/// Whether a text has a word that a note of a correction has: quick to ask of a whole article.
pub(super) fn may_correct(text: &str) -> bool {
    const PARTS: [&str; 7] = ["orrect", "ORRECT", "mended", "mends ", "larif", "LARIF", "ersion of this"];
    PARTS.iter().any(|part| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some())
}

/// Whether a headline or a paragraph says that the article corrects an earlier one: `CORRECTED-Ferry runs aground`,
/// `(Corrects the toll in paragraph 2)`, `An earlier version of this article misstated the toll.`
pub(super) fn corrects(text: &str) -> bool {
    if text.len() > LONGEST || !may_correct(text) {
        return false;
    }
    let bracketed = text.starts_with(['(', '[', '*', '<']);
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = text.to_lowercase();
    let opens = |list: &[&str]| {
        list.iter()
            .find_map(|word| lower.strip_prefix(word))
            .filter(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if opens(CORRECTS).is_some() {
        return true;
    }
    if let Some(rest) = opens(CORRECTIONS) {
        // `Corrected figures were published on Monday` is copy.
        let shouts = text
            .split(|c: char| !c.is_alphabetic())
            .next()
            .is_some_and(|word| !word.contains(char::is_lowercase));
        return bracketed
            || shouts
            || rest.trim_start().is_empty()
            || rest.trim_start().starts_with([':', '-', '–', '—', '.']);
    }
    let speaks = || {
        lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| CORRECTIONS.contains(&word) || CORRECTS.contains(&word) || word == "correct")
    };
    opens(NOTES).is_some() && speaks() || OF_ITSELF.iter().any(|note| lower.contains(note))
}

/// Marks of later takes before a headline, in capitals as desks write them; a number may stand behind.
const MARKS: &[&str] = &[
    "CORRECTED",
    "CORRECTION",
    "REFILE",
    "REFILED",
    "UPDATE",
    "UPDATED",
    "WRAPUP",
    "LIVE",
    "LIVE BLOG",
    "LIVEBLOG",
    "LIVE UPDATES",
    "RECAST",
    "REPEAT",
    "RPT",
    "ADDS",
];

/// Words that number the takes of agencies (`1st Ld-Writethru`, `2ND LEDE`), in small letters.
const TAKES: &[&str] = &["ld", "lead", "lede", "take", "add", "update", "writethru", "writethrough", "sub"];

/// A headline without the marks of its take, and whether there were any: `UPDATE 3-Ferry runs aground` is
/// `Ferry runs aground`.
pub(super) fn without_marks(headline: &str) -> (&str, bool) {
    let mut rest = headline.trim();
    while let Some(next) = without_mark(rest) {
        rest = next;
    }
    (rest, rest.len() < headline.trim().len())
}

fn without_mark(text: &str) -> Option<&str> {
    // What stands behind a mark parts it from the headline.
    let parted = |rest: &'_ str| {
        let rest = rest.trim_start();
        rest.strip_prefix([':', '-', '–', '—', '|']).map(|left| left.trim_start().len())
    };
    let tail = |length: usize| &text[text.len() - length..];
    for mark in MARKS {
        let Some(rest) = text.strip_prefix(mark) else { continue };
        let rest = rest.trim_start_matches([' ', '.']);
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(length) = parted(rest) {
            return Some(tail(length)).filter(|rest| !rest.is_empty());
        }
    }
    let (number, rest) = text.split_once(' ')?;
    let ordinal = number.strip_suffix(|c: char| c.is_alphabetic()).is_some_and(|n| {
        let digits = n.trim_end_matches(|c: char| c.is_alphabetic());
        !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit())
    });
    if !ordinal {
        return None;
    }
    let end = rest.find([':', '–', '—', ' ']).unwrap_or(rest.len());
    let known = rest[..end]
        .split('-')
        .filter(|word| !word.is_empty())
        .all(|word| TAKES.contains(&&*word.to_lowercase()));
    let end = end.min(rest.len());
    if !known || rest[..end].is_empty() {
        return None;
    }
    let left = rest[end..].trim_start_matches([':', '-', '–', '—', ' ']);
    Some(left).filter(|left| !left.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_that_an_article_corrects_another() {
        for note in [
            "CORRECTED-Ferry runs aground",
            "CORRECTED UPDATE 2-Ferry runs aground",
            "(Corrects the toll in paragraph 2)",
            "Corrects figure in paragraph 2",
            "Correction: the ferry carried 418 passengers.",
            "[Corrected to show that the ferry was empty]",
            "Eds: Corrects spelling of Orlo.",
            "(Refiles to correct the day in the first paragraph)",
            "This article has been corrected: the ferry was empty.",
            "An earlier version of this article gave a wrong number of passengers.",
            "Editor's note: This story has been updated to correct the toll.",
        ] {
            assert!(corrects(note), "{note}");
        }
    }

    #[test]
    fn copy_that_speaks_of_corrections_is_copy() {
        for copy in [
            "Correctional officers walked out on Monday.",
            "Corrected figures were published on Monday.",
            "Correct answers were given by nine in ten.",
            "Corrections to the chart will be printed in May, the board said.",
            "(Adds details, background)",
            "REFILE-Ferry runs aground",
            "The board said it had been right.",
        ] {
            assert!(!corrects(copy), "{copy}");
        }
    }

    #[test]
    fn a_headline_is_the_same_in_every_take() {
        for headline in [
            "UPDATE 3-Ferry runs aground",
            "WRAPUP 2-Ferry runs aground",
            "CORRECTED-UPDATE 1-Ferry runs aground",
            "LIVE: Ferry runs aground",
            "2nd LEDE Ferry runs aground",
            "1st Ld-Writethru: Ferry runs aground",
            "RPT-Ferry runs aground",
        ] {
            assert_eq!(without_marks(headline), ("Ferry runs aground", true), "{headline}");
        }
        for headline in [
            "Ferry runs aground",
            "LIVE music returns to Orlo",
            "UPDATE on the ferry",
            "1st ferry runs aground",
            "UPDATE 3-",
        ] {
            let (rest, _) = without_marks(headline);
            assert_eq!(rest, headline);
        }
    }
}

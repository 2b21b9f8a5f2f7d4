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
    if opens(CORRECTS).is_some() || lower.ends_with("(corrected)") {
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

/// What pages put behind a headline, in small letters.
const BEHIND: &[&str] =
    &["as it happened", "corrected", "live", "live blog", "live updates", "update", "updated"];

/// A headline without the marks of its take, and whether there were any: `UPDATE 3-Ferry runs aground` and `Ferry runs
/// aground – live` are `Ferry runs aground`.
pub(super) fn without_marks(headline: &str) -> (&str, bool) {
    let headline = headline.trim();
    let mut rest = headline;
    while let Some(next) = without_mark(rest) {
        rest = next;
    }
    rest = without_mark_behind(rest).unwrap_or(rest);
    (rest, rest.len() < headline.len())
}

fn without_mark(text: &str) -> Option<&str> {
    for mark in MARKS {
        let Some((start, rest)) = text.split_at_checked(mark.len()) else { continue };
        if !start.eq_ignore_ascii_case(mark) {
            continue;
        }
        let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        let Some(left) = rest.strip_prefix([':', '-', '–', '—', '|']) else { continue };
        // In small letters a word and a hyphen are one word: `Live-in nurses`.
        if (start == *mark || rest.starts_with([':', '|'])) && !left.trim().is_empty() {
            return Some(left.trim_start());
        }
    }
    numbered(text)
}

/// What follows the words that number a take.
fn numbered(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(' ')?;
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = digits.len() < number.len() && digits.len() <= 2;
    if !ordinal || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (words, left) = rest.split_at(rest.find([':', '–', '—', ' ']).unwrap_or(rest.len()));
    let known = |word: &str| TAKES.contains(&&*word.to_lowercase());
    let left = left.trim_start_matches([':', '-', '–', '—', ' ']);
    (words.split('-').all(known) && !left.is_empty()).then_some(left)
}

fn without_mark_behind(text: &str) -> Option<&str> {
    if let Some((head, mark)) = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '['])) {
        return BEHIND.contains(&&*mark.to_lowercase()).then(|| head.trim_end());
    }
    let (head, mark) = text.rsplit_once([':', '-', '–', '—', '|'])?;
    let parted = head.ends_with(' ') && BEHIND.contains(&&*mark.trim().to_lowercase());
    parted.then(|| head.trim_end()).filter(|head| !head.is_empty())
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
            "Ferry runs aground (corrected)",
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
            "Live: Ferry runs aground",
            "Update 2: Ferry runs aground",
            "Ferry runs aground – live",
            "Ferry runs aground | as it happened",
            "Ferry runs aground (updated)",
        ] {
            assert_eq!(without_marks(headline), ("Ferry runs aground", true), "{headline}");
        }
        for headline in [
            "Ferry runs aground",
            "LIVE music returns to Orlo",
            "UPDATE on the ferry",
            "1st ferry runs aground",
            "UPDATE 3-",
            "Live-in nurses leave the island",
            "Ferry runs aground: rescuers go live",
            "Ferry runs aground (again)",
        ] {
            let (rest, _) = without_marks(headline);
            assert_eq!(rest, headline);
        }
    }
}

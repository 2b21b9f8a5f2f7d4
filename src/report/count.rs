//! Counts in words, the same in every report.

use crate::finding::{Level, Uncompared};

/// How many of each level, the gravest first; empty where there are none.
pub(super) fn levels(count: impl Fn(Level) -> usize) -> String {
    let each: Vec<String> = Level::ALL
        .into_iter()
        .rev()
        .filter(|level| count(*level) > 0)
        .map(|level| match level {
            Level::Error => counted(count(level), "error", "errors"),
            Level::Warning => counted(count(level), "warning", "warnings"),
            Level::Query => counted(count(level), "query", "queries"),
        })
        .collect();
    match each.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => each.join(""),
    }
}

/// A number with its noun.
pub(super) fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { more })
}

/// What was not compared because there is too much of it, without a final stop; nothing where all was. A report that
/// finds nothing says so beside it.
pub(super) fn uncompared(left: Uncompared) -> Option<String> {
    let mut parts = Vec::new();
    if left.keys > 0 {
        parts.push(format!(
            "{} that share {} with too many others",
            counted(left.names, "name", "names"),
            counted(left.keys, "key", "keys")
        ));
    }
    if left.articles > 0 {
        parts.push(format!(
            "the names inside {}",
            counted(left.articles, "article that has too many", "articles that have too many")
        ));
    }
    (!parts.is_empty()).then(|| format!("not compared with each other: {}", parts.join(", ")))
}

/// A note as a sentence begins.
pub(super) fn capitalised(note: &str) -> String {
    let mut letters = note.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A number with its thousands apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_compared_is_said_and_nothing_where_all_was() {
        assert_eq!(uncompared(Uncompared::default()), None);
        let told = uncompared(Uncompared { keys: 1, names: 1_200, articles: 2 });
        let expected = "not compared with each other: 1,200 names that share 1 key with too many others, the names inside \
                        2 articles that have too many";
        assert_eq!(told.as_deref(), Some(expected));
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}

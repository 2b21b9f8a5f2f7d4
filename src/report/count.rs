//! Counts in words, the same in every report.

use crate::finding::Level;

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
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}

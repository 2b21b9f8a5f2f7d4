//! Stems: a word without its inflection, so that `detail` meets `detailing`.
//!
//! The first step of Porter's algorithm and its final `e`, no more: later steps join words that
//! mean different things (`organ`, `organise`).

use std::borrow::Cow;

/// The stem of an English word in lower case.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut stem = plural(word);
    for ending in ["ing", "ed"] {
        let Some(left) = stem.strip_suffix(ending) else { continue };
        if has_vowel(left) && left.len() > 2 {
            stem = undoubled(left);
        }
        break;
    }
    if stem.len() > 3 {
        stem = stem.strip_suffix('e').unwrap_or(stem);
    }
    match stem.strip_suffix('y') {
        Some(left) if stem.len() > 2 => Cow::Owned(format!("{left}i")),
        _ => Cow::Borrowed(stem),
    }
}

fn plural(word: &str) -> &str {
    if let Some(left) = word.strip_suffix("sses") {
        return &word[..left.len() + 2];
    }
    if let Some(left) = word.strip_suffix("ies") {
        return &word[..left.len() + 1];
    }
    match word.strip_suffix('s') {
        Some(left) if !left.ends_with(['s', 'u', 'i']) => left,
        _ => word,
    }
}

fn has_vowel(text: &str) -> bool {
    text.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// `stopp` becomes `stop`; `fall` and `pass` stay.
fn undoubled(stem: &str) -> &str {
    match stem.as_bytes() {
        [_, _, .., x, y] if x == y && !matches!(y, b'l' | b's' | b'z') => &stem[..stem.len() - 1],
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_of_one_verb_share_a_stem() {
        for (a, b) in [
            ("detail", "detailing"),
            ("comment", "commented"),
            ("continue", "continuing"),
            ("deny", "denies"),
            ("stop", "stopped"),
            ("publish", "publishing"),
            ("pass", "passes"),
            ("investigate", "investigated"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} and {b}");
        }
    }

    #[test]
    fn short_words_and_different_words_stay_apart() {
        for (a, b) in
            [("string", "str"), ("bring", "br"), ("need", "ne"), ("police", "polite"), ("gas", "ga")]
        {
            assert_ne!(stem(a), stem(b), "{a} and {b}");
        }
    }
}

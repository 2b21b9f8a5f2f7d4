//! Folding: the same word whatever its case, accents and apostrophes.

use unicode_normalization::UnicodeNormalization;

/// `text` in lower case, without accents, in ASCII where a letter has an ASCII form, one kind of
/// apostrophe, and other marks kept.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The same, appended to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in text.nfkd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '’' | '‘' | 'ʼ' | '`' | '´' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c if c.is_alphabetic() => match deunicode::deunicode_char(c) {
                Some(plain) => out.extend(plain.trim().chars().map(|p| p.to_ascii_lowercase())),
                None => out.extend(c.to_lowercase()),
            },
            c => out.push(c),
        }
    }
}

/// Asks something of `text` folded, without making a string of it where it is short and ASCII, as
/// nearly every word is.
pub fn with_folded<T>(text: &str, ask: impl FnOnce(&str) -> T) -> T {
    with_small(text, fold, ask)
}

/// The same in lower case, accents kept.
pub fn with_lower<T>(text: &str, ask: impl FnOnce(&str) -> T) -> T {
    with_small(text, str::to_lowercase, ask)
}

fn with_small<T>(text: &str, else_by: impl Fn(&str) -> String, ask: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 32];
    if let Some(small) = buffer.get_mut(..text.len()).filter(|_| text.is_ascii()) {
        small.copy_from_slice(text.as_bytes());
        small.make_ascii_lowercase();
        if let Ok(small) = str::from_utf8(small) {
            return ask(small);
        }
    }
    ask(&else_by(text))
}

/// `text` with one space for each run of white space: a line end that splits a name leaves it the same name.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The consonants of a folded word, each once where it is doubled: what most spellings of one
/// name share.
pub fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars().filter(|c| c.is_alphanumeric()) {
        if !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_fold_away() {
        assert_eq!(fold("Ozerné"), "ozerne");
        assert_eq!(fold("ŁÓDŹ’s"), "lodz's");
    }

    #[test]
    fn a_skeleton_has_no_vowels_and_no_doubles() {
        assert_eq!(skeleton("hanssen"), skeleton("hansen"));
        assert_eq!(skeleton("balakliya"), "blkl");
    }
}

//! Words as numbers: quick to compare, the same in every run and on every machine.

use xxhash_rust::xxh3::xxh3_64;

/// A hash of `word` in small letters. Accents count; kinds of apostrophe do not.
pub fn key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if bytes.len() <= 32 && bytes.is_ascii() {
        let mut small = [0; 32];
        let small = &mut small[..bytes.len()];
        small.copy_from_slice(bytes);
        small.make_ascii_lowercase();
        return xxh3_64(small);
    }
    let mut small = word.to_lowercase();
    if small.contains(['’', 'ʼ', '‘']) {
        small = small.replace(['’', 'ʼ', '‘'], "'");
    }
    xxh3_64(small.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_kind_of_apostrophe_do_not_count() {
        assert_eq!(key("O’Brien"), key("o'brien"));
        assert_eq!(key("KYIV"), key("Kyiv"));
        assert_ne!(key("Pena"), key("Peña"));
    }
}

//! Short lists of words that nearly every word of the copy is looked for in, and nearly none stands in.

use rustc_hash::FxHashMap;

use super::with_lower;

/// Words with what is said of each. Whether a word can be among them is told by its first byte and its length, before
/// it is hashed.
#[derive(Clone, Debug)]
pub struct WordTable<T> {
    words: FxHashMap<String, T>,
    /// By first byte, which lengths there are: a bit each, the last for all that are longer.
    lengths: Box<[u32; 256]>,
}

impl<T> WordTable<T> {
    /// What is said of `word`.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&T> {
        if self.lengths[usize::from(*word.as_bytes().first()?)] & length(word) == 0 {
            return None;
        }
        self.words.get(word)
    }

    /// What is said of `word` in small letters. Nearly no word has its first letter and length from one of these, and
    /// is not written in small letters for it.
    pub fn get_lower(&self, word: &str) -> Option<&T> {
        let first = usize::from(word.as_bytes().first()?.to_ascii_lowercase());
        // Small letters outside ASCII may be longer or shorter.
        if word.is_ascii() && self.lengths[first] & length(word) == 0 {
            return None;
        }
        with_lower(word, |word| self.words.get(word))
    }

    /// Whether `word` is among them.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// The bit of a word's length.
fn length(word: &str) -> u32 {
    1 << word.len().min(31)
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self { words: FxHashMap::default(), lengths: Box::new([0; 256]) }
    }
}

impl<T> From<FxHashMap<String, T>> for WordTable<T> {
    #[expect(clippy::iter_over_hash_type, reason = "bits do not depend on order")]
    fn from(words: FxHashMap<String, T>) -> Self {
        let mut lengths = Box::new([0; 256]);
        for word in words.keys() {
            if let Some(first) = word.as_bytes().first() {
                lengths[usize::from(*first)] |= length(word);
            }
        }
        Self { words, lengths }
    }
}

impl<T> FromIterator<(String, T)> for WordTable<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(words: I) -> Self {
        Self::from(FxHashMap::from_iter(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_found_and_others_are_not() {
        let long = "a".repeat(40);
        let words = ["one", "öre", &long].map(|word| (word.to_owned(), word.len()));
        let table = WordTable::from_iter(words);
        assert_eq!(table.get("one"), Some(&3));
        assert_eq!(table.get("öre"), Some(&4));
        assert_eq!(table.get(&long), Some(&40));
        assert_eq!(table.get_lower("ONE"), Some(&3));
        assert_eq!(table.get_lower("ÖRE"), Some(&4));
        assert_eq!(table.get_lower("Ore"), None);
        for other in ["", "on", "two", "ore", &long[..35]] {
            assert!(!table.contains(other), "{other}");
        }
    }
}

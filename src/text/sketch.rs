//! A set of words in a few bytes, to tell quickly that two texts share little.

use super::TermId;

/// Which of 256 slots the words of a text fall into.
///
/// Words that share a slot are taken for one, so a sketch may hide a difference and never invents
/// one: a Bloom filter with one hash (Bloom 1970), read for what is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sketch([u64; 4]);

impl Sketch {
    /// The sketch of `words`.
    pub fn of(words: impl IntoIterator<Item = TermId>) -> Self {
        let mut sketch = Self::default();
        for word in words {
            // The high bits of the product depend on all of the word's.
            let slot = word.wrapping_mul(0x9e37_79b9) >> 24;
            sketch.0[(slot >> 6) as usize] |= 1 << (slot & 63);
        }
        sketch
    }

    /// How many different words of this are not in `other`, at the least.
    pub fn missing_from(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & !b).count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_words_are_missing_than_differ() {
        let (a, b) = (Sketch::of(1..40), Sketch::of(30..60));
        assert!(a.missing_from(&b) > 15 && a.missing_from(&b) <= 29);
        assert_eq!(a.missing_from(&a), 0);
    }
}

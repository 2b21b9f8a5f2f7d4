//! The different words of a long text in a kilobyte, to tell quickly how many two texts share.

use super::each_token;

/// Which of 8,192 slots the words of a text fall into: few of an article's share one.
#[derive(Clone, Debug)]
pub struct Slots {
    slots: [u64; 128],
    filled: u32,
}

impl Slots {
    /// The slots of these words, hashed as those of passages are.
    pub fn of(words: impl IntoIterator<Item = u32>) -> Self {
        let mut slots = [0u64; 128];
        words.into_iter().for_each(|word| fill(&mut slots, word));
        Self::filled(slots)
    }

    /// The slots of the words of `text`, figures masked.
    pub fn of_text(text: &str) -> Self {
        let mut slots = [0u64; 128];
        each_token(text, |token| fill(&mut slots, token.masked));
        Self::filled(slots)
    }

    fn filled(slots: [u64; 128]) -> Self {
        let filled = slots.iter().map(|slot| slot.count_ones()).sum();
        Self { slots, filled }
    }

    /// The share of the different words of the text that has fewer that the other has too, 0 to 1; a little more
    /// where two words share a slot.
    pub fn common(&self, other: &Self) -> f64 {
        let both: u32 = self.slots.iter().zip(&other.slots).map(|(x, y)| (x & y).count_ones()).sum();
        f64::from(both) / f64::from(self.filled.min(other.filled).max(1))
    }

    /// How many different words the text has that has fewer, to one of the other.
    pub fn length_ratio(&self, other: &Self) -> f64 {
        f64::from(self.filled.min(other.filled)) / f64::from(self.filled.max(other.filled).max(1))
    }
}

fn fill(slots: &mut [u64; 128], word: u32) {
    // The high bits of the product depend on all of the word's.
    let slot = word.wrapping_mul(0x9e37_79b9) >> 19;
    slots[(slot >> 6) as usize] |= 1 << (slot & 63);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_texts_share_is_counted_by_the_shorter_one() {
        let (short, long) =
            (Slots::of_text("The quay is shut."), Slots::of_text("The quay of Skelby was shut on Monday."));
        assert_eq!((short.common(&long), short.length_ratio(&long)), (0.75, 0.5));
        assert_eq!(Slots::of([]).common(&long), 0.0);
    }
}

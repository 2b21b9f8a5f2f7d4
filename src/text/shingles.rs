//! Words as passages are compared by: hashed, without case, apostrophes or figures, and the
//! shingles (three words in a row) that they make.
//!
//! Runs of letters and digits are words. Figures are masked, so that copy in which only the
//! figures changed still meets its source.

/// A word of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word with its figures masked.
    pub masked: u32,
    /// The word itself.
    pub exact: u32,
    /// Whether digits stand in it.
    pub figure: bool,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How many words in a row make a shingle.
pub const SHINGLE: usize = 3;

/// Hands over the words of `text` in order.
pub fn each_token(text: &str, mut each: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let mut word = Hasher::default();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let start = at;
        at += 1;
        match CLASS[byte as usize] {
            Class::Letter => word.letter(u32::from(byte | 0x20), start, at),
            Class::Digit => word.digit(byte, start, at),
            Class::Apostrophe => {}
            Class::Break => word.finish(&mut each),
            Class::Wide => {
                let c = text[start..].chars().next().expect("a character starts here");
                at = start + c.len_utf8();
                if c.is_alphabetic() {
                    for lower in c.to_lowercase() {
                        word.letter(u32::from(lower), start, at);
                    }
                } else if c.is_numeric() {
                    word.digit(b'#', start, at);
                } else if !matches!(c, '‘' | '’') {
                    word.finish(&mut each);
                }
            }
        }
    }
    word.finish(&mut each);
}

/// The words of `text` in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    each_token(text, |token| found.push(token));
    found
}

/// The key of three words in a row.
pub fn shingle(words: [u32; SHINGLE]) -> u64 {
    let [a, b, c] = words.map(u64::from);
    mix(mix(a << 32 | b) ^ c)
}

/// The keys of all shingles of `words`, in order, repeated ones too.
pub fn shingles(words: &[u32]) -> impl Iterator<Item = u64> + '_ {
    words.windows(SHINGLE).map(|w| shingle([w[0], w[1], w[2]]))
}

/// The keys of the shingles of `words`, sorted, each once.
pub fn distinct_shingles(words: &[u32]) -> Vec<u64> {
    let mut keys: Vec<u64> = shingles(words).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// How many entries two sorted lists have in common, a repeated one as often as both have it.
pub fn in_common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        // Which of the two is the smaller can't be foretold, so nothing branches on it.
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both
}

/// One key for a whole sequence of words.
pub fn sequence(words: impl IntoIterator<Item = u32>) -> u64 {
    words.into_iter().fold(0x5851_f42d_4c95_7f2d, |hash, word| mix(hash ^ u64::from(word)))
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    value ^ (value >> 32)
}

#[derive(Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Apostrophe,
    Break,
    Wide,
}

const CLASS: [Class; 256] = {
    let mut class = [Class::Break; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\'' => Class::Apostrophe,
            0x80.. => Class::Wide,
            _ => Class::Break,
        };
        byte += 1;
    }
    class
};

/// The word being read.
#[derive(Default)]
struct Hasher {
    masked: u64,
    exact: u64,
    start: usize,
    end: usize,
    open: bool,
    figure: bool,
    after_digit: bool,
}

impl Hasher {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

    fn letter(&mut self, c: u32, start: usize, end: usize) {
        self.reach(start, end);
        self.masked = (self.masked ^ u64::from(c)).wrapping_mul(Self::FACTOR).rotate_left(23);
        self.exact = (self.exact ^ u64::from(c)).wrapping_mul(Self::FACTOR).rotate_left(23);
        self.after_digit = false;
    }

    fn digit(&mut self, digit: u8, start: usize, end: usize) {
        self.reach(start, end);
        if !self.after_digit {
            self.masked = (self.masked ^ 0x23).wrapping_mul(Self::FACTOR).rotate_left(23);
        }
        self.exact = (self.exact ^ u64::from(digit)).wrapping_mul(Self::FACTOR).rotate_left(23);
        (self.figure, self.after_digit) = (true, true);
    }

    fn reach(&mut self, start: usize, end: usize) {
        if !self.open {
            (self.open, self.start) = (true, start);
        }
        self.end = end;
    }

    fn finish(&mut self, each: &mut impl FnMut(Token)) {
        if self.open {
            let narrow = |hash: u64| (mix(hash) >> 32) as u32;
            let (masked, exact) = (narrow(self.masked), narrow(self.exact));
            each(Token { masked, exact, figure: self.figure, start: self.start, end: self.end });
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> Vec<u32> {
        tokens(text).iter().map(|t| t.masked).collect()
    }

    #[test]
    fn case_apostrophes_and_marks_do_not_count() {
        assert_eq!(masked("“The council’s PLAN” – it's off"), masked("the councils plan its off"));
        assert_ne!(masked("the council"), masked("the councils"));
        assert_eq!(masked("Évian"), masked("évian"));
    }

    #[test]
    fn figures_are_masked_and_still_told_apart() {
        let (old, new) = (tokens("12 boats, 1,500 crew"), tokens("7 boats, 2,750 crew"));
        assert!(old.iter().zip(&new).all(|(a, b)| a.masked == b.masked));
        assert_eq!(old.iter().zip(&new).filter(|(a, b)| a.exact != b.exact).count(), 3);
        assert!(old[0].figure && !old[1].figure);
    }

    #[test]
    fn a_token_knows_its_place() {
        let text = "“Don’t” wait";
        let places: Vec<&str> = tokens(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(places, ["Don’t", "wait"]);
    }

    #[test]
    fn what_is_in_common_is_counted_as_often_as_both_have_it() {
        assert_eq!(in_common(&[1, 1, 2, 4], &[1, 1, 1, 3, 4]), 3);
        assert_eq!(in_common(&[1, 2], &[]), 0);
        let again = distinct_shingles(&[7, 8, 9, 7, 8, 9]);
        assert_eq!((again.len(), in_common(&again, &distinct_shingles(&[7, 8, 9]))), (3, 1));
    }

    #[test]
    fn shingles_keep_their_order() {
        assert_ne!(shingle([1, 2, 3]), shingle([3, 2, 1]));
        assert_eq!(shingles(&[1, 2]).count(), 0);
        assert_eq!(shingles(&[1, 2, 3, 4]).count(), 2);
    }
}

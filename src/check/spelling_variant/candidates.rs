//! Which spellings are compared: a quick look inside an article, shared keys across articles.

use crate::fact::Spelling;

/// Spellings are rarely longer; what goes beyond is left out of account.
const LONGEST: usize = 24;

/// The consonants of a folded spelling, those that stand for each other made one, doubled ones
/// once: what variants share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    length: u8,
    classes: u16,
    rough: [u8; LONGEST],
    used: u8,
}

impl Shape {
    pub(super) fn new(folded: &str) -> Self {
        let mut shape = Self {
            length: u8::try_from(folded.len()).unwrap_or(u8::MAX),
            classes: 0,
            rough: [0; LONGEST],
            used: 0,
        };
        for letter in folded.bytes() {
            let class = match letter {
                b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'j' => continue,
                b'q' | b'c' | b'g' | b'x' | b'k' => 1,
                b'z' | b's' => 2,
                b'd' | b't' => 3,
                b'p' | b'f' | b'v' | b'w' | b'b' => 4,
                b'm' => 5,
                b'n' => 6,
                b'l' => 7,
                b'r' => 8,
                other => 9 + other % 7,
            };
            shape.classes |= 1 << class;
            let used = shape.used as usize;
            if used < LONGEST && (used == 0 || shape.rough[used - 1] != class) {
                shape.rough[used] = class;
                shape.used += 1;
            }
        }
        shape
    }

    fn rough(&self) -> &[u8] {
        &self.rough[..self.used as usize]
    }

    /// Whether the two may be near enough to be aligned.
    pub(super) fn may_be_near(&self, other: &Shape) -> bool {
        if self.length.abs_diff(other.length) > 4 || (self.classes ^ other.classes).count_ones() > 2 {
            return false;
        }
        let (a, b) = (self.rough(), other.rough());
        let most = if a.len().min(b.len()) >= 4 { 2 } else { 1 };
        a.len().abs_diff(b.len()) <= most && is_within(a, b, most)
    }
}

/// How a spelling is written, where that keeps it from being compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing {
    /// It is a word of everyday English.
    word: bool,
    /// It is short and in capitals throughout.
    acronym: bool,
    /// Something says that it is a name.
    certain: bool,
}

impl Writing {
    pub(super) fn of(spelling: &Spelling) -> Self {
        Self {
            word: spelling.word,
            acronym: spelling.folded.len() <= 5 && spelling.places.iter().all(|place| place.capitals),
            certain: spelling.places.iter().any(|place| !place.uncertain),
        }
    }

    /// Whether the two are never one name, whatever their letters: two words, two abbreviations
    /// (`BBC`, `BBK`), two of which nothing says that they are names.
    pub(super) fn excludes(self, other: Self) -> bool {
        self.word && other.word || self.acronym && other.acronym || !self.certain && !other.certain
    }
}

/// Whether no more than `most` edits and swaps of neighbours lie between two shapes. It is one or two, and most that
/// are asked about are further apart, so trying each edit where they differ is less than a table of distances.
fn is_within(a: &[u8], b: &[u8], most: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let ([_, rest @ ..], [_, others @ ..]) = (a, b) else { return a.len().max(b.len()) <= most };
    let Some(left) = most.checked_sub(1) else { return false };
    let swapped = || match (a, b) {
        ([p, q, a @ ..], [r, s, b @ ..]) => p == s && q == r && is_within(a, b, left),
        _ => false,
    };
    is_within(rest, others, left) || is_within(rest, b, left) || is_within(a, others, left) || swapped()
}

/// The keys of a folded spelling: itself and its consonants, each whole and with one letter left
/// out. Two spellings one letter apart share a key; so do two whose consonants are.
pub(super) fn keys(folded: &str, put: &mut dyn FnMut(u64)) {
    deletions(folded.as_bytes(), 1, put);
    let shape = Shape::new(folded);
    if shape.rough().len() >= 3 {
        deletions(shape.rough(), 2, put);
    }
}

/// An odd number and its inverse modulo 2⁶⁴: a hash with a letter left out follows from the
/// hashes of what stands before and behind it.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const INVERSE: u64 = inverse(BASE);

const fn inverse(odd: u64) -> u64 {
    let mut x = odd;
    let mut round = 0;
    // Newton's method doubles the right bits each time.
    while round < 6 {
        x = x.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(x)));
        round += 1;
    }
    x
}

fn deletions(letters: &[u8], kind: u64, put: &mut dyn FnMut(u64)) {
    let letters = &letters[..letters.len().min(LONGEST)];
    let mut sums = [0u64; LONGEST + 1];
    let mut power = 1u64;
    for (at, &letter) in letters.iter().enumerate() {
        sums[at + 1] = sums[at].wrapping_add(power.wrapping_mul(u64::from(letter) + 1));
        power = power.wrapping_mul(BASE);
    }
    let all = sums[letters.len()];
    let mix = |sum: u64, length: usize| {
        let mut x = sum ^ (kind << 56) ^ ((length as u64) << 48);
        x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        x ^ (x >> 29)
    };
    put(mix(all, letters.len()));
    for at in 0..letters.len() {
        // Leaving out either of two equal neighbours is the same.
        if at > 0 && letters[at] == letters[at - 1] {
            continue;
        }
        let rest = all.wrapping_sub(sums[at + 1]).wrapping_mul(INVERSE);
        put(mix(sums[at].wrapping_add(rest), letters.len() - 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(a: &str, b: &str) -> bool {
        let (mut x, mut y) = (Vec::new(), Vec::new());
        keys(a, &mut |key| x.push(key));
        keys(b, &mut |key| y.push(key));
        x.iter().any(|key| y.contains(key))
    }

    #[test]
    fn spellings_one_letter_apart_share_a_key() {
        assert!(share("balakliya", "balaklyia"));
        assert!(share("marlow", "marow"));
        assert!(!share("marlow", "benton"));
    }

    /// How many edits and swaps of neighbours lie between two, by a table of all their beginnings.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut least = if i == 0 || j == 0 { i + j } else { usize::MAX };
                if i > 0 && j > 0 {
                    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                }
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn trying_each_edit_finds_the_distance() {
        // All shapes of up to five classes out of three, against some of them.
        let mut shapes: Vec<Vec<u8>> = vec![Vec::new()];
        for at in 0..364 {
            if shapes[at].len() < 5 {
                let longer = (1..=3).map(|class| [&shapes[at][..], &[class]].concat());
                shapes.extend(longer.collect::<Vec<_>>());
            }
        }
        assert_eq!(shapes.len(), 364);
        for a in shapes.iter().step_by(3) {
            for b in &shapes {
                for most in 1..=2 {
                    assert_eq!(is_within(a, b, most), distance(a, b) <= most, "{a:?} {b:?} {most}");
                }
            }
        }
    }

    #[test]
    fn a_swapped_pair_of_consonants_is_near() {
        assert!(Shape::new("slutsky").may_be_near(&Shape::new("slutksy")));
        assert!(Shape::new("ivanov").may_be_near(&Shape::new("iwanow")));
        assert!(!Shape::new("benton").may_be_near(&Shape::new("marlow")));
    }
}

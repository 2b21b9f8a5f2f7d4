//! Which spellings are compared: keys that variants share.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::skeleton;

/// A quick look at two folded spellings of one article: whether they may be near.
///
/// Counting letters is a hundred times cheaper than aligning them, and most pairs of an article share
/// few. A convention such as `Zhu~Jou` changes half the letters of a short name, so up to two and half the
/// shorter length may differ.
pub(super) fn may_be_near(a: &Shape, b: &Shape) -> bool {
    let few = a.len.min(b.len);
    if a.len.abs_diff(b.len) > 4 || (a.consonants ^ b.consonants).count_ones() > 4 {
        return false;
    }
    let differing: u32 = a.letters.iter().zip(&b.letters).map(|(x, y)| u32::from(x.abs_diff(*y))).sum();
    differing <= 2 + few / 2
}

/// What is compared first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    len: u32,
    consonants: u32,
    letters: [u8; 26],
}

impl Shape {
    pub(super) fn new(folded: &str) -> Self {
        let mut consonants = 0;
        let mut letters = [0u8; 26];
        for letter in folded.bytes().filter(u8::is_ascii_lowercase) {
            let count = &mut letters[usize::from(letter - b'a')];
            *count = count.saturating_add(1);
            if !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h') {
                consonants |= 1 << (letter - b'a');
            }
        }
        Self { len: u32::try_from(folded.len()).unwrap_or(u32::MAX), consonants, letters }
    }
}

/// The keys of a folded spelling: itself and its consonants, each whole and with one letter left
/// out. Two spellings one letter apart share a key; so do two whose consonants are.
pub(super) fn keys(folded: &str, put: &mut dyn FnMut(u64)) {
    if folded.len() > 40 || !folded.is_ascii() {
        put(xxh3_64(folded.as_bytes()));
        return;
    }
    deletions(folded, b'w', put);
    let rough = rough(folded);
    if rough.len() >= 3 {
        deletions(&rough, b's', put);
    }
}

fn deletions(text: &str, kind: u8, put: &mut dyn FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut buffer = Vec::with_capacity(bytes.len() + 1);
    let mut last = 0;
    for skip in 0..=bytes.len() {
        // Leaving out either of two equal neighbours is the same.
        if skip < bytes.len() && bytes[skip] == last {
            continue;
        }
        last = bytes.get(skip).copied().unwrap_or(0);
        buffer.clear();
        buffer.push(kind);
        buffer.extend_from_slice(&bytes[..skip.min(bytes.len())]);
        buffer.extend_from_slice(bytes.get(skip + 1..).unwrap_or(&[]));
        put(xxh3_64(&buffer));
    }
}

/// The consonants, those that stand for each other made one.
fn rough(folded: &str) -> String {
    let skeleton = skeleton(folded);
    let mut out = String::with_capacity(skeleton.len());
    for letter in skeleton.chars() {
        let class = match letter {
            'h' | 'w' | 'j' => continue,
            'q' | 'c' | 'g' | 'x' => 'k',
            'z' => 's',
            'd' => 't',
            'p' | 'f' => 'b',
            'v' => 'b',
            other => other,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

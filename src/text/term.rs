//! Terms: content words by their stem, hashed, so that `trapped miners` meets `a miner was trapped`.

use rustc_hash::{FxHashMap, FxHashSet};

/// A stem, or the group of stems that mean the same, hashed.
pub type TermId = u32;

/// Which words are terms, and which of them are the same.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Words without content, by [`word_id`].
    pub stopwords: FxHashSet<TermId>,
    /// The group of a stem, by [`stem_id`]; the first group of the list where there are several.
    pub groups: FxHashMap<TermId, TermId>,
}

impl Vocabulary {
    /// The term a word stands for, where it has content.
    pub fn term(&self, word: &str) -> Option<TermId> {
        self.term_and_stem(&Lower::new(word)).map(|(term, _)| term)
    }

    /// The term a word stands for, where it has content, and its stem, hashed.
    pub fn term_and_stem(&self, word: &Lower) -> Option<(TermId, TermId)> {
        if word.length < 2 || self.stopwords.contains(&word.id) {
            return None;
        }
        let stem = word.stem();
        Some((self.groups.get(&stem).copied().unwrap_or(stem), stem))
    }
}

/// The word without a possessive ending. Nearly all have none, and their last letter says so.
pub fn bare(word: &str) -> &str {
    if !word.ends_with('s') {
        return word;
    }
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether a word ends as a possessive does.
pub fn is_possessive(word: &str) -> bool {
    bare(word).len() < word.len()
}

/// A word in lower case, hashed.
pub fn word_id(word: &str) -> TermId {
    Lower::new(word).id
}

/// The stem of a word, hashed.
pub fn stem_id(word: &str) -> TermId {
    Lower::new(word).stem()
}

/// So many bytes of a word count: English has hardly a longer one.
const LONGEST: usize = 24;

/// A word in lower case, without a possessive ending; at most 24 bytes of it. Letters outside
/// ASCII keep their bytes, with case: names are written alike or are another helper's business.
#[derive(Clone, Copy, Debug)]
pub struct Lower {
    bytes: [u8; LONGEST],
    length: usize,
    /// The word, hashed.
    pub id: TermId,
    /// Whether it had a possessive ending.
    pub possessive: bool,
}

impl Lower {
    /// `word` in lower case.
    pub fn new(word: &str) -> Self {
        let bare = bare(word);
        let length = bare.len().min(LONGEST);
        let mut bytes = [0; LONGEST];
        bytes[..length].copy_from_slice(&bare.as_bytes()[..length]);
        bytes.make_ascii_lowercase();
        Self { bytes, length, id: hash(&bytes), possessive: bare.len() < word.len() }
    }

    /// Its stem, hashed.
    pub fn stem(&self) -> TermId {
        stemmed(self.bytes, self.length)
    }
}

/// Regular endings read off: `-s`, `-es`, `-ies`, `-ed`, `-ing`, doubled consonants and a last `e`.
fn stemmed(mut buffer: [u8; LONGEST], mut n: usize) -> TermId {
    let vowel = |part: &[u8]| part.iter().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    if n > 4 && buffer[..n].ends_with(b"ies") {
        n -= 2;
        buffer[n - 1] = b'y';
    } else if n > 4
        && [&b"sses"[..], b"shes", b"ches", b"xes", b"zes"].iter().any(|e| buffer[..n].ends_with(e))
    {
        n -= 2;
    } else if n > 3 && buffer[n - 1] == b's' && !matches!(buffer[n - 2], b's' | b'u' | b'i') {
        n -= 1;
    }
    for ending in [&b"ing"[..], b"ied", b"ed"] {
        if n >= ending.len() + 3 && buffer[..n].ends_with(ending) && vowel(&buffer[..n - ending.len()]) {
            n -= ending.len();
            if ending == b"ied" {
                buffer[n] = b'y';
                n += 1;
            } else if n > 3
                && buffer[n - 1] == buffer[n - 2]
                && !matches!(buffer[n - 1], b'l' | b's' | b'e' | b'o')
            {
                n -= 1;
            }
            break;
        }
    }
    if n > 3 && buffer[n - 1] == b'e' {
        n -= 1;
    }
    buffer[n..].fill(0);
    hash(&buffer)
}

/// Hashes a word and the zeros behind it, eight bytes at a time: every word of the copy comes by here. The value must
/// not depend on the build.
fn hash(word: &[u8; LONGEST]) -> TermId {
    let mut hash: u64 = 0x9e37_79b9_7f4a_7c15;
    for part in word.as_chunks::<8>().0 {
        hash = (hash ^ u64::from_le_bytes(*part)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        hash ^= hash >> 32;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the upper half is mixed into the lower")]
    let id = hash as TermId;
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (a, b) in [
            ("closing", "closed"),
            ("trapped", "trap"),
            ("cities", "city"),
            ("carried", "carry"),
            ("killed", "kills"),
            ("mine's", "mines"),
            ("approves", "approving"),
        ] {
            assert_eq!(stem_id(a), stem_id(b), "{a} {b}");
        }
        assert_ne!(stem_id("bus"), stem_id("bu"));
        assert_ne!(stem_id("red"), stem_id("r"));
    }

    #[test]
    fn words_of_a_group_are_one_term() {
        let mut vocabulary = Vocabulary::default();
        let quake = stem_id("quake");
        vocabulary.groups.extend([(quake, quake), (stem_id("tremor"), quake)]);
        vocabulary.stopwords.insert(word_id("the"));
        assert_eq!(vocabulary.term("Tremors"), vocabulary.term("quake"));
        assert_eq!(vocabulary.term("The"), None);
    }
}

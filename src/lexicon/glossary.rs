//! Entries, remembered: nine words in ten of an article stood in the articles before it, and looking one up in every
//! list costs many times what finding it here does.

use std::sync::{Mutex, PoisonError};

use super::{Entry, Lexicon};
use crate::text::Word;

/// Words are remembered in so many sets of two for each thread, 2 MB in all. Of 3.2 million words of news 94 in 100
/// were found; four times as many sets would have found 97.
const SETS: usize = 1 << 14;

/// Longer words are looked up each time.
const LONGEST: usize = 24;

/// A word of up to [`LONGEST`] bytes, with zeros behind it.
type Packed = [u64; LONGEST / 8];

/// What is remembered of a lexicon by the threads that read with it. It is no part of what the lexicon says: a copy
/// begins without.
#[derive(Debug, Default)]
pub(super) struct Glossaries(Mutex<Vec<Glossary>>);

impl Clone for Glossaries {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Glossaries {
    fn take(&self) -> Glossary {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_else(Glossary::new)
    }

    fn put(&self, glossary: Glossary) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(glossary);
    }
}

/// The entries of the words read last.
#[derive(Debug)]
struct Glossary {
    /// A word can be in one set only, where the one read later stands first.
    sets: Vec<[(Packed, Entry); 2]>,
}

impl Glossary {
    fn new() -> Self {
        Self { sets: vec![[(Packed::default(), Entry::NONE); 2]; SETS] }
    }

    /// The entry of a word, as it is remembered or else `read`.
    fn entry(&mut self, packed: Packed, read: impl FnOnce() -> Entry) -> Entry {
        let set = &mut self.sets[set_of(&packed)];
        if let Some((_, entry)) = set.iter().find(|(known, _)| is_same(known, &packed)) {
            return *entry;
        }
        set[1] = set[0];
        set[0] = (packed, read());
        set[0].1
    }
}

impl Lexicon {
    /// What the lists say of each of `words`, which are words of `text`.
    pub fn entries(&self, text: &str, words: &[Word]) -> Vec<Entry> {
        let mut glossary = self.glossaries.take();
        let mut small = String::new();
        let mut entry_of = |word: &Word| {
            let mut read = || Entry::read(word.of(text), self, &mut small);
            match pack(text.as_bytes(), word) {
                Some(packed) => glossary.entry(packed, read),
                None => read(),
            }
        };
        let entries = words.iter().map(&mut entry_of).collect();
        self.glossaries.put(glossary);
        entries
    }
}

/// The bytes of a word; none where it is too long.
fn pack(text: &[u8], word: &Word) -> Option<Packed> {
    let start = word.start as usize;
    let length = word.end as usize - start;
    if length > LONGEST {
        return None;
    }
    // Bytes behind the word are read and masked, which is quicker than to copy so few.
    let mut packed = Packed::default();
    if let Some(bytes) = text.get(start..start + LONGEST) {
        for ((part, bytes), at) in packed.iter_mut().zip(bytes.as_chunks::<8>().0).zip((0..).step_by(8)) {
            let kept = length.saturating_sub(at).min(8);
            *part = u64::from_le_bytes(*bytes) & MASKS[kept];
        }
    } else {
        let mut bytes = [0; LONGEST];
        bytes[..length].copy_from_slice(&text[start..start + length]);
        for (part, bytes) in packed.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *part = u64::from_le_bytes(*bytes);
        }
    }
    Some(packed)
}

/// By how many of eight bytes are kept.
const MASKS: [u64; 9] = [
    0,
    0xff,
    0xffff,
    0xff_ffff,
    0xffff_ffff,
    0xff_ffff_ffff,
    0xffff_ffff_ffff,
    0xff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffff,
];

/// Whether two words are one. The three parts are at hand in registers, and one branch decides.
fn is_same(a: &Packed, b: &Packed) -> bool {
    (a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) == 0
}

fn set_of(packed: &Packed) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = 0u64;
    for part in packed {
        hash = (hash.rotate_left(23) ^ part).wrapping_mul(FACTOR);
    }
    (hash >> (64 - SETS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    #[test]
    fn a_word_has_one_entry_wherever_it_stands() {
        let lexicon = Lexicon::shipped();
        let text = "The mayor’s office didn't say who had won’t-do lists; Ångström and \
            Llanfairpwllgwyngyllgogerychwyrndrobwll said seven dozen, said The mayor’s office";
        let all = words(text);
        let entries = lexicon.entries(text, &all);
        for (word, entry) in all.iter().zip(&entries) {
            let written = word.of(text);
            assert_eq!(*entry, Entry::read(written, lexicon, &mut String::new()), "{written}");
            // At the end of a text no bytes stand behind a word.
            assert_eq!(lexicon.entries(written, &words(written)), [*entry], "{written}");
        }
        assert_eq!(lexicon.entries(text, &all), entries);
        let said = all.iter().position(|word| word.of(text) == "said").unwrap();
        assert!(entries[said].verb.is_some());
    }

    #[test]
    fn another_list_is_another_glossary() {
        let mut lexicon = Lexicon::shipped().clone();
        let words = words("blabbed");
        assert!(lexicon.entries("blabbed", &words)[0].role.is_none());
        let list = crate::yaml::parse("bodies: []\npersons: [blabbed]\nmen: []\nwomen: []\n").unwrap();
        lexicon.replace("roles", &list).unwrap();
        assert!(lexicon.entries("blabbed", &words)[0].role.is_some());
    }
}

//! Counts over all articles of a run, merged by addition so that order never matters.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{FactSet, Scan};
use crate::text::{Case, TermId, key};

/// How often a word stands in small letters and as a name would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// In small letters.
    pub lower: u32,
    /// With a capital inside a sentence.
    pub capital_inside: u32,
    /// With a capital at the start of a sentence, where it says nothing.
    pub capital_first: u32,
    /// Articles in which it stands with a capital.
    pub articles: u32,
}

impl WordCount {
    /// Whether the word stands in small letters too often to be a name.
    pub fn is_word(self) -> bool {
        self.lower > 0 && self.lower * 4 >= self.capital_inside
    }
}

/// Counts over articles.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Articles counted.
    pub articles: u32,
    /// Words counted.
    pub words_total: u64,
    /// In how many articles a term of a claim stands; nothing where no claims were extracted.
    pub terms: FxHashMap<TermId, u32>,
    words: FxHashMap<u64, WordCount>,
}

impl Statistics {
    /// The size of one article, without its words.
    pub fn without_words(scan: &Scan<'_>) -> Self {
        Self { articles: 1, words_total: scan.words.len() as u64, ..Self::default() }
    }

    /// The counts of one article.
    pub fn count(scan: &Scan<'_>, facts: &FactSet) -> Self {
        // As many as news has: growing the map from nothing cost half of counting.
        let mut words: FxHashMap<u64, WordCount> =
            FxHashMap::with_capacity_and_hasher(scan.words.len() / 2, FxBuildHasher);
        for sentence in &scan.sentences {
            for (place, (word, entry)) in
                scan.words_of(sentence).iter().zip(scan.entries_of(sentence)).enumerate()
            {
                if word.case == Case::Number {
                    continue;
                }
                let count = words.entry(entry.key).or_default();
                match word.case {
                    Case::Title | Case::Upper => {
                        count.articles = 1;
                        if place == 0 {
                            count.capital_first += 1;
                        } else {
                            count.capital_inside += 1;
                        }
                    }
                    _ => count.lower += 1,
                }
            }
        }
        let terms = facts.topic.terms.iter().map(|term| (term.id, 1)).collect();
        Self { articles: 1, words_total: scan.words.len() as u64, terms, words }
    }

    /// How often `word` stands, whatever its case.
    pub fn word(&self, word: &str) -> WordCount {
        self.words.get(&key(word)).copied().unwrap_or_default()
    }

    /// Takes the counts of articles away again.
    #[expect(clippy::iter_over_hash_type, reason = "subtraction does not depend on order")]
    pub fn remove(&mut self, other: Self) {
        self.articles -= other.articles;
        self.words_total -= other.words_total;
        for (word, count) in other.words {
            if let Some(sum) = self.words.get_mut(&word) {
                sum.lower -= count.lower;
                sum.capital_inside -= count.capital_inside;
                sum.capital_first -= count.capital_first;
                sum.articles -= count.articles;
                if *sum == WordCount::default() {
                    self.words.remove(&word);
                }
            }
        }
        for (term, count) in other.terms {
            if let Some(sum) = self.terms.get_mut(&term) {
                *sum -= count;
                if *sum == 0 {
                    self.terms.remove(&term);
                }
            }
        }
    }

    /// Adds the counts of other articles.
    #[expect(clippy::iter_over_hash_type, reason = "addition does not depend on order")]
    pub fn merge(&mut self, other: Self) {
        self.articles += other.articles;
        self.words_total += other.words_total;
        for (word, count) in other.words {
            let sum = self.words.entry(word).or_default();
            sum.lower += count.lower;
            sum.capital_inside += count.capital_inside;
            sum.capital_first += count.capital_first;
            sum.articles += count.articles;
        }
        for (term, count) in other.terms {
            *self.terms.entry(term).or_default() += count;
        }
    }
}

//! Counts over all articles of a run, merged by addition so that order never matters.

use rustc_hash::FxHashMap;

use super::{FactSet, Scan};
use crate::text::{Case, TermId};

/// How often a word stands in small letters and as a name would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// In small letters.
    pub lower: u32,
    /// With a capital inside a sentence.
    pub capital_inside: u32,
    /// With a capital at the start of a sentence, where it says nothing.
    pub capital_first: u32,
}

/// Counts over articles.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Articles counted.
    pub articles: u32,
    /// Words counted.
    pub words_total: u64,
    /// By folded word; only words that stand with a capital somewhere or are short.
    pub words: FxHashMap<Box<str>, WordCount>,
    /// In how many articles a term of a claim stands; nothing where no claims were extracted.
    pub terms: FxHashMap<TermId, u32>,
}

impl Statistics {
    /// The counts of one article.
    pub fn count(scan: &Scan<'_>, facts: &FactSet) -> Self {
        let mut counts = Self { articles: 1, words_total: scan.words.len() as u64, ..Self::default() };
        let text = scan.text();
        for sentence in &scan.sentences {
            for (place, word) in scan.words_of(sentence).iter().enumerate() {
                let count = counts.words.entry(word.of(text).to_lowercase().into_boxed_str()).or_default();
                match word.case {
                    Case::Lower | Case::Inner | Case::Number => count.lower += 1,
                    Case::Title | Case::Upper if place == 0 => count.capital_first += 1,
                    Case::Title | Case::Upper => count.capital_inside += 1,
                }
            }
        }
        for term in facts.claims.iter().flat_map(|claim| &claim.terms) {
            counts.terms.insert(term.id, 1);
        }
        counts
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
        }
        for (term, count) in other.terms {
            *self.terms.entry(term).or_default() += count;
        }
    }
}

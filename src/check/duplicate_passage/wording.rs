//! How far two articles are about one thing, by the words that both have and few others do.
//!
//! The measure is the cosine of what each says, a word weighing the square of its inverse document frequency
//! (Salton and Buckley 1988). Two articles on one event have 0.1 to 0.5 in common, whatever names they give;
//! two that do not know each other have 0.03, and hardly any two have 0.1.

use rustc_hash::FxHashMap;

use super::Corpus;
use crate::article::Span;
use crate::fact::Unit;

/// In fewer articles it cannot be counted which words are rare.
const LEAST_ARTICLES: usize = 50;
/// So many articles, spread over the run, tell how common a word is.
const MOST_ARTICLES: usize = 1024;
/// An article that has fewer different words may be about anything.
const LEAST_WORDS: usize = 25;

/// How common the words of a run are.
pub(super) struct Wording<'a> {
    corpus: &'a Corpus,
    /// Of each word, in how many of the articles that were counted it stands.
    articles: FxHashMap<u32, u32>,
    /// How many were counted.
    counted: usize,
}

impl<'a> Wording<'a> {
    /// Counts the words of a run; none where it is too small to tell.
    pub(super) fn new(corpus: &'a Corpus) -> Option<Self> {
        let all = corpus.documents.len();
        if all < LEAST_ARTICLES {
            return None;
        }
        let counted = (0u32..).take(all).step_by(all.div_ceil(MOST_ARTICLES));
        // With each word, in how many articles it stands and which of them was the last.
        let mut seen: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        for article in counted.clone() {
            for word in &corpus.facts(article).passage_words {
                let (articles, last) = seen.entry(*word).or_insert((0, u32::MAX));
                *articles += u32::from(*last != article);
                *last = article;
            }
        }
        let articles = seen.into_iter().map(|(word, (articles, _))| (word, articles)).collect();
        Some(Self { corpus, articles, counted: counted.count() })
    }

    /// How much two articles have in common in what each says outside of some spans, 0 to 1; none where one says too
    /// little.
    pub(super) fn alike(&self, (a, beside_a): (u32, &[Span]), (b, beside_b): (u32, &[Span])) -> Option<f64> {
        let (x, y) = (self.words(a, beside_a), self.words(b, beside_b));
        if x.len().min(y.len()) < LEAST_WORDS {
            return None;
        }
        let weigh = |words: &[u32]| words.iter().map(|word| self.weight(*word)).sum::<f64>();
        let both: Vec<u32> = x.iter().copied().filter(|word| y.binary_search(word).is_ok()).collect();
        let all = (weigh(&x) * weigh(&y)).sqrt();
        Some(if all > 0.0 { weigh(&both) / all } else { 0.0 })
    }

    fn weight(&self, word: u32) -> f64 {
        let articles = self.articles.get(&word).copied().unwrap_or(0).max(1);
        (self.counted as f64 / f64::from(articles)).ln().powi(2)
    }

    /// The different words of the sentences of an article that none of `beside` touches, sorted.
    fn words(&self, article: u32, beside: &[Span]) -> Vec<u32> {
        let facts = self.corpus.facts(article);
        let touches =
            |span: Span| beside.iter().any(|other| span.start < other.end && other.start < span.end);
        let sentences = facts.passages.iter().filter(|p| p.unit == Unit::Sentence && !touches(p.span));
        let mut words: Vec<u32> = sentences.flat_map(|p| facts.words_of(p)).copied().collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    const TANKER: &str = "The tanker dragged her anchor towards the bar while the pilots waited for the flood, and the \
                          master asked for a tug that the harbour had sold; nobody told him before the hull struck.";
    const MIRROR: &str = "A hull lay on the bar for one night: no tug came, the pilots watched the flood from the quay, \
                          and an anchor of the tanker was found a mile off; her master said that nobody told him.";
    const FERRY: &str = "A ferry will sail in the autumn, and the woman who ran the last one will train the crew for the \
                         route, which the council of the islands has paid since the bridge fell into the sound.";

    /// How much the first article has in common with the second and the third, in a run with so many others.
    fn alike(others: usize) -> Option<(Option<f64>, Option<f64>)> {
        let other: Vec<&[&str]> =
            vec![&["The council met on Monday and the mayor spoke to the press of the budget."]; others];
        let all: Vec<&[&str]> =
            [&[TANKER] as &[&str], &[MIRROR], &[FERRY]].into_iter().chain(other).collect();
        let corpus = samples::corpus(&all);
        let wording = Wording::new(&corpus)?;
        Some((wording.alike((0, &[]), (1, &[])), wording.alike((0, &[]), (2, &[]))))
    }

    #[test]
    fn two_reports_of_one_event_have_rare_words_in_common() {
        let (mirror, ferry) = alike(60).expect("the run is large");
        assert!(mirror.is_some_and(|alike| alike > 0.2), "{mirror:?}");
        assert!(ferry.is_some_and(|alike| alike < 0.1), "{ferry:?}");
    }

    #[test]
    fn a_small_run_does_not_tell_which_words_are_rare() {
        assert_eq!(alike(10), None);
    }

    #[test]
    fn what_stands_in_a_shared_passage_does_not_count() {
        let corpus = samples::corpus(&vec![&[TANKER] as &[&str]; 60]);
        let wording = Wording::new(&corpus).expect("the run is large");
        assert_eq!(wording.alike((0, &[Span::new(0, TANKER.len())]), (1, &[])), None);
    }
}

//! Standing text: the same paragraph in many articles. It is counted and said once.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Likeness, Pair};
use super::{Corpus, FactRef, passage, text_of};
use crate::finding::{Certainty, Details, Disagreement, Label};
use crate::text::{sequence, tokens};

/// Text that stands in fewer articles is no standing text.
const LEAST_ARTICLES: usize = 8;
/// Nor is text in a smaller share of them.
const LEAST_SHARE: f64 = 0.005;
/// Nor what was printed on fewer days, where days are known.
const LEAST_DAYS: usize = 3;
/// So many places are shown.
const SHOWN: usize = 5;

/// A text and where it stands.
pub(super) struct StandingText {
    places: Vec<FactRef>,
}

/// Takes out the pairs of texts that stand in many articles.
pub(super) fn standing(corpus: &Corpus, pairs: Vec<Pair>) -> (Vec<StandingText>, Vec<Pair>) {
    let mut texts: BTreeMap<u64, BTreeSet<FactRef>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.likeness <= Likeness::Typographic) {
        texts.entry(words(corpus, pair.a.at)).or_default().extend([pair.a.at, pair.b.at]);
    }
    texts.retain(|_, places| is_standing(corpus, places));
    let standing: BTreeSet<FactRef> = texts.values().flatten().copied().collect();
    let rest =
        pairs.into_iter().filter(|pair| !standing.contains(&pair.a.at) && !standing.contains(&pair.b.at));
    let rest = rest.collect();
    (texts.into_values().map(|places| StandingText { places: places.into_iter().collect() }).collect(), rest)
}

fn words(corpus: &Corpus, at: FactRef) -> u64 {
    sequence(tokens(text_of(corpus, at)).iter().map(|token| token.exact))
}

fn is_standing(corpus: &Corpus, places: &BTreeSet<FactRef>) -> bool {
    let articles: BTreeSet<u32> = places.iter().map(|at| at.article).collect();
    // Counted over the run: only some of its articles may be here.
    let share = LEAST_SHARE * f64::from(corpus.statistics.articles);
    let days: BTreeSet<_> =
        articles.iter().filter_map(|at| corpus.article(*at).meta.date.map(|date| date.date())).collect();
    articles.len() >= LEAST_ARTICLES
        && articles.len() as f64 >= share
        && (days.is_empty() || days.len() >= LEAST_DAYS)
}

impl StandingText {
    /// The finding: the first places, and how many there are.
    pub(super) fn disagreement(&self, corpus: &Corpus, rule: usize) -> Disagreement {
        let first = self.places[0];
        let place = corpus.place(first.article, first.article, passage(corpus, first).span);
        let articles: BTreeSet<u32> = self.places.iter().map(|at| at.article).collect();
        let identity = format!("{:016x}", words(corpus, first));
        let labels = self.places.iter().take(SHOWN).map(|at| Label {
            article: at.article,
            span: passage(corpus, *at).span,
            note: String::new(),
            value: identity.clone(),
        });
        let coverage = format!("{} articles", articles.len());
        let other = corpus.article(self.places[1].article).id.to_string();
        Disagreement {
            rule,
            certainty: Certainty::Ask,
            message: format!(
                "{place} is standing text: it stands word for word in {coverage}; leave it out of the copy if it is \
                 not meant to be read"
            ),
            values: BTreeMap::from([("place", place), ("other", other), ("coverage", coverage)]),
            labels: labels.collect(),
            compared: Vec::new(),
            details: Details::None,
            fixes: Vec::new(),
            identity: vec![identity],
        }
    }
}

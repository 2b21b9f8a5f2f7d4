//! One story in two versions: most of one article stands in another.
//!
//! A corrected re-issue, the takes of one running story and agency copy under two names share
//! nearly everything. That is one thing to say, not one for each paragraph.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Sets;
use super::pair::Pair;
use super::{Corpus, FactRef, overlap, passage};
use crate::fact::Unit;
use crate::finding::{Certainty, Details, Disagreement, Label, PassagePair};

/// So much of the shorter article, in passages, stands in the other.
const LEAST_SHARE: f64 = 2.0 / 3.0;
/// The same where the desk's name of the story says that it is one.
const LEAST_SHARE_OF_ONE_STORY: f64 = 1.0 / 3.0;
/// Articles with fewer passages than this have too little to share, unless the desk says that they are one story.
const LEAST_PASSAGES: usize = 3;
/// A passage counts when so much of it stands in the other article.
const LEAST_COVERED: f64 = 0.5;

/// Articles that are one story.
pub(super) struct Story {
    versions: Vec<Version>,
    pairs: Vec<(u32, u32, usize, usize)>,
}

/// One article of a story, and where it says what the others say.
struct Version {
    article: u32,
    first: FactRef,
}

/// Takes out the pairs between articles that are one story.
pub(super) fn refiled(corpus: &Corpus, pairs: Vec<Pair>) -> (Vec<Story>, Vec<Pair>) {
    let mut shared: BTreeMap<(u32, u32), (BTreeSet<FactRef>, BTreeSet<FactRef>)> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.a.at.article != pair.b.at.article) {
        let sides = shared.entry((pair.a.at.article, pair.b.at.article)).or_default();
        if pair.a.share() >= LEAST_COVERED {
            sides.0.insert(pair.a.at);
        }
        if pair.b.share() >= LEAST_COVERED {
            sides.1.insert(pair.b.at);
        }
    }
    let mut same: BTreeMap<(u32, u32), (usize, usize)> = BTreeMap::new();
    let mut firsts: BTreeMap<u32, FactRef> = BTreeMap::new();
    for ((a, b), (of_a, of_b)) in &shared {
        let (all_a, all_b) = (passages(corpus, *a), passages(corpus, *b));
        let (x, y) = (of_a.len() as f64 / all_a.max(1) as f64, of_b.len() as f64 / all_b.max(1) as f64);
        let one_story = corpus.article(*a).is_version_of(corpus.article(*b));
        let least = if one_story { LEAST_SHARE_OF_ONE_STORY } else { LEAST_SHARE };
        let most = if all_a <= all_b { x } else { y };
        if !one_story && all_a.min(all_b) < LEAST_PASSAGES || most < least {
            continue;
        }
        let (Some(first_a), Some(first_b)) = (of_a.first(), of_b.first()) else { continue };
        firsts.entry(*a).and_modify(|at| *at = (*at).min(*first_a)).or_insert(*first_a);
        firsts.entry(*b).and_modify(|at| *at = (*at).min(*first_b)).or_insert(*first_b);
        same.insert((*a, *b), (of_a.len(), of_b.len()));
    }
    let rest = pairs.into_iter().filter(|pair| !same.contains_key(&(pair.a.at.article, pair.b.at.article)));
    let rest = rest.collect();
    (stories(&same, &firsts), rest)
}

/// How many passages of an article are long enough to be compared.
fn passages(corpus: &Corpus, article: u32) -> usize {
    let all = corpus.facts(article).passages.iter();
    all.filter(|p| p.unit == Unit::Paragraph && p.len() >= overlap::LEAST_WORDS).count()
}

fn stories(same: &BTreeMap<(u32, u32), (usize, usize)>, firsts: &BTreeMap<u32, FactRef>) -> Vec<Story> {
    let articles: Vec<u32> = firsts.keys().copied().collect();
    let number = |article: u32| articles.binary_search(&article).expect("every side of a pair is listed");
    let mut sets = Sets::new(articles.len());
    for (a, b) in same.keys() {
        sets.join(number(*a), number(*b));
    }
    let mut stories: BTreeMap<usize, Story> = BTreeMap::new();
    for (article, first) in firsts {
        let story = stories.entry(sets.top(number(*article)));
        let story = story.or_insert_with(|| Story { versions: Vec::new(), pairs: Vec::new() });
        story.versions.push(Version { article: *article, first: *first });
    }
    for ((a, b), (of_a, of_b)) in same {
        let story = stories.get_mut(&sets.top(number(*a))).expect("every article has its story");
        story.pairs.push((*a, *b, *of_a, *of_b));
    }
    stories.into_values().collect()
}

impl Story {
    /// The finding: one place an article.
    pub(super) fn disagreement(&self, corpus: &Corpus, rule: usize) -> Disagreement {
        let labels: Vec<Label> = self
            .versions
            .iter()
            .map(|version| Label {
                article: version.article,
                span: passage(corpus, version.first).span,
                note: "the first passage that the versions share".to_owned(),
                value: corpus.article(version.article).id.to_string(),
            })
            .collect();
        let number = |article: u32| {
            self.versions
                .iter()
                .position(|version| version.article == article)
                .expect("pairs are of versions")
        };
        let details = self.pairs.iter().map(|(a, b, of_a, of_b)| PassagePair {
            a: number(*a),
            b: number(*b),
            covered_a: *of_a as f64 / passages(corpus, *a).max(1) as f64,
            covered_b: *of_b as f64 / passages(corpus, *b).max(1) as f64,
            longest_run: 0,
            label: "reworded",
        });
        let (a, b, of_a, _) = self.pairs[0];
        let id = |article: u32| corpus.article(article).id.to_string();
        let coverage = format!("{of_a} of {} passages", passages(corpus, a));
        let more = match self.versions.len() {
            0..=2 => String::new(),
            3 => " (and one more article)".to_owned(),
            all => format!(" (and {} more articles)", all - 2),
        };
        Disagreement {
            rule,
            certainty: Certainty::Ask,
            message: format!(
                "{} and {} are one story in two versions{more}: {coverage} stand in the other too; keep the one \
                 that is meant to stand",
                id(a),
                id(b)
            ),
            values: BTreeMap::from([("place", id(a)), ("other", id(b)), ("coverage", coverage)]),
            identity: labels.iter().map(|label| label.value.clone()).collect(),
            labels,
            compared: Vec::new(),
            details: Details::Passages(details.collect()),
            fixes: Vec::new(),
        }
    }
}

//! One story in two versions: most of one article stands in another.
//!
//! A corrected re-issue, the takes of one running story and agency copy under two names share
//! nearly everything; a translation may share what was not translated, and two translations of one original have
//! half of their words in common. That is one thing to say, not one for each paragraph.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Likeness, Pair};
use super::{Corpus, FactRef, overlap, passage, sift};
use crate::check::Kin;
use crate::check::sets::Sets;
use crate::fact::Unit;
use crate::finding::{Certainty, Details, Disagreement, Label, PassagePair};
use crate::lexicon::Lexicon;
use crate::text::Slots;

/// So much of the shorter article, in passages, stands in the other.
const LEAST_SHARE: f64 = 2.0 / 3.0;
/// Articles with fewer passages than this have too little to share, unless the desk says that they are one story.
const LEAST_PASSAGES: usize = 3;
/// A passage counts when so much of it stands in the other article.
const LEAST_COVERED: f64 = 0.5;
/// Two articles that tell one story have so many of the shorter one's different words in common. Any two have
/// some 30 in 100.
const LEAST_WORDS: f64 = 0.43;

/// Articles that are one story.
pub(super) struct Story {
    versions: Vec<Version>,
    pairs: Vec<Tie>,
}

/// One article of a story, and where it says what the others say.
struct Version {
    article: u32,
    first: FactRef,
}

/// Two articles of a story.
#[derive(Clone, Debug)]
struct Tie {
    a: u32,
    b: u32,
    /// How many passages of each stand in the other.
    shared: (usize, usize),
    how: How,
}

/// What two articles of a story are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// Versions, of which one has replaced the other.
    Versions,
    /// The same in two languages.
    Languages,
    /// The same in one language, each in its own words; so many sentences of it.
    OwnWords(usize),
}

/// What two articles share.
#[derive(Default)]
struct Shared {
    of_a: BTreeSet<FactRef>,
    of_b: BTreeSet<FactRef>,
    /// Where each shares something.
    first: Option<(FactRef, FactRef)>,
    /// Whether a passage of one is one of the other word for word.
    word_for_word: bool,
}

/// The articles that are one story, and what they share.
#[derive(Default)]
pub(super) struct Refiled(BTreeMap<(u32, u32), (Shared, How)>);

/// Takes out the pairs between articles of which their files say that they are one story. Between two languages, only
/// what both have word for word is worth a word.
pub(super) fn known(corpus: &Corpus, lexicon: &Lexicon, pairs: Vec<Pair>) -> (Refiled, Vec<Pair>) {
    let mut found = Refiled::default();
    let mut rest = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (a, b) = (pair.a.at.article, pair.b.at.article);
        let how = match corpus.kin(a, b) {
            None => {
                rest.push(pair);
                continue;
            }
            Some(Kin::Version) => How::Versions,
            Some(Kin::Translation) => How::Languages,
            Some(Kin::Retold) => How::OwnWords(0),
        };
        let whole = matches!(pair.likeness, Likeness::Exact | Likeness::Typographic | Likeness::Contained);
        let counts = how != How::Languages || whole;
        if counts && !sift::is_boilerplate(corpus, &lexicon.boilerplate, pair.a.at) {
            found.0.entry((a, b)).or_insert_with(|| (Shared::default(), how)).0.add(&pair);
        }
    }
    (found, rest)
}

/// Takes out the pairs between articles that are one story as their passages show, and says what the stories are.
pub(super) fn refiled(
    corpus: &Corpus,
    lexicon: &Lexicon,
    mut known: Refiled,
    pairs: Vec<Pair>,
) -> (Vec<Story>, Vec<Pair>) {
    let mut shared: BTreeMap<(u32, u32), Shared> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.is_across()) {
        shared.entry((pair.a.at.article, pair.b.at.article)).or_default().add(pair);
    }
    for ((a, b), shared) in shared {
        if let Some(how) = shared.shows(corpus, lexicon, (a, b)) {
            known.0.insert((a, b), (shared, how));
        }
    }
    let rest =
        pairs.into_iter().filter(|pair| !known.0.contains_key(&(pair.a.at.article, pair.b.at.article)));
    let rest = rest.collect();
    (stories(&known), rest)
}

impl Shared {
    fn add(&mut self, pair: &Pair) {
        if pair.a.share() >= LEAST_COVERED {
            self.of_a.insert(pair.a.at);
        }
        if pair.b.share() >= LEAST_COVERED {
            self.of_b.insert(pair.b.at);
        }
        let (first_a, first_b) = self.first.unwrap_or((pair.a.at, pair.b.at));
        self.first = Some((first_a.min(pair.a.at), first_b.min(pair.b.at)));
        self.word_for_word |= pair.likeness <= Likeness::Typographic;
    }

    /// What two articles of which nothing says so are to each other.
    fn shows(&self, corpus: &Corpus, lexicon: &Lexicon, (a, b): (u32, u32)) -> Option<How> {
        let (all_a, all_b) = (passages(corpus, a), passages(corpus, b));
        let share = |shared: &BTreeSet<FactRef>, all: usize| shared.len() as f64 / all.max(1) as f64;
        let most = if all_a <= all_b { share(&self.of_a, all_a) } else { share(&self.of_b, all_b) };
        if all_a.min(all_b) >= LEAST_PASSAGES
            && most >= LEAST_SHARE
            && !self.of_a.is_empty()
            && !self.of_b.is_empty()
        {
            return Some(How::Versions);
        }
        // What has a passage of the other as it stands was not told anew.
        if self.word_for_word || words_in_common(corpus, a, b) < LEAST_WORDS {
            return None;
        }
        let told = corpus.retell(&lexicon.vocabulary, a, b)?;
        told.in_own_words.then_some(How::OwnWords(told.sentences))
    }
}

/// The share of the different words of the article that has fewer that the other has too, or a little more.
fn words_in_common(corpus: &Corpus, a: u32, b: u32) -> f64 {
    let slots = |article: u32| {
        let facts = corpus.facts(article);
        let paragraphs = facts.passages.iter().filter(|p| p.unit == Unit::Paragraph);
        Slots::of(paragraphs.flat_map(|p| facts.words_of(p)).copied())
    };
    slots(a).common(&slots(b))
}

/// How many passages of an article are long enough to be compared.
fn passages(corpus: &Corpus, article: u32) -> usize {
    let all = corpus.facts(article).passages.iter();
    all.filter(|p| p.unit == Unit::Paragraph && p.len() >= overlap::LEAST_WORDS).count()
}

fn stories(refiled: &Refiled) -> Vec<Story> {
    let mut firsts: BTreeMap<u32, FactRef> = BTreeMap::new();
    for ((a, b), (shared, _)) in &refiled.0 {
        let Some((first_a, first_b)) = shared.first else { continue };
        for (article, first) in [(a, first_a), (b, first_b)] {
            firsts.entry(*article).and_modify(|at| *at = (*at).min(first)).or_insert(first);
        }
    }
    let articles: Vec<u32> = firsts.keys().copied().collect();
    let number = |article: u32| articles.binary_search(&article).expect("every side of a pair is listed");
    let mut sets = Sets::new(articles.len());
    for (a, b) in refiled.0.keys() {
        sets.join(number(*a), number(*b));
    }
    let mut stories: BTreeMap<usize, Story> = BTreeMap::new();
    for (article, first) in &firsts {
        let story = stories.entry(sets.top(number(*article)));
        let story = story.or_insert_with(|| Story { versions: Vec::new(), pairs: Vec::new() });
        story.versions.push(Version { article: *article, first: *first });
    }
    for ((a, b), (shared, how)) in &refiled.0 {
        let story = stories.get_mut(&sets.top(number(*a))).expect("every article has its story");
        let shared = (shared.of_a.len(), shared.of_b.len());
        story.pairs.push(Tie { a: *a, b: *b, shared, how: *how });
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
        let details = self.pairs.iter().map(|tie| PassagePair {
            a: number(tie.a),
            b: number(tie.b),
            covered_a: tie.shared.0 as f64 / passages(corpus, tie.a).max(1) as f64,
            covered_b: tie.shared.1 as f64 / passages(corpus, tie.b).max(1) as f64,
            longest_run: 0,
            likeness: if tie.how == How::Languages { Likeness::Exact } else { Likeness::Reworded },
        });
        let first = &self.pairs[0];
        let id = |article: u32| corpus.article(article).id.to_string();
        let (coverage, message) = first.told(corpus, self.versions.len());
        Disagreement {
            rule,
            certainty: Certainty::Ask,
            message,
            values: BTreeMap::from([("place", id(first.a)), ("other", id(first.b)), ("coverage", coverage)]),
            identity: labels.iter().map(|label| label.value.clone()).collect(),
            labels,
            compared: Vec::new(),
            details: Details::Passages(details.collect()),
            fixes: Vec::new(),
        }
    }
}

impl Tie {
    /// What two of `all` versions share, and what there is to say of it.
    fn told(&self, corpus: &Corpus, all: usize) -> (String, String) {
        let (a, b) = (corpus.name(self.b, self.a), corpus.name(self.a, self.b));
        let more = match all {
            0..=2 => String::new(),
            3 => " (and one more article)".to_owned(),
            all => format!(" (and {} more articles)", all - 2),
        };
        let (shared, side) =
            if self.shared.0 > 0 { (self.shared.0, self.a) } else { (self.shared.1, self.b) };
        let coverage = match shared {
            0 => "half of a passage".to_owned(),
            some => format!("{some} of {} passages", passages(corpus, side)),
        };
        let stand = if shared <= 1 { "stands" } else { "stand" };
        match self.how {
            How::Versions => {
                let message = format!(
                    "{a} and {b} are one story in two versions{more}: {coverage} {stand} in the other too; keep the \
                     one that is meant to stand"
                );
                (coverage, message)
            }
            How::Languages => {
                let language = |article: u32| corpus.article(article).language.unwrap_or("English");
                let coverage = match self.shared.0.min(self.shared.1).max(1) {
                    1 => "one passage stands".to_owned(),
                    several => format!("{several} passages stand"),
                };
                let message = format!(
                    "{a} and {b} are one story in two languages, {} and {}{more}: {coverage} in both word for word; \
                     see whether it was to be translated",
                    language(self.a),
                    language(self.b)
                );
                (coverage, message)
            }
            How::OwnWords(sentences) => {
                let coverage = match sentences {
                    0 => format!("{coverage} share their words"),
                    some => format!("{some} sentences say the same in other words"),
                };
                let message = format!(
                    "{a} and {b} tell one story as two translations do{more}: {coverage}; keep the one that is meant to \
                     stand"
                );
                (coverage, message)
            }
        }
    }
}

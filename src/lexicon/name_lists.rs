//! `names.yml`, `given-names.yml`, `surnames.yml` and `dictionary.yml`: what tells a name from a
//! word, and what stands round it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::key;
use crate::yaml::{Mistake, Node};

/// A set of words, kept as hashes: it is asked often and never listed.
#[derive(Clone, Debug, Default)]
pub struct WordSet(FxHashSet<u64>);

impl WordSet {
    /// Whether `word` is in the set, whatever its case.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(&key(word))
    }

    /// Whether the word with this [`key`] is in the set.
    pub fn has(&self, key: u64) -> bool {
        self.0.contains(&key)
    }
}

impl<'a> FromIterator<&'a str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        Self(words.into_iter().map(key).collect())
    }
}

/// Words that stand in names and round them.
#[derive(Clone, Debug, Default)]
pub struct NameWords {
    /// Small words inside a name.
    pub particles: WordSet,
    /// First parts that are written apart, hyphenated or joined.
    pub joints: WordSet,
    /// What stands before a hyphen and is no part of the name.
    pub prefixes: WordSet,
    /// Titles before a person's name.
    pub titles: WordSet,
    /// Titles that two people in one article share as a rule.
    pub courtesy: WordSet,
    /// What somebody does.
    pub roles: WordSet,
    /// Kinds of place.
    pub places: WordSet,
    /// Kinds of place that writers do not tell apart with care.
    pub settlements: WordSet,
    /// Kinds of wider place.
    pub regions: WordSet,
    /// Points of the compass.
    pub directions: WordSet,
    /// Prepositions before places.
    pub prepositions: WordSet,
    /// Words that make a run of capitals an organisation.
    pub organisations: WordSet,
    /// Nouns before the name of something that is neither a place nor a person.
    pub things: WordSet,
    /// `Jr`, `II` and the like.
    pub generations: WordSet,
    /// The groups that a folded word belongs to, of names that look alike and are not the same.
    pub distinct: FxHashMap<Box<str>, Vec<u16>>,
}

impl NameWords {
    /// Whether two folded words are known to be different names.
    pub fn distinct(&self, a: &str, b: &str) -> bool {
        match (self.distinct.get(a), self.distinct.get(b)) {
            (Some(of_a), Some(of_b)) => a != b && of_a.iter().any(|group| of_b.contains(group)),
            _ => false,
        }
    }
}

/// Given names.
#[derive(Clone, Debug, Default)]
pub struct GivenNames {
    /// Of men.
    pub male: WordSet,
    /// Of women.
    pub female: WordSet,
}

impl GivenNames {
    /// Whether `word` is a given name.
    pub fn contains(&self, word: &str) -> bool {
        self.has(key(word))
    }

    /// Whether the word with this [`key`] is a given name.
    pub fn has(&self, key: u64) -> bool {
        self.male.has(key) || self.female.has(key)
    }
}

/// The words of a long list, which its file writes as one text.
fn list(node: &Node) -> Result<WordSet, Mistake> {
    Ok(node.text()?.split_whitespace().collect())
}

pub(super) fn words(node: &Node) -> Result<WordSet, Mistake> {
    list(node.fields(&["words"])?.need("words")?)
}

pub(super) fn given(node: &Node) -> Result<GivenNames, Mistake> {
    let fields = node.fields(&["male", "female"])?;
    Ok(GivenNames { male: list(fields.need("male")?)?, female: list(fields.need("female")?)? })
}

pub(super) fn names(node: &Node) -> Result<NameWords, Mistake> {
    let fields = node.fields(&[
        "particles",
        "joints",
        "prefixes",
        "titles",
        "courtesy",
        "roles",
        "places",
        "settlements",
        "regions",
        "directions",
        "prepositions",
        "organisations",
        "things",
        "generations",
        "distinct",
    ])?;
    let get = |name| list(fields.need(name)?);
    let mut distinct: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
    for (group, names) in (0u16..).zip(fields.need("distinct")?.texts()?) {
        for name in names.split_whitespace() {
            distinct.entry(crate::text::fold(name).into()).or_default().push(group);
        }
    }
    Ok(NameWords {
        particles: get("particles")?,
        joints: get("joints")?,
        prefixes: get("prefixes")?,
        titles: get("titles")?,
        courtesy: get("courtesy")?,
        roles: get("roles")?,
        places: get("places")?,
        settlements: get("settlements")?,
        regions: get("regions")?,
        directions: get("directions")?,
        prepositions: get("prepositions")?,
        organisations: get("organisations")?,
        things: get("things")?,
        generations: get("generations")?,
        distinct,
    })
}

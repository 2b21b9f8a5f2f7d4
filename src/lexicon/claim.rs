//! `stopwords.yml`, `claim-verbs.yml` and `updates.yml`: what a sentence is about, and what turns it round.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{TermId, Vocabulary, stem_id, word_id};
use crate::yaml::{Mistake, Node};

/// Words that turn a claim round or leave it open.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// By stem: the pair of opposites, and which side of it.
    pub opposites: FxHashMap<TermId, Vec<(u16, bool)>>,
    /// Whether a word leaves it open that something is so, or says that it is settled, by [`word_id`].
    pub modality: FxHashMap<TermId, bool>,
}

pub(super) fn read_stopwords(node: &Node, vocabulary: &mut Vocabulary) -> Result<(), Mistake> {
    let fields = node.fields(&["words"])?;
    vocabulary.stopwords = fields.need("words")?.texts()?.iter().map(|word| word_id(word)).collect();
    Ok(())
}

pub(super) fn read_verbs(
    node: &Node,
    vocabulary: &mut Vocabulary,
    turns: &mut Turns,
    people: &mut FxHashSet<TermId>,
) -> Result<(), Mistake> {
    let fields = node.fields(&["groups", "people", "opposites", "open", "settled"])?;
    vocabulary.groups.clear();
    for group in fields.need("groups")?.items()? {
        let words = group.texts()?;
        let Some(first) = words.first() else { continue };
        let group = stem_id(first);
        for word in &words {
            vocabulary.groups.entry(stem_id(word)).or_insert(group);
        }
    }
    *people = fields.need("people")?.texts()?.iter().filter_map(|word| vocabulary.term(word)).collect();
    turns.opposites.clear();
    for (number, pair) in (0u16..).zip(fields.need("opposites")?.items()?) {
        let [one, other] = pair.items()? else {
            return Err(pair.mistake("opposites are two lists of words"));
        };
        for (side, words) in [(false, one), (true, other)] {
            for word in words.texts()? {
                turns.opposites.entry(stem_id(&word)).or_default().push((number, side));
            }
        }
    }
    turns.modality.clear();
    // A word of both lists leaves it open.
    for (list, open) in [("settled", false), ("open", true)] {
        for word in fields.need(list)?.texts()? {
            turns.modality.insert(word_id(&word), open);
        }
    }
    Ok(())
}

pub(super) fn read_updates(node: &Node) -> Result<FxHashMap<TermId, Vec<Vec<String>>>, Mistake> {
    let fields = node.fields(&["words"])?;
    let mut phrases: FxHashMap<TermId, Vec<Vec<String>>> = FxHashMap::default();
    for phrase in fields.need("words")?.texts()? {
        let mut words = phrase.split(' ').map(str::to_owned);
        if let Some(first) = words.next() {
            phrases.entry(word_id(&first)).or_default().push(words.collect());
        }
    }
    Ok(phrases)
}

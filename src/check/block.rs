//! Blocks: facts that share a key. Only facts of one block are ever compared.
//!
//! Keys are gathered twice: the first pass counts them in a small sketch, the second keeps those
//! that two facts or more share, so a run's memory is that of its coincidences and not of its
//! keys. Blocks come in the order of their keys and entries in the order of articles.

use rayon::prelude::*;

use super::{Check, Corpus, FactRef};

/// A key, hashed.
pub type BlockKey = u64;

/// What a fact does under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It is found, and asks nothing.
    Index,
    /// It asks who else is there, and is found too.
    Probe,
}

/// Takes the keys of facts.
pub struct Keys<'a> {
    sink: &'a mut dyn FnMut(BlockKey, FactRef, Role),
}

impl Keys<'_> {
    /// Puts `fact` under `key`.
    pub fn put(&mut self, key: BlockKey, fact: FactRef, role: Role) {
        (self.sink)(key, fact, role);
    }
}

/// The facts under one key.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// The key.
    pub key: BlockKey,
    /// The facts with their roles, in the order of articles.
    pub entries: &'a [(FactRef, Role)],
}

/// Gathers blocks and compares in each. The links come in the order of blocks.
pub(super) fn links<C: Check + ?Sized>(check: &C, corpus: &Corpus) -> Vec<C::Link> {
    let articles = 0..u32::try_from(corpus.documents.len()).expect("articles are numbered in 32 bits");
    let mut sketch = Sketch::default();
    for article in articles.clone() {
        check.keys(corpus, article, &mut Keys { sink: &mut |key, _, _| sketch.count(key) });
    }
    let mut entries: Vec<(BlockKey, FactRef, Role)> = articles
        .into_par_iter()
        .flat_map_iter(|article| {
            let mut kept = Vec::new();
            let mut sink = |key, fact, role| {
                if sketch.shared(key) {
                    kept.push((key, fact, role));
                }
            };
            check.keys(corpus, article, &mut Keys { sink: &mut sink });
            kept
        })
        .collect();
    entries.par_sort_unstable();
    entries.dedup();
    let facts: Vec<(FactRef, Role)> = entries.iter().map(|(_, fact, role)| (*fact, *role)).collect();
    let mut blocks = Vec::new();
    let mut start = 0;
    for run in entries.chunk_by(|a, b| a.0 == b.0) {
        let end = start + run.len();
        if run.len() > 1 && run.iter().any(|(_, _, role)| *role == Role::Probe) {
            blocks.push(Block { key: run[0].0, entries: &facts[start..end] });
        }
        start = end;
    }
    blocks
        .par_iter()
        .flat_map_iter(|block| {
            let mut found = Vec::new();
            check.compare(corpus, block, &mut found);
            found
        })
        .collect()
}

/// Which keys were seen once and which more often, in two bits a slot. It errs towards "more
/// often": a key that two facts share is never lost.
struct Sketch {
    once: Vec<u64>,
    more: Vec<u64>,
}

impl Default for Sketch {
    fn default() -> Self {
        Self { once: vec![0; Self::WORDS], more: vec![0; Self::WORDS] }
    }
}

impl Sketch {
    /// 2 × 512 KiB: right for a few million keys, still right, if slower, for more.
    const WORDS: usize = 1 << 16;

    fn slot(key: BlockKey) -> (usize, u64) {
        let bit = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 42) as usize;
        (bit >> 6, 1 << (bit & 63))
    }

    fn count(&mut self, key: BlockKey) {
        let (word, bit) = Self::slot(key);
        self.more[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn shared(&self, key: BlockKey) -> bool {
        let (word, bit) = Self::slot(key);
        self.more[word] & bit != 0
    }
}

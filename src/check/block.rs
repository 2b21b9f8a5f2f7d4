//! Blocks: facts that share a key. Only facts of one block are ever compared.
//!
//! Keys are gathered in passes, so that a run's memory is that of its coincidences and not of its keys.
//! The first counts every key in a small table and marks those that somebody asks for; where facts
//! ask with the rarest of their keys, a second marks these; the last keeps what somebody asks for and
//! somebody else has, and nothing else. The table errs one
//! way only: two keys in one slot look commoner than they are, and none is ever lost. Blocks come in
//! the order of their keys and entries in the order of articles.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

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
    table: &'a Table,
    pass: Pass<'a>,
}

enum Pass<'a> {
    Sample(&'a mut usize),
    /// Is told whether some fact chooses its probes, which it can only once all are counted.
    Count(&'a AtomicBool),
    Mark,
    Gather(&'a mut Vec<Entry>),
}

impl Keys<'_> {
    /// Puts `fact` under `key`; where it has several, [`put_all`](Self::put_all) is faster.
    pub fn put(&mut self, key: BlockKey, fact: FactRef, role: Role) {
        self.put_all(&[key], fact, role);
    }

    /// Puts `fact` under each of `keys`.
    pub fn put_all(&mut self, keys: &[BlockKey], fact: FactRef, role: Role) {
        match &mut self.pass {
            Pass::Sample(seen) => **seen += keys.len(),
            Pass::Count(_) => self.table.count(keys, role == Role::Probe),
            Pass::Mark => {}
            Pass::Gather(entries) => {
                let asked = keys.iter().filter(|key| self.table.asked(**key));
                entries.extend(asked.map(|key| Entry::new(*key, fact, role)));
            }
        }
    }

    /// Puts `fact` under each of `keys`, and lets it probe with the rarest of them. `probes` says
    /// with how many, of how many different ones; it may not fall as these grow. `keys` may
    /// hold a key twice, and is left in no particular order.
    pub fn put_rarest(&mut self, keys: &mut Vec<BlockKey>, probes: &dyn Fn(usize) -> usize, fact: FactRef) {
        match &mut self.pass {
            Pass::Sample(seen) => **seen += keys.len(),
            Pass::Count(choosy) => {
                choosy.store(true, Ordering::Relaxed);
                self.table.count(keys, false);
            }
            Pass::Mark => {
                let probing = self.table.rarest(keys, probes);
                keys[..probing].iter().for_each(|key| self.table.ask(*key));
            }
            Pass::Gather(entries) => {
                if !keys.iter().any(|key| self.table.asked(*key)) {
                    return;
                }
                let probing = self.table.rarest(keys, probes);
                for (at, key) in keys.iter().enumerate().filter(|(_, key)| self.table.asked(**key)) {
                    let role = if at < probing { Role::Probe } else { Role::Index };
                    entries.push(Entry::new(*key, fact, role));
                }
            }
        }
    }
}

/// The facts under one key.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// The key.
    pub key: BlockKey,
    /// The facts with their roles, in the order of articles; a fact stands once.
    pub entries: &'a [(FactRef, Role)],
}

/// Gathers blocks and compares in each. The links come in the order of blocks.
pub(super) fn links<C: Check + ?Sized>(check: &C, corpus: &Corpus) -> Vec<C::Link> {
    let articles = u32::try_from(corpus.documents.len()).expect("articles are numbered in 32 bits");
    let table = Table::sized_for(check, corpus, articles);
    let pass = |article: u32, pass: Pass<'_>| check.keys(corpus, article, &mut Keys { table: &table, pass });
    let choosy = AtomicBool::new(false);
    (0..articles).into_par_iter().for_each(|article| pass(article, Pass::Count(&choosy)));
    if choosy.into_inner() {
        (0..articles).into_par_iter().for_each(|article| pass(article, Pass::Mark));
    }
    let gathered = (0..articles).into_par_iter().fold(Vec::new, |mut kept, article| {
        pass(article, Pass::Gather(&mut kept));
        kept
    });
    let mut entries: Vec<Entry> = gathered.reduce(Vec::new, |mut all, mut next| {
        all.append(&mut next);
        all
    });
    drop(table);
    entries.par_sort_unstable();
    entries.dedup_by(|next, kept| {
        let same = (next.key, next.article, next.index()) == (kept.key, kept.article, kept.index());
        kept.index_and_role |= if same { next.index_and_role } else { 0 };
        same
    });
    let blocks: Vec<&[Entry]> = entries
        .chunk_by(|a, b| a.key == b.key)
        .filter(|run| run.len() > 1 && run.iter().any(|entry| entry.role() == Role::Probe))
        .collect();
    // Most blocks are of two facts, for which no lists are worth making.
    let links = blocks.par_iter().fold(
        <(Vec<(FactRef, Role)>, Vec<C::Link>)>::default,
        |(mut facts, mut found), run| {
            facts.clear();
            facts.extend(run.iter().map(|entry| (entry.fact(), entry.role())));
            check.compare(corpus, &Block { key: run[0].key, entries: &facts }, &mut found);
            (facts, found)
        },
    );
    links.map(|(_, found)| found).reduce(Vec::new, |mut all, mut next| {
        all.append(&mut next);
        all
    })
}

/// A fact under a key, in 16 bytes: there are as many as an archive has coincidences.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: BlockKey,
    article: u32,
    index_and_role: u32,
}

impl Entry {
    fn new(key: BlockKey, fact: FactRef, role: Role) -> Self {
        debug_assert!(fact.index <= FactRef::WHOLE, "an index has 31 bits");
        Self { key, article: fact.article, index_and_role: fact.index << 1 | u32::from(role == Role::Probe) }
    }

    fn index(self) -> u32 {
        self.index_and_role >> 1
    }

    fn role(self) -> Role {
        if self.index_and_role & 1 == 1 { Role::Probe } else { Role::Index }
    }

    fn fact(self) -> FactRef {
        FactRef { article: self.article, index: self.index() }
    }
}

/// How often keys were seen, and whether a fact asks for them: one byte a slot.
struct Table {
    slots: Vec<AtomicU8>,
    shift: u32,
    /// Only one thread counts, so that nobody comes between what it reads and what it writes: a lock for each key
    /// takes longer than all else.
    alone: bool,
}

impl Table {
    const ASKED: u8 = 0x80;
    const MOST: u8 = 0x7f;
    /// How many articles are looked at to learn how many keys there will be.
    const SAMPLE: u32 = 64;

    /// Twice as many slots as there will be keys, as far as a sample of the articles tells.
    fn sized_for<C: Check + ?Sized>(check: &C, corpus: &Corpus, articles: u32) -> Self {
        let none = Self { slots: Vec::new(), shift: 0, alone: true };
        let sample = articles.min(Self::SAMPLE);
        let mut seen = 0;
        for number in 0..sample {
            let article = (u64::from(number) * u64::from(articles) / u64::from(sample)) as u32;
            check.keys(corpus, article, &mut Keys { table: &none, pass: Pass::Sample(&mut seen) });
        }
        let keys = seen as u64 * u64::from(articles) / u64::from(sample.max(1));
        let bits = (2 * keys).max(1).ilog2().clamp(10, 27) + 1;
        let slots = std::iter::repeat_with(AtomicU8::default).take(1 << bits).collect();
        Self { slots, shift: u64::BITS - bits, alone: rayon::current_num_threads() == 1 }
    }

    fn slot(&self, key: BlockKey) -> &AtomicU8 {
        &self.slots[(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize]
    }

    /// Counts keys, and marks them where somebody asks for them. Their slots lie anywhere in a table that is larger
    /// than the nearest memory, and to change one is to wait for it; looked at first, several are fetched side by side.
    fn count(&self, keys: &[BlockKey], asked: bool) {
        const SIDE_BY_SIDE: usize = 16;
        for keys in keys.chunks(SIDE_BY_SIDE) {
            let mut found = [0; SIDE_BY_SIDE];
            for (found, key) in found.iter_mut().zip(keys) {
                *found = self.now(*key);
            }
            keys.iter().zip(found).for_each(|(key, found)| match self.alone {
                // A key may stand among the others twice.
                true => self.slot(*key).store(Self::counted(self.now(*key), asked), Ordering::Relaxed),
                false => self.count_locked(*key, asked, found),
            });
        }
    }

    /// Counts a key in whose slot `now` was found, whatever other threads do.
    fn count_locked(&self, key: BlockKey, asked: bool, mut now: u8) {
        let slot = self.slot(key);
        loop {
            let next = Self::counted(now, asked);
            if next == now {
                break;
            }
            match slot.compare_exchange_weak(now, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => break,
                Err(other) => now = other,
            }
        }
    }

    /// What stands in a slot once another key is counted.
    fn counted(now: u8, asked: bool) -> u8 {
        let seen = (now & Self::MOST).saturating_add(1).min(Self::MOST);
        seen | now & Self::ASKED | if asked { Self::ASKED } else { 0 }
    }

    fn now(&self, key: BlockKey) -> u8 {
        self.slot(key).load(Ordering::Relaxed)
    }

    fn seen(&self, key: BlockKey) -> u8 {
        self.now(key) & Self::MOST
    }

    fn ask(&self, key: BlockKey) {
        self.slot(key).fetch_or(Self::ASKED, Ordering::Relaxed);
    }

    /// Whether somebody asks for a key and somebody else has it.
    fn asked(&self, key: BlockKey) -> bool {
        let slot = self.now(key);
        slot & Self::ASKED != 0 && slot & Self::MOST > 1
    }

    /// Moves the rarest keys to the front and says how many of them probe. None do where keys that nobody else has are probes enough: a fact that needs the others to
    /// agree with anything can't agree.
    fn rarest(&self, keys: &mut Vec<BlockKey>, probes: &dyn Fn(usize) -> usize) -> usize {
        let alone = keys.iter().filter(|key| self.seen(**key) == 1).count();
        if alone >= probes(keys.len()) {
            return 0;
        }
        keys.sort_unstable();
        keys.dedup();
        let probing = probes(keys.len()).min(keys.len());
        if probing > 0 && probing < keys.len() {
            keys.select_nth_unstable_by_key(probing - 1, |key| (self.seen(*key), *key));
        }
        probing
    }
}

//! Invents articles with as many different names as asked, to measure how comparing spellings grows.
//!
//! `cargo run --release --example invent_names -- 1000000 > names.jsonl` writes JSON Lines; then
//! `copydesk check --jobs 1 --select name-spelling names.jsonl --format json` is measured. Surnames are
//! made of syllables, common ones far more often than rare ones, so that they crowd as names of one
//! language do; one in forty is an earlier surname with a letter changed, borne by the same first name in the
//! same office. Every name stands in one article, every article has twenty names, and each is told
//! of: an office or a first name stands before it, since others are never compared across articles. The
//! same number gives the same copy.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};

/// Names in an article.
const NAMES: usize = 20;
/// One surname in so many is another one with a letter changed.
const VARIANTS: usize = 40;

/// How a syllable may begin, the commonest first.
const ONSETS: [&str; 36] = [
    "m", "k", "s", "b", "d", "l", "r", "t", "h", "n", "v", "g", "p", "f", "z", "j", "st", "br", "kr", "gr",
    "tr", "sh", "ch", "dr", "bl", "fl", "kl", "pr", "sl", "sk", "sp", "th", "w", "kh", "zh", "ts",
];
/// What it may turn on.
const VOWELS: [&str; 12] = ["a", "e", "o", "i", "u", "ie", "ai", "au", "ei", "ou", "ya", "yu"];
/// How it may end.
const CODAS: [&str; 16] = ["", "n", "", "r", "l", "s", "", "m", "nd", "k", "t", "rt", "ng", "ck", "ld", "v"];
/// How surnames end.
const ENDINGS: [&str; 12] = ["", "", "", "son", "ov", "ski", "ez", "ani", "sen", "ic", "ini", "enko"];
const FIRST: [&str; 16] = [
    "Anna", "Peter", "Maria", "John", "Olga", "David", "Elena", "Thomas", "Laura", "Robert", "Nina",
    "Martin", "Clara", "Victor", "Irene", "Simon",
];
const OFFICES: [&str; 8] =
    ["Mayor", "Councillor", "Senator", "Captain", "Professor", "Judge", "Inspector", "Minister"];
const DEEDS: [&str; 6] = [
    "opened the bridge in the rain",
    "asked for a second count of the votes",
    "wrote to the harbour board about the noise",
    "had the old mill painted in one week",
    "paid for the new roof of the school",
    "would not speak about the lost keys",
];

/// A small generator of numbers: the same copy in every run, without a dependency.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    /// One of a list; what stands first comes most often.
    fn early<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len()).min(self.below(list.len()))]
    }

    fn surname(&mut self) -> String {
        let mut name = String::new();
        for _ in 0..2 + self.below(2) {
            for list in [&ONSETS[..], &VOWELS[..], &CODAS[..]] {
                name.push_str(self.early(list));
            }
        }
        name.push_str(self.early(&ENDINGS));
        name[..1].make_ascii_uppercase();
        name
    }

    /// A name with one letter, not its first, put in the place of another.
    fn variant(&mut self, name: &str) -> String {
        let at = 1 + self.below(name.len() - 1);
        let letter = char::from(b"aeiounrstlkd"[self.below(12)]);
        format!("{}{letter}{}", &name[..at], &name[at + 1..])
    }
}

fn main() -> io::Result<()> {
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let mut numbers = Numbers(11);
    let mut taken: HashSet<String> = HashSet::with_capacity(count);
    let mut persons: Vec<(String, usize, usize)> = Vec::with_capacity(count);
    let mut out = BufWriter::new(io::stdout().lock());
    while persons.len() < count {
        let (name, first, office) = if persons.len() % VARIANTS == VARIANTS - 1 {
            let (name, first, office) = persons[numbers.below(persons.len())].clone();
            (numbers.variant(&name), first, office)
        } else {
            (numbers.surname(), numbers.below(FIRST.len()), numbers.below(OFFICES.len()))
        };
        if !taken.insert(name.clone()) {
            continue;
        }
        persons.push((name, first, office));
        if persons.len().is_multiple_of(NAMES) || persons.len() == count {
            let number = persons.len().div_ceil(NAMES);
            write!(out, "{{\"id\": \"{number}\", \"text\": \"Notes from the district\\n")?;
            for (name, first, office) in &persons[(number - 1) * NAMES..] {
                let deed = DEEDS[numbers.below(DEEDS.len())];
                write!(out, "\\n{} {} {name} {deed}.\\n", OFFICES[*office], FIRST[*first])?;
            }
            writeln!(out, "\"}}")?;
        }
    }
    out.flush()
}

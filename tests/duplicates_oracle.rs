//! The join over rarest shingles finds what comparing everything with everything finds.
//!
//! The oracle reads the text by itself: it shares no code with the program but what it checks.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

/// The program is started once for so many sets of paragraphs.
const CASES: u32 = 48;
/// Where the sets begin: the same in every run, so that a change is told by what it changed. Take another
/// and more cases when the join is touched.
const SEED: u64 = 19;

/// Words that come in a few dozen forms, so that sets share shingles by chance too.
const WORDS: [&str; 40] = [
    "harbour", "council", "ferry", "closed", "after", "storm", "before", "monday", "divers", "looked",
    "under", "piles", "along", "quay", "nobody", "spoke", "about", "crane", "board", "opened", "again",
    "until", "night", "wardens", "counted", "boats", "beside", "pier", "without", "light", "while", "gulls",
    "circled", "above", "market", "where", "traders", "waited", "beyond", "gate",
];

/// Stands for a figure: each is printed as another one, and all are one word to whoever masks them.
const FIGURE: usize = WORDS.len() + 1;

/// What is made of an earlier paragraph.
#[derive(Clone, Copy, Debug)]
enum Copying {
    /// Nothing: the words are fresh.
    Fresh,
    /// Some words are changed.
    Edited,
    /// Fresh words are set before and behind it.
    Embedded,
    /// One half of it is kept.
    Halved,
    /// Nothing changes but its figures.
    Refigured,
}

/// Paragraphs as numbers of words.
fn paragraphs() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let word = prop_oneof![19 => 0..WORDS.len(), 1 => Just(FIGURE)];
    let fresh = vec(word.clone(), 12..40);
    let edit = vec((any::<prop::sample::Index>(), word), 0..6);
    let copying = prop_oneof![
        4 => Just(Copying::Fresh),
        3 => Just(Copying::Edited),
        1 => Just(Copying::Embedded),
        1 => Just(Copying::Halved),
        1 => Just(Copying::Refigured),
    ];
    vec((fresh, edit, any::<prop::sample::Index>(), copying), 2..14).prop_map(|drafts| {
        let mut all: Vec<Vec<usize>> = Vec::new();
        for (fresh, edits, source, copying) in drafts {
            let source = if all.is_empty() { fresh.clone() } else { all[source.index(all.len())].clone() };
            all.push(match copying {
                Copying::Fresh => fresh,
                Copying::Edited => edited(source, &edits),
                Copying::Embedded => {
                    let (before, behind) = fresh.split_at(fresh.len() / 2);
                    [before, &source, behind].concat()
                }
                Copying::Halved => source[..source.len() / 2].to_vec(),
                Copying::Refigured => source,
            });
        }
        all
    })
}

fn edited(mut paragraph: Vec<usize>, edits: &[(prop::sample::Index, usize)]) -> Vec<usize> {
    for (at, word) in edits {
        let at = at.index(paragraph.len());
        paragraph[at] = *word;
    }
    paragraph
}

fn shingles(words: &[usize]) -> HashSet<&[usize]> {
    words.windows(3).collect()
}

fn longest_run(a: &[usize], b: &[usize]) -> usize {
    let starts = (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| (i, j)));
    let run = |(i, j): (usize, usize)| a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
    starts.map(run).max().unwrap_or(0)
}

/// Pairs of paragraphs by number, the smaller first.
type Pairs = BTreeSet<(usize, usize)>;

/// What must be found and what must not: between the two, the way shingles are counted decides.
fn oracle(all: &[Vec<usize>]) -> (Pairs, Pairs) {
    let (mut must, mut may) = (BTreeSet::new(), BTreeSet::new());
    for b in 0..all.len() {
        for a in 0..b {
            let (x, y) = (shingles(&all[a]), shingles(&all[b]));
            let (shared, smaller) = (x.intersection(&y).count(), x.len().min(y.len()));
            let least = if all[a].len().min(all[b].len()) < 15 { 8 } else { 4 };
            let enough = shared * 2 >= smaller && shared >= least && longest_run(&all[a], &all[b]) >= 6;
            if enough || all[a] == all[b] {
                // The same words are a copy without counting shingles, if they are words enough for a sentence.
                may.insert((a, b));
            }
            if enough {
                // Four or more changed words may make two of three copies fillings of a form, and every
                // figure is another one: beside one, eight words in a row must agree.
                let figures = all[a].iter().filter(|word| **word == FIGURE).count();
                let told = figures == 0 || figures == 1 && longest_run(&all[a], &all[b]) > 8;
                if told && (changed(&all[a], &all[b]) < 2 || is_whole_in(&all[a], &all[b])) {
                    must.insert((a, b));
                }
            }
        }
    }
    (must, may)
}

/// Whether one stands in the other as it is, long enough to be compared; without its first word, which all have.
fn is_whole_in(a: &[usize], b: &[usize]) -> bool {
    let (smaller, larger) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    smaller.len() > 15 && larger.windows(smaller.len() - 1).any(|words| words == &smaller[1..])
}

fn changed(a: &[usize], b: &[usize]) -> usize {
    if a.len() == b.len() { a.iter().zip(b).filter(|(x, y)| x != y).count() } else { usize::MAX }
}

/// One paragraph an article, so that no finding is chained from one paragraph to the next.
fn found(all: &[Vec<usize>]) -> BTreeSet<(usize, usize)> {
    let folder = assert_fs::TempDir::new().unwrap();
    let mut lines = String::new();
    for (number, paragraph) in all.iter().enumerate() {
        let figure = |at: usize| (number * 40 + at + 11).to_string();
        let print = |(at, word): (usize, &usize)| {
            WORDS.get(*word).map_or_else(|| figure(at), |word| (*word).to_owned())
        };
        let words: Vec<String> = paragraph.iter().enumerate().map(print).collect();
        let text = format!("The {}.", words.join(" "));
        writeln!(
            lines,
            "{}",
            serde_json::json!({"id": number.to_string(), "title": "Harbour", "text": text})
        )
        .unwrap();
    }
    let path = folder.path().join("articles.jsonl");
    fs::write(&path, lines).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--format", "json", "--fail-on", "never", "--select", "duplicate-paragraph"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let run: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut pairs = BTreeSet::new();
    for finding in run["findings"].as_array().unwrap() {
        let places = finding["locations"].as_array().unwrap();
        let number = |at: &Value| -> usize {
            places[at.as_u64().unwrap() as usize]["article"].as_str().unwrap().parse().unwrap()
        };
        for pair in finding["details"]["pairs"].as_array().unwrap() {
            let (a, b) = (number(&pair["a"]), number(&pair["b"]));
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: CASES,
        rng_seed: RngSeed::Fixed(SEED),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_join_finds_what_brute_force_finds(all in paragraphs()) {
        // Every paragraph starts with `The`, which the oracle's numbers don't know.
        let numbered: Vec<Vec<usize>> =
            all.iter().map(|p| std::iter::once(WORDS.len()).chain(p.iter().copied()).collect()).collect();
        let (must, may) = oracle(&numbered);
        let found = found(&all);
        prop_assert!(found.is_superset(&must), "missed: {:?}", must.difference(&found).collect::<Vec<_>>());
        prop_assert!(found.is_subset(&may), "extra: {:?}", found.difference(&may).collect::<Vec<_>>());
    }
}

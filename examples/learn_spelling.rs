//! Learns the costs of `rules/lexicon/spelling-edits.yml` from labelled pairs of names.
//!
//! `cargo run --release --example learn_spelling -- pairs.tsv` reads lines of a label (1: one name,
//! 0: two), and two names, set apart by tabs, aligns each pair by the table as it stands, fits a
//! logistic model to how often each edit is used, and prints what each costs by it. Costs that the
//! pairs hardly use stay near what they were. Look at the result before taking it over: pairs that
//! were chosen by a rough sound make edits within that sound look cheaper than they are.

use std::collections::BTreeMap;
use std::fs;

use copydesk::check::{Alignment, EditKind, align};
use copydesk::lexicon::{Lexicon, SpellingEdits};
use copydesk::text::fold;

/// How often the pairs are gone through.
const ROUNDS: usize = 200;
/// How far one pair moves a cost.
const STEP: f64 = 0.02;
/// How strongly a cost is held where it was.
const HOLD: f64 = 1e-4;

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| anyhow::anyhow!("usage: learn_spelling PAIRS.tsv"))?;
    let table = &Lexicon::shipped().spelling_edits;
    let mut pairs = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let mut fields = line.split('\t');
        let (Some(label @ ("0" | "1")), Some(a), Some(b)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let (a, b) = (plain(a), plain(b));
        if let Some(alignment) = align(&a, &b, table, 9.0) {
            pairs.push((features(&a, &b, &alignment, table), label == "1"));
        }
    }
    let mut weights = start(table);
    let before = weights.clone();
    for round in 0..ROUNDS {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred rounds")]
        let step = STEP / (1.0 + round as f64 / 20.0);
        for (features, same) in &pairs {
            let score: f64 = features.iter().map(|(name, value)| weights[name] * value).sum();
            let wrong = f64::from(*same) - 1.0 / (1.0 + (-score).exp());
            for (name, value) in features {
                let weight = weights.get_mut(name).expect("every feature has a weight");
                *weight += step * (wrong * value - HOLD * (*weight - before[name]));
            }
        }
    }
    let right = pairs
        .iter()
        .filter(|(features, same)| {
            (features.iter().map(|(name, value)| weights[name] * value).sum::<f64>() > 0.0) == *same
        })
        .count();
    println!("# {right} of {} pairs told rightly", pairs.len());
    for (name, weight) in &weights {
        println!("{name}: {:.2} (was {:.2})", weight.max(0.05), before[name]);
    }
    Ok(())
}

fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The table's costs and terms by name.
fn start(table: &SpellingEdits) -> BTreeMap<String, f64> {
    let mut weights: BTreeMap<String, f64> =
        table.rules.iter().map(|rule| (format!("{}~{}", rule.a, rule.b), rule.cost)).collect();
    let plain = &table.plain;
    let score = &table.score;
    for (name, value) in [
        ("Vowel", plain.vowel),
        ("VowelAdded", plain.vowel_added),
        ("Doubled", plain.doubled),
        ("HAdded", plain.h_added),
        ("Semivowel", plain.semivowel),
        ("Swapped", plain.swapped),
        ("Alike", plain.alike),
        ("Consonant", plain.consonant),
        ("ConsonantAdded", plain.consonant_added),
        ("VowelConsonant", plain.vowel_consonant),
        ("base", score.base),
        ("length", score.length),
        ("coherent", score.coherent),
        ("accent", score.accent),
    ] {
        weights.insert(name.to_owned(), value);
    }
    weights
}

/// What the score of a pair is the sum of.
fn features(a: &str, b: &str, alignment: &Alignment, table: &SpellingEdits) -> Vec<(String, f64)> {
    let mut found: BTreeMap<String, f64> = BTreeMap::new();
    for edit in &alignment.edits {
        let name = match edit.kind {
            EditKind::Rule(number) => {
                let rule = &table.rules[number as usize];
                format!("{}~{}", rule.a, rule.b)
            }
            kind => format!("{kind:?}"),
        };
        *found.entry(name).or_default() -= 1.0;
    }
    let length = a.chars().count().min(b.chars().count()).min(12);
    #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
    found.insert("length".to_owned(), length as f64);
    found.insert("base".to_owned(), 1.0);
    if alignment.conventions != 0 {
        found.insert("coherent".to_owned(), 1.0);
    }
    if alignment.edits.is_empty() {
        found.insert("accent".to_owned(), 1.0);
    }
    found.into_iter().collect()
}

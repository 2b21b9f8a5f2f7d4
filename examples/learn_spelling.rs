//! Learns the costs of `rules/lexicon/spelling-edits.yml` from labelled pairs of names.
//!
//! `cargo run --release --example learn_spelling -- pairs.tsv` reads a table set apart by tabs whose
//! first line names its columns: `label` (1: one name, 0: two; other lines are passed over), `a`
//! and `b`. It aligns each pair by the table as it stands, fits a logistic model to how often each
//! edit is used, and prints what each costs by it and how many pairs are told rightly before and
//! after. Costs that the pairs hardly use stay near what they were; `first` and `last` are not
//! learned. Look at the result before taking it over: pairs that were chosen by a rough sound make
//! edits within that sound look cheaper than they are.

use std::collections::BTreeMap;

use anyhow::Context;
use copydesk::check::{Alignment, EditKind, align};
use copydesk::lexicon::{Lexicon, SpellingEdits};
use copydesk::text::fold;

/// How often the pairs are gone through.
const ROUNDS: usize = 200;
/// How far one pair moves a cost.
const STEP: f64 = 0.02;
/// The least that an edit costs: none is free.
const LEAST: f64 = 0.05;
/// How strongly a cost is held where it was.
const HOLD: f64 = 1e-4;

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("usage: learn_spelling PAIRS.tsv")?;
    let table = &Lexicon::shipped().spelling_edits;
    let mut pairs = Vec::new();
    for (a, b, same) in read(&path)? {
        if let Some(alignment) = align(&a, &b, table, 9.0) {
            pairs.push((features(&a, &b, &alignment, table), same));
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
    println!(
        "# {} of {} pairs told rightly, {} before",
        right(&pairs, &weights),
        pairs.len(),
        right(&pairs, &before)
    );
    for (name, weight) in &weights {
        let least =
            if ["base", "length", "coherent", "accent"].contains(&name.as_str()) { f64::MIN } else { LEAST };
        println!("{name}: {:.2} (was {:.2})", weight.max(least), before[name]);
    }
    Ok(())
}

/// The pairs of a table and whether each is one name, their letters folded.
fn read(path: &str) -> anyhow::Result<Vec<(String, String, bool)>> {
    let mut table = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_path(path)
        .with_context(|| format!("{path} cannot be read"))?;
    let columns = table.headers()?.clone();
    let column = |name: &str| {
        columns
            .iter()
            .position(|column| column == name)
            .with_context(|| format!("{path}:1: no column `{name}`"))
    };
    let (label, a, b) = (column("label")?, column("a")?, column("b")?);
    let mut pairs = Vec::new();
    for record in table.records() {
        let record = record?;
        if let same @ ("0" | "1") = &record[label] {
            pairs.push((plain(&record[a]), plain(&record[b]), same == "1"));
        }
    }
    Ok(pairs)
}

/// How many pairs the weights tell rightly.
fn right(pairs: &[(Vec<(String, f64)>, bool)], weights: &BTreeMap<String, f64>) -> usize {
    let score = |features: &[(String, f64)]| -> f64 {
        features.iter().map(|(name, value)| weights[name] * value).sum()
    };
    pairs.iter().filter(|(features, same)| (score(features) > 0.0) == *same).count()
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

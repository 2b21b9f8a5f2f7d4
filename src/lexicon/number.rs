//! `numbers.yml`, `units.yml` and `hedges.yml`.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::text::{Numerals, Unit};
use crate::yaml::{Mistake, Node};

/// How exactly a figure is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// As it stands.
    #[default]
    Exact,
    /// Give or take.
    About,
    /// It or more.
    AtLeast,
    /// It or less.
    AtMost,
}

impl Hedge {
    /// The word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Hedge::Exact => "exact",
            Hedge::About => "about",
            Hedge::AtLeast => "at least",
            Hedge::AtMost => "at most",
        }
    }
}

/// Hedges by the last of their words, longest first: the words before it, and what they say.
#[derive(Clone, Debug, Default)]
pub struct Hedges(FxHashMap<String, Vec<(Vec<String>, Hedge)>>);

impl Hedges {
    /// What the words before a figure say of it, nearest last, and how many of them say it.
    pub fn read<'w>(&self, before: &dyn Fn(usize) -> Option<&'w str>) -> (Hedge, usize) {
        let lower = |at| before(at).filter(|w| w.len() < 12).map(str::to_lowercase);
        let Some(known) = lower(0).and_then(|last| self.0.get(&last)) else { return (Hedge::Exact, 0) };
        known
            .iter()
            .find(|(words, _)| {
                words.iter().rev().zip(1..).all(|(word, at)| lower(at).is_some_and(|w| w == *word))
            })
            .map_or((Hedge::Exact, 0), |(words, hedge)| (*hedge, words.len() + 1))
    }
}

pub(super) fn read_hedges(node: &Node) -> Result<Hedges, Mistake> {
    let fields = node.fields(&["about", "at least", "at most"])?;
    let mut hedges = Hedges::default();
    for (name, hedge) in [("about", Hedge::About), ("at least", Hedge::AtLeast), ("at most", Hedge::AtMost)] {
        for phrase in fields.need(name)?.texts()? {
            let mut words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            if let Some(last) = words.pop() {
                let phrases = hedges.0.entry(last).or_default();
                phrases.push((words, hedge));
                phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
            }
        }
    }
    Ok(hedges)
}

/// Puts the words for numbers into `numerals`.
pub(super) fn read_numbers(node: &Node, numerals: &mut Numerals) -> Result<(), Mistake> {
    let fields = node.fields(&["words", "scales", "suffixes"])?;
    numerals.words = values(fields.need("words")?)?;
    numerals.scales = values(fields.need("scales")?)?;
    numerals.suffixes = values(fields.need("suffixes")?)?;
    Ok(())
}

/// Units by every form they are written in.
pub(super) fn read_units(node: &Node) -> Result<FxHashMap<String, Unit>, Mistake> {
    let mut units = FxHashMap::default();
    for (measure, _, named) in node.entries()? {
        let measure: Arc<str> = Arc::from(measure);
        for (name, _, entry) in named.entries()? {
            let fields = entry.fields(&["is", "forms"])?;
            let factor = fields.need("is")?.number(f64::MIN_POSITIVE, f64::MAX)?;
            let unit = Unit { measure: measure.clone(), name: Arc::from(name), factor };
            for form in fields.need("forms")?.texts()? {
                units.insert(form, unit.clone());
            }
        }
    }
    Ok(units)
}

fn values<T: FromIterator<(String, f64)>>(node: &Node) -> Result<T, Mistake> {
    let entry = |(name, _, value): (&str, &Node, &Node)| Ok((name.to_owned(), value.number(0.0, f64::MAX)?));
    node.entries()?.into_iter().map(entry).collect()
}

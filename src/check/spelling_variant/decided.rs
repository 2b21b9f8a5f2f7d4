//! What the house has decided about names, as spellings are compared: folded.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::check::House;
use crate::text::fold;

/// What the house has decided, folded.
#[derive(Debug, Default)]
pub(super) struct Decided {
    distinct: Vec<FxHashSet<String>>,
    accept: FxHashSet<String>,
    terms: Vec<(String, Vec<String>, String)>,
    /// Phrases in which a form is right, in small letters.
    phrases: Vec<String>,
}

impl Decided {
    pub(super) fn new(house: &House) -> Self {
        let plain = |text: &String| bare(text);
        Self {
            distinct: house.distinct.iter().map(|names| names.iter().map(plain).collect()).collect(),
            accept: house.accept.iter().map(plain).collect(),
            terms: house
                .terms
                .iter()
                .map(|term| {
                    (bare(&term.term), term.instead_of.iter().map(plain).collect(), term.term.clone())
                })
                .collect(),
            phrases: house
                .terms
                .iter()
                .flat_map(|term| &term.except)
                .chain(&house.accept)
                .map(|phrase| phrase.to_lowercase())
                .collect(),
        }
    }

    /// Whether the place is part of a phrase in which the form is right: `chicken Kiev`.
    pub(super) fn excepts(&self, text: &str, at: &Range<usize>) -> bool {
        self.phrases.iter().any(|phrase| {
            let from = text.floor_char_boundary(at.start.saturating_sub(phrase.len()));
            let to = text.ceil_char_boundary((at.end + phrase.len()).min(text.len()));
            let round = text[from..to].to_lowercase();
            let form = text[at.clone()].to_lowercase();
            // Small letters may be longer than capitals, so the form is looked for in the phrase itself.
            let before = text[from..at.start].to_lowercase().len();
            phrase.match_indices(&form).any(|(inside, _)| {
                let start = before.checked_sub(inside);
                start
                    .and_then(|start| round.get(start..))
                    .is_some_and(|rest| rest.starts_with(phrase.as_str()))
            })
        })
    }

    /// Whether the two are not to be compared.
    pub(super) fn apart(&self, a: &str, b: &str) -> bool {
        self.accept.contains(a)
            || self.accept.contains(b)
            || self.distinct.iter().any(|names| names.contains(a) && names.contains(b))
    }

    /// The house's form of a name that stands in one of `folded`.
    pub(super) fn term(&self, folded: &[&str]) -> Option<&str> {
        let is = |form: &String| folded.contains(&form.as_str());
        self.terms
            .iter()
            .find(|(term, others, _)| is(term) || others.iter().any(is))
            .map(|(_, _, term)| term.as_str())
    }
}

pub(super) fn bare(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(char::is_alphanumeric);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_looked_for_in_copy_of_any_marks() {
        let house = House { accept: vec!["chicken Kyiv".to_owned()], ..House::default() };
        let decided = Decided::new(&house);
        let excepts = |text: &str| {
            let at = text.find("Kyiv").unwrap();
            decided.excepts(text, &(at..at + "Kyiv".len()))
        };
        assert!(excepts("Chicken Kyiv was served."));
        // A phrase that began where the form says it would begin inside a quotation mark.
        assert!(!excepts("“old” Kyiv was shut."));
        assert!(!excepts("the “cold” Kyiv was shut."));
        assert!(!excepts("the ““old” Kyiv was shut."));
    }
}

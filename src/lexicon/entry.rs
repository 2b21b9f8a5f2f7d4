//! What the word lists say of one word.

use super::sort::{self, Sort, Special};
use super::{Lexicon, ReportingVerb, Role};
use crate::text::{Lower, TermId, bare, each_spoken, key, spoken_form, word_id};

/// What the word lists say of a word by its letters, whatever stands round it. Every word of the copy has one at hand,
/// so it is small: 40 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its [`key`], without a possessive ending.
    pub key: u64,
    /// Its [`word_id`].
    pub id: TermId,
    /// The term it stands for, where it [is](Self::is) one.
    pub term: TermId,
    /// What it is compared as in a quotation, see [`spoken`](Self::spoken).
    spoken: [TermId; 2],
    traits: Trait,
    /// What it may be in a sentence.
    pub sort: Sort,
    /// Which of the words that patterns name it is.
    pub special: Special,
    /// How it reports, where it is a verb that does.
    pub verb: Option<ReportingVerb>,
    /// Whom it stands for, where it is a noun that speaks.
    pub role: Option<Role>,
}

/// Something that is true of a word, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trait(u16);

impl Trait {
    /// It has content, and stands for a term.
    pub const TERM: Self = Self(1);
    /// The list says that it has no content: `the`.
    pub const STOPWORD: Self = Self(1 << 1);
    /// By its stem it is one of a pair of opposites.
    pub const OPPOSITE: Self = Self(1 << 2);
    /// Phrases that tell of another state or time begin with it.
    pub const UPDATE: Self = Self(1 << 3);
    /// It denies: `not`, `didn't`.
    pub const DENIES: Self = Self(1 << 4);
    /// It leaves open that something is so: `may`.
    pub const OPEN: Self = Self(1 << 5);
    /// It says that something is settled: `will`.
    pub const SETTLED: Self = Self(1 << 6);
    /// It ends in `'s`.
    pub const POSSESSIVE: Self = Self(1 << 7);
    /// It may be a plural, by its ending.
    pub const PLURAL: Self = Self(1 << 8);
    /// It ends in "-ing".
    pub const ING: Self = Self(1 << 9);
    /// It is a number or a scale: `seven`, `dozen`.
    pub const NUMERAL: Self = Self(1 << 10);
    /// It names a day or month: `Friday`, `yesterday`.
    pub const CALENDAR: Self = Self(1 << 11);
    /// An office may end in it: `minister`.
    pub const OFFICE: Self = Self(1 << 12);
    /// It is an honorific: `Mr`.
    pub const HONORIFIC: Self = Self(1 << 13);
    /// It tells of relatives: `son`.
    pub const KIN: Self = Self(1 << 14);
    /// It stands before names with a capital and is no part of them: `Former`, `British`.
    pub const LEAD: Self = Self(1 << 15);
}

impl Entry {
    /// Of no word.
    pub(super) const NONE: Self = Self {
        key: 0,
        id: 0,
        term: 0,
        spoken: [0; 2],
        traits: Trait(0),
        sort: Sort::NONE,
        special: Special::Other,
        verb: None,
        role: None,
    };

    /// Whether something is true of the word.
    pub fn is(&self, what: Trait) -> bool {
        self.traits.0 & what.0 != 0
    }

    /// The one or two words it is compared as in a quotation, as [`word_id`]s, the second 0 where there is one; none
    /// where what stands beside it has a say.
    pub fn spoken(&self) -> Option<[TermId; 2]> {
        (self.spoken[0] != 0).then_some(self.spoken)
    }

    /// Looks `word` up in every list; `small` is used as a buffer.
    pub(super) fn read(word: &str, lexicon: &Lexicon, small: &mut String) -> Self {
        put_small(word, small);
        let Lexicon { numerals, calendar, offices, vocabulary, turns, .. } = lexicon;
        let lower = Lower::new(word);
        let content = vocabulary.term_and_stem(&lower);
        let (sort, special) = sort::of(small);
        let short = word.len() <= 11;
        let negation = matches!(word, "not" | "never" | "cannot" | "Not" | "Never");
        let open = turns.modality.get(&lower.id).filter(|_| short && !lower.possessive);
        let day = bare(small);
        let traits = [
            (Trait::TERM, content.is_some()),
            (Trait::STOPWORD, vocabulary.stopwords.contains(&lower.id)),
            (Trait::OPPOSITE, content.is_some_and(|(_, stem)| turns.opposites.contains_key(&stem))),
            (Trait::UPDATE, !lower.possessive && lexicon.updates.contains_key(&lower.id)),
            (Trait::DENIES, short && (negation || word.ends_with("n't") || word.ends_with("n’t"))),
            (Trait::OPEN, open == Some(&true)),
            (Trait::SETTLED, open == Some(&false)),
            (Trait::POSSESSIVE, lower.possessive),
            (Trait::PLURAL, is_plural(small)),
            (Trait::ING, small.len() > 4 && small.ends_with("ing")),
            (Trait::NUMERAL, numerals.words.contains(small) || numerals.scales.contains(small)),
            (Trait::CALENDAR, calendar.names(day) || calendar.relative.contains(day)),
            (
                Trait::OFFICE,
                word.len() < 16 && (offices.forms.contains(word) || offices.forms.get_lower(word).is_some()),
            ),
            (Trait::HONORIFIC, offices.honorifics.contains(small)),
            (Trait::KIN, lexicon.nicknames.kin.contains(&lower.id)),
            (Trait::LEAD, sort::is_lead(small)),
        ];
        let traits = traits.iter().filter(|(_, holds)| *holds).fold(0, |all, (one, _)| all | one.0);
        Self {
            key: key(bare(word)),
            id: lower.id,
            term: content.map_or(0, |(term, _)| term),
            spoken: spoken(word, small).unwrap_or_default(),
            traits: Trait(traits),
            sort,
            special,
            verb: lexicon.reporting_verbs.get(small).copied(),
            role: lexicon.roles.get(small).copied(),
        }
    }
}

fn is_plural(small: &str) -> bool {
    small.len() > 3 && small.ends_with('s') && !small.ends_with("ss")
        || matches!(small, "people" | "men" | "women" | "children" | "police")
}

/// What a word is compared as in a quotation, where that can be told from the word alone.
fn spoken(word: &str, small: &str) -> Option<[TermId; 2]> {
    if let Some(form) = spoken_form(small) {
        return Some([word_id(&form), 0]);
    }
    // An initial belongs to the next, and `cent` to `per`.
    if word.eq_ignore_ascii_case("cent") || word.len() == 1 && !matches!(word, "a" | "A" | "I") {
        return None;
    }
    let (mut ids, mut count) = ([0; 2], 0);
    each_spoken(word, &mut |_, form| {
        if let Some(id) = ids.get_mut(count).filter(|_| !form.is_empty()) {
            *id = word_id(form);
        }
        count += 1;
    });
    let said = ids.iter().filter(|id| **id != 0).count();
    (count == said && said > 0).then_some(ids)
}

/// Writes `word` in small letters, with straight apostrophes.
fn put_small(word: &str, small: &mut String) {
    small.clear();
    if word.is_ascii() {
        small.push_str(word);
        small.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' => small.push('\''),
            c => small.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_small() {
        assert_eq!(size_of::<Entry>(), 40);
    }
}

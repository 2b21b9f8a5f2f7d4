//! What the word lists say of one word.

use super::sort::{self, Sort, Special};
use super::{Lexicon, ReportingVerb, Role};
use crate::text::{Lower, TermId, bare, each_spoken, key, word_id};

/// What the word lists say of a word by its letters, whatever stands round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its [`key`], without a possessive ending.
    pub key: u64,
    /// Its [`word_id`](crate::text::word_id).
    pub id: TermId,
    /// The term it stands for, where [`is_term`](Self::is_term).
    pub term: TermId,
    /// Its stem, hashed, where it is a term.
    pub stem: TermId,
    /// Whether it has content.
    pub is_term: bool,
    /// Whether it has none by its list: `the`.
    pub is_stopword: bool,
    /// Whether it is one of a pair of opposites, by its stem.
    pub is_opposite: bool,
    /// Whether phrases that tell of another state or time begin with it.
    pub is_update: bool,
    /// Whether it denies: `not`, `didn't`.
    pub denies: bool,
    /// Whether it leaves open that something is so, or else says that it is settled.
    pub open: Option<bool>,
    /// The one or two words it is compared as in a quotation, as [`word_id`](crate::text::word_id)s, the second 0 where
    /// there is one; none where what stands beside it has a say.
    pub spoken: Option<[TermId; 2]>,
    /// Whether it ends in `'s`.
    pub is_possessive: bool,
    /// Whether it may be a plural, by its ending.
    pub is_plural: bool,
    /// Whether it ends in "-ing".
    pub is_ing: bool,
    /// Whether it is a number or a scale: `seven`, `dozen`.
    pub is_numeral: bool,
    /// Whether it names a day or month: `Friday`, `yesterday`.
    pub is_calendar: bool,
    /// Whether an office may end in it: `minister`.
    pub is_office: bool,
    /// Whether it is an honorific: `Mr`.
    pub is_honorific: bool,
    /// Whether it tells of relatives: `son`.
    pub is_kin: bool,
    /// Whether it stands before names with a capital and is no part of them: `Former`, `British`.
    pub is_lead: bool,
    /// What it may be in a sentence.
    pub sort: Sort,
    /// Which of the words that patterns name it is.
    pub special: Special,
    /// How it reports, where it is a verb that does.
    pub verb: Option<ReportingVerb>,
    /// Whom it stands for, where it is a noun that speaks.
    pub role: Option<Role>,
}

impl Entry {
    /// Of no word.
    pub(super) const NONE: Self = Self {
        key: 0,
        id: 0,
        term: 0,
        stem: 0,
        is_term: false,
        is_stopword: false,
        is_opposite: false,
        is_update: false,
        denies: false,
        open: None,
        spoken: None,
        is_possessive: false,
        is_plural: false,
        is_ing: false,
        is_numeral: false,
        is_calendar: false,
        is_office: false,
        is_honorific: false,
        is_kin: false,
        is_lead: false,
        sort: Sort::NONE,
        special: Special::Other,
        verb: None,
        role: None,
    };

    /// Looks `word` up in every list; `small` is used as a buffer.
    pub(super) fn read(word: &str, lexicon: &Lexicon, small: &mut String) -> Self {
        put_small(word, small);
        let lower = Lower::new(word);
        let content = lexicon.vocabulary.term_and_stem(&lower);
        let (term, stem) = content.unwrap_or_default();
        let (sort, special) = sort::of(small);
        let short = word.len() <= 11;
        let negation = matches!(word, "not" | "never" | "cannot" | "Not" | "Never");
        let Lexicon { numerals, calendar, offices, .. } = lexicon;
        Self {
            key: key(bare(word)),
            id: lower.id,
            term,
            stem,
            is_term: content.is_some(),
            is_stopword: lexicon.vocabulary.stopwords.contains(&lower.id),
            is_opposite: content.is_some() && lexicon.turns.opposites.contains_key(&stem),
            is_update: !lower.possessive && lexicon.updates.contains_key(&lower.id),
            denies: short && (negation || word.ends_with("n't") || word.ends_with("n’t")),
            open: lexicon.turns.modality.get(&lower.id).copied().filter(|_| short && !lower.possessive),
            spoken: spoken(word),
            is_possessive: lower.possessive,
            is_plural: small.len() > 3 && small.ends_with('s') && !small.ends_with("ss")
                || matches!(small.as_str(), "people" | "men" | "women" | "children" | "police"),
            is_ing: small.len() > 4 && small.ends_with("ing"),
            is_numeral: numerals.words.contains(small) || numerals.scales.contains(small),
            is_calendar: calendar.weekdays.contains(bare(small))
                || calendar.months.contains(bare(small))
                || calendar.relative.contains(bare(small)),
            is_office: word.len() < 16
                && (offices.forms.contains(word) || offices.forms.get_lower(word).is_some()),
            is_honorific: offices.honorifics.contains(small),
            is_kin: lexicon.nicknames.kin.contains(&lower.id),
            is_lead: sort::is_lead(small),
            sort,
            special,
            verb: lexicon.reporting_verbs.get(small).copied(),
            role: lexicon.roles.get(small).copied(),
        }
    }
}

/// What a word is compared as in a quotation, where that can be told from the word alone.
fn spoken(word: &str) -> Option<[TermId; 2]> {
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

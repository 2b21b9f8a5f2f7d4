//! Persons: names with the office and the age that stand beside them.
//!
//! Only mentions that say something of a person are kept, and full names. A surname by itself
//! belongs to the one full name of the article that ends in it, and to nobody where there are two.

mod age;
mod office;

use super::{Extractor, FactKind, FactSet, Scan, Sentence};
use crate::article::Span;
use crate::lexicon::{Entry, Lexicon, Office, Trait};
use crate::text::{Case, TermId, Word, bare, is_possessive, key, with_lower};

/// An office as printed beside a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The words of the office, from what qualifies it to its noun.
    pub span: Span,
    /// What it can be, one a family.
    pub offices: Vec<Office>,
    /// The word that makes another office of it, where the family allows.
    pub qualifier: Option<TermId>,
    /// What it is an office of (`finance`, `veterans affairs`), as groups of words that mean the
    /// same.
    pub portfolio: Vec<TermId>,
    /// A rank before it (`deputy`).
    pub rank: Option<TermId>,
}

/// A mention of a person that says something of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The name as printed, without title.
    pub span: Span,
    /// The given name, as printed here or, for a surname alone, as the article has it.
    pub given: Option<TermId>,
    /// Where the given name is printed here.
    pub given_span: Option<Span>,
    /// The groups of given names that it is in: forms of one name share one.
    pub given_groups: Vec<u16>,
    /// The given name is one that people have.
    pub given_known: bool,
    /// The two words can be a given name and a surname.
    pub given_apt: bool,
    /// The surname is on the list of surnames, or no word of everyday English.
    pub surname_listed: bool,
    /// The surname.
    pub surname: TermId,
    /// The office beside it.
    pub held: Option<Held>,
    /// The age beside it.
    pub age: Option<(u8, Span)>,
    /// Index of its sentence.
    pub sentence: u32,
    /// The sentence.
    pub content: Span,
    /// A word of kinship stands near, in the sentence.
    pub kin: bool,
    /// Whose the given name is as a rule, where only women or only men have it.
    pub sex: Option<Sex>,
}

/// Whose a given name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Women's.
    Woman,
    /// Men's.
    Man,
}

/// How many words from a name a word of kinship may stand.
const KIN: usize = 8;

/// Extracts [`Person`]s.
#[derive(Debug)]
pub(super) struct Persons;

impl Extractor for Persons {
    fn kind(&self) -> FactKind {
        FactKind::Person
    }

    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet) {
        let mut found = Vec::new();
        for (number, sentence) in (0u32..).zip(&scan.sentences) {
            let words = scan.words_of(sentence);
            let entries = scan.entries_of(sentence);
            let reader = Reader { text: scan.text(), words, entries, lexicon, sentence };
            reader.persons(number, &mut found);
        }
        resolve(&mut found);
        found.retain(|p| p.given_span.is_some() || p.held.is_some() || p.age.is_some());
        facts.persons = found;
    }
}

/// Gives surnames that stand alone the given name that the article has for them, where there is
/// only one: two persons of one surname would share what is said of either.
fn resolve(found: &mut [Person]) {
    let mut given: Vec<(TermId, TermId)> = found.iter().filter_map(|p| Some((p.surname, p.given?))).collect();
    given.sort_unstable();
    for person in found.iter_mut().filter(|p| p.given.is_none()) {
        let from = given.partition_point(|(surname, _)| *surname < person.surname);
        let all = &given[from..];
        let all = &all[..all.partition_point(|(surname, _)| *surname == person.surname)];
        if let Some((_, only)) = all.first()
            && all.iter().all(|(_, given)| given == only)
        {
            person.given = Some(*only);
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    entries: &'a [Entry],
    lexicon: &'a Lexicon,
    sentence: &'a Sentence,
}

impl Reader<'_> {
    fn persons(&self, number: u32, found: &mut Vec<Person>) {
        let mut at = 0;
        while at < self.words.len() {
            if !matches!(self.words[at].case, Case::Title | Case::Inner) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            if let Some(person) = self.person(at, end, number) {
                found.push(person);
            }
            at = end;
        }
    }

    /// Whether two words can be a given name and a surname: `Absent Trump` and `North Dakota` can't.
    /// Both come with their keys.
    fn is_apt(&self, (given, given_key): (&str, u64), surname: u64) -> bool {
        let Lexicon { names, dictionary, given_names, surnames, .. } = self.lexicon;
        !is_possessive(given)
            && !names.particles.has(given_key)
            && !names.titles.has(given_key)
            && (given_names.has(given_key) || !dictionary.has(given_key))
            && !names.organisations.has(surname)
            && (surnames.has(surname) || !dictionary.has(surname) || given_names.has(given_key))
    }

    /// Whose the given name of this key is.
    fn sex(&self, given: u64) -> Option<Sex> {
        let names = &self.lexicon.given_names;
        match (names.female.has(given), names.male.has(given)) {
            (true, false) => Some(Sex::Woman),
            (false, true) => Some(Sex::Man),
            _ => None,
        }
    }

    /// One past the run of capitals that begins at `at`.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.words.len() {
            let gap = self.gap(end);
            let last = self.word(end - 1);
            let joined = gap == " "
                || gap == "-"
                || (gap == ". " && (last.len() == 1 || self.entries[end - 1].is(Trait::OFFICE)))
                || (gap == "." && last.len() == 1);
            if !joined {
                break;
            }
            let capital = matches!(self.words[end].case, Case::Title | Case::Inner);
            // `Juan de la Cruz`, and `Secretary of State John Hale`.
            let particle = matches!(
                self.word(end),
                "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "da" | "di" | "la"
            ) || (self.word(end) == "of" && self.entries[end - 1].is(Trait::OFFICE));
            let goes_on = particle
                && self.words.get(end + 1).is_some_and(|w| {
                    w.case == Case::Title || self.word(end + 1) == "la" || self.word(end + 1) == "der"
                });
            if !capital && !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    fn person(&self, start: usize, end: usize, number: u32) -> Option<Person> {
        // The office stands before the name in the run itself, or in small letters before it.
        let head = (start..end).rev().find(|at| self.entries[*at].is(Trait::OFFICE));
        let mut first = head.map_or(start, |at| at + 1);
        let mut held = None;
        if let Some(head) = head {
            if self.words.get(first).is_some_and(|_| first < end && self.word(first) == "of") {
                // `Secretary of State John Hale`: the last two words are the name.
                first = if end - first > 3 { end - 2 } else { end - 1 };
                held = self.office_of(head, first);
            } else {
                held = self.office(start.min(head), head, 0);
            }
        } else if start > 0 && self.entries[start - 1].is(Trait::OFFICE) {
            // `finance director Ilse Brandt`, and `The finance director, Ilse Brandt,`.
            let closed = self.words.get(end).is_some_and(|_| self.gap(end).starts_with(','));
            if self.gap(start) == " " || (self.gap(start) == ", " && closed && start < 7) {
                held = self.office(0, start - 1, 0);
            }
        }
        while first < end && self.entries[first].is(Trait::HONORIFIC) {
            first += 1;
        }
        let mut last = end;
        if last > first && matches!(self.word(last - 1), "Jr" | "Sr" | "II" | "III") {
            last -= 1;
        }
        if first >= last || last - first > 5 {
            return None;
        }
        let surname = self.bare(last - 1);
        let known = |at: usize| {
            let (word, entry) = (self.bare(at), &self.entries[at]);
            let is_day = || with_lower(word, |lower| self.lexicon.calendar.names(lower));
            entry.is(Trait::STOPWORD) || entry.is(Trait::CALENDAR) && is_day()
        };
        if surname.chars().count() < 2 || known(last - 1) || (last - first > 1 && known(first)) {
            return None;
        }
        let possessive = self.words[last - 1].of(self.text).len() > surname.len();
        let age = if possessive { None } else { self.age_after(last) }.or_else(|| self.age_before(start));
        if held.is_none() && !possessive {
            held = self.office_after(last, age.is_some());
        }
        if let Some(held) = &mut held {
            held.portfolio = self.portfolio(held);
        }
        let full = last - first > 1;
        let given_span = full.then(|| self.span(first, first + 1));
        if held.is_none() && age.is_none() && !full {
            return None;
        }
        let span = Span {
            start: self.words[first].start,
            end: self.words[last - 1].start + Span::new(0, surname.len()).end,
        };
        let mut near = start.saturating_sub(KIN)..(end + KIN).min(self.words.len());
        let kin = near.any(|at| {
            // `set for another boost` says nothing of relatives.
            self.entries[at].is(Trait::KIN) && self.word(at) != "another"
        });
        let (given_key, surname_key) = (key(self.word(first)), self.entries[last - 1].key);
        let given = full.then(|| self.entries[first].id);
        let groups = given.and_then(|given| self.lexicon.nicknames.groups.get(&given));
        Some(Person {
            span,
            given,
            given_known: full && self.lexicon.given_names.has(given_key),
            sex: if full { self.sex(given_key) } else { None },
            given_apt: full && self.is_apt((self.word(first), given_key), surname_key),
            surname_listed: self.lexicon.surnames.has(surname_key)
                || !self.lexicon.dictionary.has(surname_key),
            given_groups: groups.cloned().unwrap_or_default(),
            given_span,
            surname: self.entries[last - 1].id,
            held,
            age,
            sentence: number,
            content: self.sentence.span,
            kin,
        })
    }

    fn word(&self, at: usize) -> &str {
        self.words[at].of(self.text)
    }

    /// Word `at` without a possessive ending.
    fn bare(&self, at: usize) -> &str {
        bare(self.word(at))
    }

    /// What stands between word `at` and the one before it.
    fn gap(&self, at: usize) -> &str {
        match at.checked_sub(1) {
            Some(before) => &self.text[self.words[before].end as usize..self.words[at].start as usize],
            None => "",
        }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span { start: self.words[from].start, end: self.words[to - 1].end }
    }
}

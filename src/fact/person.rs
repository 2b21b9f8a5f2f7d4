//! Persons: names with the office and the age that stand beside them.
//!
//! Only mentions that say something of a person are kept, and full names. A surname by itself
//! belongs to the one full name of the article that ends in it, and to nobody where there are two.

use super::{Extractor, FactKind, FactSet, Scan, Sentence};
use crate::article::Span;
use crate::lexicon::{Lexicon, Office};
use crate::text::{Case, TermId, Word, word_id};

/// An office as printed beside a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The words of the office, from what qualifies it to its noun.
    pub span: Span,
    /// What it can be, one a family.
    pub offices: Vec<Office>,
    /// The word that makes another office of it, where the family allows.
    pub qualifier: Option<TermId>,
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
    /// A word of kinship stands in the sentence.
    pub kin: bool,
}

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
            let reader = Reader { text: scan.text(), words: scan.words_of(sentence), lexicon, sentence };
            reader.persons(number, &mut found);
        }
        resolve(&mut found);
        found.retain(|p| p.given_span.is_some() || p.held.is_some() || p.age.is_some());
        facts.persons = found;
    }
}

/// Gives surnames that stand alone the given name that the article has for them: the only one, or
/// one that stands there twice as often as all others.
fn resolve(found: &mut [Person]) {
    let mut given: Vec<(TermId, TermId)> = found.iter().filter_map(|p| Some((p.surname, p.given?))).collect();
    given.sort_unstable();
    for person in found.iter_mut().filter(|p| p.given.is_none()) {
        let from = given.partition_point(|(surname, _)| *surname < person.surname);
        let all = &given[from..];
        let all = &all[..all.partition_point(|(surname, _)| *surname == person.surname)];
        let most = all.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
        if let Some(most) = most
            && most.len() * 3 >= all.len() * 2
        {
            person.given = Some(most[0].1);
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
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

    /// One past the run of capitals that begins at `at`.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.words.len() {
            let gap = self.gap(end);
            let last = self.word(end - 1);
            let joined = gap == " "
                || gap == "-"
                || (gap == ". " && (last.len() == 1 || self.is_title(last)))
                || (gap == "." && last.len() == 1);
            if !joined {
                break;
            }
            let capital = matches!(self.words[end].case, Case::Title | Case::Inner);
            // `Juan de la Cruz`, and `Secretary of State John Hale`.
            let particle = matches!(
                self.word(end),
                "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "da" | "di" | "la"
            ) || (self.word(end) == "of" && self.is_title(last));
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
        let head = (start..end).rev().find(|at| self.is_title(self.word(*at)));
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
        } else if start > 0 && self.is_title(self.word(start - 1)) {
            // `finance director Ilse Brandt`, and `The finance director, Ilse Brandt,`.
            let closed = self.words.get(end).is_some_and(|_| self.gap(end).starts_with(','));
            if self.gap(start) == " " || (self.gap(start) == ", " && closed && start < 7) {
                held = self.office(0, start - 1, 0);
            }
        }
        while first < end && self.lexicon.offices.honorifics.contains(&self.word(first).to_lowercase()) {
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
        let known = |word: &str| {
            let lower = word.to_lowercase();
            self.lexicon.calendar.weekdays.contains_key(&lower)
                || self.lexicon.calendar.months.contains_key(&lower)
                || self.lexicon.vocabulary.stopwords.contains(&word_id(word))
        };
        if surname.chars().count() < 2 || known(surname) || (last - first > 1 && known(self.word(first))) {
            return None;
        }
        let possessive = self.words[last - 1].of(self.text).len() > surname.len();
        let age = if possessive { None } else { self.age_after(last) }.or_else(|| self.age_before(start));
        if held.is_none() && !possessive {
            held = self.office_after(last, age.is_some());
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
        let kin = self.words.iter().any(|w| self.lexicon.nicknames.kin.contains(&word_id(w.of(self.text))));
        let given = given_span.map(|span| word_id(&self.text[span.range()]));
        let groups = given.and_then(|given| self.lexicon.nicknames.groups.get(&given));
        Some(Person {
            span,
            given,
            given_known: full && self.lexicon.given_names.contains(self.word(first)),
            given_groups: groups.cloned().unwrap_or_default(),
            given_span,
            surname: word_id(surname),
            held,
            age,
            sentence: number,
            content: self.sentence.span,
            kin,
        })
    }

    /// The office whose last word is `at`, with what stands before it down to `from`.
    fn office(&self, from: usize, at: usize, after: usize) -> Option<Held> {
        let last = self.word(at).to_lowercase();
        let forms = self.lexicon.offices.forms.get(&last)?;
        let (words, offices) = forms.iter().find(|(words, _)| {
            words.len() <= at - from
                && words
                    .iter()
                    .rev()
                    .zip(1..)
                    .all(|(word, back)| self.word(at - back).eq_ignore_ascii_case(word))
        })?;
        let mut first = at - words.len();
        let mut qualifier = None;
        let mut rank = None;
        // A word or two before the form: `deputy finance minister`.
        for _ in 0..2 {
            let Some(before) = first.checked_sub(1).filter(|before| *before >= after) else { break };
            let gap = self.gap(first);
            let word = self.word(before);
            let lower = word.to_lowercase();
            if self.lexicon.offices.past.contains(&lower) {
                return None;
            }
            if !matches!(gap, " " | "-" | ". ") {
                break;
            }
            if self.lexicon.offices.ranks.contains(&lower) {
                rank = Some(word_id(word));
                first = before;
                continue;
            }
            let stop = self.lexicon.vocabulary.stopwords.contains(&word_id(word)) && gap != "-";
            let possessive = word.ends_with("'s")
                || word.ends_with("’s")
                || matches!(lower.as_str(), "current" | "longtime" | "s");
            // Before `director`, `Budget` is a portfolio where the sentence begins with it, and else a house.
            let alike = self.words[at].case == self.words[before].case || before == 0 || gap == "-";
            let plain = matches!(self.words[before].case, Case::Lower | Case::Title);
            if stop || possessive || !alike || !plain || qualifier.is_some() || rank.is_some() {
                break;
            }
            qualifier = Some(word_id(word));
            first = before;
        }
        // `former` may stand a word further off: `former British prime minister`.
        let past = (1..=2).filter_map(|back| first.checked_sub(back)).any(|back| {
            self.lexicon.offices.past.contains(&self.word(back).to_lowercase())
                || self.word(back).ends_with("-elect")
        });
        if past {
            return None;
        }
        Some(Held { span: self.span(first, at + 1), offices: offices.clone(), qualifier, rank })
    }

    /// `Secretary of State`: the office at `head` with what it is of, up to the name at `first`.
    fn office_of(&self, head: usize, first: usize) -> Option<Held> {
        let mut held = self.office(head.saturating_sub(2), head, 0)?;
        let of = head + 2;
        if of >= first {
            return None;
        }
        let whole = format!("{} of {}", self.word(head), self.word(of)).to_lowercase();
        let state = self.lexicon.offices.forms.get(&self.word(of).to_lowercase()).and_then(|forms| {
            forms
                .iter()
                .find(|(words, _)| format!("{} {}", words.join(" "), self.word(of).to_lowercase()) == whole)
        });
        match state {
            Some((_, offices)) => held.offices.clone_from(offices),
            None => held.qualifier = Some(word_id(self.word(of))),
        }
        held.span = held.span.cover(self.span(of, first));
        Some(held)
    }

    /// `John Hale, the finance director,`: the office in an apposition after the name.
    fn office_after(&self, last: usize, aged: bool) -> Option<Held> {
        let mut at = last + usize::from(aged);
        if self.words.get(at).is_none() || self.gap(at) != ", " {
            return None;
        }
        let from = at;
        let mut seen = None;
        while at < self.words.len() && at < from + 6 {
            let word = self.word(at);
            if at > from && !matches!(self.gap(at), " " | "-") {
                break;
            }
            if matches!(
                word,
                "and"
                    | "who"
                    | "whose"
                    | "which"
                    | "is"
                    | "was"
                    | "said"
                    | "told"
                    | "says"
                    | "had"
                    | "has"
                    | "or"
                    | "but"
            ) {
                break;
            }
            if matches!(word, "of" | "for" | "at" | "with" | "in" | "on" | "from") {
                break;
            }
            if self.is_title(word) {
                seen = Some(at);
            }
            at += 1;
        }
        let head = seen?;
        // `Hale, Brandt's deputy Oster,` is a list; what follows an office ends the apposition or goes on small.
        if self.words.get(head + 1).is_some_and(|w| w.case != Case::Lower && self.gap(head + 1) == " ") {
            return None;
        }
        // `the president and chief executive` holds two, of which neither is to be compared.
        let next = self.words.get(head + 1).map(|_| (self.gap(head + 1), self.word(head + 1)));
        match next {
            Some((" ", word))
                if !matches!(word, "of" | "for" | "at" | "with" | "in" | "on" | "from" | "who" | "said") =>
            {
                return None;
            }
            Some(("-" | "/", _)) => return None,
            _ => {}
        }
        let mut held = self.office(from, head, from)?;
        if self.words.get(head + 1).is_some_and(|_| matches!(self.word(head + 1), "of" | "for"))
            && held.qualifier.is_none()
        {
            let of = (head + 2..self.words.len().min(head + 4))
                .find(|at| !self.lexicon.vocabulary.stopwords.contains(&word_id(self.word(*at))));
            if let Some(of) = of.filter(|of| self.words[*of].case == Case::Lower) {
                held.qualifier = Some(word_id(self.word(of)));
                held.span = held.span.cover(self.span(of, of + 1));
            }
        }
        let sentence = &self.text[held.span.start as usize..self.sentence.span.end as usize];
        let joined =
            sentence.get(held.span.len()..).is_some_and(|rest| rest.trim_start().starts_with("and "));
        (!joined).then_some(held)
    }

    /// `Hale, 24,`, `Hale (24)`, `Hale, aged 24`, `Hale, who is 24,`, `Hale, is 24.`, `Hale, a 24-year-old`.
    fn age_after(&self, last: usize) -> Option<(u8, Span)> {
        let next = self.words.get(last)?;
        let gap = self.gap(last);
        if next.case == Case::Number && matches!(gap, ", " | " (") {
            let closed = self.text[next.end as usize..].starts_with([',', ')', '.', ';']);
            return self.years(last).filter(|_| closed);
        }
        let lead: Vec<&str> = (last..self.words.len().min(last + 3)).map(|at| self.word(at)).collect();
        let at = match lead[..] {
            ["aged", ..] if gap == ", " => last + 1,
            ["who", "is", ..] if gap == ", " => last + 2,
            ["is", ..] if gap == " " || gap == ", " => last + 1,
            ["a" | "an" | "the", ..] if gap == ", " => last + 1,
            _ => return None,
        };
        let number = self.words.get(at)?;
        let rest = &self.text[number.end as usize..];
        let ends = rest.starts_with([',', '.', ')', ';'])
            || rest.starts_with(" years old")
            || rest.starts_with(" and ");
        let old = rest.starts_with("-year-old") || rest.starts_with(" year old");
        let fits = if matches!(lead[0], "a" | "an" | "the") { old } else { ends };
        self.years(at).filter(|_| fits)
    }

    /// `24-year-old winger John Hale`.
    fn age_before(&self, start: usize) -> Option<(u8, Span)> {
        let from = start.saturating_sub(7);
        let old = (from..start).rev().find(|at| self.word(*at) == "old")?;
        let plain = (old + 1..start).all(|at| self.gap(at) == " " && self.words[at].case != Case::Number);
        let verb = (old + 1..start).any(|at| {
            matches!(
                self.word(at),
                "and"
                    | "of"
                    | "from"
                    | "by"
                    | "with"
                    | "told"
                    | "said"
                    | "to"
                    | "in"
                    | "son"
                    | "daughter"
                    | "the"
            )
        });
        let number = old.checked_sub(2)?;
        if !plain || verb || start - old > 5 || self.word(old - 1) != "year" || self.gap(start) != " " {
            return None;
        }
        self.years(number)
    }

    fn years(&self, at: usize) -> Option<(u8, Span)> {
        let word = self.words.get(at)?;
        let age: u8 = word.of(self.text).parse().ok().filter(|age| (1..=115).contains(age))?;
        // An age of another time is no detail to compare.
        let near = &self.words[at.saturating_sub(4)..self.words.len().min(at + 4)];
        let then = near.iter().any(|w| {
            matches!(
                w.of(self.text),
                "when" | "When" | "then" | "turned" | "turns" | "turning" | "died" | "ago" | "until"
            )
        });
        (!then).then(|| (age, self.span(at, at + 1)))
    }

    fn is_title(&self, word: &str) -> bool {
        word.len() < 16
            && (self.lexicon.offices.forms.contains_key(word)
                || self.lexicon.offices.forms.contains_key(&word.to_lowercase()))
    }

    fn word(&self, at: usize) -> &str {
        self.words[at].of(self.text)
    }

    /// Word `at` without a possessive ending.
    fn bare(&self, at: usize) -> &str {
        let word = self.word(at);
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
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

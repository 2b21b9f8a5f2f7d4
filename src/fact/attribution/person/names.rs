//! The runs of words of an article that may be persons' names, titles apart.

use std::ops::Range;

use super::Sex;
use crate::fact::Scan;
use crate::lexicon::{Lexicon, Role, Trait};
use crate::text::{Case, Word, bare, fold, key, one_line};

pub(super) struct Reader<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) lexicon: &'a Lexicon,
}

impl Reader<'_> {
    pub(super) fn word(&self, index: usize) -> &str {
        self.scan.words[index].of(self.scan.text())
    }

    /// The key of a word as it is printed.
    fn key(&self, index: usize) -> u64 {
        if self.possessive(index) { key(self.word(index)) } else { self.scan.entries()[index].key }
    }

    /// The words between two bytes.
    pub(super) fn words(&self, start: u32, end: u32) -> Range<usize> {
        let words = &self.scan.words;
        words.partition_point(|w| w.start < start)..words.partition_point(|w| w.end <= end)
    }

    pub(super) fn role(&self, index: usize) -> Option<Role> {
        let word = self.word(index);
        // Folding writes letters of ASCII small and does no more.
        if word.is_ascii() {
            return self.scan.entries()[index].role;
        }
        self.lexicon.roles.get(&fold(word)).copied()
    }

    pub(super) fn sex(&self, words: Range<usize>) -> Sex {
        for index in words {
            match self.role(index) {
                Some(Role::Man) => return Sex::Man,
                Some(Role::Woman) => return Sex::Woman,
                _ => {}
            }
        }
        Sex::Either
    }

    /// Who bears a given name; none where the word is no given name.
    pub(super) fn given(&self, index: usize) -> Option<Sex> {
        let names = &self.lexicon.given_names;
        let key = self.key(index);
        match (names.male.has(key), names.female.has(key)) {
            (true, false) => Some(Sex::Man),
            (false, true) => Some(Sex::Woman),
            (true, true) => Some(Sex::Either),
            (false, false) => None,
        }
    }

    fn capital(&self, word: &Word) -> bool {
        match word.case {
            Case::Title | Case::Inner => true,
            // An initial, or a surname in capitals; "FBI" is neither, but is no part of a name either.
            Case::Upper => word.end - word.start <= 3,
            Case::Lower | Case::Number => false,
        }
    }

    /// Whether a small word stands inside names: "Ursula von der Leyen".
    fn particle(&self, index: usize) -> bool {
        matches!(
            self.word(index),
            "von"
                | "van"
                | "der"
                | "den"
                | "de"
                | "del"
                | "della"
                | "di"
                | "da"
                | "dos"
                | "la"
                | "le"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "ter"
        )
    }

    /// Runs of capitalised words with nothing but spaces, hyphens and stops of initials between.
    pub(super) fn runs(&self, words: Range<usize>) -> Vec<Range<usize>> {
        let text = self.scan.text();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = words.start;
        while at < words.end {
            if !self.capital(&self.scan.words[at]) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let mut next = end;
            while next < words.end {
                let (before, here) = (&self.scan.words[next - 1], &self.scan.words[next]);
                let gap = &text[before.end as usize..here.start as usize];
                let short = || before.end - before.start <= 1 || self.role(next - 1).is_some();
                let joined = matches!(gap, " " | "-" | "\u{a0}" | " al-" | " el-")
                    || matches!(gap, ". " | "." | "\n") && short();
                if !joined || self.possessive(next - 1) {
                    break;
                }
                if self.capital(here) {
                    next += 1;
                    end = next;
                } else if self.particle(next) {
                    next += 1;
                } else {
                    break;
                }
            }
            found.push(at..end);
            at = end;
        }
        found
    }

    pub(super) fn possessive(&self, index: usize) -> bool {
        self.scan.entries()[index].is(Trait::POSSESSIVE)
    }

    /// A run without the titles before it and what is no part of a person's name; none where an
    /// organisation speaks.
    pub(super) fn name(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        let start = run.start;
        while run.start < run.end
            && (matches!(self.role(run.start), Some(Role::Person | Role::Man | Role::Woman))
                || self.scan.entries()[run.start].is(Trait::LEAD))
        {
            run.start += 1;
        }
        // "Vermont Sen. Ana Hale": what stands before a title inside the run is no part of the name.
        let titles = |i: &usize| matches!(self.role(*i), Some(Role::Person | Role::Man | Role::Woman));
        if let Some(title) = run.clone().rev().find(titles) {
            run.start = title + 1;
        }
        while run.len() > 1 && matches!(self.word(run.end - 1), "Jr" | "Sr" | "II" | "III" | "IV") {
            run.end -= 1;
        }
        if run.is_empty() {
            return None;
        }
        let titled = run.start > start;
        let article = start > 0 && matches!(self.word(start - 1), "the" | "The") && !titled;
        let body = run.clone().any(|i| {
            self.role(i) == Some(Role::Body)
                || self.lexicon.names.organisations.has(self.key(i))
                || matches!(self.word(i), "Republican" | "Democrat" | "Independent")
                || self.scan.words[i].case == Case::Upper
                    && self.scan.words[i].end - self.scan.words[i].start > 2
        });
        (!article && !body).then_some(run)
    }

    pub(super) fn print(&self, name: &Range<usize>) -> Box<str> {
        let words = &self.scan.words;
        let text = &self.scan.text()[words[name.start].start as usize..words[name.end - 1].end as usize];
        let text = bare(text);
        // Most names are one word, or stand on one line with one space between their words.
        if !text.contains("  ") && !text.contains(|c: char| c != ' ' && c.is_whitespace()) {
            return text.into();
        }
        one_line(text).into_boxed_str()
    }
}

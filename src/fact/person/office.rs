//! The office beside a name, and what makes another office of it.

use super::{Held, Reader};
use crate::lexicon::Trait;
use crate::text::{Case, TermId, is_possessive, word_id};

impl Reader<'_> {
    /// The office whose last word is `at`, with what stands before it down to `from`.
    pub(super) fn office(&self, from: usize, at: usize, after: usize) -> Option<Held> {
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
            let stop = self.entries[before].is(Trait::STOPWORD) && gap != "-";
            let possessive = is_possessive(word) || matches!(lower.as_str(), "current" | "longtime" | "s");
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
        let span = self.span(first, at + 1);
        Some(Held { span, offices: offices.clone(), qualifier, rank, portfolio: Vec::new() })
    }

    /// What an office is of. Only words of everyday English count: `Belgian` before `minister`
    /// says whose minister it is, and so does `Texas`.
    pub(super) fn portfolio(&self, held: &Held) -> Vec<TermId> {
        let words = self.words.iter().filter(|w| w.start >= held.span.start && w.end <= held.span.end);
        let offices = &self.lexicon.offices;
        let mut portfolio: Vec<TermId> = words
            .map(|word| word.of(self.text).to_lowercase())
            .filter(|word| {
                let id = word_id(word);
                self.lexicon.dictionary.contains(word)
                    && !word.ends_with("ed")
                    && !offices.ranks.contains(word)
                    && !self.lexicon.vocabulary.stopwords.contains(&id)
                    && !held.offices.iter().any(|office| office.words.contains(&id))
            })
            .map(|word| offices.portfolio(&word))
            .collect();
        portfolio.sort_unstable();
        portfolio.dedup();
        portfolio
    }

    /// `Secretary of State`: the office at `head` with what it is of, up to the name at `first`.
    pub(super) fn office_of(&self, head: usize, first: usize) -> Option<Held> {
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
    pub(super) fn office_after(&self, last: usize, aged: bool) -> Option<Held> {
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
            if self.entries[at].is(Trait::OFFICE) {
                seen = Some(at);
            }
            at += 1;
        }
        let head = seen?;
        // `Hale, Brandt's deputy Oster,` is a list; what follows an office ends the apposition or goes on small.
        if self.words.get(head + 1).is_some_and(|w| w.case != Case::Lower && self.gap(head + 1) == " ") {
            return None;
        }
        // `Cruz, New Jersey Gov. Chris Christie`: the office is the next person's, as it is in
        // `Mills, Deputy Chief of Staff Ada Brandt`.
        if self.words.get(head + 1).is_some_and(|w| w.case == Case::Title && self.gap(head + 1) == ". ") {
            return None;
        }
        let capitals = self.words[head + 1..].iter().skip(1).take_while(|w| w.case == Case::Title).count();
        if self.words[head].case == Case::Title && capitals >= 3 {
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
            let of =
                (head + 2..self.words.len().min(head + 4)).find(|at| !self.entries[*at].is(Trait::STOPWORD));
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
}

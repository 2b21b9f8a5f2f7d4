//! The age beside a name.

use super::Reader;
use crate::article::Span;
use crate::lexicon::Trait;
use crate::text::Case;

impl Reader<'_> {
    /// `Hale, 24,`, `Hale (24)`, `Hale, aged 24`, `Hale, who is 24,`, `Hale, is 24.`, `Hale, a 24-year-old`.
    pub(super) fn age_after(&self, last: usize) -> Option<(u8, Span)> {
        let next = self.words.get(last)?;
        let gap = self.gap(last);
        if next.case == Case::Number && matches!(gap, ", " | " (") {
            let closed = self.text[next.end as usize..].starts_with([',', ')', '.', ';']);
            // `Utah (6), West Wessen (5), Halle (3)`: a table has its counts in brackets.
            let table = gap == " (" && self.brackets() > 2;
            return self.years(last).filter(|_| closed && !table);
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

    /// How many numbers of the sentence stand in brackets.
    fn brackets(&self) -> usize {
        let numbers = (1..self.words.len()).filter(|at| self.words[*at].case == Case::Number);
        numbers.filter(|at| self.gap(*at).ends_with('(')).count()
    }

    /// `24-year-old winger John Hale`.
    pub(super) fn age_before(&self, start: usize) -> Option<(u8, Span)> {
        let from = start.saturating_sub(7);
        let old = (from..start).rev().find(|at| self.word(*at) == "old")?;
        let plain = (old + 1..start).all(|at| self.gap(at) == " " && self.words[at].case != Case::Number);
        // `a 17-year-old wrestler when he met Hale` is no age of Hale's.
        let between = (old + 1..start).all(|at| {
            let word = self.word(at);
            !self.entries[at].is(Trait::STOPWORD) && !matches!(word, "told" | "said" | "son" | "daughter")
        });
        let number = old.checked_sub(2)?;
        if !plain || !between || start - old > 5 || self.word(old - 1) != "year" || self.gap(start) != " " {
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
}

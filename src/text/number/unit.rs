//! What stands beside a number: its unit, its currency, and the word that makes a name of it.

use super::{Reader, Unit};
use crate::text::{Case, is_possessive};

impl Reader<'_> {
    pub(super) fn unit_at(&self, at: usize) -> Option<(usize, Unit)> {
        let word = self.words.get(at)?;
        if word.end - word.start > 12 || self.gap_before(at) != 1 {
            return None;
        }
        let first = word.of(self.text).to_lowercase();
        if let Some(second) = self.words.get(at + 1).filter(|_| self.gap_before(at + 1) == 1)
            && matches!(&*first, "per" | "percentage" | "square" | "sq" | "km")
        {
            let both = format!("{first} {}", second.of(self.text).to_lowercase());
            if let Some(unit) = self.numerals.units.get(&both) {
                return Some((at + 2, unit.clone()));
            }
        }
        self.numerals.units.get(&first).map(|unit| (at + 1, unit.clone()))
    }

    /// A currency sign right before byte `at`, and where it begins.
    pub(super) fn sign_before(&self, at: usize) -> Option<(usize, Unit)> {
        let before = &self.text[..at];
        let sign = before.chars().next_back().filter(|c| matches!(c, '$' | '£' | '€' | '¥' | '₹'))?;
        let from = at - sign.len_utf8();
        let letters = self.text[..from].bytes().rev().take_while(u8::is_ascii_uppercase).count();
        if (1..=2).contains(&letters) {
            let whole = self.text[from - letters..at].to_lowercase();
            if let Some(unit) = self.numerals.units.get(&whole) {
                return Some((from - letters, unit.clone()));
            }
        }
        Some((from, self.numerals.units.get(&sign.to_string())?.clone()))
    }

    /// Whether the number at `at` names something and counts nothing: `Channel 4`, `page 12`, `No. 1`.
    pub(super) fn designates(&self, at: usize) -> bool {
        if at == 0 || self.words[at].case != Case::Number {
            return false;
        }
        let before = self.words[at - 1].of(self.text);
        let gap = &self.text[self.words[at - 1].end as usize..self.words[at].start as usize];
        if gap == ". " {
            return matches!(before, "No" | "Nos" | "no");
        }
        gap == " "
            && (matches!(
                before,
                "page" | "chapter" | "section" | "article" | "room" | "number" | "route" | "verse" | "line"
            ) || at > 1
                && self.words[at - 1].case == Case::Title
                && self.words[at].end - self.words[at].start < 4
                && !is_possessive(before)
                && !self.text[self.words[at].end as usize..].starts_with('-')
                && !self.numerals.words.contains(&before.to_lowercase()))
    }
}

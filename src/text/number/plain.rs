//! Numbers without their units: digits, words, fractions, scales, and the other end of a range.

use super::Reader;
use crate::text::{Case, WordTable};

/// A number without its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) spelled: bool,
    /// A unit glued to the digits begins at this byte of the last word.
    pub(super) glued: Option<usize>,
}

impl Reader<'_> {
    pub(super) fn number_at(&self, at: usize) -> Option<Plain> {
        let word = self.words.get(at)?;
        match word.case {
            Case::Number => self.digits_at(at),
            Case::Lower | Case::Title => self.spelled_at(at),
            Case::Upper | Case::Inner => None,
        }
    }

    fn digits_at(&self, at: usize) -> Option<Plain> {
        let written = self.words[at].of(self.text);
        let digits =
            written.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(written.len());
        let mut value = parse_digits(&written[..digits])?;
        let mut glued = None;
        if digits < written.len() {
            let letters = written[digits..].to_lowercase();
            match self.numerals.suffixes.get(&letters) {
                Some(factor) => value *= factor,
                None if self.numerals.units.contains_key(&letters) => glued = Some(digits),
                None => return None,
            }
        }
        // Part of a time, a date, a code or a larger number: `10:30`, `9/11`, `F-16`.
        let word = self.words[at];
        let before = &self.text[..word.start as usize];
        let after = &self.text[word.end as usize..];
        let inside = |c: char| matches!(c, ':' | '/' | '#' | '_');
        if before.ends_with(inside)
            || after.starts_with(inside) && after[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        if before.ends_with(['-', '‑']) && before[..before.len() - 1].ends_with(char::is_alphabetic) {
            return None;
        }
        let mut end = at + 1;
        if let Some((fraction, next)) = self.fraction_at(at + 1) {
            value += fraction;
            end = next;
        }
        while glued.is_none()
            && let Some(factor) = self.scale_at(end)
        {
            value *= factor;
            end += 1;
        }
        Some(Plain { end, value, spelled: false, glued })
    }

    /// `1/2` in `7 1/2` and `7-1/2`.
    fn fraction_at(&self, at: usize) -> Option<(f64, usize)> {
        let [above, below] = self.words.get(at..at + 2)? else { return None };
        let gap = above.start - self.words[at - 1].end;
        if gap > 1 || above.end + 1 != below.start || self.text.as_bytes()[above.end as usize] != b'/' {
            return None;
        }
        let above: f64 = above.of(self.text).parse().ok()?;
        let below: f64 = below.of(self.text).parse().ok()?;
        (above < below && below <= 64.0).then(|| (above / below, at + 2))
    }

    fn scale_at(&self, at: usize) -> Option<f64> {
        let word = self.words.get(at)?;
        if word.case == Case::Number || word.end - word.start > 9 || self.gap_before(at) != 1 {
            return None;
        }
        self.numerals.scales.get_lower(word.of(self.text)).copied()
    }

    fn spelled_at(&self, at: usize) -> Option<Plain> {
        let mut total = 0.0;
        let mut part = 0.0;
        let mut seen = false;
        let mut next = at;
        while let Some(word) = self.words.get(next) {
            let written = word.of(self.text);
            if written.len() > 9 || (next > at && self.gap_before(next) != 1) {
                break;
            }
            let (value, scale) = match word.case {
                Case::Title => self.worth(written, WordTable::get_lower),
                _ => self.worth(written, WordTable::get),
            };
            let is = |word: &str| written.eq_ignore_ascii_case(word);
            if let Some(value) = value {
                // `twenty five` adds up; `five six` does not.
                let fits = !seen
                    || part == 0.0
                    || part >= 100.0
                    || (part % 10.0 == 0.0 && part >= 20.0 && value < 10.0);
                if !fits {
                    break;
                }
                part += value;
            } else if let Some(scale) = scale {
                let article = next > at && matches!(self.words[next - 1].of(self.text), "a" | "A" | "an");
                if !seen && !article {
                    return None;
                }
                part = part.max(1.0) * scale;
                if scale >= 1000.0 {
                    total += part;
                    part = 0.0;
                }
            } else if (is("and") && part >= 100.0 && self.number_word(next + 1))
                || (next == at && (is("a") || is("an")) && self.scale_at(next + 1).is_some())
            {
                next += 1;
                continue;
            } else {
                break;
            }
            seen = true;
            next += 1;
        }
        seen.then_some(Plain { end: next, value: total + part, spelled: true, glued: None })
    }

    /// What a word adds to a number, or else multiplies it by, as `get` finds it.
    fn worth(
        &self,
        word: &str,
        get: impl for<'t> Fn(&'t WordTable<f64>, &str) -> Option<&'t f64>,
    ) -> (Option<f64>, Option<f64>) {
        match get(&self.numerals.words, word) {
            Some(value) => (Some(*value), None),
            None => (None, get(&self.numerals.scales, word).copied()),
        }
    }

    fn number_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| self.numerals.words.contains(w.of(self.text)))
    }

    /// The other end of a range or score, and what the first number must be multiplied by.
    pub(super) fn range_from(&self, first: &Plain) -> Option<(Plain, f64)> {
        let next = self.words.get(first.end)?;
        let between = &self.text[self.words[first.end - 1].end as usize..next.start as usize];
        let at = match between {
            "-" | "–" | "‑" => first.end,
            " " if next.of(self.text) == "to" && self.gap_before(first.end + 1) == 1 => first.end + 1,
            _ => return None,
        };
        let second = self.number_at(at)?;
        let scaled = if first.value < 1000.0 && second.value >= 1000.0 && !second.spelled {
            self.words.get(second.end - 1).and_then(|_| self.scale_at(second.end - 1)).unwrap_or(1.0)
        } else if first.spelled && second.spelled && first.value < 100.0 && second.value >= 1000.0 {
            self.scale_at(second.end - 1).unwrap_or(1.0)
        } else {
            1.0
        };
        Some((second, scaled))
    }

    /// The other side of a score that names what it counts once: `nine votes to four`.
    pub(super) fn score_from(&self, at: usize) -> Option<Plain> {
        let counted = self.words.get(at)?.of(self.text);
        let to = self.words.get(at + 1)?.of(self.text);
        let plain = (at..at + 3).all(|word| self.gap_before(word) == 1);
        let scored = matches!(counted, "votes" | "goals" | "points" | "games" | "sets" | "runs");
        if !scored || to != "to" || !plain {
            return None;
        }
        self.number_at(at + 2)
    }
}

/// `1,234.5`; commas must part thousands.
fn parse_digits(written: &str) -> Option<f64> {
    let whole = written.split('.').next().unwrap_or(written);
    let mut groups = whole.split(',');
    let lead = groups.next()?;
    if whole.contains(',') && (lead.len() > 3 || groups.any(|g| g.len() != 3 && g.len() != 2)) {
        return None;
    }
    written.replace(',', "").parse().ok()
}

//! Numbers and quantities as English news writes them: `1,000`, `a thousand`, `1.2m`, `two dozen`,
//! `two to three kilometres`, `£18m`, `7-1/2 pct`.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Case, Word};

/// A unit: what it measures, and how many of that measure's first unit it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// What it measures (`length`, `percent`, `dollars`).
    pub measure: Arc<str>,
    /// Its name (`kilometre`).
    pub name: Arc<str>,
    /// How many of the measure's first unit it is.
    pub factor: f64,
}

/// The words for numbers and units.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    /// `seven`, `forty`.
    pub words: FxHashMap<String, f64>,
    /// `hundred`, `million`, `dozen`.
    pub scales: FxHashMap<String, f64>,
    /// Glued to digits: `bn`.
    pub suffixes: FxHashMap<String, f64>,
    /// Units by how they are written, of up to two words, lower case.
    pub units: FxHashMap<String, Unit>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words of number and unit.
    pub words: Range<usize>,
    /// The first word after the number itself.
    pub number_end: usize,
    /// Bytes of the text, currency and per cent signs included.
    pub span: Range<usize>,
    /// The value as written, before the unit.
    pub value: f64,
    /// The upper end of a range, or the other side of a score.
    pub high: Option<f64>,
    /// The unit; none where things are counted.
    pub unit: Option<Unit>,
    /// In words, which news uses below ten.
    pub spelled: bool,
    /// Joined to what follows by a hyphen (`five-year`).
    pub hyphened: bool,
}

/// The quantities in `words`, which are the words of one sentence of `text`, in order.
pub fn quantities(text: &str, words: &[Word], numerals: &Numerals) -> Vec<Quantity> {
    let reader = Reader { text, words, numerals };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.quantity_at(at) {
            Some(quantity) => {
                at = quantity.words.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// A number without its unit.
#[derive(Clone, Copy, Debug)]
struct Plain {
    end: usize,
    value: f64,
    spelled: bool,
    /// A unit glued to the digits begins at this byte of the last word.
    glued: Option<usize>,
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    numerals: &'a Numerals,
}

impl Reader<'_> {
    fn quantity_at(&self, at: usize) -> Option<Quantity> {
        let first = self.number_at(at)?;
        if self.designates(at) {
            return None;
        }
        let mut end = first.end;
        let mut value = first.value;
        let mut high = None;
        if let Some((second, scaled)) = self.range_from(&first) {
            end = second.end;
            high = Some(second.value);
            // `two to three million`: the scale belongs to both.
            value *= scaled;
        }
        let number_end = end;
        if high.is_none()
            && let Some(second) = self.score_from(end)
        {
            // `nine votes to four`
            end = second.end;
            high = Some(second.value);
        }
        let last = &self.words[end - 1];
        let mut span = self.words[at].start as usize..last.end as usize;
        let mut unit = None;
        if let Some((from, sign)) = self.sign_before(span.start) {
            span.start = from;
            unit = Some(sign);
        }
        if let Some(at_byte) = first.glued.filter(|_| high.is_none()) {
            let letters = &last.of(self.text)[at_byte..];
            unit = Some(self.numerals.units.get(&letters.to_lowercase())?.clone());
        }
        let rest = &self.text[span.end..];
        if let Some(percent) = rest.trim_start_matches(' ').strip_prefix('%') {
            span.end = self.text.len() - percent.len();
            unit = self.numerals.units.get("%").cloned();
        }
        let hyphened = rest.starts_with(['-', '‑']) && rest[1..].starts_with(|c: char| c != ' ');
        if unit.is_none()
            && let Some((next, found)) = self.unit_at(end)
        {
            end = next;
            span.end = self.words[end - 1].end as usize;
            unit = Some(found);
        } else if unit.is_some()
            && self.unit_at(end).is_some_and(|(_, u)| Some(&u.measure) == unit_measure(&unit))
        {
            // `£18m pounds` and `$5 US dollars` say the unit twice.
            end += 1;
        }
        Some(Quantity {
            words: at..end,
            number_end,
            span,
            value,
            high,
            unit,
            spelled: first.spelled,
            hyphened,
        })
    }

    fn number_at(&self, at: usize) -> Option<Plain> {
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
        self.numerals.scales.get(&word.of(self.text).to_lowercase()).copied()
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
            let lower;
            let written = if word.case == Case::Title {
                lower = written.to_lowercase();
                &*lower
            } else {
                written
            };
            if let Some(value) = self.numerals.words.get(written) {
                // `twenty five` adds up; `five six` does not.
                let fits = !seen
                    || part == 0.0
                    || part >= 100.0
                    || (part % 10.0 == 0.0 && part >= 20.0 && *value < 10.0);
                if !fits {
                    break;
                }
                part += value;
            } else if let Some(scale) = self.numerals.scales.get(written) {
                let article = next > at && matches!(self.words[next - 1].of(self.text), "a" | "A" | "an");
                if !seen && !article {
                    return None;
                }
                part = part.max(1.0) * scale;
                if *scale >= 1000.0 {
                    total += part;
                    part = 0.0;
                }
            } else if (written == "and" && part >= 100.0 && self.number_word(next + 1))
                || (next == at && matches!(written, "a" | "an") && self.scale_at(next + 1).is_some())
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

    fn number_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| self.numerals.words.contains_key(w.of(self.text)))
    }

    /// The other end of a range or score, and what the first number must be multiplied by.
    fn range_from(&self, first: &Plain) -> Option<(Plain, f64)> {
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
    fn score_from(&self, at: usize) -> Option<Plain> {
        let counted = self.words.get(at)?.of(self.text);
        let to = self.words.get(at + 1)?.of(self.text);
        let plain = (at..at + 3).all(|word| self.gap_before(word) == 1);
        let scored = matches!(counted, "votes" | "goals" | "points" | "games" | "sets" | "runs");
        if !scored || to != "to" || !plain {
            return None;
        }
        self.number_at(at + 2)
    }

    fn unit_at(&self, at: usize) -> Option<(usize, Unit)> {
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
    fn sign_before(&self, at: usize) -> Option<(usize, Unit)> {
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
    fn designates(&self, at: usize) -> bool {
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
                && !before.ends_with("'s")
                && !before.ends_with("’s")
                && !self.text[self.words[at].end as usize..].starts_with('-')
                && !self.numerals.words.contains_key(&before.to_lowercase()))
    }

    fn gap_before(&self, at: usize) -> u32 {
        self.words.get(at).map_or(u32::MAX, |w| w.start - self.words[at - 1].end)
    }
}

fn unit_measure(unit: &Option<Unit>) -> Option<&Arc<str>> {
    unit.as_ref().map(|u| &u.measure)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn unit(measure: &str, name: &str, factor: f64) -> Unit {
        Unit { measure: Arc::from(measure), name: Arc::from(name), factor }
    }

    fn numerals() -> Numerals {
        let map = |pairs: &[(&str, f64)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect();
        Numerals {
            words: map(&[
                ("one", 1.0),
                ("two", 2.0),
                ("three", 3.0),
                ("five", 5.0),
                ("forty", 40.0),
                ("six", 6.0),
            ]),
            scales: map(&[
                ("dozen", 12.0),
                ("hundred", 100.0),
                ("thousand", 1e3),
                ("million", 1e6),
                ("billion", 1e9),
            ]),
            suffixes: map(&[("m", 1e6), ("bn", 1e9)]),
            units: [
                ("%", unit("percent", "percent", 1.0)),
                ("per cent", unit("percent", "percent", 1.0)),
                ("km", unit("length", "kilometre", 1000.0)),
                ("kilometers", unit("length", "kilometre", 1000.0)),
                ("year", unit("calendar time", "year", 12.0)),
                ("£", unit("pounds", "pound", 1.0)),
                ("$", unit("dollars", "dollar", 1.0)),
                ("a$", unit("Australian dollars", "Australian dollar", 1.0)),
            ]
            .into_iter()
            .map(|(form, unit)| (form.to_owned(), unit))
            .collect(),
        }
    }

    fn read(text: &str) -> Vec<(String, f64, Option<f64>, String)> {
        quantities(text, &words(text), &numerals())
            .into_iter()
            .map(|q| {
                let unit = q.unit.map_or(String::new(), |u| u.measure.to_string());
                (text[q.span].to_owned(), q.value, q.high, unit)
            })
            .collect()
    }

    fn values(text: &str) -> Vec<f64> {
        read(text).into_iter().map(|q| q.1).collect()
    }

    #[test]
    fn one_number_has_many_forms() {
        for text in ["1,000 men", "1000 men", "a thousand men", "one thousand men"] {
            assert_eq!(values(text), [1000.0], "{text}");
        }
        assert_eq!(values("two dozen men"), [24.0]);
        assert_eq!(values("one hundred and forty-five men"), [145.0]);
        assert_eq!(values("1.2m men, 1.2 million women"), [1.2e6, 1.2e6]);
        assert_eq!(values("2-1/2 men"), [2.5]);
    }

    #[test]
    fn units_are_read_before_after_and_glued() {
        assert_eq!(read("for £18m now"), [("£18m".into(), 18e6, None, "pounds".into())]);
        assert_eq!(read("for A$5 now"), [("A$5".into(), 5.0, None, "Australian dollars".into())]);
        assert_eq!(read("by 7.5 per cent"), [("7.5 per cent".into(), 7.5, None, "percent".into())]);
        assert_eq!(read("by 4%."), [("4%".into(), 4.0, None, "percent".into())]);
        assert_eq!(read("a 10km run"), [("10km".into(), 10.0, None, "length".into())]);
        assert_eq!(read("five-year deal"), [("five-year".into(), 5.0, None, "calendar time".into())]);
    }

    #[test]
    fn ranges_and_scores_have_two_ends() {
        assert_eq!(
            read("two to three kilometers"),
            [("two to three kilometers".into(), 2.0, Some(3.0), "length".into())]
        );
        assert_eq!(read("voted 9-4"), [("9-4".into(), 9.0, Some(4.0), String::new())]);
        assert_eq!(
            read("by six votes to five"),
            [("six votes to five".into(), 6.0, Some(5.0), String::new())]
        );
        assert_eq!(values("two to three million men"), [2e6]);
    }

    #[test]
    fn times_codes_and_names_are_no_quantities() {
        assert_eq!(read("at 10:30 an F-16 flew; on the 20th the 1990s ended on Channel 4"), []);
    }
}

//! Numbers and quantities as English news writes them: `1,000`, `a thousand`, `1.2m`, `two dozen`,
//! `two to three kilometres`, `£18m`, `7-1/2 pct`.

mod plain;
mod unit;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Word, WordTable};

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
    pub words: WordTable<f64>,
    /// `hundred`, `million`, `dozen`.
    pub scales: WordTable<f64>,
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

    fn gap_before(&self, at: usize) -> u32 {
        self.words.get(at).map_or(u32::MAX, |w| w.start - self.words[at - 1].end)
    }
}

fn unit_measure(unit: &Option<Unit>) -> Option<&Arc<str>> {
    unit.as_ref().map(|u| &u.measure)
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
            suffixes: FxHashMap::from_iter([("m".to_owned(), 1e6), ("bn".to_owned(), 1e9)]),
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

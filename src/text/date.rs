//! Days and dates as English news writes them: `3 March`, `March 3, 2024`, `last Friday`, `2024-03-03`.
//!
//! Only the form is read here. Which day a form means depends on the article's own date, see
//! [`DateForm::resolve`].

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Case, Word, WordTable, bare, with_lower};

/// The names of days and months, and the words that move a day.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Weekdays by name, lower case.
    pub weekdays: WordTable<Weekday>,
    /// Months by name, 1 to 12.
    pub months: WordTable<i8>,
    /// Days counted from the article's own (`yesterday`).
    pub relative: WordTable<i8>,
    /// Words that put a weekday before the article's date (`last`).
    pub past: Vec<String>,
    /// Words that put it after (`next`).
    pub future: Vec<String>,
    /// Words that, earlier in the sentence, say that something is still to come.
    pub ahead: Vec<String>,
}

impl Calendar {
    /// Whether a word in lower case is the name of a weekday or month, which has a capital and is nobody's name.
    pub fn names(&self, lower: &str) -> bool {
        self.weekdays.contains(lower) || self.months.contains(lower)
    }
}

/// On which side of the article's date a weekday lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// On the article's date or in the week before: what news is about.
    Recent,
    /// In the week after.
    Ahead,
    /// `last Friday`: before the article's date, never on it.
    Last,
    /// `next Friday`: after the article's date, this week or the next.
    Next,
}

/// A day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// A weekday by itself.
    Weekday(Weekday, Side),
    /// A day so many days from the article's own.
    Relative(i8),
    /// A day of a month, perhaps of a year.
    Day {
        /// The year, where it is given.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A month, perhaps of a year.
    Month {
        /// The year, where it is given.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
    },
}

/// A day with the words it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateText {
    /// Which of the words it takes.
    pub words: Range<usize>,
    /// What it says.
    pub form: DateForm,
    /// The weekday beside a date (`Monday, 4 March`).
    pub weekday: Option<Weekday>,
}

impl DateForm {
    /// The day meant in an article of the day `today`; none where that can't be told.
    pub fn resolve(self, today: Option<Date>) -> Option<Date> {
        match self {
            DateForm::Day { year: Some(year), month, day } => Date::new(year, month, day).ok(),
            DateForm::Day { year: None, month, day } => nearest_year(today?, month, day),
            DateForm::Relative(days) => today?.checked_add(i64::from(days).days()).ok(),
            DateForm::Weekday(weekday, side) => {
                let today = today?;
                let back = i64::from(weekday.until(today.weekday()));
                let days = match side {
                    Side::Recent => -back,
                    Side::Last if back == 0 => -7,
                    Side::Last => -back,
                    Side::Ahead => (7 - back) % 7,
                    Side::Next => 7 - back,
                };
                today.checked_add(days.days()).ok()
            }
            DateForm::Month { .. } => None,
        }
    }

    /// The weekday that the form itself names.
    pub fn weekday(self) -> Option<Weekday> {
        match self {
            DateForm::Weekday(weekday, _) => Some(weekday),
            _ => None,
        }
    }
}

/// Half a year back or ahead: `January 3` in December is next month's.
fn nearest_year(today: Date, month: i8, day: i8) -> Option<Date> {
    (-1..=1)
        .filter_map(|years| Date::new(today.year() + years, month, day).ok())
        .min_by_key(|date| (*date - today).get_days().abs())
}

/// The days in `words`, which are the words of one sentence of `text`, in order.
pub fn dates(text: &str, words: &[Word], calendar: &Calendar) -> Vec<DateText> {
    let reader = Reader { text, words, calendar };
    let mut found: Vec<DateText> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.date_at(at) {
            Some(mut date) => {
                at = date.words.end;
                // `Monday, 4 March` and `4 March, a Monday` are one date with its weekday.
                let joins = found.last().is_some_and(|last| {
                    last.words.end == date.words.start
                        && last.form.weekday().is_some()
                        && matches!(date.form, DateForm::Day { .. })
                });
                if joins {
                    let last = found.pop().expect("just seen");
                    date.weekday = last.form.weekday();
                    date.words.start = last.words.start;
                }
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    calendar: &'a Calendar,
}

impl Reader<'_> {
    fn date_at(&self, at: usize) -> Option<DateText> {
        let word = self.words[at];
        match word.case {
            Case::Title | Case::Upper => self.named(at),
            Case::Lower => {
                let written = self.word(at);
                if !(5..=9).contains(&written.len()) {
                    return None;
                }
                let days = *self.calendar.relative.get(written)?;
                Some(DateText { words: at..at + 1, form: DateForm::Relative(days), weekday: None })
            }
            Case::Number => self.day_first(at).or_else(|| self.iso(at)),
            Case::Inner => None,
        }
    }

    fn named(&self, at: usize) -> Option<DateText> {
        let written = self.word(at);
        if written.len() > 11 || written.len() < 3 {
            return None;
        }
        with_lower(written, |lower| self.named_so(at, written, lower))
    }

    /// The day or month that a word names, given the word in small letters.
    fn named_so(&self, at: usize, written: &str, lower: &str) -> Option<DateText> {
        // `Friday's quake` names the day too.
        let stem = bare(lower);
        if let Some(weekday) = self.calendar.weekdays.get(stem) {
            // `Fri` and `Sat` alone are too often something else.
            if stem.len() < 4 && !self.stop_after(at) {
                return None;
            }
            let (from, side) = self.side(at);
            let form = DateForm::Weekday(*weekday, side);
            return Some(DateText { words: from..at + 1, form, weekday: None });
        }
        if let Some(days) = self.calendar.relative.get(stem) {
            // `ORLO TODAY` is a paper.
            // Small letters may be shorter than the printed ones.
            let name = written.get(..stem.len()).unwrap_or(written);
            let capitals = name.bytes().all(|byte| byte.is_ascii_uppercase());
            let before = at.checked_sub(1).map(|before| self.words[before].case);
            if capitals && before == Some(Case::Upper) {
                return None;
            }
            return Some(DateText { words: at..at + 1, form: DateForm::Relative(*days), weekday: None });
        }
        let month = *self.calendar.months.get(stem)?;
        let spelled = stem.len() > 4 || matches!(stem, "june" | "july");
        if let Some(day) = self.day_number(at + 1).filter(|_| self.gap(at) <= 2) {
            let year = self.year(at + 2);
            let end = at + 2 + usize::from(year.is_some());
            // `March 30 miles` is no day; `May 24-hour` neither.
            if !self.hyphen_after(at + 1) {
                return Some(DateText {
                    words: at..end,
                    form: DateForm::Day { year, month, day },
                    weekday: None,
                });
            }
        }
        let year = self.year(at + 1);
        // `March` and `May` at the start of a sentence, or in capitals, may be a verb or a name.
        let sure = year.is_some() || (spelled && at > 0 && self.announced(at));
        sure.then(|| DateText {
            words: at..at + 1 + usize::from(year.is_some()),
            form: DateForm::Month { year, month },
            weekday: None,
        })
    }

    /// `3 March 2024`, `3rd of March`.
    fn day_first(&self, at: usize) -> Option<DateText> {
        let day = self.day_number(at)?;
        let mut next = at + 1;
        if self.words.get(next).is_some_and(|w| w.of(self.text) == "of") {
            next += 1;
        }
        let word = self.words.get(next)?;
        if !matches!(word.case, Case::Title | Case::Upper) || self.gap(at) > 1 || word.end - word.start > 11 {
            return None;
        }
        let month = *self.calendar.months.get(&word.of(self.text).to_lowercase())?;
        // `2 May 3` and `30 June 24`: the number after belongs to the month, American style.
        if self.day_number(next + 1).is_some() && self.gap(next) <= 2 && next == at + 1 {
            return None;
        }
        let year = self.year(next + 1);
        let end = next + 1 + usize::from(year.is_some());
        Some(DateText { words: at..end, form: DateForm::Day { year, month, day }, weekday: None })
    }

    /// `2024-03-03`.
    fn iso(&self, at: usize) -> Option<DateText> {
        let [y, m, d] = self.words.get(at..at + 3)? else { return None };
        let joined = y.end + 1 == m.start && m.end + 1 == d.start;
        let written = self.text.get(y.start as usize..d.end as usize)?;
        if !joined || written.len() != 10 || written.bytes().filter(|b| *b == b'-').count() != 2 {
            return None;
        }
        let date: Date = written.parse().ok()?;
        let form = DateForm::Day { year: Some(date.year()), month: date.month(), day: date.day() };
        Some(DateText { words: at..at + 3, form, weekday: None })
    }

    /// From which word a weekday reaches, and on which side of today it lies.
    fn side(&self, at: usize) -> (usize, Side) {
        if at > 0 {
            let before = self.words[at - 1].of(self.text).to_lowercase();
            if self.calendar.past.contains(&before) {
                return (at - 1, Side::Last);
            }
            if self.calendar.future.contains(&before) {
                return (at - 1, Side::Next);
            }
        }
        let ahead = self.words[at.saturating_sub(12)..at].iter().any(|word| {
            let word = word.of(self.text);
            word.len() < 10 && self.calendar.ahead.iter().any(|a| a.eq_ignore_ascii_case(word))
        });
        (at, if ahead { Side::Ahead } else { Side::Recent })
    }

    /// A word before a lone month that makes it one (`in March`, `since late May`).
    fn announced(&self, at: usize) -> bool {
        let before = self.words[at - 1].of(self.text);
        matches!(
            before,
            "in" | "since"
                | "until"
                | "by"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "of"
                | "from"
        )
    }

    fn word(&self, at: usize) -> &str {
        self.words[at].of(self.text)
    }

    /// Bytes between word `at` and the next.
    fn gap(&self, at: usize) -> u32 {
        self.words.get(at + 1).map_or(u32::MAX, |next| next.start - self.words[at].end)
    }

    fn stop_after(&self, at: usize) -> bool {
        self.text[self.words[at].end as usize..].starts_with('.')
    }

    fn hyphen_after(&self, at: usize) -> bool {
        let rest = &self.text[self.words[at].end as usize..];
        rest.starts_with(['-', '‑', '/', ':', '%']) && rest[1..].starts_with(char::is_alphanumeric)
    }

    /// A number from 1 to 31, as `3` or `3rd`.
    fn day_number(&self, at: usize) -> Option<i8> {
        let word = self.words.get(at)?;
        if word.case != Case::Number {
            return None;
        }
        let written = word.of(self.text);
        let digits = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !matches!(&written[digits.len()..], "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// A year of four digits, set off by no more than a comma and a space.
    fn year(&self, at: usize) -> Option<i16> {
        let word = self.words.get(at)?;
        if word.case != Case::Number || word.end - word.start != 4 || self.gap(at - 1) > 2 {
            return None;
        }
        word.of(self.text).parse().ok().filter(|year| (1500..2200).contains(year))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn calendar() -> Calendar {
        let days = [("monday", Weekday::Monday), ("friday", Weekday::Friday), ("sunday", Weekday::Sunday)];
        let months = [("march", 3), ("may", 5), ("sept", 9), ("january", 1)];
        Calendar {
            weekdays: days.map(|(name, day)| (name.to_owned(), day)).into_iter().collect(),
            months: months.map(|(name, month)| (name.to_owned(), month)).into_iter().collect(),
            relative: [("yesterday".to_owned(), -1)].into_iter().collect(),
            past: vec!["last".into()],
            future: vec!["next".into()],
            ahead: vec!["will".into()],
        }
    }

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        let words = words(text);
        let today = "2024-03-06".parse().ok(); // a Wednesday
        dates(text, &words, &calendar())
            .into_iter()
            .map(|d| {
                let span = words[d.words.start].start as usize..words[d.words.end - 1].end as usize;
                (text[span].to_owned(), d.form.resolve(today).map(|d| d.to_string()))
            })
            .collect()
    }

    fn one(text: &str) -> (String, String) {
        let mut found = read(text);
        assert_eq!(found.len(), 1, "{found:?}");
        let (span, day) = found.remove(0);
        (span, day.unwrap_or_default())
    }

    #[test]
    fn a_day_of_a_month_is_read_in_both_orders() {
        assert_eq!(one("on 3 March 2021 in Oslo"), ("3 March 2021".into(), "2021-03-03".into()));
        assert_eq!(one("It was March 3, 2021, in Oslo"), ("March 3, 2021".into(), "2021-03-03".into()));
        assert_eq!(one("until Sept. 19 after"), ("Sept. 19".into(), "2023-09-19".into()));
        assert_eq!(one("filed 2021-03-03 late"), ("2021-03-03".into(), "2021-03-03".into()));
    }

    #[test]
    fn a_weekday_is_the_last_one_unless_the_sentence_looks_ahead() {
        assert_eq!(one("They met on Friday."), ("Friday".into(), "2024-03-01".into()));
        assert_eq!(one("They will meet on Friday."), ("Friday".into(), "2024-03-08".into()));
        assert_eq!(one("They met last Friday."), ("last Friday".into(), "2024-03-01".into()));
        assert_eq!(one("Friday’s quake shook them."), ("Friday’s".into(), "2024-03-01".into()));
        assert_eq!(one("They left yesterday."), ("yesterday".into(), "2024-03-05".into()));
    }

    #[test]
    fn a_weekday_beside_a_date_is_part_of_it() {
        assert_eq!(one("On Sunday, March 3, they met"), ("Sunday, March 3".into(), "2024-03-03".into()));
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest_one() {
        let text = "on January 3";
        let words = words(text);
        let form = dates(text, &words, &calendar())[0].form;
        assert_eq!(form.resolve("2023-12-20".parse().ok()), "2024-01-03".parse().ok());
        assert_eq!(form.resolve(None), None);
    }

    #[test]
    fn a_verb_is_no_month() {
        assert_eq!(read("They may march 30 miles. May they win."), []);
    }
}

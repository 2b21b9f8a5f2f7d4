//! Dates as metadata gives them, and the other metadata fields.
//!
//! A day whose month can't be told from its order (`03/04/2024`) is refused: half of the readers
//! would take it for the other one, and weekdays would be resolved wrongly all through the article.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::article::{Date, DateTime, MONTHS, Metadata};

/// `2004-11-09`, `2004/11/9`, `20041109T120000Z`
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    form(r"(?<y>\d{4})(?:[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})|(?<mm>\d\d)(?<dd>\d\d))(?<time>$|\D.*)")
});

/// `9 November 2004`, `Tue, 09 Nov 2004 12:00:00 GMT`, `9-Nov-2004`, `9th of November, 2004`
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    form(
        r"(?:[a-z]{3,9}\.?,?\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?(?<name>[a-z]{3,9})\.?,?[\s./-]*(?<y>\d{4})(?<time>$|\D.*)",
    )
});

/// `Nov 9, 2004`, `Tuesday, November 9th 2004, 7:40 p.m.`
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    form(
        r"(?:[a-z]{3,9}\.?,?\s+)?(?<name>[a-z]{3,9})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})(?<time>$|\D.*)",
    )
});

/// `Tue Nov  9 12:00:00 GMT 2004`
static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
    form(
        r"[a-z]{3}\s+(?<name>[a-z]{3})\s+(?<d>\d{1,2})(?<time>\s+\d\d:\d\d:\d\d)(?:\s+[a-z]{1,5})?\s+(?<y>\d{4})",
    )
});

/// `09.11.2004`, `25/12/2004`
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| form(r"(?<a>\d{1,2})(?<mark>[./-])(?<b>\d{1,2})[./-](?<y>\d{4})(?<time>$|\D.*)"));

/// What may follow a day: a time and a zone, or nothing.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    form(
        r"[t\s,]*(?:at\s+)?(?:(?<h>\d{1,2})(?:[:.h]?(?<min>\d\d)(?:[:.]?(?<s>\d\d)(?:[.,]\d+)?)?)?\s*(?:(?<half>[ap])\.?m\.?)?)?\s*\(?(?:[a-z]{1,5})?(?:[+-]\d{1,2}(?::?\d\d)?)?\)?(?:\[[^\]]*\])?",
    )
});

fn form(pattern: &str) -> Regex {
    Regex::new(&format!("(?i)^{pattern}$")).expect("the pattern is a constant")
}

/// The fields of an article's metadata, as files call them.
pub(super) const FIELDS: &[&str] = &[
    "author",
    "date",
    "language",
    "slug",
    "source",
    "status",
    "title",
    "translation-of",
    "updated",
    "version",
];

/// What site generators and schemas call the fields that say which language an article is in and which
/// others are the same in another, in small letters without marks: Hugo's `translationKey`, `inLanguage` of
/// schema.org. What is called `translation` or `ref` is something else as often as not.
const ALSO: &[(&str, &str)] = &[
    ("hreflang", "language"),
    ("inlanguage", "language"),
    ("lang", "language"),
    ("locale", "language"),
    ("translatedfrom", "translation-of"),
    ("translationid", "translation-of"),
    ("translationkey", "translation-of"),
    ("translationof", "translation-of"),
];

/// The field that files also call `name`; `name` itself where it is no other field's.
pub(super) fn field_called(name: &str) -> &str {
    if name.len() > 20 {
        return name;
    }
    let plain: String =
        name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect();
    ALSO.iter().find(|(other, _)| *other == plain).map_or(name, |(_, field)| field)
}

/// Sets the field `name` of `meta` from what a file says. Other names are left alone.
pub(super) fn set_field(meta: &mut Metadata, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let text = Some(value.to_owned());
    match name {
        "title" => meta.title = text,
        "date" => meta.date = dated(&mut meta.notes, name, value),
        "updated" => meta.updated = dated(&mut meta.notes, name, value),
        "source" => meta.source = text,
        "author" => meta.author = text,
        "slug" => meta.slug = text,
        "version" => meta.version = text,
        "status" => meta.status = text,
        "language" => meta.language = text,
        "translation-of" => meta.translation = text,
        _ => {}
    }
}

fn dated(notes: &mut Vec<String>, name: &str, value: &str) -> Option<DateTime> {
    let date = parse(value);
    if date.is_none() {
        let shown: String = value.chars().take(60).collect();
        notes.push(format!("`{name}` is no date: `{shown}`"));
    }
    date
}

/// Reads a date, or a date and time of day, in the forms that files use. A zone is left out: the
/// day stays the one that was printed.
pub fn parse(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    for form in [&YEAR_FIRST, &DAY_FIRST, &MONTH_FIRST, &YEAR_LAST, &NUMBERS] {
        if let Some(found) = form.captures(text) {
            return time(day(&found)?, found.name("time").map_or("", |m| m.as_str()));
        }
    }
    unix(text)
}

fn day(found: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let year = number("y")?;
    let (month, day) = if let Some(name) = found.name("name") {
        (month(name.as_str())?, number("d")?)
    } else if let Some((a, b)) = number("a").zip(number("b")) {
        // A full stop is never used in the American order.
        match &found["mark"] {
            "." => (b, a),
            _ if a > 12 || a == b => (b, a),
            _ if b > 12 => (a, b),
            _ => return None,
        }
    } else {
        (number("m").or(number("mm"))?, number("d").or(number("dd"))?)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month(name: &str) -> Option<i16> {
    let name = name.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|m| *m == name || m[..3] == name || (name == "sept" && m.starts_with("sept")))?;
    i16::try_from(at + 1).ok()
}

fn time(date: Date, text: &str) -> Option<DateTime> {
    let found = TIME.captures(text)?;
    let number = |name: &str| found.name(name).map_or(Some(0), |m| m.as_str().parse::<i8>().ok());
    let (mut hour, minute, second) = (number("h")?, number("min")?, number("s")?);
    if let Some(half) = found.name("half") {
        hour = hour % 12 + if half.as_str().eq_ignore_ascii_case("p") { 12 } else { 0 };
    } else if found.name("h").is_some() && found.name("min").is_none() {
        return None;
    }
    // 23:59:60 is a leap second, 24:00 the end of the day.
    match (hour, minute, second) {
        (24, 0, 0) => Some(date.at(23, 59, 59, 0)),
        _ => date.at(0, 0, 0, 0).with().hour(hour).minute(minute).second(second.min(59)).build().ok(),
    }
}

/// Seconds or milliseconds since 1970, as databases export them.
fn unix(text: &str) -> Option<DateTime> {
    let number: i64 = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let zone = jiff::tz::TimeZone::UTC;
    jiff::Timestamp::from_second(seconds).ok().map(|stamp| stamp.to_zoned(zone).datetime())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or_else(|| "none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn the_forms_that_files_use() {
        for text in [
            "2004-11-09",
            "2004-11-9",
            "2004/11/09",
            "20041109",
            "9 November 2004",
            "9 Nov. 2004",
            "9th of November, 2004",
            "Nov 9, 2004",
            "Tuesday, November 9th 2004",
            "09.11.2004",
            "9-NOV-2004",
            "2004-11-09+01:00",
        ] {
            assert_eq!(read(text), "2004-11-09T00:00:00", "{text}");
        }
        for text in [
            "2004-11-09T19:40:00Z",
            "2004-11-09T19:40Z",
            "2004-11-09 19:40",
            "2004-11-09T19:40:00.123+01:00",
            "20041109T194000Z",
            "20041109T194000+0100",
            "Tue, 09 Nov 2004 19:40:00 GMT",
            "Tue Nov  9 19:40:00 EST 2004",
            "Nov 9, 2004 at 7:40 p.m.",
            "9 November 2004, 19.40",
            "1100029200",
            "1100029200000",
        ] {
            assert_eq!(read(text), "2004-11-09T19:40:00", "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_refused() {
        for text in [
            "",
            "soon",
            "2004",
            "2004-13-09",
            "2004-02-30",
            "03/04/2004",
            "9 Brumaire 2004",
            "2004-11-09 or so",
            "-5",
        ] {
            assert_eq!(read(text), "none", "{text}");
        }
    }

    #[test]
    fn the_order_shows_where_only_one_is_possible() {
        assert_eq!(read("25/12/2004"), "2004-12-25T00:00:00");
        assert_eq!(read("12/25/2004"), "2004-12-25T00:00:00");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "[0-9A-Za-zé:. ,/+-]{0,30}") {
            let _ = parse(&text);
        }
    }
}

//! Tables (RFC 4180): one article a row, what each column is said by the header.
//!
//! Places count in the row's own text, as in the other record formats.

use std::io::BufRead;

use csv::{ReaderBuilder, StringRecord};

use crate::article::Draft;

use super::record::Record;
use super::{Format, ReadOptions, RecordError, SourceError, date, decode};

/// Tables with commas, semicolons or tabs.
pub(super) struct Csv;

/// What exports call the columns, by what copydesk calls them; `fields` of `copydesk.yml` goes first.
const USUAL: &[(&str, &str)] = &[
    ("article", "text"),
    ("body", "text"),
    ("content", "text"),
    ("byline", "author"),
    ("headline", "title"),
    ("published", "date"),
    ("guid", "id"),
    ("slugline", "slug"),
];

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn accepts(&self, head: &[u8], options: &ReadOptions) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let Ok(text) = std::str::from_utf8(first_line(head)) else { return false };
        header(text)
            .is_some_and(|columns| columns.len() > 1 && names(&columns, options).contains(&Some("text")))
    }

    /// Most tables hold figures.
    fn shares_endings(&self) -> bool {
        true
    }

    fn is_a_guess(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let text = decode::read_text(input)?;
        let mut rows = reader(&text);
        let columns = rows.headers().map_err(|error| SourceError::Content(reason(&error)))?.clone();
        let names = names(&columns, options);
        if !names.contains(&Some("text")) {
            return Err(SourceError::Content(no_text(&columns)));
        }
        let mut row = StringRecord::new();
        let (mut line, mut counted) = (1, 0);
        loop {
            let read = rows.read_record(&mut row);
            let at = match &read {
                Ok(_) => row.position(),
                Err(error) => error.position(),
            };
            // The parser's own count is one behind where lines end in CR and LF.
            let at = at.map_or(counted, |at| row_start(&text, at.byte()));
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..at.max(counted)]).count();
            counted = at.max(counted);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            each(match read {
                Ok(false) => return Ok(()),
                Ok(true) => article(&names, &row)
                    .map_err(|reason| RecordError::new(line, reason))
                    .map(|draft| Draft { record: Some(line), ..draft }),
                // A row of another length.
                Err(error) => Err(RecordError::new(line, reason(&error))),
            });
        }
    }
}

/// Where a row starts that the parser says starts at `byte`: it counts the line ends before it in.
fn row_start(text: &str, byte: u64) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    let ends = text.as_bytes()[byte..].iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    byte + ends
}

fn article(names: &[Option<&'static str>], row: &StringRecord) -> Result<Draft, String> {
    let named = names.iter().zip(row).filter_map(|(name, value)| Some(((*name)?, value.to_owned())));
    Record::from_fields(named).into_draft(1)
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter(first_line(text.as_bytes()))).from_reader(text.as_bytes())
}

/// What parts the columns: what the header has most of.
fn delimiter(header: &[u8]) -> u8 {
    let count = |mark: u8| memchr::memchr_iter(mark, header).count();
    *b",;\t|".iter().rev().max_by_key(|mark| count(**mark)).unwrap_or(&b',')
}

fn first_line(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len())]
}

fn header(line: &str) -> Option<StringRecord> {
    reader(line).headers().ok().cloned()
}

/// What each column is: what the configuration says, else its own name, else its usual name where
/// no column has the name itself.
fn names(columns: &StringRecord, options: &ReadOptions) -> Vec<Option<&'static str>> {
    let own = |column: &str| {
        let column = column.trim();
        let lower = column.to_lowercase();
        let name = options.fields.get(column).map_or_else(|| date::field_called(&lower), String::as_str);
        ["id", "text"].iter().chain(date::FIELDS).find(|field| **field == name).copied()
    };
    let mut names: Vec<Option<&'static str>> = columns.iter().map(own).collect();
    for (column, place) in columns.iter().zip(0..) {
        let lower = column.trim().to_lowercase();
        let usual = USUAL.iter().find(|(name, _)| *name == lower).map(|(_, field)| *field);
        if names[place].is_none() && usual.is_some_and(|field| !names.contains(&Some(field))) {
            names[place] = usual;
        }
    }
    names
}

fn no_text(columns: &StringRecord) -> String {
    let list: Vec<String> = columns.iter().take(20).map(|column| format!("`{}`", column.trim())).collect();
    format!(
        "no column is the text; the columns are {}: say which with `fields` in copydesk.yml",
        list.join(", ")
    )
}

/// The parser's words, without the place that the report says itself.
fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} columns, and the header {expected_len}")
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, options: &ReadOptions) -> Vec<Result<Draft, RecordError>> {
        let mut found = Vec::new();
        Csv.read(&mut text.as_bytes(), options, &mut |row| found.push(row)).unwrap();
        found
    }

    #[test]
    fn a_row_is_an_article_and_a_short_row_an_error() {
        let table = "Headline;Body;Published;Desk\r\n\"Quay shut\";\"One; two.\n\nThree.\";2024-03-12;n\r\nx;y\r\nFerry;Four.;;n\r\n";
        let found = read(table, &ReadOptions::default());
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.text, "One; two.\n\nThree.");
        assert_eq!((first.meta.title.as_deref(), first.record), (Some("Quay shut"), Some(2)));
        assert_eq!(first.meta.date.unwrap().to_string(), "2024-03-12T00:00:00");
        let error = found[1].as_ref().unwrap_err();
        assert_eq!(error.to_string(), "line 5: the row has 2 columns, and the header 4");
        assert_eq!(found[2].as_ref().unwrap().text, "Four.");
    }

    #[test]
    fn the_configuration_says_what_a_column_is() {
        let mut options = ReadOptions::default();
        options.fields.insert("Copy".to_owned(), "text".to_owned());
        let table = "id\tCopy\tbody\n7\tOne.\tNo.\n";
        assert!(Csv.accepts(table.as_bytes(), &options));
        assert!(!Csv.accepts(b"id\tCopy\n", &ReadOptions::default()));
        let found = read(table, &options);
        assert_eq!(found[0].as_ref().unwrap().text, "One.");
        assert_eq!(found[0].as_ref().unwrap().id.as_deref(), Some("7"));
    }

    #[test]
    fn a_table_of_figures_says_what_it_lacks() {
        let error =
            Csv.read(&mut &b"year,ships\n2024,7\n"[..], &ReadOptions::default(), &mut |_| {}).unwrap_err();
        assert!(error.to_string().contains("the columns are `year`, `ships`"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn any_table_is_rows_or_an_error(text in "text[,;\t][a-z\"]{0,9}\n[a-z,;\"\n\r\t]{0,60}") {
            let _ = Csv.read(&mut text.as_bytes(), &ReadOptions::default(), &mut |_| {});
        }
    }
}

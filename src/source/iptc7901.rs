//! Copy as news agencies send it down a line: IPTC 7901 and its American sister ANPA 1312.
//!
//! A message is a header after SOH, the copy between STX and ETX, and a trailer with the time. In
//! IPTC 7901 the first line of the copy is the headline. In ANPA `^` opens and `<` or `=` closes the
//! lines above the copy (headline, notes to the desk, byline), and a tab opens a paragraph.

use std::io::{BufRead, Read};
use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Draft, Metadata};

use super::{Format, LARGEST_TEXT, ReadOptions, RecordError, SourceError, date, paragraphs};

/// IPTC 7901 and ANPA 1312.
pub(super) struct Iptc7901;

const START_OF_HEADER: u8 = 1;
const START_OF_TEXT: u8 = 2;
const END_OF_TEXT: u8 = 3;

/// `131137 GMT Nov 13`: day, hour, minute, month, year.
static TRAILER: LazyLock<Regex> =
    LazyLock::new(|| form(r"(?i)\b(\d\d)(\d\d)(\d\d)\s*[a-z]{0,4}\s+([a-z]{3})[a-z]*\.?\s+(\d{4}|\d\d)\b"));

/// `AP-WF-02-20-16 0337GMT`: month, day, year, hour, minute.
static ANPA_TRAILER: LazyLock<Regex> = LazyLock::new(|| form(r"\b(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)GMT"));

fn form(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

impl Format for Iptc7901 {
    fn name(&self) -> &'static str {
        "iptc7901"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["anpa", "iptc", "tst", "txt"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        let rest = &head[head.iter().take_while(|byte| is_filler(**byte)).count()..];
        rest.first() == Some(&START_OF_HEADER) && memchr::memchr(START_OF_TEXT, rest).is_some()
    }

    fn shares_endings(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let mut bytes = Vec::new();
        input.take(LARGEST_TEXT).read_to_end(&mut bytes)?;
        let messages = messages(&bytes);
        if messages.is_empty() {
            return Err(SourceError::Content("no message in it: none has a start of header".to_owned()));
        }
        let several = messages.len() > 1;
        let (mut line, mut counted) = (1, 0);
        for message in messages {
            line += memchr::memchr_iter(b'\n', &bytes[counted..message.at]).count();
            counted = message.at;
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let draft = article(&message).map(|draft| Draft { record: several.then_some(line), ..draft });
            each(draft.map_err(|reason| RecordError::new(line, reason)));
        }
        Ok(())
    }
}

/// What stands before a message: idle characters and line ends.
fn is_filler(byte: u8) -> bool {
    matches!(byte, 0x16 | 0x7f | 0 | b'\r' | b'\n' | b' ' | 0x0c)
}

/// The parts of a message.
struct Message<'a> {
    /// Where it starts in the file.
    at: usize,
    header: &'a [u8],
    /// None where the message has no copy.
    copy: Option<&'a [u8]>,
    /// None where the message breaks off.
    trailer: Option<&'a [u8]>,
}

fn messages(bytes: &[u8]) -> Vec<Message<'_>> {
    let mut found = Vec::new();
    let mut next = memchr::memchr(START_OF_HEADER, bytes);
    while let Some(at) = next {
        let ends = |from: usize, marks: &[u8]| {
            let inside = bytes[from..].iter().position(|byte| marks.contains(byte));
            inside.map_or(bytes.len(), |inside| from + inside)
        };
        let text = ends(at + 1, &[START_OF_HEADER, START_OF_TEXT]);
        let has_copy = bytes.get(text) == Some(&START_OF_TEXT);
        // Agencies use the other control characters inside the copy, for tables and typefaces.
        let end = if has_copy { ends(text + 1, &[END_OF_TEXT]) } else { text };
        let after = ends(end, &[START_OF_HEADER]);
        found.push(Message {
            at,
            header: &bytes[at + 1..text],
            copy: has_copy.then(|| &bytes[text + 1..end]),
            trailer: (end < after && has_copy).then(|| &bytes[end + 1..after]),
        });
        next = (after < bytes.len()).then_some(after);
    }
    found
}

fn article(message: &Message<'_>) -> Result<Draft, &'static str> {
    let copy = decoded(message.copy.ok_or("the message has no start of text")?);
    let header = decoded(message.header);
    let is_anpa = message.header.iter().any(|byte| matches!(byte, 0x11..=0x14 | 0x1f));
    let mut meta = Metadata::default();
    let id = if is_anpa { anpa_header(&header, &mut meta) } else { header_of(&header, &mut meta) };
    let text = if is_anpa { anpa_copy(&copy, &mut meta) } else { copy_of(&copy, &mut meta) };
    match message.trailer.map(decoded) {
        Some(trailer) => meta.date = time_of(&trailer),
        None => meta.notes.push("the message breaks off: it has no end of text".to_owned()),
    }
    let paragraphs = paragraphs::split(&text, false);
    if paragraphs.is_empty() {
        return Err("the message has no copy");
    }
    Ok(Draft { id, meta, text, paragraphs, ..Draft::default() })
}

/// The standards are older than UTF-8; what is not UTF-8 is taken for Windows-1252, whose lower half
/// is theirs.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Number and keyword line of an IPTC 7901 header: `eca062 4 i 211 …`, then `Germany-politics/`.
fn header_of(header: &str, meta: &mut Metadata) -> Option<String> {
    let mut lines = header.lines().map(plain).filter(|line| !line.is_empty());
    let id = lines.next().and_then(|line| line.split(' ').next().map(str::to_owned));
    let slug = lines.map(|line| line.trim_end_matches('/').to_owned()).collect::<Vec<_>>().join("/");
    meta.slug = Some(slug).filter(|slug| !slug.is_empty());
    id
}

/// Number of an ANPA header, and keyword and version of its second line:
/// `r a␓␑ BC-US--Ethanol 1stLd-Writethru   11-13 1693`.
fn anpa_header(header: &str, meta: &mut Metadata) -> Option<String> {
    let mut lines = header.lines();
    let id = lines.next().and_then(|line| line.split('\u{1f}').next()).map(plain);
    let second = lines.next().unwrap_or("");
    let line = second.rsplit(['\u{11}', '\u{12}', '\u{13}', '\u{14}']).next().map(plain).unwrap_or_default();
    let is_day =
        |word: &str| word.len() == 5 && word.as_bytes()[2] == b'-' && word.starts_with(char::is_numeric);
    let mut words = line.split(' ').take_while(|word| !is_day(word));
    let keyword = words.next().unwrap_or("").trim_end_matches(',').to_owned();
    let version = words.collect::<Vec<_>>().join(" ");
    meta.slug = Some(keyword).filter(|text| !text.is_empty());
    meta.version = Some(version).filter(|text| !text.is_empty());
    id.filter(|text| !text.is_empty())
}

/// The copy of an IPTC 7901 message, without its headline.
fn copy_of(copy: &str, meta: &mut Metadata) -> String {
    let rest = head_of(copy, meta);
    let mut text = String::new();
    for line in rest.lines() {
        let words = plain(line);
        if words.starts_with("# ") && words.ends_with("NOTEBOOK") {
            meta.notes.push("not read: notes to the desk after the copy".to_owned());
            break;
        }
        // Where no blank line parts paragraphs, indenting does.
        push_line(&mut text, &words, line.starts_with(['\t', ' ']));
    }
    text
}

/// Reads the lines above the copy and returns what follows them. `=` ends them: marks of a version in
/// capitals (`REFILE`, `1ST LEAD`), the headline, the byline. Without it the first line is the
/// headline.
fn head_of<'a>(copy: &'a str, meta: &mut Metadata) -> &'a str {
    const MOST_LINES: usize = 8;
    let mut lines = Vec::new();
    let mut end = 0;
    for line in copy.split_inclusive('\n').take(MOST_LINES) {
        end += line.len();
        let words = plain(line);
        let last = words.ends_with('=');
        if words.is_empty() && !lines.is_empty() {
            break;
        }
        lines.push(words.trim_end_matches(['=', '<', ' ']).to_owned());
        if last && !copy[end..].trim().is_empty() {
            lines.retain(|line| !line.is_empty());
            let byline =
                lines.iter().skip(1).position(|line| line.starts_with("By ")).map(|at| lines.remove(at + 1));
            let is_mark = |line: &String| !line.chars().any(char::is_lowercase);
            // A headline may be all in capitals: then it is the last line.
            let marks =
                lines.iter().take_while(|line| is_mark(line)).count().min(lines.len().saturating_sub(1));
            let headline = lines.split_off(marks).join(" ");
            let filled = |text: String| Some(text).filter(|text| !text.is_empty());
            meta.title = filled(headline);
            meta.version = filled(lines.join(" "));
            meta.author = byline.and_then(|line| filled(line["By ".len()..].trim().to_owned()));
            return &copy[end..];
        }
    }
    let (first, rest) = copy.split_once('\n').unwrap_or((copy, ""));
    // A first line that runs on is copy: the message has no headline.
    if rest.trim().is_empty() {
        return copy;
    }
    meta.title =
        Some(plain(first).trim_end_matches(['=', '<', ' ']).to_owned()).filter(|line| !line.is_empty());
    rest
}

/// The copy of an ANPA message: its indented lines.
fn anpa_copy(copy: &str, meta: &mut Metadata) -> String {
    let mut text = String::new();
    let mut above = Vec::new();
    for line in copy.lines() {
        if let Some(head) = line.strip_prefix('^') {
            let words = plain(head).trim_end_matches(['<', '=', ' ']).to_owned();
            if text.is_empty() {
                above.push(words);
            } else {
                push_line(&mut text, &words, true);
            }
        } else if line.starts_with('\u{8}') {
            // A line of a table: columns set by tabulators.
            continue;
        } else {
            let words = plain(line);
            let words = words.trim_end_matches(['<', '=']).trim();
            if words.chars().any(char::is_alphanumeric) || words.is_empty() {
                push_line(&mut text, words, line.starts_with(['\t', ' ']));
            }
        }
    }
    // The first line is the keyword again; the second is the headline where there is one.
    let mut above = above.into_iter().skip(1);
    meta.title = above.next().filter(|line| !line.is_empty());
    let byline = above.find_map(|line| line.strip_prefix("By ").map(str::to_owned));
    meta.author = byline;
    text
}

/// Adds a line; one that `opens` stands apart from what is before it.
fn push_line(text: &mut String, words: &str, opens: bool) {
    if opens || words.is_empty() {
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
    } else if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(words);
}

/// A line without control characters and the spaces round it.
fn plain(line: &str) -> String {
    let spaced: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The time in a trailer.
fn time_of(trailer: &str) -> Option<crate::article::DateTime> {
    let year = |text: &str| if text.len() == 4 { text.to_owned() } else { format!("20{text}") };
    if let Some(found) = TRAILER.captures(trailer) {
        let (_, [day, hour, minute, month, of]) = found.extract();
        return date::parse(&format!("{day} {month} {} {hour}:{minute}", year(of)));
    }
    let (_, [month, day, of, hour, minute]) = ANPA_TRAILER.captures(trailer)?.extract();
    date::parse(&format!("{}-{month}-{day} {hour}:{minute}", year(of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Result<Draft, RecordError>> {
        let mut found = Vec::new();
        let mut input = bytes;
        let _ = Iptc7901.read(&mut input, &ReadOptions::default(), &mut |message| found.push(message));
        found
    }

    fn words(draft: &Draft) -> Vec<&str> {
        draft.paragraphs.iter().map(|p| &draft.text[p.span.range()]).collect()
    }

    const QUAY: &[u8] = b"\x16\x16\x01skw042 3 i 90 Skelby\r\n\r\nHarbour-quay/\r\n\x02Quay at Skelby shut =\r\n\r\n   \
        Skelby (SKW) - The quay is\r\nshut, the caf\xe9 owner said.\r\n   It opens on Monday.\r\n\r\n# SKW NOTEBOOK\r\n\r\nCall Ann.\r\n\x03131137 GMT Nov 13\r\n\x04";

    #[test]
    fn a_message_gives_headline_paragraphs_slug_and_time() {
        assert!(Iptc7901.accepts(QUAY, &ReadOptions::default()));
        let found = read(QUAY);
        let draft = found[0].as_ref().unwrap();
        assert_eq!(
            words(draft),
            ["Skelby (SKW) - The quay is\nshut, the café owner said.", "It opens on Monday."]
        );
        let meta = &draft.meta;
        assert_eq!(
            (meta.title.as_deref(), meta.slug.as_deref()),
            (Some("Quay at Skelby shut"), Some("Harbour-quay"))
        );
        assert_eq!(meta.date.unwrap().to_string(), "2013-11-13T11:37:00");
        assert_eq!((draft.id.as_deref(), draft.record), (Some("skw042"), None));
        assert_eq!(meta.notes, ["not read: notes to the desk after the copy"]);
    }

    #[test]
    fn the_lines_above_the_copy_end_in_an_equals_sign() {
        let of = |head: &str| {
            let message = format!(
                "\u{1}skw042 4 i 211 x\r\n\r\nQuay/\r\n\u{2}{head}\r\n\r\nThe quay is shut.\r\n\u{3}"
            );
            let draft = read(message.as_bytes()).remove(0).unwrap();
            assert_eq!(words(&draft), ["The quay is shut."]);
            [draft.meta.version, draft.meta.title, draft.meta.author].map(Option::unwrap_or_default).join("|")
        };
        let head = "REFILE\n1ST LEAD\nQuay at Skelby shut after divers find\ncracked piles\nBy Ann Ode, Skelby Wire =";
        assert_eq!(
            of(head),
            "REFILE 1ST LEAD|Quay at Skelby shut after divers find cracked piles|Ann Ode, Skelby Wire"
        );
        assert_eq!(of("QUAY SHUT ="), "|QUAY SHUT|");
        assert_eq!(of("By the quay, a market ="), "|By the quay, a market|");
    }

    #[test]
    fn an_anpa_message_gives_the_same() {
        let message = b"\x16\x16\x01a6715\x1f-----\nr a\x13\x11 BC-EU--Skelby-Quay, 1st Ld   02-20 0500\n\
            \x02^BC-EU--Skelby-Quay, 1st Ld,416<\n^Quay at Skelby shut for a week<\n^Eds: Updates.<\n^By ANN ODE=\n^Skelby Wire=\n\
            \t   SKELBY (SKW) _ The quay is shut.\n\x08Berth\x1f\x1e7\n\t   ___=\n \n\t   It opens on Monday.\n\n\t   \x03SK-WF-02-20-16 0337GMT<\n\x04";
        let found = read(message);
        let draft = found[0].as_ref().unwrap();
        assert_eq!(words(draft), ["SKELBY (SKW) _ The quay is shut.", "It opens on Monday."]);
        let meta = &draft.meta;
        assert_eq!(meta.title.as_deref(), Some("Quay at Skelby shut for a week"));
        assert_eq!(
            (meta.author.as_deref(), meta.slug.as_deref()),
            (Some("ANN ODE"), Some("BC-EU--Skelby-Quay"))
        );
        assert_eq!(meta.version.as_deref(), Some("1st Ld"));
        assert_eq!(meta.date.unwrap().to_string(), "2016-02-20T03:37:00");
    }

    #[test]
    fn messages_follow_one_another_and_one_may_break_off() {
        let both =
            [QUAY, b"\n\x01x1 3 i 1 y\r\nno text\r\n", b"\x01x2 3 i 1 y\r\n\x02Ferry\r\nLate.\r\n"].concat();
        let found = read(&both);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].as_ref().unwrap().record, Some(1));
        assert_eq!(found[1].as_ref().unwrap_err().reason, "the message has no start of text");
        let last = found[2].as_ref().unwrap();
        assert_eq!((words(last), last.meta.notes.len()), (vec!["Late."], 1));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_messages_or_an_error(bytes in proptest::collection::vec(0u8..36, 0..80)) {
            read(&bytes);
        }
    }
}

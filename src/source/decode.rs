//! Bytes to text: UTF-8, UTF-16 with a byte order mark, else what the bytes look like.
//!
//! A wrong guess would show the editor words that nobody wrote, so a file that is UTF-8 but for
//! a few bytes is damaged UTF-8 and refused, not read as something that happens to allow them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::io::{BufRead, Read};

use super::{LARGEST_TEXT, SourceError};

/// Beginnings of files that hold articles but are no text.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
];

/// What kind of file `head` starts, where it is a known one that holds no plain text.
pub(super) fn foreign(head: &[u8]) -> Option<&'static str> {
    FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| *what)
}

/// Reads the rest of `input` as one text, without its byte order mark.
///
/// # Errors
/// When reading fails, or the bytes are no text.
pub(super) fn read_text(input: &mut dyn BufRead) -> Result<String, SourceError> {
    // Most files have been read into the buffer whole. What is read is kept as long as the article.
    let mut bytes = Vec::with_capacity(input.fill_buf()?.len());
    let mut limited = input.take(LARGEST_TEXT + 1);
    limited.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_TEXT {
        return Err(SourceError::Content("the file is over 2 GiB; split it".to_owned()));
    }
    bytes.shrink_to_fit();
    decode(bytes).map_err(SourceError::Content)
}

/// Decodes a whole file.
///
/// # Errors
/// Why the bytes are no text, in one line.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err("UTF-32 is not read; save it as UTF-8".to_owned());
    }
    if let Some(encoding) = utf16(&bytes) {
        return wide(encoding, &bytes[2..]);
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("a NUL byte {}: this is no text", place(&bytes, at)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            guess(&error.into_bytes(), at)
        }
    }
}

/// Decodes a file that may declare its encoding after `mark` near its beginning: UTF-8, else what it
/// declares, else what it looks like.
///
/// # Errors
/// Why the bytes are no text, in one line.
pub(super) fn decode_declared(bytes: Vec<u8>, mark: &[u8]) -> Result<String, String> {
    if utf16(&bytes).is_none()
        && std::str::from_utf8(&bytes).is_err()
        && memchr::memchr(0, &bytes).is_none()
        && let Some(encoding) = declared(&bytes, mark).filter(|encoding| *encoding != encoding_rs::UTF_8)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        return Ok(text.into_owned());
    }
    decode(bytes)
}

/// The encoding that a file declares after `mark` near its beginning.
pub(super) fn declared(bytes: &[u8], mark: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let after = &head[memchr::memmem::find(&head, mark)? + mark.len()..];
    let label = after.iter().copied().skip_while(|b| matches!(b, b'"' | b'\'' | b' '));
    let label: Vec<u8> =
        label.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')).collect();
    Encoding::for_label(&label)
}

/// The encoding that a UTF-16 byte order mark announces.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn wide(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, String> {
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| format!("invalid {}: it announces itself but does not decode", encoding.name()))?;
    match memchr::memchr(0, text.as_bytes()) {
        Some(at) => Err(format!("a NUL character {}: this is no text", place(text.as_bytes(), at))),
        None => Ok(text.into_owned()),
    }
}

/// Reads bytes that are no UTF-8 from offset `at` on as an older encoding, if one explains them.
fn guess(bytes: &[u8], at: usize) -> Result<String, String> {
    let refuse = || Err(format!("invalid UTF-8 {}, and no other encoding fits", place(bytes, at)));
    let (sequences, errors) = utf8_census(bytes);
    if sequences >= errors && sequences > 0 {
        return Err(format!("invalid UTF-8 {}; the rest is UTF-8", place(bytes, at)));
    }
    let encoding = likely(bytes);
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return refuse();
    };
    // No encoding of running text has these: such a guess only means that nothing fits.
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')).count();
    if odd > 0 || mostly_symbols(&text) { refuse() } else { Ok(text.into_owned()) }
}

/// The older encoding that the bytes look like.
pub(super) fn likely(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// How many characters beyond ASCII are well-formed UTF-8, and how many faults there are.
fn utf8_census(bytes: &[u8]) -> (usize, usize) {
    let (mut sequences, mut errors) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    (sequences, errors)
}

/// Whether what stands beyond ASCII is mostly no letter and no common mark.
fn mostly_symbols(text: &str) -> bool {
    let beyond = || text.chars().filter(|c| !c.is_ascii());
    let plain = beyond()
        .filter(|c| {
            c.is_alphabetic()
                || c.is_whitespace()
                || "‘’‚“”„–—…«»‹›•·°£€§©®™½¼¾²³×´¨¡¿ªº、。「」".contains(*c)
        })
        .count();
    plain * 2 < beyond().count()
}

/// Where byte `at` stands, as people count.
fn place(bytes: &[u8], at: usize) -> String {
    let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
    format!("at byte {at}, line {line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(decode(b"\xef\xbb\xbfPort".to_vec()).unwrap(), "Port");
    }

    #[test]
    fn utf16_is_read_in_both_orders() {
        let little: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("Põrt".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("Põrt".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decode(little).unwrap(), "Põrt");
        assert_eq!(decode(big).unwrap(), "Põrt");
    }

    #[test]
    fn half_a_utf16_character_is_refused() {
        assert!(decode(b"\xff\xfeP\0o".to_vec()).unwrap_err().contains("UTF-16LE"));
    }

    #[test]
    fn windows_text_is_recognised() {
        let bytes = b"The mayor of Malm\xf6 said \x93no\x94 to the caf\xe9 owners.".to_vec();
        assert_eq!(decode(bytes).unwrap(), "The mayor of Malmö said “no” to the café owners.");
    }

    #[test]
    fn a_nul_byte_means_binary_and_is_placed() {
        assert_eq!(decode(b"a\nb\0c".to_vec()).unwrap_err(), "a NUL byte at byte 3, line 2: this is no text");
    }

    #[test]
    fn one_bad_byte_does_not_turn_utf8_into_latin() {
        let error = decode("“Zoë” said ".bytes().chain([0xe9, b' ']).collect()).unwrap_err();
        assert!(error.starts_with("invalid UTF-8 at byte 16, line 1"), "{error}");
    }

    #[test]
    fn noise_is_refused() {
        assert!(decode(vec![0x81, 0x8d, 0x8f, 0x90, 0x9d, 0x01, 0x02]).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_text_or_an_error(bytes: Vec<u8>) {
            let _ = decode(bytes);
        }
    }
}

//! From text back to bytes: a file that is changed keeps its encoding and its byte order mark.

use encoding_rs::Encoding;

use super::decode;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How a file's bytes stand for its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coding {
    encoding: &'static Encoding,
    /// Whether a byte order mark stands in front.
    mark: bool,
}

impl Coding {
    /// How `bytes` stand for `text`; none where they do not, or where writing `text` would not give
    /// the same bytes.
    pub fn of(bytes: &[u8], text: &str) -> Option<Self> {
        let marked = bytes.starts_with(BYTE_ORDER_MARK);
        let wide = decode::utf16(bytes).map(|encoding| Self { encoding, mark: true });
        let utf8 = Self { encoding: encoding_rs::UTF_8, mark: marked };
        let others = [decode::declared(bytes, b"charset="), decode::declared(bytes, b"encoding=")];
        let others = others.into_iter().flatten().chain([decode::likely(bytes)]);
        let others = others.map(|encoding| Self { encoding, mark: false });
        wide.into_iter()
            .chain([utf8])
            .chain(others)
            .find(|coding| coding.encode(text).as_deref() == Some(bytes))
    }

    /// The bytes that stand for `text`; none where a character of it has no place in the encoding.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let utf16 = |unit: fn(u16) -> [u8; 2]| {
            let mark = self.mark.then_some(0xfeff);
            Some(mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect())
        };
        if self.encoding == encoding_rs::UTF_16LE {
            return utf16(u16::to_le_bytes);
        }
        if self.encoding == encoding_rs::UTF_16BE {
            return utf16(u16::to_be_bytes);
        }
        let (bytes, _, lossy) = self.encoding.encode(text);
        let mark: &[u8] = if self.mark { BYTE_ORDER_MARK } else { b"" };
        (!lossy).then(|| [mark, &bytes].concat())
    }

    /// Whether lines of the file are lines of bytes, so that a patch can name them.
    pub fn has_lines(self) -> bool {
        self.encoding != encoding_rs::UTF_16LE && self.encoding != encoding_rs::UTF_16BE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were() {
        let wide: Vec<u8> = "\u{feff}Malmö\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let latin = b"The mayor of Malm\xf6 said \x93no\x94 to the caf\xe9 owners.".to_vec();
        for bytes in [wide, latin, b"\xef\xbb\xbfMalm\xc3\xb6".to_vec(), b"plain\r\n".to_vec()] {
            let text = decode::decode(bytes.clone()).unwrap();
            assert_eq!(Coding::of(&bytes, &text).unwrap().encode(&text).unwrap(), bytes);
        }
    }

    #[test]
    fn a_character_without_a_place_in_the_encoding_is_refused() {
        let bytes = b"The mayor of Malm\xf6 said \x93no\x94 to the caf\xe9 owners.".to_vec();
        let text = decode::decode(bytes.clone()).unwrap();
        let coding = Coding::of(&bytes, &text).unwrap();
        assert!(coding.encode("Київ").is_none() && coding.encode("Łódź").is_none());
        assert!(Coding::of(&bytes, "another text").is_none());
    }
}

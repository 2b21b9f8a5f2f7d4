//! Words, by our own scanner: letters, digits and marks, joined by an inner apostrophe, or by a
//! stop or comma between digits. Hyphens part words.

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capital letter.
    Lower,
    /// A capital first, the rest not all capitals.
    Title,
    /// Two letters or more, all capitals.
    Upper,
    /// A small letter first and a capital later (`iPhone`, `al-Qaida` has two words).
    Inner,
    /// Digits, perhaps with letters after (`12`, `1,000`, `20th`).
    Number,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How it is capitalised.
    pub case: Case,
}

impl Word {
    /// The word itself; `text` is the text it was found in.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The words of `text` in order.
pub fn words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let class_at = |at: usize| bytes.get(at).map_or(MARK, |byte| CLASS[usize::from(*byte)]);
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    // Most of the text is ASCII, of which a byte says what it is.
    while at < bytes.len() {
        match class_at(at) {
            MARK | JOINT => {
                at += 1;
                continue;
            }
            WIDE => {
                let first = char_at(text, at);
                if !first.is_alphanumeric() {
                    at += first.len_utf8();
                    continue;
                }
            }
            _ => {}
        }
        let start = at;
        let mut seen = Seen::default();
        loop {
            let mut class = class_at(at);
            while class < MARK {
                seen.classes |= class;
                seen.capitals += u32::from(class & CAPITAL);
                at += 1;
                class = class_at(at);
            }
            if class == MARK {
                break;
            }
            let c = char_at(text, at);
            if joins(c) {
                seen.push(c);
            } else if !within(text, at, c) {
                break;
            }
            at += c.len_utf8();
        }
        found.push(Word { start: narrow(start), end: narrow(at), case: seen.case(char_at(text, start)) });
    }
    found
}

/// What a byte is to a word, as bits.
const CAPITAL: u8 = 1;
const SMALL: u8 = 2;
const DIGIT: u8 = 4;
/// Of ASCII, what no word has.
const MARK: u8 = 8;
/// What may stand inside a word.
const JOINT: u8 = 16;
/// Part of a character outside ASCII.
const WIDE: u8 = 32;

const CLASS: [u8; 256] = {
    let mut class = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'\'' | b',' | b'.' => JOINT,
            0x80.. => WIDE,
            _ => MARK,
        };
        byte += 1;
    }
    class
};

fn char_at(text: &str, at: usize) -> char {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => char::from(byte),
        _ => text[at..].chars().next().expect("`at` is a character's first byte"),
    }
}

/// Whether the mark `c`, which stands at `at` behind part of a word, belongs to it.
fn within(text: &str, at: usize, c: char) -> bool {
    let last = || text[..at].chars().next_back();
    let next = at + c.len_utf8();
    match c {
        '\'' | '’' | 'ʼ' => {
            next < text.len()
                && char_at(text, next).is_alphabetic()
                && last().is_some_and(char::is_alphanumeric)
        }
        ',' | '.' => {
            text.as_bytes().get(next).is_some_and(u8::is_ascii_digit)
                && last().is_some_and(|last| last.is_ascii_digit())
        }
        _ => false,
    }
}

fn joins(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("readers refuse articles of 4 GiB")
}

/// The letters of a word.
#[derive(Default)]
struct Seen {
    /// The classes of all; small too are those of a script that has no capitals.
    classes: u8,
    capitals: u32,
}

impl Seen {
    fn push(&mut self, c: char) {
        if c.is_uppercase() {
            self.capitals += 1;
        } else if c.is_alphabetic() {
            self.classes |= SMALL;
        }
    }

    /// How a word that begins with `first` is capitalised.
    fn case(&self, first: char) -> Case {
        if first.is_numeric() {
            Case::Number
        } else if self.capitals == 0 {
            Case::Lower
        } else if self.classes & SMALL == 0 && self.capitals > 1 {
            Case::Upper
        } else if first.is_uppercase() {
            Case::Title
        } else {
            Case::Inner
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).iter().map(|w| w.of(text)).collect()
    }

    #[test]
    fn an_inner_apostrophe_joins_and_a_quotation_mark_does_not() {
        assert_eq!(split("Ukraine’s ‘new’ rock 'n' roll"), ["Ukraine’s", "new", "rock", "n", "roll"]);
    }

    #[test]
    fn figures_keep_their_separators() {
        assert_eq!(split("1,000 km2, 3.5 and 24."), ["1,000", "km2", "3.5", "and", "24"]);
    }

    #[test]
    fn case_is_read_from_the_letters() {
        let cases: Vec<Case> = words("He NATO kyiv iPhone 20th A").iter().map(|w| w.case).collect();
        assert_eq!(cases, [Case::Title, Case::Upper, Case::Lower, Case::Inner, Case::Number, Case::Title]);
    }
}

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
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while at < bytes.len() {
        // Most of the text is ASCII, and a third of it starts no word.
        if bytes[at].is_ascii() && !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let first = char_at(text, at);
        if !first.is_alphanumeric() {
            at += first.len_utf8();
            continue;
        }
        let start = at;
        let mut seen = Seen::default();
        let mut last = first;
        while at < bytes.len() {
            if bytes[at].is_ascii_alphanumeric() {
                seen.push_ascii(bytes[at]);
                last = char::from(bytes[at]);
                at += 1;
                continue;
            }
            let c = char_at(text, at);
            if joins(c) {
                seen.push(c);
            } else if !within(last, c, text, at + c.len_utf8()) {
                break;
            }
            at += c.len_utf8();
            last = c;
        }
        found.push(Word { start: narrow(start), end: narrow(at), case: seen.case() });
    }
    found
}

fn char_at(text: &str, at: usize) -> char {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => char::from(byte),
        _ => text[at..].chars().next().expect("`at` is a character's first byte"),
    }
}

/// Whether the mark `c` between `last` and the character at `next` is part of a word.
fn within(last: char, c: char, text: &str, next: usize) -> bool {
    match c {
        '\'' | '’' | 'ʼ' => {
            last.is_alphanumeric() && next < text.len() && char_at(text, next).is_alphabetic()
        }
        ',' | '.' => last.is_ascii_digit() && text.as_bytes().get(next).is_some_and(u8::is_ascii_digit),
        _ => false,
    }
}

fn joins(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("readers refuse articles of 4 GiB")
}

#[derive(Default)]
struct Seen {
    letters: u32,
    capitals: u32,
    first_capital: bool,
    first_digit: bool,
    any: bool,
}

impl Seen {
    /// What [`push`](Self::push) does, for a letter or digit of ASCII.
    fn push_ascii(&mut self, byte: u8) {
        let capital = byte.is_ascii_uppercase();
        if !self.any {
            self.first_capital = capital;
            self.first_digit = byte.is_ascii_digit();
            self.any = true;
        }
        self.letters += u32::from(!byte.is_ascii_digit());
        self.capitals += u32::from(capital);
    }

    fn push(&mut self, c: char) {
        if !self.any {
            self.first_capital = c.is_uppercase();
            self.first_digit = c.is_numeric();
            self.any = true;
        }
        if c.is_alphabetic() {
            self.letters += 1;
            self.capitals += u32::from(c.is_uppercase());
        }
    }

    fn case(&self) -> Case {
        match self {
            Seen { first_digit: true, .. } => Case::Number,
            Seen { capitals: 0, .. } => Case::Lower,
            Seen { letters, capitals, .. } if letters == capitals && *letters > 1 => Case::Upper,
            Seen { first_capital: true, .. } => Case::Title,
            _ => Case::Inner,
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

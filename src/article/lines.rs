//! Lines and columns of a text.

/// A place as people and other programs count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
    /// Column in UTF-16 code units, from 1.
    pub utf16: u32,
}

/// Where the lines of a text begin; LF, CRLF and lone CR all end a line.
#[derive(Clone, Debug)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
        Self { starts }
    }

    /// The position of byte `at` of `text`, the text the table was made from.
    pub fn position(&self, text: &str, at: u32) -> Position {
        let line = self.starts.partition_point(|&s| s <= at);
        let start = self.starts[line - 1] as usize;
        let before = text.get(start..at as usize).unwrap_or("");
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: narrow(before.chars().count()),
            utf16: narrow(before.chars().map(char::len_utf16).sum()),
        }
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\r\nb\rc\nd";
        let table = LineTable::new(text);
        let lines: Vec<u32> = [0, 3, 5, 7].map(|at| table.position(text, at).line).to_vec();
        assert_eq!(lines, [1, 2, 3, 4]);
    }

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "é😀x";
        let position = LineTable::new(text).position(text, 6);
        assert_eq!((position.column, position.utf16), (3, 4));
    }
}

//! A mistake and the line it stands on.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::Place;

/// How much of a line is shown.
const WIDTH: usize = 100;

/// How much of a message is shown: it may quote a key of a megabyte.
const LONGEST: usize = 300;

/// What is wrong in a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, in one line, lower case, without a final stop.
    pub what: String,
    /// What was expected, or the nearest right word.
    pub help: Option<String>,
}

impl Mistake {
    /// Draws the mistake under the line it stands on, as compilers do. `file` names the document
    /// and `text` is the whole of it. Control characters come out as blanks.
    pub fn draw(&self, file: &str, text: &str) -> String {
        let Place { line, column } = self.place;
        let mut out = plain(file, usize::MAX);
        if line > 0 {
            let _ = write!(out, ":{line}:{column}");
        }
        let _ = write!(out, ": {}", plain(&self.what, LONGEST));
        let source = text.lines().nth((line as usize).saturating_sub(1)).unwrap_or("");
        if line > 0 && !source.trim().is_empty() {
            let (shown, lead) = window(source, (column as usize).saturating_sub(1));
            let pad = " ".repeat(line.to_string().len());
            let _ = write!(out, "\n{pad} |\n{line} | {shown}\n{pad} | {}^", " ".repeat(lead));
        }
        if let Some(help) = &self.help {
            let _ = write!(out, "\n  help: {}", plain(help, LONGEST));
        }
        out
    }
}

/// The part of a line round its character `at`, and how many columns stand before that.
fn window(line: &str, at: usize) -> (String, usize) {
    let chars: Vec<char> = line.chars().map(blank).collect();
    let at = at.min(chars.len());
    let from = if at < WIDTH * 3 / 4 { 0 } else { at - WIDTH / 2 };
    let to = chars.len().min(from + WIDTH);
    let columns = |chars: &[char]| chars.iter().map(|c| c.width().unwrap_or(1)).sum::<usize>();
    let ahead = if from > 0 { "… " } else { "" };
    let behind = if to < chars.len() { " …" } else { "" };
    let shown: String = chars[from..to].iter().collect();
    (format!("{ahead}{}{behind}", shown.trim_end()), ahead.chars().count() + columns(&chars[from..at]))
}

/// `text` as a terminal may have it, cut after `most` characters.
fn plain(text: &str, most: usize) -> String {
    let mut out: String = text.chars().take(most).map(blank).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// A blank for what a terminal obeys or does not show: controls, and marks that turn the
/// direction of writing.
fn blank(c: char) -> char {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    }
}

/// "did you mean `x`?" where a known word is near or begins so, else the list of them.
pub fn one_of(found: &str, known: &[&str]) -> String {
    // What is longer than any of our words is near none, and slow to compare.
    let short = found.len() <= 60;
    let near = known
        .iter()
        .filter(|_| short)
        .map(|k| (strsim::damerau_levenshtein(found, k), k))
        .filter(|(distance, k)| *distance <= 2.max(k.chars().count() / 3))
        .min()
        .map(|(_, word)| *word);
    match near.or_else(|| beginning(found, known)) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("known: {}", known.join(", ")),
    }
}

/// The one known word that begins with what was written, if that is more than a letter or two.
fn beginning<'k>(found: &str, known: &[&'k str]) -> Option<&'k str> {
    let mut all = known.iter().filter(|word| found.len() > 2 && word.starts_with(found));
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(line: u32, column: u32) -> Mistake {
        Mistake { place: Place { line, column }, what: "wrong".into(), help: Some("right".into()) }
    }

    #[test]
    fn the_caret_stands_under_the_column() {
        let drawn = mistake(2, 5).draw("a.yml", "id: a\nkey: b\n");
        assert_eq!(drawn, "a.yml:2:5: wrong\n  |\n2 | key: b\n  |     ^\n  help: right");
    }

    #[test]
    fn the_caret_stands_under_the_column_of_wide_letters() {
        let drawn = mistake(1, 3).draw("a.yml", "日本x");
        assert!(drawn.contains("\n  |     ^"), "{drawn}");
    }

    #[test]
    fn a_long_line_is_shown_round_the_column() {
        let line = format!("{}!{}", "a".repeat(5000), "b".repeat(5000));
        let drawn = mistake(1, 5001).draw("a.yml", &line);
        let lines: Vec<&str> = drawn.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() < 120), "{drawn}");
        let under = lines[3].chars().position(|c| c == '^').unwrap();
        assert_eq!(lines[2].chars().nth(under), Some('!'));
    }

    #[test]
    fn a_word_that_is_cut_short_is_known_again() {
        let levels = ["error", "warning", "query", "off"];
        assert_eq!(one_of("warn", &levels), "did you mean `warning`?");
        assert_eq!(one_of("wrn", &levels), "known: error, warning, query, off");
        assert_eq!(one_of("claim", &["claim-day", "claim-date"]), "known: claim-day, claim-date");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_printed() {
        let mut wrong = mistake(1, 2);
        wrong.what = "no key `\u{1b}[31m\u{202e}`".into();
        let drawn = wrong.draw("a\n\u{7}.yml", "\u{1b}[2Jid: a\u{9b}");
        assert!(drawn.chars().all(|c| c == '\n' || blank(c) == c), "{drawn:?}");
        assert!(drawn.starts_with("a  .yml:1:2"));
    }
}

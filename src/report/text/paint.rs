//! Colours, where a terminal wants them, and how long lines break.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::finding::Level;

/// Puts colour on words, or leaves them plain.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Paint {
    /// Whether colour is wanted.
    pub(in crate::report) colour: bool,
}

const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();
const OLD: Style = AnsiColor::Red.on_default().bold();
const NEW: Style = AnsiColor::Green.on_default().bold();

/// The colour of a level.
fn of(level: Level) -> Style {
    match level {
        Level::Error => AnsiColor::BrightRed.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Query => AnsiColor::BrightCyan.on_default().bold(),
    }
}

impl Paint {
    fn with(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    pub(super) fn level(self, level: Level, text: &str) -> String {
        self.with(of(level), text)
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    pub(super) fn gutter(self, text: &str) -> String {
        self.with(GUTTER, text)
    }

    /// Words that went, marked even where there is no colour.
    pub(in crate::report) fn gone(self, text: &str) -> String {
        if self.colour { self.with(OLD.strikethrough(), text) } else { format!("[-{text}-]") }
    }

    /// Words that came.
    pub(in crate::report) fn come(self, text: &str) -> String {
        if self.colour { self.with(NEW.underline(), text) } else { format!("{{+{text}+}}") }
    }
}

/// Breaks `text` at spaces into lines of at most `width` columns; a longer word has its own line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// `text` cut to `width` columns, with `…` where something is cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    for c in text.chars() {
        shown.push(c);
        if shown.width() + 1 > width {
            shown.pop();
            break;
        }
    }
    format!("{}…", shown.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_by_columns_not_by_bytes() {
        assert_eq!(wrap("東京 東京 é́é́é́", 9), ["東京 東京", "é́é́é́"]);
        assert_eq!(cut("東京東京", 5), "東京…");
    }
}

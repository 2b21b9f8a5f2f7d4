//! Quotation marks, paired.
//!
//! Every mark that English news uses is read: “ ” „ « » and the straight `"`, Penn's ``` `` ``` and
//! `''`, and single marks where they stand outside double ones. Pairing is by paragraph, since
//! one lost mark must not turn the rest of an article inside out; a quotation runs on only where
//! the next paragraph opens with a mark again, as house styles have it. A straight mark opens or
//! closes by what stands beside it, and by what is open where that leaves both. Inches (`6'2"`)
//! and apostrophes are no marks. What can be read both ways is never called unbalanced.

mod double;
mod pair;
mod single;

use std::ops::Range;

use double::Mark;
use pair::{join_strays, pair};

/// A quotation: the outermost pair of marks and the words between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// Which of the given paragraphs it stands in.
    pub paragraph: usize,
    /// Whether it has no closing mark because the next paragraph goes on with it.
    pub runs_on: bool,
    /// Whether it stands in single marks.
    pub single: bool,
}

/// A mark without its partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The mark.
    pub at: Range<usize>,
    /// Which of the given paragraphs it stands in.
    pub paragraph: usize,
    /// Whether it opens.
    pub opens: bool,
    /// The mark that may close it, some paragraphs on, where those between do not open anew.
    pub partner: Option<Range<usize>>,
    /// Whether another reading of the paragraph is possible.
    pub doubtful: bool,
    /// Where the next mark opens a new sentence though this one is open, as it does where
    /// paragraphs that go on with a quotation were run together.
    pub reopened: Option<usize>,
}

/// The quotations and stray marks of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Outermost quotations.
    pub quotations: Vec<Quotation>,
    /// Marks without partner.
    pub strays: Vec<Stray>,
}

impl Marks {
    /// Whether a place stands inside a quotation, or is one.
    pub fn quote(&self, at: &Range<usize>) -> bool {
        self.quotations
            .iter()
            .any(|quotation| quotation.outer.start <= at.start && at.end <= quotation.outer.end)
    }
}

/// Pairs the marks of `text`, whose paragraphs stand at `paragraphs`.
pub fn marks(text: &str, paragraphs: &[Range<usize>]) -> Marks {
    let mut found = Marks::default();
    for (number, span) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(number + 1).map(|next| &text[next.clone()]);
        Paragraph { text, span: span.clone(), number, next }.read(&mut found);
    }
    join_strays(&mut found);
    found
}

struct Paragraph<'a> {
    text: &'a str,
    span: Range<usize>,
    number: usize,
    next: Option<&'a str>,
}

impl Paragraph<'_> {
    fn read(&self, found: &mut Marks) {
        let copy = &self.text[self.span.clone()];
        if memchr::memchr3(b'"', b'\'', 0xe2, copy.as_bytes()).is_none()
            && memchr::memchr2(b'`', 0xc2, copy.as_bytes()).is_none()
        {
            return;
        }
        let mut marks = self.double_marks();
        let mut outcome = pair(&marks);
        if !outcome.open.is_empty() || !outcome.closed.is_empty() {
            // A figure's inch mark looks like a closing one.
            let fewer: Vec<Mark> = marks.iter().filter(|m| !m.inches).cloned().collect();
            let other = pair(&fewer);
            if other.open.len() + other.closed.len() < outcome.open.len() + outcome.closed.len() {
                marks = fewer;
                outcome = other;
            }
        }
        let first = found.quotations.len();
        for (open, close) in &outcome.pairs {
            let (open, close) = (&marks[*open].at, &marks[*close].at);
            found.quotations.push(self.quotation(open.start, open.end..close.start, close.end));
        }
        let runs_on = !outcome.open.is_empty() && self.next.is_some_and(opens);
        for (place, &open) in outcome.open.iter().enumerate() {
            let mark = &marks[open];
            if runs_on && place + 1 == outcome.open.len() {
                let mut last = self.quotation(mark.at.start, mark.at.end..self.span.end, self.span.end);
                last.runs_on = true;
                found.quotations.retain(|q| q.paragraph != self.number || !inside(&q.outer, &last.outer));
                found.quotations.push(last);
            } else {
                let mut stray = self.stray(mark, true, runs_on || self.doubt(mark, true));
                stray.reopened = self.reopened(&marks[open + 1..]);
                found.strays.push(stray);
            }
        }
        for &close in &outcome.closed {
            let mark = &marks[close];
            found.strays.push(self.stray(mark, false, self.doubt(mark, false)));
        }
        found.strays.sort_by_key(|s| (s.paragraph, s.at.start));
        let doubles: Vec<Range<usize>> = found.quotations[first..].iter().map(|q| q.outer.clone()).collect();
        self.single_marks(&doubles, &mut found.quotations);
        found.quotations[first..].sort_by_key(|q| q.outer.start);
    }

    /// The place of the first of `later` marks, if it opens a sentence.
    fn reopened(&self, later: &[Mark]) -> Option<usize> {
        let next = later.first()?;
        let before = &self.text[self.span.start..next.at.start];
        let ended = before.trim_end().ends_with(['.', '?', '!', '…', ':', '\'', '’']);
        (ended && before.ends_with(char::is_whitespace)).then_some(next.at.start)
    }

    fn quotation(&self, start: usize, inner: Range<usize>, end: usize) -> Quotation {
        Quotation { outer: start..end, inner, paragraph: self.number, runs_on: false, single: false }
    }

    fn stray(&self, mark: &Mark, opens: bool, doubtful: bool) -> Stray {
        Stray { at: mark.at.clone(), paragraph: self.number, opens, partner: None, doubtful, reopened: None }
    }

    /// Whether a stray may be no quotation mark at all.
    fn doubt(&self, mark: &Mark, opens: bool) -> bool {
        if mark.turned || mark.inches {
            return true;
        }
        let before = self.text[self.span.start..mark.at.start].chars().next_back();
        let after = self.text[mark.at.end..self.span.end].chars().next();
        if opens {
            // A mark before white space, or that ends the paragraph, opens nothing.
            after.is_none_or(char::is_whitespace)
        } else {
            before.is_none_or(|c| c.is_whitespace() || c.is_ascii_digit() && mark.straight)
        }
    }
}

fn inside(part: &Range<usize>, whole: &Range<usize>) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// Whether a paragraph opens with a mark, so that a quotation of the one before goes on.
fn opens(paragraph: &str) -> bool {
    let paragraph = paragraph.trim_start_matches(['.', '…', ' ', '(', '[', '—', '-', '*', '•']);
    paragraph.starts_with(['"', '“', '”', '«', '„', '‘', '\'']) || paragraph.starts_with("``")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        for piece in text.split("\n\n") {
            found.push(at..at + piece.len());
            at += piece.len() + 2;
        }
        found
    }

    fn quoted(text: &str) -> Vec<&str> {
        marks(text, &split(text)).quotations.into_iter().map(|q| &text[q.inner]).collect()
    }

    fn strays(text: &str) -> Vec<(usize, bool)> {
        marks(text, &split(text)).strays.into_iter().map(|s| (s.at.start, s.opens)).collect()
    }

    #[test]
    fn every_kind_of_mark_is_paired() {
        assert_eq!(
            quoted("“one” said «two» and \"three\" to ``four'' or ‘five’."),
            ["one", "two", "three", "four", "five"]
        );
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert_eq!(quoted("The workers' club of the '90s rock 'n' roll didn't say 'no'."), ["no"]);
    }

    #[test]
    fn a_plural_possessive_does_not_close() {
        assert_eq!(quoted("He called it 'the farmers' last stand', and left."), ["the farmers' last stand"]);
    }

    #[test]
    fn feet_and_inches_are_no_marks() {
        assert_eq!(strays("The gate is 6'2\" wide and 5\" deep."), []);
        assert_eq!(quoted("\"It is 6'2\" wide,\" she said."), ["It is 6'2\" wide,"]);
    }

    #[test]
    fn a_quotation_runs_on_only_if_the_next_paragraph_opens_again() {
        let text = "“First part.\n\n“Second part,” he said.";
        assert_eq!(quoted(text), ["First part.", "Second part,"]);
        assert_eq!(strays(text), []);
        assert_eq!(strays("“First part.\n\nHe left."), [(0, true)]);
    }

    #[test]
    fn the_mark_that_lacks_its_partner_is_the_one_reported() {
        assert_eq!(strays("\"Nobody came, he said. \"Nobody at all.\""), [(0, true)]);
        assert_eq!(strays("Nobody came,\" he said. \"Nobody at all.\""), [(12, false)]);
        assert_eq!(quoted("Nobody came,\" he said. \"Nobody at all.\""), ["Nobody at all."]);
    }

    #[test]
    fn quotations_inside_quotations_are_balanced() {
        let text = "“She said “stop” and left,” he said.";
        assert_eq!(quoted(text), ["She said “stop” and left,"]);
        assert_eq!(strays(text), []);
    }

    #[test]
    fn a_long_quotation_without_new_marks_is_one_stray() {
        let text = "“First part.\n\nSecond part.\n\nThird part,” he said.";
        let found = marks(text, &split(text)).strays;
        assert_eq!(found.len(), 1);
        assert!(found[0].partner.is_some());
    }
}

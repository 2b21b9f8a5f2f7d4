//! Places as reports print them: path, line, column, headline, paragraph and the words round it.
//!
//! Lines are counted once an article, and only for articles in which something was found.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::excerpt::Excerpt;
use crate::article::{Article, LineTable, Location, Part, Position, Span};
use crate::finding::Label;

/// The articles of a run and the lines of those asked about.
pub(super) struct Places<'a> {
    articles: &'a [&'a Article],
    lines: BTreeMap<(u32, Part), LineTable>,
}

/// One place, led back to its file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The article it stands in.
    pub(super) article: &'a Article,
    /// Where in the article's own text.
    pub(super) span: Span,
    /// Offsets as the outside counts them.
    pub(super) location: Location,
    /// Line and column of the first byte.
    pub(super) start: Position,
    /// Line and column one past the last byte.
    pub(super) end: Position,
}

impl<'a> Places<'a> {
    pub(super) fn new(articles: &'a [&'a Article]) -> Self {
        Self { articles, lines: BTreeMap::new() }
    }

    /// The article that stands `index`th in the run.
    pub(super) fn article(&self, index: u32) -> &'a Article {
        self.articles[index as usize]
    }

    /// Which of a name's forms stands at a label, as an index; white space folded.
    pub(super) fn form(&self, label: &Label, forms: &[(String, usize)]) -> Option<usize> {
        let text = self.article(label.article).slice(label.span);
        let stands = |(form, _): &(String, usize)| form.split_whitespace().eq(text.split_whitespace());
        forms.iter().position(stands).or_else(|| forms.iter().position(|(form, _)| *form == label.value))
    }

    /// The place of a label.
    pub(super) fn of(&mut self, label: &Label) -> Place<'a> {
        self.at(label.article, label.span)
    }

    /// The place of a span of the `index`th article.
    pub(super) fn at(&mut self, index: u32, span: Span) -> Place<'a> {
        let article = self.article(index);
        let location = article.locate(span);
        let text = article.part(location.part);
        let lines = match self.lines.entry((index, location.part)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(LineTable::new(text)),
        };
        let (start, end) = (lines.position(text, location.start), lines.position(text, location.end));
        Place { article, span, location, start, end }
    }
}

impl<'a> Place<'a> {
    /// The words that stand there.
    pub(super) fn text(&self) -> &'a str {
        self.article.slice(self.span)
    }

    /// The path as hosts of code want it: no `./` in front.
    pub(super) fn path(&self) -> &'a str {
        self.article.path.trim_start_matches("./")
    }

    /// Whether line and column count in the file. They do not in a record, nor in a title that
    /// came as metadata.
    pub(super) fn in_file(&self) -> bool {
        self.article.record.is_none() && !self.in_title()
    }

    /// The line of the file to show: the record's where there is one, the first for a title.
    pub(super) fn file_line(&self) -> u32 {
        match self.article.record {
            Some(record) => record,
            None if self.in_title() => 1,
            None => self.start.line,
        }
    }

    /// Columns of both ends in bytes, from 1.
    pub(super) fn byte_columns(&self) -> (usize, usize) {
        let text = self.article.part(self.location.part);
        let column = |at: u32| {
            let before = &text.as_bytes()[..at as usize];
            before.iter().rev().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count() + 1
        };
        (column(self.location.start), column(self.location.end))
    }

    /// Whether offsets count in a title that came as metadata.
    pub(super) fn in_title(&self) -> bool {
        self.location.part == Part::Title
    }

    /// The paragraph it begins in, lengthened to hold it all, in the article's text.
    pub(super) fn paragraph(&self) -> Range<usize> {
        let whole = self.article.paragraph_at(self.span.start).map_or(self.span, |p| p.span.cover(self.span));
        whole.range()
    }

    /// The sentence or sentences round it, on one line.
    pub(super) fn excerpt(&self) -> String {
        let excerpt = self.split_excerpt();
        format!("{}{}{}", excerpt.before, excerpt.at, excerpt.after)
    }

    /// The same in three parts: what stands before the place, at it and after it.
    pub(super) fn split_excerpt(&self) -> Excerpt {
        let paragraph = self.paragraph();
        let from = paragraph.start;
        let span = self.span.range();
        Excerpt::new(&self.article.text()[paragraph], span.start - from..span.end - from)
    }
}

//! An article: its copy as one text, what is known about it, and the way back to its file.
//!
//! Every later stage works on [`Article::text`], one string in which the title stands first and
//! paragraphs are apart by a blank line, whatever the file looked like. [`Article::locate`] leads
//! a span of it back to the file, so no other stage knows about markup.

mod comment;
mod draft;
mod lines;
mod note;
mod segment;
mod span;

use std::sync::Arc;

pub use comment::Comment;
pub use draft::{Draft, DraftParagraph};
pub use lines::{LineTable, Position};
pub use segment::{Part, Segment};
pub use span::Span;

/// A calendar day of the proleptic Gregorian calendar.
pub type Date = jiff::civil::Date;

/// A day and time of day as printed, without a zone; midnight where only the day is known.
pub type DateTime = jiff::civil::DateTime;

/// The English names of the months in order, in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether findings may be about an article, or only compare with it (`--against`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The article was given to be checked.
    Subject,
    /// The article is reference copy: read and compared, never reported on by itself.
    Reference,
}

/// What the file says about the article besides its text; every field as written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, where it is metadata (front matter, a JSON field) and not part of the text.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<DateTime>,
    /// When it was last changed.
    pub updated: Option<DateTime>,
    /// The outlet or agency.
    pub source: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The story's own identifier (`guid`, `uri`): two versions of it share one.
    pub guid: Option<String>,
    /// The desk's name of the story.
    pub slug: Option<String>,
    /// The version of the story, as written.
    pub version: Option<String>,
    /// The publication status, as written (`usable`, `withheld`, …).
    pub status: Option<String>,
    /// The language that the file names, as written (`de`, `de-AT`, `German`).
    pub language: Option<String>,
    /// What the story in another language and this one share: the original's name, or a key of both.
    pub translation: Option<String>,
    /// What could not be read among the fields above, as sentences for the user.
    pub notes: Vec<String>,
}

/// What a paragraph is in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// The headline.
    Title,
    /// A heading inside the article.
    Heading,
    /// Running copy.
    Body,
    /// An entry of a list.
    Item,
    /// What stands under a picture, or beside one.
    Caption,
}

/// One paragraph of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands in [`Article::text`], without the white space round it.
    pub span: Span,
    /// Its number from 1; 0 is the title.
    pub number: u32,
    /// What it is.
    pub kind: ParagraphKind,
}

/// A place as the outside knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file's text, or the title that came as metadata.
    pub part: Part,
    /// First byte in the decoded text of that part.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The paragraph's number from 1; 0 is the title.
    pub paragraph: u32,
}

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The path as the user named it, and the record where there is one.
    pub path: String,
    /// Why, in one line.
    pub reason: String,
}

/// What files without an ending are counted under among those that no reader takes.
pub const NO_ENDING: &str = "(none)";

/// An article as read: text, paragraphs, metadata, and the way back to its file.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file as the user named it, `/` between folders, or `<stdin>`.
    pub path: Arc<str>,
    /// What identifies the article: the record's `id`, else the path.
    pub id: Arc<str>,
    /// The record's line from 1, in a record format.
    pub record: Option<u32>,
    /// Whether it is checked or compared with.
    pub standing: Standing,
    /// What the file says about it.
    pub meta: Metadata,
    /// The name of its language in English where that is not English, once somebody has looked.
    pub language: Option<&'static str>,
    text: String,
    paragraphs: Vec<Paragraph>,
    segments: Vec<Segment>,
    origin: Option<String>,
    comments: Vec<Comment>,
}

impl Article {
    /// The copy: title first, then paragraphs, a blank line between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words at `span`.
    ///
    /// # Panics
    /// If `span` was not taken from this article.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The paragraphs in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The paragraph in which the byte `at` of the text stands, or the one before it.
    pub fn paragraph_at(&self, at: u32) -> Option<&Paragraph> {
        let after = self.paragraphs.partition_point(|p| p.span.start <= at);
        self.paragraphs.get(after.saturating_sub(1))
    }

    /// Whether the article says of itself that it corrects something: in its status or version, in its headline
    /// or in a note of its own (`CORRECTED-Ferry runs aground`, `(Corrects the toll in paragraph 2)`).
    pub fn is_correction(&self) -> bool {
        let marked = |field: &Option<String>| {
            field.as_deref().is_some_and(|text| text.to_lowercase().contains("correct"))
        };
        marked(&self.meta.status)
            || marked(&self.meta.version)
            || note::may_correct(&self.text)
                && self.paragraphs.iter().any(|paragraph| note::corrects(self.slice(paragraph.span)))
    }

    /// The headline without the marks of a take (`UPDATE 3-`, `2nd LEDE`), and whether it had any.
    pub fn story_title(&self) -> (&str, bool) {
        note::without_marks(self.title())
    }

    /// The headline: metadata, else a first paragraph that is one; empty where there is none.
    pub fn title(&self) -> &str {
        match self.paragraphs.first() {
            Some(p) if p.kind == ParagraphKind::Title => self.slice(p.span),
            _ => "",
        }
    }

    /// Whether the file says more than the copy: markup, front matter.
    pub fn has_markup(&self) -> bool {
        self.origin.is_some()
    }

    /// What stands in the file before the copy: front matter, the head of a page.
    pub fn front(&self) -> &str {
        let first = self.segments.iter().find(|segment| segment.part == Part::Text);
        match (&self.origin, first) {
            (Some(origin), Some(first)) => origin.get(..first.origin.start as usize).unwrap_or(""),
            _ => "",
        }
    }

    /// The comments that speak to copydesk, in the order of the file.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Leads a span of the text back to its file, or to the title where that is metadata.
    pub fn locate(&self, span: Span) -> Location {
        let (part, start, end) = segment::locate(&self.segments, span);
        let paragraph = self.paragraph_at(span.start).map_or(0, |p| p.number);
        Location { part, start, end, paragraph }
    }

    /// The decoded text of the file or record, or the title: what [`Location`]s count in.
    pub fn part(&self, part: Part) -> &str {
        match (part, &self.origin) {
            (Part::Title, _) => self.meta.title.as_deref().unwrap_or(""),
            (Part::Text, Some(origin)) => origin,
            (Part::Text, None) => {
                let from = self.segments.iter().find(|s| s.part == Part::Text);
                from.map_or("", |s| &self.text[s.at as usize..])
            }
        }
    }

    /// How many words the copy has, counted by ASCII white space.
    pub fn word_count(&self) -> usize {
        spaced_words(&self.text)
    }
}

/// How many words stand in `text`, which ASCII white space parts.
pub fn spaced_words(text: &str) -> usize {
    let space =
        |byte: u8| (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r') | (byte == b'\x0c');
    let bytes = text.as_bytes();
    let Some((&first, rest)) = bytes.split_first() else { return 0 };
    // Sums of so few fit into a byte, and many bytes are added at once.
    const SUM: usize = u8::MAX as usize;
    let begun = bytes.chunks(SUM).zip(rest.chunks(SUM)).map(|(before, here)| {
        let begins = |(before, here): (&u8, &u8)| u8::from(space(*before) & !space(*here));
        usize::from(before.iter().zip(here).map(begins).sum::<u8>())
    });
    begun.sum::<usize>() + usize::from(!space(first))
}

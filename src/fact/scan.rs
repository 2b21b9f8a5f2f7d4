//! An article cut into words and sentences once, for every extractor and check that reads it.

use std::ops::Range;
use std::sync::OnceLock;

use crate::article::{Article, ParagraphKind, Span};
use crate::lexicon::{Entry, Lexicon};
use crate::text::{self, Marks, Word};

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Index of its paragraph in [`Article::paragraphs`].
    pub paragraph: u32,
    /// Its words, as indices into [`Scan::words`].
    pub words: Range<u32>,
}

/// An article with its words and sentences.
#[derive(Debug)]
pub struct Scan<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its place in the run, from 0.
    pub index: u32,
    /// The word lists it is read with.
    pub lexicon: &'a Lexicon,
    /// Every word of the text.
    pub words: Vec<Word>,
    /// Every sentence; a heading is one sentence.
    pub sentences: Vec<Sentence>,
    entries: OnceLock<Vec<Entry>>,
    marks: OnceLock<Marks>,
}

impl<'a> Scan<'a> {
    /// Cuts `article`, which is number `index` of the run, into words and sentences.
    pub fn new(article: &'a Article, index: u32, lexicon: &'a Lexicon) -> Self {
        let text = article.text();
        let words = text::words(text);
        let mut sentences = Vec::new();
        let mut next = 0;
        for (number, paragraph) in (0u32..).zip(article.paragraphs()) {
            let copy = article.slice(paragraph.span);
            let ranges = match paragraph.kind {
                ParagraphKind::Title | ParagraphKind::Heading => std::iter::once(0..copy.len()).collect(),
                _ => text::sentences(copy, &|word| lexicon.abbreviations.contains(word)),
            };
            for range in ranges {
                let span = Span::new(range.start, range.end).shifted(paragraph.span.start);
                while words.get(next).is_some_and(|w| w.start < span.start) {
                    next += 1;
                }
                let first = next;
                while words.get(next).is_some_and(|w| w.start < span.end) {
                    next += 1;
                }
                let words = Span::new(first, next);
                sentences.push(Sentence { span, paragraph: number, words: words.start..words.end });
            }
        }
        Self { article, index, lexicon, words, sentences, entries: OnceLock::new(), marks: OnceLock::new() }
    }

    /// The article's text.
    pub fn text(&self) -> &'a str {
        self.article.text()
    }

    /// What the word lists say of each word.
    pub fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| self.lexicon.entries(self.text(), &self.words))
    }

    /// What the word lists say of the words of a sentence.
    pub fn entries_of(&self, sentence: &Sentence) -> &[Entry] {
        &self.entries()[sentence.words.start as usize..sentence.words.end as usize]
    }

    /// The quotation marks, paired; the paragraphs are those of the article.
    pub fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| marks(self.article))
    }

    /// The words of a sentence.
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.words.start as usize..sentence.words.end as usize]
    }
}

/// The quotation marks of an article, paired; the paragraphs are the article's.
pub fn marks(article: &Article) -> Marks {
    let paragraphs: Vec<Range<usize>> = article.paragraphs().iter().map(|p| p.span.range()).collect();
    text::marks(article.text(), &paragraphs)
}

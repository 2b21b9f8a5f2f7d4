//! Passages: paragraphs and sentences, as sequences of hashed words.
//!
//! The words of an article stand once, in one buffer, and passages are ranges of it: an archive's
//! passages are most of what is kept of it.

use std::ops::Range;

use super::{Extractor, FactKind, FactSet, Scan};
use crate::article::Span;
use crate::lexicon::Lexicon;
use crate::text::each_token;

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
}

/// A paragraph or sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// Where its words stand in [`FactSet::passage_words`].
    words: Span,
    /// Index of its paragraph in the article.
    pub paragraph: u32,
    /// What it is.
    pub unit: Unit,
}

impl Passage {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn range(&self) -> Range<usize> {
        self.words.range()
    }
}

impl FactSet {
    /// The words of a passage, with their figures masked, hashed.
    pub fn words_of(&self, passage: &Passage) -> &[u32] {
        &self.passage_words[passage.range()]
    }
}

/// Extracts [`Passage`]s: every paragraph, followed by its sentences.
#[derive(Debug)]
pub(super) struct Passages;

impl Extractor for Passages {
    fn kind(&self) -> FactKind {
        FactKind::Passage
    }

    fn extract(&self, scan: &Scan<'_>, _lexicon: &Lexicon, facts: &mut FactSet) {
        facts.passage_words.reserve(scan.text().len() / 6);
        facts.passages.reserve_exact(scan.article.paragraphs().len() + scan.sentences.len());
        let mut sentences = scan.sentences.iter().peekable();
        for (number, paragraph) in (0u32..).zip(scan.article.paragraphs()) {
            let whole = facts.passages.len();
            let first = facts.passage_words.len();
            let words = Span::new(first, first);
            let mut passage =
                Passage { span: paragraph.span, words, paragraph: number, unit: Unit::Paragraph };
            facts.passages.push(passage);
            passage.unit = Unit::Sentence;
            while let Some(sentence) = sentences.next_if(|s| s.paragraph == number) {
                passage.span = sentence.span;
                passage.words = push_words(scan.article.slice(sentence.span), facts);
                facts.passages.push(passage);
            }
            facts.passages[whole].words = Span::new(first, facts.passage_words.len());
        }
    }
}

fn push_words(text: &str, facts: &mut FactSet) -> Span {
    let first = facts.passage_words.len();
    each_token(text, |token| facts.passage_words.push(token.masked));
    Span::new(first, facts.passage_words.len())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Draft, DraftParagraph, ParagraphKind, Standing};

    #[test]
    fn a_paragraph_has_the_words_of_its_sentences() {
        let text = "The quay is shut. Nobody knows why.\n\nIt opens in May.";
        let body = ParagraphKind::Body;
        let paragraphs = vec![
            DraftParagraph { span: Span::new(0, 35), kind: body },
            DraftParagraph { span: Span::new(37, 53), kind: body },
        ];
        let draft = Draft { text: text.into(), paragraphs, ..Draft::default() };
        let article = draft.into_article(&Arc::from("quay.txt"), Standing::Subject);
        let scan = Scan::new(&article, 0, Lexicon::shipped());
        let mut facts = FactSet::default();
        Passages.extract(&scan, Lexicon::shipped(), &mut facts);
        let seen: Vec<(Unit, usize)> = facts.passages.iter().map(|p| (p.unit, p.len())).collect();
        let (whole, sentence) = (Unit::Paragraph, Unit::Sentence);
        assert_eq!(seen, [(whole, 7), (sentence, 4), (sentence, 3), (whole, 4), (sentence, 4)]);
        assert_eq!(facts.words_of(&facts.passages[1]), &facts.words_of(&facts.passages[0])[..4]);
    }
}

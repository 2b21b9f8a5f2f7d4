//! Articles for the tests of this folder.

use std::sync::Arc;

use super::pair::Pair;
use super::{Corpus, FactRef};
use crate::article::{Draft, DraftParagraph, ParagraphKind, Span, Standing};
use crate::check::Document;
use crate::fact::{FactKind, Scan, Unit, extract};
use crate::lexicon::Lexicon;

/// Articles of one source, from their paragraphs.
pub(super) fn corpus(articles: &[&[&str]]) -> Corpus {
    let mut corpus = Corpus::default();
    for (index, paragraphs) in (0u32..).zip(articles) {
        let mut draft = Draft::default();
        draft.meta.source = Some("The Strait Gazette".to_owned());
        for paragraph in *paragraphs {
            let start = draft.text.len();
            draft.text.push_str(paragraph);
            let span = Span::new(start, draft.text.len());
            draft.paragraphs.push(DraftParagraph { span, kind: ParagraphKind::Body });
            draft.text.push_str("\n\n");
        }
        let article = draft.into_article(&Arc::from(format!("{index}.txt")), Standing::Subject);
        let scan = Scan::new(&article, index, Lexicon::shipped());
        let (facts, statistics) = extract(&scan, Lexicon::shipped(), &[FactKind::Passage]);
        corpus.append(Corpus::new(vec![Document { article, facts }], statistics));
    }
    corpus
}

/// Paragraph number `paragraph` of an article.
pub(super) fn at(corpus: &Corpus, article: u32, paragraph: u32) -> FactRef {
    let mut all = (0u32..).zip(&corpus.facts(article).passages);
    let own = all.find(|(_, p)| p.unit == Unit::Paragraph && p.paragraph == paragraph);
    let (index, _) = own.expect("the article has so many paragraphs");
    FactRef { article, index }
}

/// Two paragraphs side by side, each by its article and number.
pub(super) fn align(corpus: &Corpus, a: (u32, u32), b: (u32, u32)) -> Pair {
    Pair::align(corpus, Lexicon::shipped(), at(corpus, a.0, a.1), at(corpus, b.0, b.1))
        .expect("the two share a run")
}

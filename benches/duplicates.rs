//! Duplicate passages at the size of a desk's month and of an archive, on generated copy.

mod generated;

use std::sync::Arc;

use copydesk::article::{Article, Draft, DraftParagraph, ParagraphKind, Span, Standing};
use copydesk::check::{AnyCheck, Corpus, Document, House, KINDS, Scope, Setting};
use copydesk::fact::{self, FactKind, Scan};
use copydesk::lexicon::Lexicon;
use copydesk::yaml::{Node, Place, Value};

fn main() {
    divan::main();
}

/// Paragraphs in all. `cargo test` runs each bench once, in a build that is some ten times slower.
const SIZES: &[usize] = if cfg!(debug_assertions) { &[1_000] } else { &[10_000, 100_000] };
fn articles(paragraphs: usize) -> Vec<Article> {
    let article = |(number, paragraphs): (usize, &[String])| {
        let mut draft = Draft::default();
        for paragraph in paragraphs {
            let start = draft.text.len();
            draft.text.push_str(paragraph);
            draft
                .paragraphs
                .push(DraftParagraph { span: Span::new(start, draft.text.len()), kind: ParagraphKind::Body });
            draft.text.push_str("\n\n");
        }
        draft.into_article(&Arc::from(format!("{number}.txt")), Standing::Subject)
    };
    generated::paragraphs(paragraphs).chunks(generated::PARAGRAPHS).enumerate().map(article).collect()
}

fn corpus(paragraphs: usize) -> Corpus {
    let mut corpus = Corpus::default();
    for (index, article) in (0..).zip(articles(paragraphs)) {
        let scan = Scan::new(&article, index, Lexicon::shipped());
        let (facts, statistics) = fact::extract(&scan, Lexicon::shipped(), &[FactKind::Passage]);
        corpus.append(Corpus::new(vec![Document { article, facts }], statistics));
    }
    corpus
}

fn check() -> Box<dyn AnyCheck> {
    let kind = KINDS.iter().find(|kind| kind.name == "duplicate-passage").expect("the kind ships");
    let options = Node { value: Value::Null, place: Place::default() };
    let house = House::default();
    let lexicon = Arc::new(Lexicon::shipped().clone());
    let setting = Setting {
        id: "duplicate-paragraph",
        scope: Scope::Corpus,
        options: &options,
        house: &house,
        lexicon: &lexicon,
    };
    (kind.build)(&[setting]).expect("the options are the usual ones")
}

/// Joining, aligning and clustering, the passages being extracted.
#[divan::bench(args = SIZES, sample_count = 5)]
fn compare(bencher: divan::Bencher, paragraphs: usize) {
    let corpus = corpus(paragraphs);
    let check = check();
    bencher.bench(|| check.compare(&corpus));
}

/// Cutting copy into words and hashing them.
#[divan::bench(args = SIZES, sample_count = 5)]
fn extract(bencher: divan::Bencher, paragraphs: usize) {
    let articles = articles(paragraphs);
    bencher.bench(|| {
        for (index, article) in (0..).zip(&articles) {
            let scan = Scan::new(article, index, Lexicon::shipped());
            divan::black_box(fact::extract(&scan, Lexicon::shipped(), &[FactKind::Passage]));
        }
    });
}

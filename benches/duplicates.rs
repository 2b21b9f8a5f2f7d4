//! Duplicate passages at the size of a desk's month and of an archive, on generated copy.

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
/// Paragraphs in an article.
const PARAGRAPHS: usize = 10;
/// Words in a paragraph.
const WORDS: usize = 60;
/// One paragraph in so many is a copy of an earlier one, with a word changed.
const COPIES: usize = 20;

/// A small generator of numbers: the same copy in every run, without a dependency.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    /// A word by rank; low ranks are common, as in any language.
    fn word(&mut self) -> String {
        let rank = self.below(40_000).min(self.below(40_000)).min(self.below(40_000));
        let mut word = String::new();
        let mut left = rank + 7;
        while left > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[left % 14]));
            word.push(char::from(b"aeiou"[left / 14 % 5]));
            left /= 70;
        }
        word
    }
}

fn articles(paragraphs: usize) -> Vec<Article> {
    let mut numbers = Numbers(7);
    let mut all: Vec<String> = Vec::with_capacity(paragraphs);
    for number in 0..paragraphs {
        let words: Vec<String> = if number % COPIES == COPIES - 1 {
            let source = numbers.below(all.len());
            let mut words: Vec<String> = all[source].split(' ').map(str::to_owned).collect();
            let at = numbers.below(words.len());
            words[at] = numbers.word();
            words
        } else {
            (0..WORDS).map(|_| numbers.word()).collect()
        };
        all.push(words.join(" "));
    }
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
    all.chunks(PARAGRAPHS).enumerate().map(article).collect()
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

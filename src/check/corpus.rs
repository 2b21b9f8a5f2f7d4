//! Everything that was read and extracted in a run, for checks to compare.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::retelling::{Retelling, Tellings};
use super::versions::Versions;
use super::{Forms, Kin, Weighed};
use crate::article::{Article, Span, Standing};
use crate::fact::{FactSet, Statistics};
use crate::text::{TermId, Vocabulary};

/// An article with its facts.
#[derive(Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// What was taken out of it.
    pub facts: FactSet,
}

/// The articles that are compared with each other.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The articles in the order they were named and walked.
    pub documents: Vec<Document>,
    /// Counts over them.
    pub statistics: Statistics,
    /// What each article says, weighed; filled by [`settle`](Self::settle).
    weighed: Vec<Weighed>,
    forms: OnceLock<Forms>,
    versions: OnceLock<Versions>,
    tellings: OnceLock<Tellings>,
}

/// A fact by its place: the article's number, and the fact's index among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef {
    /// The article's place in the run.
    pub article: u32,
    /// The fact's index in the article's [`FactSet`], among the facts of the kind that the check
    /// keys; at most [`FactRef::WHOLE`].
    pub index: u32,
}

impl FactRef {
    /// The index that stands for the article as a whole, for checks that key articles. Blocks keep
    /// an index in 31 bits, and this is the last of them.
    pub const WHOLE: u32 = u32::MAX >> 1;
}

/// What two articles may say otherwise without a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Nothing more than any two.
    Free,
    /// The later version may have put right what the earlier one says.
    Versions,
    /// Words, and nothing that has a value: each was put into words by itself.
    Words,
    /// Anything: one is in another language, or says that it corrects the other.
    Anything,
}

impl Corpus {
    /// These articles with the counts over them.
    pub fn new(documents: Vec<Document>, statistics: Statistics) -> Self {
        Self { documents, statistics, ..Self::default() }
    }

    /// The spellings of all articles by form; no article may come or go once it or [`kin`](Self::kin) has been
    /// asked, but by [`append`](Self::append).
    pub fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| Forms::of(&self.documents))
    }

    /// What article number `index` says, weighed, once the corpus is [settled](Self::settle).
    pub(super) fn weighed(&self, index: u32) -> &Weighed {
        &self.weighed[index as usize]
    }

    /// Article number `index`.
    pub fn article(&self, index: u32) -> &Article {
        &self.documents[index as usize].article
    }

    /// The facts of article number `index`.
    pub fn facts(&self, index: u32) -> &FactSet {
        &self.documents[index as usize].facts
    }

    /// Whether findings may be about article number `index`.
    pub fn is_subject(&self, index: u32) -> bool {
        self.article(index).standing == Standing::Subject
    }

    /// How two articles are one story by what their files say; none where nothing says so.
    pub fn kin(&self, a: u32, b: u32) -> Option<Kin> {
        self.versions().kin(self, a, b)
    }

    /// Whether what two articles say otherwise has been put right: one of them says that it corrects the other, or a
    /// version between them does. No article corrects itself. Where no file says that the two are versions, their
    /// sentences do, by the words of `vocabulary`.
    pub fn corrects(&self, vocabulary: &Vocabulary, a: u32, b: u32) -> bool {
        a != b && self.versions().corrects(vocabulary, self, a, b)
    }

    /// What two articles may say otherwise; `wording` asks as well whether they are two translations of one original,
    /// of which nothing but their sentences tells.
    pub fn between(&self, vocabulary: &Vocabulary, a: u32, b: u32, wording: bool) -> Between {
        if a == b {
            return Between::Free;
        }
        let kin = self.kin(a, b);
        if kin == Some(Kin::Translation) || self.corrects(vocabulary, a, b) {
            return Between::Anything;
        }
        let retold = || self.retell(vocabulary, a, b).is_some_and(|told| told.in_own_words);
        match kin {
            Some(Kin::Retold) => Between::Words,
            Some(_) => Between::Versions,
            None if wording && retold() => Between::Words,
            None => Between::Free,
        }
    }

    /// How two articles tell one story sentence by sentence; none where they do not.
    pub(super) fn retell(&self, vocabulary: &Vocabulary, a: u32, b: u32) -> Option<Retelling> {
        let tellings = self.tellings.get_or_init(|| Tellings::new(self.documents.len()));
        tellings.retell(vocabulary, (a, self.article(a)), (b, self.article(b)))
    }

    fn versions(&self) -> &Versions {
        self.versions.get_or_init(|| Versions::of(&self.documents))
    }

    /// The words at a place.
    pub fn slice(&self, article: u32, span: Span) -> &str {
        self.article(article).slice(span)
    }

    /// How many days lie between two articles; none where one has no date.
    pub fn days_apart(&self, a: u32, b: u32) -> Option<i32> {
        let day = |article: u32| self.article(article).meta.date.map(|date| date.date());
        Some((day(b)? - day(a)?).get_days().abs())
    }

    /// A place in words, for messages: `harbour.md, paragraph 4`, or `paragraph 4` when it is in
    /// the article `from` itself.
    pub fn place(&self, from: u32, article: u32, span: Span) -> String {
        let there = self.article(article);
        let paragraph = in_words(there.locate(span).paragraph);
        if from == article { paragraph } else { format!("{}, {paragraph}", self.name(from, article)) }
    }

    /// What an article is called beside the article `beside`: by its id, and by its path where the two share one.
    pub fn name(&self, beside: u32, article: u32) -> &str {
        let (there, here) = (self.article(article), self.article(beside));
        if there.id == here.id && there.path != here.path { &there.path } else { &there.id }
    }

    /// Writes into every term in how many articles it stands, and weighs what they say, once all articles are
    /// here: checks ask for both far more often than there are terms.
    pub fn settle(&mut self) {
        let statistics = &self.statistics;
        let articles = |id: TermId| statistics.terms.get(&id).copied().unwrap_or(1);
        let settled = self.documents.par_iter_mut().map(|Document { facts, .. }| {
            for claim in &mut facts.claims {
                claim.terms.iter_mut().for_each(|term| term.articles = articles(term.id));
            }
            facts.topic.terms.iter_mut().for_each(|term| term.set_articles(articles(term.id)));
            Weighed::of(facts, statistics)
        });
        self.weighed = settled.collect();
    }

    /// Puts the articles of `other` behind these.
    pub fn append(&mut self, other: Corpus) {
        self.weighed = Vec::new();
        self.forms = OnceLock::new();
        self.versions = OnceLock::new();
        self.tellings = OnceLock::new();
        self.documents.extend(other.documents);
        self.statistics.merge(other.statistics);
    }

    /// The articles of several corpora in order.
    pub fn join(corpora: Vec<Corpus>) -> Corpus {
        corpora
            .into_iter()
            .reduce(|mut all, next| {
                all.append(next);
                all
            })
            .unwrap_or_default()
    }
}

/// A paragraph in words, for messages: `paragraph 4`, or `the headline`.
pub(super) fn in_words(paragraph: u32) -> String {
    match paragraph {
        0 => "the headline".to_owned(),
        number => format!("paragraph {number}"),
    }
}

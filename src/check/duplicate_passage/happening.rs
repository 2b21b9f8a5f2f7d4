//! Whether two articles tell of one happening: then they quote the same people, and neither has the
//! words from the other.
//!
//! In a run of many articles the rarer words show it ([`Wording`]), and else the names outside the passages that
//! both have. Two articles on one event name the same persons and places; where a quotation stands in two
//! articles that name nobody in common, one of them has it from the other.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::Corpus;
use super::pair::Pair;
use super::wording::Wording;
use crate::article::Span;
use crate::fact::Unit;
use crate::lexicon::Lexicon;
use crate::text::{TermId, bare, each_token, word_id};

/// A word of fewer letters is an initial, a title or no name.
const LEAST_LETTERS: usize = 4;
/// Two articles that have so many names in common,
const LEAST_NAMES: usize = 3;
/// and one in so many of all that the one with fewer names has, tell of one happening;
const ONE_IN: usize = 4;
/// and so do two that have so many in common,
const MANY_NAMES: usize = 6;
/// and one in so many,
const ONE_IN_OF_MANY: usize = 6;
/// and so do two that have one in so many, and no fewer than two.
const ONE_IN_OF_FEW: usize = 2;
/// So many passages are not shared by chance.
const LEAST_PASSAGES: usize = 3;
/// Articles of which one has fewer names than this may tell of one thing or of two.
const LEAST_TO_TELL_APART: usize = 3;
/// Two articles that have fewer than one in so many names in common tell of two happenings.
const ONE_IN_APART: usize = 6;

/// Two articles whose rarer words have so much in common tell of one happening,
const LEAST_ALIKE: f64 = 0.1;
/// and so do two that have so much in common and the same names, or were printed no more days apart. Two that have
/// less in common, and neither, tell of two.
const LEAST_NEAR: f64 = 0.05;
const MOST_DAYS: i32 = 1;

/// What two articles have to do with each other, as far as they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    /// They tell of one happening.
    One,
    /// They tell of two.
    Two,
    /// They say too little.
    Unknown,
}

/// The names of articles, read once.
pub(super) struct Happenings<'a> {
    corpus: &'a Corpus,
    lexicon: &'a Lexicon,
    names: FxHashMap<u32, Vec<Name>>,
    /// What their other words tell, once it was asked.
    wording: OnceCell<Option<Wording<'a>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    id: TermId,
    at: u32,
}

impl<'a> Happenings<'a> {
    pub(super) fn new(corpus: &'a Corpus, lexicon: &'a Lexicon) -> Self {
        Self { corpus, lexicon, names: FxHashMap::default(), wording: OnceCell::new() }
    }

    /// What the articles of `shared` have to do with each other, which are all the pairs between the two.
    pub(super) fn bond(&mut self, shared: &[&Pair]) -> Bond {
        let Some(first) = shared.first() else { return Bond::Unknown };
        let (a, b) = (first.a.at.article, first.b.at.article);
        let of_a: Vec<Span> = shared.iter().map(|pair| pair.a.span).collect();
        let of_b: Vec<Span> = shared.iter().map(|pair| pair.b.span).collect();
        let wording = self.wording.get_or_init(|| Wording::new(self.corpus));
        let alike = wording.as_ref().and_then(|wording| wording.alike((a, &of_a), (b, &of_b)));
        let Some(alike) = alike else {
            let many = shared.len() >= LEAST_PASSAGES;
            return if many { Bond::One } else { self.by_names((a, &of_a), (b, &of_b)) };
        };
        // The same names, or one day, and few words in common: the two may be on one thing or on two.
        let of_a_day = self.corpus.days_apart(a, b).is_some_and(|days| days <= MOST_DAYS);
        let may_be_one = of_a_day || self.by_names((a, &of_a), (b, &of_b)) == Bond::One;
        match (alike < LEAST_NEAR, may_be_one) {
            _ if alike >= LEAST_ALIKE => Bond::One,
            (false, true) => Bond::One,
            (true, false) => Bond::Two,
            _ => Bond::Unknown,
        }
    }

    /// What the names outside of some passages show of two articles.
    fn by_names(&mut self, (a, of_a): (u32, &[Span]), (b, of_b): (u32, &[Span])) -> Bond {
        let (a, b) = (self.names(a, of_a), self.names(b, of_b));
        let fewer = a.len().min(b.len());
        let both = a.iter().filter(|name| b.binary_search(name).is_ok()).count();
        if (both >= LEAST_NAMES && both * ONE_IN >= fewer)
            || (both >= MANY_NAMES && both * ONE_IN_OF_MANY >= fewer)
            || (both + 1 >= LEAST_NAMES && both * ONE_IN_OF_FEW >= fewer)
        {
            Bond::One
        } else if fewer >= LEAST_TO_TELL_APART && both * ONE_IN_APART < fewer {
            Bond::Two
        } else {
            Bond::Unknown
        }
    }

    /// The names of an article outside of some passages, sorted.
    fn names(&mut self, article: u32, outside: &[Span]) -> Vec<TermId> {
        let (corpus, lexicon) = (self.corpus, self.lexicon);
        let all = self.names.entry(article).or_insert_with(|| names(corpus, lexicon, article));
        let own = |name: &&Name| !outside.iter().any(|span| span.start <= name.at && name.at < span.end);
        let mut ids: Vec<TermId> = all.iter().filter(own).map(|name| name.id).collect();
        ids.dedup();
        ids
    }
}

/// The words with a capital that no sentence begins with, but for days and months, and those of the title, sorted.
fn names(corpus: &Corpus, lexicon: &Lexicon, article: u32) -> Vec<Name> {
    let facts = corpus.facts(article);
    let mut found = Vec::new();
    for sentence in facts.passages.iter().filter(|passage| passage.unit == Unit::Sentence) {
        let text = corpus.slice(article, sentence.span);
        each_token(text, |token| {
            let word = bare(&text[token.start..token.end]);
            let opens = || {
                let before = text[..token.start].trim_end_matches(|c: char| c.is_whitespace());
                before.is_empty()
                    || before.ends_with(['"', '“', '‘', '\'', '«', '„', '(', '.', ':', '!', '?'])
            };
            if may_be_name(lexicon, word) && !opens() {
                found.push(Name { id: word_id(word), at: sentence.span.start + token.start as u32 });
            }
        });
    }
    for word in corpus.article(article).meta.title.iter().flat_map(|title| title.split_whitespace()) {
        let word = bare(word.trim_matches(|c: char| !c.is_alphanumeric()));
        if may_be_name(lexicon, word) {
            found.push(Name { id: word_id(word), at: u32::MAX });
        }
    }
    found.sort_unstable();
    found
}

/// Whether a word has a capital and is long enough for a name, and neither a day nor a word without content.
fn may_be_name(lexicon: &Lexicon, word: &str) -> bool {
    word.len() >= LEAST_LETTERS
        && word.starts_with(char::is_uppercase)
        && !lexicon.calendar.names(&word.to_lowercase())
        && !lexicon.vocabulary.stopwords.contains(&word_id(word))
}

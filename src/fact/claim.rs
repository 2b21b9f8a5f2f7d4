//! Claims: what one sentence says happened, as terms and the figures, days and turns beside them.
//!
//! No parser stands behind this. A claim is the bag of a sentence's content terms, each with its
//! place; checks compare the terms round a figure, a day or a `not`, and are the more careful the
//! less the rest agrees.

use super::{Extractor, FactKind, FactSet, Scan, Sentence, dateline};
use crate::article::{ParagraphKind, Span};
use crate::lexicon::{Entry, Lexicon, Trait};
use crate::text::{Case, TermId, Word, bare, stem_id};

/// A content term of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// Which term.
    pub id: TermId,
    /// Its word, counted from the sentence's first.
    pub word: u16,
    /// It stands with a capital, as a name does.
    pub name: bool,
    /// In how many articles of the run it stands; 0 until that is [known](crate::check::Corpus::settle).
    pub articles: u32,
}

/// What turns a claim round or leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// `not`: the next term is denied.
    Not,
    /// `may`: the next term is possible.
    Open,
    /// `will`: the next term is settled.
    Settled,
    /// One of a pair of opposites, by the pair's number and side.
    Opposite(u16, bool),
}

/// One word that turns, and the term it turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    /// What it does.
    pub turn: Turn,
    /// The term it is about; the word itself for one of a pair of opposites.
    pub id: TermId,
    /// The word that turns, or the first of the words.
    pub span: Span,
    /// Its word, counted from the sentence's first.
    pub word: u16,
}

/// A place that something happened at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name.
    pub span: Span,
    /// The terms of the name, hashed together.
    pub id: TermId,
    /// Its first word, counted from the sentence's.
    pub word: u16,
}

/// What one sentence claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The sentence.
    pub span: Span,
    /// Index of the sentence in [`Scan::sentences`].
    pub sentence: u32,
    /// It is a headline or heading.
    pub heading: bool,
    /// Content terms, sorted by id.
    pub terms: Box<[Term]>,
    /// Its figures, as a range of [`FactSet::figures`].
    pub figures: (u32, u32),
    /// Its days, as a range of [`FactSet::dates`].
    pub dates: (u32, u32),
    /// What turns it round, in order.
    pub turns: Box<[Turned]>,
    /// Places it names, in order.
    pub places: Box<[Place]>,
    /// Who is named as saying so, as a term, where the sentence says it.
    pub source: Option<(TermId, Span)>,
    /// It speaks of another time or of a newer state than some figure before it.
    pub update: bool,
    /// Quotation marks stand in it.
    pub quoted: bool,
}

/// What an article is about: the names in it, how often they stand there, and its other terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topic {
    /// Names, sorted by term.
    pub names: Vec<(TermId, u16)>,
    /// Every term of its claims, sorted by id.
    pub terms: Box<[TopicTerm]>,
}

/// A term of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicTerm {
    /// Which term.
    pub id: TermId,
    /// The lowest bit says whether it is a name, the others are a count: there are many of these.
    articles_and_name: u32,
}

impl TopicTerm {
    fn new(id: TermId, name: bool) -> Self {
        Self { id, articles_and_name: u32::from(name) }
    }

    /// Whether it stands with a capital, as a name does.
    pub fn is_name(&self) -> bool {
        self.articles_and_name & 1 == 1
    }

    /// In how many articles of the run it stands; 0 until that is known.
    pub fn articles(&self) -> u32 {
        self.articles_and_name >> 1
    }

    /// Sets in how many articles of the run it stands.
    pub fn set_articles(&mut self, articles: u32) {
        self.articles_and_name = articles << 1 | u32::from(self.is_name());
    }
}

/// Extracts [`Claim`]s and the article's [`Topic`].
#[derive(Debug)]
pub(super) struct Claims;

impl Extractor for Claims {
    fn kind(&self) -> FactKind {
        FactKind::Claim
    }

    fn needs(&self) -> &'static [FactKind] {
        &[FactKind::Attribution, FactKind::Figure, FactKind::Date]
    }

    fn extract(&self, scan: &Scan<'_>, lexicon: &Lexicon, facts: &mut FactSet) {
        let mut reader = Reader {
            scan,
            lexicon,
            figure: 0,
            date: 0,
            attribution: 0,
            names: Vec::new(),
            terms: Vec::new(),
            turns: Vec::new(),
        };
        for (number, sentence) in (0u32..).zip(&scan.sentences) {
            let claim = reader.claim(number, sentence, facts);
            if claim.terms.len() >= 2 {
                facts.claims.push(claim);
            }
        }
        let mut names = reader.names;
        let mut terms: Vec<TermId> = facts.claims.iter().flat_map(|c| &c.terms).map(|term| term.id).collect();
        terms.sort_unstable();
        terms.dedup();
        names.sort_unstable();
        for run in names.chunk_by(|a, b| a == b) {
            facts.topic.names.push((run[0], u16::try_from(run.len()).unwrap_or(u16::MAX)));
        }
        let named = |id: TermId| facts.topic.names.binary_search_by_key(&id, |(name, _)| *name).is_ok();
        facts.topic.terms = terms.into_iter().map(|id| TopicTerm::new(id, named(id))).collect();
    }
}

struct Reader<'a> {
    scan: &'a Scan<'a>,
    lexicon: &'a Lexicon,
    figure: usize,
    date: usize,
    attribution: usize,
    names: Vec<TermId>,
    /// The terms of the sentence that is read, and what turns it round.
    terms: Vec<Term>,
    turns: Vec<Turned>,
}

impl Reader<'_> {
    fn claim(&mut self, number: u32, sentence: &Sentence, facts: &FactSet) -> Claim {
        let text = self.scan.text();
        let words = self.scan.words_of(sentence);
        let figures = range(&facts.figures, &mut self.figure, |figure| figure.sentence, number);
        let mut dates = range(&facts.dates, &mut self.date, |date| date.sentence, number);
        let paragraph = &self.scan.article.paragraphs()[sentence.paragraph as usize];
        let heading = paragraph.kind != ParagraphKind::Body;
        let opens = paragraph.span.start == sentence.span.start;
        let dateline = if opens { dateline::length(text, words) } else { 0 };
        while dateline > 0
            && dates.0 < dates.1
            && facts.dates[dates.0 as usize].span.end <= words[dateline - 1].end
        {
            dates.0 += 1;
        }
        let (mut terms, mut turns) = (std::mem::take(&mut self.terms), std::mem::take(&mut self.turns));
        let mut waiting: Vec<usize> = Vec::new();
        let mut update = false;
        let mut dated = facts.dates[dates.0 as usize..dates.1 as usize].iter().map(|d| d.span).peekable();
        // A sentence of more words than that is a table; what stands behind makes no claim.
        for (place, (word, entry)) in (0..u16::MAX).zip(words.iter().zip(self.scan.entries_of(sentence))) {
            while dated.next_if(|span| span.end <= word.start).is_some() {}
            if (place as usize) < dateline {
                continue;
            }
            if word.case == Case::Number || dated.peek().is_some_and(|span| span.start <= word.start) {
                continue;
            }
            update |= entry.is(Trait::UPDATE) && self.is_update(entry, words, place);
            if let Some(turn) = turn_of(entry) {
                let span = Span { start: word.start, end: word.end };
                waiting.push(turns.len());
                turns.push(Turned { turn, id: 0, span, word: place });
                continue;
            }
            if !entry.is(Trait::TERM) {
                continue;
            }
            let id = entry.term;
            let name = matches!(word.case, Case::Title | Case::Upper)
                && (place > 0 || follows_capital(words, place));
            if name {
                self.names.push(id);
            }
            terms.push(Term { id, word: place, name, articles: 0 });
            for at in waiting.drain(..) {
                if place - turns[at].word <= 4 {
                    turns[at].id = id;
                }
            }
            if entry.is(Trait::OPPOSITE)
                && let Some(pairs) = self.lexicon.turns.opposites.get(&stem_id(word.of(text)))
            {
                let span = Span { start: word.start, end: word.end };
                turns.extend(pairs.iter().map(|(pair, side)| Turned {
                    turn: Turn::Opposite(*pair, *side),
                    id,
                    span,
                    word: place,
                }));
            }
        }
        turns.retain(|turned| turned.id != 0);
        terms.sort_unstable_by_key(|term| (term.id, term.word));
        terms.dedup_by_key(|term| term.id);
        let sentence_text = self.scan.article.slice(sentence.span);
        let claim = Claim {
            span: sentence.span,
            sentence: number,
            heading,
            terms: terms.as_slice().into(),
            figures,
            dates,
            turns: turns.as_slice().into(),
            places: self.places(words),
            source: self.source(sentence.span, facts),
            update,
            quoted: is_quoted(sentence_text),
        };
        terms.clear();
        turns.clear();
        (self.terms, self.turns) = (terms, turns);
        claim
    }

    /// Whether the words here say that a figure is a new state of another, or of another time: one of several phrases
    /// stands behind its first word.
    fn is_update(&self, entry: &Entry, words: &[Word], place: u16) -> bool {
        let Some(rests) = self.lexicon.updates.get(&entry.id) else { return false };
        rests.iter().any(|rest| {
            rest.iter().zip(place as usize + 1..).all(|(want, at)| {
                words.get(at).is_some_and(|w| w.of(self.scan.text()).eq_ignore_ascii_case(want))
            })
        })
    }

    /// Runs of capitals after a preposition of place.
    fn places(&self, words: &[Word]) -> Box<[Place]> {
        let text = self.scan.text();
        let mut found = Vec::new();
        let mut at = 1;
        while at < words.len() {
            let prep = words[at - 1].of(text);
            let opens = matches!(
                prep,
                "in" | "at" | "near" | "off" | "outside" | "hit" | "struck" | "from" | "to" | "of"
            ) && words[at].case == Case::Title
                && words[at].start - words[at - 1].end == 1
                // `Sergeant-at-Arms` is no place.
                && !text[..words[at - 1].start as usize].ends_with(['-', '‑']);
            if !opens {
                at += 1;
                continue;
            }
            let first = at;
            let mut id: TermId = 0;
            while at < words.len()
                && words[at].case == Case::Title
                && (at == first || words[at].start - words[at - 1].end == 1)
            {
                id = id.rotate_left(5) ^ stem_id(words[at].of(text));
                at += 1;
            }
            // `in Sunday's race` is no place either.
            let written = bare(words[first].of(text)).to_lowercase();
            if matches!(prep, "from" | "to" | "of") || self.lexicon.calendar.names(&written) {
                continue;
            }
            let last = bare(words[at - 1].of(text));
            let end = words[at - 1].start as usize + last.len();
            let span = Span::new(words[first].start as usize, end);
            found.push(Place { span, id, word: u16::try_from(first).unwrap_or(u16::MAX) });
        }
        found.into_boxed_slice()
    }

    /// Whom the sentence names as its source.
    fn source(&mut self, sentence: Span, facts: &FactSet) -> Option<(TermId, Span)> {
        while facts.attributions.get(self.attribution).is_some_and(|a| a.span.end <= sentence.start) {
            self.attribution += 1;
        }
        facts.attributions[self.attribution.min(facts.attributions.len())..]
            .iter()
            .take_while(|a| a.span.start < sentence.end)
            .filter(|a| a.span.overlaps(sentence))
            .find_map(|a| {
                let span = a.source.as_ref()?.span;
                // `officials said` names nobody.
                let named = self.scan.article.slice(span);
                let last = named.split_whitespace().next_back()?;
                if !named.split_whitespace().skip(1).chain([last]).any(|w| w.starts_with(char::is_uppercase))
                {
                    return None;
                }
                // `Police said` names nobody either, though a sentence begins with it.
                let alone = named.len() == last.len() && span.start == sentence.start;
                if alone && self.lexicon.roles.contains(&last.to_lowercase()) {
                    return None;
                }
                Some((stem_id(last.trim_matches(|c: char| !c.is_alphanumeric())), span))
            })
    }
}

/// What a word does to the terms behind it.
fn turn_of(entry: &Entry) -> Option<Turn> {
    if entry.is(Trait::DENIES) {
        return Some(Turn::Not);
    }
    if entry.is(Trait::OPEN) {
        return Some(Turn::Open);
    }
    entry.is(Trait::SETTLED).then_some(Turn::Settled)
}

/// Whether a quotation mark stands in a sentence. Every sentence is asked, so bytes are looked for.
fn is_quoted(sentence: &str) -> bool {
    let bytes = sentence.as_bytes();
    let lead = "“".as_bytes()[0];
    memchr::memchr3_iter(b'"', b'\'', lead, bytes).any(|at| match bytes[at] {
        b'"' => true,
        b'\'' => bytes.get(at + 1) == Some(&b'\''),
        _ => sentence[at..].starts_with(['“', '”']),
    })
}

/// The facts of sentence `number`, which come in order; `next` goes on from call to call.
fn range<T>(facts: &[T], next: &mut usize, sentence: impl Fn(&T) -> u32, number: u32) -> (u32, u32) {
    let narrow = |at: usize| u32::try_from(at).expect("readers refuse articles of 4 GiB");
    while facts.get(*next).is_some_and(|fact| sentence(fact) < number) {
        *next += 1;
    }
    let start = *next;
    while facts.get(*next).is_some_and(|fact| sentence(fact) == number) {
        *next += 1;
    }
    (narrow(start), narrow(*next))
}

fn follows_capital(words: &[Word], place: u16) -> bool {
    words.get(place as usize + 1).is_some_and(|next| matches!(next.case, Case::Title | Case::Upper))
}

//! Whether two speeches are one, and what differs then.

use std::ops::Range;

use rayon::prelude::*;

use super::align::{Telling, align};
use super::reason::Doubt;
use super::{Field, names, source, speech};
use crate::check::{Corpus, FactRef};
use crate::fact::{Attribution, Speech, Style};
use crate::finding::Certainty;
use crate::lexicon::Lexicon;
use crate::text::{TermId, bare, fold, in_common, words};

/// A pair that differs.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) field: Field,
    pub(super) a: FactRef,
    pub(super) b: FactRef,
    pub(super) telling: Telling,
    /// Why it may be no mistake; none where nothing speaks for that.
    pub(super) doubt: Option<Doubt>,
}

impl Verdict {
    /// How sure it is.
    pub(super) fn certainty(&self) -> Certainty {
        if self.doubt.is_none() { Certainty::Likely } else { Certainty::Ask }
    }
}

/// Words in a row that two tellings of one quotation have in common at the least.
const LEAST_RUN: usize = 3;

/// Words that two tellings of one speech have in common at the least.
const LEAST_MATCHED: usize = 5;

/// The share of the shorter one's words that two tellings have in common at the least: quotations
/// may be of one speech and be worth a question, indirect speech has to agree more.
pub(super) fn least_covered(quoted: bool) -> f64 {
    if quoted { 0.55 } else { 0.8 }
}

/// Judges a pair; none where nothing differs or where the two are not one speech.
pub(super) fn judge(
    corpus: &Corpus,
    words: &Words,
    lexicon: &Lexicon,
    a: FactRef,
    b: FactRef,
) -> Option<Verdict> {
    let (x, y) = (speech(corpus, a), speech(corpus, b));
    let near = a.article == b.article && x.paragraph.abs_diff(y.paragraph) < 2;
    if x.quoted != y.quoted || near {
        return None;
    }
    let shorter = f64::from(x.known.min(y.known).max(1));
    let enough =
        |matched: usize| matched >= LEAST_MATCHED && matched as f64 / shorter >= least_covered(x.quoted);
    // No alignment matches more words than the two have in common, and counting is much cheaper
    // than aligning.
    if !enough(in_common(words.of(a), words.of(b))) {
        return None;
    }
    let telling = align(&x.words, &y.words)?;
    if !enough(telling.matched) {
        return None;
    }
    let (one, other) = (attribution(corpus, a, x), attribution(corpus, b, y));
    if !x.quoted {
        return source::judge(corpus, lexicon, (a, b), (one?, other?), telling);
    }
    let speakers = speakers(one, other);
    let covered = telling.matched as f64 / shorter;
    let strong = telling.matched >= 6 && telling.agreement() >= 0.9 && covered >= 0.85;
    if strong && speakers == Speakers::Different {
        let (one, other) = (one?, other?);
        let doubt = speaker(corpus, (a, b), (one, other), telling.matched)?;
        return Some(Verdict { field: Field::Speaker, a, b, telling, doubt });
    }
    // A speaker who is only inferred does not tell two quotations apart.
    let inferred = |a: Option<&Attribution>| a.is_none_or(|a| !beside(a));
    let speakers = match speakers {
        Speakers::Different if inferred(one) || inferred(other) => Speakers::Open,
        speakers => speakers,
    };
    wording(corpus, (a, b), (x, y), telling, covered, speakers)
}

fn wording(
    corpus: &Corpus,
    (a, b): (FactRef, FactRef),
    (x, y): (&Speech, &Speech),
    mut telling: Telling,
    covered: f64,
    speakers: Speakers,
) -> Option<Verdict> {
    // Names are read out of the copy, so it comes first whether there is anything to ask.
    if speakers == Speakers::Different || telling.changes.is_empty() || telling.longest < LEAST_RUN {
        return None;
    }
    let names = names::leave(corpus, (a.article, x.span), (b.article, y.span), &mut telling);
    if telling.changes.is_empty() {
        return None;
    }
    let changed = telling.changed();
    let same = speakers == Speakers::Same;
    let agreement = telling.agreement();
    // A speaker repeats himself; a quotation that goes on otherwise is another one.
    let one_article = a.article == b.article;
    // So few words are said by many, unless it is known that one person said them.
    let enough = telling.matched >= if same { 7 } else { 8 };
    let close = telling.longest >= 4 && changed <= 3 && agreement >= 0.75 && covered >= 0.7;
    let doubt = if names {
        Some(Doubt::AnotherName)
    } else if one_article {
        Some(Doubt::SaidTwice)
    } else if !enough {
        Some(Doubt::FewWords)
    } else if telling.parts {
        Some(Doubt::GoesOn)
    } else if !close {
        Some(Doubt::Much)
    } else if beside_omission(x, y, &telling) {
        Some(Doubt::LeftOut)
    } else if fitted(corpus, (a, x), (b, y), &telling) {
        Some(Doubt::Fitted)
    } else if said_twice(corpus, (a.article, b.article), telling.matched) {
        Some(Doubt::TwoDays)
    } else {
        None
    };
    // Of one speaker it is enough that the two are one speech; [`judge`] saw to that.
    let ask = (same || telling.matched >= 6 && covered >= 0.65)
        && agreement >= if same { 0.6 } else { 0.72 }
        && (!one_article
            || agreement >= 0.8
                && covered >= 0.8
                && x.words.len().min(y.words.len()) >= if same { 6 } else { 8 })
        && (!telling.parts || telling.longest >= 6);
    if doubt.is_some() && !ask {
        return None;
    }
    Some(Verdict { field: Field::Words, a, b, telling, doubt })
}

/// So many words are not said again in the same order by chance or by habit.
const NOT_AGAIN: usize = 14;

/// Whether a speaker may have said it on two days: slogans and answers are said again.
fn said_twice(corpus: &Corpus, (a, b): (u32, u32), matched: usize) -> bool {
    matched < NOT_AGAIN && corpus.days_apart(a, b).is_some_and(|days| days > 1)
}

/// Whether the words differ at the beginning only, where one telling goes on with the reporter's
/// sentence and may have been fitted to it (`that “she was tired of it”`).
fn fitted(
    corpus: &Corpus,
    (a, x): (FactRef, &Speech),
    (b, y): (FactRef, &Speech),
    telling: &Telling,
) -> bool {
    let goes_on = |at: FactRef, speech: &Speech| {
        let words = corpus.slice(at.article, speech.span).trim_start_matches(['"', '“', '‘', '\'', '`', ' ']);
        words.starts_with(char::is_lowercase)
    };
    let [change] = &telling.changes[..] else { return false };
    (change.a.start == 0 && goes_on(a, x)) || (change.b.start == 0 && goes_on(b, y))
}

/// Whether words differ within two of some that were left out: more may be left out than is marked.
fn beside_omission(x: &Speech, y: &Speech, telling: &Telling) -> bool {
    let beside = |words: &[u32], at: &Range<usize>| {
        let near = at.start.saturating_sub(2)..(at.end + 2).min(words.len());
        words[near].contains(&0)
    };
    telling.changes.iter().any(|change| beside(&x.words, &change.a) || beside(&y.words, &change.b))
}

/// The words of speeches that are linked, each sorted once: a speech is linked to many.
pub(super) struct Words {
    /// Of each speech of the run; none where it is not linked.
    sorted: Vec<Box<[TermId]>>,
    /// Where the speeches of each article begin in these.
    starts: Vec<usize>,
}

impl Words {
    /// The words of every speech in `links`.
    pub(super) fn of_linked(corpus: &Corpus, links: &[(FactRef, FactRef)]) -> Self {
        let mut speeches = 0;
        let mut starts = Vec::with_capacity(corpus.documents.len());
        for document in &corpus.documents {
            starts.push(speeches);
            speeches += document.facts.speeches.len();
        }
        let mut linked = vec![false; speeches];
        for at in links.iter().flat_map(|&(a, b)| [a, b]) {
            linked[starts[at.article as usize] + at.index as usize] = true;
        }
        let sorted = |(speech, linked): (&Speech, bool)| {
            let mut words: Box<[TermId]> = match linked {
                true => speech.words.iter().copied().filter(|word| *word != TermId::default()).collect(),
                false => Box::default(),
            };
            words.sort_unstable();
            words
        };
        let speeches: Vec<&Speech> = corpus.documents.iter().flat_map(|d| &d.facts.speeches).collect();
        let sorted = speeches.into_par_iter().zip(linked).map(sorted).collect();
        Self { sorted, starts }
    }

    fn of(&self, at: FactRef) -> &[TermId] {
        &self.sorted[self.starts[at.article as usize] + at.index as usize]
    }
}

fn attribution<'c>(corpus: &'c Corpus, at: FactRef, speech: &Speech) -> Option<&'c Attribution> {
    speech.attribution.map(|index| &corpus.facts(at.article).attributions[index as usize])
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speakers {
    Same,
    Different,
    Open,
}

fn speakers(a: Option<&Attribution>, b: Option<&Attribution>) -> Speakers {
    let person = |a: Option<&Attribution>| a?.source.as_ref()?.person.clone();
    let (Some(a), Some(b)) = (person(a), person(b)) else { return Speakers::Open };
    let (a, b) = (fold(&a), fold(&b));
    if a == b {
        return Speakers::Same;
    }
    let full = |name: &str| name.contains(' ');
    let surname = |name: &str| name.rsplit([' ', '-']).next().unwrap_or("").to_owned();
    let (one, other) = (surname(&a), surname(&b));
    // One person in two spellings is another rule's business.
    if one == other || strsim::normalized_damerau_levenshtein(&one, &other) >= 0.6 {
        return Speakers::Same;
    }
    let shared = a.split([' ', '-']).any(|word| word.len() > 3 && b.split([' ', '-']).any(|w| w == word));
    if (full(&a) || full(&b)) && !shared { Speakers::Different } else { Speakers::Open }
}

/// Whether the attribution names its person beside the words.
fn beside(attribution: &Attribution) -> bool {
    attribution.cue.is_some() && attribution.source.as_ref().is_some_and(|s| s.named)
}

/// Why a quotation may have one speaker after all; no doubt where nothing speaks for that, and none
/// where one stands for the other.
fn speaker(
    corpus: &Corpus,
    (a, b): (FactRef, FactRef),
    (one, other): (&Attribution, &Attribution),
    matched: usize,
) -> Option<Option<Doubt>> {
    let person = |attribution: &Attribution| attribution.source.as_ref()?.person.clone();
    let (first, second) = (person(one)?, person(other)?);
    // A spokesman for him, her lawyer: the other's name stands in the mention.
    if mentions(corpus.slice(a.article, one.source.as_ref()?.span), &second)
        || mentions(corpus.slice(b.article, other.source.as_ref()?.span), &first)
    {
        return None;
    }
    let attested = |name: &str| {
        [a, b].iter().any(|at| {
            let mut sources = corpus.facts(at.article).attributions.iter().filter_map(|a| a.source.as_ref());
            sources.any(|s| s.attested && s.person.as_deref() == Some(name))
        })
    };
    let sure = attested(&first) && attested(&second);
    if beside(one) && beside(other) {
        let full = first.contains(' ') && second.contains(' ');
        // Words inside a reporter's sentence are often another's, taken up.
        let direct = one.style == Style::Direct && other.style == Style::Direct;
        return Some(if !(sure && full) {
            Some(Doubt::NoName)
        } else if !direct {
            Some(Doubt::TakenUp)
        } else {
            (matched < 8).then_some(Doubt::FewWords)
        });
    }
    // A pronoun, or a quotation without a verb, may stand for whom the other article names.
    let apart = !mentions(corpus.article(a.article).text(), &second)
        && !mentions(corpus.article(b.article).text(), &first);
    (apart && matched >= 8).then_some(Some(Doubt::Pronoun))
}

/// Whether a person's surname stands in a text.
fn mentions(text: &str, person: &str) -> bool {
    let surname = fold(person.rsplit([' ', '-']).next().unwrap_or(""));
    words(text).iter().map(|w| w.of(text)).any(|word| {
        // Whole articles are read for one name: nearly all of their words need no folding.
        if word.is_ascii() && !word.contains('\'') {
            word.eq_ignore_ascii_case(&surname)
        } else {
            bare(&fold(word)) == surname
        }
    })
}

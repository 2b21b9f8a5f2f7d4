//! The spellings of a run, each once, with every article that has it.
//!
//! A name that a thousand articles have is one form with a thousand places: it is keyed once, compared
//! once, and what the letters of two forms say is asked once.

use std::ops::Range;

use super::candidates::Shape;
use crate::article::Article;
use crate::check::{Document, FactRef};
use crate::fact::{ClueKind, Spelling};
use crate::text::{fold, key};

/// Spellings of which something is [told](Spelling::is_told), by form.
#[derive(Debug, Default)]
pub struct Forms {
    /// Every spelling; those of one form stand together, in the order of articles.
    places: Vec<Told>,
    /// The forms in the order of their first places. What is asked of every two that meet is kept here,
    /// so that nothing else is read for most of them.
    forms: Vec<Form>,
    /// The letters of all forms, folded, one after the other: most that meet are read for these alone.
    letters: String,
}

/// One form.
#[derive(Debug)]
struct Form {
    first: FactRef,
    places: Range<u32>,
    /// Where its letters stand in [`Forms::letters`].
    letters: Range<u32>,
    shape: Shape,
    /// The clues of all its places.
    clues: Clues,
}

/// A spelling of which something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Told {
    pub(super) at: FactRef,
    pub(super) clues: Clues,
}

/// Which clues stand round a spelling: a sketch as [`crate::text::Sketch`] is one, that errs to the
/// safe side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clues(u64);

impl Clues {
    fn of(spelling: &Spelling, article: &Article) -> Self {
        let mut clues = 0;
        for clue in &spelling.clues {
            let word = article.slice(clue.span);
            let value = match clue.kind {
                // Two ferries are two ferries: that alone says nothing of one bearer.
                ClueKind::Thing | ClueKind::Preposition | ClueKind::Joined => continue,
                // Two kinds of settlement are as good as one.
                ClueKind::Head => 0,
                // `José`, `Jose`
                _ if !word.is_ascii() => key(&fold(word)),
                _ => clue.value,
            };
            let kind = match clue.kind {
                // A first name may stand before another.
                ClueKind::Before => ClueKind::First,
                kind => kind,
            };
            // The high bits of the product depend on all of the value's.
            clues |= 1 << ((value ^ kind as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58);
        }
        Self(clues)
    }

    /// Whether a clue that says something of one bearer may stand in both; in most it doesn't, and
    /// they need no further look.
    pub(super) fn may_share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Forms {
    /// The forms of some articles.
    pub(in crate::check) fn of(documents: &[Document]) -> Self {
        let mut told: Vec<(u64, Told)> = Vec::new();
        for (article, document) in (0u32..).zip(documents) {
            let spellings = (0u32..).zip(&document.facts.spellings);
            told.extend(spellings.filter(|(_, spelling)| spelling.is_told()).map(|(index, spelling)| {
                let at = FactRef { article, index };
                (key(&spelling.folded), Told { at, clues: Clues::of(spelling, &document.article) })
            }));
        }
        told.sort_unstable();
        let mut forms = Vec::new();
        let mut start = 0;
        for form in told.chunk_by(|a, b| a.0 == b.0) {
            let end = start + u32::try_from(form.len()).expect("spellings are numbered in 32 bits");
            let first = form[0].1.at;
            let spelling = &documents[first.article as usize].facts.spellings[first.index as usize];
            let clues = form.iter().fold(0, |all, (_, told)| all | told.clues.0);
            let shape = Shape::new(&spelling.folded);
            forms.push(Form { first, places: start..end, letters: 0..0, shape, clues: Clues(clues) });
            start = end;
        }
        forms.sort_unstable_by_key(|form| form.first);
        let mut letters = String::new();
        for Form { first, letters: of_form, .. } in &mut forms {
            let ended = |letters: &str| u32::try_from(letters.len()).expect("facts are numbered in 32 bits");
            let begun = ended(&letters);
            letters.push_str(&documents[first.article as usize].facts.spellings[first.index as usize].folded);
            *of_form = begun..ended(&letters);
        }
        Self { places: told.into_iter().map(|(_, told)| told).collect(), forms, letters }
    }

    /// The numbers of the forms that stand in this article and in none before it.
    pub(super) fn new_in(&self, article: u32) -> Range<u32> {
        let number = |article| self.forms.partition_point(|form| form.first.article < article);
        let narrow = |number| u32::try_from(number).expect("spellings are numbered in 32 bits");
        narrow(number(article))..narrow(number(article + 1))
    }

    /// The letters of form number `form`, folded.
    pub(super) fn folded(&self, form: u32) -> &str {
        let Range { start, end } = self.forms[form as usize].letters;
        &self.letters[start as usize..end as usize]
    }

    /// Every place of form number `form`.
    pub(super) fn places(&self, form: u32) -> &[Told] {
        let Range { start, end } = self.forms[form as usize].places;
        &self.places[start as usize..end as usize]
    }

    /// Whether two forms may be near in letters, and something may be told of both alike.
    pub(super) fn are_worth_aligning(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.forms[a as usize], &self.forms[b as usize]);
        a.clues.may_share(b.clues) && a.shape.may_be_near(&b.shape)
    }
}

//! Indirect speech: one statement that is put down to two sources.

use super::align::Telling;
use super::judge::Verdict;
use super::reason::Doubt;
use super::{Field, speech};
use crate::check::{Corpus, FactRef};
use crate::fact::Attribution;
use crate::lexicon::{Lexicon, Role};
use crate::text::{SpokenWord, bare, fold, spoken, words};

/// Judges two tellings in indirect speech; none where nothing differs or two sources may well say it.
pub(super) fn judge(
    corpus: &Corpus,
    lexicon: &Lexicon,
    (a, b): (FactRef, FactRef),
    (one, other): (&Attribution, &Attribution),
    telling: Telling,
) -> Option<Verdict> {
    let close = telling.agreement() >= 0.85 && !telling.parts;
    if !close || a.article == b.article {
        return None;
    }
    let (one, other) = (Named::read(corpus, lexicon, a, one)?, Named::read(corpus, lexicon, b, other)?);
    // Two sources may well give two figures.
    if figures_differ(corpus, (a, &telling), b) {
        return None;
    }
    let doubt = Some(Doubt::BothSources);
    one.differs(&other).then_some(Verdict { field: Field::Source, a, b, telling, doubt })
}

/// Whether a figure stands among the words that differ.
fn figures_differ(corpus: &Corpus, (a, telling): (FactRef, &Telling), b: FactRef) -> bool {
    let forms = |at: FactRef| spoken(corpus.slice(at.article, speech(corpus, at).span));
    let (p, q) = (forms(a), forms(b));
    let figure =
        |words: &[SpokenWord]| words.iter().any(|w| w.form.starts_with(|c: char| c.is_ascii_digit()));
    telling.changes.iter().any(|c| figure(&p[c.a.clone()]) || figure(&q[c.b.clone()]))
}

/// A named source, as it is told from another.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    person: Option<String>,
    words: Vec<String>,
    body: bool,
}

impl Named {
    fn read(corpus: &Corpus, lexicon: &Lexicon, at: FactRef, attribution: &Attribution) -> Option<Named> {
        let source = attribution.source.as_ref()?;
        let mention = corpus.slice(at.article, source.span);
        let roles = &lexicon.roles;
        let mut named = Named { person: source.person.as_deref().map(fold), words: Vec::new(), body: false };
        let mut name = false;
        for word in words(mention) {
            let form = bare(&fold(word.of(mention))).to_owned();
            if matches!(
                form.as_str(),
                "he" | "she"
                    | "they"
                    | "it"
                    | "we"
                    | "i"
                    | "who"
                    | "which"
                    | "that"
                    | "others"
                    | "some"
                    | "many"
            ) {
                return None;
            }
            name |= word.of(mention).starts_with(char::is_uppercase) && form != "the";
            named.body |= roles.get(&form) == Some(&Role::Body);
            if form.len() > 3 {
                named.words.push(form);
            }
        }
        // "officials", "a source": nobody in particular. A name or an office with an article is somebody.
        let office = fold(mention).starts_with("the ") && named.words.len() >= 2;
        (!named.words.is_empty() && (name || office)).then_some(named)
    }

    /// Whether two mentions cannot stand for one source.
    fn differs(&self, other: &Named) -> bool {
        if self.words.iter().any(|w| other.words.contains(w)) {
            return false;
        }
        match (&self.person, &other.person) {
            (Some(a), Some(b)) => a.rsplit(' ').next() != b.rsplit(' ').next(),
            // A person may speak for any body, and bear any office.
            (None, None) => self.body == other.body || self.words.len() + other.words.len() >= 4,
            _ => false,
        }
    }
}

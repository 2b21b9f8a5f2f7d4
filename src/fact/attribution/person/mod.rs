//! Whom a source stands for.
//!
//! A full name is taken as printed, less titles; a surname leads back to the only full name in the
//! article that ends in it; a pronoun to the last person who spoke, if that one may be "he" or
//! "she". Where two fit, nobody is named: a wrong person is worse than none.

mod known;
mod names;

use known::Known;
use names::Reader;

use super::Attribution;
use crate::fact::Scan;
use crate::lexicon::{Lexicon, Role};
use crate::text::with_folded;

/// Leads the mentions of an article back to full names. `found` is in the order of the text.
pub(super) fn resolve(scan: &Scan<'_>, lexicon: &Lexicon, found: &mut [Attribution]) {
    if found.iter().all(|a| a.source.is_none()) {
        return;
    }
    let reader = Reader { scan, lexicon };
    let known = Known::gather(&reader);
    let mut order: Vec<usize> = (0..found.len()).filter(|&i| found[i].source.is_some()).collect();
    order.sort_by_key(|&i| found[i].source.as_ref().map(|s| s.span.start));
    let mut last: Option<(Box<str>, Sex)> = None;
    for index in order {
        let Some(source) = &mut found[index].source else { continue };
        let words = reader.words(source.span.start, source.span.end);
        let Some(first) = words.clone().next() else { continue };
        let pronoun = with_folded(reader.word(first), |word| match (words.len(), word) {
            (1, "he") => Some(Sex::Man),
            (1, "she") => Some(Sex::Woman),
            (1, "they" | "it" | "we" | "i" | "you") => Some(Sex::Either),
            _ => None,
        });
        match pronoun {
            Some(Sex::Either) => {}
            Some(sex) => {
                let opening = known.opening(&reader, source.span).map(|person| {
                    let own = known.sex.get(&person).copied().unwrap_or(Sex::Either);
                    (person, own)
                });
                let fits = opening.into_iter().chain(last.clone()).find(|(_, own)| own.fits(sex));
                if let Some((person, _)) = fits {
                    source.attested = known.attested.contains(&person);
                    source.person = Some(person.clone());
                    last = Some((person, sex));
                }
            }
            None => {
                let person = known.person(&reader, words.clone(), source);
                last = person.clone().map(|p| {
                    let sex = known.sex.get(&p).copied().unwrap_or(Sex::Either);
                    (p, if sex == Sex::Either { reader.sex(words.clone()) } else { sex })
                });
                source.named = person.is_some();
                source.attested = person.as_ref().is_some_and(|p| {
                    known.attested.contains(p)
                        || words.clone().any(|w| {
                            matches!(reader.role(w), Some(Role::Person | Role::Man | Role::Woman))
                                || reader.word(w) == "who"
                        })
                });
                source.person = person;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sex {
    Man,
    Woman,
    Either,
}

impl Sex {
    fn fits(self, other: Sex) -> bool {
        self == Sex::Either || self == other
    }
}

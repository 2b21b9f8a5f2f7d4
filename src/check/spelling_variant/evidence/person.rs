//! What stands round persons: first names, titles, what they do, whose relatives they are.

use super::{Evidence, Side};
use crate::article::Span;
use crate::fact::{Clue, ClueKind, Position};
use crate::lexicon::{Against, For, Lexicon};
use crate::text::{fold, word_id};

/// Whether both are first names, with one surname after them.
pub(in crate::check::spelling_variant) fn one_surname(a: Side<'_>, b: Side<'_>) -> bool {
    a.only(Position::First)
        && b.only(Position::First)
        && a.clues(ClueKind::After).any(|x| b.clues(ClueKind::After).any(|y| y.value == x.value))
}

/// The first names; says whether one is the same.
pub(super) fn first_names(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) -> bool {
    // A first name is compared with a first name, before the same surname.
    let (first_a, first_b) = (a.only(Position::First), b.only(Position::First));
    if first_a || first_b {
        let shared = a.clues(ClueKind::After).find(|x| b.clues(ClueKind::After).any(|y| y.value == x.value));
        match shared {
            Some(after) => {
                found.plus(For::SameSurname, format!("both before \"{}\"", a.word(after.span)));
                return true;
            }
            None if a.clues(ClueKind::After).next().is_some()
                && b.clues(ClueKind::After).next().is_some() =>
            {
                if first_a && first_b {
                    found.forbidden = true;
                } else {
                    found.minus(Against::DifferentSurname);
                }
                return false;
            }
            None => {
                let given = lexicon.given_names.contains(&a.spelling.form)
                    || lexicon.given_names.contains(&b.spelling.form);
                if given {
                    found.minus(Against::GivenNameAlone);
                }
                return false;
            }
        }
    }
    let mut best = None;
    let names = |s: Side<'_>| -> Vec<Clue> {
        s.clues(ClueKind::First).chain(s.clues(ClueKind::Before)).copied().collect()
    };
    let (of_a, of_b) = (names(a), names(b));
    for x in &of_a {
        for y in &of_b {
            let how = if x.value == y.value {
                Firsts::Same
            } else {
                compare_firsts(a.word(x.span), b.word(y.span))
            };
            if best.is_none_or(|(b, _)| how > b) {
                best = Some((how, x.span));
            }
        }
    }
    match best {
        Some((Firsts::Same, span)) => {
            found.plus(For::SameFirstName, format!("both after \"{}\"", a.word(span)));
            true
        }
        Some((Firsts::Near, _)) => {
            found.plus(For::NearFirstName, "first names alike");
            true
        }
        Some((Firsts::Initial, _)) => {
            found.plus(For::SameInitial, "the same initial");
            true
        }
        Some((Firsts::Different, _)) => {
            found.minus(Against::DifferentFirstName);
            false
        }
        None => false,
    }
}

/// How two first names compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firsts {
    Different,
    Initial,
    Near,
    Same,
}

fn compare_firsts(x: &str, y: &str) -> Firsts {
    let (x, y) = (fold(x), fold(y));
    if x == y {
        return Firsts::Same;
    }
    let (short, long) = if x.len() < y.len() { (&x, &y) } else { (&y, &x) };
    if short.chars().count() == 1 {
        return if long.starts_with(short.as_str()) { Firsts::Initial } else { Firsts::Different };
    }
    if long.starts_with(short.as_str()) && short.len() >= 3 {
        return Firsts::Near;
    }
    let distance = strsim::damerau_levenshtein(&x, &y);
    if distance == 1 && long.len() >= 4 || distance == 2 && long.len() >= 8 {
        Firsts::Near
    } else {
        Firsts::Different
    }
}

pub(super) fn titles(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) {
    let own = |s: Side<'_>| -> (Vec<(u64, Span)>, Vec<u64>) {
        let (mut strong, mut weak) = (Vec::new(), Vec::new());
        for clue in s.clues(ClueKind::Title) {
            if lexicon.names.courtesy.has(clue.value) {
                weak.push(clue.value)
            } else {
                strong.push((clue.value, clue.span))
            }
        }
        (strong, weak)
    };
    let ((strong_a, weak_a), (strong_b, weak_b)) = (own(a), own(b));
    let shared = strong_a.iter().find(|(value, _)| strong_b.iter().any(|(other, _)| other == value));
    if let Some((_, span)) = shared {
        found.plus(For::SameTitle, format!("both \"{}\"", a.word(*span)));
    } else if !strong_a.is_empty() && !strong_b.is_empty() {
        found.minus(Against::DifferentTitle);
    } else if !weak_a.is_empty() && !weak_b.is_empty() && !weak_a.iter().any(|w| weak_b.contains(w)) {
        found.minus(Against::DifferentCourtesy);
    } else if weak_a.iter().any(|w| weak_b.contains(w)) {
        found.plus_unsaid(For::SameCourtesy);
    }
}

pub(super) fn roles(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let shared: Vec<&Clue> =
        a.clues(ClueKind::Role).filter(|x| b.clues(ClueKind::Role).any(|y| y.value == x.value)).collect();
    if let Some(first) = shared.first() {
        let kind = if shared.len() > 1 { For::SameRoles } else { For::SameRole };
        found.plus(kind, format!("both \"{}\"", a.word(first.span)));
    }
}

/// How far from a name a word that says whose relative he is stands, in bytes.
const KIN: usize = 40;

/// Whether a relative is spoken of beside the name: `Mark Vell's brother, Marc Vell`.
pub(super) fn beside_kin(side: Side<'_>, lexicon: &Lexicon) -> bool {
    let text = side.article.text();
    side.spelling.places.iter().any(|place| {
        let (start, end) = (place.run.start as usize, place.run.end as usize);
        let from = text.floor_char_boundary(start.saturating_sub(KIN));
        let to = text.ceil_char_boundary((end + KIN).min(text.len()));
        let before = text[from..start].rsplit('\n').next().unwrap_or_default();
        let after = text[end..to].split('\n').next().unwrap_or_default();
        let words =
            before.split(|c: char| !c.is_alphabetic()).chain(after.split(|c: char| !c.is_alphabetic()));
        // `set for another boost` says nothing of relatives.
        words.into_iter().any(|word| word != "another" && lexicon.nicknames.kin.contains(&word_id(word)))
    })
}

//! What stands round places: the kind of place, and where it lies.

use super::{Evidence, Side};
use crate::fact::{Clue, ClueKind};
use crate::lexicon::{Against, For, Lexicon};

/// Kinds of place: `town of`. Writers do not tell a town from a city with care.
pub(super) fn heads(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) {
    let settlement = |clue: &&Clue| lexicon.names.settlements.has(clue.value);
    let same = a.clues(ClueKind::Head).any(|x| b.clues(ClueKind::Head).any(|y| y.value == x.value));
    if !same
        && let Some(x) = a.clues(ClueKind::Head).find(settlement)
        && let Some(y) = b.clues(ClueKind::Head).find(settlement)
    {
        found.plus_each(For::BothSettlements, a.word(x.span), b.word(y.span));
    } else {
        one_of(a, b, ClueKind::Head, For::SameKindOfPlace, Against::DifferentKindOfPlace, found);
    }
}

/// A clue of which a name has one: the same speaks for it, another against it.
pub(super) fn one_of(
    a: Side<'_>,
    b: Side<'_>,
    kind: ClueKind,
    same: For,
    different: Against,
    found: &mut Evidence,
) {
    let shared = a.clues(kind).find(|x| b.clues(kind).any(|y| y.value == x.value));
    if let Some(clue) = shared {
        let words = match kind {
            ClueKind::Head => {
                // `town of`, where it is written so.
                let of =
                    if a.article.text()[clue.span.end as usize..].starts_with(" of ") { " of" } else { "" };
                format!("both \"{}{of}\"", a.word(clue.span))
            }
            _ => format!("both by \"{}\"", a.word(clue.span)),
        };
        found.plus(same, words);
    } else if a.clues(kind).next().is_some() && b.clues(kind).next().is_some() {
        found.minus(different);
    }
}

//! Whether two spellings are one name: the letters, what rules it out, and what stands round them.

use super::edits::{Aligner, Alignment, Edit, EditKind};
use super::evidence::{Evidence, Side, one_surname, weigh};
use super::veto::{Given, veto};
use crate::fact::{NameType, Statistics};
use crate::finding::Certainty;
use crate::lexicon::{Against, Lexicon, SpellingEdits};
use crate::text::fold;

/// What was decided, and why.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) score: f64,
    pub(super) certainty: Certainty,
    pub(super) alignment: Alignment,
    pub(super) evidence: Evidence,
}

/// What the letters say may not be worse than this, whatever the evidence.
const FARTHEST: f64 = -2.5;
/// Alignments that cost more are given up.
const DEAREST: f64 = 5.5;

/// Two folded spellings in the order in which they are aligned, whichever stands first in the copy.
pub(super) fn in_order<'t>(a: &'t str, b: &'t str) -> (&'t str, &'t str) {
    if a <= b { (a, b) } else { (b, a) }
}

/// What the letters of two folded spellings say, asked once for a pair that may stand in many articles;
/// none where they can't be one name, whatever stands round them. The alignment is of the two [`in_order`].
pub(super) fn near(
    a: &str,
    b: &str,
    table: &SpellingEdits,
    aligner: &mut Aligner<'_>,
) -> Option<(f64, Alignment)> {
    let (a, b) = in_order(a, b);
    let letters = |text: &str| if text.is_ascii() { text.len() } else { text.chars().count() };
    let length = letters(a).min(letters(b)).min(12);
    #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
    let same = table.score.base + table.score.length * length as f64;
    // What costs more scores too little, so an alignment may give up there; accents cost nothing.
    let dearest = (same + table.score.coherent.max(0.0) - FARTHEST + 1e-9).max(0.0);
    let alignment = aligner.align(a, b, dearest.min(DEAREST))?;
    let mut score = same - alignment.cost;
    if alignment.conventions != 0 {
        score += table.score.coherent;
    }
    if alignment.edits.is_empty() {
        score += table.score.accent;
    }
    (score >= FARTHEST).then_some((score, alignment))
}

/// The parts by which two hyphenated names differ, where all others are the same.
fn one_part<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, &'a str)> {
    if !a.contains('-') || a.matches('-').count() != b.matches('-').count() {
        return None;
    }
    let mut differing = a.split('-').zip(b.split('-')).filter(|(x, y)| x != y);
    differing.next().filter(|_| differing.next().is_none())
}

/// Judges two spellings; none where nothing is worth saying.
pub(super) fn judge(
    (letters, alignment): &(f64, Alignment),
    a: Side<'_>,
    b: Side<'_>,
    together: bool,
    stats: &Statistics,
    lexicon: &Lexicon,
) -> Option<Verdict> {
    let (x, y) = in_order(&a.spelling.folded, &b.spelling.folded);
    let person = a.spelling.of == NameType::Person && b.spelling.of == NameType::Person;
    let one_surname = together && one_surname(a, b);
    // A name of three letters is a first name, and compared with nothing else.
    if x.len().min(y.len()) < 4 && !one_surname {
        return None;
    }
    let given = match lexicon.given_names.contains(x) && lexicon.given_names.contains(y) {
        false => Given::No,
        true if one_surname => Given::OneSurname,
        true => Given::Alone,
    };
    if veto(x, y, &lexicon.names, person, given).is_some() {
        return None;
    }
    // `Taldorian-Orlish` and `Taldoria-Orlish` differ as their first parts do.
    let part = one_part(&a.spelling.form, &b.spelling.form);
    if part.is_some_and(|(x, y)| veto(&fold(x), &fold(y), &lexicon.names, person, Given::No).is_some()) {
        return None;
    }
    let evidence = weigh(a, b, together, stats, lexicon);
    if evidence.forbidden {
        return None;
    }
    let weights = &lexicon.spelling_evidence;
    let mut score = letters + evidence.weight(weights);
    if !together {
        if !evidence.is_strong() || evidence.is_contradicted() {
            return None;
        }
        score -= weights.across;
    }
    if score < weights.ask {
        return None;
    }
    // Where only the use of the two speaks for it, the letters have to say more.
    let supported =
        evidence.is_supported() && score >= weights.warn + weights.unsupported && plain(alignment);
    // Two given names that are both names may be two persons' of one family.
    let family = given == Given::OneSurname && !evidence.is_one_role();
    // A slip of the hand seldom takes the first letter (Yannakoudakis and Fawthrop 1983), and `Bank` is no
    // slip for `Banc`.
    let doubtful = opens_otherwise(alignment, a.spelling.word || b.spelling.word)
        || !together && evidence.is_settlements_only()
        || a.is_posted()
        || b.is_posted()
        || kind_of_organisation(a, b, lexicon)
        || !alignment.edits.is_empty() && is_acronym(a) != is_acronym(b)
        || evidence.has(Against::BeginsAndEnds)
        || evidence.has(Against::OneSentence) && meant(alignment, x, y);
    let sure = score >= weights.warn
        && !family
        && !doubtful
        && !evidence.is_contradicted()
        && (evidence.is_strong() || supported || alignment.edits.is_empty());
    let certainty = if sure { Certainty::Likely } else { Certainty::Ask };
    Some(Verdict { score, certainty, alignment: alignment.clone(), evidence })
}

/// Whether two spellings in one sentence may be meant, as in `known as Khorun to some and Horun to others`: they
/// differ in marks, or as two conventions do, or are so short that they are two words. One vowel for another is a slip.
fn meant(alignment: &Alignment, x: &str, y: &str) -> bool {
    let vowel = |text: &str, (from, to): (u8, u8)| {
        matches!(text.get(from as usize..to as usize), Some("a" | "e" | "i" | "o" | "u"))
    };
    let convention =
        |edit: &Edit| matches!(edit.kind, EditKind::Rule(_)) && !(vowel(x, edit.a) && vowel(y, edit.b));
    x.len().min(y.len()) <= 4 || alignment.edits.iter().all(convention)
}

/// Whether they differ in the first letter, and no convention says why; `word` says that one of them is a word
/// of everyday English, which no convention writes.
fn opens_otherwise(alignment: &Alignment, word: bool) -> bool {
    alignment.edits.first().is_some_and(|edit| {
        (edit.a.0, edit.b.0) == (0, 0) && (word || !matches!(edit.kind, EditKind::Rule(_)))
    })
}

/// Letters of an acronym at the most; longer words in capitals are headlines and datelines.
const ACRONYM: usize = 6;

/// Whether it may be made of initials, as `ASEAN` is: short, and in capitals wherever it stands. Some agencies
/// write the surnames of persons so.
fn is_acronym(side: Side<'_>) -> bool {
    let spelling = side.spelling;
    spelling.folded.len() <= ACRONYM
        && spelling.of != NameType::Person
        && spelling.places.iter().all(|place| place.capitals)
}

/// Whether one of them, and only one, is a word for a kind of organisation.
fn kind_of_organisation(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon) -> bool {
    let kind = |s: Side<'_>| lexicon.names.organisations.contains(&s.spelling.folded);
    kind(a) != kind(b)
}

/// Whether the spellings differ in one edit, or in such as one convention explains.
fn plain(alignment: &Alignment) -> bool {
    alignment.edits.len() <= 1 || alignment.conventions != 0 && alignment.edits.len() <= 2
}

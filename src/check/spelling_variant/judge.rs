//! Whether two spellings are one name: the letters, what rules it out, and what stands round them.

use super::edits::{Alignment, align};
use super::evidence::{Evidence, Side, weigh};
use super::veto::veto;
use crate::fact::{NameType, Statistics};
use crate::finding::Certainty;
use crate::lexicon::{Lexicon, SpellingEdits};

/// What was decided, and why.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) score: f64,
    pub(super) certainty: Certainty,
    pub(super) alignment: Alignment,
    pub(super) evidence: Evidence,
}

/// A query is worth it from here.
const ASK: f64 = 0.0;
/// A warning from here, with strong evidence.
const WARN: f64 = 1.2;
/// Alignments that cost more are given up.
const DEAREST: f64 = 7.0;

/// What the letters say may not be worse than this, whatever the evidence.
const FARTHEST: f64 = -3.5;

/// What the letters say of two folded spellings.
pub(super) fn letters(a: &str, b: &str, table: &SpellingEdits) -> Option<(f64, Alignment)> {
    let alignment = align(a, b, table, DEAREST)?;
    let length = a.chars().count().min(b.chars().count()).min(12);
    #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
    let mut score = table.score.base + table.score.length * length as f64 - alignment.cost;
    if alignment.conventions != 0 {
        score += table.score.coherent;
    }
    if alignment.edits.is_empty() {
        score += table.score.accent;
    }
    Some((score, alignment))
}

/// What two folded spellings say by themselves: asked once for a pair that may stand in many
/// articles.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    score: f64,
    alignment: Alignment,
    /// Whether something rules the pair out, and whether it does when both are persons.
    vetoed: (bool, bool),
}

impl Pair {
    /// None where the spellings can't be one name, whatever stands round them.
    pub(super) fn new(a: &str, b: &str, lexicon: &Lexicon) -> Option<Self> {
        let (score, alignment) = letters(a, b, &lexicon.spelling_edits)?;
        if score < FARTHEST {
            return None;
        }
        let vetoed = |person| veto(a, b, &lexicon.names, person).is_some();
        let pair = Self { score, alignment, vetoed: (vetoed(false), vetoed(true)) };
        (pair.vetoed != (true, true)).then_some(pair)
    }
}

/// Judges two spellings where they stand; none where nothing is worth saying.
pub(super) fn judge(
    pair: &Pair,
    a: Side<'_>,
    b: Side<'_>,
    together: bool,
    stats: &Statistics,
    lexicon: &Lexicon,
) -> Option<Verdict> {
    let person = a.spelling.of == NameType::Person && b.spelling.of == NameType::Person;
    if if person { pair.vetoed.1 } else { pair.vetoed.0 } {
        return None;
    }
    let evidence = weigh(a, b, together, stats, lexicon);
    if evidence.forbidden {
        return None;
    }
    let mut score = pair.score + evidence.weight;
    if !together {
        if !evidence.is_strong() || evidence.against {
            return None;
        }
        score -= 1.5;
    }
    if score < ASK {
        return None;
    }
    let sure = score >= WARN && evidence.is_strong() && !evidence.against;
    let certainty = if sure { Certainty::Likely } else { Certainty::Ask };
    Some(Verdict { score, certainty, alignment: pair.alignment.clone(), evidence })
}

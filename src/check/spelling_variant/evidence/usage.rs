//! How two spellings are used in an article and in the run: where, how often, as what.

use super::{Evidence, Side};
use crate::fact::{ClueKind, NameType, Position, Statistics};
use crate::lexicon::{Against, For, Lexicon};

/// They stand in one run: `Boutros Boutros-Ghali`.
pub(super) fn run_together(a: Side<'_>, b: Side<'_>) -> bool {
    let of = |s: Side<'_>| {
        s.spelling.places.iter().filter(|p| p.position != Position::Sole).map(|p| p.run).collect::<Vec<_>>()
    };
    let runs = of(b);
    of(a).iter().any(|run| runs.contains(run))
}

/// `X and Y`: nobody joins a name to itself.
pub(super) fn joined(a: Side<'_>, b: Side<'_>) -> bool {
    let key_a = crate::text::key(&a.spelling.form);
    let key_b = crate::text::key(&b.spelling.form);
    a.clues(ClueKind::Joined).any(|c| c.value == key_b) || b.clues(ClueKind::Joined).any(|c| c.value == key_a)
}

/// The same word before or after it in the run.
pub(super) fn neighbours(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    if a.only(Position::First) || b.only(Position::First) {
        return;
    }
    let after = a.clues(ClueKind::After).find(|x| b.clues(ClueKind::After).any(|y| y.value == x.value));
    if let Some(clue) = after {
        found.plus(For::SameNextWord, format!("both before \"{}\"", a.word(clue.span)));
    }
}

/// Two names in one sentence are two as a rule.
pub(super) fn sentences(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let shared = a.spelling.places.iter().any(|p| b.spelling.places.iter().any(|q| q.sentence == p.sentence));
    if shared {
        found.minus(Against::OneSentence);
    }
}

pub(super) fn counts(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let (few, many) = if a.count() < b.count() { (a.count(), b.count()) } else { (b.count(), a.count()) };
    if few == 1 && many >= 3 {
        found.plus_unsaid(For::RareBesideCommon);
    } else if few >= 3 {
        found.minus(Against::BothOften);
    }
}

/// A surname that nobody introduced, after one that was introduced in full.
pub(super) fn orphan(a: Side<'_>, b: Side<'_>, same_first: bool, found: &mut Evidence) {
    if same_first {
        return;
    }
    let introduced = |s: Side<'_>| s.clues(ClueKind::First).next().is_some();
    let bare = |s: Side<'_>| {
        !introduced(s)
            && s.only(Position::Sole)
            && s.clues(ClueKind::Head).next().is_none()
            && s.clues(ClueKind::Preposition).next().is_none()
    };
    let (full, alone) = match (introduced(a) && bare(b), introduced(b) && bare(a)) {
        (true, _) => (a, b),
        (_, true) => (b, a),
        _ => return,
    };
    if full.spelling.of == NameType::Person && alone.spelling.of != NameType::Place {
        found.plus(For::IntroducedNowhere, format!("\"{}\" is introduced nowhere", alone.spelling.form));
    }
}

pub(super) fn types(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let (x, y) = (a.spelling.of, b.spelling.of);
    let clash = matches!((x, y), (NameType::Person, NameType::Place) | (NameType::Place, NameType::Person));
    if clash {
        found.minus(Against::PersonAndPlace);
    }
    // One preposition (`printed in Al-Sabar`) makes no place of it.
    let place = |s: Side<'_>| {
        s.clues(ClueKind::Head).next().is_some() || s.clues(ClueKind::Preposition).nth(1).is_some()
    };
    let thing = |s: Side<'_>, other: Side<'_>| s.clues(ClueKind::Thing).next().is_some() && place(other);
    let things = a.clues(ClueKind::Thing).any(|x| b.clues(ClueKind::Thing).any(|y| y.value == x.value));
    let sole = a.ever(Position::Sole) && b.ever(Position::Sole);
    if sole && !things && (thing(a, b) || thing(b, a)) {
        found.minus(Against::ThingAndPlace);
    }
    if x == y && x != NameType::Unknown {
        found.plus_unsaid(For::SameType);
    }
    if a.only(Position::First) != b.only(Position::First)
        && !b.ever(Position::Sole)
        && !a.ever(Position::Sole)
    {
        found.minus(Against::FirstAndLast);
    }
    // `Saudi Arabia` and `Nora Saoudi`: the word begins one name and ends another, and never the other way.
    let leads = |s: Side<'_>| s.ever(Position::First) && !s.ever(Position::Last) && !s.ever(Position::Inner);
    if leads(a) && b.only(Position::Last) || leads(b) && a.only(Position::Last) {
        found.minus(Against::BeginsAndEnds);
    }
}

/// Two words that are each known as a name, or as a word, are two.
pub(super) fn known(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) {
    match (is_listed(a, lexicon), is_listed(b, lexicon)) {
        (true, true) => found.minus(Against::BothKnownNames),
        (false, false) => {}
        _ => found.plus_unsaid(For::KnownBesideUnknown),
    }
}

fn is_listed(side: Side<'_>, lexicon: &Lexicon) -> bool {
    side.spelling.word
        || lexicon.surnames.contains(&side.spelling.form)
        || lexicon.given_names.contains(&side.spelling.form)
}

/// How the two are used in the other articles of a run.
pub(super) fn in_the_run(
    a: Side<'_>,
    b: Side<'_>,
    together: bool,
    stats: &Statistics,
    lexicon: &Lexicon,
    found: &mut Evidence,
) {
    let (count_a, count_b) = (stats.word(&a.spelling.form), stats.word(&b.spelling.form));
    if together && stats.articles >= 20 {
        let (few, many) = (count_a.articles.min(count_b.articles), count_a.articles.max(count_b.articles));
        if few >= 4 {
            found.minus(Against::BothInTheRun);
        } else if few <= 1 && many >= 4 {
            found.plus_unsaid(For::NewToTheRun);
        } else if count_a.articles <= 1 && !is_listed(a, lexicon)
            || count_b.articles <= 1 && !is_listed(b, lexicon)
        {
            found.plus_unsaid(For::KnownNowhere);
        }
    }
    if count_a.is_word() && count_b.is_word() {
        found.minus(Against::BothWords);
    }
}

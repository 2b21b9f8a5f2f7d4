//! What stands round two spellings, for and against their being one name.

use crate::article::{Article, Span};
use crate::fact::{Clue, ClueKind, NameType, Position, Spelling, Statistics};
use crate::lexicon::Lexicon;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) article: &'a Article,
    pub(super) spelling: &'a Spelling,
}

/// A reason, with its weight and its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reason {
    pub(super) weight: f64,
    /// In words, for the message; empty where it says nothing to a reader.
    pub(super) words: String,
    /// It alone can carry a warning.
    pub(super) strong: bool,
}

/// What was found for and against.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub(super) weight: f64,
    pub(super) reasons: Vec<Reason>,
    /// Something speaks against it.
    pub(super) against: bool,
    /// Something rules it out.
    pub(super) forbidden: bool,
}

impl Evidence {
    fn plus(&mut self, weight: f64, strong: bool, words: impl Into<String>) {
        self.weight += weight;
        self.reasons.push(Reason { weight, words: words.into(), strong });
    }

    fn minus(&mut self, weight: f64) {
        self.weight -= weight;
        self.against = true;
    }

    /// Whether something strong speaks for it.
    pub(super) fn is_strong(&self) -> bool {
        self.reasons.iter().any(|reason| reason.strong)
    }
}

impl Side<'_> {
    fn clues(&self, kind: ClueKind) -> impl Iterator<Item = &Clue> {
        self.spelling.clues.iter().filter(move |clue| clue.kind == kind)
    }

    fn word(&self, span: Span) -> &str {
        self.article.slice(span)
    }

    fn count(&self) -> usize {
        self.spelling.places.len()
    }

    fn only(&self, position: Position) -> bool {
        self.spelling.places.iter().filter(|p| !p.uncertain).all(|p| p.position == position)
            && self.spelling.places.iter().any(|p| !p.uncertain)
    }

    fn ever(&self, position: Position) -> bool {
        self.spelling.places.iter().any(|p| p.position == position)
    }
}

/// Weighs what stands round `a` and `b`.
pub(super) fn weigh(
    a: Side<'_>,
    b: Side<'_>,
    together: bool,
    stats: &Statistics,
    lexicon: &Lexicon,
) -> Evidence {
    let mut found = Evidence::default();
    if together && (run_together(a, b) || joined(a, b)) {
        found.forbidden = true;
        return found;
    }
    let same_first = first_names(a, b, lexicon, &mut found);
    if found.forbidden {
        return found;
    }
    titles(a, b, lexicon, &mut found);
    heads(a, b, lexicon, &mut found);
    one_of(a, b, ClueKind::Region, 2.0, true, &mut found);
    roles(a, b, &mut found);
    neighbours(a, b, &mut found);
    if together {
        sentences(a, b, &mut found);
        counts(a, b, &mut found);
        orphan(a, b, same_first, &mut found);
    }
    types(a, b, &mut found);
    known(a, b, together, stats, lexicon, &mut found);
    found
}

/// They stand in one run: `Boutros Boutros-Ghali`.
fn run_together(a: Side<'_>, b: Side<'_>) -> bool {
    let of = |s: Side<'_>| {
        s.spelling.places.iter().filter(|p| p.position != Position::Sole).map(|p| p.run).collect::<Vec<_>>()
    };
    let runs = of(b);
    of(a).iter().any(|run| runs.contains(run))
}

/// `X and Y`: nobody joins a name to itself.
fn joined(a: Side<'_>, b: Side<'_>) -> bool {
    let key_a = crate::text::key(&a.spelling.form);
    let key_b = crate::text::key(&b.spelling.form);
    a.clues(ClueKind::Joined).any(|c| c.value == key_b) || b.clues(ClueKind::Joined).any(|c| c.value == key_a)
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
    let (x, y) = (crate::text::fold(x), crate::text::fold(y));
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

/// The first names; says whether one is the same.
fn first_names(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) -> bool {
    // A first name is compared with a first name, before the same surname.
    let (first_a, first_b) = (a.only(Position::First), b.only(Position::First));
    if first_a || first_b {
        let shared = a.clues(ClueKind::After).find(|x| b.clues(ClueKind::After).any(|y| y.value == x.value));
        match shared {
            Some(after) => {
                found.plus(2.0, true, format!("both before \"{}\"", a.word(after.span)));
                return true;
            }
            None if a.clues(ClueKind::After).next().is_some()
                && b.clues(ClueKind::After).next().is_some() =>
            {
                if first_a && first_b {
                    found.forbidden = true;
                } else {
                    found.minus(2.5);
                }
                return false;
            }
            None => {
                let given = lexicon.given_names.contains(&a.spelling.form)
                    || lexicon.given_names.contains(&b.spelling.form);
                if given {
                    found.minus(3.0);
                }
                return false;
            }
        }
    }
    let mut best = None;
    for x in a.clues(ClueKind::First) {
        for y in b.clues(ClueKind::First) {
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
            found.plus(2.6, true, format!("both after \"{}\"", a.word(span)));
            true
        }
        Some((Firsts::Near, _)) => {
            found.plus(0.8, false, "first names alike");
            true
        }
        Some((Firsts::Initial, _)) => {
            found.plus(0.8, false, "the same initial");
            true
        }
        Some((Firsts::Different, _)) => {
            found.minus(4.0);
            false
        }
        None => false,
    }
}

fn titles(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) {
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
        found.plus(1.4, true, format!("both \"{}\"", a.word(*span)));
    } else if !strong_a.is_empty() && !strong_b.is_empty() {
        found.minus(2.5);
    } else if !weak_a.is_empty() && !weak_b.is_empty() && !weak_a.iter().any(|w| weak_b.contains(w)) {
        found.minus(1.5);
    } else if weak_a.iter().any(|w| weak_b.contains(w)) {
        found.weight += 0.2;
    }
}

/// Kinds of place: `town of`. Writers do not tell a town from a city with care.
fn heads(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) {
    let settlement = |clue: &&Clue| lexicon.names.settlements.has(clue.value);
    let same = a.clues(ClueKind::Head).any(|x| b.clues(ClueKind::Head).any(|y| y.value == x.value));
    if !same
        && let Some(x) = a.clues(ClueKind::Head).find(settlement)
        && let Some(y) = b.clues(ClueKind::Head).find(settlement)
    {
        found.plus(0.4, true, format!("\"{}\" and \"{}\"", a.word(x.span), b.word(y.span)));
    } else {
        one_of(a, b, ClueKind::Head, 1.6, true, found);
    }
}

/// A clue of which a name has one: the same speaks for it, another against it.
fn one_of(a: Side<'_>, b: Side<'_>, kind: ClueKind, weight: f64, strong: bool, found: &mut Evidence) {
    let shared = a.clues(kind).find(|x| b.clues(kind).any(|y| y.value == x.value));
    if let Some(clue) = shared {
        let words = match kind {
            ClueKind::Head => format!("both \"{}\"", a.word(clue.span)),
            _ => format!("both by \"{}\"", a.word(clue.span)),
        };
        found.plus(weight, strong, words);
    } else if a.clues(kind).next().is_some() && b.clues(kind).next().is_some() {
        found.minus(weight * 1.4);
    }
}

fn roles(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let shared: Vec<&Clue> =
        a.clues(ClueKind::Role).filter(|x| b.clues(ClueKind::Role).any(|y| y.value == x.value)).collect();
    if let Some(first) = shared.first() {
        let weight = if shared.len() > 1 { 2.0 } else { 1.0 };
        found.plus(weight, true, format!("both \"{}\"", a.word(first.span)));
    }
}

/// The same word before or after it in the run.
fn neighbours(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    if a.only(Position::First) || b.only(Position::First) {
        return;
    }
    let after = a.clues(ClueKind::After).find(|x| b.clues(ClueKind::After).any(|y| y.value == x.value));
    if let Some(clue) = after {
        found.plus(1.2, true, format!("both before \"{}\"", a.word(clue.span)));
    }
}

/// Two names in one sentence are two as a rule.
fn sentences(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let shared = a.spelling.places.iter().any(|p| b.spelling.places.iter().any(|q| q.sentence == p.sentence));
    if shared {
        found.minus(1.2);
    }
}

fn counts(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let (few, many) = if a.count() < b.count() { (a.count(), b.count()) } else { (b.count(), a.count()) };
    if few == 1 && many >= 3 {
        found.plus(0.7, false, "");
    } else if few >= 3 {
        found.minus(1.0);
    }
}

/// A surname that nobody introduced, after one that was introduced in full.
fn orphan(a: Side<'_>, b: Side<'_>, same_first: bool, found: &mut Evidence) {
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
        found.plus(0.8, false, format!("\"{}\" is introduced nowhere", alone.spelling.form));
    }
}

fn types(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let (x, y) = (a.spelling.of, b.spelling.of);
    let clash = matches!((x, y), (NameType::Person, NameType::Place) | (NameType::Place, NameType::Person));
    if clash {
        found.minus(1.5);
    }
    if a.only(Position::First) != b.only(Position::First)
        && !b.ever(Position::Sole)
        && !a.ever(Position::Sole)
    {
        found.weight -= 0.8;
    }
}

/// Two words that are each known as a name, or as a word, are two.
fn known(
    a: Side<'_>,
    b: Side<'_>,
    together: bool,
    stats: &Statistics,
    lexicon: &Lexicon,
    found: &mut Evidence,
) {
    let listed = |s: Side<'_>| {
        s.spelling.word
            || lexicon.surnames.contains(&s.spelling.form)
            || lexicon.given_names.contains(&s.spelling.form)
    };
    if listed(a) && listed(b) {
        found.weight -= 1.5;
    }
    let (count_a, count_b) = (stats.word(&a.spelling.form), stats.word(&b.spelling.form));
    if together && stats.articles >= 20 {
        let (few, many) = (count_a.articles.min(count_b.articles), count_a.articles.max(count_b.articles));
        if few >= 4 {
            found.weight -= 1.0;
        } else if few <= 1 && many >= 4 {
            found.weight += 0.6;
        }
    }
    if count_a.is_word() && count_b.is_word() {
        found.minus(3.0);
    }
}

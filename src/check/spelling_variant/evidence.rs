//! What stands round two spellings, for and against their being one name.

use crate::article::{Article, Span};
use crate::fact::{Clue, ClueKind, NameType, Position, Spelling, Statistics};
use crate::lexicon::{Against, EvidenceWeights, For, Lexicon};
use crate::text::word_id;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) article: &'a Article,
    pub(super) spelling: &'a Spelling,
}

/// A reason for, in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reason {
    pub(super) kind: For,
    /// For the message; empty where it says nothing to a reader.
    pub(super) words: String,
}

/// What was found for and against.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub(super) reasons: Vec<Reason>,
    pub(super) against: Vec<Against>,
    /// Something rules it out.
    pub(super) forbidden: bool,
}

impl Evidence {
    fn plus(&mut self, kind: For, words: impl Into<String>) {
        self.reasons.push(Reason { kind, words: words.into() });
    }

    fn minus(&mut self, kind: Against) {
        self.against.push(kind);
    }

    /// What it adds to the score.
    pub(super) fn weight(&self, weights: &EvidenceWeights) -> f64 {
        let plus: f64 = self.reasons.iter().map(|reason| weights.plus(reason.kind)).sum();
        let minus: f64 = self.against.iter().map(|kind| weights.minus(*kind)).sum();
        plus - minus
    }

    /// Whether something that is said of one bearer speaks for it. Each of these needs a clue in common,
    /// as [`Clues::may_share`](super::forms::Clues::may_share) looks for.
    pub(super) fn is_strong(&self) -> bool {
        self.reasons.iter().any(|reason| {
            matches!(
                reason.kind,
                For::SameFirstName
                    | For::SameSurname
                    | For::SameTitle
                    | For::SameKindOfPlace
                    | For::BothSettlements
                    | For::SameRegion
                    | For::SameRole
                    | For::SameRoles
                    | For::SameNextWord
            )
        })
    }

    /// Whether both have one title or do one thing.
    pub(super) fn is_one_role(&self) -> bool {
        self.reasons
            .iter()
            .any(|reason| matches!(reason.kind, For::SameTitle | For::SameRole | For::SameRoles))
    }

    /// Whether how the two are used speaks for it.
    pub(super) fn is_supported(&self) -> bool {
        self.reasons.iter().any(|reason| {
            matches!(
                reason.kind,
                For::RareBesideCommon
                    | For::IntroducedNowhere
                    | For::NewToTheRun
                    | For::KnownNowhere
                    | For::SameType
                    | For::SameCourtesy
                    | For::NearFirstName
                    | For::SameInitial
            )
        })
    }

    /// Whether something that is said of one bearer speaks against it.
    pub(super) fn is_contradicted(&self) -> bool {
        self.against.iter().any(|kind| {
            !matches!(
                kind,
                Against::BothInTheRun
                    | Against::FirstAndLast
                    | Against::BothOften
                    | Against::OneSentence
                    | Against::PersonAndPlace
            )
        })
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
    let one_surname = one_surname(a, b);
    let kin = one_surname && (beside_kin(a, lexicon) || beside_kin(b, lexicon));
    if kin || together && (run_together(a, b) || joined(a, b)) {
        found.forbidden = true;
        return found;
    }
    let same_first = first_names(a, b, lexicon, &mut found);
    if found.forbidden {
        return found;
    }
    titles(a, b, lexicon, &mut found);
    heads(a, b, lexicon, &mut found);
    one_of(a, b, ClueKind::Region, For::SameRegion, Against::DifferentRegion, &mut found);
    roles(a, b, &mut found);
    neighbours(a, b, &mut found);
    if together {
        sentences(a, b, &mut found);
        counts(a, b, &mut found);
        orphan(a, b, same_first, &mut found);
    }
    types(a, b, &mut found);
    if !(one_surname && together) {
        known(a, b, lexicon, &mut found);
    }
    in_the_run(a, b, together, stats, lexicon, &mut found);
    found
}

/// Whether both are first names, with one surname after them.
pub(super) fn one_surname(a: Side<'_>, b: Side<'_>) -> bool {
    a.only(Position::First)
        && b.only(Position::First)
        && a.clues(ClueKind::After).any(|x| b.clues(ClueKind::After).any(|y| y.value == x.value))
}

/// How far from a name a word that says whose relative he is stands, in bytes.
const KIN: usize = 40;

/// Whether a relative is spoken of beside the name: `Mark Vell's brother, Marc Vell`.
fn beside_kin(side: Side<'_>, lexicon: &Lexicon) -> bool {
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
        found.plus(For::SameTitle, format!("both \"{}\"", a.word(*span)));
    } else if !strong_a.is_empty() && !strong_b.is_empty() {
        found.minus(Against::DifferentTitle);
    } else if !weak_a.is_empty() && !weak_b.is_empty() && !weak_a.iter().any(|w| weak_b.contains(w)) {
        found.minus(Against::DifferentCourtesy);
    } else if weak_a.iter().any(|w| weak_b.contains(w)) {
        found.plus(For::SameCourtesy, "");
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
        found.plus(For::BothSettlements, format!("\"{}\" and \"{}\"", a.word(x.span), b.word(y.span)));
    } else {
        one_of(a, b, ClueKind::Head, For::SameKindOfPlace, Against::DifferentKindOfPlace, found);
    }
}

/// A clue of which a name has one: the same speaks for it, another against it.
fn one_of(a: Side<'_>, b: Side<'_>, kind: ClueKind, same: For, different: Against, found: &mut Evidence) {
    let shared = a.clues(kind).find(|x| b.clues(kind).any(|y| y.value == x.value));
    if let Some(clue) = shared {
        let words = match kind {
            ClueKind::Head => format!("both \"{}\"", a.word(clue.span)),
            _ => format!("both by \"{}\"", a.word(clue.span)),
        };
        found.plus(same, words);
    } else if a.clues(kind).next().is_some() && b.clues(kind).next().is_some() {
        found.minus(different);
    }
}

fn roles(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let shared: Vec<&Clue> =
        a.clues(ClueKind::Role).filter(|x| b.clues(ClueKind::Role).any(|y| y.value == x.value)).collect();
    if let Some(first) = shared.first() {
        let kind = if shared.len() > 1 { For::SameRoles } else { For::SameRole };
        found.plus(kind, format!("both \"{}\"", a.word(first.span)));
    }
}

/// The same word before or after it in the run.
fn neighbours(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    if a.only(Position::First) || b.only(Position::First) {
        return;
    }
    let after = a.clues(ClueKind::After).find(|x| b.clues(ClueKind::After).any(|y| y.value == x.value));
    if let Some(clue) = after {
        found.plus(For::SameNextWord, format!("both before \"{}\"", a.word(clue.span)));
    }
}

/// Two names in one sentence are two as a rule.
fn sentences(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let shared = a.spelling.places.iter().any(|p| b.spelling.places.iter().any(|q| q.sentence == p.sentence));
    if shared {
        found.minus(Against::OneSentence);
    }
}

fn counts(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let (few, many) = if a.count() < b.count() { (a.count(), b.count()) } else { (b.count(), a.count()) };
    if few == 1 && many >= 3 {
        found.plus(For::RareBesideCommon, "");
    } else if few >= 3 {
        found.minus(Against::BothOften);
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
        found.plus(For::IntroducedNowhere, format!("\"{}\" is introduced nowhere", alone.spelling.form));
    }
}

fn types(a: Side<'_>, b: Side<'_>, found: &mut Evidence) {
    let (x, y) = (a.spelling.of, b.spelling.of);
    let clash = matches!((x, y), (NameType::Person, NameType::Place) | (NameType::Place, NameType::Person));
    if clash {
        found.minus(Against::PersonAndPlace);
    }
    if x == y && x != NameType::Unknown {
        found.plus(For::SameType, "");
    }
    if a.only(Position::First) != b.only(Position::First)
        && !b.ever(Position::Sole)
        && !a.ever(Position::Sole)
    {
        found.minus(Against::FirstAndLast);
    }
}

fn is_listed(side: Side<'_>, lexicon: &Lexicon) -> bool {
    side.spelling.word
        || lexicon.surnames.contains(&side.spelling.form)
        || lexicon.given_names.contains(&side.spelling.form)
}

/// Two words that are each known as a name, or as a word, are two.
fn known(a: Side<'_>, b: Side<'_>, lexicon: &Lexicon, found: &mut Evidence) {
    match (is_listed(a, lexicon), is_listed(b, lexicon)) {
        (true, true) => found.minus(Against::BothKnownNames),
        (false, false) => {}
        _ => found.plus(For::KnownBesideUnknown, ""),
    }
}

/// How the two are used in the other articles of a run.
fn in_the_run(
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
            found.plus(For::NewToTheRun, "");
        } else if count_a.articles <= 1 && !is_listed(a, lexicon)
            || count_b.articles <= 1 && !is_listed(b, lexicon)
        {
            found.plus(For::KnownNowhere, "");
        }
    }
    if count_a.is_word() && count_b.is_word() {
        found.minus(Against::BothWords);
    }
}

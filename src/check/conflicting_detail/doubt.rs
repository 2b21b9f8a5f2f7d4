//! What may make no mistake of two sentences that tell one thing with another figure or day.
//!
//! A finding with a doubt is a query, and the doubt stands in its message ([`reason`]).

use super::reason::Doubt;
use super::twin;
use super::weight::Overlap;
use crate::article::Span;
use crate::check::{Corpus, takes};
use crate::fact::{Claim, DateMention, Figure, Turn};
use crate::lexicon::Hedge;
use crate::text::{DateForm, TermId, stem_id, words};

/// From here on two sentences tell the same.
const SURE_SHARE: f64 = 0.72;
/// And so many terms must both have.
const SURE_TERMS: usize = 5;
/// In sentences that tell the same, so many of the shared terms stand in one order.
const IN_ORDER: f64 = 0.8;

/// Words that part people or things in two: what is said of one part is not said of the other.
const PARTS: &[(&[&str], &[&str])] = &[
    (
        &["men", "man", "male", "boys", "boy", "males"],
        &["women", "woman", "female", "girls", "girl", "females"],
    ),
    (&["older", "elderly", "over"], &["younger", "young", "under"]),
    (&["northern", "north"], &["southern", "south"]),
    (&["eastern", "east"], &["western", "west"]),
    (&["first", "morning"], &["second", "last", "evening"]),
    (&["home", "domestic"], &["away", "foreign", "overseas"]),
    (&["before"], &["after"]),
];

/// Two sentences that share most of their terms.
pub(super) struct Pair<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) articles: (u32, u32),
    pub(super) claims: (&'a Claim, &'a Claim),
    pub(super) overlap: &'a Overlap,
}

impl Pair<'_> {
    /// Why two figures may both be right; none where nothing speaks for it.
    pub(super) fn doubt_number(&self, f: &Figure, g: &Figure) -> Option<Doubt> {
        let (x, y) = self.claims;
        let (a, b) = self.articles;
        let apart = twin::days_apart(self.corpus, a, b);
        Some(if f.measure() != g.measure() {
            Doubt::Points
        } else if f.hedge != g.hedge {
            Doubt::Rounded
        } else if x.update || y.update {
            Doubt::OtherTime
        } else if apart > 3 || (a != b && f.people && g.people) || (apart > 0 && moving(f)) {
            Doubt::Newer
        } else if a != b && matches!(f.hedge, Hedge::AtLeast | Hedge::AtMost) {
            Doubt::Bound
        } else if a != b && self.moves() && moving(f) {
            Doubt::Moving
        } else if !self.neighbours(f.word, g.word) || !self.rest_equal(f, g) {
            Doubt::OtherThing
        } else {
            return self.doubt();
        })
    }

    /// Why two days may both be right; none where nothing speaks for it.
    pub(super) fn doubt_day(&self, f: &DateMention, g: &DateMention) -> Option<Doubt> {
        let (a, b) = self.articles;
        let same = matches!((f.form, g.form), (DateForm::Relative(x), DateForm::Relative(y)) if x == y);
        Some(if same {
            Doubt::Reprint
        } else if sort(f) != sort(g)
            || of_saying(self.corpus, a, f) != of_saying(self.corpus, b, g)
            || own_days(self.corpus, (a, f), (b, g))
        {
            Doubt::TwoDays
        } else if twin::days_apart(self.corpus, a, b) > 7 {
            Doubt::DaysApart
        } else {
            return self.doubt();
        })
    }

    /// What can be doubted whatever differs.
    fn doubt(&self) -> Option<Doubt> {
        let (x, y) = self.claims;
        let (a, b) = self.articles;
        let overlap = self.overlap;
        let unlike = overlap.share() < SURE_SHARE || overlap.terms < SURE_TERMS || self.in_order() < IN_ORDER;
        Some(if unlike || self.parts() {
            Doubt::OtherThing
        } else if open(x) != open(y) || opposite(x, y) {
            Doubt::LeftOpen
        } else if !(self.whole(a, x) && self.whole(b, y)) {
            Doubt::NoSentence
        } else if !self.named() || (a == b && (self.points_back(a, x) || self.points_back(b, y))) {
            Doubt::OtherThing
        } else if [a, b].iter().any(|at| takes::is_running(self.corpus.article(*at))) {
            Doubt::Running
        } else {
            return None;
        })
    }

    /// Whether one sentence has a word for one part of a whole, and the other one for the other.
    fn parts(&self) -> bool {
        let ((a, b), (x, y)) = (self.articles, self.claims);
        let (one, other) = (self.corpus.slice(a, x.span), self.corpus.slice(b, y.span));
        let printed = |text| words(text).iter().map(|word| word.of(text)).collect::<Vec<_>>();
        let (one, other) = (printed(one), printed(other));
        let has = |words: &[&str], list: &[&str]| {
            words.iter().any(|word| list.iter().any(|part| part.eq_ignore_ascii_case(word)))
        };
        PARTS.iter().any(|(left, right)| {
            let (l, r) = ((has(&one, left), has(&one, right)), (has(&other, left), has(&other, right)));
            l != r && (l.0 || l.1) && (r.0 || r.1)
        })
    }

    /// Whether both figures count all, or both what is besides some (`four other states`).
    pub(super) fn of_one_whole(&self, f: &Figure, g: &Figure) -> bool {
        let (x, y) = self.claims;
        let (a, b) = self.articles;
        let besides = |article: u32, claim: &Claim, figure: &Figure| {
            let after = Span { start: figure.span.end, end: claim.span.end.max(figure.span.end) };
            let after = self.corpus.slice(article, after);
            let next = words(after).into_iter().take(1).map(|word| word.of(after).to_lowercase());
            next.into_iter().any(|word| matches!(word.as_str(), "other" | "others" | "more" | "further"))
        };
        besides(a, x, f) == besides(b, y, g)
    }

    /// Whether something rises or falls in either.
    fn moves(&self) -> bool {
        let (rise, fall) = (stem_id("rise"), stem_id("fall"));
        let moves = |claim: &Claim| claim.terms.iter().any(|term| [rise, fall].contains(&term.id));
        moves(self.claims.0) || moves(self.claims.1)
    }

    /// Whether the term before both figures is the same, or the term behind them.
    fn neighbours(&self, f: u32, g: u32) -> bool {
        let round = |claim: &Claim, at: u32| -> (Option<TermId>, Option<TermId>) {
            let before = claim.terms.iter().filter(|t| u32::from(t.word) < at).max_by_key(|t| t.word);
            let after = claim.terms.iter().filter(|t| u32::from(t.word) >= at).min_by_key(|t| t.word);
            (before.map(|t| t.id), after.map(|t| t.id))
        };
        let ((p, q), (r, s)) = (round(self.claims.0, f), round(self.claims.1, g));
        p == r || q == s
    }

    /// Whether every other figure of both is the same to the last digit: `at least 170` agrees with
    /// `at least 180`, and yet the two were counted on two days.
    fn rest_equal(&self, f: &Figure, g: &Figure) -> bool {
        let ((a, b), (x, y)) = (self.articles, self.claims);
        let rest = |article: u32, claim: &Claim, odd: &Figure| -> Vec<u64> {
            let figures = twin::figures(self.corpus.facts(article), claim).iter();
            let mut values: Vec<u64> =
                figures.filter(|f| f.span != odd.span && !f.age).map(|f| f.base().to_bits()).collect();
            values.sort_unstable();
            values
        };
        rest(a, x, f) == rest(b, y, g)
    }

    /// The share of the terms in both that stand in one order, 0 to 1.
    fn in_order(&self) -> f64 {
        let (x, y) = self.claims;
        let mut places: Vec<(u16, u16)> = x
            .terms
            .iter()
            .filter_map(|term| {
                let at = y.terms.binary_search_by_key(&term.id, |other| other.id).ok()?;
                Some((term.word, y.terms[at].word))
            })
            .collect();
        places.sort_unstable();
        // The longest rising run, by the least word that ends a run of each length.
        let mut ends: Vec<u16> = Vec::new();
        for (_, word) in &places {
            match ends.partition_point(|end| end < word) {
                at if at == ends.len() => ends.push(*word),
                at => ends[at] = *word,
            }
        }
        ends.len() as f64 / places.len().max(1) as f64
    }

    /// Whether a claim ends as a sentence does: captions, links and tables do not.
    fn whole(&self, article: u32, claim: &Claim) -> bool {
        let text = self.corpus.slice(article, claim.span).trim_end_matches(['"', '”', '’', '\'', ')', ' ']);
        text.ends_with(['.', '!', '?', ',']) && !claim.heading
    }

    /// Whether both name something.
    fn named(&self) -> bool {
        let (x, y) = self.claims;
        x.terms.iter().filter(|term| term.name).any(|term| {
            y.terms.binary_search_by_key(&term.id, |other| other.id).is_ok_and(|at| y.terms[at].name)
        })
    }

    /// Whether a sentence speaks of what the one before it named.
    fn points_back(&self, article: u32, claim: &Claim) -> bool {
        let text = self.corpus.slice(article, claim.span);
        let first = words(text).first().map(|word| word.of(text).to_lowercase());
        first.is_some_and(|word| {
            matches!(
                word.as_str(),
                "he" | "she"
                    | "it"
                    | "they"
                    | "this"
                    | "these"
                    | "that"
                    | "those"
                    | "both"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
            )
        })
    }
}

/// Whether a day stands behind a reporting verb (`she said on Tuesday`).
pub(super) fn of_saying(corpus: &Corpus, article: u32, day: &DateMention) -> bool {
    let cues = corpus.facts(article).attributions.iter().filter_map(|said| said.cue.as_ref());
    cues.into_iter().any(|cue| (1..=4).contains(&day.span.start.saturating_sub(cue.span.end)))
}

/// Whether two articles of two days each speak of the day on which they were written, or of the
/// day before: each tells its own day's news.
pub(super) fn own_days(corpus: &Corpus, (a, f): (u32, &DateMention), (b, g): (u32, &DateMention)) -> bool {
    let own = |article: u32, day: &DateMention| {
        let written = corpus.article(article).meta.date.map(|time| time.date());
        matches!((written, day.resolved), (Some(written), Some(day))
            if (0..=1).contains(&(written - day).get_days()))
    };
    twin::days_apart(corpus, a, b) > 0 && own(a, f) && own(b, g)
}

/// Whether two figures are of what has another figure every week: people, money, shares.
pub(super) fn of_its_week(f: &Figure, g: &Figure) -> bool {
    f.people && g.people || moving(f)
}

/// Whether a day is of the week, of the month, or no day but a month.
fn sort(day: &DateMention) -> u8 {
    match day.form {
        DateForm::Weekday(..) | DateForm::Relative(_) => 0,
        DateForm::Day { .. } => 1,
        DateForm::Month { .. } => 2,
    }
}

/// Whether a claim denies something, leaves it open or says that it is settled.
fn open(claim: &Claim) -> [bool; 3] {
    [Turn::Not, Turn::Open, Turn::Settled].map(|turn| claim.turns.iter().any(|turned| turned.turn == turn))
}

/// Whether two claims say the opposite of each other (`rose`, `fell`).
fn opposite(x: &Claim, y: &Claim) -> bool {
    x.turns.iter().any(|one| {
        y.turns.iter().any(|other| match (one.turn, other.turn) {
            (Turn::Opposite(p, s), Turn::Opposite(q, t)) => p == q && s != t,
            _ => false,
        })
    })
}

/// Whether a figure is of what rises and falls: money and shares of a whole.
fn moving(figure: &Figure) -> bool {
    !matches!(
        figure.measure(),
        "" | "length" | "area" | "mass" | "time" | "calendar time" | "speed" | "volume"
    )
}

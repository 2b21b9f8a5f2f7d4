//! Passages that stand in more than one place: pasted, reworded, split, or taken over.
//!
//! Two passages are compared when the smaller one shares at least half of its shingles with the
//! other. That join is exact: the smaller side probes with so many of its rarest shingles that one
//! of them must be shared, and every passage is found under all of its own. What met is measured
//! on hashes ([`overlap`]), what is left is aligned on the text ([`alignment`]), and
//! pairs ([`pair`]) become findings, one a text ([`cluster`]). What an article sets for display ([`display`]), what two
//! articles quote ([`quotation`]) or show ([`shown`]), and what is said of two things in one form ([`formula`]) is
//! asked, and the finding says why ([`doubt`]). Sentences of one article are compared by their stems ([`sentence`]).

mod alignment;
mod cluster;
mod display;
mod doubt;
mod formula;
mod happening;
mod lines;
mod message;
mod outside;
mod overlap;
mod pair;
mod quotation;
mod refiled;
#[cfg(test)]
mod samples;
mod sentence;
mod shown;
mod sift;
mod standing;
mod template;
mod wording;

use std::sync::Arc;

use self::doubt::Doubt;
use self::happening::Happenings;
use self::pair::Pair;
use super::{
    AnyCheck, Block, BuildError, Check, Corpus, FactRef, Keys, Kind, OptionDoc, Role, Scope, Setting,
    lexicon_of, read_each,
};
use crate::fact::{FactKind, FactSet, Passage, Scan, Unit};
use crate::finding::Disagreement;
use crate::lexicon::Lexicon;
use crate::text::{sequence, shingles};

/// Passages that stand in more than one place.
pub(super) const KIND: Kind = Kind {
    name: "duplicate-passage",
    summary: "Passages that stand twice: pasted, reworded, split, or taken over.",
    page: include_str!("../../../fixtures/duplicate-passage.md"),
    options: &[OptionDoc {
        name: "unit",
        takes: "text",
        help: "What is reported: `paragraph` (the default), `sentence` (inside an article), `standing-text` (a \
               text in many articles) or `article` (one story in two versions).",
    }],
    values: &["place", "other", "coverage"],
    build,
};

fn build(settings: &[Setting<'_>]) -> Result<Box<dyn AnyCheck>, BuildError> {
    let rules = read_each(settings, |setting| Ok((read_unit(setting)?, setting.scope)))?;
    Ok(Box::new(DuplicatePassage { rules, lexicon: lexicon_of(settings) }))
}

/// What a rule of this kind is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// Paragraphs that repeat each other.
    Paragraph,
    /// Sentences of one article that do.
    Sentence,
    /// Text that stands in many articles, said once.
    Standing,
    /// Articles that are one story.
    Article,
}

fn read_unit(setting: &Setting<'_>) -> Result<About, crate::yaml::Mistake> {
    let fields = setting.options.fields(&["unit"])?;
    let Some(unit) = fields.get("unit") else { return Ok(About::Paragraph) };
    Ok(match unit.one_of("unit", &["article", "paragraph", "sentence", "standing-text"])? {
        "article" => About::Article,
        "sentence" => About::Sentence,
        "standing-text" => About::Standing,
        _ => About::Paragraph,
    })
}

/// The check.
struct DuplicatePassage {
    rules: Vec<(About, Scope)>,
    lexicon: Arc<Lexicon>,
}

impl DuplicatePassage {
    fn rules(&self, about: About) -> impl Iterator<Item = (usize, Scope)> + '_ {
        self.rules.iter().enumerate().filter(move |(_, rule)| rule.0 == about).map(|(at, rule)| (at, rule.1))
    }

    /// Whether no rule compares paragraphs of two articles.
    fn stays_inside(&self) -> bool {
        let mut others = self.rules.iter().filter(|(about, _)| *about != About::Sentence);
        others.all(|(_, scope)| *scope == Scope::Article)
    }
}

/// Two passages that met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting {
    /// The one that comes first in the run.
    a: FactRef,
    /// The other.
    b: FactRef,
    /// Whether they are the same words, figures apart.
    same: bool,
}

/// The lowest bit of a key says whether it stands for a whole passage.
const WHOLE: u64 = 1;

impl Check for DuplicatePassage {
    type Link = Meeting;

    fn wants(&self) -> &'static [FactKind] {
        &[FactKind::Passage]
    }

    fn holds_in_any_language(&self) -> bool {
        true
    }

    fn inspect(&self, scan: &Scan<'_>, facts: &FactSet, found: &mut Vec<Disagreement>) {
        if let Some((rule, _)) = self.rules(About::Sentence).next() {
            let paragraphs = self.rules(About::Paragraph).next().is_some();
            sentence::inspect(scan, facts, &self.lexicon, rule, paragraphs, found);
        }
    }

    fn keys(&self, corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
        if self.rules.iter().all(|(about, _)| *about == About::Sentence) {
            return;
        }
        let salt =
            if self.stays_inside() { u64::from(article).wrapping_mul(0x2545_f491_4f6c_dd1d) } else { 0 };
        let facts = corpus.facts(article);
        let mut own = Vec::new();
        for (index, passage) in (0u32..).zip(&facts.passages).filter(|(_, p)| p.unit == Unit::Paragraph) {
            let words = facts.words_of(passage);
            if words.len() < overlap::LEAST_WORDS || sift::is_heading(corpus.article(article), passage) {
                continue;
            }
            let fact = FactRef { article, index };
            keys.put((sequence(words.iter().copied()) ^ salt) | WHOLE, fact, Role::Probe);
            own.clear();
            own.extend(shingles(words).map(|key| (key ^ salt) & !WHOLE));
            keys.put_rarest(&mut own, &|distinct| overlap::probes(distinct, words.len()), fact);
        }
    }

    fn compare(&self, corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Meeting>) {
        let mut meet = |a: FactRef, b: FactRef, same: bool| {
            if corpus.is_subject(a.article) || corpus.is_subject(b.article) {
                found.push(Meeting { a: a.min(b), b: a.max(b), same });
            }
        };
        if block.key & WHOLE == WHOLE {
            // One that is reported on meets every copy, in reference copy too.
            let own = block.entries.iter().position(|(at, _)| corpus.is_subject(at.article));
            let Some(own) = own else { return };
            let (before, rest) = block.entries.split_at(own);
            before.iter().chain(&rest[1..]).for_each(|(other, _)| meet(rest[0].0, *other, true));
            return;
        }
        let mut entries = block.entries.to_vec();
        if entries.len() > 2 {
            one_of_each(corpus, &mut entries);
        }
        for (at, (a, role)) in entries.iter().enumerate() {
            for (b, other) in &entries[at + 1..] {
                if *role == Role::Probe || *other == Role::Probe {
                    meet(*a, *b, false);
                }
            }
        }
    }

    fn resolve(&self, corpus: &Corpus, meetings: Vec<Meeting>) -> Vec<Disagreement> {
        let mut pairs = overlap::pairs(corpus, &self.lexicon, meetings);
        cluster::mark_splits(corpus, &mut pairs);
        let (known, pairs) = refiled::known(corpus, &self.lexicon, pairs);
        let mut happenings = Happenings::new(corpus, &self.lexicon);
        let pairs = sift::copies(corpus, &self.lexicon, &mut happenings, pairs);
        let (pairs, quotations) = quotation::Quotations::sift(corpus, &self.lexicon, &mut happenings, pairs);
        let pairs = template::without_templates(pairs);
        let (standing, pairs) = standing::standing(corpus, pairs);
        let (refiled, pairs) = refiled::refiled(corpus, &self.lexicon, known, pairs);
        let display = display::Display::learn(corpus, &self.lexicon, &pairs);
        let passing = sift::passing(&mut happenings, &pairs);
        let formulas = formula::Formulas::learn(corpus, &self.lexicon, &pairs);
        let doubt = |pair: &Pair| {
            quotations
                .doubt(pair)
                .or_else(|| display.doubt(pair))
                .or_else(|| formulas.holds(pair).then_some(Doubt::Formula))
                .or_else(|| passing.contains(&(pair.a.at, pair.b.at)).then_some(Doubt::InPassing))
        };
        let clusters = cluster::clusters(corpus, pairs, doubt);
        let mut found = Vec::new();
        for (rule, (about, scope)) in self.rules.iter().enumerate() {
            match about {
                About::Paragraph => {
                    found.extend(
                        clusters.iter().filter_map(|cluster| cluster.disagreement(corpus, rule, *scope)),
                    );
                }
                About::Standing => found.extend(standing.iter().map(|text| text.disagreement(corpus, rule))),
                About::Article => found.extend(refiled.iter().map(|story| story.disagreement(corpus, rule))),
                About::Sentence => {}
            }
        }
        found
    }
}

/// Leaves the first of the passages that are the same words: it stands for the others, which
/// share every key with it. A passage that is printed in every article costs no more than its
/// own length.
fn one_of_each(corpus: &Corpus, entries: &mut Vec<(FactRef, Role)>) {
    let mut seen = rustc_hash::FxHashSet::default();
    entries.retain(|(fact, _)| seen.insert(sequence(words(corpus, *fact).iter().copied())));
}

fn passage(corpus: &Corpus, fact: FactRef) -> &Passage {
    &corpus.facts(fact.article).passages[fact.index as usize]
}

/// The text of a passage.
fn text_of(corpus: &Corpus, fact: FactRef) -> &str {
    corpus.slice(fact.article, passage(corpus, fact).span)
}

fn words(corpus: &Corpus, fact: FactRef) -> &[u32] {
    corpus.facts(fact.article).words_of(passage(corpus, fact))
}

//! Who said what: words and speakers that differ between two places.
//!
//! Speeches meet when they share three words in a row; each pair is aligned once ([`align`]) and
//! judged by what kind of speech it is ([`judge`]): two quotations differ in their words or in
//! their speaker, two clauses of indirect speech in their source. What one article shows by itself
//! ([`alone`]) needs no pair.

mod align;
mod alone;
mod judge;
mod message;
mod names;
mod reason;
mod source;

use std::sync::Arc;

use rayon::prelude::*;

use self::reason::Doubt;
use super::{
    AnyCheck, Between, Block, BuildError, Check, Corpus, FactRef, Keys, Kind, OptionDoc, Role, Scope,
    Setting, lexicon_of, read_each,
};
use crate::article::Standing;
use crate::fact::{FactKind, FactSet, Scan, Speech};
use crate::finding::Disagreement;
use crate::lexicon::Lexicon;
use crate::text::{TermId, sequence};

/// The kind.
pub(super) const KIND: Kind = Kind {
    name: "conflicting-attribution",
    summary: "One speech with two wordings, speakers or sources; a source that contradicts itself.",
    page: include_str!("../../../fixtures/conflicting-attribution.md"),
    options: &[OptionDoc {
        name: "field",
        takes: "text",
        help: "What differs: `words`, `speaker`, `source`, `silence` (a source that has not commented and announces) or `pronoun` (a body followed by he or she).",
    }],
    values: &["here", "there", "place"],
    build,
};

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Words,
    Speaker,
    Source,
    Silence,
    Pronoun,
}

const FIELDS: [(&str, Field); 5] = [
    ("words", Field::Words),
    ("speaker", Field::Speaker),
    ("source", Field::Source),
    ("silence", Field::Silence),
    ("pronoun", Field::Pronoun),
];

fn build(settings: &[Setting<'_>]) -> Result<Box<dyn AnyCheck>, BuildError> {
    let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let rules = read_each(settings, |setting| {
        let field = setting.options.fields(&["field"])?.need("field")?.one_of("field", &names)?;
        let (_, field) = FIELDS.iter().find(|(name, _)| *name == field).expect("one of the names");
        Ok((*field, setting.scope))
    })?;
    Ok(Box::new(ConflictingAttribution { rules, lexicon: lexicon_of(settings) }))
}

struct ConflictingAttribution {
    lexicon: Arc<Lexicon>,
    rules: Vec<(Field, Scope)>,
}

/// Words in a row that bring two speeches together.
const SHARED: usize = 3;

/// More speeches under one key share a phrase and no speech.
const CROWD: usize = 48;

impl ConflictingAttribution {
    fn rule(&self, field: Field) -> impl Iterator<Item = (usize, Scope)> + '_ {
        self.rules.iter().enumerate().filter(move |(_, r)| r.0 == field).map(|(n, r)| (n, r.1))
    }

    fn compares(&self) -> bool {
        self.rules.iter().any(|(field, _)| matches!(field, Field::Words | Field::Speaker | Field::Source))
    }
}

impl ConflictingAttribution {
    /// What is left of a difference once it is known what the two articles are to each other.
    fn between(&self, corpus: &Corpus, verdict: judge::Verdict) -> Option<judge::Verdict> {
        let (a, b) = (verdict.a.article, verdict.b.article);
        // Each translator has his own words for what somebody said and for an office or a body that said it, and
        // the same name for a person.
        let put_in_words = matches!(verdict.field, Field::Words | Field::Source);
        match corpus.between(&self.lexicon.vocabulary, a, b, put_in_words) {
            Between::Anything => None,
            Between::Words if put_in_words => None,
            Between::Versions if verdict.doubt.is_none() => {
                Some(judge::Verdict { doubt: Some(Doubt::PutRight), ..verdict })
            }
            Between::Free | Between::Words | Between::Versions => Some(verdict),
        }
    }
}

impl Check for ConflictingAttribution {
    type Link = (FactRef, FactRef);

    fn wants(&self) -> &'static [FactKind] {
        &[FactKind::Attribution]
    }

    fn inspect(&self, scan: &Scan<'_>, facts: &FactSet, found: &mut Vec<Disagreement>) {
        if scan.article.standing == Standing::Reference {
            return;
        }
        for (rule, _) in self.rule(Field::Silence) {
            found.extend(alone::silences(scan, facts, rule));
        }
        for (rule, _) in self.rule(Field::Pronoun) {
            found.extend(alone::pronouns(scan, facts, rule));
        }
    }

    fn keys(&self, corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
        if !self.compares() {
            return;
        }
        let mut own = Vec::new();
        for (index, speech) in (0u32..).zip(&corpus.facts(article).speeches) {
            let windows = speech.words.windows(SHARED).filter(|words| !words.contains(&0));
            own.clear();
            own.extend(windows.map(|words| sequence(words.iter().copied()) ^ u64::from(speech.quoted)));
            keys.put_all(&own, FactRef { article, index }, Role::Probe);
        }
    }

    fn compare(&self, corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Self::Link>) {
        if block.entries.len() > CROWD {
            return;
        }
        let speeches = || block.entries.iter().map(|(at, _)| (*at, speech(corpus, *at)));
        let key_words = || speeches().find_map(|(_, speech)| words_of(speech, block.key));
        let mut words: Option<Option<&[TermId]>> = None;
        for (place, (a, x)) in speeches().enumerate() {
            for (b, y) in speeches().skip(place + 1) {
                // Most pairs share a phrase and nothing else, and never come to be judged.
                if a == b || !x.may_share(y, judge::least_covered(x.quoted)) {
                    continue;
                }
                if !corpus.is_subject(a.article) && !corpus.is_subject(b.article) {
                    continue;
                }
                let words = words.get_or_insert_with(key_words);
                if words.is_some_and(|words| opens_run(x, y, words)) {
                    found.push((a, b));
                }
            }
        }
    }

    fn resolve(&self, corpus: &Corpus, mut links: Vec<Self::Link>) -> Vec<Disagreement> {
        links.par_sort_unstable();
        links.dedup();
        let words = judge::Words::of_linked(corpus, &links);
        let judged: Vec<judge::Verdict> = links
            .par_iter()
            .filter_map(|&(a, b)| judge::judge(corpus, &words, &self.lexicon, a, b))
            .filter_map(|verdict| self.between(corpus, verdict))
            .collect();
        let mut found = Vec::new();
        for field in [Field::Words, Field::Speaker, Field::Source] {
            for (rule, scope) in self.rule(field) {
                let of_rule = judged
                    .iter()
                    .filter(|v| v.field == field && (scope == Scope::Corpus || v.a.article == v.b.article));
                found.extend(message::disagreements(corpus, rule, of_rule));
            }
        }
        found
    }
}

fn speech(corpus: &Corpus, at: FactRef) -> &Speech {
    &corpus.facts(at.article).speeches[at.index as usize]
}

/// The words of `key`, of a speech that has them.
fn words_of(speech: &Speech, key: u64) -> Option<&[TermId]> {
    let mut windows = speech.words.windows(SHARED);
    windows.find(|words| sequence(words.iter().copied()) ^ u64::from(speech.quoted) == key)
}

/// Whether such words in a row begin a run that both speeches share, so that a pair is linked
/// once for a run and not for each of its words.
fn opens_run(a: &Speech, b: &Speech, words: &[TermId]) -> bool {
    let (Some(before_a), Some(before_b)) = (before(a, words), before(b, words)) else { return false };
    before_a == TermId::default() || before_b == TermId::default() || before_a != before_b
}

/// The word that stands before such words wherever they stand in a speech; 0 where there is none or may be
/// any or more than one, so that a run begins with them whatever stands in another speech.
fn before(speech: &Speech, words: &[TermId]) -> Option<TermId> {
    let first = words.first()?;
    let places = (0..).zip(&speech.words).filter(|(_, word)| *word == first).map(|(at, _)| at);
    let places = places.filter(|at: &usize| speech.words[*at..].starts_with(words));
    let before = places.map(|at| at.checked_sub(1).map_or(TermId::default(), |at| speech.words[at]));
    before.reduce(|one, other| if one == other { one } else { TermId::default() })
}

//! Spellings of one name that differ.
//!
//! Letters alone do not decide: `Larsen` and `Larson` may be two people. So spellings that are
//! near are compared by what stands round them, and a warning needs a reason besides the letters.

mod candidates;
mod cluster;
mod edits;
mod evidence;
mod judge;
mod message;
mod veto;

pub use self::edits::{Alignment, Edit, EditKind, align};

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use self::candidates::{Shape, Writing};
use self::edits::Aligner;
use self::evidence::Side;
use self::judge::{Verdict, judge};
use super::{
    AnyCheck, Block, BuildError, Check, Corpus, FactRef, House, Keys, Kind, Role, Scope, Setting, lexicon_of,
};
use crate::fact::{ClueKind, FactKind};
use crate::finding::Disagreement;
use crate::lexicon::Lexicon;
use crate::text::fold;

/// `kind: spelling-variant`.
pub(super) const KIND: Kind = Kind {
    name: "spelling-variant",
    summary: "one name in spellings that differ",
    page: include_str!("../../../fixtures/spelling-variant.md"),
    options: &[],
    values: &["form", "usual"],
    build,
};

fn build(settings: &[Setting<'_>]) -> Result<Box<dyn AnyCheck>, BuildError> {
    let house = settings.first().map(|setting| Decided::new(setting.house)).unwrap_or_default();
    let scope = settings.first().map_or(Scope::Corpus, |setting| setting.scope);
    Ok(Box::new(SpellingVariant { lexicon: lexicon_of(settings), house, scope }))
}

/// What the house has decided, folded.
#[derive(Debug, Default)]
struct Decided {
    distinct: Vec<FxHashSet<String>>,
    accept: FxHashSet<String>,
    terms: Vec<(String, Vec<String>, String)>,
}

impl Decided {
    fn new(house: &House) -> Self {
        let plain = |text: &String| bare(text);
        Self {
            distinct: house.distinct.iter().map(|names| names.iter().map(plain).collect()).collect(),
            accept: house.accept.iter().map(plain).collect(),
            terms: house
                .terms
                .iter()
                .map(|term| {
                    (bare(&term.term), term.instead_of.iter().map(plain).collect(), term.term.clone())
                })
                .collect(),
        }
    }

    /// Whether the two are not to be compared.
    fn apart(&self, a: &str, b: &str) -> bool {
        self.accept.contains(a)
            || self.accept.contains(b)
            || self.distinct.iter().any(|names| names.contains(a) && names.contains(b))
    }

    /// The house's form of a name that stands in one of `folded`.
    fn term(&self, folded: &[&str]) -> Option<&str> {
        let is = |form: &String| folded.contains(&form.as_str());
        self.terms
            .iter()
            .find(|(term, others, _)| is(term) || others.iter().any(is))
            .map(|(_, _, term)| term.as_str())
    }
}

fn bare(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(char::is_alphanumeric);
    folded
}

/// Compares spellings.
struct SpellingVariant {
    lexicon: Arc<Lexicon>,
    house: Decided,
    scope: Scope,
}

/// Two spellings that are thought one name.
#[derive(Debug)]
pub(crate) struct Link {
    a: FactRef,
    b: FactRef,
    verdict: Verdict,
}

/// An article with more spellings than this is compared by keys only.
const ALL_PAIRS: usize = 1500;
/// So many spellings of one key are compared with each other.
const CAP: usize = 64;

impl Check for SpellingVariant {
    type Link = Link;

    fn wants(&self) -> &'static [FactKind] {
        &[FactKind::Name]
    }

    fn keys(&self, corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
        if self.scope == Scope::Article {
            return;
        }
        for (index, spelling) in (0u32..).zip(&corpus.facts(article).spellings) {
            // Across articles nothing is reported without such a clue, so nothing else is keyed.
            let told = spelling.clues.iter().any(|clue| {
                !matches!(
                    clue.kind,
                    ClueKind::After | ClueKind::Preposition | ClueKind::Joined | ClueKind::Before
                )
            });
            if !told || spelling.word || spelling.folded.len() < 5 {
                continue;
            }
            candidates::keys(&spelling.folded, &mut |key| {
                keys.put(key, FactRef { article, index }, Role::Probe)
            });
        }
    }

    fn compare(&self, corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
        let mut entries: Vec<(FactRef, &str)> = block
            .entries
            .iter()
            .map(|&(at, _)| (at, &*corpus.facts(at.article).spellings[at.index as usize].folded))
            .collect();
        entries.sort_by(|a, b| a.1.cmp(b.1).then(a.0.cmp(&b.0)));
        let forms: Vec<&[(FactRef, &str)]> = entries.chunk_by(|a, b| a.1 == b.1).collect();
        if forms.len() < 2 || forms.len() > CAP {
            return;
        }
        let shapes: Vec<Shape> = forms.iter().map(|form| Shape::new(form[0].1)).collect();
        let mut aligner = Aligner::default();
        for (number, few) in forms.iter().enumerate() {
            for (other, many) in forms.iter().enumerate().skip(number + 1) {
                if !shapes[number].may_be_near(&shapes[other]) {
                    continue;
                }
                let table = &self.lexicon.spelling_edits;
                if let Some(letters) = judge::near(few[0].1, many[0].1, table, &mut aligner) {
                    self.across(corpus, &letters, few, many, found);
                }
            }
        }
    }

    fn resolve(&self, corpus: &Corpus, mut links: Vec<Link>) -> Vec<Disagreement> {
        let articles = 0..u32::try_from(corpus.documents.len()).expect("articles are numbered in 32 bits");
        links.par_extend(articles.into_par_iter().flat_map_iter(|article| {
            let mut found = Vec::new();
            self.inside(corpus, article, &mut found);
            found
        }));
        links.sort_by_key(|link| (link.a, link.b));
        links.dedup_by_key(|link| (link.a, link.b));
        cluster::clusters(corpus, &links)
            .into_iter()
            .filter_map(|cluster| message::disagreement(corpus, &links, &cluster, &self.house))
            .collect()
    }
}

impl SpellingVariant {
    fn side<'a>(&self, corpus: &'a Corpus, at: FactRef) -> Side<'a> {
        let document = &corpus.documents[at.article as usize];
        Side { article: &document.article, spelling: &document.facts.spellings[at.index as usize] }
    }

    /// All pairs of one article.
    fn inside(&self, corpus: &Corpus, article: u32, links: &mut Vec<Link>) {
        let spellings = &corpus.facts(article).spellings;
        if spellings.len() > ALL_PAIRS {
            return;
        }
        let looks: Vec<(Shape, Writing)> =
            spellings.iter().map(|s| (Shape::new(&s.folded), Writing::of(s))).collect();
        let mut aligner = Aligner::default();
        for x in 0..spellings.len() {
            for y in x + 1..spellings.len() {
                if looks[x].1.excludes(looks[y].1) || !looks[x].0.may_be_near(&looks[y].0) {
                    continue;
                }
                let (few, many) = (&spellings[x].folded, &spellings[y].folded);
                let table = &self.lexicon.spelling_edits;
                if let Some(letters) = judge::near(few, many, table, &mut aligner) {
                    let at = |index: usize| FactRef {
                        article,
                        index: u32::try_from(index).expect("facts are numbered in 32 bits"),
                    };
                    self.pair(corpus, &letters, at(x), at(y), links);
                }
            }
        }
    }

    /// Two forms of a block, each in several articles.
    fn across(
        &self,
        corpus: &Corpus,
        letters: &(f64, Alignment),
        x: &[(FactRef, &str)],
        y: &[(FactRef, &str)],
        links: &mut Vec<Link>,
    ) {
        let (few, many) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        for (a, _) in few.iter().take(8) {
            for (b, _) in many.iter().filter(|(b, _)| b.article != a.article).take(8) {
                self.pair(corpus, letters, (*a).min(*b), (*a).max(*b), links);
            }
        }
    }

    fn pair(
        &self,
        corpus: &Corpus,
        letters: &(f64, Alignment),
        a: FactRef,
        b: FactRef,
        links: &mut Vec<Link>,
    ) {
        let (x, y) = (self.side(corpus, a), self.side(corpus, b));
        if Writing::of(x.spelling).excludes(Writing::of(y.spelling))
            || self.house.apart(&x.spelling.folded, &y.spelling.folded)
        {
            return;
        }
        // `San Bernadino`, `San Bernardino`: the second words are compared by themselves.
        if let (Some((_, x)), Some((_, y))) =
            (x.spelling.form.split_once(' '), y.spelling.form.split_once(' '))
            && !x.eq_ignore_ascii_case(y)
        {
            return;
        }
        let together = a.article == b.article;
        if let Some(verdict) = judge(letters, x, y, together, &corpus.statistics, &self.lexicon) {
            links.push(Link { a, b, verdict });
        }
    }
}

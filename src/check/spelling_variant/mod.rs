//! Spellings of one name that differ.
//!
//! Letters alone do not decide: `Larsen` and `Larson` may be two people. So spellings that are
//! near are compared by what stands round them, and a warning needs a reason besides the letters.

mod candidates;
mod cluster;
mod decided;
mod edits;
mod evidence;
mod forms;
mod judge;
mod message;
mod veto;

pub use self::edits::{Alignment, Edit, EditKind, align};
pub use self::forms::Forms;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::candidates::{Shape, Writing};
use self::decided::Decided;
use self::edits::Aligner;
use self::evidence::Side;
use self::judge::{Verdict, judge};
use super::{
    AnyCheck, Block, BuildError, Check, Corpus, FactRef, House, Keys, Kind, OptionDoc, Role, Scope, Setting,
    distinct, lexicon_of, read_each, terms,
};
use crate::fact::FactKind;
use crate::finding::{Disagreement, Uncompared};
use crate::lexicon::Lexicon;
use crate::text::key;
use crate::yaml::{Mistake, Node};

/// `kind: spelling-variant`.
pub(super) const KIND: Kind = Kind {
    name: "spelling-variant",
    summary: "one name in spellings that differ",
    page: include_str!("../../../fixtures/spelling-variant.md"),
    options: &[
        OptionDoc {
            name: "canonical",
            takes: "mapping",
            help: "A list of `use`, `instead-of` and `except`, as under `terms:` in copydesk.yml: the form to \
                   suggest, and phrases in which another is right.",
        },
        OptionDoc {
            name: "distinct",
            takes: "mapping",
            help: "Lists of names that look alike and are not the same, as under `distinct:` in copydesk.yml.",
        },
        OptionDoc {
            name: "accept",
            takes: "texts",
            help: "Names and phrases that are right as they stand, as under `accept:` in copydesk.yml.",
        },
    ],
    values: &["form", "usual"],
    build,
};

fn build(settings: &[Setting<'_>]) -> Result<Box<dyn AnyCheck>, BuildError> {
    // What rules decide counts for all of the kind, as what the house decides does.
    let mut all = settings.first().map(|setting| setting.house.clone()).unwrap_or_default();
    for house in read_each(settings, |setting| own(setting.options))? {
        all.distinct.extend(house.distinct);
        all.accept.extend(house.accept);
        all.terms.splice(0..0, house.terms);
    }
    let house = Decided::new(&all);
    let scope = settings.first().map_or(Scope::Corpus, |setting| setting.scope);
    Ok(Box::new(SpellingVariant { lexicon: lexicon_of(settings), house, scope }))
}

/// What a rule itself decides.
fn own(options: &Node) -> Result<House, Mistake> {
    let fields = options.fields(&["canonical", "distinct", "accept"])?;
    let lists = fields.get("distinct").map_or(Ok(Vec::new()), distinct)?;
    Ok(House {
        distinct: lists.into_iter().map(|(names, _)| names).collect(),
        accept: fields.get("accept").map_or(Ok(Vec::new()), Node::texts)?,
        terms: fields.get("canonical").map_or(Ok(Vec::new()), terms)?,
    })
}

/// Compares spellings.
struct SpellingVariant {
    lexicon: Arc<Lexicon>,
    house: Decided,
    scope: Scope,
}

/// Two spellings of one article that may be near enough to be aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Near(FactRef, FactRef);

/// Two spellings that are thought one name.
#[derive(Debug)]
struct Link {
    a: FactRef,
    b: FactRef,
    verdict: Verdict,
}

/// The names of an article with more spellings than this are not compared with each other.
const ALL_PAIRS: usize = 1500;
/// So many spellings of one key are compared with each other.
const CAP: usize = 64;
/// No form has this number: beside it stands how many forms share a key and are not compared.
const CROWD: u32 = u32::MAX;

impl Check for SpellingVariant {
    /// The numbers of two forms that may be near.
    type Link = (u32, u32);

    fn wants(&self) -> &'static [FactKind] {
        &[FactKind::Name]
    }

    fn keys(&self, corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
        if self.scope == Scope::Article {
            return;
        }
        let forms = corpus.forms();
        let mut own = Vec::new();
        for form in forms.new_in(article) {
            own.clear();
            candidates::keys(forms.folded(form), &mut |key| own.push(key));
            // Forms are numbered over the whole run.
            keys.put_all(&own, FactRef { article, index: form }, Role::Probe);
        }
    }

    fn compare(&self, corpus: &Corpus, block: &Block<'_>, found: &mut Vec<(u32, u32)>) {
        if block.entries.len() > CAP {
            found.push((CROWD, u32::try_from(block.entries.len()).expect("forms are numbered in 32 bits")));
            return;
        }
        let forms = corpus.forms();
        for (at, (a, _)) in block.entries.iter().enumerate() {
            for (b, _) in &block.entries[at + 1..] {
                if forms.are_worth_aligning(a.index, b.index) {
                    found.push((a.index, b.index));
                }
            }
        }
    }

    fn uncompared(&self, corpus: &Corpus, links: &[(u32, u32)]) -> Uncompared {
        let crowds = links.iter().filter(|(mark, _)| *mark == CROWD);
        let (keys, names) =
            crowds.fold((0, 0), |(keys, names), (_, forms)| (keys + 1, names + *forms as usize));
        let full = corpus.documents.iter().filter(|document| document.facts.spellings.len() > ALL_PAIRS);
        Uncompared { keys, names, articles: full.count() }
    }

    fn resolve(&self, corpus: &Corpus, mut near: Vec<(u32, u32)>) -> Vec<Disagreement> {
        near.retain(|(mark, _)| *mark != CROWD);
        // Two forms meet under every key that they share.
        near.par_sort_unstable();
        near.dedup();
        let across = near.par_iter().map_init(
            || Aligner::new(&self.lexicon.spelling_edits),
            |aligner, &(a, b)| {
                let mut links = Vec::new();
                self.across(corpus, a, b, aligner, &mut links);
                links
            },
        );
        let mut links: Vec<Link> = across.flatten_iter().collect();
        links.par_extend(self.inside(corpus));
        links.par_sort_unstable_by_key(|link| (link.a, link.b));
        links.dedup_by_key(|link| (link.a, link.b));
        cluster::clusters(corpus, &links)
            .into_iter()
            .filter_map(|cluster| message::disagreement(corpus, &links, &cluster, &self.house))
            .collect()
    }
}

/// A spelling, folded.
fn folded(corpus: &Corpus, at: FactRef) -> &str {
    &corpus.facts(at.article).spellings[at.index as usize].folded
}

impl SpellingVariant {
    fn side<'a>(&self, corpus: &'a Corpus, at: FactRef) -> Side<'a> {
        let document = &corpus.documents[at.article as usize];
        Side { article: &document.article, spelling: &document.facts.spellings[at.index as usize] }
    }

    /// The pairs of each article. Two forms that stand together in many articles are aligned once; articles are
    /// taken in order, so that the letters of each are near at hand.
    fn inside(&self, corpus: &Corpus) -> Vec<Link> {
        let articles = 0..u32::try_from(corpus.documents.len()).expect("articles are numbered in 32 bits");
        let table = &self.lexicon.spelling_edits;
        let start = || (Aligner::new(table), FxHashMap::default());
        let links = articles.into_par_iter().map_init(start, |(aligner, aligned), article| {
            let mut links = Vec::new();
            for (forms, Near(a, b)) in pairs_inside(corpus, article) {
                let near = || judge::near(folded(corpus, a), folded(corpus, b), table, aligner).map(Box::new);
                if let Some(letters) = aligned.entry(forms).or_insert_with(near) {
                    self.pair(corpus, letters, a, b, &mut links);
                }
            }
            links
        });
        links.flatten_iter().collect()
    }

    /// Two forms, each in several articles.
    fn across(&self, corpus: &Corpus, a: u32, b: u32, aligner: &mut Aligner<'_>, links: &mut Vec<Link>) {
        let forms = corpus.forms();
        let text = |form: u32| forms.folded(form);
        let (x, y) = if text(a) <= text(b) { (a, b) } else { (b, a) };
        let (of_x, of_y) = (forms.places(x), forms.places(y));
        let (few, many) = if of_x.len() <= of_y.len() { (of_x, of_y) } else { (of_y, of_x) };
        let mut letters = None;
        for a in few.iter().take(8) {
            let others = many.iter().filter(|b| b.at.article != a.at.article).take(8);
            // Two that nothing is told of alike are never judged one name, so the letters can wait.
            for b in others.filter(|b| a.clues.may_share(b.clues)) {
                let table = &self.lexicon.spelling_edits;
                let letters = letters.get_or_insert_with(|| judge::near(text(x), text(y), table, aligner));
                let Some(letters) = letters else { return };
                self.pair(corpus, letters, a.at.min(b.at), a.at.max(b.at), links);
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
        if let Some(verdict) = judge(letters, x, y, together, &corpus.statistics, &self.lexicon)
            && !corpus.corrects(&self.lexicon.vocabulary, a.article, b.article)
        {
            links.push(Link { a, b, verdict });
        }
    }
}

/// The pairs of one article that are worth aligning, each with what its two forms hash to.
fn pairs_inside(corpus: &Corpus, article: u32) -> Vec<((u64, u64), Near)> {
    let spellings = &corpus.facts(article).spellings;
    let mut found = Vec::new();
    if spellings.len() > ALL_PAIRS {
        return found;
    }
    let looks: Vec<(Shape, Writing)> =
        spellings.iter().map(|s| (Shape::new(&s.folded), Writing::of(s))).collect();
    let at = |index: usize| FactRef {
        article,
        index: u32::try_from(index).expect("facts are numbered in 32 bits"),
    };
    for x in 0..spellings.len() {
        for y in x + 1..spellings.len() {
            if !looks[x].1.excludes(looks[y].1) && looks[x].0.may_be_near(&looks[y].0) {
                let (first, second) = judge::in_order(&spellings[x].folded, &spellings[y].folded);
                found.push(((key(first), key(second)), Near(at(x), at(y))));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::veto::Veto;
    use super::*;
    use crate::lexicon::{Against, For, PLAIN_EDITS};

    /// The page has a part for each edit, convention, veto and piece of evidence, and each part an example that is
    /// reported and one that is not.
    #[test]
    fn the_page_shows_every_edit_veto_and_evidence_with_its_twin() {
        let lexicon = Lexicon::shipped();
        let mut names: Vec<&str> = PLAIN_EDITS.to_vec();
        names.extend(lexicon.spelling_edits.conventions.iter().map(String::as_str));
        names.extend(Veto::ALL.iter().map(|veto| veto.name()));
        names.extend(For::ALL.iter().map(|kind| kind.name()));
        names.extend(Against::ALL.iter().map(|kind| kind.name()));
        let parts: Vec<(&str, &str)> =
            KIND.page.split("\n### `").skip(1).filter_map(|part| part.split_once('`')).collect();
        let mut wrong = Vec::new();
        for name in &names {
            let of_name = parts.iter().filter(|(head, _)| head == name);
            let text: String = of_name.map(|(_, text)| text.split("\n## ").next().unwrap_or(text)).collect();
            let silent = text.contains("```report\nno findings\n```");
            let reported = text.contains("[name-spelling]");
            if !silent || !reported {
                wrong.push(format!("{name}: reported {reported}, silent {silent}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let unknown: Vec<&str> =
            parts.iter().map(|(head, _)| *head).filter(|head| !names.contains(head)).collect();
        assert!(unknown.is_empty(), "the page explains what there is not: {unknown:?}");
    }
}

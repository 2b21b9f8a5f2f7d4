//! `offices.yml` and `nicknames.yml`: what a person is, and which given names are one.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{TermId, WordTable, word_id};
use crate::yaml::{Mistake, Node};

/// An office in its family.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office {
    /// The family's number.
    pub family: u8,
    /// The office's number among all.
    pub id: u16,
    /// Its name in the list.
    pub name: Arc<str>,
    /// A word before it makes another office.
    pub qualified: bool,
    /// A rank before it does.
    pub ranked: bool,
    /// The offices that go with it, by number, sorted.
    pub together: Arc<[u16]>,
    /// The content words of its name.
    pub words: Arc<[TermId]>,
}

/// The words before the last one of an office's form, and the offices it stands for.
pub type OfficeForm = (Vec<String>, Vec<Office>);

/// Offices and the words round them.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    /// By the last word of a form, longest forms first: the words before it, and the offices the
    /// form stands for, one a family.
    pub forms: WordTable<Vec<OfficeForm>>,
    /// `deputy`, `vice`.
    pub ranks: FxHashSet<String>,
    /// `former`.
    pub past: FxHashSet<String>,
    /// `candidate`.
    pub sought: FxHashSet<String>,
    /// `Mr`.
    pub honorifics: FxHashSet<String>,
    /// Words for one field of office, by the first of them.
    pub fields: FxHashMap<String, TermId>,
}

impl Offices {
    /// A field of office: words that mean the same or begin alike (`economy`, `economics`) are one.
    pub fn portfolio(&self, word: &str) -> TermId {
        let start = word.char_indices().nth(6).map_or(word, |(at, _)| &word[..at]);
        self.fields.get(word).copied().unwrap_or_else(|| word_id(start))
    }
}

/// Short, pet and full forms of given names.
#[derive(Clone, Debug, Default)]
pub struct Nicknames {
    /// The groups that a name is in.
    pub groups: FxHashMap<TermId, Vec<u16>>,
    /// Words of kinship.
    pub kin: FxHashSet<TermId>,
}

pub(super) fn read_offices(node: &Node) -> Result<Offices, Mistake> {
    let fields = node.fields(&["families", "together", "ranks", "past", "sought", "honorifics", "fields"])?;
    let mut offices = Offices::default();
    let mut id = 0u16;
    let mut numbers: Vec<(Arc<str>, u16)> = Vec::new();
    let mut forms: Vec<(String, Vec<String>, Office)> = Vec::new();
    for (number, (_, _, family)) in (0u8..).zip(fields.need("families")?.entries()?) {
        let family = family.fields(&["qualified", "ranked", "unranked", "offices"])?;
        let (portfolios, ranked) = (family.need("qualified")?.texts()?, family.need("ranked")?.flag()?);
        let unranked = family.get("unranked").map(Node::texts).transpose()?.unwrap_or_default();
        for (name, _, listed) in family.need("offices")?.entries()? {
            let words = name.split(' ').filter(|word| *word != "of").map(word_id).collect();
            let qualified = portfolios.iter().any(|office| office == name);
            let ranked = ranked && !unranked.iter().any(|office| office == name);
            let name: Arc<str> = Arc::from(name);
            numbers.push((name.clone(), id));
            let office =
                Office { family: number, id, name, qualified, ranked, together: Arc::from([]), words };
            id += 1;
            for form in listed.texts()? {
                let mut words: Vec<String> = form.split(' ').map(str::to_owned).collect();
                if let Some(last) = words.pop() {
                    forms.push((last, words, office.clone()));
                }
            }
        }
    }
    let pairs = fields.need("together")?.items()?;
    let mut by_last: FxHashMap<String, Vec<OfficeForm>> = FxHashMap::default();
    for (last, before, mut office) in forms {
        office.together = together(pairs, &office.name, &numbers)?;
        let entries = by_last.entry(last).or_default();
        match entries.iter_mut().find(|(words, _)| *words == before) {
            Some((_, known)) => known.push(office),
            None => entries.push((before, vec![office])),
        }
        entries.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    offices.forms = by_last.into();
    let set = |name: &str| -> Result<FxHashSet<String>, Mistake> {
        Ok(fields.need(name)?.texts()?.into_iter().collect())
    };
    offices.ranks = set("ranks")?;
    offices.past = set("past")?;
    offices.sought = set("sought")?;
    offices.honorifics = set("honorifics")?;
    for group in fields.need("fields")?.items()? {
        let words = group.texts()?;
        let Some(first) = words.first().map(|word| word_id(word)) else { continue };
        offices.fields.extend(words.into_iter().map(|word| (word, first)));
    }
    Ok(offices)
}

/// The numbers of the offices that one may hold beside `name`.
fn together(pairs: &[Node], name: &str, numbers: &[(Arc<str>, u16)]) -> Result<Arc<[u16]>, Mistake> {
    let mut found = Vec::new();
    for pair in pairs {
        let [one, other] = pair.items()? else {
            return Err(pair.mistake("offices held together are two lists"));
        };
        let (one, other) = (one.texts()?, other.texts()?);
        for (mine, theirs) in [(&one, &other), (&other, &one)] {
            if mine.iter().any(|office| office == name) {
                let numbered = |office: &str| theirs.iter().any(|other| other == office);
                found.extend(numbers.iter().filter(|(office, _)| numbered(office)).map(|(_, id)| *id));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(Arc::from(found))
}

pub(super) fn read_nicknames(node: &Node) -> Result<Nicknames, Mistake> {
    let fields = node.fields(&["groups", "kin"])?;
    let mut names = Nicknames::default();
    for (number, group) in (0u16..).zip(fields.need("groups")?.items()?) {
        for name in group.texts()? {
            names.groups.entry(word_id(&name)).or_default().push(number);
        }
    }
    names.kin = fields.need("kin")?.texts()?.iter().map(|word| word_id(word)).collect();
    Ok(names)
}

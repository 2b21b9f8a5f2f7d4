//! Names put together: the forms of one name are one group, and a person's full name and the
//! surname that stands for it are one entity.
//!
//! Two forms are one name where they are the same but for case, accents, stops, hyphens and spaces, or
//! where `name-spelling` warns of the word in which they differ. Only the rarer forms of such a finding are
//! written over, at the places it names, so one article's `Larson` says nothing of another's.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, Date, Span};
use crate::check::{Corpus, House};
use crate::fact::{NameType, Position};
use crate::finding::{Details, Finding, Level};
use crate::text::{Calendar, fold, one_line};

/// A name with everything that stands for it.
#[derive(Debug, Default)]
pub(super) struct Entity {
    /// What it stands for, as most articles say that say so.
    pub(super) of: NameType,
    /// The full name first, then the surname by itself.
    pub(super) groups: Vec<Group>,
    /// How often any form stands.
    pub(super) count: usize,
    /// Articles that have it.
    pub(super) seen: Seen,
}

/// The forms of one name, the usual one first.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) forms: Vec<Form>,
}

/// One form.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) form: String,
    pub(super) count: usize,
    pub(super) seen: Seen,
}

/// In which articles something stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    articles: BTreeSet<u32>,
    /// The days of the first and last of them, of those that have one.
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Seen {
    fn add(&mut self, number: u32, article: &Article) {
        if !self.articles.insert(number) {
            return;
        }
        if let Some(day) = article.meta.date.map(|date| date.date()) {
            self.first = Some(self.first.map_or(day, |first| first.min(day)));
            self.last = Some(self.last.map_or(day, |last| last.max(day)));
        }
    }

    /// How many articles.
    pub(super) fn articles(&self) -> usize {
        self.articles.len()
    }
}

/// One place of a name: what it is there, and which name it is.
struct Mention {
    span: Span,
    of: NameType,
    /// The folded form, misspelt words written as usual.
    key: String,
    /// The last word of it, folded likewise; empty where it is the only one.
    surname: String,
}

/// A group as it is gathered.
#[derive(Default)]
struct Gathered {
    types: BTreeMap<NameType, usize>,
    forms: BTreeMap<String, Spelled>,
}

/// A form whatever its case.
#[derive(Default)]
struct Spelled {
    written: BTreeMap<String, usize>,
    seen: Seen,
}

/// Every entity of the articles, sorted by name.
pub(super) fn entities(
    corpus: &Corpus,
    findings: &[Finding],
    house: &House,
    calendar: &Calendar,
) -> Vec<Entity> {
    let usual = usual(corpus, findings);
    let none = Vec::new();
    let certain: Vec<Vec<Mention>> = (0u32..)
        .zip(&corpus.documents)
        .map(|(number, document)| {
            let written = usual.get(&number).unwrap_or(&none);
            let names = &document.facts.names;
            names
                .iter()
                .flat_map(|name| name.mentions.iter().map(|mention| (mention.span, name.of)))
                .map(|(span, of)| mention(&document.article, span, of, written))
                .collect()
        })
        .collect();
    let known: BTreeSet<&str> = certain.iter().flatten().map(|mention| mention.key.as_str()).collect();
    // By the entity's key and the group's own: a surname by itself is a group of its own.
    let mut gathered: BTreeMap<(String, String), Gathered> = BTreeMap::new();
    for ((number, document), certain) in (0u32..).zip(&corpus.documents).zip(&certain) {
        let article = &document.article;
        let mut bearers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for full in certain.iter().filter(|m| m.of == NameType::Person && !m.surname.is_empty()) {
            bearers.entry(&full.surname).or_default().insert(&full.key);
        }
        // A sentence that begins with a name says so where the name is known.
        let written = usual.get(&number).unwrap_or(&none);
        let opening: Vec<Mention> = document
            .facts
            .spellings
            .iter()
            .flat_map(|spelling| &spelling.places)
            .filter(|place| place.uncertain && place.position == Position::Sole)
            .map(|place| mention(article, place.span, NameType::Unknown, written))
            .filter(|m| known.contains(m.key.as_str()) || bearers.contains_key(m.key.as_str()))
            .collect();
        for mention in certain.iter().chain(&opening) {
            let one = bearers.get(mention.key.as_str()).filter(|keys| keys.len() == 1);
            let entity = one.and_then(|keys| keys.first()).map_or(mention.key.as_str(), |key| key);
            let group = gathered.entry((entity.to_owned(), mention.key.clone())).or_default();
            let of = if one.is_some() { NameType::Person } else { mention.of };
            *group.types.entry(of).or_default() += 1;
            let form = article.slice(mention.span);
            let spelled = group.forms.entry(one_line(form).to_lowercase()).or_default();
            *spelled.written.entry(one_line(form)).or_default() += 1;
            spelled.seen.add(number, article);
        }
    }
    let mut found = put_together(gathered, corpus, house);
    // Days and months have a capital, and are nobody's name.
    found.retain(|entity| !calendar.names(&entity.name().to_lowercase()));
    found.sort_by_cached_key(|entity| (fold(entity.name()), entity.name().to_owned()));
    found
}

impl Entity {
    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.groups[0].forms[0].form
    }
}

fn put_together(
    gathered: BTreeMap<(String, String), Gathered>,
    corpus: &Corpus,
    house: &House,
) -> Vec<Entity> {
    let mut entities: BTreeMap<String, (Entity, BTreeMap<NameType, usize>)> = BTreeMap::new();
    for ((key, own), group) in gathered {
        let (entity, types) = entities.entry(key.clone()).or_default();
        for (of, count) in group.types {
            *types.entry(of).or_default() += count;
        }
        let mut forms: Vec<Form> = group
            .forms
            .into_values()
            .map(|spelled| {
                entity.count += spelled.written.values().sum::<usize>();
                for number in &spelled.seen.articles {
                    entity.seen.add(*number, corpus.article(*number));
                }
                spelled.form()
            })
            .collect();
        let decided = |form: &Form| house.terms.iter().any(|term| term.term == form.form);
        forms.sort_by(|a, b| {
            let usual = |form: &Form| bare(&form.form) == own;
            decided(b)
                .cmp(&decided(a))
                .then(b.count.cmp(&a.count))
                .then(usual(b).cmp(&usual(a)))
                .then(a.form.cmp(&b.form))
        });
        let at = if own == key { 0 } else { entity.groups.len() };
        entity.groups.insert(at, Group { forms });
    }
    entities
        .into_values()
        .map(|(mut entity, types)| {
            let told = types.into_iter().filter(|(of, _)| *of != NameType::Unknown);
            entity.of = told.max_by_key(|(_, count)| *count).map_or(NameType::Unknown, |(of, _)| of);
            entity
        })
        .collect()
}

impl Spelled {
    /// In the case it is written in most often; capitals throughout only where it has no other.
    fn form(self) -> Form {
        let count = self.written.values().sum();
        let capitals = |form: &str| !form.chars().any(char::is_lowercase);
        let form = self
            .written
            .into_iter()
            .max_by(|(a, n), (b, m)| capitals(b).cmp(&capitals(a)).then(n.cmp(m)).then_with(|| b.cmp(a)));
        Form { form: form.map(|(form, _)| form).unwrap_or_default(), count, seen: self.seen }
    }
}

/// The places of rarer forms by article, each with the usual form.
fn usual(corpus: &Corpus, findings: &[Finding]) -> BTreeMap<u32, Vec<(Span, String)>> {
    let mut all: BTreeMap<u32, Vec<(Span, String)>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.level >= Level::Warning) {
        let Details::Spelling { forms, .. } = &finding.details else { continue };
        let Some((usual, _)) = forms.first() else { continue };
        for label in finding.labels() {
            if corpus.slice(label.article, label.span).to_lowercase() != usual.to_lowercase() {
                all.entry(label.article).or_default().push((label.span, usual.clone()));
            }
        }
    }
    for places in all.values_mut() {
        places.sort_by_key(|(span, _)| span.start);
    }
    all
}

fn mention(article: &Article, span: Span, of: NameType, written: &[(Span, String)]) -> Mention {
    let text = article.text();
    let mut form = String::new();
    let mut from = span.start;
    for (place, usual) in written.iter().filter(|(p, _)| span.start <= p.start && p.end <= span.end) {
        if place.start < from {
            continue;
        }
        form.push_str(&text[from as usize..place.start as usize]);
        form.push_str(usual);
        from = place.end;
    }
    form.push_str(&text[from as usize..span.end as usize]);
    let surname = form.rsplit_once(char::is_whitespace).map_or(String::new(), |(_, last)| bare(last));
    Mention { span, of, key: bare(&form), surname }
}

/// What two forms share that are one name whatever their case and accents: `St Louis` and `St. Louis`, but
/// neither `M&S` and `MS` nor `I'd` and `ID`.
fn bare(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{2010}' | '\u{2011}'));
    folded
}

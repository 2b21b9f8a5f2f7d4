//! One person with two offices, two ages or two given names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::claim::{Found, Side};
use super::field::Field;
use super::reason::Doubt;
use super::topic::{Stories, Topic};
use super::{Link, PERSON, twin};
use crate::check::{Block, BlockKey, Corpus, FactRef, Keys, Role};
use crate::fact::{Held, Person};
use crate::finding::Certainty;
use crate::lexicon::Office;
use crate::text::TermId;

/// More mentions of one name than this are compared only with the first.
const CROWD: usize = 48;

/// Ages of articles more days apart are not compared,
const AGE_DAYS: i32 = 60;
/// nor offices,
const OFFICE_DAYS: i32 = 14;
/// nor given names.
const NAME_DAYS: i32 = 7;

/// A full name that so many articles write is somebody's,
const WELL_KNOWN: u32 = 5;
/// where no other one of the surname is written so many times as often.
const OFTENER: u32 = 20;

/// In how many articles of the run full names stand.
#[derive(Debug, Default)]
pub(super) struct Known(FxHashMap<(TermId, TermId), u32>);

impl Known {
    pub(super) fn new(corpus: &Corpus) -> Self {
        let mut articles: FxHashMap<(TermId, TermId), (u32, usize)> = FxHashMap::default();
        for (number, document) in corpus.documents.iter().enumerate() {
            for person in document.facts.persons.iter().filter(|person| person.given_span.is_some()) {
                let Some(given) = person.given else { continue };
                let (count, last) = articles.entry((person.surname, given)).or_insert((0, usize::MAX));
                if *last != number {
                    (*count, *last) = (*count + 1, number);
                }
            }
        }
        Self(articles.into_iter().map(|(name, (count, _))| (name, count)).collect())
    }

    fn both(&self, x: &Person, y: &Person) -> bool {
        let articles = |person: &Person| {
            let name = person.given.map(|given| (person.surname, given));
            name.and_then(|name| self.0.get(&name)).copied().unwrap_or(0)
        };
        let (few, many) = (articles(x).min(articles(y)), articles(x).max(articles(y)));
        few >= WELL_KNOWN && few * OFTENER > many
    }
}

/// Puts every mention that says something under its name, and under its surname and office.
pub(super) fn keys(corpus: &Corpus, article: u32, keys: &mut Keys<'_>) {
    let mut seen = FxHashSet::default();
    for (index, person) in (0u32..).zip(&corpus.facts(article).persons) {
        let at = FactRef { article, index: PERSON | index };
        let office = person.held.as_ref().map(|held| (held.offices[0].id, held.qualifier, held.rank));
        let told = person.held.is_some() || person.age.is_some();
        // One mention of each detail an article gives is enough.
        let new = seen.insert((
            person.surname,
            person.given,
            person.given_span.is_some(),
            office,
            person.age.map(|(age, _)| age),
        ));
        if !new {
            continue;
        }
        if let (Some(given), true) = (person.given, told) {
            keys.put(key(1, person.surname, given), at, Role::Probe);
        }
        if person.given_apt && !person.kin {
            keys.put(key(5, person.surname, article), at, Role::Probe);
        }
        if let (Some((age, _)), true) = (person.age, person.given_span.is_some()) {
            keys.put(key(4, person.surname, u32::from(age)), at, Role::Probe);
        }
        if let (Some((office, qualifier, rank)), true) = (office, person.given_span.is_some()) {
            let what = u32::from(office) << 1
                ^ qualifier.unwrap_or(0).rotate_left(9)
                ^ rank.unwrap_or(0).rotate_left(18);
            keys.put(key(2, person.surname, what), at, Role::Probe);
        }
    }
}

fn key(kind: u64, surname: TermId, other: TermId) -> BlockKey {
    // Claims have keys below 1 << 63 and stories at it; a hash keeps persons apart from both.
    let mixed = (u64::from(surname) << 32 | u64::from(other)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ kind;
    mixed | 1 << 63 | 1 << 62
}

/// The pairs of one key that differ in something.
pub(super) fn pairs(corpus: &Corpus, block: &Block<'_>, found: &mut Vec<Link>) {
    let crowd = block.entries.len() > CROWD;
    for (at, (a, _)) in block.entries.iter().enumerate() {
        for (b, _) in &block.entries[at + 1..] {
            let near = a.article == b.article || !crowd;
            let known = corpus.is_subject(a.article) || corpus.is_subject(b.article);
            let (x, y) = (person(corpus, *a), person(corpus, *b));
            if near && known && may_differ(x, y, || twin::days_apart(corpus, a.article, b.article)) {
                found.push(Link::Persons(*a, *b));
            }
        }
    }
}

/// Whether two mentions differ in something, and `apart`, how many days lie between them, is few enough for it.
fn may_differ(x: &Person, y: &Person, apart: impl Fn() -> i32) -> bool {
    if x.given == y.given {
        ages(x, y) && apart() <= AGE_DAYS || x.held.is_some() && y.held.is_some() && apart() <= OFFICE_DAYS
    } else {
        x.given_span.is_some() && y.given_span.is_some() && !x.kin && !y.kin && apart() <= NAME_DAYS
    }
}

/// What differs between two mentions.
pub(super) fn compare(
    stories: &Stories<'_>,
    a: FactRef,
    b: FactRef,
    topic: &mut Topic,
    known: &Known,
) -> Vec<Found> {
    let corpus = stories.corpus;
    let (x, y) = (person(corpus, a), person(corpus, b));
    let one_article = a.article == b.article;
    if !one_article && !stories.one_story(a.article, b.article, topic) {
        return Vec::new();
    }
    if !one_name(corpus.slice(a.article, x.span), corpus.slice(b.article, y.span)) {
        return Vec::new();
    }
    let name = longer(corpus.slice(a.article, x.span), corpus.slice(b.article, y.span));
    let side = |at: FactRef, person: &Person, value| Side {
        article: at.article,
        value,
        content: value.cover(person.span),
    };
    let mut found = Vec::new();
    let mut push = |field, value_a, value_b, certainty, doubt| {
        found.push(Found {
            field,
            a: side(a, x, value_a),
            b: side(b, y, value_b),
            score: if one_article { 2.0 } else { 1.0 },
            certainty,
            held: format!("`{name}`"),
            doubt,
        });
    };
    if x.given == y.given {
        if let (Some((m, m_span)), Some((n, n_span))) = (x.age, y.age)
            && m != n
        {
            let birthday = !one_article && m.abs_diff(n) == 1;
            let (certainty, doubt) = match birthday {
                true => (Certainty::Ask, Some(Doubt::Birthday)),
                false => (Certainty::Likely, None),
            };
            push(Field::Age, m_span, n_span, certainty, doubt);
        }
        if let (Some(p), Some(q)) = (&x.held, &y.held)
            && let Some(doubt) =
                offices_differ(p, q, one_article && titled(corpus, a, p) && titled(corpus, b, q))
            && twin::days_apart(corpus, a.article, b.article) <= OFFICE_DAYS
            && ![a.article, b.article].iter().any(|at| {
                both_held(corpus, *at, corpus.slice(a.article, p.span), corpus.slice(b.article, q.span))
            })
        {
            let full = x.given_span.is_some() && y.given_span.is_some();
            let undated =
                !one_article && [a, b].iter().any(|at| corpus.article(at.article).meta.date.is_none());
            let (certainty, doubt) = match doubt {
                None if undated => (Certainty::Ask, Some(Doubt::TwoTimes)),
                None if full || one_article => (Certainty::Likely, None),
                None => (Certainty::Ask, Some(Doubt::TwoPersons)),
                doubt => (Certainty::Ask, doubt),
            };
            push(Field::Title, p.span, q.span, certainty, doubt);
        }
    } else if let (Some(g), Some(h), Some(m), Some(n)) = (x.given_span, y.given_span, x.given, y.given) {
        let (first, second) = (corpus.slice(a.article, g), corpus.slice(b.article, h));
        let same_age = matches!((x.age, y.age), (Some((i, _)), Some((j, _))) if i == j);
        let same_office = matches!((&x.held, &y.held), (Some(p), Some(q))
            if p.offices[0].id == q.offices[0].id && p.qualifier == q.qualifier && p.rank == q.rank);
        // A man and a woman are two, and so are two of whom the run speaks often.
        let two = matches!((x.sex, y.sex), (Some(p), Some(q)) if p != q) || known.both(x, y);
        let other = m != n
            && !two
            && other_name(first, second)
            && !x.given_groups.iter().any(|group| y.given_groups.contains(group));
        if other {
            let odd = one_article && odd_one_out(corpus, a.article, x, y);
            if !same_age && !same_office && !odd {
                return found;
            }
            push(Field::FirstName, g, h, Certainty::Ask, Some(Doubt::Namesakes));
        }
    }
    found
}

fn person(corpus: &Corpus, at: FactRef) -> &Person {
    &corpus.facts(at.article).persons[(at.index & !PERSON) as usize]
}

/// Words inside a name that tell nobody from anybody.
const PARTICLES: &[&str] =
    &["al", "el", "ul", "bin", "ibn", "de", "da", "di", "du", "la", "van", "von", "der", "den"];

/// Whether one name holds a word between the other's first and last, or either has none there;
/// particles (`al`, `de`) do not count.
fn one_name(a: &str, b: &str) -> bool {
    let middle = |name: &str| -> Vec<String> {
        let words: Vec<&str> = name.split([' ', '-']).collect();
        words
            .get(1..words.len().saturating_sub(1))
            .unwrap_or(&[])
            .iter()
            .filter(|word| !PARTICLES.contains(&word.to_lowercase().as_str()))
            .map(|word| word.to_lowercase())
            .collect()
    };
    let (a, b) = (middle(a), middle(b));
    a.is_empty() || b.is_empty() || a.iter().any(|word| b.contains(word))
}

fn ages(a: &Person, b: &Person) -> bool {
    matches!((a.age, b.age), (Some((x, _)), Some((y, _))) if x != y)
}

fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {
    if b.len() > a.len() { b } else { a }
}

/// Whether an office stands right before its person with a capital, as a title does.
fn titled(corpus: &Corpus, at: FactRef, held: &Held) -> bool {
    let person = person(corpus, at);
    let office = corpus.slice(at.article, held.span);
    let capital = office.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
    capital && held.span.end < person.span.start && person.span.start - held.span.end <= 2
}

/// Whether nobody holds both offices at once, with why that may be wrong; empty where it is sure.
/// `titles` says that both are titles before the name, in one article.
fn offices_differ(a: &Held, b: &Held, titles: bool) -> Option<Option<Doubt>> {
    // A form of several families may be of another one, unless it is a title.
    let plain = titles || a.offices.len() == 1 && b.offices.len() == 1;
    // Forms of several families (`president`) are compared in a family they share.
    let (x, y) =
        a.offices.iter().find_map(|x| Some((x, b.offices.iter().find(|y| y.family == x.family)?)))?;
    let ranks = x.ranked && a.rank != b.rank;
    let together = |x: &Office, y: &Office| x.together.binary_search(&y.id).is_ok();
    if a.offices.iter().any(|x| b.offices.iter().any(|y| together(x, y))) {
        return None;
    }
    if x.id == y.id || a.offices.iter().any(|x| b.offices.contains(x)) {
        let none = a.portfolio.is_empty() || b.portfolio.is_empty();
        let other = !none && !a.portfolio.iter().any(|field| b.portfolio.contains(field));
        return match x.qualified && other {
            true => Some(None),
            false => ranks.then_some(None),
        };
    }
    // `director` is any director: a name whose words the other has too is no other office.
    let words = |held: &Held, office: &Office| -> Vec<TermId> {
        office.words.iter().copied().chain(held.qualifier).collect()
    };
    let (left, right) = (words(a, x), words(b, y));
    if left.iter().all(|w| right.contains(w)) || right.iter().all(|w| left.contains(w)) {
        return ranks.then_some(None);
    }
    // `Foreign Secretary` is as definite as `Chancellor`; `Secretary` alone is not, and two such
    // names may be of one office.
    let named = |held: &Held| titles && held.qualifier.is_some();
    let sure = plain
        && match (x.qualified, y.qualified) {
            (false, false) => true,
            (true, false) => named(a),
            (false, true) => named(b),
            (true, true) => false,
        };
    Some((!sure).then_some(Doubt::BothOffices))
}

/// Whether an article says somewhere that one person holds two offices.
fn both_held(corpus: &Corpus, article: u32, one: &str, other: &str) -> bool {
    let text = corpus.article(article).text();
    text.contains(&format!("{one} and ")) && text.contains(other) && text.contains(&format!("and {other}"))
        || text.contains(&format!("{other} and {one}"))
}

/// Whether one full name stands once, in passing, where the article speaks of the other all along.
fn odd_one_out(corpus: &Corpus, article: u32, x: &Person, y: &Person) -> bool {
    let text = corpus.article(article).text();
    let name = |person: &Person| corpus.slice(article, person.span);
    let whole_words = |word: &str| alone(text, word).count();
    let (first, second) = if x.span.start < y.span.start { (x, y) } else { (y, x) };
    let surname = name(first).rsplit(' ').next().unwrap_or_default();
    let plain = |person: &Person| person.held.is_none() && person.age.is_none();
    let facts = corpus.facts(article);
    let kin = facts.persons.iter().any(|person| person.surname == x.surname && person.kin);
    let others = facts.persons.iter().any(|person| {
        person.surname == x.surname
            && person.given_span.is_some()
            && ![x.given, y.given].contains(&person.given)
    });
    // A person who is new to the reader is introduced: `Clara Oster, a neighbour,`.
    let after = &text[second.span.end as usize..];
    let introduced = after.starts_with(", ") && !after.starts_with(", who");
    let whole = name(second);
    let given = whole.split(' ').next().unwrap_or_default();
    // A hyphened pair of names (`the Oster-Brandt debate`) is no person.
    let hyphen = name(x).contains('-') || name(y).contains('-');
    // Two who are both known by an office, held or past, are two.
    let known = |person: &Person| {
        let before = &text[..person.span.start as usize];
        let line = before.rsplit(['.', '\n']).next().unwrap_or_default();
        line.ends_with("resident ") || line.contains("ormer ")
    };
    // Two of one list are two; so are a person in the copy and a reporter below it.
    // Where the surname by itself goes on to stand for somebody, there is one bearer.
    let goes_on = alone(text, surname).any(|at| {
        let before = text[..at].trim_end();
        let word = before.rsplit([' ', '\n']).next().unwrap_or_default();
        let title = word.trim_end_matches('.');
        at > second.span.end as usize
            && (matches!(title, "Mr" | "Mrs" | "Ms" | "Miss" | "Dr")
                || !word.starts_with(char::is_uppercase)
                || before.ends_with(['.', '”', '"', '’', ',', ':']))
    });
    let signed = |person: &Person| {
        let before = &text[..person.span.start as usize];
        let line = before.rsplit('\n').next().unwrap_or_default();
        ["eporting by ", "riting by ", "diting by "].iter().any(|by| line.contains(by))
    };
    let two_known = match (known(x), known(y)) {
        (true, true) => true,
        (false, false) => false,
        _ => !goes_on,
    };
    !hyphen
        && !two_known
        && !kin
        && !others
        && (plain(second) || goes_on && second.age.is_none() && x.held.is_some() && y.held.is_some())
        && !introduced
        && (second.given_known || first.given_known && given.chars().next() == name(first).chars().next())
        && x.sentence != y.sentence
        && !signed(first)
        && !signed(second)
        && whole_words(given) == 1
        && whole_words(surname) >= if second.surname_listed { 2 } else { 4 }
}

/// Where `word` stands as a word of its own.
fn alone<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| {
            !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
        })
        .filter(move |_| !word.is_empty())
}

/// Whether two given names are two, and not two ways to write one.
fn other_name(first: &str, second: &str) -> bool {
    let short = first.chars().count() < 3 || second.chars().count() < 3;
    // `Donald` and `Ronald` are two names; `Karl` and `Carl` are one in two spellings.
    let initials = |name: &str| name.chars().next().map(|c| c.to_ascii_uppercase());
    let sound = matches!((initials(first), initials(second)),
        (Some(x), Some(y)) if x == y || [x, y].iter().all(|c| "CKQ".contains(*c)) || [x, y].iter().all(|c| "GJ".contains(*c)));
    let near = strsim::damerau_levenshtein(&first.to_lowercase(), &second.to_lowercase()) <= 1;
    let alike = sound && near || strsim::jaro_winkler(first, second) > 0.9;
    let begins = first.starts_with(second) || second.starts_with(first);
    !short && !alike && !begins
}

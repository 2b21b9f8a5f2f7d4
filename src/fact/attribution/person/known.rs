//! The full names of an article, and whom a mention stands for among them.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Source;
use super::Sex;
use super::names::Reader;
use crate::article::Span;
use crate::lexicon::Role;
use crate::text::{Case, bare, fold, key, with_folded};

/// The full names of an article.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By folded surname; full names as printed, by folded form.
    surnames: FxHashMap<String, BTreeMap<String, Box<str>>>,
    pub(super) sex: FxHashMap<Box<str>, Sex>,
    /// How often a full name stands, by folded form.
    counts: FxHashMap<String, usize>,
    /// Full names that are a person's beyond doubt.
    pub(super) attested: FxHashSet<Box<str>>,
}

impl Known {
    pub(super) fn gather(reader: &Reader<'_>) -> Self {
        let mut known = Self::default();
        let mut alone: FxHashSet<u64> = FxHashSet::default();
        for run in reader.runs(0..reader.scan.words.len()) {
            let Some(name) = reader.name(run.clone()) else { continue };
            if name.len() == 1 {
                let surname = bare(reader.word(name.start));
                alone.insert(with_folded(surname, key));
                continue;
            }
            let printed = reader.print(&name);
            let surname = surname(&printed);
            if surname.chars().count() < 2 || name.len() > 5 {
                continue;
            }
            let given = reader.given(name.start);
            let sex = match reader.sex(run.start..name.start) {
                Sex::Either => given.unwrap_or(Sex::Either),
                sex => sex,
            };
            let titled = run.start < name.start
                && (run.start..name.start)
                    .any(|i| matches!(reader.role(i), Some(Role::Person | Role::Man | Role::Woman)));
            let folded = fold(&printed);
            let entry = known.surnames.entry(surname).or_default();
            let printed = entry.entry(folded.clone()).or_insert(printed).clone();
            *known.counts.entry(folded).or_default() += 1;
            if titled || given.is_some() {
                known.attested.insert(printed.clone());
            }
            if sex != Sex::Either {
                known.sex.insert(printed, sex);
            }
        }
        for name in known
            .surnames
            .iter()
            .filter(|(s, _)| alone.contains(&key(s)))
            .flat_map(|(_, names)| names.values())
        {
            known.attested.insert(name.clone());
        }
        known
    }

    /// The person with whom the sentence before a pronoun begins, in the same paragraph.
    pub(super) fn opening(&self, reader: &Reader<'_>, pronoun: Span) -> Option<Box<str>> {
        let sentences = &reader.scan.sentences;
        let here = sentences.partition_point(|s| s.span.start <= pronoun.start).checked_sub(1)?;
        for before in sentences[..here].iter().rev().take(2) {
            if before.paragraph != sentences[here].paragraph {
                break;
            }
            let words = before.words.start as usize..before.words.end as usize;
            let first = reader.runs(words.start..words.end.min(words.start + 6)).into_iter().next();
            let Some(run) = first.filter(|run| run.start == words.start) else { continue };
            let Some(name) = reader.name(run) else { continue };
            let person = match name.len() {
                1 => self.by_surname(&fold(&reader.print(&name))),
                _ => Some(self.longest(&reader.print(&name))),
            };
            if person.as_ref().is_some_and(|p| self.attested.contains(p) || p.contains(' ')) {
                return person;
            }
        }
        None
    }

    pub(super) fn person(
        &self,
        reader: &Reader<'_>,
        words: Range<usize>,
        source: &Source,
    ) -> Option<Box<str>> {
        let text = reader.scan.text();
        let runs = reader.runs(words.clone());
        let joint = runs.len() > 1
            && text[source.span.range()].contains(" and ")
            && !text[source.span.range()].contains(',');
        if joint {
            return None;
        }
        for run in &runs {
            let Some(name) = reader.name(run.clone()) else { continue };
            let before = run.start.checked_sub(1).filter(|b| *b >= words.start);
            if before.is_some_and(|b| with_folded(reader.word(b), is_preposition)) {
                continue;
            }
            let rest = &text[reader.scan.words[name.end - 1].end as usize..];
            if reader.possessive(name.end - 1) || rest.starts_with(['\'', '’']) {
                continue;
            }
            // "Clinton campaign spokesman Brian Fallon": a name before a small noun is its modifier.
            let after = name.end;
            if after < words.end {
                let gap =
                    &text[reader.scan.words[after - 1].end as usize..reader.scan.words[after].start as usize];
                let next = &reader.scan.words[after];
                if gap == " " && next.case == Case::Lower && !follows_name(reader.word(after)) {
                    continue;
                }
            }
            if name.len() >= 2 {
                return Some(self.longest(&reader.print(&name)));
            }
            return self.by_surname(&fold(&reader.print(&name)));
        }
        None
    }

    /// The fullest form of a name that has one reading: "Ann Hale" for "Ann Hale" and "Ann M. Hale".
    fn longest(&self, printed: &str) -> Box<str> {
        let folded = fold(printed);
        let known = self.surnames.get(&surname(printed)).and_then(|names| names.get(&folded));
        known.cloned().unwrap_or_else(|| printed.into())
    }

    /// Whom a surname alone stands for: the one full name, or the one that stands most often; the
    /// surname itself where none does.
    fn by_surname(&self, surname: &str) -> Option<Box<str>> {
        let names = self.surnames.get(surname)?;
        let count = |form: &str| self.counts.get(form).copied().unwrap_or(0);
        let (best, printed) =
            names.iter().max_by(|(a, _), (b, _)| count(a).cmp(&count(b)).then_with(|| b.cmp(a)))?;
        let rivals = names.keys().filter(|form| *form != best && !one_given(form, best));
        let clear = rivals.into_iter().all(|form| count(form) * 2 < count(best));
        Some(if clear { printed.clone() } else { printed.rsplit(' ').next().unwrap_or(printed).into() })
    }
}

/// Whether two full names begin with one first name: "Jeff" and "Jeffrey", "A." and "Ann".
fn one_given(a: &str, b: &str) -> bool {
    let given = |name: &str| name.split(' ').next().unwrap_or("").to_owned();
    let (a, b) = (given(a), given(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    long.starts_with(short.as_str()) && (short.len() >= 3 || short.len() == 1)
}

fn surname(printed: &str) -> String {
    fold(printed.rsplit([' ', '-']).next().unwrap_or(""))
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "at"
            | "in"
            | "with"
            | "from"
            | "on"
            | "and"
            | "to"
            | "by"
            | "against"
            | "under"
            | "like"
    )
}

fn follows_name(word: &str) -> bool {
    matches!(
        word,
        "of" | "for" | "at" | "in" | "with" | "from" | "on" | "who" | "and" | "also" | "to" | "as" | "via"
    )
}

//! Whom a source stands for.
//!
//! A full name is taken as printed, less titles; a surname leads back to the only full name in the
//! article that ends in it; a pronoun to the last person who spoke, if that one may be "he" or
//! "she". Where two fit, nobody is named: a wrong person is worse than none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Attribution, Source};
use crate::article::Span;
use crate::fact::Scan;
use crate::lexicon::{Lexicon, Role};
use crate::text::{Case, Word, fold};

/// Leads the mentions of an article back to full names. `found` is in the order of the text.
pub(super) fn resolve(scan: &Scan<'_>, lexicon: &Lexicon, found: &mut [Attribution]) {
    if found.iter().all(|a| a.source.is_none()) {
        return;
    }
    let reader = Reader { scan, lexicon };
    let known = Known::gather(&reader);
    let mut order: Vec<usize> = (0..found.len()).filter(|&i| found[i].source.is_some()).collect();
    order.sort_by_key(|&i| found[i].source.as_ref().map(|s| s.span.start));
    let mut last: Option<(Box<str>, Sex)> = None;
    for index in order {
        let Some(source) = &mut found[index].source else { continue };
        let words = reader.words(source.span.start, source.span.end);
        let Some(first) = words.clone().next() else { continue };
        let pronoun = match (words.len(), fold(reader.word(first)).as_str()) {
            (1, "he") => Some(Sex::Man),
            (1, "she") => Some(Sex::Woman),
            (1, "they" | "it" | "we" | "i" | "you") => Some(Sex::Either),
            _ => None,
        };
        match pronoun {
            Some(Sex::Either) => {}
            Some(sex) => {
                let opening = known.opening(&reader, source.span).map(|person| {
                    let own = known.sex.get(&person).copied().unwrap_or(Sex::Either);
                    (person, own)
                });
                let fits = opening.into_iter().chain(last.clone()).find(|(_, own)| own.fits(sex));
                if let Some((person, _)) = fits {
                    source.attested = known.attested.contains(&person);
                    source.person = Some(person.clone());
                    last = Some((person, sex));
                }
            }
            None => {
                let person = known.person(&reader, words.clone(), source);
                last = person.clone().map(|p| {
                    let sex = known.sex.get(&p).copied().unwrap_or(Sex::Either);
                    (p, if sex == Sex::Either { reader.sex(words.clone()) } else { sex })
                });
                source.named = person.is_some();
                source.attested = person.as_ref().is_some_and(|p| {
                    known.attested.contains(p)
                        || words.clone().any(|w| {
                            matches!(reader.role(w), Some(Role::Person | Role::Man | Role::Woman))
                                || reader.word(w) == "who"
                        })
                });
                source.person = person;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sex {
    Man,
    Woman,
    Either,
}

impl Sex {
    fn fits(self, other: Sex) -> bool {
        self == Sex::Either || self == other
    }
}

struct Reader<'a> {
    scan: &'a Scan<'a>,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn word(&self, index: usize) -> &str {
        self.scan.words[index].of(self.scan.text())
    }

    /// The words between two bytes.
    fn words(&self, start: u32, end: u32) -> Range<usize> {
        let words = &self.scan.words;
        words.partition_point(|w| w.start < start)..words.partition_point(|w| w.end <= end)
    }

    fn role(&self, index: usize) -> Option<Role> {
        let (roles, word) = (&self.lexicon.roles, self.word(index));
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if small { roles.get(word).copied() } else { roles.get(fold(word).as_str()).copied() }
    }

    fn sex(&self, words: Range<usize>) -> Sex {
        for index in words {
            match self.role(index) {
                Some(Role::Man) => return Sex::Man,
                Some(Role::Woman) => return Sex::Woman,
                _ => {}
            }
        }
        Sex::Either
    }

    /// Who bears a given name; none where the word is no given name.
    fn given(&self, index: usize) -> Option<Sex> {
        let names = &self.lexicon.given_names;
        let word = self.word(index);
        match (names.male.contains(word), names.female.contains(word)) {
            (true, false) => Some(Sex::Man),
            (false, true) => Some(Sex::Woman),
            (true, true) => Some(Sex::Either),
            (false, false) => None,
        }
    }

    fn capital(&self, word: &Word) -> bool {
        match word.case {
            Case::Title | Case::Inner => true,
            // An initial, or a surname in capitals; "FBI" is neither, but is no part of a name either.
            Case::Upper => word.end - word.start <= 3,
            Case::Lower | Case::Number => false,
        }
    }

    /// Whether a small word stands inside names: "Ursula von der Leyen".
    fn particle(&self, index: usize) -> bool {
        matches!(
            self.word(index),
            "von"
                | "van"
                | "der"
                | "den"
                | "de"
                | "del"
                | "della"
                | "di"
                | "da"
                | "dos"
                | "la"
                | "le"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "ter"
        )
    }

    /// Runs of capitalised words with nothing but spaces, hyphens and stops of initials between.
    fn runs(&self, words: Range<usize>) -> Vec<Range<usize>> {
        let text = self.scan.text();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = words.start;
        while at < words.end {
            if !self.capital(&self.scan.words[at]) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let mut next = end;
            while next < words.end {
                let (before, here) = (&self.scan.words[next - 1], &self.scan.words[next]);
                let gap = &text[before.end as usize..here.start as usize];
                let short = before.end - before.start <= 1 || self.role(next - 1).is_some();
                let joined = matches!(gap, " " | "-" | "\u{a0}" | " al-" | " el-")
                    || short && matches!(gap, ". " | "." | "\n");
                if !joined || self.possessive(next - 1) {
                    break;
                }
                if self.capital(here) {
                    next += 1;
                    end = next;
                } else if self.particle(next) {
                    next += 1;
                } else {
                    break;
                }
            }
            found.push(at..end);
            at = end;
        }
        found
    }

    fn possessive(&self, index: usize) -> bool {
        self.word(index).ends_with("'s") || self.word(index).ends_with("’s")
    }

    /// A run without the titles before it and what is no part of a person's name; none where an
    /// organisation speaks.
    fn name(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        let start = run.start;
        while run.start < run.end
            && (matches!(self.role(run.start), Some(Role::Person | Role::Man | Role::Woman))
                || lead(&self.word(run.start).to_lowercase()))
        {
            run.start += 1;
        }
        // "Vermont Sen. Ana Hale": what stands before a title inside the run is no part of the name.
        let titles = |i: &usize| matches!(self.role(*i), Some(Role::Person | Role::Man | Role::Woman));
        if let Some(title) = run.clone().rev().find(titles) {
            run.start = title + 1;
        }
        while run.len() > 1 && matches!(self.word(run.end - 1), "Jr" | "Sr" | "II" | "III" | "IV") {
            run.end -= 1;
        }
        if run.is_empty() {
            return None;
        }
        let titled = run.start > start;
        let article = start > 0 && matches!(self.word(start - 1), "the" | "The") && !titled;
        let body = run.clone().any(|i| {
            self.role(i) == Some(Role::Body)
                || self.lexicon.names.organisations.contains(self.word(i))
                || matches!(self.word(i), "Republican" | "Democrat" | "Independent")
                || self.scan.words[i].case == Case::Upper
                    && self.scan.words[i].end - self.scan.words[i].start > 2
        });
        (!article && !body).then_some(run)
    }

    fn print(&self, name: &Range<usize>) -> Box<str> {
        let words = &self.scan.words;
        let text = &self.scan.text()[words[name.start].start as usize..words[name.end - 1].end as usize];
        let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        text.split_whitespace().collect::<Vec<_>>().join(" ").into_boxed_str()
    }
}

/// Words with a capital that stand before a name and are no part of it.
fn lead(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "in"
            | "on"
            | "at"
            | "for"
            | "as"
            | "when"
            | "while"
            | "if"
            | "with"
            | "former"
            | "ex"
            | "then"
            | "late"
            | "vice"
            | "prime"
            | "foreign"
            | "deputy"
            | "attorney"
            | "said"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "sir"
            | "lord"
            | "lady"
            | "republican"
            | "democratic"
            | "democrat"
            | "conservative"
            | "labour"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "american"
            | "british"
            | "russian"
            | "ukrainian"
            | "french"
            | "german"
            | "israeli"
            | "iranian"
            | "chinese"
            | "us"
            | "according"
            | "like"
            | "after"
            | "before"
            | "however"
            | "meanwhile"
            | "state"
            | "district"
            | "by"
            | "from"
            | "his"
            | "her"
            | "their"
            | "our"
            | "its"
            | "my"
            | "even"
    )
}

/// The full names of an article.
#[derive(Debug, Default)]
struct Known {
    /// By folded surname; full names as printed, by folded form.
    surnames: BTreeMap<String, BTreeMap<String, Box<str>>>,
    sex: BTreeMap<Box<str>, Sex>,
    /// How often a full name stands, by folded form.
    counts: BTreeMap<String, usize>,
    /// Full names that are a person's beyond doubt.
    attested: BTreeSet<Box<str>>,
}

impl Known {
    fn gather(reader: &Reader<'_>) -> Self {
        let mut known = Self::default();
        let mut alone: BTreeSet<String> = BTreeSet::new();
        for run in reader.runs(0..reader.scan.words.len()) {
            let Some(name) = reader.name(run.clone()) else { continue };
            let printed = reader.print(&name);
            let surname = surname(&printed);
            if surname.chars().count() < 2 || name.len() > 5 {
                continue;
            }
            if name.len() == 1 {
                alone.insert(surname);
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
            *known.counts.entry(fold(&printed)).or_default() += 1;
            let entry = known.surnames.entry(surname).or_default();
            let printed = entry.entry(fold(&printed)).or_insert(printed).clone();
            if titled || given.is_some() {
                known.attested.insert(printed.clone());
            }
            if sex != Sex::Either {
                known.sex.insert(printed, sex);
            }
        }
        for name in
            known.surnames.iter().filter(|(s, _)| alone.contains(*s)).flat_map(|(_, names)| names.values())
        {
            known.attested.insert(name.clone());
        }
        known
    }

    /// The person with whom the sentence before a pronoun begins, in the same paragraph.
    fn opening(&self, reader: &Reader<'_>, pronoun: Span) -> Option<Box<str>> {
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

    fn person(&self, reader: &Reader<'_>, words: Range<usize>, source: &Source) -> Option<Box<str>> {
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
            let before = run.start.checked_sub(1).filter(|b| *b >= words.start).map(|b| fold(reader.word(b)));
            if before.is_some_and(|b| is_preposition(&b)) {
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

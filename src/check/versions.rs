//! Which articles are one story, by what their files say: a shared slug or identifier, one headline behind the
//! marks of its takes, a translation that names its original, files that differ in a language only.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::sets::Sets;
use super::{Corpus, Document};
use crate::article::{Article, DateTime};
use crate::text::{Vocabulary, edition, fold, language_named};

/// How two articles are one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kin {
    /// Takes, re-issues and corrections of one article.
    Version,
    /// The same in two languages.
    Translation,
    /// Two translations of one original into one language: each has its own words.
    Retold,
}

/// Headlines that agree behind their marks are of one story when they stand so near in time.
const MOST_DAYS: i32 = 7;
/// A slug that more articles bear,
const MOST_VERSIONS: usize = 12;
/// over more days than this, is a department's or an agency's keyword; no story has so many takes for so long.
const LONGEST_STORY: i32 = 14;
/// The same where no article has a date.
const MOST_UNDATED: usize = 50;
/// An identifier of no more digits is a running number.
const LONGEST_NUMBER: usize = 7;
/// A headline with fewer words says too little.
const LEAST_WORDS: usize = 3;

/// The stories of a run.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// The story of each article by slug, identifier or headline; its own number where it stands alone.
    story: Vec<u32>,
    /// The same with translations.
    translated: Vec<u32>,
    /// The versions of each story that has several, earliest first.
    members: BTreeMap<u32, Vec<u32>>,
    /// Whether an article says that it corrects something, once it has been asked.
    corrections: Vec<OnceLock<bool>>,
}

impl Versions {
    /// The stories of these articles.
    pub(super) fn of(documents: &[Document]) -> Self {
        let articles = || documents.iter().map(|document| &document.article);
        let mut sets = Sets::new(documents.len());
        same_name(articles(), &mut sets);
        same_headline(articles(), &mut sets);
        let story = tops(&mut sets, documents.len());
        same_original(articles(), &mut sets);
        same_file(articles(), &mut sets);
        let translated = tops(&mut sets, documents.len());
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (article, top) in (0u32..).zip(&story) {
            if article != *top {
                members.entry(*top).or_insert_with(|| vec![*top]).push(article);
            }
        }
        for all in members.values_mut() {
            all.sort_by_key(|article| (issued(&documents[*article as usize].article), *article));
        }
        let corrections = vec![OnceLock::new(); documents.len()];
        Self { story, translated, members, corrections }
    }

    pub(super) fn kin(&self, corpus: &Corpus, a: u32, b: u32) -> Option<Kin> {
        let (x, y) = (a as usize, b as usize);
        if a == b || self.translated[x] != self.translated[y] {
            return None;
        }
        let (one, other) = (corpus.article(a), corpus.article(b));
        if one.language != other.language {
            return Some(Kin::Translation);
        }
        if self.story[x] == self.story[y] {
            return Some(Kin::Version);
        }
        let original = original(one).is_some() && original(one) == original(other);
        original.then_some(Kin::Retold)
    }

    pub(super) fn corrects(&self, vocabulary: &Vocabulary, corpus: &Corpus, a: u32, b: u32) -> bool {
        let says = |article: u32| {
            *self.corrections[article as usize].get_or_init(|| corpus.article(article).is_correction())
        };
        let story = self.story[a as usize];
        if story != self.story[b as usize] {
            // Nothing but its words says what a note corrects.
            return (says(a) || says(b)) && corpus.retell(vocabulary, a, b).is_some();
        }
        let Some(versions) = self.members.get(&story) else { return false };
        let place = |article: u32| versions.iter().position(|version| *version == article);
        let (Some(x), Some(y)) = (place(a), place(b)) else { return false };
        says(a) || versions[x.min(y) + 1..=x.max(y)].iter().any(|version| says(*version)) || says(b)
    }
}

fn tops(sets: &mut Sets, len: usize) -> Vec<u32> {
    (0..len).map(|at| u32::try_from(sets.top(at)).expect("articles are numbered in 32 bits")).collect()
}

/// When an article was issued as it stands.
fn issued(article: &Article) -> Option<DateTime> {
    article.meta.updated.max(article.meta.date)
}

/// Articles with one slug, or one identifier.
fn same_name<'a>(articles: impl Iterator<Item = &'a Article>, sets: &mut Sets) {
    let mut first: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let mut of_slug: BTreeMap<&str, Vec<(Option<DateTime>, usize)>> = BTreeMap::new();
    for (at, article) in articles.enumerate() {
        if let Some(slug) = article.meta.slug.as_deref() {
            of_slug.entry(slug).or_default().push((article.meta.date, at));
        }
        if let Some(guid) = article.meta.guid.as_deref() {
            // Every export numbers its articles from one.
            let number = guid.len() <= LONGEST_NUMBER && guid.bytes().all(|byte| byte.is_ascii_digit());
            let within = if number { &*article.path } else { "" };
            sets.join(*first.entry((guid, within)).or_insert(at), at);
        }
    }
    for all in of_slug.values().filter(|all| !is_department(all)) {
        all.iter().for_each(|(_, at)| sets.join(all[0].1, *at));
    }
}

/// Whether articles with one slug are too many over too long a time for one story.
fn is_department(all: &[(Option<DateTime>, usize)]) -> bool {
    let mut days = all.iter().filter_map(|(date, _)| date.map(|date| date.date()));
    let Some(day) = days.next() else { return all.len() > MOST_UNDATED };
    let (first, last) = days.fold((day, day), |(first, last), day| (first.min(day), last.max(day)));
    all.len() > MOST_VERSIONS && (last - first).get_days() > LONGEST_STORY
}

/// Articles with one headline, of which one at least has marks of a take, next to each other in time.
fn same_headline<'a>(articles: impl Iterator<Item = &'a Article> + Clone, sets: &mut Sets) {
    let titles = || articles.clone().map(Article::story_title).enumerate();
    let marked: FxHashSet<String> = titles()
        .filter(|(_, (title, marked))| *marked && title.split_whitespace().count() >= LEAST_WORDS)
        .map(|(_, (title, _))| fold(title))
        .collect();
    if marked.is_empty() {
        return;
    }
    let mut of_title: BTreeMap<String, Vec<(Option<DateTime>, usize)>> = BTreeMap::new();
    for ((at, (title, _)), article) in titles().zip(articles.clone()) {
        let title = fold(title);
        if marked.contains(&title) {
            of_title.entry(title).or_default().push((article.meta.date, at));
        }
    }
    for mut all in of_title.into_values() {
        all.sort_unstable();
        for pair in all.windows(2) {
            let days = pair[0].0.zip(pair[1].0).map_or(0, |(x, y)| (y.date() - x.date()).get_days().abs());
            if days <= MOST_DAYS {
                sets.join(pair[0].1, pair[1].1);
            }
        }
    }
}

/// What an article is a translation of. `translated_from: German` and `translation_of: true` name no story.
fn original(article: &Article) -> Option<&str> {
    let original = article.meta.translation.as_deref()?;
    let is_said = ["false", "no", "true", "yes"].iter().any(|word| original.eq_ignore_ascii_case(word));
    (!is_said && language_named(original).is_none()).then_some(original)
}

/// Articles that are translations of one, and that one: what they call it may be its slug, its identifier, its file
/// or a name that they share among themselves.
fn same_original<'a>(articles: impl Iterator<Item = &'a Article> + Clone, sets: &mut Sets) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, article) in articles.clone().enumerate() {
        if let Some(original) = original(article) {
            sets.join(*first.entry(original).or_insert(at), at);
        }
    }
    if first.is_empty() {
        return;
    }
    for (at, article) in articles.enumerate() {
        let path = article.record.is_none().then_some(&*article.path);
        let file = path.map(|path| path.rsplit('/').next().unwrap_or(path));
        let stem = file.map(|file| file.rsplit_once('.').map_or(file, |(stem, _)| stem));
        let names = [article.meta.slug.as_deref(), article.meta.guid.as_deref(), path, file, stem];
        for name in names.into_iter().flatten() {
            if let Some(translation) = first.get(name) {
                sets.join(*translation, at);
            }
        }
    }
}

/// Files that differ in the language that their path names. Two in one language stay apart: only what the copy is
/// in says that a folder called `it` is no department.
fn same_file<'a>(articles: impl Iterator<Item = &'a Article>, sets: &mut Sets) {
    let files: Vec<_> = articles
        .enumerate()
        .filter(|(_, article)| article.record.is_none())
        .map(|(at, article)| (at, article.language, edition(&article.path)))
        .collect();
    if files.iter().all(|(_, _, edition)| edition.language.is_none()) {
        return;
    }
    let mut of_story: BTreeMap<&str, Vec<(usize, Option<&str>)>> = BTreeMap::new();
    for (at, language, edition) in &files {
        of_story.entry(&edition.story).or_default().push((*at, *language));
    }
    for all in of_story.values() {
        if all.iter().any(|(_, language)| *language != all[0].1) {
            all.iter().for_each(|(at, _)| sets.join(all[0].0, *at));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Draft, DraftParagraph, ParagraphKind, Span, Standing};
    use crate::fact::{FactSet, Statistics};

    /// A file with its language, and what is set on it.
    fn file(path: &str, language: Option<&'static str>, set: impl Fn(&mut Draft)) -> Document {
        let text = "The quay is shut.".to_owned();
        let paragraphs = vec![DraftParagraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }];
        let mut draft = Draft { text, paragraphs, ..Draft::default() };
        set(&mut draft);
        let mut article = draft.into_article(&Arc::from(path), Standing::Subject);
        article.language = language;
        Document { article, facts: FactSet::default() }
    }

    fn kin(documents: Vec<Document>) -> Option<Kin> {
        Corpus::new(documents, Statistics::default()).kin(0, 1)
    }

    fn corrects(corpus: &Corpus, a: u32, b: u32) -> bool {
        corpus.corrects(&Vocabulary::default(), a, b)
    }

    const GERMAN: Option<&str> = Some("German");

    #[test]
    fn a_shared_name_makes_versions_and_in_two_languages_translations() {
        let slug = |draft: &mut Draft| draft.meta.slug = Some("quay".to_owned());
        assert_eq!(kin(vec![file("a.md", None, slug), file("b.md", None, slug)]), Some(Kin::Version));
        assert_eq!(kin(vec![file("a.md", None, slug), file("b.md", GERMAN, slug)]), Some(Kin::Translation));
        assert_eq!(kin(vec![file("a.md", None, slug), file("b.md", GERMAN, |_| ())]), None);
    }

    #[test]
    fn a_slug_of_many_articles_over_weeks_is_a_department() {
        let run = |days: i32| -> Corpus {
            let first: DateTime = "2024-03-01T10:00:00".parse().unwrap();
            let article = |day: i32| {
                file("a.md", None, |draft| {
                    draft.meta.slug = Some("harbour".to_owned());
                    draft.meta.date = Some(first + jiff::Span::new().days(day));
                })
            };
            Corpus::new((0..14).map(|at| article(at * days / 13)).collect(), Statistics::default())
        };
        assert_eq!(run(13).kin(0, 13), Some(Kin::Version));
        assert_eq!(run(60).kin(0, 13), None);
    }

    #[test]
    fn running_numbers_are_no_identifiers_of_two_files() {
        let id = |id: &'static str| move |draft: &mut Draft| draft.meta.guid = Some(id.to_owned());
        assert_eq!(kin(vec![file("a.jsonl", None, id("17")), file("b.jsonl", None, id("17"))]), None);
        let versions = Some(Kin::Version);
        assert_eq!(kin(vec![file("a.jsonl", None, id("17")), file("a.jsonl", None, id("17"))]), versions);
        assert_eq!(
            kin(vec![file("a.xml", None, id("urn:x:17")), file("b.xml", None, id("urn:x:17"))]),
            versions
        );
    }

    #[test]
    fn files_that_differ_in_a_language_are_one_story_only_where_the_copy_does() {
        for (a, b) in [("quay.md", "quay.de.md"), ("en/quay.md", "de/quay.md"), ("quay-en.md", "quay-de.md")]
        {
            let pair = |language| vec![file(a, None, |_| ()), file(b, language, |_| ())];
            assert_eq!(kin(pair(GERMAN)), Some(Kin::Translation), "{a} {b}");
            assert_eq!(kin(pair(None)), None, "{a} {b}");
        }
        assert_eq!(kin(vec![file("quay.md", None, |_| ()), file("wharf.de.md", GERMAN, |_| ())]), None);
    }

    #[test]
    fn a_translation_names_its_original_or_what_all_share() {
        let of = |draft: &mut Draft| draft.meta.translation = Some("kaje".to_owned());
        assert_eq!(
            kin(vec![file("kaje.md", GERMAN, |_| ()), file("quay.md", None, of)]),
            Some(Kin::Translation)
        );
        assert_eq!(kin(vec![file("kai.md", GERMAN, of), file("quay.md", None, of)]), Some(Kin::Translation));
        assert_eq!(kin(vec![file("wharf.md", None, of), file("quay.md", None, of)]), Some(Kin::Retold));
        for none in ["German", "de", "true"] {
            let of = |draft: &mut Draft| draft.meta.translation = Some(none.to_owned());
            assert_eq!(kin(vec![file("wharf.md", None, of), file("quay.md", None, of)]), None, "{none}");
        }
    }

    #[test]
    fn marks_of_a_take_make_one_story_of_one_headline() {
        let title = |title: &'static str, day: &'static str| {
            move |draft: &mut Draft| {
                draft.meta.title = Some(title.to_owned());
                draft.meta.date = Some(format!("{day}T10:00:00").parse().unwrap());
            }
        };
        let pair = |one: &'static str, day| {
            let first = file("a.md", None, title("Ferry runs aground", "2024-03-12"));
            kin(vec![first, file("b.md", None, title(one, day))])
        };
        assert_eq!(pair("UPDATE 2-Ferry runs aground", "2024-03-12"), Some(Kin::Version));
        assert_eq!(pair("Ferry runs aground", "2024-03-12"), None);
        assert_eq!(pair("UPDATE 2-Ferry runs aground", "2024-04-12"), None);
    }

    #[test]
    fn a_correction_between_two_versions_speaks_for_both() {
        let version = |day: &'static str, version: &'static str| {
            file("a.md", None, |draft| {
                draft.meta.slug = Some("quay".to_owned());
                draft.meta.date = Some(format!("{day}T10:00:00").parse().unwrap());
                draft.meta.version = Some(version.to_owned());
            })
        };
        let run =
            vec![version("2024-03-12", "1"), version("2024-03-14", "3"), version("2024-03-13", "corrected")];
        let corpus = Corpus::new(run, Statistics::default());
        assert!(corrects(&corpus, 0, 1) && corrects(&corpus, 0, 2));
        let run =
            vec![version("2024-03-12", "1"), version("2024-03-13", "2"), version("2024-03-14", "corrected")];
        let corpus = Corpus::new(run, Statistics::default());
        assert!(!corrects(&corpus, 0, 1) && corrects(&corpus, 0, 2));
    }
}

//! What editors have said need not be reported: comments in copy, and findings accepted in
//! `copydesk.yml`.
//!
//! A comment takes the places under it out of a rule's findings, as if the copy did not say what it
//! says there. What remains of a finding is reported if it still disagrees with itself.

use std::collections::BTreeSet;

use super::Finding;
use crate::article::{Article, Comment, LineTable, Part, Span, Unread};

/// The word that stands for every rule.
const ALL: &str = "all";

/// A finding that `copydesk.yml` accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The finding's fingerprint. Without an occurrence number it holds for every finding of the
    /// same values.
    pub fingerprint: String,
    /// The rule it was a finding of, where the entry says.
    pub rule: Option<String>,
    /// The file and line of the entry.
    pub place: String,
}

/// A question that was put to an author; the finding is reported with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The question, with who asked it and when.
    pub note: String,
}

/// What is left out of a report besides lower levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// Findings that a comment or `copydesk.yml` takes out.
    pub findings: usize,
    /// Comments and entries that take nothing out, or can't be read.
    pub unused: Vec<Unread>,
}

/// Which rules there are and which of them ran.
#[derive(Clone, Debug, Default)]
pub struct RuleNames<'a> {
    /// Ids and kinds of all rules.
    pub known: BTreeSet<&'a str>,
    /// Ids and kinds of those that are on.
    pub on: BTreeSet<&'a str>,
}

/// Everything that suppresses, with what of it was used.
#[derive(Debug)]
pub struct Suppression<'a> {
    rules: &'a RuleNames<'a>,
    /// By article.
    ignores: Vec<Vec<Ignore>>,
    accepted: Vec<(&'a Accepted, bool)>,
    suppressed: Suppressed,
}

/// What one comment asks for.
#[derive(Debug)]
struct Ignore {
    rules: Vec<String>,
    /// The comment in the file.
    at: Span,
    /// What it covers of the article's text.
    over: Vec<Span>,
    used: bool,
}

impl<'a> Suppression<'a> {
    /// Reads the comments of all articles.
    pub fn new<'b>(
        articles: impl Iterator<Item = &'b Article>,
        accepted: &'a [Accepted],
        rules: &'a RuleNames<'a>,
    ) -> Self {
        let mut suppressed = Suppressed::default();
        let ignores = articles.map(|article| read(article, rules, &mut suppressed.unused)).collect();
        Self { rules, ignores, accepted: accepted.iter().map(|entry| (entry, false)).collect(), suppressed }
    }

    /// What is to be reported of a finding; none where all of it is suppressed. `subject` says whether
    /// findings may be about an article.
    pub fn sift(&mut self, finding: Finding, subject: impl Fn(u32) -> bool) -> Option<Finding> {
        for (entry, used) in &mut self.accepted {
            if super::same_values(&entry.fingerprint, &finding.fingerprint) {
                *used = true;
                self.suppressed.findings += 1;
                return None;
            }
        }
        let mut gone = Vec::new();
        for label in finding.labels() {
            let mut covered = false;
            for ignore in &mut self.ignores[label.article as usize] {
                let names = |rule: &String| *rule == finding.rule || rule == finding.kind || rule == ALL;
                if ignore.rules.iter().any(names) && ignore.over.iter().any(|over| over.overlaps(label.span))
                {
                    ignore.used = true;
                    covered = true;
                }
            }
            gone.push(covered);
        }
        if !gone.contains(&true) {
            return Some(finding);
        }
        let rest = finding.without(&gone, subject);
        self.suppressed.findings += usize::from(rest.is_none());
        rest
    }

    /// Whether a comment covers a place for a rule of a kind.
    pub fn covers(&self, rule: &str, kind: &str, article: u32, span: Span) -> bool {
        let names = |named: &String| named == rule || named == kind || named == ALL;
        let ignores = self.ignores.get(article as usize).into_iter().flatten();
        ignores
            .filter(|ignore| ignore.rules.iter().any(names))
            .any(|i| i.over.iter().any(|over| over.overlaps(span)))
    }

    /// What was suppressed, and which comments had nothing to suppress. A comment for rules that did
    /// not run is not held against anybody, nor is an entry where only a `part` of the copy was read.
    pub fn finish<'b>(mut self, articles: impl Iterator<Item = &'b Article>, part: bool) -> Suppressed {
        for (article, ignores) in articles.zip(&self.ignores) {
            let ran = |rule: &String| rule == ALL || self.rules.on.contains(rule.as_str());
            for ignore in ignores.iter().filter(|ignore| !ignore.used && ignore.rules.iter().any(ran)) {
                let reason =
                    format!("the comment that ignores {} has nothing to ignore", ignore.rules.join(", "));
                self.suppressed.unused.push(Unread { path: place(article, ignore.at), reason });
            }
        }
        let ran = |entry: &Accepted| entry.rule.as_deref().is_none_or(|rule| self.rules.on.contains(rule));
        for (entry, _) in self.accepted.iter().filter(|(entry, used)| !part && !used && ran(entry)) {
            let reason = format!("no finding {} is left to accept", entry.fingerprint);
            self.suppressed.unused.push(Unread { path: entry.place.clone(), reason });
        }
        self.suppressed.unused.sort();
        self.suppressed
    }
}

/// How far a comment reaches.
enum Reach {
    Next,
    Begin,
    End,
    Article,
}

/// What a comment says: its reach and its rules. The reason, after a colon, is for people.
fn directive(text: &str) -> Option<(Reach, Vec<String>)> {
    let said = text.split_once(':').map_or(text, |(said, _)| said);
    let mut words = said.split([' ', ',', '\n', '\t', '\r']).filter(|word| !word.is_empty());
    let reach = match words.next()? {
        "ignore" => Reach::Next,
        "ignore-begin" => Reach::Begin,
        "ignore-end" => Reach::End,
        "ignore-article" => Reach::Article,
        _ => return None,
    };
    Some((reach, words.map(str::to_owned).collect()))
}

/// What the comments of an article cover. What can't be read in them is noted.
fn read(article: &Article, names: &RuleNames<'_>, notes: &mut Vec<Unread>) -> Vec<Ignore> {
    let mut ignores: Vec<Ignore> = Vec::new();
    // Regions that are open: which ignore, and the byte of the file at which it began.
    let mut open: Vec<(usize, u32)> = Vec::new();
    for Comment { text, at } in article.comments() {
        let mut note = |reason: String| notes.push(Unread { path: place(article, *at), reason });
        let Some((reach, rules)) = directive(text) else {
            let known = "`ignore`, `ignore-begin`, `ignore-end` and `ignore-article`";
            note(format!("no such comment: copydesk knows {known}, each with rules"));
            continue;
        };
        for rule in rules.iter().filter(|rule| *rule != ALL && !names.known.contains(rule.as_str())) {
            note(format!("the comment names no rule or rule kind `{rule}`"));
        }
        if let Reach::End = reach {
            let ends = |ignore: &Ignore| rules.is_empty() || ignore.rules == rules;
            let Some(found) = open.iter().rposition(|(index, _)| ends(&ignores[*index])) else {
                note("`ignore-end` ends nothing".to_owned());
                continue;
            };
            let (index, began) = open.remove(found);
            ignores[index].over = paragraphs(article, began, at.start);
            continue;
        }
        if rules.is_empty() {
            note(format!("the comment names no rule; `{ALL}` stands for every one"));
            continue;
        }
        let over = match reach {
            Reach::Next => next(article, *at).into_iter().collect(),
            Reach::Begin => {
                open.push((ignores.len(), at.end));
                Vec::new()
            }
            _ => vec![Span::new(0, article.text().len())],
        };
        ignores.push(Ignore { rules, at: *at, over, used: false });
    }
    for (index, began) in open {
        let ignore = &mut ignores[index];
        let reason = "`ignore-begin` has no `ignore-end`; it holds to the end of the article".to_owned();
        notes.push(Unread { path: place(article, ignore.at), reason });
        ignore.over = paragraphs(article, began, u32::MAX);
    }
    ignores
}

/// The paragraph round a comment, or the one that follows it in the file.
fn next(article: &Article, comment: Span) -> Option<Span> {
    let places = article.paragraphs().iter().map(|paragraph| (paragraph, article.locate(paragraph.span)));
    let after = places.filter(|(_, place)| place.part == Part::Text && place.end > comment.start);
    after.min_by_key(|(_, place)| place.start).map(|(paragraph, _)| paragraph.span)
}

/// The paragraphs that begin between two bytes of the file.
fn paragraphs(article: &Article, from: u32, until: u32) -> Vec<Span> {
    let inside = |span: Span| {
        let place = article.locate(span);
        place.part == Part::Text && (from..until).contains(&place.start)
    };
    article.paragraphs().iter().map(|paragraph| paragraph.span).filter(|span| inside(*span)).collect()
}

/// Path and line of a comment.
fn place(article: &Article, at: Span) -> String {
    let text = article.part(Part::Text);
    format!("{}:{}", article.path, LineTable::new(text).position(text, at.start).line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_has_a_reach_and_rules_and_perhaps_a_reason() {
        let (reach, rules) = directive("ignore name-spelling, claim-day: two families: see below").unwrap();
        assert!(matches!(reach, Reach::Next));
        assert_eq!(rules, ["name-spelling", "claim-day"]);
        assert!(matches!(directive("ignore-end"), Some((Reach::End, rules)) if rules.is_empty()));
        assert!(directive("ignroe name-spelling").is_none());
        assert!(directive("").is_none());
    }
}

//! A baseline: the places that were at fault when it was written, so that only others are reported.
//!
//! The file is made to be merged: one line a place, sorted by a hash, so that two branches rarely
//! touch neighbours; no counts and no line numbers, so that no line changes but where a place comes or
//! goes. What follows the key on a line is for people.

use std::collections::{BTreeMap, BTreeSet};

use super::novelty::{at_fault, report_at, right};
use super::{Finding, Level};
use crate::article::Article;

const HEAD: &str = "\
# Places that copydesk does not report again: key, level, rule, path, words. `--update-baseline` writes this file.
# In .gitattributes, `merge=union` for it lets branches that both add lines merge.
";

/// The places of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By key.
    lines: BTreeMap<String, Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// What is reported of the place at a higher level is new.
    level: Level,
    rule: String,
    path: String,
    words: String,
}

/// A line of the file can't be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl Baseline {
    /// Reads a file, whatever the order of its lines.
    ///
    /// # Errors
    /// At the first line that is none of a baseline; a conflict that was left in it is named.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let mut lines = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |reason: &str| BaselineError { line: number, reason: reason.to_owned() };
            if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
                return Err(wrong("a merge left a conflict here; keep the lines of both sides"));
            }
            let fields: Vec<&str> = line.splitn(5, '\t').collect();
            let [key, level, rule, path, words] = fields[..] else {
                return Err(wrong("expected key, level, rule, path and words with tabs between them"));
            };
            let Some(level) = Level::ALL.into_iter().find(|known| known.name() == level) else {
                return Err(wrong("expected a level behind the key: error, warning or query"));
            };
            let read = Line { level, rule: rule.to_owned(), path: path.to_owned(), words: words.to_owned() };
            put(&mut lines, key.to_owned(), read);
        }
        Ok(Self { lines })
    }

    /// The file as it is written.
    pub fn write(&self) -> String {
        let mut out = String::from(HEAD);
        for (key, Line { level, rule, path, words }) in &self.lines {
            out.push_str(&format!("{key}\t{}\t{rule}\t{path}\t{words}\n", level.name()));
        }
        out
    }

    /// How many places it has.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The findings that have a place at fault which is not in the baseline, or only at a lower level, each
    /// led by one. How many others there are comes with them.
    pub fn sift(&self, findings: Vec<Finding>, subject: impl Fn(u32) -> bool) -> (Vec<Finding>, usize) {
        let all = findings.len();
        let new: Vec<Finding> = findings
            .into_iter()
            .filter_map(|finding| {
                let right = right(&finding);
                let faults: Vec<bool> = at_fault(&finding, right.as_deref()).collect();
                let keys = faults.iter().zip(&finding.keys);
                let known =
                    |key: &String| self.lines.get(key).is_some_and(|line| line.level >= finding.level);
                let fresh: Vec<bool> = keys.map(|(fault, key)| *fault && !known(key)).collect();
                fresh.contains(&true).then(|| report_at(finding, &faults, &fresh, &|_| false, &subject))
            })
            .collect();
        let known = all - new.len();
        (new, known)
    }

    /// Writes down the places at fault of findings at or above `least`, and lets go of those that are
    /// none any more, if `gone` says of path and rule that they were looked at. `name` says how an article's
    /// path is written down. What was let go of comes back in words.
    pub fn update<'a>(
        &mut self,
        findings: &[Finding],
        least: Level,
        article: impl Fn(u32) -> &'a Article,
        name: impl Fn(&Article) -> String,
        gone: impl Fn(&str, &str) -> bool,
    ) -> Vec<String> {
        let mut now = BTreeSet::new();
        let mut added = BTreeMap::new();
        for finding in findings {
            let right = right(finding);
            let faults = at_fault(finding, right.as_deref()).zip(finding.labels()).zip(&finding.keys);
            for ((_, label), key) in faults.filter(|((fault, _), _)| *fault) {
                now.insert(key.clone());
                if finding.level >= least {
                    let article = article(label.article);
                    let line = Line {
                        level: finding.level,
                        rule: finding.rule.clone(),
                        path: one_path(&name(article)),
                        words: one_line(article.slice(label.span)),
                    };
                    put(&mut added, key.clone(), line);
                }
            }
        }
        let left: Vec<String> = self
            .lines
            .iter()
            .filter(|(key, line)| !now.contains(*key) && gone(&line.path, &line.rule))
            .map(|(key, _)| key.clone())
            .collect();
        let left = left.into_iter().filter_map(|key| self.lines.remove(&key));
        let left = left.map(|Line { rule, path, words, .. }| format!("{path}: {rule}: {words}")).collect();
        self.lines.append(&mut added);
        left
    }

    /// How many places are at fault no more; `gone` as for [`update`](Self::update).
    pub fn stale(&self, findings: &[Finding], gone: impl Fn(&str, &str) -> bool) -> usize {
        let now: BTreeSet<&String> = findings.iter().flat_map(|finding| &finding.keys).collect();
        self.lines.iter().filter(|(key, line)| !now.contains(key) && gone(&line.path, &line.rule)).count()
    }
}

/// Of a place that two findings have, or two branches wrote down, the higher level stays.
fn put(lines: &mut BTreeMap<String, Line>, key: String, line: Line) {
    match lines.get_mut(&key) {
        Some(known) if known.level >= line.level => {}
        _ => {
            lines.insert(key, line);
        }
    }
}

/// A path in one field of a line.
fn one_path(path: &str) -> String {
    path.replace(|c: char| c.is_control(), " ")
}

/// The first words of a place, in one line.
fn one_line(text: &str) -> String {
    const MOST: usize = 60;
    let plain = text.replace(|c: char| c.is_control(), " ");
    let plain = plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match plain.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", plain[..at].trim_end()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_order_does_not_matter() {
        let text = format!(
            "{HEAD}0a\twarning\tname-spelling\ta b.md\tBalaklyia\n1b\tquery\tclaim-day\tb.md\ton Monday\n"
        );
        let baseline = Baseline::read(&text).unwrap();
        assert_eq!((baseline.len(), baseline.write()), (2, text));
        let shuffled = "1b\tquery\tclaim-day\tb.md\ton Monday\r\n\n0a\twarning\tname-spelling\ta b.md\tBalaklyia\n\
                        0a\tquery\tname-spelling\ta b.md\tBalaklyia\n";
        assert_eq!(Baseline::read(shuffled).unwrap(), baseline);
    }

    #[test]
    fn a_conflict_left_by_a_merge_is_named() {
        let error = Baseline::read("# a\n<<<<<<< ours\n").unwrap_err();
        assert_eq!(error.to_string(), "line 2: a merge left a conflict here; keep the lines of both sides");
    }
}

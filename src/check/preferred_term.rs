//! House terms: the form to use, and those not to use in its place.
//!
//! No term is wrong by itself, so the rule does nothing until `copydesk.yml` or a rule file names
//! some.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use super::{AnyCheck, Build, Check, House, Kind, OptionDoc, Setting, Term, read_each, terms, zones};
use crate::article::{Span, Standing};
use crate::fact::{FactKind, FactSet, Scan};
use crate::finding::{Applicability, Certainty, Details, Disagreement, Edit, Fix, Label};
use crate::yaml::{Mistake, Node};

const BUILD: Build = |settings| {
    let rules = read_each(settings, Terms::read)?;
    Ok(Box::new(PreferredTerm { rules }) as Box<dyn AnyCheck>)
};

/// The kind.
pub(super) const KIND: Kind = Kind {
    name: "preferred-term",
    summary: "A form that the house does not use, where it has decided on another.",
    page: include_str!("../../fixtures/preferred-term.md"),
    options: &[
        OptionDoc {
            name: "terms",
            takes: "mapping",
            help: "A list of `use`, `instead-of` and `except`, as under `terms:` in copydesk.yml.",
        },
        OptionDoc {
            name: "house",
            takes: "flag",
            help: "Whether the terms of copydesk.yml are looked for too; false when not given.",
        },
    ],
    values: &["found", "term"],
    build: BUILD,
};

struct PreferredTerm {
    rules: Vec<Terms>,
}

/// One rule's terms.
struct Terms {
    /// Finds every form not to use, in any case; none where there are no terms.
    any: Option<Regex>,
    /// The form as written, and the index of its term, the longest first.
    forms: Vec<(String, usize)>,
    terms: Vec<Term>,
    /// Finds every phrase in which a form is right.
    except: Option<Regex>,
}

impl Terms {
    fn read(setting: &Setting<'_>) -> Result<Self, Mistake> {
        let fields = setting.options.fields(&["terms", "house"])?;
        let mut all = fields.get("terms").map_or(Ok(Vec::new()), terms)?;
        let House { terms: house, accept, .. } = setting.house;
        if fields.get("house").map_or(Ok(false), Node::flag)? {
            all.extend(house.iter().cloned());
        }
        let mut forms: Vec<(String, usize)> = all
            .iter()
            .enumerate()
            .flat_map(|(index, term)| term.instead_of.iter().map(move |form| (form.clone(), index)))
            .collect();
        forms.sort_by_key(|(form, index)| (std::cmp::Reverse(form.len()), *index));
        let any = literals(forms.iter().map(|(form, _)| form.as_str()), setting)?;
        let except = all.iter().flat_map(|term| &term.except).chain(accept);
        let except = literals(except.map(String::as_str), setting)?;
        Ok(Self { any, forms, terms: all, except })
    }

    /// The term whose form `found` is, and what to write in its place; none where the letters are
    /// large and small as in no use of the form (`kiev` in an address, `US` for `us`).
    fn wanted(&self, found: &str) -> Option<(&Term, String)> {
        self.forms.iter().find_map(|(form, index)| {
            let term = &self.terms[*index];
            let with = if found == form {
                term.term.clone()
            } else if found == capitalised(form) {
                capitalised(&term.term)
            } else if found == form.to_uppercase() && found.chars().filter(|c| c.is_alphabetic()).count() > 3
            {
                term.term.to_uppercase()
            } else {
                return None;
            };
            (with != found).then_some((term, with))
        })
    }
}

/// One search for many words, in any case; none where there are no words.
fn literals<'a>(
    words: impl Iterator<Item = &'a str>,
    setting: &Setting<'_>,
) -> Result<Option<Regex>, Mistake> {
    let all: Vec<String> = words.map(regex::escape).collect();
    if all.is_empty() {
        return Ok(None);
    }
    regex::RegexBuilder::new(&all.join("|"))
        .case_insensitive(true)
        .size_limit(64 << 20)
        .build()
        .map(Some)
        .map_err(|_| setting.options.mistake("there are too many terms"))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

impl Check for PreferredTerm {
    type Link = ();

    fn wants(&self) -> &'static [FactKind] {
        &[]
    }

    fn holds_in_any_language(&self) -> bool {
        true
    }

    fn inspect(&self, scan: &Scan<'_>, _facts: &FactSet, found: &mut Vec<Disagreement>) {
        if scan.article.standing == Standing::Reference {
            return;
        }
        for (rule, terms) in self.rules.iter().enumerate() {
            terms.inspect(rule, scan, found);
        }
    }
}

impl Terms {
    fn inspect(&self, rule: usize, scan: &Scan<'_>, found: &mut Vec<Disagreement>) {
        let Some(any) = &self.any else { return };
        let text = scan.text();
        let mut right: Option<Vec<Range<usize>>> = None;
        let mut glossed: Vec<&str> = Vec::new();
        let mut from = 0;
        while let Some(at) = any.find_at(text, from) {
            let mut range = at.range();
            // A regular plural: `advisors` is `advisor`, and becomes `advisers`.
            if text[range.end..].starts_with('s') && at.as_str().ends_with(char::is_lowercase) {
                range.end += 1;
            }
            if !stands_alone(text, &range) {
                from = range.start + text[range.start..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            from = range.end;
            let right = right.get_or_insert_with(|| {
                let mut ranges = zones::addresses(text);
                ranges.extend(self.except.iter().flat_map(|e| e.find_iter(text).map(|m| m.range())));
                ranges
            });
            let Some((term, mut with)) = self.wanted(at.as_str()) else { continue };
            with.push_str(&text[at.end()..range.end]);
            if right.iter().any(|r| r.start <= range.start && range.end <= r.end) {
                continue;
            }
            if is_gloss(text, &range, &term.term) && !glossed.contains(&term.term.as_str()) {
                glossed.push(&term.term);
                continue;
            }
            found.push(disagreement(rule, scan, &range, with));
        }
    }
}

/// Whether no letter or digit touches the place.
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let inside = &text[at.clone()];
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !(word(inside.chars().next()) && word(text[..at.start].chars().next_back())
        || word(inside.chars().next_back()) && word(text[at.end..].chars().next()))
}

/// `Kyiv (Kiev)`, `Kyiv (formerly Kiev)`: the reader is told once which name this was.
pub(super) fn is_gloss(text: &str, at: &Range<usize>, term: &str) -> bool {
    let before = &text[..at.start];
    let Some(open) = before.rfind('(') else { return false };
    let inside = &before[open + 1..];
    !inside.contains([')', '\n'])
        && inside.split_whitespace().count() <= 4
        && before[..open].trim_end().ends_with(term)
}

fn disagreement(rule: usize, scan: &Scan<'_>, range: &Range<usize>, with: String) -> Disagreement {
    let span = Span::new(range.start, range.end);
    let found = scan.article.slice(span).to_owned();
    let applicability = if zones::quoted(scan, span) { Applicability::Unsafe } else { Applicability::Safe };
    Disagreement {
        rule,
        certainty: Certainty::Sure,
        message: format!("`{found}` is not the house's form; write `{with}`"),
        values: BTreeMap::from([("found", found.clone()), ("term", with.clone())]),
        labels: vec![Label { article: scan.index, span, note: String::new(), value: found.clone() }],
        compared: Vec::new(),
        details: Details::None,
        fixes: vec![Fix {
            title: format!("write `{with}`"),
            edits: vec![Edit { article: scan.index, span, with: with.clone() }],
            applicability,
        }],
        identity: vec![found, with],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_inside_a_word_does_not_stand_alone() {
        assert!(!stands_alone("Kievan", &(0..4)));
        assert!(stands_alone("Kiev-based", &(0..4)));
        assert!(stands_alone("in Kiev’s", &(3..7)));
    }

    #[test]
    fn a_gloss_stands_in_brackets_after_its_term() {
        let text = "in Kyiv (formerly Kiev) and (in Kiev)";
        assert!(is_gloss(text, &(18..22), "Kyiv"));
        assert!(!is_gloss(text, &(32..36), "Kyiv"));
    }
}

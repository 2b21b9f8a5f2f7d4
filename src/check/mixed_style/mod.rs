//! Two forms of one thing inside one article: `US` and `U.S.`, `10%` and `10 percent`.
//!
//! A rule names forms by patterns and asks that an article keep to one. Which one is nobody's
//! business but the house's, so the rarer form leads and no form is called wrong.

mod count;
mod read;

use std::collections::BTreeMap;

use super::corpus::in_words;
use super::regexes::Each;
use super::{AnyCheck, Build, Check, Kind, OptionDoc, read_each, zones};
use crate::article::{Span, Standing};
use crate::fact::{FactKind, FactSet, Scan};
use crate::finding::{Certainty, Details, Disagreement, Label};

const BUILD: Build = |settings| {
    let rules = read_each(settings, read::read)?;
    Ok(Box::new(MixedStyle { rules }) as Box<dyn AnyCheck>)
};

/// The kind.
pub(super) const KIND: Kind = Kind {
    name: "mixed-style",
    summary: "Two forms of one thing in one article, of which an article should use one.",
    page: include_str!("../../../fixtures/mixed-style.md"),
    options: &[
        OptionDoc {
            name: "forms",
            takes: "mapping",
            help: "The forms by name, each a regular expression or several; or a list of such mappings, each compared by itself. The first group of a pattern, where it has one, is what is reported.",
        },
        OptionDoc {
            name: "except",
            takes: "texts",
            help: "Regular expressions; a form that overlaps one of their matches is not counted.",
        },
        OptionDoc {
            name: "headline",
            takes: "flag",
            help: "Whether headlines and headings count; false when not given.",
        },
        OptionDoc {
            name: "quotations",
            takes: "flag",
            help: "Whether the words of quotations count; true when not given.",
        },
        OptionDoc { name: "ignore-case", takes: "flag", help: "Whether A is a; false when not given." },
        OptionDoc {
            name: "same-letters",
            takes: "flag",
            help: "Whether forms are compared only where their letters and figures are the same, each such word by itself; false when not given.",
        },
    ],
    values: &["forms", "rare", "usual"],
    build: BUILD,
};

struct MixedStyle {
    rules: Vec<Rule>,
}

/// One rule: families of forms, each compared by itself.
struct Rule {
    families: Vec<Family>,
    except: Option<regex::Regex>,
    headline: bool,
    quotations: bool,
    /// Whether `FBI` is compared with `F.B.I.` only, and forms are called as they are printed.
    same_letters: bool,
}

/// Forms of which an article should use one, in the order of the rule.
struct Family {
    forms: Vec<Form>,
}

struct Form {
    name: String,
    patterns: Each,
}

/// Where the forms of a family stand in one article.
struct Count {
    /// Which form, by its place in the family, and where; in the order of the text.
    places: Vec<(usize, Span)>,
    /// What each form of the family is called.
    names: Vec<String>,
}

impl Check for MixedStyle {
    type Link = ();

    fn wants(&self) -> &'static [FactKind] {
        &[]
    }

    fn inspect(&self, scan: &Scan<'_>, _facts: &FactSet, found: &mut Vec<Disagreement>) {
        if scan.article.standing == Standing::Reference {
            return;
        }
        for (number, rule) in self.rules.iter().enumerate() {
            for family in &rule.families {
                found.extend(
                    count::count(rule, family, scan).iter().map(|count| disagreement(number, count, scan)),
                );
            }
        }
    }
}

fn disagreement(rule: usize, count: &Count, scan: &Scan<'_>) -> Disagreement {
    let times = |form: usize| count.places.iter().filter(|(f, _)| *f == form).count();
    let mut forms: Vec<(usize, usize)> =
        (0..count.names.len()).map(|form| (form, times(form))).filter(|(_, times)| *times > 0).collect();
    // The commonest first; of equals the one that the article uses first.
    let first = |form: usize| count.places.iter().position(|(f, _)| *f == form);
    forms.sort_by_key(|(form, times)| (std::cmp::Reverse(*times), first(*form)));
    let (rare, rare_times) = *forms.last().expect("two forms or more");
    let (usual, usual_times) = forms[0];
    let name = |form: usize| count.names[form].as_str();
    let usual_place = in_words(scan.article.locate(first_of(count, usual)).paragraph);
    let listed: Vec<String> = forms
        .iter()
        .map(|(form, times)| match form {
            form if *form == usual => format!("`{}` ({times}, first in {usual_place})", name(*form)),
            form => format!("`{}` ({times})", name(*form)),
        })
        .collect();
    let listed = listed.join(" and ");
    let lead = count.places.iter().position(|(form, _)| *form == rare).expect("the form was counted");
    // Written quotations keep their author's forms.
    let own = |form: usize| count.places.iter().any(|(f, span)| *f == form && !zones::quoted(scan, *span));
    let certainty = if forms.iter().filter(|(form, _)| own(*form)).count() < 2 {
        Certainty::Ask
    } else {
        Certainty::Likely
    };
    let label = |(form, span): &(usize, Span)| Label {
        article: scan.index,
        span: *span,
        note: if *form == rare { "this form".to_owned() } else { format!("`{}` here", name(*form)) },
        value: name(*form).to_owned(),
    };
    let mut labels = vec![label(&count.places[lead])];
    labels
        .extend(count.places.iter().enumerate().filter(|(at, _)| *at != lead).map(|(_, place)| label(place)));
    Disagreement {
        rule,
        certainty,
        message: format!("the article mixes {listed}; keep to one form"),
        values: BTreeMap::from([
            ("forms", listed),
            ("rare", name(rare).to_owned()),
            ("usual", name(usual).to_owned()),
        ]),
        labels,
        compared: Vec::new(),
        details: Details::Spelling {
            forms: forms.iter().map(|(form, times)| (name(*form).to_owned(), *times)).collect(),
            suggested: (usual_times > rare_times).then(|| name(usual).to_owned()),
            evidence: Vec::new(),
        },
        fixes: Vec::new(),
        identity: forms.iter().map(|(form, _)| name(*form).to_owned()).collect(),
    }
}

fn first_of(count: &Count, form: usize) -> Span {
    count.places.iter().find(|(f, _)| *f == form).expect("the form was counted").1
}

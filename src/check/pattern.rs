//! Patterns: copy that must not be printed, wherever it stands.
//!
//! A rule says whether its patterns are looked for anywhere, or tried on each paragraph by itself;
//! the second is what keeps a promotional line apart from a sentence that begins like one.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use super::regexes::{Each, Found};
use super::{AnyCheck, Build, Check, Kind, OptionDoc, Setting, read_each, regexes, zones};
use crate::article::{ParagraphKind, Span, Standing, spaced_words};
use crate::fact::{FactKind, FactSet, Scan};
use crate::finding::{Certainty, Details, Disagreement, Label};
use crate::yaml::Mistake;

const BUILD: Build = |settings| {
    let rules = read_each(settings, Patterns::read)?;
    Ok(Box::new(Pattern { rules }) as Box<dyn AnyCheck>)
};

/// The kind.
pub(super) const KIND: Kind = Kind {
    name: "pattern",
    summary: "Copy that matches a pattern and should not be printed: promotional lines, placeholders.",
    page: include_str!("../../fixtures/pattern.md"),
    options: &[
        OptionDoc {
            name: "patterns",
            takes: "texts",
            help: "Regular expressions; one that matches is enough.",
        },
        OptionDoc {
            name: "unit",
            takes: "text",
            help: "`match` (as it is when not given): looked for anywhere, and the match is reported. `paragraph`: tried on each paragraph by itself, `^` and `$` are its ends, and the paragraph is reported.",
        },
        OptionDoc {
            name: "most-words",
            takes: "number",
            help: "Longer paragraphs are passed over, with `unit: paragraph`; 30 when not given.",
        },
        OptionDoc {
            name: "headline",
            takes: "flag",
            help: "Whether the headline counts; true when not given.",
        },
        OptionDoc { name: "ignore-case", takes: "flag", help: "Whether A is a; false when not given." },
        OptionDoc {
            name: "except",
            takes: "texts",
            help: "Regular expressions; a match that overlaps one of theirs is let be.",
        },
        OptionDoc { name: "say", takes: "text", help: "What the match is, in a few words, for the message." },
    ],
    values: &["found", "say"],
    build: BUILD,
};

struct Pattern {
    rules: Vec<Patterns>,
}

/// What is looked for, and in what.
enum Sought {
    /// Anywhere in the article.
    Anywhere(Each),
    /// In each paragraph by itself: it decides soon there whether any of them matches.
    InParagraphs(Option<Regex>),
}

/// One rule.
struct Patterns {
    sought: Sought,
    except: Option<Regex>,
    most_words: usize,
    headline: bool,
    say: String,
}

impl Patterns {
    fn read(setting: &Setting<'_>) -> Result<Self, Mistake> {
        let names: Vec<&str> = KIND.options.iter().map(|option| option.name).collect();
        let fields = setting.options.fields(&names)?;
        let flag = |name, or| fields.get(name).map_or(Ok(or), crate::yaml::Node::flag);
        let ignore_case = flag("ignore-case", false)?;
        let patterns = fields.need("patterns")?.items()?;
        let unit = fields.get("unit").map(|node| node.one_of("unit", &["match", "paragraph"])).transpose()?;
        let sought = match unit {
            Some("paragraph") => Sought::InParagraphs(regexes::any_of(patterns, ignore_case)?),
            _ => Sought::Anywhere(Each::read(patterns, ignore_case)?),
        };
        let except =
            fields.get("except").map_or(Ok(None), |node| regexes::any_of(node.items()?, ignore_case))?;
        let most_words = fields.get("most-words").map(|node| node.number(1.0, 10_000.0)).transpose()?;
        Ok(Self {
            sought,
            except,
            most_words: most_words.map_or(30, |n| n as usize),
            headline: flag("headline", true)?,
            say: fields
                .get("say")
                .map_or(Ok("copy that should not be printed"), |node| node.text())?
                .to_owned(),
        })
    }

    fn spans(&self, scan: &Scan<'_>) -> Vec<Span> {
        match &self.sought {
            Sought::Anywhere(each) => self.matches(scan, each),
            Sought::InParagraphs(Some(any)) => self.paragraphs(scan, any),
            Sought::InParagraphs(None) => Vec::new(),
        }
    }

    /// The matches of an article.
    fn matches(&self, scan: &Scan<'_>, each: &Each) -> Vec<Span> {
        let text = scan.text();
        if !each.is_match(text) {
            return Vec::new();
        }
        let addresses = zones::addresses(text);
        let mut spans = Vec::new();
        for Found { whole, .. } in each.find(text) {
            let span = Span::new(whole.start, whole.end);
            let title = scan.article.paragraph_at(span.start).is_some_and(|p| p.kind == ParagraphKind::Title);
            let passed = title && !self.headline || zones::overlaps(&addresses, &whole);
            if !passed && !self.excepted(text, &whole) {
                spans.push(span);
            }
        }
        spans
    }

    /// The paragraphs of an article in which one matches.
    fn paragraphs(&self, scan: &Scan<'_>, any: &Regex) -> Vec<Span> {
        let mut spans = Vec::new();
        for paragraph in scan.article.paragraphs() {
            if paragraph.kind == ParagraphKind::Title && !self.headline {
                continue;
            }
            let copy = scan.article.slice(paragraph.span);
            if spaced_words(copy) > self.most_words {
                continue;
            }
            if any.find(copy).is_some_and(|found| !self.excepted(copy, &found.range())) {
                spans.push(paragraph.span);
            }
        }
        spans
    }

    /// Whether what stands at `at` is let be.
    fn excepted(&self, text: &str, at: &Range<usize>) -> bool {
        let overlaps = |found: regex::Match<'_>| found.start() < at.end && at.start < found.end();
        self.except.as_ref().is_some_and(|except| except.find_iter(text).any(overlaps))
    }
}

impl Check for Pattern {
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
        for (rule, patterns) in self.rules.iter().enumerate() {
            found
                .extend(patterns.spans(scan).into_iter().map(|span| patterns.disagreement(rule, scan, span)));
        }
    }
}

impl Patterns {
    fn disagreement(&self, rule: usize, scan: &Scan<'_>, span: Span) -> Disagreement {
        let words: Vec<&str> = scan.article.slice(span).split_whitespace().collect();
        let copy = words.join(" ");
        let shown = if words.len() > 12 { format!("{} …", words[..12].join(" ")) } else { copy.clone() };
        let value = copy.to_lowercase();
        Disagreement {
            rule,
            certainty: Certainty::Likely,
            message: format!("`{shown}` is {}; take it out", self.say),
            values: BTreeMap::from([("found", shown), ("say", self.say.clone())]),
            labels: vec![Label { article: scan.index, span, note: String::new(), value: value.clone() }],
            compared: Vec::new(),
            details: Details::None,
            fixes: Vec::new(),
            identity: vec![value],
        }
    }
}

//! Quotation marks that open and never close, or close what nothing opened.
//!
//! Pairing is the text's business ([`crate::text::marks`]); here it is decided how sure a stray
//! mark is. A mark that may be something else, a headline, and copy in which marks are lost
//! throughout are only asked about.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{AnyCheck, Build, Check, Kind};
use crate::article::{ParagraphKind, Span, Standing};
use crate::fact::{FactKind, FactSet, Scan};
use crate::finding::{Certainty, Details, Disagreement, Label};
use crate::lexicon::{SpeechClass, VerbForm};
use crate::text::{Case, Stray, fold};

const BUILD: Build =
    |settings| Ok(Box::new(UnbalancedQuotation { rules: settings.len() }) as Box<dyn AnyCheck>);

/// The kind.
pub(super) const KIND: Kind = Kind {
    name: "unbalanced-quotation",
    summary: "A quotation mark without its partner in the paragraph.",
    page: include_str!("../../fixtures/unbalanced-quotation.md"),
    options: &[],
    values: &["quotation"],
    build: BUILD,
};

/// So many strays in one article are a habit of its source and no slip.
const HABIT: usize = 5;

struct UnbalancedQuotation {
    rules: usize,
}

impl Check for UnbalancedQuotation {
    type Link = ();

    fn wants(&self) -> &'static [FactKind] {
        &[]
    }

    fn inspect(&self, scan: &Scan<'_>, _facts: &FactSet, found: &mut Vec<Disagreement>) {
        if scan.article.standing == Standing::Reference {
            return;
        }
        let mut strays = scan.marks().strays.clone();
        strays.extend(interrupted(scan));
        // Paragraphs that were run together: the quotation goes on, and opens anew as it should.
        strays.retain(|stray| stray.reopened.is_none_or(|next| tagged(scan, stray.at.end..next)));
        strays.sort_by_key(|stray| stray.at.start);
        let habit = strays.len() >= HABIT;
        let style = !closes_elsewhere(scan);
        for rule in 0..self.rules {
            let mut first: Option<usize> = None;
            for stray in &strays {
                let style = style && whole(scan, stray);
                let mut next = disagreement(rule, scan, stray, habit || style);
                // A source that never closes such paragraphs is asked once.
                match first {
                    Some(at) if style => found[at].labels.append(&mut next.labels),
                    _ => {
                        first = if style { Some(found.len()) } else { first };
                        found.push(next);
                    }
                }
            }
        }
    }
}

fn disagreement(rule: usize, scan: &Scan<'_>, stray: &Stray, doubtful: bool) -> Disagreement {
    let paragraph = &scan.article.paragraphs()[stray.paragraph];
    let copy = paragraph.span.range();
    let text = scan.text();
    let span = if stray.opens {
        Span::new(stray.at.start, words_after(text, stray.at.end, copy.end))
    } else {
        Span::new(words_before(text, copy.start, stray.at.start), stray.at.end)
    };
    let shown = scan.article.slice(span).to_owned();
    let mut message = if stray.opens {
        let more = if shown.ends_with(['.', '?', '!', '…']) { "" } else { " …" };
        format!("the quotation that opens at `{shown}{more}` is not closed in its paragraph")
    } else {
        format!("the quotation that closes at `… {shown}` was never opened in its paragraph")
    };
    let value = fold(&shown);
    let mut labels = vec![Label { article: scan.index, span, note: note(stray.opens), value: value.clone() }];
    match &stray.partner {
        Some(partner) => {
            message.push_str(
                ", and later paragraphs go on with it without a mark; open each anew, or close it here",
            );
            let start = scan
                .article
                .paragraph_at(Span::new(partner.start, partner.end).start)
                .map_or(0, |p| p.span.start as usize);
            let span = Span::new(words_before(text, start, partner.start), partner.end);
            labels.push(Label { article: scan.index, span, note: note(false), value: String::new() });
        }
        None if stray.opens => message.push_str("; readers cannot tell where it ends: close it"),
        None => message.push_str("; readers cannot tell where it begins: open it"),
    }
    let sure =
        !stray.doubtful && !doubtful && stray.partner.is_none() && paragraph.kind != ParagraphKind::Title;
    Disagreement {
        rule,
        certainty: if sure { Certainty::Likely } else { Certainty::Ask },
        message,
        values: BTreeMap::from([("quotation", shown)]),
        labels,
        compared: Vec::new(),
        details: Details::None,
        fixes: Vec::new(),
        identity: vec![value],
    }
}

/// Quotations that seem to run on into the next paragraph, but in which their speaker is named:
/// the closing mark before the speaker is lost.
fn interrupted(scan: &Scan<'_>) -> Vec<Stray> {
    let marks = scan.marks();
    let open = marks.quotations.iter().filter(|q| q.runs_on && tagged(scan, q.inner.clone()));
    open.map(|q| Stray {
        at: q.outer.start..q.inner.start,
        paragraph: q.paragraph,
        opens: true,
        partner: None,
        doubtful: true,
        reopened: None,
    })
    .collect()
}

/// Whether a reporter's words stand in a range: ", she said.", ", said Hale.".
fn tagged(scan: &Scan<'_>, range: Range<usize>) -> bool {
    let text = scan.text();
    let verbs = &scan.lexicon.reporting_verbs;
    let first = scan.words.partition_point(|w| (w.start as usize) < range.start);
    let last = scan.words.partition_point(|w| (w.end as usize) <= range.end);
    let words = &scan.words[first..last];
    let parted = |index: usize| {
        index > 0
            && text[words[index - 1].end as usize..words[index].start as usize]
                .starts_with([',', '?', '!', '—'])
    };
    (1..words.len()).any(|at| {
        let word = &words[at];
        let verb = word.case == Case::Lower
            && verbs.get(word.of(text)).is_some_and(|v| {
                v.class == SpeechClass::Said
                    && v.takes.quotation
                    && matches!(v.form, VerbForm::Past | VerbForm::Third)
            });
        if !verb {
            return false;
        }
        let stops = match words.get(at + 1) {
            None => true,
            Some(next) => text[word.end as usize..next.start as usize].starts_with(['.', ',', ':', ';']),
        };
        let subject = (1..=4).find(|back| *back <= at && parted(at + 1 - back)).filter(|back| *back > 1);
        let before = subject.is_some_and(|back| {
            let subject = &words[at + 1 - back];
            matches!(subject.case, Case::Title | Case::Upper)
                || matches!(subject.of(text), "he" | "she" | "they" | "the" | "a")
        });
        let after = parted(at)
            && words.get(at + 1).is_some_and(|next| matches!(next.case, Case::Title | Case::Upper));
        before && (stops || takes_listener(scan, word.of(text))) || after
    })
}

/// "told" has a listener after it, so that no stop follows.
fn takes_listener(scan: &Scan<'_>, verb: &str) -> bool {
    scan.lexicon.reporting_verbs.get(verb).is_some_and(|v| v.takes.addressee)
}

/// Whether the quotation is its whole paragraph, as it is where a source leaves the closing mark
/// out of every such paragraph.
fn whole(scan: &Scan<'_>, stray: &Stray) -> bool {
    let copy = scan.article.paragraphs()[stray.paragraph].span.range();
    stray.opens
        && copy.start == stray.at.start
        && stray.reopened.is_none()
        && !tagged(scan, stray.at.end..copy.end)
}

/// Whether the article closes a quotation at the end of a paragraph somewhere.
fn closes_elsewhere(scan: &Scan<'_>) -> bool {
    let paragraphs = scan.article.paragraphs();
    scan.marks()
        .quotations
        .iter()
        .any(|q| !q.runs_on && q.outer.end == paragraphs[q.paragraph].span.end as usize)
}

fn note(opens: bool) -> String {
    if opens { "opened here".to_owned() } else { "closed here".to_owned() }
}

/// The end of the first words after a mark: enough to find the place by.
fn words_after(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    let mut words = 0;
    for (at, c) in rest.char_indices() {
        if c.is_whitespace() && at > 0 {
            words += 1;
            if words == 5 {
                return from + at;
            }
        }
    }
    from + rest.trim_end().len()
}

/// The start of the last words before a mark.
fn words_before(text: &str, start: usize, to: usize) -> usize {
    let rest = &text[start..to];
    let mut words = 0;
    for (at, c) in rest.char_indices().rev() {
        if c.is_whitespace() && at + c.len_utf8() < rest.len() {
            words += 1;
            if words == 5 {
                return start + at + c.len_utf8();
            }
        }
    }
    start + (rest.len() - rest.trim_start().len())
}

//! A report with very many findings.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use copydesk::article::{Article, Draft, DraftParagraph, ParagraphKind, Span, Standing};
use copydesk::finding::{Details, Finding, Known, Label, Level, Suppressed, Uncompared, fingerprint};
use copydesk::report::{FORMATS, Look, Run};

/// Findings reported at each article.
const EACH: usize = 4;

/// The HTML report of a run with so many findings, four an article, each with a place in the next
/// article too.
pub(crate) fn report(count: usize) -> Vec<u8> {
    let articles: Vec<Article> = (0..count / EACH).map(article).collect();
    let findings: Vec<Finding> = (0..count).map(|number| finding(number, &articles)).collect();
    let articles: Vec<&Article> = articles.iter().collect();
    let run = Run {
        articles: &articles,
        findings: &findings,
        hidden: BTreeMap::new(),
        skipped: &[],
        passed_over: &BTreeMap::new(),
        left_out: &BTreeMap::new(),
        languages: &BTreeMap::new(),
        uncompared: Uncompared::default(),
        notes: &[],
        suppressed: &Suppressed::default(),
        known: &Known::default(),
        elapsed: Duration::ZERO,
    };
    let mut out = Vec::new();
    let html = FORMATS.iter().find(|format| format.name() == "html").unwrap();
    html.write(&run, Look { width: 100, colour: false }, &mut out).unwrap();
    out
}

fn article(number: usize) -> Article {
    let mut text = format!("Council hears plan {number} for the harbour");
    let mut paragraphs = vec![DraftParagraph { span: Span::new(0, text.len()), kind: ParagraphKind::Title }];
    for place in 0..EACH {
        let harbour = number * EACH + place;
        text.push_str("\n\n");
        let start = text.len();
        text.push_str(&format!(
            "The council said on Monday that the quay at harbour {harbour} would be closed to lorries until the \
             divers had looked at the piles, which were driven in the year of the great storm and have not been \
             inspected since; the harbour master expects that the work will take three weeks and cost no less \
             than the last repair, and the ferry company has been told to find another berth for its boats."
        ));
        let span = Span::new(start, text.len());
        paragraphs.push(DraftParagraph { span, kind: ParagraphKind::Body });
    }
    let draft = Draft { text, paragraphs, ..Draft::default() };
    draft.into_article(&Arc::from(format!("copy/{number:05}.txt")), Standing::Subject)
}

fn finding(number: usize, articles: &[Article]) -> Finding {
    let label = |article: usize, note: &str| {
        let article = article % articles.len();
        let span = articles[article].paragraphs()[1 + number % EACH].span;
        Label {
            article: u32::try_from(article).unwrap(),
            span,
            note: note.to_owned(),
            value: format!("quay {number}"),
        }
    };
    let rule =
        ["quote-speaker", "claim-number", "duplicate-paragraph", "claim-day", "person-age"][number % 5];
    Finding {
        rule: rule.to_owned(),
        kind: "duplicate-passage",
        level: [Level::Warning, Level::Query, Level::Error][number % 7 % 3],
        message: format!("`the quay at harbour {number}` stands in two articles; keep one of them"),
        link: None,
        primary: label(number / EACH, "here"),
        related: vec![label(number / EACH + 1, "there")],
        compared: vec![(0, 1)],
        details: Details::None,
        fixes: Vec::new(),
        fingerprint: fingerprint(rule, &[number.to_string()]),
        keys: Vec::new(),
    }
}

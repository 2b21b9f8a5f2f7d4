//! One small run that holds a finding of each shape, made by hand so that no rule's tuning moves
//! the snapshots.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use copydesk::article::{
    Article, Draft, DraftParagraph, Metadata, NO_ENDING, ParagraphKind, Span, Standing, Unread,
};
use copydesk::finding::{
    Applicability, Details, Edit, Finding, Fix, Known, Label, Level, Likeness, PassagePair, Suppressed,
    Uncompared, fingerprint, key_places,
};
use copydesk::report::Run;

/// Everything that a [`Run`] borrows.
pub(crate) struct SmallRun {
    pub(crate) articles: Vec<Article>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) hidden: BTreeMap<Level, usize>,
    pub(crate) skipped: Vec<Unread>,
    pub(crate) passed_over: BTreeMap<String, usize>,
    pub(crate) left_out: BTreeMap<&'static str, usize>,
    pub(crate) languages: BTreeMap<&'static str, usize>,
    pub(crate) notes: Vec<Unread>,
    pub(crate) suppressed: Suppressed,
}

const COUNCIL: &str = "\
Oldhaven council votes to close fish market

The council of the port town of Zhelanovo, which has run the covered fish market since the harbour was \
dredged in the 1950s, voted by nine to four on Tuesday to close it before the winter season begins, citing \
the cost of repairs to a roof that inspectors had twice declared unsafe.

“We have run out of money and of time,” said the town's mayor, Irena Halloran. Traders in Zhelanovo were \
told on Monday.

“Nobody asked us, said Piet Maas, who has sold herring there for thirty years.

Local authorities in Zhelanova will inform of the date through e-mail.
";

const MARKET: &str = "\
Market to shut for good

On Tuesday the council of Zhelanovo, which has run the covered fish market since the harbour was dredged \
in the 1960s, voted nine to four to close it before the winter season begins, citing the cost of repairs \
to a roof that inspectors had twice declared unsafe.

“We have run out of money and of time,” the deputy mayor, Oskar Lind, said.

The ferry from Jelanovo no longer calls. Ferries left Zhelanovo daily; from Zhelanovo to Kast took an hour. \
In Zhelanovo people remember. Zhelanovo had two. Zhelanovo now has none.
";

/// Hostile and odd copy: escape codes, an override, wide and combining characters.
const ODD: &str = "\
Tide\u{1b}[31m tables\u{202e} for 東京 harbour

The 東京 correspondent, Zoe\u{301} \u{202e}Marsh\u{202c}, says <script>alert(1)</script> ::error::the tide tables are out.
";

/// An article in plain text: the first paragraph is its title unless `meta` holds one.
pub(crate) fn article(path: &str, text: &str, meta: Metadata) -> Article {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for block in text.split_inclusive("\n\n") {
        let body = block.trim();
        let start = at + block.len() - block.trim_start().len();
        let kind = if at == 0 && meta.title.is_none() { ParagraphKind::Title } else { ParagraphKind::Body };
        paragraphs.push(DraftParagraph { span: Span::new(start, start + body.len()), kind });
        at += block.len();
    }
    let draft = Draft { meta, text: text.to_owned(), paragraphs, ..Draft::default() };
    draft.into_article(&Arc::from(path), Standing::Subject)
}

/// The `nth` place (from 0) where `text` stands in an article.
pub(crate) fn label(articles: &[Article], article: usize, text: &str, nth: usize, note: &str) -> Label {
    let copy = articles[article].text();
    let (at, _) = copy.match_indices(text).nth(nth).expect("the text stands there");
    Label {
        article: u32::try_from(article).unwrap(),
        span: Span::new(at, at + text.len()),
        note: note.to_owned(),
        value: text.to_owned(),
    }
}

/// A finding with nothing but its places.
pub(crate) fn finding(
    rule: &str,
    kind: &'static str,
    level: Level,
    message: &str,
    labels: Vec<Label>,
) -> Finding {
    let values: Vec<String> = labels.iter().map(|label| label.value.clone()).collect();
    let mut labels = labels.into_iter();
    Finding {
        rule: rule.to_owned(),
        kind,
        level,
        message: message.to_owned(),
        link: None,
        primary: labels.next().expect("a finding has a place"),
        related: labels.collect(),
        compared: Vec::new(),
        details: Details::None,
        fixes: Vec::new(),
        fingerprint: fingerprint(rule, &values),
        keys: Vec::new(),
    }
}

impl SmallRun {
    /// The run.
    pub(crate) fn new() -> Self {
        let record = Draft {
            id: Some("wire-8841".into()),
            record: Some(17),
            meta: Metadata { title: Some("Ferry line to Zhelanova ends".into()), ..Metadata::default() },
            text: "The last boat left at noon.".into(),
            paragraphs: vec![DraftParagraph { span: Span::new(0, 27), kind: ParagraphKind::Body }],
            ..Draft::default()
        };
        let articles = vec![
            article("copy/council.txt", COUNCIL, Metadata::default()),
            article("copy/market.txt", MARKET, Metadata::default()),
            article("copy/odd\u{1b}]0;x\u{7}\nname.txt", ODD, Metadata::default()),
            record.into_article(&Arc::from("wire.jsonl"), Standing::Subject),
        ];
        let mut findings = findings(&articles);
        key_places(&mut findings, |index| &articles[index as usize]);
        Self {
            articles,
            findings,
            hidden: BTreeMap::from([(Level::Query, 3)]),
            skipped: vec![Unread {
                path: "copy/late.txt".into(),
                reason: "invalid UTF-8 at byte 1,204".into(),
            }],
            left_out: BTreeMap::from([("killed", 1), ("picture", 2)]),
            languages: BTreeMap::from([("German", 1)]),
            passed_over: BTreeMap::from([
                ("png".to_owned(), 3),
                (NO_ENDING.to_owned(), 1),
                ("pdf".to_owned(), 1),
            ]),
            notes: vec![Unread {
                path: "copy/market.txt".into(),
                reason: "cannot read the date `Tuesdy`".into(),
            }],
            suppressed: Suppressed {
                findings: 2,
                unused: vec![Unread {
                    path: "copy/market.txt:9".into(),
                    reason: "the comment that ignores claim-day has nothing to ignore".into(),
                }],
            },
        }
    }

    /// Calls `each` with the run as reports see it.
    pub(crate) fn with<T>(&self, each: impl FnOnce(&Run<'_>) -> T) -> T {
        let articles: Vec<&Article> = self.articles.iter().collect();
        each(&Run {
            articles: &articles,
            findings: &self.findings,
            hidden: self.hidden.clone(),
            skipped: &self.skipped,
            passed_over: &self.passed_over,
            left_out: &self.left_out,
            languages: &self.languages,
            uncompared: Uncompared { keys: 1, names: 70, articles: 0 },
            notes: &self.notes,
            suppressed: &self.suppressed,
            known: &Known::default(),
            elapsed: Duration::from_millis(1234),
        })
    }
}

fn findings(articles: &[Article]) -> Vec<Finding> {
    let at = |article, text: &str, nth, note: &str| label(articles, article, text, nth, note);
    vec![
        spelling(articles),
        copied(articles),
        speakers(articles),
        {
            let mut term = finding(
                "email-form",
                "mixed-style",
                Level::Query,
                "`e-mail` is `email` in the house style",
                vec![at(0, "e-mail", 0, "")],
            );
            term.fixes.push(Fix {
                title: "write `email`".into(),
                edits: vec![Edit { article: 0, span: term.primary.span, with: "email".into() }],
                applicability: Applicability::Safe,
            });
            term.link = Some("https://example.org/style#email".into());
            term
        },
        {
            finding(
                "unbalanced-quotation",
                "unbalanced-quotation",
                Level::Error,
                "a quotation mark is opened and never closed; close it where the quotation ends",
                vec![at(0, "“Nobody", 0, "opened here")],
            )
        },
        {
            finding(
                "odd-rule",
                "pattern",
                Level::Warning,
                "`Zoe\u{301} \u{202e}Marsh\u{202c}` stands beside \u{1b}[2J `<script>alert(1)</script>`\n::error::no",
                vec![at(
                    2,
                    "Zoe\u{301} \u{202e}Marsh\u{202c}",
                    0,
                    "a name that turns\u{1b}[0m the line round",
                )],
            )
        },
    ]
}

fn spelling(articles: &[Article]) -> Finding {
    let at = |article, text: &str, nth, note: &str| label(articles, article, text, nth, note);
    let mut labels = vec![at(0, "Zhelanova", 0, "stands twice"), at(3, "Zhelanova", 0, "")];
    labels.push(at(1, "Jelanovo", 0, "stands once"));
    labels.extend((0..2).map(|nth| at(0, "Zhelanovo", nth, "the usual spelling")));
    labels.extend((0..6).map(|nth| at(1, "Zhelanovo", nth, "")));
    let mut found = finding(
        "name-spelling",
        "spelling-variant",
        Level::Warning,
        "`Zhelanova` (copy/council.txt) is spelled `Zhelanovo` 12 times and `Jelanovo` once; all three are \
         towns with a council, and the letters differ as transliterations do: use one spelling",
        labels,
    );
    found.details = Details::Spelling {
        forms: vec![("Zhelanovo".into(), 12), ("Zhelanova".into(), 2), ("Jelanovo".into(), 1)],
        suggested: Some("Zhelanovo".into()),
        evidence: vec!["the same head noun (`port town of`)".into()],
    };
    found.fixes.push(Fix {
        title: "spell it `Zhelanovo`".into(),
        edits: vec![Edit { article: 0, span: found.primary.span, with: "Zhelanovo".into() }],
        applicability: Applicability::Unsafe,
    });
    found
}

fn copied(articles: &[Article]) -> Finding {
    let whole = |article: usize| {
        let paragraph = articles[article].paragraphs()[1];
        Label {
            article: u32::try_from(article).unwrap(),
            span: paragraph.span,
            note: if article == 0 { "38 of these 48 words stand in the other" } else { "" }.into(),
            value: "council of zhelanovo fish market".into(),
        }
    };
    let mut found = finding(
        "duplicate-paragraph",
        "duplicate-passage",
        Level::Warning,
        "paragraph 1 of copy/council.txt stands reworded in paragraph 1 of copy/market.txt; keep one, or say \
         that it is background",
        vec![whole(0), whole(1)],
    );
    found.compared = vec![(0, 1)];
    found.details = Details::Passages(vec![PassagePair {
        a: 0,
        b: 1,
        covered_a: 0.791_666_7,
        covered_b: 0.95,
        longest_run: 19,
        likeness: Likeness::Reworded,
    }]);
    found
}

fn speakers(articles: &[Article]) -> Finding {
    let at = |article, text: &str, nth, note: &str| label(articles, article, text, nth, note);
    let mut found = finding(
        "quote-speaker",
        "conflicting-attribution",
        Level::Error,
        "“We have run out of money and of time” is said by Irena Halloran in copy/council.txt and by Oskar Lind \
         in copy/market.txt; ask who said it",
        vec![
            at(0, "Irena Halloran", 0, "the speaker here"),
            at(1, "Oskar Lind", 0, "the speaker there"),
            at(0, "We have run out of money and of time,", 0, "the same words"),
            at(1, "We have run out of money and of time,", 0, ""),
        ],
    );
    found.details = Details::Conflict {
        field: "source",
        values: vec![("Irena Halloran".into(), 0), ("Oskar Lind".into(), 1)],
    };
    found
}

//! An article's attributions: sentence by sentence, and the quotations that no sentence attributes.

use std::ops::Range;

use super::clause::{self, Report};
use super::token::{self, Kind, Paragraph, Token};
use super::{Attribution, Cue, Source, Style};
use crate::article::{ParagraphKind, Span};
use crate::fact::{Scan, Sentence};
use crate::lexicon::{Entry, Special, SpeechClass};
use crate::text::Quotation;

/// Every attribution of an article, in the order of the text.
pub(super) fn read(scan: &Scan<'_>) -> Vec<Attribution> {
    let mut reader = Reader {
        text: scan.text(),
        quotations: &scan.marks().quotations,
        found: Vec::new(),
        last: None,
        announced: None,
    };
    let mut tokens = Paragraph::default();
    let mut sentence = 0;
    let mut quotation = 0;
    for (number, paragraph) in (0u32..).zip(scan.article.paragraphs()) {
        let first = sentence;
        while scan.sentences.get(sentence).is_some_and(|s| s.paragraph == number) {
            sentence += 1;
        }
        let opening = quotation;
        while reader.quotations.get(quotation).is_some_and(|q| q.paragraph == number as usize) {
            quotation += 1;
        }
        let sentences = &scan.sentences[first..sentence];
        let quotations = &reader.quotations[opening..quotation];
        match paragraph.kind {
            ParagraphKind::Body | ParagraphKind::Item | ParagraphKind::Caption => {}
            ParagraphKind::Title | ParagraphKind::Heading => continue,
        }
        if quotations.is_empty() && says_nothing(scan, paragraph.span, sentences) {
            reader.announced = None;
            continue;
        }
        token::read_into(&mut tokens, scan, paragraph.span.range(), sentences, quotations, opening);
        reader.paragraph(&tokens);
    }
    reader.found.sort_by_key(|a| (a.span.start, a.span.end));
    reader.found
}

/// Whether nothing in a paragraph without quotations can report speech, or announce it with a colon.
fn says_nothing(scan: &Scan<'_>, span: Span, sentences: &[Sentence]) -> bool {
    let reports = |entry: &Entry| entry.verb.is_some() || entry.special == Special::According;
    !scan.article.slice(span).contains(':')
        && !sentences.iter().any(|sentence| scan.entries_of(sentence).iter().any(reports))
}

struct Reader<'a> {
    text: &'a str,
    quotations: &'a [Quotation],
    found: Vec<Attribution>,
    /// The source of the last attribution.
    last: Option<Span>,
    /// The source that a colon at the end of the last paragraph gives the word to.
    announced: Option<Span>,
}

impl Reader<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let tokens = &paragraph.tokens;
        let mut spoken = false;
        let announced = self.announced.take();
        for (place, sentence) in paragraph.sentences.iter().enumerate() {
            let reports = clause::reports(tokens, sentence.clone());
            let mut used = vec![false; sentence.len()];
            for report in &reports {
                self.report(tokens, report, &mut used, sentence.start);
                spoken = true;
            }
            for at in sentence.clone() {
                let Kind::Quote(quote) = tokens[at].kind else { continue };
                if used[at - sentence.start] {
                    continue;
                }
                let alone = at == sentence.start
                    && (at + 1 == sentence.end || self.full(quote) && sentence.len() <= 2);
                let opens = at == sentence.start && self.full(quote) || alone;
                if !opens && !self.introduced(tokens, sentence, at) {
                    continue;
                }
                let quotation = &self.quotations[quote];
                let source = if !opens {
                    clause::first_subject(tokens, sentence.start..at).map(|s| span(tokens, &s)).or(self.last)
                } else if place == 0 {
                    announced.or(self.last)
                } else if spoken || place > 0 {
                    self.last
                } else {
                    None
                };
                if quotation.single && !opens || self.words(quote) < 3 && !spoken && place > 0 {
                    continue;
                }
                let put = clause::put(tokens, sentence).filter(|_| !opens);
                let cue = put.map(|(_, at)| Cue {
                    span: Span::new(tokens[at].start, tokens[at].end),
                    class: Some(SpeechClass::Said),
                    negated: false,
                });
                let at = Span::new(quotation.inner.start, quotation.inner.end);
                self.push(at, Style::Direct, source, cue);
                self.last = source.or(self.last);
                spoken = true;
            }
            if let (Some(Kind::Colon), true) =
                (tokens.get(sentence.end - 1).map(|t| t.kind), place + 1 == paragraph.sentences.len())
            {
                let cue = reports.last().and_then(|r| r.source.clone());
                let subject = cue.or_else(|| clause::first_subject(tokens, sentence.clone()));
                self.announced = subject.map(|s| span(tokens, &s));
            }
        }
    }

    /// Whether a quotation holds whole words of someone and no mere term.
    fn full(&self, quote: usize) -> bool {
        let inner = self.text[self.quotations[quote].inner.clone()].trim();
        inner.ends_with(['.', ',', '?', '!', '…', '—', '-']) || self.words(quote) >= 6
    }

    fn words(&self, quote: usize) -> usize {
        self.text[self.quotations[quote].inner.clone()].split_whitespace().count()
    }

    /// Whether a colon or comma gives the word to the quotation at `at`, whatever the verb.
    fn introduced(&self, tokens: &[Token], sentence: &Range<usize>, at: usize) -> bool {
        let Kind::Quote(quote) = tokens[at].kind else { return false };
        if at <= sentence.start + 1 || at + 1 < sentence.end {
            return false;
        }
        let inner = self.text[self.quotations[quote].inner.clone()].trim_start();
        let capital =
            inner.trim_start_matches(['…', '.', ' ', '[', '‘', '\'']).starts_with(char::is_uppercase);
        match tokens[at - 1].kind {
            Kind::Colon => self.words(quote) >= 3,
            Kind::Comma => capital && self.words(quote) >= 4,
            _ => false,
        }
    }

    fn report(&mut self, tokens: &[Token], report: &Report, used: &mut [bool], first: usize) {
        let source = match &report.source {
            Some(source) => Some(span(tokens, source)),
            None if report.inherits => self.last,
            None => None,
        };
        let cue = Cue { span: span(tokens, &report.cue), class: report.class, negated: report.negated };
        for content in &report.contents {
            let inside = &tokens[content.clone()];
            let quotes = inside.iter().filter(|t| t.is_quote()).count();
            let words = inside.iter().filter(|t| t.is_word()).count();
            used[content.start - first..content.end - first].iter_mut().for_each(|u| *u = true);
            let (mut start, mut end) = (inside[0].start, inside[inside.len() - 1].end);
            let style = match (quotes, words) {
                (0, _) => Style::Indirect,
                (_, 0) => Style::Direct,
                _ => Style::Mixed,
            };
            if let Kind::Quote(quote) = inside[0].kind
                && style == Style::Direct
            {
                start = self.quotations[quote].inner.start;
            }
            if let Kind::Quote(quote) = inside[inside.len() - 1].kind
                && style == Style::Direct
            {
                end = self.quotations[quote].inner.end;
            }
            self.push(Span::new(start, end), style, source, Some(cue));
        }
        self.last = source.or(self.last);
    }

    fn push(&mut self, at: Span, style: Style, source: Option<Span>, cue: Option<Cue>) {
        // A quotation that runs on over a paragraph's end is one fragment.
        if style == Style::Direct
            && let Some(before) = self.found.last_mut()
        {
            let gap = self.text.get(before.span.end as usize..at.start as usize).unwrap_or("x");
            let runs = self.quotations.iter().any(|q| q.runs_on && q.inner.end == before.span.end as usize);
            if runs && before.style == Style::Direct && !gap.contains(char::is_alphanumeric) {
                before.span.end = at.end;
                if before.cue.is_none() && cue.is_some() {
                    before.cue = cue;
                    before.source = source.map(Source::at);
                }
                return;
            }
        }
        if at.is_empty() {
            return;
        }
        self.found.push(Attribution { span: at, style, source: source.map(Source::at), cue });
    }
}

fn span(tokens: &[Token], range: &Range<usize>) -> Span {
    let mut end = range.end;
    while end > range.start + 1 && tokens[end - 1].kind == Kind::Comma {
        end -= 1;
    }
    Span::new(tokens[range.start].start, tokens[end - 1].end)
}

//! Copy put together from the runs of a marked-up file, with the way back to its bytes.

use std::ops::Range;

use crate::article::{Draft, DraftParagraph, Metadata, ParagraphKind, Part, Segment, Span};

/// Copy in the making. Runs are added in order; [`close`](Assembly::close) ends a paragraph.
pub(super) struct Assembly<'a> {
    origin: &'a str,
    text: String,
    segments: Vec<Segment>,
    paragraphs: Vec<DraftParagraph>,
    /// Where the open paragraph starts in `text`.
    start: usize,
}

impl<'a> Assembly<'a> {
    /// Nothing yet, out of the file `origin`.
    pub(super) fn new(origin: &'a str) -> Self {
        let text = String::with_capacity(origin.len());
        Self { origin, text, segments: Vec::new(), paragraphs: Vec::new(), start: 0 }
    }

    /// Adds what stands in the file at `range`, byte for byte.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        let origin = self.origin;
        self.run(&origin[range.clone()], range);
    }

    /// Adds `copy`, which the file at `range` stands for.
    pub(super) fn run(&mut self, copy: &str, range: Range<usize>) {
        if copy.is_empty() {
            return;
        }
        let at = Span::new(self.text.len(), self.text.len() + copy.len());
        let origin = Span::new(range.start, range.end);
        self.text.push_str(copy);
        if let Some(last) = self.segments.last_mut() {
            let exact = last.len as usize == last.origin.len() && copy.len() == origin.len();
            let adjacent = last.at + last.len == at.start && last.origin.end == origin.start;
            if exact && adjacent && at.start as usize > self.start {
                last.len += at.end - at.start;
                last.origin.end = origin.end;
                return;
            }
        }
        self.segments.push(Segment { at: at.start, len: at.end - at.start, part: Part::Text, origin });
    }

    /// The file.
    pub(super) fn origin(&self) -> &'a str {
        self.origin
    }

    /// Whether the open paragraph has no copy, or ends in white space.
    pub(super) fn at_gap(&self) -> bool {
        self.text[self.start..].ends_with([' ', '\n']) || self.text.len() == self.start
    }

    /// Ends the open paragraph, without the white space round it. Without copy there is none.
    pub(super) fn close(&mut self, kind: ParagraphKind) {
        let copy = &self.text[self.start..];
        let lead = copy.len() - copy.trim_start().len();
        let end = self.start + copy.trim_end().len();
        self.cut(end.max(self.start));
        if end > self.start {
            self.paragraphs.push(DraftParagraph { span: Span::new(self.start + lead, end), kind });
            self.text.push_str("\n\n");
            self.start = self.text.len();
        }
    }

    /// How long the text is.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether no paragraph was closed yet.
    pub(super) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The finished article, but for its `origin`.
    pub(super) fn finish(mut self, meta: Metadata) -> Draft {
        self.close(ParagraphKind::Body);
        let end = self.paragraphs.last().map_or(0, |p| p.span.end as usize);
        self.cut(end);
        let Self { text, segments, paragraphs, .. } = self;
        Draft { meta, text, paragraphs, segments, ..Draft::default() }
    }

    /// Shortens the text to `end` bytes.
    fn cut(&mut self, end: usize) {
        self.text.truncate(end);
        while let Some(last) = self.segments.last_mut() {
            if (last.at as usize) >= end {
                self.segments.pop();
                continue;
            }
            let over = (last.at + last.len).saturating_sub(u32::try_from(end).unwrap_or(u32::MAX));
            if last.len as usize == last.origin.len() {
                last.origin.end -= over;
            }
            last.len -= over;
            break;
        }
    }
}

#[cfg(test)]
pub(super) mod check {
    use super::*;

    /// What every reader with offsets owes: copy and file agree wherever lengths do, and
    /// paragraphs are in order.
    pub(crate) fn leads_back(draft: &Draft) {
        let origin = draft.origin.as_deref().expect("marked-up files keep their text");
        let mut at = 0;
        for segment in &draft.segments {
            assert!(segment.at >= at, "segments overlap");
            at = segment.at + segment.len;
            let copy = &draft.text[segment.at as usize..at as usize];
            let there = &origin[segment.origin.range()];
            let space = |text: &str| text.replace(['\n', '\r', '\t', '\u{c}'], " ");
            if copy.len() == there.len() && !there.starts_with('&') {
                assert_eq!(space(copy), space(there));
            }
        }
        assert!(at as usize <= draft.text.len());
        let mut end = 0;
        for paragraph in &draft.paragraphs {
            assert!(paragraph.span.start >= end && !paragraph.span.is_empty());
            let words = &draft.text[paragraph.span.range()];
            assert_eq!(words.trim(), words);
            end = paragraph.span.end;
        }
    }
}

//! The way from an article's text back to the bytes of its file.
//!
//! A reader that drops markup writes one segment for each run of copy. Runs that stand in the
//! file byte for byte are verbatim and map exactly; the others (an entity, a folded line end) map
//! as a whole.

use super::Span;

/// What offsets count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The title, where it came as metadata.
    Title,
    /// The decoded text of the file or record.
    Text,
}

/// One run of the article's text and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First byte in the article's text. The run goes on to the next segment.
    pub at: u32,
    /// Length of the run in the article's text, in bytes.
    pub len: u32,
    /// What `origin` counts in.
    pub part: Part,
    /// Where the run stands there, in bytes.
    pub origin: Span,
}

impl Segment {
    fn verbatim(&self) -> bool {
        self.len as usize == self.origin.len()
    }

    fn start_of(&self, at: u32) -> u32 {
        if self.verbatim() { self.origin.start + (at - self.at).min(self.len) } else { self.origin.start }
    }

    fn end_of(&self, at: u32) -> u32 {
        if self.verbatim() { self.origin.start + (at - self.at).min(self.len) } else { self.origin.end }
    }
}

/// The part and byte range that `span` comes from. A span that crosses from the title into the
/// text is cut at the title's end.
pub(super) fn locate(segments: &[Segment], span: Span) -> (Part, u32, u32) {
    let index = segments.partition_point(|s| s.at <= span.start).saturating_sub(1);
    let Some(first) = segments.get(index) else { return (Part::Text, span.start, span.end) };
    let start = first.start_of(span.start);
    if span.is_empty() {
        return (first.part, start, start);
    }
    let index = segments.partition_point(|s| s.at < span.end).saturating_sub(1);
    let last = segments[..=index].iter().rfind(|s| s.part == first.part).unwrap_or(first);
    (first.part, start, last.end_of(span.end.min(last.at + last.len)).max(start))
}

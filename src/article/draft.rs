//! What a reader hands over, and how it becomes an [`Article`].

use std::sync::Arc;

use super::{Article, Comment, Metadata, Paragraph, ParagraphKind, Part, Segment, Span, Standing};

/// A paragraph as a reader saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftParagraph {
    /// Where it stands in [`Draft::text`], without the white space round it.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// One article as its reader found it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The record's own id.
    pub id: Option<String>,
    /// The record's line from 1, in a record format.
    pub record: Option<u32>,
    /// What the file says about the article.
    pub meta: Metadata,
    /// The copy, without markup, a blank line between paragraphs.
    pub text: String,
    /// The paragraphs of `text`, in order.
    pub paragraphs: Vec<DraftParagraph>,
    /// Where the runs of `text` stand in `origin`; empty when `text` is the decoded file itself.
    pub segments: Vec<Segment>,
    /// The decoded file, where `text` is not it.
    pub origin: Option<String>,
    /// Comments that speak to copydesk, in order, with their place in `origin`.
    pub comments: Vec<Comment>,
}

impl Draft {
    /// Puts the title in front, numbers the paragraphs and makes the way back.
    pub fn into_article(self, path: &Arc<str>, standing: Standing) -> Article {
        let id = self.id.as_deref().map_or_else(|| path.clone(), Arc::from);
        let title = self.meta.title.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or("");
        let mut text = String::with_capacity(title.len() + 2 + self.text.len());
        let mut paragraphs = Vec::with_capacity(self.paragraphs.len() + 1);
        let mut segments = Vec::with_capacity(self.segments.len() + 2);
        if !title.is_empty() {
            text.push_str(title);
            let whole = Span::new(0, title.len());
            let lead = title.len() - title.trim_start().len();
            let span = Span::new(lead, lead + title.trim().len());
            paragraphs.push(Paragraph { span, number: 0, kind: ParagraphKind::Title });
            segments.push(Segment { at: 0, len: whole.end, part: Part::Title, origin: whole });
            text.push_str("\n\n");
        }
        let shift = u32::try_from(text.len()).expect("readers refuse articles of 4 GiB");
        if shift == 0 {
            text = self.text;
            text.shrink_to_fit();
        } else {
            text.push_str(&self.text);
        }
        if self.segments.is_empty() {
            let body = Span::new(0, text.len() - shift as usize);
            segments.push(Segment { at: shift, len: body.end, part: Part::Text, origin: body });
        }
        segments.extend(self.segments.iter().map(|s| Segment { at: s.at + shift, ..*s }));
        let mut number = 0;
        for paragraph in &self.paragraphs {
            let heads = paragraph.kind == ParagraphKind::Title && paragraphs.is_empty();
            let kind = match paragraph.kind {
                ParagraphKind::Title if !heads => ParagraphKind::Heading,
                kind => kind,
            };
            if !heads {
                number += 1;
            }
            let span = paragraph.span.shifted(shift);
            paragraphs.push(Paragraph { span, number, kind });
        }
        Article {
            path: path.clone(),
            id,
            record: self.record,
            standing,
            meta: self.meta,
            language: None,
            text,
            paragraphs,
            segments,
            origin: self.origin,
            comments: self.comments,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        let draft = Draft {
            meta: Metadata { title: Some("Port shut".into()), ..Metadata::default() },
            text: "The port is shut.".into(),
            paragraphs: vec![DraftParagraph { span: Span::new(0, 17), kind: ParagraphKind::Body }],
            ..Draft::default()
        };
        draft.into_article(&Arc::from("a.md"), Standing::Subject)
    }

    #[test]
    fn a_metadata_title_is_compared_and_located_by_itself() {
        let article = article();
        assert_eq!(article.title(), "Port shut");
        let title = article.locate(Span::new(5, 9));
        assert_eq!((title.part, title.start, title.end, title.paragraph), (Part::Title, 5, 9, 0));
        let body = article.locate(Span::new(15, 19));
        assert_eq!((body.part, body.start, body.end, body.paragraph), (Part::Text, 4, 8, 1));
    }

    #[test]
    fn offsets_of_the_text_do_not_count_the_title() {
        let article = article();
        assert_eq!(article.part(Part::Text), "The port is shut.");
    }
}

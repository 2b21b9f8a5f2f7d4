//! What word processors' files have in common: paragraphs with the names of their styles.

use std::collections::BTreeMap;

use crate::article::{Draft, DraftParagraph, Metadata, ParagraphKind, Span};

use super::paragraphs;

/// An article in the making.
#[derive(Default)]
pub(super) struct Manuscript {
    text: String,
    paragraphs: Vec<DraftParagraph>,
    meta: Metadata,
    /// The open paragraph.
    open: String,
    /// What is not read, by what it is.
    left_out: BTreeMap<&'static str, usize>,
}

impl Manuscript {
    /// Adds text to the open paragraph.
    pub(super) fn push(&mut self, text: &str) {
        self.open.push_str(text);
    }

    /// Counts something that is not read.
    pub(super) fn leave_out(&mut self, what: &'static str) {
        *self.left_out.entry(what).or_default() += 1;
    }

    /// Ends the open paragraph; `style` is its name in lower case, `base` what it is when that
    /// says nothing.
    pub(super) fn close(&mut self, style: &str, base: ParagraphKind) {
        let open = std::mem::take(&mut self.open);
        let words = open.trim();
        if words.is_empty() {
            return;
        }
        if matches!(style, "byline" | "author") && self.meta.author.is_none() {
            self.meta.author = Some(words.strip_prefix("By ").unwrap_or(words).to_owned());
            return;
        }
        let kind = match style {
            "title" | "headline" => ParagraphKind::Title,
            // The first of all headings heads the article.
            _ if style.starts_with("heading") && self.paragraphs.is_empty() => ParagraphKind::Title,
            _ if style.starts_with("heading") => ParagraphKind::Heading,
            _ if style.starts_with("list") => ParagraphKind::Item,
            "caption" | "figure" | "illustration" => ParagraphKind::Caption,
            _ => base,
        };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.paragraphs.push(DraftParagraph { span: Span::new(start, self.text.len()), kind });
    }

    /// The article.
    pub(super) fn finish(mut self) -> Draft {
        self.close("", ParagraphKind::Body);
        paragraphs::find_headline(&self.text, &mut self.paragraphs);
        if !self.left_out.is_empty() {
            let each = self.left_out.iter().map(|(what, count)| match (*count, *what) {
                (1, what) => format!("1 {what}"),
                (count, "text box") => format!("{count} text boxes"),
                (count, what) => format!("{count} {what}s"),
            });
            let list = each.collect::<Vec<_>>().join(", ");
            self.meta.notes.push(format!("not read: {list}"));
        }
        Draft { meta: self.meta, text: self.text, paragraphs: self.paragraphs, ..Draft::default() }
    }
}

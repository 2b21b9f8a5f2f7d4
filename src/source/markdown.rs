//! Markdown: copy without markup, and the way back to it.
//!
//! Code, link and image targets, HTML, footnote marks and struck text are not copy. Captions
//! (what a picture is called) are, after the paragraph that they stand in, so that they break no
//! sentence.

use std::io::BufRead;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::article::{Comment, Draft, Metadata, ParagraphKind};

use super::assembly::Assembly;
use super::{Format, ReadOptions, RecordError, SourceError, comments, decode, front_matter};

/// Markdown (CommonMark with tables, footnotes and strikethrough), with front matter.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["markdown", "md", "mdown", "mkd"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let line = head.split(|&b| b == b'\n').next().unwrap_or(head);
        line.starts_with(b"# ") || matches!(line.trim_ascii_end(), b"---" | b"+++")
    }

    fn is_a_guess(&self) -> bool {
        true
    }

    /// Markdown may hold markup and data of any kind.
    fn keeps_its_ending(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        each(Ok(article(decode::read_text(input)?, options)));
        Ok(())
    }
}

fn article(text: String, options: &ReadOptions) -> Draft {
    let mut meta = Metadata::default();
    let start = front_matter::take(&text, options, &mut meta);
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut reader = Reader {
        origin: &text,
        copy: Assembly::new(&text),
        titled: meta.title.is_some(),
        items: 0,
        silent: 0,
        bare_link: false,
        picture: 0,
        captions: Vec::new(),
        comments: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&text[start..], extensions).into_offset_iter() {
        reader.event(event, range.start + start..range.end + start);
    }
    let (draft, comments) = (reader.copy.finish(meta), reader.comments);
    Draft { origin: Some(text), comments, ..draft }
}

struct Reader<'a> {
    origin: &'a str,
    copy: Assembly<'a>,
    /// Whether the article has its title.
    titled: bool,
    /// How many lists' items are open.
    items: u32,
    /// How many open elements hold no copy.
    silent: u32,
    /// Whether the open link is an address in angle brackets.
    bare_link: bool,
    /// How many pictures are open.
    picture: u32,
    /// Captions of the open paragraph: copy, and what stands for it in the file.
    captions: Vec<Vec<(String, Range<usize>)>>,
    comments: Vec<Comment>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            self.comments.extend(comments::find(&self.origin[range.clone()], range.start));
        }
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::SoftBreak => self.text(" ", range),
            Event::HardBreak => self.text("\n", range),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text("\n", range),
            Event::Rule => self.close(ParagraphKind::Body),
            // Code, HTML, footnote marks and check boxes are no copy.
            _ => {}
        }
    }

    fn text(&mut self, copy: &str, range: Range<usize>) {
        if self.silent > 0 {
        } else if self.picture > 0 {
            if let Some(caption) = self.captions.last_mut() {
                caption.push((copy.to_owned(), range));
            }
        } else if self.origin[range.clone()] == *copy {
            self.copy.verbatim(range);
        } else {
            self.copy.run(copy, range);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough => self.silent += 1,
            // Links don't nest. An address alone is no copy.
            Tag::Link { link_type, .. } => {
                self.bare_link = *link_type == LinkType::Autolink;
                self.silent += u32::from(self.bare_link);
            }
            Tag::Image { .. } => {
                self.picture += 1;
                if self.picture == 1 {
                    self.captions.push(Vec::new());
                }
            }
            // A block ends the copy before it: a tight list item goes on as its sublist.
            _ => {
                self.close(self.kind());
                match tag {
                    Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.silent += 1,
                    Tag::Item => self.items += 1,
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Strikethrough => self.silent -= 1,
            TagEnd::Link => self.silent -= u32::from(std::mem::take(&mut self.bare_link)),
            TagEnd::Image => self.picture -= 1,
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.silent -= 1,
            TagEnd::Heading(level) => {
                let first = level == HeadingLevel::H1 && !self.titled && self.copy.is_empty();
                self.titled |= first;
                self.close(if first { ParagraphKind::Title } else { ParagraphKind::Heading });
            }
            TagEnd::TableCell => self.close(ParagraphKind::Item),
            TagEnd::Item => {
                self.close(self.kind());
                self.items -= 1;
            }
            _ => self.close(self.kind()),
        }
    }

    fn kind(&self) -> ParagraphKind {
        if self.items > 0 { ParagraphKind::Item } else { ParagraphKind::Body }
    }

    fn close(&mut self, kind: ParagraphKind) {
        self.copy.close(kind);
        for caption in std::mem::take(&mut self.captions) {
            for (copy, range) in caption {
                self.copy.run(&copy, range);
            }
            self.copy.close(ParagraphKind::Caption);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::assembly::check::leads_back;
    use super::*;
    use crate::article::{Part, Span, Standing};

    fn read(text: &str) -> Draft {
        let draft = article(text.to_owned(), &ReadOptions::default());
        leads_back(&draft);
        draft
    }

    fn parts(draft: &Draft) -> Vec<(&str, ParagraphKind)> {
        draft.paragraphs.iter().map(|p| (&draft.text[p.span.range()], p.kind)).collect()
    }

    #[test]
    fn markup_is_no_copy() {
        let draft = read(
            "# Quay *shut*\n\nThe **harbour** board of [Skelby](http://example.com/x \"tip\") said\n\
             `code` nothing<br>more[^1] ~~today~~ &amp; left <https://example.com>.\n\n```\ncode\n```\n\n<div>html</div>\n\n\
             > No \\*comment\\*.\n\n[^1]: A note.\n",
        );
        use ParagraphKind::{Body, Title};
        assert_eq!(
            parts(&draft),
            [
                ("Quay shut", Title),
                ("The harbour board of Skelby said  nothing\nmore  & left .", Body),
                ("No *comment*.", Body),
                ("A note.", Body)
            ]
        );
    }

    #[test]
    fn copy_leads_back_through_markup_and_entities() {
        let text = "Intro.\n\nMayor **Caf&eacute;**\nHansen &amp; sons";
        let article = read(text).into_article(&"a.md".into(), Standing::Subject);
        let find = |words: &str| {
            let at = article.text().find(words).unwrap();
            let place = article.locate(Span::new(at, at + words.len()));
            assert_eq!(place.part, Part::Text);
            &text[place.start as usize..place.end as usize]
        };
        assert_eq!(find("Hansen"), "Hansen");
        assert_eq!(find("Café Hansen"), "Caf&eacute;**\nHansen");
        assert_eq!(find("é"), "&eacute;");
        assert_eq!(find("& sons"), "&amp; sons");
    }

    #[test]
    fn list_items_are_items_also_when_tight_or_nested() {
        use ParagraphKind::{Body, Heading, Item};
        let draft = read(
            "## List\n\n- one\n  - two\n- three\n\n  four\n\nBody.\n\n| a | b |\n|---|---|\n| c | d |\n",
        );
        let expected = [
            ("List", Heading),
            ("one", Item),
            ("two", Item),
            ("three", Item),
            ("four", Item),
            ("Body.", Body),
            ("a", Item),
            ("b", Item),
            ("c", Item),
            ("d", Item),
        ];
        assert_eq!(parts(&draft), expected);
    }

    #[test]
    fn a_caption_follows_its_paragraph() {
        let draft = read("The quay ![Divers at *work*](a.png) is shut.");
        let words: Vec<_> = parts(&draft).iter().map(|p| p.0).collect();
        assert_eq!(words, ["The quay  is shut.", "Divers at work"]);
    }

    #[test]
    fn a_front_matter_title_makes_the_first_heading_a_heading() {
        let draft = read("---\ntitle: Quay shut\n---\n# The quay\n\nCopy.");
        assert_eq!(draft.meta.title.as_deref(), Some("Quay shut"));
        assert_eq!(parts(&draft)[0], ("The quay", ParagraphKind::Heading));
    }

    #[test]
    fn a_file_without_copy_is_an_article_without_paragraphs() {
        assert!(read("---\ntitle: a\n---\n\n```\nx\n```\n").paragraphs.is_empty());
        assert!(read("").paragraphs.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_leads_back(text in "([a-zé .]{0,6}(\\*\\*|_|\n|\r\n|\n\n|# |- |> |`|\\[x\\]\\(y\\)|!\\[z\\]\\(w\\)|&amp;|&eacute;|<b>|~~|\\\\|---\n|\\|)){0,20}") {
            let draft = read(&text);
            draft.into_article(&"a.md".into(), Standing::Subject);
        }

        #[test]
        fn any_characters_are_read(text: String) {
            read(&text);
        }
    }
}

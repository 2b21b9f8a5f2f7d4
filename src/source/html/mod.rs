//! HTML: the article of a page, without what stands round it, and the way back to its bytes.

mod element;
mod main_text;
mod metadata;
mod tree;

use std::io::{BufRead, Read};
use std::ops::Range;

use crate::article::{Comment, Draft, Metadata, ParagraphKind, Span};

use super::assembly::Assembly;
use super::{Format, LARGEST_TEXT, ReadOptions, RecordError, SourceError, comments, decode};
use element::{Attribute, Tag};
use tree::Node;

/// Saved pages.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["htm", "html", "xhtml"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let start = head[..head.len().min(15)].to_ascii_lowercase();
        start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let mut bytes = Vec::new();
        input.take(LARGEST_TEXT).read_to_end(&mut bytes)?;
        let page = decode::decode_declared(bytes, b"charset=").map_err(SourceError::Content)?;
        let draft = article(page);
        if draft.paragraphs.iter().all(|p| p.kind == ParagraphKind::Title) {
            return Err(SourceError::Content("no article found in this page".to_owned()));
        }
        each(Ok(draft));
        Ok(())
    }
}

fn article(page: String) -> Draft {
    let nodes = tree::parse(&page);
    let mut meta = metadata::read(&nodes);
    let title = meta.title.clone().unwrap_or_default();
    let kept = main_text::find(&nodes, &title);
    let mut copy = Assembly::new(&page);
    if let Some(headline) = headline(&nodes, &title) {
        // The headline that stands on the page leads back to it; the metadata's does not.
        meta.title = None;
        add(&nodes, headline..nodes[headline].end, &|_| true, ParagraphKind::Title, &mut copy);
    }
    add(&nodes, 1..nodes.len(), &|number| kept[number], ParagraphKind::Body, &mut copy);
    let draft = copy.finish(meta);
    let to_us = nodes.iter().filter(|node| node.tag == Tag::Comment);
    let comments =
        to_us.flat_map(|node| comments::find(&page[node.range.clone()], node.range.start)).collect();
    Draft { origin: Some(page), comments, ..draft }
}

/// The copy of marked-up text that is an article's body and nothing else: text, paragraphs and
/// comments, which stand in the text as offsets do.
pub(super) fn fragment(markup: &str) -> Draft {
    let nodes = tree::parse(markup);
    let mut kept = vec![true; nodes.len()];
    for (number, node) in nodes.iter().enumerate() {
        if matches!(
            node.tag,
            Tag::Head | Tag::Script | Tag::Style | Tag::Template | Tag::Media | Tag::Svg | Tag::Iframe
        ) {
            kept[number..node.end].fill(false);
        }
    }
    let mut copy = Assembly::new(markup);
    let mut writer = Writer::new(ParagraphKind::Body, &mut copy);
    let mut comments = Vec::new();
    for number in 1..nodes.len() {
        writer.node(&nodes, number, kept[number]);
        if nodes[number].tag == Tag::Comment {
            let found = comments::find(&markup[nodes[number].range.clone()], 0);
            let at = writer.copy.len();
            comments.extend(found.into_iter().map(|comment| Comment { at: Span::new(at, at), ..comment }));
        }
    }
    writer.end();
    let Draft { text, paragraphs, .. } = copy.finish(Metadata::default());
    // A comment behind the copy stands at its end.
    for comment in &mut comments {
        let at = (comment.at.start as usize).min(text.len());
        comment.at = Span::new(at, at);
    }
    Draft { text, paragraphs, comments, ..Draft::default() }
}

/// What the entity `name` stands for; itself where HTML has none of the name.
pub(super) fn plain_entity(name: &str) -> String {
    tree::parse(&format!("&{name};")).iter().map(|node| node.text.as_str()).collect()
}

/// Text without its markup, in one line.
pub(super) fn plain(markup: &str) -> String {
    let text: String = tree::parse(markup).iter().map(|node| node.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The visible headline: the heading that says what the metadata say, else the only `h1`.
fn headline(nodes: &[Node], title: &str) -> Option<usize> {
    let headings = |tags: &'static [Tag]| (1..nodes.len()).filter(move |&n| tags.contains(&nodes[n].tag));
    let same =
        headings(&[Tag::H1, Tag::H2]).find(|&n| main_text::same_words(&main_text::text_of(nodes, n), title));
    same.or_else(|| {
        let mut alone = headings(&[Tag::H1]).filter(|&n| !main_text::text_of(nodes, n).trim().is_empty());
        let first = alone.next()?;
        (alone.next().is_none() && title.is_empty()).then_some(first)
    })
}

/// Adds the texts of `range` that are `kept`, paragraph by paragraph; `base` is what they are
/// where no element says more.
fn add(
    nodes: &[Node],
    range: Range<usize>,
    kept: &dyn Fn(usize) -> bool,
    base: ParagraphKind,
    copy: &mut Assembly<'_>,
) {
    let mut writer = Writer::new(base, copy);
    for number in range {
        writer.node(nodes, number, kept(number));
    }
    writer.end();
}

struct Writer<'a, 'b> {
    /// The open blocks: where each ends, and what its copy is.
    open: Vec<(usize, ParagraphKind)>,
    base: ParagraphKind,
    /// Line ends since the last text.
    breaks: u32,
    copy: &'a mut Assembly<'b>,
}

impl<'a, 'b> Writer<'a, 'b> {
    fn new(base: ParagraphKind, copy: &'a mut Assembly<'b>) -> Self {
        Self { open: Vec::new(), base, breaks: 0, copy }
    }

    /// The next node in order, which is copy or is passed over.
    fn node(&mut self, nodes: &[Node], number: usize, kept: bool) {
        self.leave(number);
        let node = &nodes[number];
        match node.tag {
            _ if !kept => {}
            _ if node.is_text() => self.text(node),
            Tag::Br => self.line_end(),
            tag if tag.is_block() || matches!(tag, Tag::Td | Tag::Th | Tag::Caption) => {
                self.enter(nodes, number)
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        self.leave(usize::MAX);
        self.close();
    }

    fn enter(&mut self, nodes: &[Node], number: usize) {
        self.close();
        let node = &nodes[number];
        let kind = match node.tag {
            _ if self.base == ParagraphKind::Title => self.base,
            _ if is_caption(nodes, number) => ParagraphKind::Caption,
            tag if tag.is_heading() => ParagraphKind::Heading,
            Tag::Li | Tag::Dd | Tag::Dt | Tag::Td | Tag::Th => ParagraphKind::Item,
            _ => self.kind(),
        };
        self.open.push((node.end, kind));
    }

    fn leave(&mut self, number: usize) {
        while self.open.last().is_some_and(|(end, _)| *end <= number) {
            self.close();
            self.open.pop();
        }
    }

    fn kind(&self) -> ParagraphKind {
        self.open.last().map_or(self.base, |(_, kind)| *kind)
    }

    fn close(&mut self) {
        self.breaks = 0;
        self.copy.close(self.kind());
    }

    /// A second line end in a row ends the paragraph: so pages without `p` part theirs.
    fn line_end(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.copy.close(self.kind());
        }
    }

    fn text(&mut self, node: &Node) {
        if node.text.trim().is_empty() && (self.breaks > 0 || self.copy.at_gap()) {
            return;
        }
        if std::mem::take(&mut self.breaks) == 1 && !self.copy.at_gap() {
            self.copy.run("\n", node.range.start..node.range.start);
        }
        for (piece, range) in pieces(self.copy.origin(), node) {
            self.words(&piece, range);
        }
    }

    /// Adds text with each run of white space as one space.
    fn words(&mut self, text: &str, range: Range<usize>) {
        let exact = self.copy.origin().get(range.clone()) == Some(text);
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            // A lone space between words needs no care: only line ends, tabs and runs do.
            let word = rest.find(white).unwrap_or(rest.len());
            let gap = rest[word..].find(|c| !white(c)).unwrap_or(rest.len() - word);
            let place = |from: usize, to: usize| {
                if exact { range.start + from..range.start + to } else { range.clone() }
            };
            self.copy.run(&rest[..word], place(at, at + word));
            if gap > 0 && !self.copy.at_gap() {
                self.copy.run(" ", place(at + word, at + word + gap));
            }
            at += word + gap;
        }
    }
}

/// Whether an element is what stands under a picture. A name that says so is believed of a short
/// one: a whole article may be in an element for pictures with captions.
fn is_caption(nodes: &[Node], number: usize) -> bool {
    const LONGEST: usize = 1000;
    let named = || nodes[number].attribute(Attribute::Class).to_ascii_lowercase().contains("caption");
    nodes[number].tag == Tag::Figcaption
        || named() && main_text::text_of(nodes, number).trim().len() <= LONGEST
}

fn white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// A text cut at its entities: each piece as it reads, and where it stands.
fn pieces<'a>(page: &'a str, node: &'a Node) -> Vec<(std::borrow::Cow<'a, str>, Range<usize>)> {
    let raw = page.get(node.range.clone()).unwrap_or("");
    if raw == node.text {
        return vec![(raw.into(), node.range.clone())];
    }
    align(raw, &node.text, node.range.start)
        .unwrap_or_else(|| vec![(node.text.as_str().into(), node.range.clone())])
}

/// Lays what a text reads as beside what stands in the file. None when the two do not fit.
fn align<'a>(
    raw: &'a str,
    text: &'a str,
    base: usize,
) -> Option<Vec<(std::borrow::Cow<'a, str>, Range<usize>)>> {
    let mut pieces = Vec::new();
    let (mut from, mut rest) = (0, text);
    while from < raw.len() {
        let plain = raw[from..].find(['&', '\r']).unwrap_or(raw.len() - from);
        if plain > 0 {
            rest = rest.strip_prefix(&raw[from..from + plain])?;
            pieces.push(((&raw[from..from + plain]).into(), base + from..base + from + plain));
            from += plain;
            continue;
        }
        let next = &raw[from..];
        let length = match next.strip_prefix('\r') {
            Some(after) => 1 + usize::from(after.starts_with('\n')),
            None => entity(next),
        };
        if length == 0 {
            rest = rest.strip_prefix('&')?;
            pieces.push(("&".into(), base + from..base + from + 1));
            from += 1;
            continue;
        }
        // An entity is one character, or two, before what follows it.
        let after = &raw[from + length..];
        let follows = &after[..after.find(['&', '\r']).unwrap_or(after.len())];
        let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(2);
        let end = ends.find(|&end| {
            rest[end..].starts_with(follows)
                && (!follows.is_empty() || !after.is_empty() || rest.len() == end)
        })?;
        pieces.push(((&rest[..end]).into(), base + from..base + from + length));
        rest = &rest[end..];
        from += length;
    }
    rest.is_empty().then_some(pieces)
}

/// The length of the entity at the beginning of `text`, 0 where the `&` is just that.
fn entity(text: &str) -> usize {
    let body = text[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(text.len() - 1);
    if body > 0 && body <= 32 && text[1 + body..].starts_with(';') { body + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::assembly::check::leads_back;
    use super::*;
    use crate::article::{Span, Standing};

    fn read(page: &str) -> Draft {
        let draft = article(page.to_owned());
        leads_back(&draft);
        draft
    }

    fn parts(draft: &Draft) -> Vec<(&str, ParagraphKind)> {
        draft.paragraphs.iter().map(|p| (&draft.text[p.span.range()], p.kind)).collect()
    }

    /// A page of invented copy, with what pages put round it.
    const PAGE: &str = r##"<!DOCTYPE html><html><head><title>Quay shut until Monday | Skelby Post</title>
<meta property="og:title" content="Quay shut until Monday"><meta property="og:site_name" content="Skelby Post">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Quay shut until Monday",
 "datePublished": "2024-03-12T07:40:00Z", "author": [{"name": "Ann Ode"}, {"name": "Bo Ek"}]}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport, weather, and a long list of other things</a></nav>
<div class="site-header"><p>The morning letter: sign up now, it is free, it is short, and it comes every day.</p></div>
<div id="story"><h1>Quay shut <em>until</em>
 Monday</h1><p class="byline">By Ann Ode</p>
<p>The quay at Skelby will stay shut until Monday, the harbour board said, after divers found two cracked piles, one of them below the ferry berth.</p>
<p>&ldquo;We would rather be late than wet,&rdquo; said the chairman, Ole Fj&oslash;rd &amp; his deputy, who spoke on the quay, in the rain, for an hour.<br>He took no questions.</p>
<ul class="related"><li><a href="/a">Ferry late again</a></li><li><a href="/b">Board elects chairman</a></li></ul>
<h2>Divers</h2><p>Two divers went down on Friday, on Saturday, and again on Sunday, when the water was clear enough to see the whole of the eastern wall.</p>
<ul><li>Two piles are cracked, and a third is worn.</li><li>The wall is sound.</li></ul>
<div class="share-tools"><a href="#">Share</a></div></div>
<div class="comments"><p>First! I have always said so, and nobody listens, as usual, in this town.</p></div>
<footer>© Skelby Post, all rights reserved, no copying, no complaints.</footer></body></html>"##;

    #[test]
    fn the_article_is_taken_out_of_its_page() {
        let draft = read(PAGE);
        use ParagraphKind::{Body, Heading, Item, Title};
        let found: Vec<_> =
            parts(&draft).into_iter().map(|(words, kind)| (words.split(' ').next().unwrap(), kind)).collect();
        let expected = [
            ("Quay", Title),
            ("The", Body),
            ("“We", Body),
            ("Divers", Heading),
            ("Two", Body),
            ("Two", Item),
            ("The", Item),
        ];
        assert_eq!(found, expected, "{}", draft.text);
        assert_eq!(parts(&draft)[0].0, "Quay shut until Monday");
        assert_eq!(draft.meta.title, None, "the headline on the page leads back to it");
        assert_eq!(draft.meta.author.as_deref(), Some("Ann Ode, Bo Ek"));
        assert_eq!(draft.meta.source.as_deref(), Some("Skelby Post"));
        assert_eq!(draft.meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
    }

    #[test]
    fn copy_leads_back_to_its_bytes() {
        let article = read(PAGE).into_article(&"a.html".into(), Standing::Subject);
        for (words, bytes) in [
            ("two cracked piles", "two cracked piles"),
            ("Ole Fjørd &", "Ole Fj&oslash;rd &amp;"),
            ("wet,” said", "wet,&rdquo; said"),
            ("until Monday", "until</em>\n Monday"),
        ] {
            let at = article.text().find(words).expect(words);
            let place = article.locate(Span::new(at, at + words.len()));
            assert_eq!(&PAGE[place.start as usize..place.end as usize], bytes);
        }
    }

    #[test]
    fn entities_are_laid_beside_what_they_stand_for() {
        let cut = |raw: &str, text: &str| -> Option<Vec<String>> {
            Some(
                align(raw, text, 0)?
                    .iter()
                    .map(|(words, range)| format!("{words}={}", &raw[range.clone()]))
                    .collect(),
            )
        };
        assert_eq!(cut("a&amp;b", "a&b").unwrap(), ["a=a", "&=&amp;", "b=b"]);
        assert_eq!(cut("AT&T &amp;&lt;", "AT&T &<").unwrap(), ["AT=AT", "&=&", "T =T ", "&=&amp;", "<=&lt;"]);
        assert_eq!(cut("&unknown; x", "&unknown; x"), None);
        assert_eq!(cut("a\r\nb", "a\nb").unwrap(), ["a=a", "\n=\r\n", "b=b"]);
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let page =
            b"<html><head><meta charset=\"windows-1250\"></head><body>Mayor K\xf8\xed\x9e.</body></html>"
                .to_vec();
        assert!(decode::decode_declared(page, b"charset=").unwrap().contains("Kříž"));
    }

    #[test]
    fn a_page_without_an_article_says_so() {
        let mut found = 0;
        let result =
            Html.read(&mut &b"<html><body></body></html>"[..], &ReadOptions::default(), &mut |_| found += 1);
        assert_eq!((found, result.unwrap_err().to_string().as_str()), (0, "no article found in this page"));
    }

    #[test]
    fn captions_are_told_apart() {
        let copy = "<p>The quay at Skelby will stay shut until Monday, the harbour board said, after divers found two cracked piles.</p>".repeat(6);
        let page = format!(
            "<html><body><article class=captioned><figure><img src=a.jpg><figcaption><p>A cracked pile. Ann Ode</p></figcaption>\
             </figure>{copy}<div class=\"wp-caption alignleft\"><img src=b.jpg><p class=\"wp-caption-text\">The old pier, where boats may call.</p>\
             </div>{copy}</article></body></html>"
        );
        let draft = read(&page);
        let captions = parts(&draft).into_iter().filter(|(_, kind)| *kind == ParagraphKind::Caption);
        let expected = ["A cracked pile. Ann Ode", "The old pier, where boats may call."];
        assert_eq!(captions.map(|(words, _)| words).collect::<Vec<_>>(), expected);
        assert_eq!(parts(&draft).len(), 14);
    }

    #[test]
    fn a_part_of_a_page_is_read_however_short() {
        assert_eq!(read("<div>It opens on Monday.</div>").text, "It opens on Monday.");
    }

    #[test]
    fn a_page_nested_a_hundred_thousand_deep_is_read() {
        let deep =
            "<div class=author><b>".repeat(100_000) + "The quay is shut, the board said, until Monday.";
        assert!(read(&deep).text.contains("quay"));
        read(&("<a>".repeat(100_000) + &"</i>".repeat(100_000)));
    }

    proptest::proptest! {
        #[test]
        fn any_page_leads_back(page in "(<[a-z/]{0,3}(p|div|b|li|td|ul|h1|br|pre)>|[a.,é ]{0,9}|&amp;|&eacute;|&#233;|&nosuch;|&nbsp;|\r\n| \n ){0,40}") {
            read(&page).into_article(&"a.html".into(), Standing::Subject);
        }

        #[test]
        fn any_characters_are_a_page(page: String) {
            read(&page);
        }
    }
}

//! HTML: the article of a page, without what stands round it, and the way back to its bytes.

mod copy;
mod element;
mod main_text;
mod metadata;
mod tree;

use std::io::{BufRead, Read};

use crate::article::{Comment, Draft, Metadata, ParagraphKind, Span};

use super::assembly::Assembly;
use super::{Format, LARGEST_TEXT, ReadOptions, RecordError, SourceError, comments, decode};
use copy::{Writer, add};
use element::Tag;
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
            let at = writer.at();
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

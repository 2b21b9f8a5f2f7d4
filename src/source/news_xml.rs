//! The XML of agencies: NewsML-G2 (newsItem, packageItem, newsMessage) and NITF.

use std::io::BufRead;

use crate::article::{Draft, Metadata};

use super::xml::{self, Element};
use super::{Format, ReadOptions, RecordError, SourceError, date, html, paragraphs};

/// NewsML-G2: one item, or a message with several.
pub(super) struct NewsMlG2;

/// NITF.
pub(super) struct Nitf;

/// The items that a message holds, and what those that have no copy are called.
const ITEMS: &[(&str, Option<&str>)] = &[
    ("catalogItem", Some("catalog")),
    ("conceptItem", Some("concept")),
    ("knowledgeItem", Some("list of concepts")),
    ("newsItem", None),
    ("packageItem", Some("package")),
    ("planningItem", Some("planning item")),
];

/// Classes of news items that have no copy, by the end of their code (`ninat:picture`).
const NO_COPY: &[&str] = &["animation", "audio", "composite", "graphic", "picture", "video"];

impl Format for NewsMlG2 {
    fn name(&self) -> &'static str {
        "newsml-g2"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["newsml", "xml"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        xml::root(head).is_some_and(|root| matches!(&*root, "newsItem" | "newsMessage" | "packageItem"))
    }

    fn shares_endings(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let document = xml::read(input)?;
        let root = document.root();
        let is_item = |e: &Element<'_>| ITEMS.iter().any(|(name, _)| *name == e.name());
        if is_item(&root) {
            let draft = item_of(root).map_err(|error| SourceError::Content(error.reason))?;
            each(Ok(draft));
            return Ok(());
        }
        let items: Vec<_> = root.inside().filter(is_item).map(|item| (item.line(), item_of(item))).collect();
        if items.is_empty() {
            let reason = format!("no NewsML-G2 item in it: its root is `{}`", root.name());
            return Err(SourceError::Content(reason));
        }
        // Pictures and packages come in the same message as the story that they go with.
        let found = items.iter().any(|(_, item)| item.is_ok());
        for (line, item) in items {
            each(match item {
                Ok(draft) => Ok(Draft { record: Some(line), ..draft }),
                Err(error) => Err(RecordError { no_copy: error.no_copy.filter(|_| found), ..error }),
            });
        }
        Ok(())
    }
}

impl Format for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["nitf", "xml"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        xml::root(head).as_deref() == Some("nitf")
    }

    fn shares_endings(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let document = xml::read(input)?;
        let root = document.root();
        let mut meta = Metadata::default();
        nitf_fields(root, &mut meta);
        if let Some(language) = root.attribute("lang") {
            date::set_field(&mut meta, "language", language);
        }
        let id = root.find("doc-id").and_then(|e| e.attribute("id-string")).map(str::to_owned);
        let draft =
            root.find("body.content").map(copy_of).filter(|draft| !draft.paragraphs.is_empty()).ok_or_else(
                || SourceError::Content("it has no `body.content`, or an empty one".to_owned()),
            )?;
        each(Ok(Draft { id, meta, ..draft }));
        Ok(())
    }
}

/// Fills what is not yet known from a NITF head.
fn nitf_fields(nitf: Element<'_>, meta: &mut Metadata) {
    let text = |name: &str| nitf.find(name).and_then(Element::line_of_text);
    let norm = |name: &str| nitf.find(name).and_then(|e| e.attribute("norm")).map(str::to_owned);
    let mut offer = |name: &str, known: bool, value: Option<String>| {
        if let Some(value) = value.filter(|_| !known) {
            date::set_field(meta, name, &value);
        }
    };
    offer("title", false, text("hl1").or_else(|| text("hedline")).or_else(|| text("title")));
    let issued = norm("date.issue").or_else(|| norm("date.release")).or_else(|| norm("story.date"));
    offer("date", false, issued);
    offer("author", false, text("byline"));
    offer("source", false, nitf.find("doc.copyright").and_then(|e| e.attribute("holder")).map(str::to_owned));
    offer("slug", false, nitf.find("du-key").and_then(|e| e.attribute("key")).map(str::to_owned));
    offer("version", false, nitf.find("du-key").and_then(|e| e.attribute("version")).map(str::to_owned));
    offer(
        "status",
        false,
        nitf.find("docdata").and_then(|e| e.attribute("management-status")).map(str::to_owned),
    );
}

/// A newsItem with its text; an error for pictures, packages and the like.
fn item_of(item: Element<'_>) -> Result<Draft, RecordError> {
    let fail = |reason: String| RecordError::new(item.line(), reason);
    let no_copy = |what: &'static str, reason: String| RecordError { no_copy: Some(what), ..fail(reason) };
    if let Some(what) = ITEMS.iter().find(|(name, _)| *name == item.name()).and_then(|(_, what)| *what) {
        return Err(no_copy(what, format!("a {what}, which has no copy of its own")));
    }
    let class = item.child("itemMeta").and_then(|head| head.child("itemClass"));
    let class = class.and_then(|class| class.attribute("qcode").or_else(|| class.attribute("uri")));
    let what = NO_COPY.iter().find(|known| class.is_some_and(|class| class.ends_with(**known))).copied();
    let content = item.child("contentSet");
    let without = || {
        let held = |name: &str| content.is_some_and(|content| content.child(name).is_some());
        match what {
            Some(what) => no_copy(what, format!("an item of class `{what}`, without a text")),
            None if held("inlineXML") || held("inlineData") => fail("the item's text is empty".to_owned()),
            None if held("remoteContent") => {
                fail("the item's text stands elsewhere (`remoteContent`)".to_owned())
            }
            None => fail("the item has no content".to_owned()),
        }
    };
    let content = content.ok_or_else(without)?;
    let draft = content
        .children()
        .filter(|e| matches!(e.name(), "inlineXML" | "inlineData"))
        .map(|inline| copy_of(inline.find("body.content").or_else(|| inline.find("body")).unwrap_or(inline)))
        .find(|draft| !draft.paragraphs.is_empty())
        .ok_or_else(without)?;
    let mut meta = Metadata::default();
    // What the body says for itself; the item's own word counts for more.
    nitf_fields(content, &mut meta);
    let head = item.child("itemMeta");
    let about = item.child("contentMeta");
    let text_of = |parent: Option<Element<'_>>, name: &str| parent?.child(name)?.line_of_text();
    let qcode = |parent: Option<Element<'_>>, name: &str| {
        let code = parent?.child(name)?;
        let name = code.child("name").and_then(Element::line_of_text);
        let plain = |code: &str| code.rsplit(':').next().unwrap_or(code).to_owned();
        name.or_else(|| code.attribute("literal").map(str::to_owned))
            .or_else(|| code.attribute("qcode").map(plain))
    };
    let named = about.and_then(|about| about.child("language")?.attribute("tag"));
    let language = named.or_else(|| item.attribute("lang")).map(str::to_owned);
    // The scheme of relations has had several names for it (`translatedFrom`, `isTranslationOf`).
    let links = head.into_iter().chain([item]).flat_map(Element::children).filter(|e| e.name() == "link");
    let translation = links
        .filter(|link| link.attribute("rel").is_some_and(|rel| rel.to_lowercase().contains("translat")))
        .find_map(|link| link.attribute("residref").or_else(|| link.attribute("href")))
        .map(str::to_owned);
    let fields = [
        ("language", language),
        ("translation-of", translation),
        ("title", text_of(about, "headline").or_else(|| text_of(head, "title"))),
        ("date", text_of(head, "versionCreated").or_else(|| text_of(about, "contentCreated"))),
        ("author", text_of(about, "by")),
        ("slug", text_of(about, "slugline")),
        ("source", text_of(about, "creditline").or_else(|| qcode(head, "provider"))),
        ("version", item.attribute("version").map(str::to_owned)),
        (
            "status",
            head.and_then(|h| h.child("pubStatus"))
                .and_then(|s| s.attribute("qcode"))
                .map(|code| code.rsplit(':').next().unwrap_or(code).to_owned()),
        ),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            date::set_field(&mut meta, name, &value);
        }
    }
    let id = item.attribute("guid").map(str::to_owned);
    Ok(Draft { id, meta, ..draft })
}

/// The copy of an element: its elements, markup in its text, or plain text.
fn copy_of(element: Element<'_>) -> Draft {
    let markup = element.markup();
    if element.has_elements() || markup.trim_start().starts_with('<') {
        html::fragment(&markup)
    } else {
        let paragraphs = paragraphs::split(&markup, false);
        Draft { text: markup, paragraphs, ..Draft::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &dyn Format, text: &str) -> (Vec<Draft>, Result<(), SourceError>) {
        let mut found = Vec::new();
        let result = format.read(&mut text.as_bytes(), &ReadOptions::default(), &mut |draft| {
            found.extend(draft.ok());
        });
        (found, result)
    }

    fn words(draft: &Draft) -> Vec<&str> {
        draft.paragraphs.iter().map(|p| &draft.text[p.span.range()]).collect()
    }

    const ITEM: &str = r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2"><itemMeta>
<itemClass qcode="ninat:text"/><provider literal="Skelby Wire"/><versionCreated>2024-03-12T07:40:00Z</versionCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><by>Ann Ode</by><headline>Quay &amp; ferry shut</headline><slugline>quay</slugline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>No</h:title></h:head>
<h:body><h:p>The quay is shut.</h:p><h:p>It opens<h:br/>on <h:b>Monday</h:b>.</h:p></h:body></h:html></inlineXML></contentSet></newsItem>"#;

    #[test]
    fn a_news_item_gives_its_fields_and_copy() {
        assert!(NewsMlG2.accepts(ITEM.as_bytes(), &ReadOptions::default()));
        let (found, _) = read(&NewsMlG2, ITEM);
        assert_eq!(words(&found[0]), ["The quay is shut.", "It opens\non Monday."]);
        let meta = &found[0].meta;
        assert_eq!(meta.title.as_deref(), Some("Quay & ferry shut"));
        assert_eq!(meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
        let texts =
            [&meta.source, &meta.version, &meta.status, &meta.slug, &meta.author].map(Option::as_deref);
        assert_eq!(texts, [Some("Skelby Wire"), Some("2"), Some("usable"), Some("quay"), Some("Ann Ode")]);
        assert_eq!((found[0].id.as_deref(), found[0].record), (Some("urn:x:1"), None));
    }

    #[test]
    fn an_item_says_its_language_and_what_it_translates() {
        let links = "<link rel=\"irel:seeAlso\" residref=\"urn:x:3\"/><link rel=\"irel:translatedFrom\" residref=\"urn:x:0\"/></itemMeta>";
        let item = ITEM.replace("</itemMeta>", links);
        let (found, _) = read(&NewsMlG2, &item.replace("<newsItem ", "<newsItem xml:lang=\"de-AT\" "));
        let told = |draft: &Draft| (draft.meta.language.clone(), draft.meta.translation.clone());
        assert_eq!(told(&found[0]), (Some("de-AT".to_owned()), Some("urn:x:0".to_owned())));
        let (found, _) =
            read(&NewsMlG2, &item.replace("<contentMeta>", "<contentMeta><language tag=\"de\"/>"));
        assert_eq!(found[0].meta.language.as_deref(), Some("de"));
        let (found, _) = read(
            &Nitf,
            "<nitf xml:lang=\"fr\"><body><body.content><p>Le quai est fermé.</p></body.content></body></nitf>",
        );
        assert_eq!(found[0].meta.language.as_deref(), Some("fr"));
    }

    #[test]
    fn a_message_gives_its_texts_and_leaves_pictures() {
        let picture =
            "<newsItem guid=\"p\"><contentSet><remoteContent href=\"a.jpg\"/></contentSet></newsItem>";
        let plain =
            "<newsItem guid=\"t\"><contentSet><inlineData>One.\n\nTwo.</inlineData></contentSet></newsItem>";
        let message = format!("<newsMessage><itemSet>\n{picture}\n{ITEM}\n{plain}</itemSet></newsMessage>");
        let (found, _) = read(&NewsMlG2, &message);
        assert_eq!(found.iter().map(|d| d.record).collect::<Vec<_>>(), [Some(3), Some(8)]);
        assert_eq!(words(&found[1]), ["One.", "Two."]);
    }

    #[test]
    fn what_has_no_text_says_what_it_is() {
        let read = |item: &str| {
            let mut found = Vec::new();
            let result = NewsMlG2.read(&mut item.as_bytes(), &ReadOptions::default(), &mut |d| found.push(d));
            (found, result.map_err(|error| error.to_string()))
        };
        let item = |class: &str, content: &str| {
            format!("<newsItem><itemMeta><itemClass qcode=\"{class}\"/></itemMeta>{content}</newsItem>")
        };
        let elsewhere = "<contentSet><remoteContent href=\"a\"/></contentSet>";
        let picture = item("ninat:picture", elsewhere);
        let package = "<packageItem/>";
        let reasons = [
            (picture.clone(), "an item of class `picture`, without a text"),
            (item("ninat:text", elsewhere), "the item's text stands elsewhere (`remoteContent`)"),
            (item("ninat:text", "<contentSet><inlineXML/></contentSet>"), "the item's text is empty"),
            (item("ninat:text", ""), "the item has no content"),
            (package.to_owned(), "a package, which has no copy of its own"),
            (
                "<newsMessage><header/></newsMessage>".to_owned(),
                "no NewsML-G2 item in it: its root is `newsMessage`",
            ),
        ];
        for (xml, reason) in &reasons {
            assert_eq!(read(xml).1.unwrap_err(), *reason);
        }
        // Beside a story they are counted.
        let (found, result) =
            read(&format!("<newsMessage><itemSet>{picture}{ITEM}{package}</itemSet></newsMessage>"));
        let counted: Vec<_> = found.iter().map(|item| item.as_ref().err().and_then(|e| e.no_copy)).collect();
        assert_eq!((counted, result), (vec![Some("picture"), None, Some("package")], Ok(())));
    }

    #[test]
    fn nitf_gives_its_fields_and_copy() {
        let text = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>No</title><docdata management-status="usable"><doc-id id-string="S1"/>
<date.issue norm="20240312T074000Z"/><du-key key="quay" version="3"/></docdata></head><body><body.head><hedline><hl1>Quay shut</hl1><hl2>No</hl2></hedline>
<byline>By Ann Ode</byline></body.head><body.content><block><p>The quay is <em>shut</em>.</p><p/><hl2>Divers</hl2><p>They went down.</p>
<media media-type="image"><media-caption>A caption.</media-caption></media></block></body.content></body></nitf>"#;
        let (found, _) = read(&Nitf, text);
        assert_eq!(words(&found[0]), ["The quay is shut.", "Divers", "They went down."]);
        let meta = &found[0].meta;
        assert_eq!((meta.title.as_deref(), meta.author.as_deref()), (Some("Quay shut"), Some("By Ann Ode")));
        assert_eq!(meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
        assert_eq!((meta.version.as_deref(), meta.slug.as_deref()), (Some("3"), Some("quay")));
    }
}

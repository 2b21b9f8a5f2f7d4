//! RSS and Atom: an article an entry, its full content where the feed has it.

use std::io::BufRead;

use crate::article::{Draft, Metadata};

use super::xml::{self, Element};
use super::{Format, ReadOptions, RecordError, SourceError, date, html};

/// RSS 0.9 to 2.0 and Atom.
pub(super) struct Feed;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["atom", "rss", "xml"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        xml::root(head).is_some_and(|root| is_feed(&root))
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
        if !is_feed(root.name()) {
            return Err(SourceError::Content(format!(
                "XML of a kind that is not read: its root is `{}`",
                root.name()
            )));
        }
        let channel = root.child("channel").unwrap_or(root);
        let source = channel.child("title").and_then(Element::line_of_text);
        let language = channel.child("language").and_then(Element::line_of_text);
        let language = language.or_else(|| root.attribute("lang").map(str::to_owned));
        for entry in root.inside().filter(|e| matches!(e.name(), "item" | "entry")) {
            let draft = article(entry, source.as_deref(), language.as_deref());
            let draft = draft.map(|draft| Draft { record: Some(entry.line()), ..draft });
            each(draft.ok_or_else(|| RecordError::new(entry.line(), "the entry has no text")));
        }
        Ok(())
    }
}

fn is_feed(root: &str) -> bool {
    matches!(root, "rss" | "feed" | "RDF")
}

fn article(entry: Element<'_>, source: Option<&str>, language: Option<&str>) -> Option<Draft> {
    let text = |name: &str| entry.child(name).and_then(Element::line_of_text);
    // RSS has its full text in `content:encoded`, beside a `media:content` that is a picture.
    let bodies = ["encoded", "content", "description", "summary"];
    let candidates = bodies.iter().flat_map(|name| entry.children().filter(move |e| e.name() == *name));
    let draft =
        candidates.map(|body| html::fragment(&body.markup())).find(|draft| !draft.paragraphs.is_empty())?;
    let mut meta = Metadata::default();
    let author = entry.child("author").and_then(|a| a.child("name").unwrap_or(a).line_of_text());
    let own = entry.child("source").and_then(|s| s.child("title").unwrap_or(s).line_of_text());
    let fields = [
        ("title", text("title").map(|title| html::plain(&title))),
        (
            "date",
            text("pubDate")
                .or_else(|| text("published"))
                .or_else(|| text("date"))
                .or_else(|| text("updated")),
        ),
        ("updated", text("updated")),
        ("author", author.or_else(|| text("creator"))),
        ("source", own.or_else(|| source.map(str::to_owned))),
        ("language", entry.attribute("lang").or(language).map(str::to_owned)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            date::set_field(&mut meta, name, &value);
        }
    }
    let id = text("guid").or_else(|| text("id")).or_else(|| text("link"));
    Some(Draft { id, meta, ..draft })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Draft, RecordError>> {
        let mut found = Vec::new();
        Feed.read(&mut text.as_bytes(), &ReadOptions::default(), &mut |draft| found.push(draft)).unwrap();
        found
    }

    fn words(draft: &Draft) -> Vec<&str> {
        draft.paragraphs.iter().map(|p| &draft.text[p.span.range()]).collect()
    }

    #[test]
    fn rss_gives_the_full_text_where_there_is_one() {
        let found = read(
            "<rss version=\"2.0\" xmlns:content=\"c\"><channel><title>Skelby Post</title>\n<item><title>Quay &amp;amp; ferry</title>\
             <guid>g1</guid><pubDate>Tue, 12 Mar 2024 07:40:00 GMT</pubDate><description>Short.</description>\
             <content:encoded><![CDATA[<p>The quay is shut.</p><p>It opens &amp; stays open.</p>]]></content:encoded></item>\n\
             <item><description>&lt;b&gt;Only&lt;/b&gt; this &amp;mdash; and that.</description></item>\n<item><title>x</title></item></channel></rss>",
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!(words(first), ["The quay is shut.", "It opens & stays open."]);
        assert_eq!(
            (first.meta.title.as_deref(), first.meta.source.as_deref()),
            (Some("Quay & ferry"), Some("Skelby Post"))
        );
        assert_eq!(first.meta.date.unwrap().to_string(), "2024-03-12T07:40:00");
        assert_eq!((first.id.as_deref(), first.record), (Some("g1"), Some(2)));
        assert_eq!(words(found[1].as_ref().unwrap()), ["Only this — and that."]);
        assert_eq!(found[2].as_ref().unwrap_err().line, 4);
    }

    #[test]
    fn other_xml_is_named() {
        let result = Feed.read(
            &mut &b"<conceptItem><concept/></conceptItem>"[..],
            &ReadOptions::default(),
            &mut |_| {},
        );
        assert!(result.unwrap_err().to_string().contains("its root is `conceptItem`"));
    }

    #[test]
    fn atom_has_markup_as_text_or_as_elements() {
        let found = read(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Skelby Post</title><entry><id>a1</id><title>Quay</title><updated>2024-03-12T07:40:00Z</updated>\
             <author><name>Ann Ode</name></author><content type=\"xhtml\"><div xmlns=\"x\"><p>One.</p><p>Two.</p></div></content></entry>\
             <entry><summary type=\"html\">&lt;p&gt;Three.&lt;/p&gt;</summary></entry></feed>",
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!(words(first), ["One.", "Two."]);
        assert_eq!((first.meta.author.as_deref(), first.meta.date.is_some()), (Some("Ann Ode"), true));
        assert_eq!(words(found[1].as_ref().unwrap()), ["Three."]);
    }
}

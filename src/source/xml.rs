//! XML as a tree that knows where its elements stand. No entity of a document's own is expanded.

use std::io::{BufRead, Read};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{LARGEST_TEXT, SourceError, decode, html};

/// Deeper documents are refused.
const DEEPEST: usize = 512;

/// An element or a text.
#[derive(Debug, Default)]
struct Node {
    /// The local name; empty for a text.
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    /// One past the last node inside it.
    end: usize,
    /// What stands between its tags.
    inner: Range<usize>,
    /// The line on which its tag ends, from 1.
    line: usize,
}

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    text: String,
    nodes: Vec<Node>,
}

/// An element of a document.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    document: &'a Document,
    number: usize,
}

/// The local name of the first element in `head`.
pub(super) fn root(head: &[u8]) -> Option<String> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if !head.starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(head);
    let mut rest = head.trim_start();
    loop {
        let (skip, end) = match rest {
            _ if rest.starts_with("<!--") => (4, "-->"),
            _ if rest.starts_with("<?") => (2, "?>"),
            // A document type may declare entities in brackets.
            _ if rest.starts_with("<!") && rest[..rest.find('>')?].contains('[') => (2, "]>"),
            _ if rest.starts_with("<!") => (2, ">"),
            _ => break,
        };
        let at = rest[skip..].find(end)? + skip + end.len();
        rest = rest[at..].trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let name = &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    Some(name.rsplit(':').next().unwrap_or(name).to_owned())
}

/// Reads a document.
///
/// # Errors
/// When the bytes are no text or the text no XML; the message names the line.
pub(super) fn read(input: &mut dyn BufRead) -> Result<Document, SourceError> {
    let mut bytes = Vec::new();
    input.take(LARGEST_TEXT).read_to_end(&mut bytes)?;
    parse(decode::decode_declared(bytes, b"encoding=").map_err(SourceError::Content)?)
        .map_err(SourceError::Content)
}

fn parse(text: String) -> Result<Document, String> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut reader = Reader::from_str(&text);
    let (mut counted, mut line) = (0, 1);
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| {
            let line = line_of(&text, position(&reader));
            format!("no XML, line {line}: {error}")
        })?;
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..position(&reader)]).count();
        counted = position(&reader);
        match event {
            Event::Start(tag) => {
                if open.len() == DEEPEST {
                    return Err(format!("line {line}: over {DEEPEST} elements inside one another"));
                }
                open.push(nodes.len());
                nodes.push(Node { line, ..element(&tag, counted) });
            }
            Event::Empty(tag) => {
                nodes.push(Node { end: nodes.len() + 1, line, ..element(&tag, counted) });
            }
            Event::End(_) => {
                if let Some(number) = open.pop() {
                    nodes[number].end = nodes.len();
                    nodes[number].inner.end = before;
                }
            }
            Event::Text(copy) => push_text(&mut nodes, &open, &copy.xml10_content()),
            Event::CData(copy) => push_text(&mut nodes, &open, &copy.xml10_content()),
            Event::GeneralRef(entity) => {
                let known = entity.resolve_char_ref().ok().flatten().map(String::from);
                let copy = known.unwrap_or_else(|| html::plain_entity(&entity.xml10_content()));
                push_text(&mut nodes, &open, &copy);
            }
            Event::Eof if !open.is_empty() => {
                let name = &nodes[open[open.len() - 1]].name;
                return Err(format!("no XML: the file ends inside `{name}`"));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if nodes.is_empty() {
        return Err("no XML: it has no element".to_owned());
    }
    Ok(Document { text, nodes })
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).expect("the document is in memory")
}

fn element(tag: &BytesStart<'_>, at: usize) -> Node {
    let attributes = tag.attributes().flatten().map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default().into_owned();
        (AsRef::<str>::as_ref(&attribute.key.local_name()).to_owned(), value)
    });
    let name = AsRef::<str>::as_ref(&tag.local_name()).to_owned();
    Node { name, attributes: attributes.collect(), inner: at..at, ..Node::default() }
}

/// Text outside the root is none of the document.
fn push_text(nodes: &mut Vec<Node>, open: &[usize], text: &str) {
    if !open.is_empty() {
        let end = nodes.len() + 1;
        nodes.push(Node { text: text.to_owned(), end, ..Node::default() });
    }
}

fn line_of(text: &str, at: usize) -> usize {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count() + 1
}

/// What stands right inside an element.
pub(super) enum Part<'a> {
    /// An element.
    Element(Element<'a>),
    /// A text.
    Text(&'a str),
}

impl Document {
    /// The outermost element.
    pub(super) fn root(&self) -> Element<'_> {
        let number = self.nodes.iter().position(|node| !node.name.is_empty()).unwrap_or(0);
        Element { document: self, number }
    }
}

impl<'a> Element<'a> {
    fn node(self) -> &'a Node {
        &self.document.nodes[self.number]
    }

    /// Its local name.
    pub(super) fn name(self) -> &'a str {
        &self.node().name
    }

    /// The line it starts on, from 1.
    pub(super) fn line(self) -> u32 {
        u32::try_from(self.node().line).unwrap_or(u32::MAX)
    }

    /// An attribute by its local name.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.node().attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What stands right inside it, in order.
    pub(super) fn parts(self) -> impl Iterator<Item = Part<'a>> {
        let end = self.node().end;
        let mut next = self.number + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = Element { document: self.document, number: next };
                next = child.node().end.max(next + 1);
                if child.name().is_empty() { Part::Text(&child.node().text) } else { Part::Element(child) }
            })
        })
    }

    /// The elements right inside it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'a>> {
        self.parts().filter_map(|part| match part {
            Part::Element(element) => Some(element),
            Part::Text(_) => None,
        })
    }

    /// The elements inside it, however deep, in order.
    pub(super) fn inside(self) -> impl Iterator<Item = Element<'a>> {
        let each =
            (self.number + 1..self.node().end).map(move |number| Element { document: self.document, number });
        each.filter(|child| !child.name().is_empty())
    }

    /// The first child with this name.
    pub(super) fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element inside it with this name.
    pub(super) fn find(self, name: &str) -> Option<Element<'a>> {
        self.inside().find(|child| child.name() == name)
    }

    /// Its text in one line, none where there is none.
    pub(super) fn line_of_text(self) -> Option<String> {
        let text = self.raw_text();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// All its text as written.
    pub(super) fn raw_text(self) -> String {
        let nodes = &self.document.nodes[self.number..self.node().end];
        nodes.iter().map(|node| node.text.as_str()).collect()
    }

    /// What it holds as markup: its elements as they stand, or its text, which may be markup in
    /// entities or CDATA.
    pub(super) fn markup(self) -> String {
        if self.children().next().is_some() {
            self.document.text[self.node().inner.clone()].to_owned()
        } else {
            self.raw_text()
        }
    }

    /// Whether it holds elements.
    pub(super) fn has_elements(self) -> bool {
        self.children().next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_what_they_hold() {
        let text = "<?xml version='1.0'?>\n<a:r x:k='v &amp; w'>\n<b>One &amp; <i>two</i>&eacute;</b><b/><c><![CDATA[<p>x</p>]]></c></a:r>";
        let document = parse(text.to_owned()).unwrap();
        let root = document.root();
        assert_eq!((root.name(), root.attribute("k"), root.line()), ("r", Some("v & w"), 2));
        assert_eq!(root.children().map(Element::name).collect::<Vec<_>>(), ["b", "b", "c"]);
        let b = root.child("b").unwrap();
        assert_eq!(b.line_of_text().as_deref(), Some("One & twoé"));
        assert_eq!(b.markup(), "One &amp; <i>two</i>&eacute;");
        assert_eq!(root.find("c").unwrap().markup(), "<p>x</p>");
        assert_eq!(super::root(text.as_bytes()).as_deref(), Some("r"));
    }

    #[test]
    fn what_is_no_xml_names_the_line() {
        assert!(parse("<a>\n<b></a>".to_owned()).unwrap_err().contains("line 2"));
        assert!(parse("<a><b>".to_owned()).unwrap_err().contains("ends inside `b`"));
        assert!(parse("  ".to_owned()).is_err());
        assert!(parse("<a>".repeat(600)).unwrap_err().contains("512"));
    }

    #[test]
    fn entities_of_its_own_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
        assert_eq!(parse(bomb.to_owned()).unwrap().root().raw_text(), "&c;");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_xml_or_an_error(text in "(<[a-z/!?]{1,2}( [a-z]=\"x\")?/?>|[a &;é<>]{0,3}|&amp;|<!\\[CDATA\\[|\\]\\]>|<!--|-->){0,20}") {
            if let Ok(document) = parse(text) {
                document.root().inside().for_each(|e| { e.markup(); e.line_of_text(); });
            }
        }
    }
}

//! A page as a tree, every text with its place in the file.
//!
//! Nodes stand in document order and know where their subtree ends, so that a subtree is a range
//! of numbers and nothing here or later recurses: a page may nest a million elements.

use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::super::comments;

/// Deeper elements are kept flat, as browsers do.
const DEEPEST: usize = 512;

/// The tag of a comment that speaks to copydesk; others are left out of the tree.
pub(super) const COMMENT: &str = "#comment";

/// One element or text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The element it stands in; its own number for the root.
    pub(super) parent: usize,
    /// One past the last node of its subtree.
    pub(super) end: usize,
    /// The element's name; empty for a text.
    pub(super) tag: &'static str,
    /// The attributes that matter, by name.
    pub(super) attributes: Vec<(&'static str, String)>,
    /// The text as it reads.
    pub(super) text: String,
    /// Where the text or comment stands in the file.
    pub(super) range: Range<usize>,
}

impl Node {
    /// The value of an attribute, empty where there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value)
    }

    /// Whether it has the attribute.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(n, _)| *n == name)
    }

    /// Whether it is a text.
    pub(super) fn is_text(&self) -> bool {
        self.tag.is_empty()
    }
}

/// Reads a page. Any text is one.
pub(super) fn parse(page: &str) -> Vec<Node> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut builder =
        Builder { nodes: vec![Node { tag: "html", ..Node::default() }], open: vec![0], flat: 0 };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = known(&tag.name);
                let attributes = tag.attributes.into_iter().filter_map(|(name, value)| {
                    let name = ATTRIBUTES.iter().find(|known| known.as_bytes() == &**name)?;
                    Some((*name, String::from_utf8_lossy(&value.value).into_owned()))
                });
                builder.start(name, attributes.collect());
                // `<x/>` of an element that HTML does not know comes from XML, and is empty.
                if tag.self_closing && name == "other" {
                    builder.end(name);
                }
            }
            Token::EndTag(tag) => builder.end(known(&tag.name)),
            Token::String(text) => {
                let value = String::from_utf8_lossy(&text.value.0).into_owned();
                builder.text(value, text.span.start..text.span.end);
            }
            Token::Comment(comment) => {
                if comments::addressed(&String::from_utf8_lossy(&comment.value.0)).is_some() {
                    builder.comment(comment.span.start..comment.span.end);
                }
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.finish()
}

struct Builder {
    nodes: Vec<Node>,
    /// The open elements, outermost first; the root is always open.
    open: Vec<usize>,
    /// How many open elements were too deep to be kept open.
    flat: usize,
}

impl Builder {
    fn start(&mut self, tag: &'static str, attributes: Vec<(&'static str, String)>) {
        if tag == "html" || tag == "body" && self.open.iter().any(|&n| self.nodes[n].tag == "body") {
            return;
        }
        self.imply_ends(tag);
        let number = self.push(Node { tag, attributes, ..Node::default() });
        if !VOID.contains(&tag) {
            if self.open.len() < DEEPEST {
                self.open.push(number);
            } else {
                self.flat += 1;
            }
        }
    }

    /// Ends what can't hold a `tag`.
    fn imply_ends(&mut self, tag: &str) {
        match tag {
            "li" => self.close_up_to(&["li"], &["ul", "ol"]),
            "dd" | "dt" => self.close_up_to(&["dd", "dt"], &["dl"]),
            "option" => self.close_up_to(&["option"], &["select"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_up_to(&["tr"], &["table", "tbody", "thead", "tfoot"]),
            "tbody" | "thead" | "tfoot" => self.close_up_to(&["tbody", "thead", "tfoot"], &["table"]),
            "body" => self.close_up_to(&["head"], &["html"]),
            _ => {}
        }
        if is_block(tag) {
            self.close_up_to(
                &["p"],
                &["td", "th", "table", "button", "li", "div", "section", "article", "blockquote"],
            );
        }
    }

    /// Closes the nearest open element that is one of `tags`, and all in it, unless one of
    /// `barriers` stands between.
    fn close_up_to(&mut self, tags: &[&str], barriers: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let tag = self.nodes[self.open[at]].tag;
            if tags.contains(&tag) {
                return self.close_from(at);
            }
            if barriers.contains(&tag) {
                return;
            }
        }
    }

    fn end(&mut self, tag: &'static str) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let inline =
            !is_block(tag) && tag != "td" && tag != "th" && tag != "tr" && tag != "li" && tag != "tbody";
        for at in (1..self.open.len()).rev() {
            let open = self.nodes[self.open[at]].tag;
            if open == tag {
                return self.close_from(at);
            }
            // A stray end in a cell does not end what is round the table, nor one in a paragraph
            // the paragraph.
            let cell =
                matches!(open, "td" | "th") && !matches!(tag, "table" | "tr" | "tbody" | "thead" | "tfoot");
            if cell || (inline && is_block(open)) || open == "body" && tag != "html" {
                return;
            }
        }
    }

    fn close_from(&mut self, at: usize) {
        let end = self.nodes.len();
        for number in self.open.drain(at..) {
            self.nodes[number].end = end;
        }
    }

    fn text(&mut self, text: String, range: Range<usize>) {
        self.push(Node { text, range, ..Node::default() });
    }

    fn comment(&mut self, range: Range<usize>) {
        self.push(Node { tag: COMMENT, range, ..Node::default() });
    }

    fn push(&mut self, node: Node) -> usize {
        let number = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes.push(Node { parent, end: number + 1, ..node });
        number
    }

    fn finish(mut self) -> Vec<Node> {
        self.close_from(0);
        self.nodes
    }
}

/// Whether an element ends the paragraph before it.
pub(super) fn is_block(tag: &str) -> bool {
    BLOCKS.binary_search(&tag).is_ok()
}

fn known(name: &[u8]) -> &'static str {
    // Agencies send the same elements as XML, with a prefix, and call headings after their line.
    let name = name.iter().position(|b| *b == b':').map_or(name, |colon| &name[colon + 1..]);
    if matches!(name, b"hl1" | b"hl2") {
        return "h2";
    }
    let known = TAGS.binary_search_by(|tag| tag.as_bytes().cmp(name));
    known.map_or("other", |at| TAGS[at])
}

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-modal",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];

/// Sorted: searched by halves.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// Sorted: searched by halves.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "math",
    "media",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(page: &str) -> String {
        let nodes = parse(page);
        let depth = |mut n: usize| {
            let mut depth = 0;
            while n != 0 {
                n = nodes[n].parent;
                depth += 1;
            }
            depth
        };
        let each = nodes.iter().enumerate().skip(1);
        let shown = each
            .map(|(n, node)| format!("{}{}", depth(n), if node.is_text() { &node.text } else { node.tag }));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_are_sorted() {
        assert!(TAGS.is_sorted() && BLOCKS.is_sorted());
    }

    #[test]
    fn ends_that_are_left_out_are_put_in() {
        assert_eq!(shape("<p>a<p>b<ul><li>c<li>d</ul>e"), "1p 2a 1p 2b 1ul 2li 3c 2li 3d 1e");
        assert_eq!(shape("<table><tr><td>a<td>b<tr><td>c</table>"), "1table 2tr 3td 4a 3td 4b 2tr 3td 4c");
    }

    #[test]
    fn stray_ends_close_nothing_round_them() {
        assert_eq!(shape("<div><p>a</b>b</span></p>c</div>d"), "1div 2p 3a 3b 2c 1d");
        assert_eq!(shape("<table><tr><td></div>a</td></tr></table>"), "1table 2tr 3td 4a");
    }

    #[test]
    fn scripts_are_one_text() {
        assert_eq!(shape("<script>if (a<b) '</p>'</script>c"), "1script 2if (a<b) '</p>' 1c");
    }

    #[test]
    fn texts_know_their_place() {
        let page = "<p>a &amp; b<b>c</b>\r\nd</p>";
        for node in parse(page).iter().filter(|n| n.is_text() && !n.text.contains('&')) {
            assert_eq!(page[node.range.clone()].replace("\r\n", "\n"), node.text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_a_tree(page in "(<[a-z/]{0,3}(p|div|b|li|td|table|script|ul|a)( class=x)?>|[a &;é]{0,3}|&amp;|<!--){0,30}") {
            let nodes = parse(&page);
            for (number, node) in nodes.iter().enumerate().skip(1) {
                let parent = &nodes[node.parent];
                proptest::prop_assert!(node.parent < number && node.end <= parent.end && node.end > number);
                proptest::prop_assert!(page.get(node.range.clone()).is_some());
            }
        }
    }
}

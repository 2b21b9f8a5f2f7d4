//! A page as a tree, every text with its place in the file.
//!
//! Nodes stand in document order and know where their subtree ends, so that a subtree is a range
//! of numbers and nothing here or later recurses: a page may nest a million elements.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};

use super::super::comments;
use super::element::{Attribute, Tag};

/// Deeper elements are kept flat, as browsers do.
const DEEPEST: usize = 512;

/// One element or text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The element it stands in; its own number for the root.
    pub(super) parent: usize,
    /// One past the last node of its subtree.
    pub(super) end: usize,
    /// What it is.
    pub(super) tag: Tag,
    /// The attributes that matter, by name.
    pub(super) attributes: Vec<(Attribute, String)>,
    /// The text as it reads.
    pub(super) text: String,
    /// Where the text or comment stands in the file.
    pub(super) range: Range<usize>,
}

impl Node {
    /// The value of an attribute, empty where there is none.
    pub(super) fn attribute(&self, name: Attribute) -> &str {
        self.attributes.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value)
    }

    /// Whether it has the attribute.
    pub(super) fn has(&self, name: Attribute) -> bool {
        self.attributes.iter().any(|(n, _)| *n == name)
    }

    /// Whether it is a text.
    pub(super) fn is_text(&self) -> bool {
        self.tag == Tag::Text
    }
}

/// Reads a page. Any text is one.
pub(super) fn parse(page: &str) -> Vec<Node> {
    let root = Node { tag: Tag::Html, ..Node::default() };
    let mut builder = Builder { nodes: vec![root], open: vec![0], flat: 0, opening: None, attribute: None };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        builder.event(event, span.start..span.end);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, Lenient(emitter)).for_each(drop);
    builder.finish()
}

/// An emitter that leaves it alone what a page does wrong.
struct Lenient<F: Callback<Infallible, usize>>(CallbackEmitter<F, Infallible, usize>);

impl<F: Callback<Infallible, usize>> ForwardingEmitter for Lenient<F> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// The nodes right inside an element.
pub(super) fn children(nodes: &[Node], parent: usize) -> impl Iterator<Item = usize> {
    let end = nodes[parent].end;
    let mut next = parent + 1;
    std::iter::from_fn(move || {
        let number = next;
        (number < end).then(|| {
            next = nodes[number].end;
            number
        })
    })
}

/// What the parser hands over was text when it came in.
fn text_of(value: &[u8]) -> String {
    // Whole texts are far more often well-formed than `from_utf8_lossy` is quick.
    std::str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value).into_owned(), str::to_owned)
}

struct Builder {
    nodes: Vec<Node>,
    /// The open elements, outermost first; the root is always open.
    open: Vec<usize>,
    /// How many open elements were too deep to be kept open.
    flat: usize,
    /// The element whose start tag is being read, with its attributes so far.
    opening: Option<(Tag, Vec<(Attribute, String)>)>,
    /// The attribute that the next value belongs to.
    attribute: Option<Attribute>,
}

impl Builder {
    fn event(&mut self, event: CallbackEvent<'_>, range: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.opening = Some((Tag::named(name), Vec::new())),
            CallbackEvent::AttributeName { name } => {
                self.attribute = Attribute::named(name);
                if let (Some((_, attributes)), Some(name)) = (&mut self.opening, self.attribute) {
                    // Of two with one name the first counts.
                    if attributes.iter().any(|(known, _)| *known == name) {
                        self.attribute = None;
                    } else {
                        attributes.push((name, String::new()));
                    }
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some((_, attributes)), Some(_)) = (&mut self.opening, self.attribute)
                    && let Some((_, known)) = attributes.last_mut()
                {
                    known.push_str(&text_of(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let Some((tag, attributes)) = self.opening.take() else { return };
                self.start(tag, attributes);
                // `<x/>` of an element that HTML does not know comes from XML, and is empty.
                if self_closing && tag == Tag::Other {
                    self.end(tag);
                }
            }
            CallbackEvent::EndTag { name } => self.end(Tag::named(name)),
            CallbackEvent::String { value } => self.text(text_of(value), range),
            CallbackEvent::Comment { value } => {
                if comments::addressed(&text_of(value)).is_some() {
                    self.comment(range);
                }
            }
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, attributes: Vec<(Attribute, String)>) {
        if tag == Tag::Html && self.nodes[0].attributes.is_empty() {
            // Of the root, nothing but its language matters.
            self.nodes[0].attributes =
                attributes.into_iter().filter(|(name, _)| *name == Attribute::Lang).collect();
            return;
        }
        if tag == Tag::Html || tag == Tag::Body && self.open.iter().any(|&n| self.nodes[n].tag == Tag::Body) {
            return;
        }
        self.imply_ends(tag);
        let number = self.push(Node { tag, attributes, ..Node::default() });
        if !tag.is_void() {
            if self.open.len() < DEEPEST {
                self.open.push(number);
            } else {
                self.flat += 1;
            }
        }
    }

    /// Ends what can't hold a `tag`.
    fn imply_ends(&mut self, tag: Tag) {
        match tag {
            Tag::Li => self.close_up_to(&[Tag::Li], &[Tag::Ul, Tag::Ol]),
            Tag::Dd | Tag::Dt => self.close_up_to(&[Tag::Dd, Tag::Dt], &[Tag::Dl]),
            Tag::Option => self.close_up_to(&[Tag::Option], &[Tag::Select]),
            Tag::Td | Tag::Th => self.close_up_to(&[Tag::Td, Tag::Th], &[Tag::Tr, Tag::Table]),
            Tag::Tr => self.close_up_to(&[Tag::Tr], &[Tag::Table, Tag::Tbody, Tag::Thead, Tag::Tfoot]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close_up_to(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], &[Tag::Table])
            }
            Tag::Body => self.close_up_to(&[Tag::Head], &[Tag::Html]),
            _ => {}
        }
        if tag.is_block() {
            self.close_up_to(
                &[Tag::P],
                &[
                    Tag::Td,
                    Tag::Th,
                    Tag::Table,
                    Tag::Button,
                    Tag::Li,
                    Tag::Div,
                    Tag::Section,
                    Tag::Article,
                    Tag::Blockquote,
                ],
            );
        }
    }

    /// Closes the nearest open element that is one of `tags`, and all in it, unless one of
    /// `barriers` stands between.
    fn close_up_to(&mut self, tags: &[Tag], barriers: &[Tag]) {
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

    fn end(&mut self, tag: Tag) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let inline = !tag.is_block()
            && tag != Tag::Td
            && tag != Tag::Th
            && tag != Tag::Tr
            && tag != Tag::Li
            && tag != Tag::Tbody;
        for at in (1..self.open.len()).rev() {
            let open = self.nodes[self.open[at]].tag;
            if open == tag {
                return self.close_from(at);
            }
            // A stray end in a cell does not end what is round the table, nor one in a paragraph
            // the paragraph.
            let cell = matches!(open, Tag::Td | Tag::Th)
                && !matches!(tag, Tag::Table | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot);
            if cell || (inline && open.is_block()) || open == Tag::Body && tag != Tag::Html {
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
        self.push(Node { tag: Tag::Comment, range, ..Node::default() });
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
        let name = |tag: Tag| format!("{tag:?}").to_lowercase();
        let shown = each.map(|(n, node)| {
            format!("{}{}", depth(n), if node.is_text() { node.text.clone() } else { name(node.tag) })
        });
        shown.collect::<Vec<_>>().join(" ")
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

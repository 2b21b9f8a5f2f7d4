//! The copy of a page's nodes: paragraphs, kinds, and the way back from every word to its bytes.

use std::borrow::Cow;
use std::ops::Range;

use crate::article::ParagraphKind;

use super::super::assembly::Assembly;
use super::element::{Attribute, Tag};
use super::main_text;
use super::tree::Node;

/// Adds the texts of `range` that are `kept`, paragraph by paragraph; `base` is what they are
/// where no element says more.
pub(super) fn add(
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

/// Writes the nodes of a page as copy, in their order.
pub(super) struct Writer<'a, 'b> {
    /// The open blocks: where each ends, and what its copy is.
    open: Vec<(usize, ParagraphKind)>,
    base: ParagraphKind,
    /// Line ends since the last text.
    breaks: u32,
    copy: &'a mut Assembly<'b>,
}

impl<'a, 'b> Writer<'a, 'b> {
    /// Nothing yet; `base` is what copy is where no element says more.
    pub(super) fn new(base: ParagraphKind, copy: &'a mut Assembly<'b>) -> Self {
        Self { open: Vec::new(), base, breaks: 0, copy }
    }

    /// How long the copy is so far.
    pub(super) fn at(&self) -> usize {
        self.copy.len()
    }

    /// The next node in order, which is copy or is passed over.
    pub(super) fn node(&mut self, nodes: &[Node], number: usize, kept: bool) {
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

    /// Ends what is open.
    pub(super) fn end(&mut self) {
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
fn pieces<'a>(page: &'a str, node: &'a Node) -> Vec<(Cow<'a, str>, Range<usize>)> {
    let raw = page.get(node.range.clone()).unwrap_or("");
    if raw == node.text {
        return vec![(raw.into(), node.range.clone())];
    }
    align(raw, &node.text, node.range.start)
        .unwrap_or_else(|| vec![(node.text.as_str().into(), node.range.clone())])
}

/// Lays what a text reads as beside what stands in the file. None when the two do not fit.
fn align<'a>(raw: &'a str, text: &'a str, base: usize) -> Option<Vec<(Cow<'a, str>, Range<usize>)>> {
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
    use super::*;

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
}

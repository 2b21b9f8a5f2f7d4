//! What stands inside the article and is none of it.

use std::sync::LazyLock;

use regex::Regex;

use super::super::element::{Attribute, Tag};
use super::super::tree::Node;
use super::words::{COMMAS, letters};
use super::{ENOUGH, Strictness, has_ancestor, names, pattern, weight};

/// Takes out what stands inside the article and is none of it. Inner elements go first: what is
/// left of them counts for the outer ones.
pub(super) fn clean(nodes: &[Node], kept: &mut [bool], strictness: Strictness) {
    let data = in_data_tables(nodes);
    let mut tallies = vec![Tally::default(); nodes.len()];
    for number in (1..nodes.len()).rev().filter(|&n| kept[n]).collect::<Vec<_>>() {
        let node = &nodes[number];
        let tally = tallies[number];
        let out = match node.tag {
            Tag::Footer | Tag::Aside | Tag::Input | Tag::Label | Tag::H1 => true,
            Tag::H2 => strictness.weights && weight(node) < 0.0,
            Tag::Form
            | Tag::Fieldset
            | Tag::Table
            | Tag::Ul
            | Tag::Ol
            | Tag::Div
            | Tag::Section
            | Tag::Dl => {
                let figure = has_ancestor(nodes, number, &[Tag::Figure]);
                let weight = if strictness.weights { weight(node) } else { 0.0 };
                strictness.clean && !data[number] && tally.condemns(node.tag, weight, figure)
            }
            _ => false,
        };
        let named = node.has(Attribute::Class) || node.has(Attribute::Id);
        if out || (tally.length < ENOUGH && named && SHARE.is_match(&names(node))) {
            kept[number..node.end].fill(false);
        } else {
            tallies[node.parent].add(node, tally);
        }
    }
}

/// Whether each node stands in a table that holds data rather than layout.
fn in_data_tables(nodes: &[Node]) -> Vec<bool> {
    let mut data = vec![false; nodes.len()];
    for (number, node) in nodes.iter().enumerate().filter(|(_, n)| n.tag == Tag::Table) {
        if data[number] || node.attribute(Attribute::Role) == "presentation" {
            continue;
        }
        let inside = &nodes[number + 1..node.end];
        let count = |tags: &[Tag]| inside.iter().filter(|n| tags.contains(&n.tag)).count();
        let headed = || count(&[Tag::Caption, Tag::Col, Tag::Thead, Tag::Th, Tag::Tfoot]) > 0;
        if count(&[Tag::Table]) == 0 && (headed() || (count(&[Tag::Tr]) > 1 && count(&[Tag::Td]) > 10)) {
            data[number..node.end].fill(true);
        }
    }
    data
}

/// What is kept inside an element.
#[derive(Clone, Copy, Default)]
struct Tally {
    length: usize,
    commas: usize,
    /// Characters in links, lists, headings, and in what prose stands in.
    linked: usize,
    listed: usize,
    headed: usize,
    prose: usize,
    paragraphs: usize,
    pictures: usize,
    items: usize,
    inputs: usize,
}

impl Tally {
    /// Counts a child and what is kept inside it.
    fn add(&mut self, child: &Node, inner: Tally) {
        if child.is_text() {
            self.length += letters(&child.text);
            self.commas += child.text.chars().filter(|c| COMMAS.contains(c)).count();
            return;
        }
        let all_if = |is: bool, part: usize| if is { inner.length } else { part };
        self.length += inner.length;
        self.commas += inner.commas;
        self.linked += all_if(child.tag == Tag::A, inner.linked);
        self.listed += all_if(matches!(child.tag, Tag::Ul | Tag::Ol), inner.listed);
        self.headed += all_if(child.tag.is_heading(), inner.headed);
        let prose = [
            Tag::Span,
            Tag::Li,
            Tag::Td,
            Tag::Blockquote,
            Tag::Dl,
            Tag::Div,
            Tag::Ol,
            Tag::P,
            Tag::Pre,
            Tag::Table,
            Tag::Ul,
        ];
        self.prose += all_if(prose.contains(&child.tag), inner.prose);
        self.paragraphs += inner.paragraphs + usize::from(child.tag == Tag::P);
        self.pictures += inner.pictures + usize::from(child.tag == Tag::Img);
        self.items += inner.items + usize::from(child.tag == Tag::Li);
        self.inputs += inner.inputs + usize::from(child.tag == Tag::Input);
    }

    /// Whether an element that holds this looks like a list of links, a form or a row of pictures.
    fn condemns(&self, tag: Tag, weight: f64, in_figure: bool) -> bool {
        if weight < 0.0 {
            return true;
        }
        if self.commas >= 10 {
            return false;
        }
        let share = |part: usize| if self.length == 0 { 0.0 } else { part as f64 / self.length as f64 };
        let linked = share(self.linked);
        let list = matches!(tag, Tag::Ul | Tag::Ol) || share(self.listed) > 0.9;
        let crowded = !in_figure && self.pictures > 1 && self.paragraphs * 2 < self.pictures;
        let scrappy = self.length < 25 && (self.pictures == 0 || self.pictures > 2) && !in_figure;
        crowded
            || (!list && self.items > self.paragraphs + 100)
            || self.inputs > self.paragraphs / 3
            || (!list && scrappy && share(self.headed) < 0.9)
            || (!list && weight < 25.0 && linked > 0.2)
            || (weight >= 25.0 && linked > 0.5)
            || (list && linked > 0.6)
            || (self.pictures == 0 && self.prose == 0)
    }
}

static SHARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\b|_)(share|sharedaddy)(\b|_)"));

//! Which element is the article: passages score and hand their score to what stands round them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::element::{Attribute, Tag};
use super::super::tree::{Node, children};
use super::words::{COMMAS, letters, text_of};
use super::{Strictness, pattern, weight};

/// The elements that are the article, in order.
pub(super) fn choose(nodes: &[Node], kept: &[bool], strictness: Strictness) -> Vec<usize> {
    let facts = Facts::count(nodes, kept);
    let mut scores: Vec<Option<f64>> = vec![None; nodes.len()];
    for number in (1..nodes.len()).filter(|&n| kept[n]) {
        let tag = nodes[number].tag;
        let own = matches!(
            tag,
            Tag::P | Tag::Td | Tag::Pre | Tag::Section | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6
        );
        let whole = own || (tag.is_block() && !facts.blocks[number]);
        // Loose text beside blocks is a passage of the element it stands in.
        let (length, commas, from) = if whole {
            (facts.length[number], facts.commas[number], nodes[number].parent)
        } else if tag.is_block() {
            (facts.direct[number], facts.direct_commas[number], number)
        } else {
            continue;
        };
        if length < 25 {
            continue;
        }
        let score = 1.0 + (commas + 1) as f64 + (length as f64 / 100.0).floor().min(3.0);
        let mut ancestor = from;
        for level in 0..5 {
            if ancestor == 0 {
                break;
            }
            let share = match level {
                0 => 1.0,
                1 => 2.0,
                level => f64::from(level) * 3.0,
            };
            let start = scores[ancestor].unwrap_or_else(|| first_score(&nodes[ancestor], strictness));
            scores[ancestor] = Some(start + score / share);
            ancestor = nodes[ancestor].parent;
        }
    }
    for (number, score) in scores.iter_mut().enumerate() {
        if let Some(score) = score {
            *score *= 1.0 - facts.link_density(number);
        }
    }
    let Some(top) = top_of(nodes, &scores) else {
        // A part of a page has no `body` of its own.
        return vec![(1..nodes.len()).find(|&n| nodes[n].tag == Tag::Body).unwrap_or(0)];
    };
    with_siblings(nodes, kept, &facts, &scores, top)
}

fn first_score(node: &Node, strictness: Strictness) -> f64 {
    let by_tag = match node.tag {
        Tag::Div => 5.0,
        Tag::Pre | Tag::Td | Tag::Blockquote => 3.0,
        Tag::Address | Tag::Ol | Tag::Ul | Tag::Dl | Tag::Dd | Tag::Dt | Tag::Li | Tag::Form => -3.0,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Th => -5.0,
        _ => 0.0,
    };
    by_tag + if strictness.weights { weight(node) } else { 0.0 }
}

/// The best element, or one round it that holds several good ones.
fn top_of(nodes: &[Node], scores: &[Option<f64>]) -> Option<usize> {
    let mut ranked: Vec<(f64, usize)> =
        scores.iter().enumerate().filter_map(|(n, s)| s.map(|s| (s, n))).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(5);
    let &(best, first) = ranked.first()?;
    if nodes[first].tag == Tag::Body {
        return Some(first);
    }
    let mut top = first;
    let near: Vec<usize> =
        ranked.iter().skip(1).filter(|(s, _)| *s >= best * 0.75).map(|(_, n)| *n).collect();
    if near.len() >= 3 {
        let holds = |outer: usize, inner: usize| outer < inner && inner < nodes[outer].end;
        let mut ancestor = nodes[top].parent;
        while ancestor != 0 && nodes[ancestor].tag != Tag::Body {
            if near.iter().filter(|&&n| holds(ancestor, n)).count() >= 3 {
                top = ancestor;
                break;
            }
            ancestor = nodes[ancestor].parent;
        }
    }
    let mut last = scores[top].unwrap_or(0.0);
    let least = last / 3.0;
    let mut ancestor = nodes[top].parent;
    while ancestor != 0 && nodes[ancestor].tag != Tag::Body {
        if let Some(score) = scores[ancestor] {
            if score < least {
                break;
            }
            if score > last {
                top = ancestor;
                break;
            }
            last = score;
        }
        ancestor = nodes[ancestor].parent;
    }
    // An only child's siblings are its parent's.
    loop {
        let parent = nodes[top].parent;
        let alone = children(nodes, parent).filter(|&n| !nodes[n].is_text()).count() == 1;
        if parent == 0 || nodes[parent].tag == Tag::Body || !alone {
            return Some(top);
        }
        top = parent;
    }
}

/// The top element and those beside it that are as good or read like copy.
fn with_siblings(
    nodes: &[Node],
    kept: &[bool],
    facts: &Facts,
    scores: &[Option<f64>],
    top: usize,
) -> Vec<usize> {
    let score = scores[top].unwrap_or(0.0);
    let least = (score * 0.2).max(10.0);
    let class = nodes[top].attribute(Attribute::Class);
    let joins = |&n: &usize| {
        if n == top {
            return true;
        }
        let same = !class.is_empty() && nodes[n].attribute(Attribute::Class) == class;
        if scores[n].is_some_and(|s| s + if same { score * 0.2 } else { 0.0 } >= least) {
            return true;
        }
        let (length, density) = (facts.length[n], facts.link_density(n));
        nodes[n].tag == Tag::P
            && ((length > 80 && density < 0.25)
                || (length > 0 && density == 0.0 && SENTENCE.is_match(&text_of(nodes, n))))
    };
    children(nodes, nodes[top].parent).filter(|&n| kept[n]).filter(joins).collect()
}

/// What each element holds, of what is kept.
struct Facts {
    /// Characters of text.
    length: Vec<usize>,
    /// Characters of text in links; links within the page count a third.
    linked: Vec<usize>,
    /// Commas of any script.
    commas: Vec<usize>,
    /// Whether it holds blocks.
    blocks: Vec<bool>,
    /// Characters of text that stand in no block inside it.
    direct: Vec<usize>,
    direct_commas: Vec<usize>,
}

impl Facts {
    fn count(nodes: &[Node], kept: &[bool]) -> Self {
        let zero = || vec![0; nodes.len()];
        let mut facts = Facts {
            length: zero(),
            linked: zero(),
            commas: zero(),
            blocks: vec![false; nodes.len()],
            direct: zero(),
            direct_commas: zero(),
        };
        for number in (1..nodes.len()).rev().filter(|&n| kept[n]) {
            let node = &nodes[number];
            if node.is_text() {
                facts.length[number] = letters(&node.text);
                facts.commas[number] = node.text.chars().filter(|c| COMMAS.contains(c)).count();
                facts.direct[number] = facts.length[number];
                facts.direct_commas[number] = facts.commas[number];
            }
            if node.tag == Tag::A {
                let within = node.attribute(Attribute::Href).starts_with('#');
                facts.linked[number] = if within { facts.length[number] / 3 } else { facts.length[number] };
            }
            let parent = node.parent;
            facts.length[parent] += facts.length[number];
            facts.linked[parent] += facts.linked[number];
            facts.commas[parent] += facts.commas[number];
            let block = node.tag.is_block();
            facts.blocks[parent] |= block || facts.blocks[number];
            if !block {
                facts.direct[parent] += facts.direct[number];
                facts.direct_commas[parent] += facts.direct_commas[number];
            }
        }
        facts
    }

    fn link_density(&self, number: usize) -> f64 {
        if self.length[number] == 0 { 0.0 } else { self.linked[number] as f64 / self.length[number] as f64 }
    }
}

static SENTENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\.( |$)"));

//! Which part of a page is the article.
//!
//! The method is Readability's: passages score by length and commas, hand their score to the
//! elements round them, links count against, and what in the winner looks like a list of links or
//! a form is taken out again. It is tried strictly first and leniently when that leaves little.

mod clean;
mod score;
mod visible;
mod words;

use std::sync::LazyLock;

use regex::Regex;

use super::element::{Attribute, Tag};
use super::tree::Node;

pub(super) use words::{same_words, text_of};

/// An article shorter than this is tried again with fewer grounds to throw things out.
const ENOUGH: usize = 500;

/// How strict a try is.
#[derive(Clone, Copy)]
struct Strictness {
    /// Elements whose names speak of menus and comments go.
    names: bool,
    /// Names weigh in.
    weights: bool,
    /// Lists of links and forms inside the article go.
    clean: bool,
}

/// The nodes that belong to the article: texts, and the elements that hold them.
pub(super) fn find(nodes: &[Node], title: &str) -> Vec<bool> {
    let tries = [(true, true, true), (false, true, true), (false, false, true), (false, false, false)];
    let mut best: (usize, Vec<bool>) = (0, vec![false; nodes.len()]);
    for (names, weights, clean) in tries {
        let strictness = Strictness { names, weights, clean };
        let kept = attempt(nodes, title, strictness);
        let length =
            nodes.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(n, _)| n.text.trim().len()).sum();
        // A brief is short: what a lenient try adds to it must be more than what stands round it.
        if length * 2 > best.0 * 3 {
            best = (length, kept);
        }
        if best.0 >= ENOUGH {
            break;
        }
    }
    best.1
}

fn attempt(nodes: &[Node], title: &str, strictness: Strictness) -> Vec<bool> {
    let mut kept = visible::visible(nodes, title, strictness);
    let chosen = score::choose(nodes, &kept, strictness);
    let mut inside = vec![false; nodes.len()];
    for number in chosen {
        inside[number..nodes[number].end].fill(true);
    }
    for (kept, inside) in kept.iter_mut().zip(inside) {
        *kept &= inside;
    }
    clean::clean(nodes, &mut kept, strictness);
    kept
}

/// What an element is called by those who made the page.
fn names(node: &Node) -> String {
    format!("{} {}", node.attribute(Attribute::Class), node.attribute(Attribute::Id))
}

/// Whether one of the three elements round it is one of these.
fn has_ancestor(nodes: &[Node], mut number: usize, tags: &[Tag]) -> bool {
    for _ in 0..3 {
        number = nodes[number].parent;
        if number == 0 {
            return false;
        }
        if tags.contains(&nodes[number].tag) {
            return true;
        }
    }
    false
}

/// What an element's names say for and against it.
fn weight(node: &Node) -> f64 {
    [node.attribute(Attribute::Class), node.attribute(Attribute::Id)]
        .into_iter()
        .filter(|names| !names.is_empty())
        .map(|names| {
            f64::from(u8::from(POSITIVE.is_match(names))) * 25.0
                - f64::from(u8::from(NEGATIVE.is_match(names))) * 25.0
        })
        .sum()
}

static POSITIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story")
});
static NEGATIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    )
});

fn pattern(words: &str) -> Regex {
    Regex::new(&format!("(?i){words}")).expect("the pattern is a constant")
}

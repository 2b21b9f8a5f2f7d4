//! What a reader of the page may see, and no name speaks against.

use std::sync::LazyLock;

use regex::Regex;

use super::super::element::{Attribute, Tag};
use super::super::tree::Node;
use super::words::{same_words, text_of};
use super::{Strictness, has_ancestor, names, pattern};

/// What is kept of each node for the first look.
pub(super) fn visible(nodes: &[Node], title: &str, strictness: Strictness) -> Vec<bool> {
    let mut kept = vec![true; nodes.len()];
    let mut number = 1;
    while number < nodes.len() {
        let node = &nodes[number];
        if !node.is_text() && drops(nodes, number, title, strictness) {
            kept[number..node.end].fill(false);
            number = node.end;
        } else {
            number += 1;
        }
    }
    kept
}

fn drops(nodes: &[Node], number: usize, title: &str, strictness: Strictness) -> bool {
    let node = &nodes[number];
    if matches!(
        node.tag,
        Tag::Head
            | Tag::Script
            | Tag::Style
            | Tag::Template
            | Tag::Noscript
            | Tag::Svg
            | Tag::Math
            | Tag::Iframe
            | Tag::Object
            | Tag::Button
            | Tag::Select
            | Tag::Textarea
            | Tag::Canvas
            | Tag::Audio
            | Tag::Video
            | Tag::Nav
            | Tag::Dialog
    ) || is_hidden(node)
    {
        return true;
    }
    // A class of the whole page says nothing about its parts.
    if matches!(node.tag, Tag::Body | Tag::Html | Tag::Article | Tag::Main | Tag::A) {
        return false;
    }
    let role = node.attribute(Attribute::Role);
    if [
        "menu",
        "menubar",
        "complementary",
        "navigation",
        "alert",
        "alertdialog",
        "dialog",
        "contentinfo",
        "search",
    ]
    .contains(&role)
    {
        return true;
    }
    if matches!(node.tag, Tag::H1 | Tag::H2) && same_words(&text_of(nodes, number), title) {
        return true;
    }
    if node.attributes.is_empty() {
        return false;
    }
    let names = names(node);
    if is_byline(nodes, number, &names) {
        return true;
    }
    strictness.names
        && UNLIKELY.is_match(&names)
        && !LIKELY.is_match(&names)
        && !has_ancestor(nodes, number, &[Tag::Table, Tag::Code])
}

fn is_hidden(node: &Node) -> bool {
    if node.attributes.is_empty() {
        return false;
    }
    let style = || {
        let style = node.attribute(Attribute::Style);
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    (node.has(Attribute::Style) && style())
        || node.has(Attribute::Hidden)
        || (node.attribute(Attribute::AriaHidden) == "true"
            && !node.attribute(Attribute::Class).contains("fallback-image"))
        || (node.attribute(Attribute::AriaModal) == "true" && node.attribute(Attribute::Role) == "dialog")
}

fn is_byline(nodes: &[Node], number: usize, names: &str) -> bool {
    let node = &nodes[number];
    let marked = node.attribute(Attribute::Rel) == "author"
        || node.attribute(Attribute::Itemprop).contains("author")
        || BYLINE.is_match(names);
    marked && {
        let length = text_of(nodes, number).trim().chars().take(101).count();
        length > 0 && length < 100
    }
}

static UNLIKELY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote|newsletter|promo|recommend|outbrain|taboola|trending|most-read|mostread|read-more|readmore|subscribe|signup|sign-up|share-",
    )
});
static LIKELY: LazyLock<Regex> =
    LazyLock::new(|| pattern("and|article|body|column|content|main|mathjax|shadow"));
static BYLINE: LazyLock<Regex> = LazyLock::new(|| pattern("byline|author|dateline|writtenby|p-author"));

//! Which part of a page is the article.
//!
//! The method is Readability's: passages score by length and commas, hand their score to the
//! elements round them, links count against, and what in the winner looks like a list of links or
//! a form is taken out again. It is tried strictly first and leniently when that leaves little.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Node, is_block};

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
    let mut kept = visible(nodes, title, strictness);
    let facts = Facts::count(nodes, &kept);
    let chosen = choose(nodes, &kept, &facts, strictness);
    let mut inside = vec![false; nodes.len()];
    for number in chosen {
        inside[number..nodes[number].end].fill(true);
    }
    for (kept, inside) in kept.iter_mut().zip(inside) {
        *kept &= inside;
    }
    clean(nodes, &mut kept, strictness);
    kept
}

/// What a reader may see and no name speaks against.
fn visible(nodes: &[Node], title: &str, strictness: Strictness) -> Vec<bool> {
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
        "head" | "script" | "style" | "template" | "noscript" | "svg" | "math" | "iframe" | "object"
    ) || matches!(
        node.tag,
        "button" | "select" | "textarea" | "canvas" | "audio" | "video" | "nav" | "dialog"
    ) || is_hidden(node)
    {
        return true;
    }
    // A class of the whole page says nothing about its parts.
    if matches!(node.tag, "body" | "html" | "article" | "main" | "a") {
        return false;
    }
    let role = node.attribute("role");
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
    if matches!(node.tag, "h1" | "h2") && same_words(&text_of(nodes, number), title) {
        return true;
    }
    let names = names(node);
    if is_byline(nodes, number, &names) {
        return true;
    }
    strictness.names
        && UNLIKELY.is_match(&names)
        && !LIKELY.is_match(&names)
        && !has_ancestor(nodes, number, &["table", "code"])
}

fn names(node: &Node) -> String {
    format!("{} {}", node.attribute("class"), node.attribute("id"))
}

fn is_hidden(node: &Node) -> bool {
    let style = node.attribute("style");
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || node.has("hidden")
        || (node.attribute("aria-hidden") == "true" && !node.attribute("class").contains("fallback-image"))
        || (node.attribute("aria-modal") == "true" && node.attribute("role") == "dialog")
}

fn is_byline(nodes: &[Node], number: usize, names: &str) -> bool {
    let node = &nodes[number];
    let marked = node.attribute("rel") == "author"
        || node.attribute("itemprop").contains("author")
        || BYLINE.is_match(names);
    marked && {
        let length = text_of(nodes, number).trim().chars().take(101).count();
        length > 0 && length < 100
    }
}

fn has_ancestor(nodes: &[Node], mut number: usize, tags: &[&str]) -> bool {
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

/// The text of an element: as much of it as a headline or a byline may have.
pub(super) fn text_of(nodes: &[Node], number: usize) -> String {
    const MOST_NODES: usize = 500;
    let mut text = String::new();
    for node in nodes[number..nodes[number].end].iter().take(MOST_NODES) {
        if is_block(node.tag) || node.tag == "br" {
            text.push(' ');
        }
        text.push_str(&node.text);
    }
    text
}

/// Whether two headlines have the same words, or all but a quarter of them.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let length = |words: &[String]| words.iter().map(String::len).sum::<usize>().max(1);
    let fresh: Vec<String> = b.iter().filter(|w| !a.contains(w)).cloned().collect();
    let other: Vec<String> = a.iter().filter(|w| !b.contains(w)).cloned().collect();
    (length(&fresh) * 4 < length(&b) || fresh.is_empty())
        && (length(&other) * 4 < length(&a) || other.is_empty())
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
            if node.tag == "a" {
                let within = node.attribute("href").starts_with('#');
                facts.linked[number] = if within { facts.length[number] / 3 } else { facts.length[number] };
            }
            let parent = node.parent;
            facts.length[parent] += facts.length[number];
            facts.linked[parent] += facts.linked[number];
            facts.commas[parent] += facts.commas[number];
            let block = is_block(node.tag);
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

const COMMAS: &[char] = &[',', '،', '﹐', '︐', '︑', '⹁', '⸴', '⸲', '，', '、'];

/// Characters of a text, white space counted once.
fn letters(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

/// The elements that are the article, in order.
fn choose(nodes: &[Node], kept: &[bool], facts: &Facts, strictness: Strictness) -> Vec<usize> {
    let mut scores: Vec<Option<f64>> = vec![None; nodes.len()];
    for number in (1..nodes.len()).filter(|&n| kept[n]) {
        let tag = nodes[number].tag;
        let own = matches!(tag, "p" | "td" | "pre" | "section" | "h2" | "h3" | "h4" | "h5" | "h6");
        let whole = own || (is_block(tag) && !facts.blocks[number]);
        // Loose text beside blocks is a passage of the element it stands in.
        let (length, commas, from) = if whole {
            (facts.length[number], facts.commas[number], nodes[number].parent)
        } else if is_block(tag) {
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
        return (1..nodes.len()).find(|&n| nodes[n].tag == "body").into_iter().collect();
    };
    with_siblings(nodes, kept, facts, &scores, top)
}

fn first_score(node: &Node, strictness: Strictness) -> f64 {
    let by_tag = match node.tag {
        "div" => 5.0,
        "pre" | "td" | "blockquote" => 3.0,
        "address" | "ol" | "ul" | "dl" | "dd" | "dt" | "li" | "form" => -3.0,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => -5.0,
        _ => 0.0,
    };
    by_tag + if strictness.weights { weight(node) } else { 0.0 }
}

/// What an element's names say for and against it.
fn weight(node: &Node) -> f64 {
    [node.attribute("class"), node.attribute("id")]
        .into_iter()
        .filter(|names| !names.is_empty())
        .map(|names| {
            f64::from(u8::from(POSITIVE.is_match(names))) * 25.0
                - f64::from(u8::from(NEGATIVE.is_match(names))) * 25.0
        })
        .sum()
}

/// The best element, or one round it that holds several good ones.
fn top_of(nodes: &[Node], scores: &[Option<f64>]) -> Option<usize> {
    let mut ranked: Vec<(f64, usize)> =
        scores.iter().enumerate().filter_map(|(n, s)| s.map(|s| (s, n))).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(5);
    let &(best, first) = ranked.first()?;
    if nodes[first].tag == "body" {
        return Some(first);
    }
    let mut top = first;
    let near: Vec<usize> =
        ranked.iter().skip(1).filter(|(s, _)| *s >= best * 0.75).map(|(_, n)| *n).collect();
    if near.len() >= 3 {
        let holds = |outer: usize, inner: usize| outer < inner && inner < nodes[outer].end;
        let mut ancestor = nodes[top].parent;
        while ancestor != 0 && nodes[ancestor].tag != "body" {
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
    while ancestor != 0 && nodes[ancestor].tag != "body" {
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
        if parent == 0 || nodes[parent].tag == "body" || !alone {
            return Some(top);
        }
        top = parent;
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
    let class = nodes[top].attribute("class");
    let joins = |&n: &usize| {
        if n == top {
            return true;
        }
        let same = !class.is_empty() && nodes[n].attribute("class") == class;
        if scores[n].is_some_and(|s| s + if same { score * 0.2 } else { 0.0 } >= least) {
            return true;
        }
        let (length, density) = (facts.length[n], facts.link_density(n));
        nodes[n].tag == "p"
            && ((length > 80 && density < 0.25)
                || (length > 0 && density == 0.0 && SENTENCE.is_match(&text_of(nodes, n))))
    };
    children(nodes, nodes[top].parent).filter(|&n| kept[n]).filter(joins).collect()
}

/// Takes out what stands inside the article and is none of it. Inner elements go first: what is
/// left of them counts for the outer ones.
fn clean(nodes: &[Node], kept: &mut [bool], strictness: Strictness) {
    let data = in_data_tables(nodes);
    let mut tallies = vec![Tally::default(); nodes.len()];
    for number in (1..nodes.len()).rev().filter(|&n| kept[n]).collect::<Vec<_>>() {
        let node = &nodes[number];
        let tally = tallies[number];
        let out = match node.tag {
            "footer" | "aside" | "input" | "label" | "h1" => true,
            "h2" => strictness.weights && weight(node) < 0.0,
            "form" | "fieldset" | "table" | "ul" | "ol" | "div" | "section" | "dl" => {
                let figure = has_ancestor(nodes, number, &["figure"]);
                let weight = if strictness.weights { weight(node) } else { 0.0 };
                strictness.clean && !data[number] && tally.condemns(node.tag, weight, figure)
            }
            _ => false,
        };
        if out || (tally.length < ENOUGH && !node.is_text() && SHARE.is_match(&names(node))) {
            kept[number..node.end].fill(false);
        } else {
            tallies[node.parent].add(node, tally);
        }
    }
}

/// Whether each node stands in a table that holds data rather than layout.
fn in_data_tables(nodes: &[Node]) -> Vec<bool> {
    let mut data = vec![false; nodes.len()];
    for (number, node) in nodes.iter().enumerate().filter(|(_, n)| n.tag == "table") {
        if data[number] || node.attribute("role") == "presentation" {
            continue;
        }
        let inside = &nodes[number + 1..node.end];
        let count = |tags: &[&str]| inside.iter().filter(|n| tags.contains(&n.tag)).count();
        let headed = || count(&["caption", "col", "thead", "th", "tfoot"]) > 0;
        if count(&["table"]) == 0 && (headed() || (count(&["tr"]) > 1 && count(&["td"]) > 10)) {
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
        self.linked += all_if(child.tag == "a", inner.linked);
        self.listed += all_if(matches!(child.tag, "ul" | "ol"), inner.listed);
        self.headed += all_if(matches!(child.tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"), inner.headed);
        let prose = ["span", "li", "td", "blockquote", "dl", "div", "ol", "p", "pre", "table", "ul"];
        self.prose += all_if(prose.contains(&child.tag), inner.prose);
        self.paragraphs += inner.paragraphs + usize::from(child.tag == "p");
        self.pictures += inner.pictures + usize::from(child.tag == "img");
        self.items += inner.items + usize::from(child.tag == "li");
        self.inputs += inner.inputs + usize::from(child.tag == "input");
    }

    /// Whether an element that holds this looks like a list of links, a form or a row of pictures.
    fn condemns(&self, tag: &str, weight: f64, in_figure: bool) -> bool {
        if weight < 0.0 {
            return true;
        }
        if self.commas >= 10 {
            return false;
        }
        let share = |part: usize| if self.length == 0 { 0.0 } else { part as f64 / self.length as f64 };
        let linked = share(self.linked);
        let list = matches!(tag, "ul" | "ol") || share(self.listed) > 0.9;
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

static UNLIKELY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote|newsletter|promo|recommend|outbrain|taboola|trending|most-read|mostread|read-more|readmore|subscribe|signup|sign-up|share-",
    )
});
static LIKELY: LazyLock<Regex> =
    LazyLock::new(|| pattern("and|article|body|column|content|main|mathjax|shadow"));
static POSITIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story")
});
static NEGATIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    )
});
static BYLINE: LazyLock<Regex> = LazyLock::new(|| pattern("byline|author|dateline|writtenby|p-author"));
static SHARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\b|_)(share|sharedaddy)(\b|_)"));
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\.( |$)"));

fn pattern(words: &str) -> Regex {
    Regex::new(&format!("(?i){words}")).expect("the pattern is a constant")
}

//! The words of an element.

use super::super::element::Tag;
use super::super::tree::Node;

/// The text of an element: as much of it as a headline or a byline may have.
pub(in super::super) fn text_of(nodes: &[Node], number: usize) -> String {
    const MOST_NODES: usize = 500;
    let mut text = String::new();
    for node in nodes[number..nodes[number].end].iter().take(MOST_NODES) {
        if node.tag.is_block() || node.tag == Tag::Br {
            text.push(' ');
        }
        text.push_str(&node.text);
    }
    text
}

/// Whether two headlines have the same words, or all but a quarter of them.
pub(in super::super) fn same_words(a: &str, b: &str) -> bool {
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

/// Commas of any script.
pub(super) const COMMAS: &[char] = &[',', '،', '﹐', '︐', '︑', '⹁', '⸴', '⸲', '，', '、'];

/// Characters of a text, white space counted once.
pub(super) fn letters(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

//! What a page says about its article: JSON-LD, then Open Graph and other `meta` elements, then
//! microdata and the visible page.

use serde_json::Value;

use crate::article::Metadata;

use super::super::date;
use super::element::{Attribute, Tag};
use super::main_text::text_of;
use super::tree::Node;

/// Reads what a page says about its article.
pub(super) fn read(nodes: &[Node]) -> Metadata {
    let mut meta = Metadata::default();
    // The first source that has a field wins.
    let mut offer = |name: &str, value: &str| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let set = match name {
            "title" => meta.title.is_some(),
            "date" => meta.date.is_some(),
            "updated" => meta.updated.is_some(),
            "source" => meta.source.is_some(),
            "author" => meta.author.is_some(),
            "language" => meta.language.is_some(),
            "translation-of" => meta.translation.is_some(),
            _ => true,
        };
        // A page gives its date in many places, for other readers too: the first that reads counts.
        let unreadable = matches!(name, "date" | "updated") && date::parse(&value).is_none();
        // Addresses and markup are no names.
        let unnamed = name == "author" && (value.starts_with("http") || value.contains('<'));
        if !set && !unreadable && !unnamed {
            date::set_field(&mut meta, name, &value);
        }
    };
    for (number, node) in nodes.iter().enumerate() {
        if node.tag == Tag::Script
            && node.attribute(Attribute::Type).eq_ignore_ascii_case("application/ld+json")
        {
            let text = nodes.get(number + 1).map_or("", |n| n.text.as_str());
            if let Some(article) = serde_json::from_str(text).ok().as_ref().and_then(article_of) {
                from_json(article, &mut offer);
            }
        }
    }
    if let Some(html) = nodes.iter().find(|n| n.tag == Tag::Html) {
        offer("language", html.attribute(Attribute::Lang));
    }
    if let Some(key) = translations(nodes) {
        offer("translation-of", key);
    }
    let metas: Vec<&Node> = nodes.iter().filter(|n| n.tag == Tag::Meta).collect();
    for name in NAMES {
        for node in &metas {
            let keys = [
                node.attribute(Attribute::Property),
                node.attribute(Attribute::Name),
                node.attribute(Attribute::Itemprop),
            ];
            if keys.iter().any(|key| key.eq_ignore_ascii_case(name.0)) {
                offer(name.1, node.attribute(Attribute::Content));
            }
        }
    }
    for (number, node) in nodes.iter().enumerate() {
        match (node.attribute(Attribute::Itemprop), node.tag) {
            ("datePublished", _) if !node.attribute(Attribute::Datetime).is_empty() => {
                offer("date", node.attribute(Attribute::Datetime));
            }
            ("datePublished", _) => offer("date", &text_of(nodes, number)),
            ("dateModified", _) => offer("updated", node.attribute(Attribute::Datetime)),
            ("headline", tag) if tag != Tag::Meta => offer("title", &text_of(nodes, number)),
            ("author", tag) if tag != Tag::Meta => offer("author", &text_of(nodes, number)),
            _ => {}
        }
        if node.attribute(Attribute::Rel) == "author" && node.tag == Tag::A {
            offer("author", &text_of(nodes, number));
        }
    }
    // The times on a page may be those of other articles: one day alone is this one's.
    let mut times = nodes.iter().filter(|n| n.tag == Tag::Time).map(|n| n.attribute(Attribute::Datetime));
    if let Some(first) = times.next()
        && let Some(day) = date::parse(first).map(|date| date.date())
        && times.all(|time| date::parse(time).is_some_and(|date| date.date() == day))
    {
        offer("date", first);
    }
    if let Some(title) = nodes.iter().position(|n| n.tag == Tag::Title) {
        offer("title", without_site(&text_of(nodes, title)));
    }
    meta
}

/// Names of `meta` elements by the field they fill, the surest first.
const NAMES: &[(&str, &str)] = &[
    ("og:title", "title"),
    ("headline", "title"),
    ("twitter:title", "title"),
    ("dc.title", "title"),
    ("article:published_time", "date"),
    ("datePublished", "date"),
    ("og:published_time", "date"),
    ("parsely-pub-date", "date"),
    ("sailthru.date", "date"),
    ("dc.date.issued", "date"),
    ("dc.date", "date"),
    ("publish-date", "date"),
    ("publish_date", "date"),
    ("pubdate", "date"),
    ("date", "date"),
    ("article:modified_time", "updated"),
    ("og:updated_time", "updated"),
    ("dateModified", "updated"),
    ("og:site_name", "source"),
    ("author", "author"),
    ("parsely-author", "author"),
    ("dc.creator", "author"),
    ("article:author", "author"),
    ("og:locale", "language"),
];

/// The first address of those that a page gives for itself in several languages: each of these pages gives the
/// same. A page that is not among them speaks of others, of the front pages as a rule.
fn translations(nodes: &[Node]) -> Option<&str> {
    let links = || nodes.iter().filter(|n| n.tag == Tag::Link);
    let address = |node: &'_ Node, of: Attribute| node.attribute(of).trim_end_matches('/').to_owned();
    let canonical = links().find(|n| n.attribute(Attribute::Rel).eq_ignore_ascii_case("canonical"));
    let own = canonical.map(|node| address(node, Attribute::Href)).or_else(|| {
        let url =
            nodes.iter().find(|n| n.tag == Tag::Meta && n.attribute(Attribute::Property) == "og:url")?;
        Some(address(url, Attribute::Content))
    })?;
    let alternates = || {
        links().filter(|n| {
            n.attribute(Attribute::Rel).eq_ignore_ascii_case("alternate")
                && !n.attribute(Attribute::Hreflang).is_empty()
        })
    };
    alternates().find(|node| address(node, Attribute::Href) == own)?;
    let first = alternates().map(|node| node.attribute(Attribute::Href)).min()?;
    alternates().any(|node| node.attribute(Attribute::Href) != first).then_some(first)
}

/// The title before the site's name, where a mark parts them.
fn without_site(title: &str) -> &str {
    let cut = [" | ", " - ", " – ", " — ", " » ", " :: "].iter().filter_map(|mark| title.rfind(mark)).max();
    match cut {
        Some(at) if title[..at].split_whitespace().count() >= 3 => &title[..at],
        _ => title,
    }
}

/// The article among what a JSON-LD block describes.
fn article_of(value: &Value) -> Option<&Value> {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                let is = |kind: &str| {
                    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
                };
                let found = match fields.get("@type") {
                    Some(Value::String(kind)) => is(kind),
                    Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
                    _ => false,
                };
                if found {
                    return Some(value);
                }
                open.extend(
                    ["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|key| fields.get(*key)),
                );
            }
            _ => {}
        }
    }
    None
}

fn from_json(article: &Value, offer: &mut dyn FnMut(&str, &str)) {
    let fields = [
        ("headline", "title"),
        ("datePublished", "date"),
        ("dateModified", "updated"),
        ("author", "author"),
        ("publisher", "source"),
        ("inLanguage", "language"),
    ];
    for (key, name) in fields {
        let value = article.get(key).map(names).unwrap_or_default();
        if !value.is_empty() {
            offer(name, &plain(&value));
        }
    }
}

/// A string, an object's name, or a list of them.
fn names(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(names).filter(|name| !name.is_empty()).collect();
            items.join(", ")
        }
        _ => String::new(),
    }
}

/// JSON-LD in the wild has its entities encoded once more.
fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    super::tree::parse(&text.replace('<', "&lt;")).iter().map(|node| node.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn page(own: &str, lang: &str) -> Metadata {
        let nodes = tree::parse(&format!(
            "<html lang=\"{lang}\"><head><link rel=\"canonical\" href=\"{own}\"><link rel=\"alternate\" hreflang=\"en\" href=\"https://x.example/quay/\">\
             <link rel=\"alternate\" hreflang=\"de\" href=\"https://x.example/de/quay\"><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\">\
             </head><body><p>The quay is shut.</p></body></html>"
        ));
        read(&nodes)
    }

    #[test]
    fn pages_that_name_each_other_share_a_key() {
        let (english, german) =
            (page("https://x.example/quay", "en"), page("https://x.example/de/quay/", "de-AT"));
        assert_eq!((english.language.as_deref(), german.language.as_deref()), (Some("en"), Some("de-AT")));
        assert!(english.translation.is_some());
        assert_eq!(english.translation, german.translation);
    }

    #[test]
    fn addresses_of_other_pages_are_no_key() {
        assert_eq!(page("https://x.example/ferry", "en").translation, None);
    }
}

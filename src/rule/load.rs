//! Rule files: YAML with positions, read into checked rules.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Example, Message, Rule};
use crate::check::{KINDS, Kind, Scope};
use crate::finding::Level;
use crate::yaml::{self, Mistake, Node, Place, Value};

/// A rule file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The file can't be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Something in it is wrong; the message draws the line.
    #[error("{0}")]
    Mistake(String),
}

/// The rules that ship, one a file, sorted by id.
const SHIPPED: &[(&str, &str)] = &[
    ("rules/apostrophe.yml", include_str!("../../rules/apostrophe.yml")),
    ("rules/claim-date.yml", include_str!("../../rules/claim-date.yml")),
    ("rules/claim-day.yml", include_str!("../../rules/claim-day.yml")),
    ("rules/claim-location.yml", include_str!("../../rules/claim-location.yml")),
    ("rules/claim-number.yml", include_str!("../../rules/claim-number.yml")),
    ("rules/claim-polarity.yml", include_str!("../../rules/claim-polarity.yml")),
    ("rules/country-abbreviation.yml", include_str!("../../rules/country-abbreviation.yml")),
    ("rules/duplicate-paragraph.yml", include_str!("../../rules/duplicate-paragraph.yml")),
    ("rules/duplicate-sentence.yml", include_str!("../../rules/duplicate-sentence.yml")),
    ("rules/email-form.yml", include_str!("../../rules/email-form.yml")),
    ("rules/house-terms.yml", include_str!("../../rules/house-terms.yml")),
    ("rules/name-spelling.yml", include_str!("../../rules/name-spelling.yml")),
    ("rules/percent-form.yml", include_str!("../../rules/percent-form.yml")),
    ("rules/placeholder.yml", include_str!("../../rules/placeholder.yml")),
    ("rules/promo-line.yml", include_str!("../../rules/promo-line.yml")),
    ("rules/thousands-separator.yml", include_str!("../../rules/thousands-separator.yml")),
    ("rules/unbalanced-quotation.yml", include_str!("../../rules/unbalanced-quotation.yml")),
    ("rules/unit-form.yml", include_str!("../../rules/unit-form.yml")),
    ("rules/weekday-preposition.yml", include_str!("../../rules/weekday-preposition.yml")),
];

/// The rules that ship.
///
/// # Panics
/// Never: a test loads them all.
pub fn shipped() -> Vec<Rule> {
    SHIPPED.iter().map(|(file, text)| load_str(file, text).expect("shipped rules are tested")).collect()
}

/// Every rule file (`*.yml`, `*.yaml`) of a folder, or one file, in the order of names.
///
/// # Errors
/// The first file that can't be read or has a mistake.
pub fn load_dir(path: &Path) -> Result<Vec<Rule>, RuleError> {
    let read = |error| RuleError::Read { path: path.to_owned(), error };
    let mut files = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(read)? {
            let file = entry.map_err(read)?.path();
            if file.extension().is_some_and(|e| e == "yml" || e == "yaml") {
                files.push(file);
            }
        }
        files.sort();
    } else {
        files.push(path.to_owned());
    }
    files
        .into_iter()
        .map(|file| {
            let text =
                fs::read_to_string(&file).map_err(|error| RuleError::Read { path: file.clone(), error })?;
            load_str(&file.display().to_string(), &text)
        })
        .collect()
}

/// One rule from the text of its file.
///
/// # Errors
/// The first mistake, drawn with its line.
pub fn load_str(file: &str, text: &str) -> Result<Rule, RuleError> {
    let source = Arc::new((file.to_owned(), text.to_owned()));
    yaml::parse(text)
        .and_then(|node| read(&node, source))
        .map_err(|mistake| RuleError::Mistake(mistake.draw(file, text)))
}

fn read(node: &Node, file: Arc<(String, String)>) -> Result<Rule, Mistake> {
    let fields = node.fields(&["id", "kind", "level", "scope", "message", "link", "options", "examples"])?;
    let id = fields.need("id")?;
    if !id.text()?.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Err(
            id.mistake_with("an id has small letters, digits and hyphens", "for example `name-spelling`")
        );
    }
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let name = fields.need("kind")?.one_of("rule kind", &names)?;
    let kind: &'static Kind = KINDS.iter().find(|kind| kind.name == name).expect("one of the names");
    let level = match fields.get("level") {
        None => Some(Level::Warning),
        Some(node) => {
            let name = node.one_of("level", &["error", "warning", "query", "off"])?;
            Level::ALL.into_iter().find(|level| level.name() == name)
        }
    };
    let scope =
        match fields.get("scope").map(|node| node.one_of("scope", &["article", "corpus"])).transpose()? {
            Some("article") => Scope::Article,
            _ => Scope::Corpus,
        };
    let message = fields.get("message").map(|node| Message::parse(node, kind.values)).transpose()?;
    let link = fields.get("link").map(|node| node.text().map(str::to_owned)).transpose()?;
    let nothing = Node { value: Value::Null, place: Place::default() };
    let options = fields.get("options").cloned().unwrap_or(nothing);
    let known: Vec<&str> = kind.options.iter().map(|option| option.name).collect();
    options.fields(&known)?;
    let examples = match fields.get("examples") {
        None => Vec::new(),
        Some(node) => node.items()?.iter().map(example).collect::<Result<_, _>>()?,
    };
    Ok(Rule { id: id.text()?.to_owned(), kind, level, scope, message, link, options, examples, file })
}

fn example(node: &Node) -> Result<Example, Mistake> {
    let fields = node.fields(&["reports", "silent"])?;
    match (fields.get("reports"), fields.get("silent")) {
        (Some(articles), None) => Ok(Example { articles: articles.texts()?, reports: true }),
        (None, Some(articles)) => Ok(Example { articles: articles.texts()?, reports: false }),
        _ => Err(node.mistake("an example has either `reports` or `silent`")),
    }
}

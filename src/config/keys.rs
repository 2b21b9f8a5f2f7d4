//! The keys of `copydesk.yml`, each as it is written.

use std::collections::BTreeMap;
use std::path::Path;

use super::{ConfigError, FIELDS, File, NAME};
use crate::check::explained;
use crate::finding::{Asked, Level};
use crate::lexicon::Lexicon;
use crate::rule;
use crate::source::{self, FileDate, FileOptions};
use crate::yaml::{self, Fields, Mistake, Node, Value};

/// The level of each rule or kind that is given one, with the node that names it.
pub(super) fn levels(fields: &Fields<'_>) -> Result<Vec<(Node, Option<Level>)>, Mistake> {
    let Some(node) = fields.get("levels") else { return Ok(Vec::new()) };
    node.entries()?.into_iter().map(|(_, key, value)| Ok((key.clone(), rule::level(value)?))).collect()
}

/// What stands under `accept`.
#[derive(Default)]
pub(super) struct Accept<'a> {
    pub(super) phrases: Vec<(String, &'a Node)>,
    /// Fingerprint and rule.
    pub(super) findings: Vec<(String, Option<String>, &'a Node)>,
}

pub(super) fn accept<'a>(fields: &Fields<'a>) -> Result<Accept<'a>, Mistake> {
    let mut accept = Accept::default();
    for node in fields.get("accept").map_or(Ok(&[][..]), Node::items)? {
        match &node.value {
            Value::Map(_) => {
                let entry = explained(node, &["fingerprint", "rule"])?;
                let rule = entry.get("rule").map(Node::text).transpose()?.map(str::to_owned);
                accept.findings.push((fingerprint(entry.need("fingerprint")?)?, rule, node));
            }
            _ => accept.phrases.push((node.text()?.to_owned(), node)),
        }
    }
    Ok(accept)
}

pub(super) fn asked(fields: &Fields<'_>) -> Result<Vec<Asked>, Mistake> {
    let each = |node: &Node| {
        let entry = explained(node, &["fingerprint", "rule"])?;
        let said = |name: &str| Ok::<_, Mistake>(entry.get(name).map(Node::text).transpose()?.unwrap_or(""));
        let by = [said("by")?, said("date")?].join(", ");
        let note = match (said("reason")?, by.trim_matches([',', ' '])) {
            ("", "") => "the author was asked".to_owned(),
            ("", by) => format!("the author was asked ({by})"),
            (reason, "") => format!("asked: {reason}"),
            (reason, by) => format!("asked: {reason} ({by})"),
        };
        Ok(Asked { fingerprint: fingerprint(entry.need("fingerprint")?)?, note })
    };
    fields.get("asked").map_or(Ok(&[][..]), Node::items)?.iter().map(each).collect()
}

fn fingerprint(node: &Node) -> Result<String, Mistake> {
    let text = node.text()?;
    let digits = text.split_once('-').map_or(text, |(digits, _)| digits);
    if digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(text.to_owned());
    }
    Err(node.mistake_with(
        format!("no fingerprint `{text}`"),
        "16 hexadecimal digits, as `--format json` prints them",
    ))
}

pub(super) fn names(fields: &Fields<'_>) -> Result<BTreeMap<String, String>, Mistake> {
    let Some(node) = fields.get("fields") else { return Ok(BTreeMap::new()) };
    node.entries()?
        .into_iter()
        .map(|(name, _, field)| Ok((name.to_owned(), field.one_of("field", FIELDS)?.to_owned())))
        .collect()
}

/// What the files of some globs have of their own; the globs start at the folder of this file.
pub(super) fn files(fields: &Fields<'_>, folder: &Path) -> Result<Vec<FileOptions>, Mistake> {
    let Some(node) = fields.get("files") else { return Ok(Vec::new()) };
    let formats: Vec<&str> = source::FORMATS.iter().map(|format| format.name()).collect();
    let one = |entry: &Node| {
        let keys = entry.fields(&["paths", "input-format", "source", "date", "fields"])?;
        let Some(paths) = keys.get("paths") else {
            return Err(entry.mistake_with("`paths` is missing", "for example `paths: [\"wire/*.txt\"]`"));
        };
        let globs = paths.texts()?;
        let mut options = FileOptions::new(folder, &globs).map_err(|(number, reason)| {
            let at = paths.items().ok().and_then(|items| items.get(number)).unwrap_or(paths);
            at.mistake_with(format!("no glob: {reason}"), "for example `wire/**/*.txt`")
        })?;
        if let Some(format) = keys.get("input-format") {
            options.format = source::format_name(format.one_of("input format", &formats)?);
        }
        options.source = keys.get("source").map(Node::text).transpose()?.map(str::to_owned);
        options.date = keys.get("date").map(file_date).transpose()?;
        options.fields = names(&keys)?;
        Ok(options)
    };
    node.items()?.iter().map(one).collect()
}

fn file_date(node: &Node) -> Result<FileDate, Mistake> {
    match node.text()? {
        "path" => Ok(FileDate::Path),
        day => source::parse_date(day).map(FileDate::Given).ok_or_else(|| {
            node.mistake_with("no date", "a day as in 2026-03-12, or `path` where the path has it")
        }),
    }
}

/// The word lists that ship, with those that the file puts in their place: written out, or the
/// path of a file.
pub(super) fn lexicon(fields: &Fields<'_>, file: &File<'_>) -> Result<Option<Lexicon>, ConfigError> {
    let Some(node) = fields.get("lexicon") else { return Ok(None) };
    let wrong = |mistake: Mistake| file.wrong(&mistake);
    let mut lexicon = Lexicon::shipped().clone();
    for (name, key, list) in node.entries().map_err(wrong)? {
        // The list's name is judged where it is written.
        let at_key = |mut mistake: Mistake| {
            if mistake.what.starts_with("no word list") {
                mistake.place = key.place;
            }
            mistake
        };
        match &list.value {
            Value::String(path) => {
                let path = file.folder.join(path);
                if !path.exists() {
                    return Err(wrong(list.mistake_with(
                        format!("no file `{}`", path.display()),
                        format!("paths start at the folder of {NAME}; or write the list out here"),
                    )));
                }
                let text = rule::read_text(&path)?;
                let draw = |mistake: Mistake| {
                    if mistake.what.starts_with("no word list") {
                        return wrong(at_key(mistake));
                    }
                    ConfigError::Mistake(mistake.draw(&path.display().to_string(), &text))
                };
                let node = yaml::parse(&text).map_err(draw)?;
                lexicon.replace(name, &node).map_err(draw)?;
            }
            _ => lexicon.replace(name, list).map_err(|mistake| wrong(at_key(mistake)))?,
        }
    }
    Ok(Some(lexicon))
}

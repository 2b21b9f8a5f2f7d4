//! Project configuration: `copydesk.yml` and the rules it leads to.

mod keys;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::{self, House, KINDS};
use crate::finding::{Accepted, Asked, Level};
use crate::lexicon::Lexicon;
use crate::rule::{self, Rule, RuleError};
use crate::source::FileOptions;
use crate::yaml::{self, Mistake, Node};

/// The name of the configuration file.
pub const NAME: &str = "copydesk.yml";

/// What `copydesk init` writes: every key, explained and commented out.
pub const TEMPLATE: &str = include_str!("../cli/copydesk.yml");

const KEYS: &[&str] = &[
    "rules", "levels", "select", "ignore", "distinct", "accept", "asked", "terms", "fields", "files",
    "lexicon",
];

/// The fields of articles that may have other names in files.
const FIELDS: &[&str] = &[
    "id",
    "title",
    "text",
    "date",
    "updated",
    "source",
    "author",
    "slug",
    "version",
    "status",
    "language",
    "translation-of",
];

/// What a run is told.
#[derive(Clone, Debug)]
pub struct Config {
    /// The rules that are on, sorted by id.
    pub rules: Vec<Rule>,
    /// The rules that are off, sorted by id.
    pub off: Vec<Rule>,
    /// What the house has decided about names and terms.
    pub house: House,
    /// Findings that are not to be reported.
    pub accepted: Vec<Accepted>,
    /// Findings that are reported with a question.
    pub asked: Vec<Asked>,
    /// Names under `distinct`, two or more, and phrases under `accept`, with the file and line of each.
    pub decided: Vec<(Vec<String>, String)>,
    /// The configuration file, where there is one.
    pub path: Option<PathBuf>,
    /// Names that files use for metadata fields: the field's own name by the name in files.
    pub fields: BTreeMap<String, String>,
    /// What the files of some globs have of their own.
    pub files: Vec<FileOptions>,
    /// The word lists.
    pub lexicon: Arc<Lexicon>,
}

/// The configuration can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A rule file can't be used.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// Something in `copydesk.yml` is wrong; the message draws the line.
    #[error("{0}")]
    Mistake(String),
    /// A rule id or kind that does not exist.
    #[error("{option}: no rule or rule kind `{found}`\n  help: {help}")]
    UnknownRule {
        /// The option that named it.
        option: &'static str,
        /// What was named.
        found: String,
        /// The nearest right word.
        help: String,
    },
}

impl Config {
    /// Reads the configuration file that was named, or the nearest one upward from `first`, then
    /// the rules, then what the command line selects. What it selects goes before what the file
    /// selects and ignores.
    ///
    /// # Errors
    /// A mistake in a file, or a rule that does not exist.
    pub fn load(
        explicit: Option<&Path>,
        first: Option<&Path>,
        extra_rules: &[PathBuf],
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, ConfigError> {
        let path = explicit.map(Path::to_owned).or_else(|| nearest(first.unwrap_or(Path::new("."))));
        let Some(path) = path else { return Draft::default().finish(extra_rules, select, ignore, None) };
        let text = rule::read_text(&path)?;
        let file = File {
            name: path.display().to_string(),
            text,
            path: &path,
            folder: path.parent().unwrap_or(Path::new("")),
        };
        let node = yaml::parse(&file.text).map_err(|mistake| file.wrong(&mistake))?;
        let draft = Draft::read(&node, &file)?;
        draft.finish(extra_rules, select, ignore, Some(&file))
    }
}

/// The nearest configuration upward from a file or folder.
fn nearest(first: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(first).ok()?;
    let folder = if start.is_dir() { start.as_path() } else { start.parent()? };
    let found = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    // Mistakes name the file as the user would.
    let here = std::env::current_dir().unwrap_or_default();
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}

/// The configuration file, for mistakes and for paths that it names.
struct File<'a> {
    name: String,
    text: String,
    path: &'a Path,
    folder: &'a Path,
}

impl File<'_> {
    fn wrong(&self, mistake: &Mistake) -> ConfigError {
        ConfigError::Mistake(mistake.draw(&self.name, &self.text))
    }
}

/// The configuration as written.
#[derive(Default)]
struct Draft {
    rules: Vec<PathBuf>,
    /// By id or kind, with the node that names it.
    levels: Vec<(Node, Option<Level>)>,
    select: Vec<Node>,
    ignore: Vec<Node>,
    house: House,
    accepted: Vec<Accepted>,
    asked: Vec<Asked>,
    decided: Vec<(Vec<String>, String)>,
    fields: BTreeMap<String, String>,
    files: Vec<FileOptions>,
    lexicon: Option<Lexicon>,
}

impl Draft {
    fn read(node: &Node, file: &File<'_>) -> Result<Self, ConfigError> {
        let wrong = |mistake: Mistake| file.wrong(&mistake);
        let fields = node.fields(KEYS).map_err(wrong)?;
        let list = |name: &str| -> Result<Vec<Node>, Mistake> {
            let items = fields.get(name).map_or(Ok(&[][..]), Node::items)?;
            items.iter().try_for_each(|item| item.text().map(drop))?;
            Ok(items.to_vec())
        };
        let distinct = fields.get("distinct").map_or(Ok(Vec::new()), check::distinct).map_err(wrong)?;
        let accept = keys::accept(&fields).map_err(wrong)?;
        let at = |node: &Node| format!("{}:{}", file.name, node.place.line);
        let groups = distinct.iter().map(|(names, node)| (names.clone(), at(node)));
        let phrases = accept.phrases.iter().map(|(phrase, node)| (vec![phrase.clone()], at(node)));
        let decided = groups.chain(phrases).collect();
        let mut rules = Vec::new();
        for item in list("rules").map_err(wrong)? {
            let path = file.folder.join(item.text().map_err(wrong)?);
            if !path.exists() {
                return Err(wrong(item.mistake_with(
                    format!("no file or folder `{}`", path.display()),
                    format!("paths start at the folder of {NAME}"),
                )));
            }
            rules.push(path);
        }
        Ok(Self {
            rules,
            levels: keys::levels(&fields).map_err(wrong)?,
            select: list("select").map_err(wrong)?,
            ignore: list("ignore").map_err(wrong)?,
            house: House {
                distinct: distinct.into_iter().map(|(names, _)| names).collect(),
                accept: accept.phrases.into_iter().map(|(phrase, _)| phrase).collect(),
                terms: fields.get("terms").map_or(Ok(Vec::new()), check::terms).map_err(wrong)?,
            },
            accepted: accept
                .findings
                .into_iter()
                .map(|(fingerprint, rule, node)| Accepted { fingerprint, rule, place: at(node) })
                .collect(),
            asked: keys::asked(&fields).map_err(wrong)?,
            decided,
            fields: keys::names(&fields).map_err(wrong)?,
            files: keys::files(&fields, file.folder).map_err(wrong)?,
            lexicon: keys::lexicon(&fields, file)?,
        })
    }

    fn finish(
        self,
        extra_rules: &[PathBuf],
        select: &[String],
        ignore: &[String],
        file: Option<&File<'_>>,
    ) -> Result<Config, ConfigError> {
        let paths: Vec<PathBuf> = self.rules.iter().chain(extra_rules).cloned().collect();
        let mut rules = rule::load(&paths)?;
        known("--select", select, &rules)?;
        known("--ignore", ignore, &rules)?;
        if let Some(file) = file {
            for node in self.levels.iter().map(|(name, _)| name).chain(&self.select).chain(&self.ignore) {
                known_node(node, &rules).map_err(|mistake| file.wrong(&mistake))?;
            }
        }
        for rule in &mut rules {
            let level = |name: &str| self.levels.iter().find(|(node, _)| node.text() == Ok(name));
            if let Some((_, level)) = level(&rule.id).or_else(|| level(rule.kind.name)) {
                rule.level = *level;
            }
        }
        let words = |nodes: &[Node]| -> Vec<String> {
            nodes.iter().filter_map(|node| node.text().ok()).map(str::to_owned).collect()
        };
        let (select, mut without) = if select.is_empty() {
            (words(&self.select), words(&self.ignore))
        } else {
            (select.to_vec(), Vec::new())
        };
        without.extend_from_slice(ignore);
        let named = |list: &[String], rule: &Rule| list.iter().any(|n| *n == rule.id || n == rule.kind.name);
        let (on, off) = rules.into_iter().partition(|rule| {
            rule.level.is_some() && (select.is_empty() || named(&select, rule)) && !named(&without, rule)
        });
        let lexicon = Arc::new(self.lexicon.unwrap_or_else(|| Lexicon::shipped().clone()));
        Ok(Config {
            rules: on,
            off,
            house: self.house,
            accepted: self.accepted,
            asked: self.asked,
            decided: self.decided,
            path: file.map(|file| file.path.to_owned()),
            fields: self.fields,
            files: self.files,
            lexicon,
        })
    }
}

/// Every word that may stand for rules: their ids, and kinds.
fn choices(rules: &[Rule]) -> Vec<&str> {
    let kinds = KINDS.iter().map(|kind| kind.name);
    let all: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).chain(kinds).collect();
    all.into_iter().collect()
}

fn known(option: &'static str, names: &[String], rules: &[Rule]) -> Result<(), ConfigError> {
    let known = choices(rules);
    match names.iter().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(found) => {
            Err(ConfigError::UnknownRule { option, found: found.clone(), help: yaml::one_of(found, &known) })
        }
    }
}

fn known_node(node: &Node, rules: &[Rule]) -> Result<(), Mistake> {
    node.one_of("rule or rule kind", &choices(rules)).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        std::fs::write(&path, text).unwrap();
        Config::load(Some(&path), None, &[], &[], &[]).map_err(|error| error.to_string())
    }

    #[test]
    fn the_template_is_a_configuration_and_so_is_every_example_in_it() {
        assert!(config(TEMPLATE).is_ok());
        let opened: String = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| !rest.ends_with('.')).unwrap_or(""))
            .filter(|line| !line.is_empty() && !line.starts_with("  - house") && *line != "rules:")
            .map(|line| format!("{line}\n"))
            .collect();
        let config = config(&opened).unwrap();
        assert!(!config.house.terms.is_empty() && !config.house.distinct.is_empty(), "{opened}");
        assert!(!config.fields.is_empty());
    }

    #[test]
    fn a_rule_may_be_given_another_level_or_none() {
        let config = config("levels: {promo-line: query, mixed-style: off, apostrophe: warning}\n").unwrap();
        let level = |id: &str| config.rules.iter().find(|rule| rule.id == id).map(|rule| rule.level);
        assert_eq!(level("promo-line"), Some(Some(Level::Query)));
        assert_eq!(level("percent-form"), None);
        assert_eq!(level("apostrophe"), Some(Some(Level::Warning)));
    }

    #[test]
    fn a_mistake_names_line_and_nearest_word() {
        let drawn = config("ignore:\n  - promo-lin\n").unwrap_err();
        assert!(drawn.contains(":2:5: no rule or rule kind `promo-lin`"), "{drawn}");
        assert!(drawn.ends_with("help: did you mean `promo-line`?"), "{drawn}");
        let drawn = config("fields: {headline: titel}\n").unwrap_err();
        assert!(drawn.contains("did you mean `title`?"), "{drawn}");
    }

    #[test]
    fn what_the_command_line_selects_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), "ignore: [promo-line]\nselect: [apostrophe]\n").unwrap();
        let below = folder.path().join("a/b");
        std::fs::create_dir_all(&below).unwrap();
        let ids = |select: &[String]| -> Vec<String> {
            let config = Config::load(None, Some(&below), &[], select, &[]).unwrap();
            config.rules.into_iter().map(|rule| rule.id).collect()
        };
        assert_eq!(ids(&[]), ["apostrophe"]);
        assert_eq!(ids(&["pattern".to_owned()]), ["placeholder", "promo-line"]);
    }
}

//! Project configuration: `copydesk.yml` and the rules it leads to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check::House;
use crate::lexicon::Lexicon;
use crate::rule::{self, Rule, RuleError};
use crate::yaml;

/// What a run is told.
#[derive(Clone, Debug)]
pub struct Config {
    /// The rules that are on, sorted by id.
    pub rules: Vec<Rule>,
    /// What the house has decided about names and terms.
    pub house: House,
    /// Names that files use for metadata fields.
    pub fields: BTreeMap<String, String>,
    /// The word lists.
    pub lexicon: Lexicon,
}

/// The configuration can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A rule file can't be used.
    #[error(transparent)]
    Rule(#[from] RuleError),
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
    /// Reads the configuration file that was named, or the nearest one upward from `_first`, then
    /// the rules, then what the command line selects.
    ///
    /// # Errors
    /// A mistake in a file, or a rule that does not exist.
    pub fn load(
        _explicit: Option<&Path>,
        _first: Option<&Path>,
        extra_rules: &[PathBuf],
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, ConfigError> {
        let mut rules = rule::shipped();
        for path in extra_rules {
            for rule in rule::load_dir(path)? {
                rules.retain(|old| old.id != rule.id);
                rules.push(rule);
            }
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        known("--select", select, &rules)?;
        known("--ignore", ignore, &rules)?;
        let named = |list: &[String], rule: &Rule| list.iter().any(|n| *n == rule.id || n == rule.kind.name);
        rules.retain(|rule| (select.is_empty() || named(select, rule)) && !named(ignore, rule));
        rules.retain(|rule| rule.level.is_some());
        Ok(Self {
            rules,
            house: House::default(),
            fields: BTreeMap::new(),
            lexicon: Lexicon::shipped().clone(),
        })
    }
}

fn known(option: &'static str, names: &[String], rules: &[Rule]) -> Result<(), ConfigError> {
    let known: Vec<&str> = rules.iter().flat_map(|rule| [rule.id.as_str(), rule.kind.name]).collect();
    match names.iter().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(found) => {
            Err(ConfigError::UnknownRule { option, found: found.clone(), help: yaml::one_of(found, &known) })
        }
    }
}

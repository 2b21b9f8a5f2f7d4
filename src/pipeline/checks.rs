//! The checks of a run: one a kind of rule.

use crate::check::{AnyCheck, BuildError, Kind, Setting};
use crate::config::Config;
use crate::fact::{FactKind, FactSet, Scan};
use crate::finding::Disagreement;
use crate::rule::Rule;

/// A rule's options are wrong; the text draws the line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SettingError(String);

/// The checks of a configuration, each with its rules.
pub struct Checks<'a> {
    pub(super) each: Vec<(Vec<&'a Rule>, Box<dyn AnyCheck>)>,
}

impl<'a> Checks<'a> {
    /// Builds one check for each kind that has a rule.
    ///
    /// # Errors
    /// The first rule whose options are wrong.
    pub fn build(config: &'a Config) -> Result<Self, SettingError> {
        let mut kinds: Vec<&'static Kind> = config.rules.iter().map(|rule| rule.kind).collect();
        kinds.sort_by_key(|kind| kind.name);
        kinds.dedup_by_key(|kind| kind.name);
        let mut each = Vec::with_capacity(kinds.len());
        for kind in kinds {
            let rules: Vec<&Rule> = config.rules.iter().filter(|rule| rule.kind.name == kind.name).collect();
            let settings: Vec<Setting<'_>> = rules
                .iter()
                .map(|rule| Setting {
                    id: &rule.id,
                    scope: rule.scope,
                    options: &rule.options,
                    house: &config.house,
                    lexicon: &config.lexicon,
                })
                .collect();
            let check = (kind.build)(&settings).map_err(|BuildError { rule, mistake }| {
                let (file, text) = &*rules[rule].file;
                SettingError(mistake.draw(file, text))
            })?;
            each.push((rules, check));
        }
        Ok(Self { each })
    }

    /// The kinds of fact that the checks read.
    pub fn wants(&self) -> Vec<FactKind> {
        let mut wanted: Vec<FactKind> =
            self.each.iter().flat_map(|(_, check)| check.wants()).copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    /// What the checks report of one article by itself.
    pub(super) fn inspect(&self) -> impl Fn(&Scan<'_>, &FactSet, bool) -> Vec<Found> + Sync {
        |scan, facts, is_english| {
            let mut all = Vec::new();
            for (number, (_, check)) in self.each.iter().enumerate() {
                if !is_english && !check.holds_in_any_language() {
                    continue;
                }
                let mut found = Vec::new();
                check.inspect(scan, facts, &mut found);
                all.extend(found.into_iter().map(|d| ((number, d.rule), d)));
            }
            all
        }
    }
}

/// Looks at one article with its facts; the last says whether it is in English.
pub type Inspect<'a> = &'a (dyn Fn(&Scan<'_>, &FactSet, bool) -> Vec<Found> + Sync);

/// A disagreement and the rule it belongs to: the check's number and the rule's among its own.
pub(super) type Found = ((usize, usize), Disagreement);

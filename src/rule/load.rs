//! Rule files: which there are, and what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use super::Rule;
use super::spec::{Spec, resolve};
use crate::yaml::{Mistake, Place};

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
    ("rules/abbreviation-stops.yml", include_str!("../../rules/abbreviation-stops.yml")),
    ("rules/apostrophe.yml", include_str!("../../rules/apostrophe.yml")),
    ("rules/claim-date.yml", include_str!("../../rules/claim-date.yml")),
    ("rules/claim-day.yml", include_str!("../../rules/claim-day.yml")),
    ("rules/claim-location.yml", include_str!("../../rules/claim-location.yml")),
    ("rules/claim-modality.yml", include_str!("../../rules/claim-modality.yml")),
    ("rules/claim-number.yml", include_str!("../../rules/claim-number.yml")),
    ("rules/claim-polarity.yml", include_str!("../../rules/claim-polarity.yml")),
    ("rules/claim-source.yml", include_str!("../../rules/claim-source.yml")),
    ("rules/country-abbreviation.yml", include_str!("../../rules/country-abbreviation.yml")),
    ("rules/duplicate-paragraph.yml", include_str!("../../rules/duplicate-paragraph.yml")),
    ("rules/duplicate-sentence.yml", include_str!("../../rules/duplicate-sentence.yml")),
    ("rules/email-form.yml", include_str!("../../rules/email-form.yml")),
    ("rules/house-terms.yml", include_str!("../../rules/house-terms.yml")),
    ("rules/name-spelling.yml", include_str!("../../rules/name-spelling.yml")),
    ("rules/percent-form.yml", include_str!("../../rules/percent-form.yml")),
    ("rules/person-age.yml", include_str!("../../rules/person-age.yml")),
    ("rules/person-first-name.yml", include_str!("../../rules/person-first-name.yml")),
    ("rules/person-title.yml", include_str!("../../rules/person-title.yml")),
    ("rules/place-type.yml", include_str!("../../rules/place-type.yml")),
    ("rules/placeholder.yml", include_str!("../../rules/placeholder.yml")),
    ("rules/promo-line.yml", include_str!("../../rules/promo-line.yml")),
    ("rules/pronoun-source.yml", include_str!("../../rules/pronoun-source.yml")),
    ("rules/quote-speaker.yml", include_str!("../../rules/quote-speaker.yml")),
    ("rules/quote-wording.yml", include_str!("../../rules/quote-wording.yml")),
    ("rules/refiled-article.yml", include_str!("../../rules/refiled-article.yml")),
    ("rules/self-contradiction.yml", include_str!("../../rules/self-contradiction.yml")),
    ("rules/standing-text.yml", include_str!("../../rules/standing-text.yml")),
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

/// The rules that ship and those of `paths`, files or folders, in the order of ids.
///
/// # Errors
/// The first file that can't be read or has a mistake.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Rule>, RuleError> {
    resolve(specs(paths)?, shipped())
}

/// The ids of the rules that stand in `paths`.
///
/// # Errors
/// The first file that can't be read or is no rule.
pub fn ids(paths: &[PathBuf]) -> Result<Vec<String>, RuleError> {
    Ok(specs(paths)?.into_iter().map(|spec| spec.id).collect())
}

fn specs(paths: &[PathBuf]) -> Result<Vec<Spec>, RuleError> {
    let mut specs: Vec<Spec> = Vec::new();
    for path in paths {
        for file in files(path)? {
            let text = read_text(&file)?;
            let spec = Spec::read(&file.display().to_string(), &text)?;
            match specs.iter().find(|other| other.id == spec.id) {
                // A folder and a file of it may both be named.
                Some(other) if other.file.1 == spec.file.1 => {}
                Some(other) => return Err(spec.taken(&other.file.0)),
                None => specs.push(spec),
            }
        }
    }
    Ok(specs)
}

/// One rule from the text of its file; it may extend a rule that ships.
///
/// # Errors
/// The first mistake, drawn with its line.
pub fn load_str(file: &str, text: &str) -> Result<Rule, RuleError> {
    let spec = Spec::read(file, text)?;
    let base = match &spec.extends {
        Some(_) => shipped(),
        None => Vec::new(),
    };
    let id = spec.id.clone();
    let rules = resolve(vec![spec], base)?;
    Ok(rules.into_iter().find(|rule| rule.id == id).expect("the rule was just read"))
}

/// The rule files (`*.yml`, `*.yaml`) of a folder, or one file, in the order of names.
fn files(path: &Path) -> Result<Vec<PathBuf>, RuleError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let read = |error| RuleError::Read { path: path.to_owned(), error };
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(read)? {
        let file = entry.map_err(read)?.path();
        if file.extension().is_some_and(|e| e == "yml" || e == "yaml") && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a rule file or configuration.
///
/// # Errors
/// If it can't be read or is no UTF-8; the mistake names the line.
pub fn read_text(path: &Path) -> Result<String, RuleError> {
    let bytes = fs::read(path).map_err(|error| RuleError::Read { path: path.to_owned(), error })?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        let narrow = |n: usize| u32::try_from(n).unwrap_or(0);
        let place = Place { line: narrow(line), column: narrow(column) };
        let what = "this is no UTF-8".to_owned();
        let help = Some("save the file as UTF-8".to_owned());
        let text = String::from_utf8_lossy(error.as_bytes());
        RuleError::Mistake(Mistake { place, what, help }.draw(&path.display().to_string(), &text))
    })
}

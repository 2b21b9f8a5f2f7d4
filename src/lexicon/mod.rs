//! The word lists as typed, validated data: `rules/lexicon/*.yml`, shipped in the binary.

mod calendar;
mod reporting;
mod roles;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use reporting::{ReportingVerb, SpeechClass, Takes, VerbForm};
pub use roles::Role;

use crate::text::Calendar;
use crate::yaml::{self, Mistake, Node};

/// The word lists. Words are in lower case unless a list's file says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Abbreviations after which a sentence goes on, without their final stop (`mr`, `u.s`).
    pub abbreviations: FxHashSet<String>,
    /// Days, months and the words that move a day.
    pub calendar: Calendar,
    /// Verbs that report speech, by form.
    pub reporting_verbs: FxHashMap<String, ReportingVerb>,
    /// Nouns that speak.
    pub roles: FxHashMap<String, Role>,
}

/// The files that ship, by name.
const SHIPPED: &[(&str, &str)] = &[
    ("abbreviations", include_str!("../../rules/lexicon/abbreviations.yml")),
    ("calendar", include_str!("../../rules/lexicon/calendar.yml")),
    ("reporting-verbs", include_str!("../../rules/lexicon/reporting-verbs.yml")),
    ("roles", include_str!("../../rules/lexicon/roles.yml")),
];

static DEFAULT: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (name, text) in SHIPPED {
        let node = yaml::parse(text).expect("shipped word lists are tested");
        lexicon.replace(name, &node).expect("shipped word lists are tested");
    }
    lexicon
});

impl Lexicon {
    /// The lists that ship.
    pub fn shipped() -> &'static Lexicon {
        &DEFAULT
    }

    /// Puts the list `name` in the place of the one that is there.
    ///
    /// # Errors
    /// If there is no such list or the document is not of its form.
    pub fn replace(&mut self, name: &str, node: &Node) -> Result<(), Mistake> {
        match name {
            "abbreviations" => self.abbreviations = words(node)?,
            "calendar" => self.calendar = calendar::read(node)?,
            "reporting-verbs" => self.reporting_verbs = reporting::read(node)?,
            "roles" => self.roles = roles::read(node)?,
            _ => {
                let known: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
                return Err(node.mistake_with(format!("no word list `{name}`"), yaml::one_of(name, &known)));
            }
        }
        Ok(())
    }
}

fn words(node: &Node) -> Result<FxHashSet<String>, Mistake> {
    let fields = node.fields(&["words"])?;
    Ok(fields.need("words")?.texts()?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_load() {
        assert!(Lexicon::shipped().abbreviations.contains("mr"));
        assert_eq!(Lexicon::shipped().calendar.months["sept"], 9);
    }
}

//! Verbs that report speech, by form.

use rustc_hash::FxHashMap;

use crate::yaml::{Mistake, Node};

/// What a reporting verb says about the one who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeechClass {
    /// Speech made public.
    Announced,
    /// A question or request.
    Asked,
    /// A name or description given to someone.
    Called,
    /// Speech that the reporter keeps at a distance.
    Claimed,
    /// Speech that agrees with what was said before.
    Confirmed,
    /// Speech refused.
    Declined,
    /// Speech that contradicts.
    Denied,
    /// Praise, blame and proposals.
    Judged,
    /// A promise.
    Promised,
    /// Plain speech.
    Said,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// `say`.
    Base,
    /// `says`.
    Third,
    /// `said`.
    Past,
    /// `saying`.
    Present,
    /// `written`, where it is not the past.
    Participle,
}

/// What may follow a verb as its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// Words in quotation marks.
    pub quotation: bool,
    /// A clause, with or without "that".
    pub clause: bool,
    /// "to" and a verb.
    pub infinitive: bool,
    /// A noun phrase.
    pub object: bool,
    /// A listener, before the content.
    pub addressee: bool,
}

/// One form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportingVerb {
    /// What it says about the speaker.
    pub class: SpeechClass,
    /// Which form.
    pub form: VerbForm,
    /// What may follow.
    pub takes: Takes,
}

const CLASSES: [(&str, SpeechClass); 10] = [
    ("announced", SpeechClass::Announced),
    ("asked", SpeechClass::Asked),
    ("called", SpeechClass::Called),
    ("claimed", SpeechClass::Claimed),
    ("confirmed", SpeechClass::Confirmed),
    ("declined", SpeechClass::Declined),
    ("denied", SpeechClass::Denied),
    ("judged", SpeechClass::Judged),
    ("promised", SpeechClass::Promised),
    ("said", SpeechClass::Said),
];

/// Reads the list. A verb of two groups takes what either says and has the class of the first.
pub(super) fn read(node: &Node) -> Result<FxHashMap<String, ReportingVerb>, Mistake> {
    let names: Vec<&str> = CLASSES.iter().map(|(name, _)| *name).collect();
    let mut found: FxHashMap<String, ReportingVerb> = FxHashMap::default();
    for group in node.fields(&["groups"])?.need("groups")?.items()? {
        let fields = group.fields(&["class", "takes", "verbs"])?;
        let name = fields.need("class")?.one_of("class", &names)?;
        let class = CLASSES.iter().find(|(n, _)| *n == name).expect("one of the names").1;
        let takes = takes(fields.need("takes")?)?;
        for verb in fields.need("verbs")?.items()? {
            let forms: Vec<&str> = verb.text()?.split_whitespace().collect();
            if !(4..=5).contains(&forms.len()) {
                return Err(verb.mistake_with(
                    "a verb has four or five forms",
                    "base, third person, past, present participle, past participle",
                ));
            }
            // The past wins where it looks like the base (`read`).
            let order =
                [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Present, VerbForm::Participle];
            for (form, word) in order.into_iter().zip(forms) {
                let entry = found.entry(word.to_lowercase()).or_insert(ReportingVerb { class, form, takes });
                if entry.class == class || entry.form == form {
                    entry.form = form;
                    entry.takes = entry.takes.with(takes);
                }
            }
        }
    }
    Ok(found)
}

impl Takes {
    fn with(self, other: Takes) -> Takes {
        Takes {
            quotation: self.quotation || other.quotation,
            clause: self.clause || other.clause,
            infinitive: self.infinitive || other.infinitive,
            object: self.object || other.object,
            addressee: self.addressee || other.addressee,
        }
    }
}

fn takes(node: &Node) -> Result<Takes, Mistake> {
    let mut takes = Takes::default();
    for item in node.items()? {
        let known = ["quotation", "clause", "infinitive", "object", "addressee"];
        match item.one_of("complement", &known)? {
            "quotation" => takes.quotation = true,
            "clause" => takes.clause = true,
            "infinitive" => takes.infinitive = true,
            "object" => takes.object = true,
            _ => takes.addressee = true,
        }
    }
    Ok(takes)
}

//! `spelling-evidence.yml`: how much what stands round two spellings says.

use super::named;
use crate::yaml::{Mistake, Node};

named! {
    /// What speaks for two spellings being one name.
    #[expect(missing_docs, reason = "the file says what each is")]
    pub enum For (ALL, name) {
        SameFirstName = "same-first-name",
        NearFirstName = "near-first-name",
        SameInitial = "same-initial",
        SameSurname = "same-surname",
        SameTitle = "same-title",
        SameCourtesy = "same-courtesy",
        SameKindOfPlace = "same-kind-of-place",
        BothSettlements = "both-settlements",
        SameRegion = "same-region",
        SameRole = "same-role",
        SameRoles = "same-roles",
        SameNextWord = "same-next-word",
        SameType = "same-type",
        RareBesideCommon = "rare-beside-common",
        IntroducedNowhere = "introduced-nowhere",
        NewToTheRun = "new-to-the-run",
        KnownNowhere = "known-nowhere",
        KnownBesideUnknown = "known-beside-unknown",
    }
}

named! {
    /// What speaks against two spellings being one name.
    #[expect(missing_docs, reason = "the file says what each is")]
    pub enum Against (ALL, name) {
        DifferentFirstName = "different-first-name",
        DifferentSurname = "different-surname",
        GivenNameAlone = "given-name-alone",
        DifferentTitle = "different-title",
        DifferentCourtesy = "different-courtesy",
        DifferentKindOfPlace = "different-kind-of-place",
        DifferentRegion = "different-region",
        OneSentence = "one-sentence",
        BothOften = "both-often",
        BothKnownNames = "both-known-names",
        BothInTheRun = "both-in-the-run",
        BothWords = "both-words",
        PersonAndPlace = "person-and-place",
        ThingAndPlace = "thing-and-place",
        FirstAndLast = "first-and-last",
        BeginsAndEnds = "begins-and-ends",
    }
}

/// The weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvidenceWeights {
    plus: Vec<f64>,
    minus: Vec<f64>,
    /// Taken off where the two stand in two articles.
    pub across: f64,
    /// A query is worth it from here.
    pub ask: f64,
    /// A warning from here, where something strong speaks for it.
    pub warn: f64,
    /// Asked for on top, where only the use of the two speaks for it.
    pub unsupported: f64,
}

impl EvidenceWeights {
    /// What `kind` adds.
    pub fn plus(&self, kind: For) -> f64 {
        self.plus[kind as usize]
    }

    /// What `kind` takes off.
    pub fn minus(&self, kind: Against) -> f64 {
        self.minus[kind as usize]
    }
}

pub(super) fn read(node: &Node) -> Result<EvidenceWeights, Mistake> {
    let fields = node.fields(&["for", "against", "terms"])?;
    let names: Vec<&str> = For::ALL.iter().map(|kind| kind.name()).collect();
    let plus = fields.need("for")?.fields(&names)?;
    let plus = names.iter().map(|name| plus.need(name)?.number(-20.0, 20.0)).collect::<Result<_, _>>()?;
    let names: Vec<&str> = Against::ALL.iter().map(|kind| kind.name()).collect();
    let minus = fields.need("against")?.fields(&names)?;
    let minus = names.iter().map(|name| minus.need(name)?.number(-20.0, 20.0)).collect::<Result<_, _>>()?;
    let terms = fields.need("terms")?.fields(&["across", "ask", "warn", "unsupported"])?;
    let term = |name: &str| terms.need(name)?.number(-20.0, 20.0);
    Ok(EvidenceWeights {
        plus,
        minus,
        across: term("across")?,
        ask: term("ask")?,
        warn: term("warn")?,
        unsupported: term("unsupported")?,
    })
}

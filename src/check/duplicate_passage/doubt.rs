//! Why two passages are asked about and no more: the finding says it, so that an editor knows what to look at.

/// What speaks against a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Two articles quote it.
    Quoted,
    /// One of two articles shows it.
    Shown,
    /// Two articles carry it as a caption or a line of their house.
    OfHouse,
    /// One of two passages of an article was taken from the other for display.
    SetForDisplay,
    /// Two things are told in it.
    Formula,
    /// It is half a sentence.
    InPassing,
    /// One of two sentences stands in a caption or a heading.
    Caption,
    /// A sentence that is meant to come again.
    Refrain,
    /// The article is told in takes.
    Takes,
    /// Somebody says it.
    Said,
}

impl Doubt {
    /// What the finding says of it.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Quoted => "both may quote the same source",
            Self::Shown => "it may be a statement, letter or post that both show",
            Self::OfHouse => "it may be a caption or a line of the house",
            Self::SetForDisplay => "one of them may be set for display",
            Self::Formula => "it may be a set phrase",
            Self::InPassing => "half a sentence may be shared by chance",
            Self::Caption => "one of them may be a caption or heading",
            Self::Refrain => "it may be meant to come again",
            Self::Takes => "the story is told in takes",
            Self::Said => "somebody may have said it twice",
        }
    }
}

/// The doubt of a finding in brackets, as its message holds it.
pub(super) fn in_brackets(doubt: Option<Doubt>) -> String {
    doubt.map_or_else(String::new, |doubt| format!(" ({})", doubt.told()))
}

//! Why two passages are asked about and no more: the finding says it, so that an editor knows what to look at.

use crate::lexicon::named;

named! {
    /// What speaks against a copy.
    pub(super) enum Doubt (#[cfg(test)] ALL, words) {
        /// Two articles quote it.
        Quoted = "both may quote the same source",
        /// One of two articles shows it.
        Shown = "it may be a statement, letter or post that both show",
        /// Two articles carry it as a caption or a line of their house.
        OfHouse = "it may be a caption or a line of the house",
        /// One of two passages of an article was taken from the other for display.
        SetForDisplay = "one of them may be set for display",
        /// Two things are told in it.
        Formula = "it may be a set phrase",
        /// It is half a sentence.
        InPassing = "half a sentence may be shared by chance",
        /// One of two sentences stands in a caption or a heading.
        Caption = "one of them may be a caption or heading",
        /// A sentence that is meant to come again.
        Refrain = "it may be meant to come again",
        /// The article is told in takes.
        Takes = "the story is told in takes",
        /// Somebody says it.
        Said = "somebody may have said it twice",
    }
}

/// The doubt of a finding in brackets, as its message holds it.
pub(super) fn in_brackets(doubt: Option<Doubt>) -> String {
    doubt.map_or_else(String::new, |doubt| format!(" ({})", doubt.words()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::duplicate_passage::KIND;

    #[test]
    fn every_doubt_has_an_example_on_the_page() {
        let printed = Doubt::ALL.iter().map(|doubt| format!("{};", in_brackets(Some(*doubt))));
        assert_eq!(KIND.without_example(printed), [""; 0]);
    }
}

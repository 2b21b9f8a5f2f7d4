//! Why two speeches may both be as they were given: the doubts that a query's message ends with.
//!
//! Each was learned from findings on real copy that were no mistakes, and each has an example on
//! the kind's page.

use crate::lexicon::named;

named! {
    /// Why it may be no mistake.
    pub(super) enum Doubt (#[cfg(test)] ALL, words) {
        TwoDays = "it may have been said on two days",
        SaidTwice = "it may have been said twice",
        Fitted = "one may be fitted to its sentence",
        LeftOut = "words are left out beside it",
        AnotherName = "it names another",
        FewWords = "so few words may be another sentence",
        Much = "so much differs that it may be another sentence",
        GoesOn = "the two go on differently",
        NoName = "one of them may be no person's full name",
        TakenUp = "the words may be taken up from the other",
        Pronoun = "one of them is not named beside the words",
        BothSources = "both may have said so",
        PutRight = "the later version may have put it right",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::conflicting_attribution::KIND;

    #[test]
    fn every_doubt_has_an_example_on_the_page() {
        let ends = Doubt::ALL.iter().map(|doubt| format!("; {}\n", doubt.words()));
        assert_eq!(KIND.without_example(ends), [""; 0]);
    }
}

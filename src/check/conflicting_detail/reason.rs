//! Why something may be no mistake: the doubts that a query's message ends with.
//!
//! A finding without a doubt may be a warning. Each doubt was learned from findings on real copy
//! that were no mistakes, and each has an example on the kind's page.

use crate::lexicon::named;

named! {
    /// Why it may be no mistake.
    pub(super) enum Doubt (#[cfg(test)] ALL, words) {
        Points = "a percentage point is not a percent: one of them may be meant",
        Rounded = "one of them may be rounded",
        OtherTime = "one of them may be of another time",
        Newer = "the later article may have a newer figure",
        Bound = "each may name a bound of its own",
        Moving = "each day has its own rise or fall",
        OtherThing = "the sentences may speak of different things",
        Reprint = "one of them may be a reprint",
        TwoDays = "the two may be days of two happenings",
        DaysApart = "the articles are days apart",
        LeftOpen = "one of them may leave open what the other says",
        NoSentence = "it may be no whole sentence",
        Running = "a running report replaces its figures as it goes",
        NotTheSame = "the sentences are not the same",
        Birthday = "a birthday may lie between",
        TwoTimes = "the articles may be of two times",
        TwoPersons = "the two may be different persons",
        Namesakes = "two persons may share surname and office",
        BothOffices = "one person may hold both",
        PutRight = "the later version may have put it right",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::conflicting_detail::KIND;

    #[test]
    fn every_doubt_has_an_example_on_the_page() {
        let ends = Doubt::ALL.iter().map(|doubt| format!("; {}\n", doubt.words()));
        assert_eq!(KIND.without_example(ends), [""; 0]);
    }
}

//! Why something may be no mistake: the doubts that a query's message ends with.
//!
//! A finding without a doubt may be a warning. Each doubt was learned from findings on real copy
//! that were no mistakes, and each has an example on the kind's page.

pub(super) const POINTS: &str = "a percentage point is not a percent: one of them may be meant";
pub(super) const ROUNDED: &str = "one of them may be rounded";
pub(super) const OTHER_TIME: &str = "one of them may be of another time";
pub(super) const NEWER: &str = "the later article may have a newer figure";
pub(super) const BOUND: &str = "each may name a bound of its own";
pub(super) const MOVING: &str = "each day has its own rise or fall";
pub(super) const OTHER_THING: &str = "the sentences may speak of different things";
pub(super) const REPRINT: &str = "one of them may be a reprint";
pub(super) const TWO_DAYS: &str = "the two may be days of two happenings";
pub(super) const DAYS_APART: &str = "the articles are days apart";
pub(super) const LEFT_OPEN: &str = "one of them may leave open what the other says";
pub(super) const NO_SENTENCE: &str = "it may be no whole sentence";
pub(super) const RUNNING: &str = "a running report replaces its figures as it goes";
pub(super) const NOT_THE_SAME: &str = "the sentences are not the same";
pub(super) const BIRTHDAY: &str = "a birthday may lie between";
pub(super) const TWO_TIMES: &str = "the articles may be of two times";
pub(super) const TWO_PERSONS: &str = "the two may be different persons";
pub(super) const NAMESAKES: &str = "two persons may share surname and office";
pub(super) const BOTH_OFFICES: &str = "one person may hold both";
pub(super) const PUT_RIGHT: &str = "the later version may have put it right";

/// All of them.
pub(super) const ALL: &[&str] = &[
    POINTS,
    ROUNDED,
    OTHER_TIME,
    NEWER,
    BOUND,
    MOVING,
    OTHER_THING,
    REPRINT,
    TWO_DAYS,
    DAYS_APART,
    LEFT_OPEN,
    NO_SENTENCE,
    RUNNING,
    NOT_THE_SAME,
    BIRTHDAY,
    TWO_TIMES,
    TWO_PERSONS,
    NAMESAKES,
    BOTH_OFFICES,
    PUT_RIGHT,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::conflicting_detail::KIND;

    #[test]
    fn every_doubt_has_an_example_on_the_page() {
        assert_eq!(KIND.doubts_without_example(ALL), [""; 0]);
    }
}

//! Why two speeches may both be as they were given: the doubts that a query's message ends with.
//!
//! Each was learned from findings on real copy that were no mistakes, and each has an example on
//! the kind's page.

pub(super) const TWO_DAYS: &str = "it may have been said on two days";
pub(super) const SAID_TWICE: &str = "it may have been said twice";
pub(super) const FITTED: &str = "one may be fitted to its sentence";
pub(super) const LEFT_OUT: &str = "words are left out beside it";
pub(super) const ANOTHER_NAME: &str = "it names another";
pub(super) const FEW_WORDS: &str = "so few words may be another sentence";
pub(super) const MUCH: &str = "so much differs that it may be another sentence";
pub(super) const GOES_ON: &str = "the two go on differently";
pub(super) const NO_NAME: &str = "one of them may be no person's full name";
pub(super) const TAKEN_UP: &str = "the words may be taken up from the other";
pub(super) const PRONOUN: &str = "one of them is not named beside the words";
pub(super) const BOTH_SOURCES: &str = "both may have said so";
pub(super) const PUT_RIGHT: &str = "the later version may have put it right";

/// All of them.
pub(super) const ALL: &[&str] = &[
    TWO_DAYS,
    SAID_TWICE,
    FITTED,
    LEFT_OUT,
    ANOTHER_NAME,
    FEW_WORDS,
    MUCH,
    GOES_ON,
    NO_NAME,
    TAKEN_UP,
    PRONOUN,
    BOTH_SOURCES,
    PUT_RIGHT,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::conflicting_attribution::KIND;

    #[test]
    fn every_doubt_has_an_example_on_the_page() {
        assert_eq!(KIND.doubts_without_example(ALL), [""; 0]);
    }
}

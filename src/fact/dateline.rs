//! Datelines: where and when a report was filed (`HALLE, March 3 (Reuters) -`), which says nothing
//! of what it reports.

use crate::text::{Case, Word};

/// A dateline has no more words.
const LONGEST: usize = 12;

/// How many of the words that open a paragraph are its dateline; 0 where it has none.
///
/// It begins with a place in capitals, or names an agency in brackets, and ends in a dash.
pub(super) fn length(text: &str, words: &[Word]) -> usize {
    let mut agency = false;
    for (at, pair) in words.windows(2).take(LONGEST).enumerate() {
        let (word, next) = (pair[0], pair[1]);
        if word.case == Case::Lower {
            return 0;
        }
        let gap = &text[word.end as usize..next.start as usize];
        agency |= gap.contains('(');
        let dash = gap.contains(['–', '—']) || gap.contains("--") || gap.contains(" -") || gap.contains("- ");
        if dash {
            let place = words[0].case == Case::Upper && words[0].end - words[0].start > 2;
            let copy = matches!(next.case, Case::Title | Case::Upper | Case::Number);
            return if (place || agency) && copy { at + 1 } else { 0 };
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::length;
    use crate::text::words;

    fn of(text: &str) -> usize {
        length(text, &words(text))
    }

    #[test]
    fn a_place_in_capitals_and_a_dash_are_a_dateline() {
        assert_eq!(of("HALLE, March 3 - Ferries stayed in port."), 3);
        assert_eq!(of("NEW WESSEN, Sorn., May 9 (AP) — The mayor resigned."), 6);
        assert_eq!(of("Halle (Reuters) - Ferries stayed in port."), 2);
    }

    #[test]
    fn a_dash_in_the_copy_is_none() {
        assert_eq!(of("NASA - which has no comment - said so."), 0);
        assert_eq!(of("Ilse Brandt - Halle's mayor - resigned."), 0);
        assert_eq!(of("HALLE kept its ferries in port - and its trams."), 0);
    }
}

//! Which words of two passages stand outside quotation marks: what is said of a quotation, and not in it.

use std::ops::Range;

use super::alignment::{Change, Run, Text};

/// Shared words outside quotation marks that are no more than who said it,
const MOST_OF_WHO_SAID_IT: usize = 8;
/// or one in so many of all that is shared.
const ONE_IN: usize = 10;
/// So many shared words outside quotation marks name a speaker at length and hold a line of copy.
const MOST_ROUND_A_QUOTATION: usize = 16;
/// With so many shared words of who said it the shorter passage stands whole in the other,
const LEAST_OF_WHO_SAID_IT: usize = 3;
/// and with fewer where the longer one has more words of its own than these.
const MOST_ABOUT_IT: usize = 4;
/// Where one quoted word in so many differs, the quotation was rewritten and not repeated.
const FAITHFUL: usize = 20;

/// The words of two passages inside quotation marks and outside of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnWords {
    /// How many of the shared words stand outside, on the side where fewer do.
    pub(super) shared: usize,
    /// The same on the side where more do.
    pub(super) most_shared: usize,
    /// How many others of the shorter passage do.
    pub(super) shorter: usize,
    /// How many others of the longer one.
    pub(super) longer: usize,
    /// How many of the shared words stand inside, on the side where more do.
    pub(super) quoted: usize,
    /// How many quoted words stand between the shared ones.
    pub(super) requoted: usize,
}

impl OwnWords {
    /// Counts them, given the runs that the texts share and what differs between.
    pub(super) fn of(runs: &[Run], changes: &[Change], a: &Text<'_>, b: &Text<'_>) -> Self {
        let (quoted_a, quoted_b) = (quoted(a), quoted(b));
        let count = |quoted: &[bool], at: fn(&Run) -> usize| {
            let shared: usize = runs.iter().map(|run| run.len).sum();
            let inside =
                runs.iter().flat_map(|run| at(run)..at(run) + run.len).filter(|at| quoted[*at]).count();
            let all_inside = quoted.iter().filter(|inside| **inside).count();
            let others = (quoted.len() - all_inside) - (shared - inside);
            (inside, shared - inside, others)
        };
        let (x, y) = (count(&quoted_a, |run| run.a), count(&quoted_b, |run| run.b));
        let marked = |quoted: &[bool], range: &Range<usize>| range.clone().filter(|at| quoted[*at]).count();
        // What differs between two quoted words; what follows the quotation is no rewriting of it.
        let within = |quoted: &[bool], range: &Range<usize>| {
            range.start > 0 && quoted[range.start - 1] && quoted.get(range.end).copied().unwrap_or(false)
        };
        let inside = |c: &&Change| within(&quoted_a, &c.a) && within(&quoted_b, &c.b);
        let requoted = |c: &Change| marked(&quoted_a, &c.a).max(marked(&quoted_b, &c.b));
        let (shorter, longer) = if a.tokens.len() <= b.tokens.len() { (x, y) } else { (y, x) };
        Self {
            shared: x.1.min(y.1),
            most_shared: x.1.max(y.1),
            shorter: shorter.2,
            longer: longer.2,
            quoted: x.0.max(y.0),
            requoted: changes.iter().filter(inside).map(requoted).sum(),
        }
    }

    /// Whether two passages have a quotation in common, and round it no more than who said it.
    pub(super) fn is_shared_quotation(&self) -> bool {
        let all = self.shared + self.quoted;
        if self.quoted * 2 < all
            || !self.is_faithful()
            || self.shared >= MOST_OF_WHO_SAID_IT.max(all / ONE_IN)
        {
            return false;
        }
        let goes_over_whole = self.shorter == 0
            && (self.shared >= LEAST_OF_WHO_SAID_IT || (self.shared > 1 && self.longer > MOST_ABOUT_IT));
        !goes_over_whole && self.shorter + self.longer > 0
    }

    /// Whether one of the two quotes what the other does, and rewrites none of it.
    fn is_faithful(&self) -> bool {
        self.requoted * FAITHFUL <= self.quoted
    }

    /// Whether nothing is shared but what somebody said.
    pub(super) fn is_bare(&self) -> bool {
        self.quoted > 0 && self.most_shared == 0 && self.is_faithful()
    }

    /// Whether two fifths of what is shared or more are what somebody said, and the rest tells little else.
    pub(super) fn is_mostly_said(&self) -> bool {
        self.quoted * 3 >= self.shared * 2 && self.quoted > 0 && self.shared < MOST_ROUND_A_QUOTATION
    }

    /// Whether most of what is shared is what somebody said.
    pub(super) fn is_mostly_quoted(&self) -> bool {
        self.quoted * 2 > self.quoted + self.shared
    }
}

/// For each word, whether it stands inside quotation marks. A mark that is never closed counts where it opens
/// the text, a sentence or what somebody says (`She said: “`), which then goes on in the next paragraph; elsewhere
/// it is a slip. One that is never opened ends what its own sentence quotes.
fn quoted(text: &Text<'_>) -> Vec<bool> {
    let mut inside = vec![false; text.tokens.len()];
    let (mut double, mut single): (Option<usize>, Option<usize>) = (None, None);
    let word_at = |at: usize| text.tokens.partition_point(|token| token.start < at);
    let mut before = ' ';
    let mut chars = text.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let follows = chars.peek().map_or(' ', |(_, c)| *c);
        let opens = !before.is_alphanumeric() && follows.is_alphanumeric();
        match c {
            '“' | '«' | '„' => double = double.or(Some(word_at(at))),
            // An apostrophe, whatever it looks like.
            '"' if before.is_alphanumeric() && follows.is_alphanumeric() => {}
            // Paragraphs that were run together open a quotation anew that is open.
            '"' if before.is_whitespace() || before == '(' => double = double.or(Some(word_at(at))),
            '”' | '»' | '"' => {
                let from = double.take().unwrap_or_else(|| word_at(sentence_start(text.text, at)));
                let to = word_at(at);
                if !inside[from..to].contains(&true) {
                    inside[from..to].fill(true);
                }
            }
            // What is quoted inside a quotation is a part of it.
            '‘' | '\'' if opens && double.is_none() => single = single.or(Some(word_at(at))),
            '’' | '\'' if !follows.is_alphanumeric() => {
                if let Some(from) = single.take() {
                    inside[from..word_at(at)].fill(true);
                }
            }
            _ => {}
        }
        before = c;
    }
    // Behind a colon, a comma or a sentence it goes on in the next paragraph too, which opens it anew.
    let goes_on = |from: &usize| {
        let before = text.tokens.get(*from).map_or("", |token| &text.text[..token.start]);
        let before = before.trim_end_matches(['"', '“', '‘', '\'']);
        before.is_empty() || [": ", ", ", ". ", "! ", "? "].iter().any(|end| before.ends_with(end))
    };
    if let Some(from) = double.or(single).filter(goes_on) {
        inside[from..].fill(true);
    }
    inside
}

/// Where the sentence begins in which the byte `at` stands.
fn sentence_start(text: &str, at: usize) -> usize {
    // The mark may follow the stop of its own sentence.
    let copy = text[..at].trim_end_matches(['.', '!', '?', ',', '…']);
    let ends = |pair: &[u8]| matches!(pair[0], b'.' | b'!' | b'?') && pair[1] == b' ';
    copy.as_bytes().windows(2).rposition(ends).map_or(0, |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Vocabulary;

    fn inside(text: &str) -> String {
        let vocabulary = Vocabulary::default();
        let text = Text::new(text, &vocabulary);
        let words = text.tokens.iter().zip(quoted(&text)).filter(|(_, inside)| *inside);
        words.map(|(token, _)| &text.text[token.start..token.end]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_stands_between_marks_is_quoted() {
        assert_eq!(inside("“No boat left,” she said. 'None at all,' he said."), "No boat left None at all");
        assert_eq!(inside("\"No boat left,\" she said of the harbour's day."), "No boat left");
    }

    #[test]
    fn what_somebody_says_goes_on_in_the_next_paragraph() {
        assert_eq!(
            inside("Quint said: “The bar has moved. Nobody saw it."),
            "The bar has moved Nobody saw it"
        );
        assert_eq!(
            inside("Quint was cross. “The bar has moved. Nobody saw it."),
            "The bar has moved Nobody saw it"
        );
        assert_eq!(inside("The bar has “moved. Nobody saw it."), "");
    }

    #[test]
    fn a_quotation_inside_a_quotation_is_a_part_of_it() {
        assert_eq!(inside("“The bar is a ‘moving’ one,” he said."), "The bar is a moving one");
    }

    #[test]
    fn a_quotation_that_is_opened_anew_goes_on() {
        assert_eq!(inside("She said: \"No boat left. \"None will.\" She hung up."), "No boat left None will");
    }

    #[test]
    fn a_mark_that_nothing_opened_ends_its_own_sentence() {
        assert_eq!(inside("The quay is shut. Who would mend it?\" The board left."), "Who would mend it");
        assert_eq!(inside("The ferry\"s master left at noon."), "");
    }

    #[test]
    fn a_mark_that_opens_the_text_runs_to_its_end() {
        assert_eq!(inside("\"No boat left on Monday."), "No boat left on Monday");
        assert_eq!(inside("He left \"in a boat on Monday."), "");
    }

    #[test]
    fn a_quotation_is_shared_with_who_said_it() {
        let own = OwnWords { shared: 2, most_shared: 2, shorter: 0, longer: 1, quoted: 20, requoted: 0 };
        assert!(own.is_shared_quotation());
        // A longer passage holds the shorter one, and who said it.
        assert!(!OwnWords { longer: 30, ..own }.is_shared_quotation());
        assert!(OwnWords { shared: 0, longer: 30, ..own }.is_shared_quotation());
        // Nothing differs: the paragraph went over as it stood.
        assert!(!OwnWords { longer: 0, ..own }.is_shared_quotation());
        // Words of the quotation were changed.
        assert!(!OwnWords { requoted: 6, ..own }.is_shared_quotation());
    }
}

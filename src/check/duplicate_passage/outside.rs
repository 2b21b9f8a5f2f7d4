//! Which words of two passages stand outside quotation marks: what is said of a quotation, and not in it.

use super::alignment::{Run, Text};

/// The words of two passages that stand outside quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnWords {
    /// How many of the shared words do, on the side where fewer do.
    pub(super) shared: usize,
    /// How many others, on the side that has fewer of them.
    pub(super) least_other: usize,
    /// How many others, on the side that has more.
    pub(super) most_other: usize,
}

impl OwnWords {
    /// Counts them, given the runs that the texts share.
    pub(super) fn of(runs: &[Run], a: &Text<'_>, b: &Text<'_>) -> Self {
        let count = |text: &Text<'_>, at: fn(&Run) -> usize| {
            let quoted = quoted(text);
            let shared =
                runs.iter().flat_map(|run| at(run)..at(run) + run.len).filter(|at| !quoted[*at]).count();
            (shared, quoted.iter().filter(|inside| !**inside).count() - shared)
        };
        let ((shared_a, other_a), (shared_b, other_b)) = (count(a, |run| run.a), count(b, |run| run.b));
        Self {
            shared: shared_a.min(shared_b),
            least_other: other_a.min(other_b),
            most_other: other_a.max(other_b),
        }
    }
}

/// For each word, whether it stands inside quotation marks. A mark that is never closed counts
/// where it opens the text, which then goes on in the next paragraph; elsewhere it is a slip.
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
            '"' if double.is_none() && (before.is_whitespace() || before == '(') => {
                double = Some(word_at(at))
            }
            '”' | '»' | '"' => {
                // Without an opening mark, the quotation began in a paragraph before.
                let from = double.take().or((!inside.contains(&true)).then_some(0));
                if let Some(from) = from.filter(|_| c != '"' || !before.is_whitespace()) {
                    inside[from..word_at(at)].fill(true);
                }
            }
            '‘' | '\'' if opens => single = single.or(Some(word_at(at))),
            '’' | '\'' if !follows.is_alphanumeric() => {
                if let Some(from) = single.take() {
                    inside[from..word_at(at)].fill(true);
                }
            }
            _ => {}
        }
        before = c;
    }
    if double == Some(0) {
        inside.fill(true);
    }
    inside
}

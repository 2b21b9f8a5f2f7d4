//! What differs between two passages, word by word, with a little of what stands round it.

use std::ops::Range;

use similar::{Algorithm, ChangeTag, DiffOp, DiffTag, TextDiff};

/// Unchanged words kept on each side of a change.
const CONTEXT: usize = 5;

/// Longer passages are compared up to here: the time a diff takes grows with its square.
const LONGEST: usize = 4_000;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// In both.
    Same(String),
    /// Only in the first.
    Old(String),
    /// Only in the second.
    New(String),
    /// Words of both that are left out.
    Gap,
}

/// The changes from `old` to `new`; empty where the words are the same. Changes that stand close
/// together share a hunk.
pub(super) fn hunks(old: &str, new: &str) -> Vec<Vec<Piece>> {
    let (old, new) = (words(old), words(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_slices(&old, &new);
    let groups = diff.grouped_ops(CONTEXT);
    let changed = groups.iter().filter(|group| group.iter().any(|op| op.tag() != DiffTag::Equal));
    changed
        .map(|group| {
            let mut pieces = Vec::new();
            let first = group.first().expect("groups are never empty");
            let last = group.last().expect("groups are never empty");
            if first.old_range().start > 0 {
                pieces.push(Piece::Gap);
            }
            pieces.extend(group.iter().flat_map(|op| pieces_of(op, &old, &new)));
            if last.old_range().end < old.len() {
                pieces.push(Piece::Gap);
            }
            pieces
        })
        .collect()
}

/// The words that only one of two passages has, as byte ranges; neighbours are one range.
pub(super) struct Changed {
    /// In the first passage.
    pub(super) old: Vec<Range<usize>>,
    /// In the second.
    pub(super) new: Vec<Range<usize>>,
}

/// Which words of each passage the other lacks.
pub(super) fn changed(old: &str, new: &str) -> Changed {
    let (old_words, new_words) = (words(old), words(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_slices(&old_words, &new_words);
    let mut changed = Changed { old: Vec::new(), new: Vec::new() };
    for op in diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal) {
        changed.old.extend(range_of(old, &old_words[op.old_range()]));
        changed.new.extend(range_of(new, &new_words[op.new_range()]));
    }
    changed
}

/// Where neighbouring words, slices of `text`, stand in it.
fn range_of(text: &str, words: &[&str]) -> Option<Range<usize>> {
    let (first, last) = (words.first()?, words.last()?);
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    Some(at(first)..at(last) + last.len())
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().take(LONGEST).collect()
}

fn pieces_of(op: &DiffOp, old: &[&str], new: &[&str]) -> Vec<Piece> {
    op.iter_slices(old, new)
        .map(|(tag, words)| {
            let words = words.join(" ");
            match tag {
                ChangeTag::Equal => Piece::Same(words),
                ChangeTag::Delete => Piece::Old(words),
                ChangeTag::Insert => Piece::New(words),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_words_and_a_few_round_them_are_kept() {
        let old = "one two three four five six seven eight nine ten eleven twelve";
        let new = "one two three four five six seven acht nine ten eleven twelve";
        let expected = vec![
            Piece::Gap,
            Piece::Same("three four five six seven".into()),
            Piece::Old("eight".into()),
            Piece::New("acht".into()),
            Piece::Same("nine ten eleven twelve".into()),
        ];
        assert_eq!(hunks(old, new), [expected]);
    }

    #[test]
    fn changed_words_are_found_in_both_passages() {
        let (old, new) = ("The old port  was shut", "The port was closed\nfor good");
        let Changed { old: gone, new: come } = changed(old, new);
        let gone: Vec<&str> = gone.into_iter().map(|at| &old[at]).collect();
        let come: Vec<&str> = come.into_iter().map(|at| &new[at]).collect();
        assert_eq!((gone, come), (vec!["old", "shut"], vec!["closed\nfor good"]));
    }

    #[test]
    fn white_space_is_no_difference() {
        assert!(hunks("The port\nis  shut.", "The port is shut.").is_empty());
    }

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let middle = "a b c d e f g h i j k l m n o p";
        assert_eq!(hunks(&format!("x {middle} y"), &format!("X {middle} Y")).len(), 2);
    }
}

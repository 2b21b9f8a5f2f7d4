//! What differs between two passages, word by word, with a little of what stands round it.

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

/// Both passages whole, what differs between them apart.
pub(super) fn whole(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_slices(&old, &new);
    diff.ops().iter().flat_map(|op| pieces_of(op, &old, &new)).collect()
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
    fn white_space_is_no_difference() {
        assert!(hunks("The port\nis  shut.", "The port is shut.").is_empty());
    }

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let middle = "a b c d e f g h i j k l m n o p";
        assert_eq!(hunks(&format!("x {middle} y"), &format!("X {middle} Y")).len(), 2);
    }
}

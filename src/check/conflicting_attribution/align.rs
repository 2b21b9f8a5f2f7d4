//! Two tellings of one speech, word against word.
//!
//! The best stretch that both share is found, with what differs inside it; what only one of them
//! has before or after is no difference, since quotations are cut as copy needs it. Where both go
//! on for a word or three and then end, those words differ too.

use std::ops::Range;

/// Words that one telling has where the other has others; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

/// How two tellings agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Telling {
    /// Words that are the same in both.
    pub(super) matched: usize,
    /// The longest run of them.
    pub(super) longest: usize,
    /// The stretch of each in which they agree, with what differs at its ends.
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    /// What differs.
    pub(super) changes: Vec<Change>,
    /// Whether both go on differently for longer.
    pub(super) parts: bool,
}

impl Telling {
    /// Words that differ, counted on the side that has more of them.
    pub(super) fn changed(&self) -> usize {
        self.changes.iter().map(|c| c.a.len().max(c.b.len())).sum()
    }

    /// The share of the stretch that is the same.
    pub(super) fn agreement(&self) -> f64 {
        self.matched as f64 / (self.matched + self.changed()).max(1) as f64
    }
}

/// Longer tellings are too dear to align word by word.
const LARGEST: usize = 160_000;

/// What may stand for any words.
const ANY: u32 = 0;

/// Ends that differ in no more words belong to the same telling.
const END: usize = 3;

/// Aligns two tellings.
pub(super) fn align(a: &[u32], b: &[u32]) -> Option<Telling> {
    let (n, m) = (a.len(), b.len());
    if n * m == 0 || n * m > LARGEST {
        return None;
    }
    // Most that are aligned are one speech word for word, or a piece of it.
    if let Some(telling) = taken_whole(a, b) {
        return Some(telling);
    }
    let width = m + 1;
    let mut score = vec![0i32; (n + 1) * width];
    let mut best = (0, 0, 0);
    for i in 1..=n {
        let (above, row) = score[(i - 1) * width..(i + 1) * width].split_at_mut(width);
        let word = a[i - 1];
        let left_out = i32::from(word != ANY);
        let mut before = 0;
        for (j, ((&other, row), above)) in b.iter().zip(&mut row[1..]).zip(above.windows(2)).enumerate() {
            let any = word == ANY || other == ANY;
            let pair = match (any, word == other) {
                (true, _) => 0,
                (false, true) => 2,
                (false, false) => -1,
            };
            let cell =
                (above[0] + pair).max(above[1] - left_out).max(before - i32::from(other != ANY)).max(0);
            *row = cell;
            before = cell;
            if cell > best.0 {
                best = (cell, i, j + 1);
            }
        }
    }
    let (_, mut i, mut j) = best;
    let (end_a, end_b) = (i, j);
    let mut same: Vec<(usize, usize)> = Vec::new();
    while i > 0 && j > 0 && score[i * width + j] > 0 {
        let cell = score[i * width + j];
        let any = a[i - 1] == ANY || b[j - 1] == ANY;
        let equal = !any && a[i - 1] == b[j - 1];
        let pair = if any {
            0
        } else if equal {
            2
        } else {
            -1
        };
        if cell == score[(i - 1) * width + j - 1] + pair {
            if equal {
                same.push((i - 1, j - 1));
            }
            i -= 1;
            j -= 1;
        } else if cell == score[(i - 1) * width + j] - i32::from(a[i - 1] != ANY) {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    same.reverse();
    let first = *same.first()?;
    let mut telling =
        Telling { matched: same.len(), a: first.0..end_a, b: first.1..end_b, ..Telling::default() };
    let mut run = 0;
    for (k, &(x, y)) in same.iter().enumerate() {
        let next = k > 0 && same[k - 1] == (x.wrapping_sub(1), y.wrapping_sub(1));
        run = if next { run + 1 } else { 1 };
        telling.longest = telling.longest.max(run);
        if k > 0 && !next {
            let (p, q) = same[k - 1];
            telling.change(p + 1..x, q + 1..y, a, b);
        }
    }
    // What stands before and after on both sides.
    let head = (0..first.0, 0..first.1);
    let last = same[same.len() - 1];
    let tail = (last.0 + 1..n, last.1 + 1..m);
    telling.a.end = last.0 + 1;
    telling.b.end = last.1 + 1;
    for (x, y) in [head, tail] {
        if x.is_empty() || y.is_empty() {
            continue;
        }
        if x.len() <= END && y.len() <= END {
            telling.a = telling.a.start.min(x.start)..telling.a.end.max(x.end);
            telling.b = telling.b.start.min(y.start)..telling.b.end.max(y.end);
            telling.change(x, y, a, b);
        } else {
            telling.parts = true;
        }
    }
    telling.changes.sort_by_key(|c| (c.a.start, c.b.start));
    Some(telling)
}

/// The telling of two of which one stands in the other as it is: no better stretch is to be found.
fn taken_whole(a: &[u32], b: &[u32]) -> Option<Telling> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.contains(&ANY) {
        return None;
    }
    let from = long.windows(short.len()).position(|stretch| stretch == short)?;
    // Across what was left out a stretch may end before it.
    if long[..from].contains(&ANY) {
        return None;
    }
    let (whole, part) = (0..short.len(), from..from + short.len());
    let (a, b) = if a.len() <= b.len() { (whole, part) } else { (part, whole) };
    Some(Telling { matched: short.len(), longest: short.len(), a, b, ..Telling::default() })
}

impl Telling {
    fn change(&mut self, mut x: Range<usize>, mut y: Range<usize>, a: &[u32], b: &[u32]) {
        // One word that is the same before one that differs weighs too little to be aligned.
        while !x.is_empty() && !y.is_empty() && a[x.start] == b[y.start] && a[x.start] != ANY {
            (x.start, y.start, self.matched) = (x.start + 1, y.start + 1, self.matched + 1);
        }
        while !x.is_empty() && !y.is_empty() && a[x.end - 1] == b[y.end - 1] && a[x.end - 1] != ANY {
            (x.end, y.end, self.matched) = (x.end - 1, y.end - 1, self.matched + 1);
        }
        if x.is_empty() && y.is_empty() {
            return;
        }
        if a[x.clone()].contains(&ANY) || b[y.clone()].contains(&ANY) {
            return;
        }
        self.changes.push(Change { a: x, b: y });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u32> {
        text.split(' ').map(|w| if w == "*" { 0 } else { crate::text::word_id(w) }).collect()
    }

    fn changed(a: &str, b: &str) -> usize {
        align(&words(a), &words(b)).map_or(usize::MAX, |t| t.changed())
    }

    #[test]
    fn what_only_one_of_them_has_at_its_end_is_no_change() {
        assert_eq!(changed("we will sail on friday", "we will sail on friday if the ice allows it"), 0);
        assert_eq!(changed("and so we will sail on friday", "we will sail on friday"), 0);
    }

    #[test]
    fn words_inside_and_at_both_ends_are_changes() {
        assert_eq!(changed("we will not sail on friday night", "we will sail on friday night"), 1);
        assert_eq!(changed("we will sail on friday", "we will sail on monday"), 1);
        assert_eq!(changed("the crew will sail on friday", "the old men will sail on friday"), 2);
    }

    #[test]
    fn a_piece_is_found_where_it_first_stands() {
        let (piece, whole) = (words("we will sail"), words("so we will sail if we will sail at all"));
        let telling = align(&piece, &whole).unwrap();
        assert_eq!((telling.a, telling.b, telling.matched, telling.longest), (0..3, 1..4, 3, 3));
        let telling = align(&whole, &piece).unwrap();
        assert_eq!((telling.a, telling.b, telling.parts), (1..4, 0..3, false));
    }

    #[test]
    fn an_ellipsis_stands_for_any_words() {
        assert_eq!(changed("we will * sail on friday", "we will perhaps sail on friday"), 0);
    }
}

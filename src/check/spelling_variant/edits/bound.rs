//! A quick look whether two spellings can be aligned at so much, before the way is looked for.
//!
//! Of twenty pairs that share enough letters to be asked about, nineteen are far apart. For these it is enough
//! to know what the cheapest way costs: no way is kept, and the least of what leads to a place is chosen without
//! a branch, which the processor could not foretell.

use super::{added, replaced};
use crate::lexicon::SpellingEdits;

/// What ways cost at the least, in thousandths, rounded down.
#[derive(Debug)]
pub(super) struct Bound {
    /// One letter for another, by the [number](number) of both.
    replaced: Vec<i32>,
    swapped: i32,
    doubled: i32,
    /// On top, for the first letter.
    first: i32,
    /// What it costs to come to a place, by row of the first spelling's letters.
    least: Vec<i32>,
    /// What each letter of the two costs where the other spelling lacks it.
    added: (Vec<i32>, Vec<i32>),
    /// The numbers of the second spelling's letters.
    numbers: Vec<usize>,
}

/// No way leads there; adding to it is no overflow.
const FAR: i32 = i32::MAX / 2;

/// Letters, and any other sign.
const NUMBERS: usize = 27;

impl Bound {
    /// At the costs of `table`.
    pub(super) fn new(table: &SpellingEdits) -> Self {
        // Two signs that differ stand for any two.
        let (rows, columns) = (b"abcdefghijklmnopqrstuvwxyz'", b"abcdefghijklmnopqrstuvwxyz-");
        let pairs = rows.iter().flat_map(|x| columns.iter().map(|y| (*x, *y)));
        Self {
            replaced: pairs.map(|(x, y)| thousandths(replaced(x, y).cost(table))).collect(),
            swapped: thousandths(table.plain.swapped),
            doubled: thousandths(table.plain.doubled),
            first: thousandths(table.plain.first),
            least: Vec::new(),
            added: Default::default(),
            numbers: Vec::new(),
        }
    }

    /// Whether two spellings, each with what stands ahead of its letters, may be aligned at no more than `most`.
    /// Where it says no, no alignment costs so little; what the last letter costs on top is left out of account.
    pub(super) fn is_within(
        &mut self,
        (a, ahead_a): (&[u8], &[u64]),
        (b, ahead_b): (&[u8], &[u64]),
        table: &SpellingEdits,
        most: f64,
    ) -> bool {
        let most = thousandths(most - table.plain.last.min(0.0)) + 1;
        let each = |letters: &[u8], costs: &mut Vec<i32>| {
            costs.clear();
            let cost = |(at, letter): (usize, &u8)| thousandths(added(*letter, letters, at).cost(table));
            costs.extend(letters.iter().enumerate().map(cost));
        };
        each(a, &mut self.added.0);
        each(b, &mut self.added.1);
        self.numbers.clear();
        self.numbers.extend(b.iter().map(|letter| number(*letter)));
        let (added_a, added_b, numbers) = (&self.added.0[..], &self.added.1[..], &self.numbers[..]);
        let width = b.len() + 1;
        self.least.clear();
        self.least.resize((a.len() + 1) * width, FAR);
        let least = &mut self.least[..];
        // Whatever leaves the beginning pays for the first letter, but for what is reached from there at once.
        least[0] = self.first;
        if let ([x, ..], [y, ..]) = (a, b)
            && x == y
        {
            least[width + 1] = 0;
        }
        for (letters, to) in [(a, width), (b, 1)] {
            if let [x, y, ..] = letters
                && x == y
            {
                least[to] = self.doubled;
            }
        }
        // The last row that a swap or a rule leads to.
        let mut ahead = 0;
        for i in 0..=a.len() {
            let (above, rows) = least.split_at_mut(i * width);
            if i > 0 {
                let above = &above[above.len() - width..];
                let costs = &self.replaced[number(a[i - 1]) * NUMBERS..][..NUMBERS];
                let added = added_a[i - 1];
                rows[0] = rows[0].min(above[0] + added);
                let places = rows[1..width].iter_mut().zip(above.windows(2));
                for ((place, above), (letter, number)) in places.zip(b.iter().zip(numbers)) {
                    let replaced = if *letter == a[i - 1] { 0 } else { costs[*number] };
                    *place = (*place).min(above[1] + added).min(above[0] + replaced);
                }
            }
            let mut alive = false;
            for j in 0..width {
                if j > 0 {
                    rows[j] = rows[j].min(rows[j - 1] + added_b[j - 1]);
                }
                // No rule pays for the first letter.
                let here = if i + j == 0 { 0 } else { rows[j] };
                if here > most {
                    continue;
                }
                alive = true;
                if let ([x, y, ..], [z, w, ..]) = (&a[i..], &b[j..])
                    && (x, y) == (w, z)
                    && x != y
                {
                    let to = 2 * width + j + 2;
                    rows[to] = rows[to].min(rows[j] + self.swapped);
                    ahead = ahead.max(i + 2);
                }
                for rule in table.opening(ahead_a[i], ahead_b[j]) {
                    let (di, dj) = (rule.left.length(), rule.right.length());
                    let to = di * width + j + dj;
                    rows[to] = rows[to].min(here + thousandths(rule.cost));
                    ahead = ahead.max(i + di);
                }
            }
            if !alive && ahead <= i {
                return false;
            }
        }
        least[least.len() - 1] <= most
    }
}

fn thousandths(cost: f64) -> i32 {
    (cost * 1000.0).floor() as i32
}

fn number(letter: u8) -> usize {
    match letter {
        b'a'..=b'z' => usize::from(letter - b'a'),
        _ => NUMBERS - 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Aligner;
    use super::*;
    use crate::lexicon::{Beginning, Lexicon};

    #[test]
    fn no_pair_is_given_up_that_can_be_aligned() {
        let lexicon = Lexicon::shipped();
        let names = "aarvik arvik arwick ahmed achmed bergstrom bergstroem chaikov tchaikov dzhoulin joulin \
                     eklund ecklund filip philippe gaardsen gardsen hallberg halberg ivarov iwarow jenssen \
                     jenson kiyev kyiv kyv lutskiy lutsky mcallan macallan o'dell odell oddell quorin korin \
                     schtoltz stolz shcherov scherow thule tule vladimir wladimir xiao hsiao yakimov iakimov \
                     zoe z3 4x benton marlow haldor hadlor \u{df}tra";
        let names: Vec<&str> = names.split_whitespace().collect();
        let table = &lexicon.spelling_edits;
        let (mut aligner, mut bound) = (Aligner::new(table), Bound::new(table));
        let (mut near, mut far) = (0, 0);
        for a in &names {
            for b in &names {
                for most in [0.0, 0.25, 0.6, 1.1, 2.3, 4.0, 5.5] {
                    let (a, b) = (a.as_bytes(), b.as_bytes());
                    let (mut ahead_a, mut ahead_b) = (Vec::new(), Vec::new());
                    Beginning::ahead(a, &mut ahead_a);
                    Beginning::ahead(b, &mut ahead_b);
                    aligner.ahead = (ahead_a.clone(), ahead_b.clone());
                    let within = bound.is_within((a, &ahead_a), (b, &ahead_b), table, most);
                    let aligned = aligner.walk(a, b, most);
                    assert!(within || aligned.is_none(), "{a:?} {b:?} {most}");
                    near += usize::from(aligned.is_some());
                    far += usize::from(!within);
                }
            }
        }
        // What is given up is nearly all that can't be aligned.
        let all = 7 * names.len() * names.len();
        assert!(near > 600 && far * 100 > (all - near) * 95, "{near} {far} of {all}");
    }
}

//! `spelling-edits.yml`: the edits by which spellings of one name differ, and what each costs.

use crate::text::fold;
use crate::yaml::{Mistake, Node};

/// A typed edit that the letters explain: `ya` for `ia`.
#[derive(Clone, Debug, PartialEq)]
pub struct EditRule {
    /// What one spelling has.
    pub a: Box<str>,
    /// What the other has; may be empty.
    pub b: Box<str>,
    /// What it costs.
    pub cost: f64,
    /// The conventions it belongs to, as bits by the order of [`SpellingEdits::conventions`].
    pub conventions: u32,
}

/// What an edit costs that no rule explains.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the file says what each is")]
pub struct PlainCosts {
    pub vowel: f64,
    pub vowel_added: f64,
    pub doubled: f64,
    pub h_added: f64,
    pub semivowel: f64,
    pub swapped: f64,
    pub alike: f64,
    pub consonant: f64,
    pub consonant_added: f64,
    pub vowel_consonant: f64,
    pub first: f64,
    pub last: f64,
}

/// The edits that no rule explains, as the file names them.
pub const PLAIN_EDITS: &[&str] = &[
    "vowel",
    "vowel-added",
    "doubled",
    "h-added",
    "semivowel",
    "swapped",
    "alike",
    "consonant",
    "consonant-added",
    "vowel-consonant",
];

/// How costs become a score.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the file says what each is")]
pub struct ScoreTerms {
    pub base: f64,
    pub length: f64,
    pub coherent: f64,
    pub accent: f64,
}

/// The table of edits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpellingEdits {
    /// Edits that no rule explains.
    pub plain: PlainCosts,
    /// How costs become a score.
    pub score: ScoreTerms,
    /// Names of the conventions.
    pub conventions: Vec<String>,
    /// The rules.
    pub rules: Vec<EditRule>,
    /// Rules in the order of the first letters of both sides, each way round; one that has nothing on a side stands
    /// under every letter that may be there, and under the end.
    placed: Vec<PlacedRule>,
    /// Where the rules of each pair of first letters begin in these, and where the last end.
    starts: Vec<u16>,
}

/// A rule, one way round, as it is asked for wherever two spellings go on with its first letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedRule {
    /// Its index in [`SpellingEdits::rules`].
    pub number: u16,
    /// What the first spelling has.
    pub left: Beginning,
    /// What the second has.
    pub right: Beginning,
    /// What it costs.
    pub cost: f64,
}

/// Up to eight letters in one number, the first of them lowest: whether a spelling goes on with them is one
/// comparison, and this is asked far more often than anything else of two spellings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beginning {
    letters: u64,
    mask: u64,
    length: u8,
}

impl Beginning {
    /// The longest that can be told.
    const LONGEST: usize = 8;

    fn new(letters: &str) -> Option<Self> {
        let length =
            u8::try_from(letters.len()).ok().filter(|length| usize::from(*length) <= Self::LONGEST)?;
        let low = |byte: u8, rest: u64| rest << 8 | u64::from(byte);
        let number = letters.bytes().rev().fold(0, |rest, letter| low(letter, rest));
        let mask = letters.bytes().fold(0, |rest, _| low(u8::MAX, rest));
        Some(Self { letters: number, mask, length })
    }

    /// What stands ahead of each place in a spelling, and at its end, for [`opens`](Self::opens).
    pub fn ahead(letters: &[u8], ahead: &mut Vec<u64>) {
        ahead.clear();
        ahead.resize(letters.len() + 1, 0);
        let mut rest = 0;
        for (ahead, letter) in ahead.iter_mut().zip(letters).rev() {
            rest = rest << 8 | u64::from(*letter);
            *ahead = rest;
        }
    }

    /// Whether what stands [`ahead`](Self::ahead) begins with these letters.
    pub fn opens(self, ahead: u64) -> bool {
        (ahead ^ self.letters) & self.mask == 0
    }

    /// How many letters it has.
    pub fn length(self) -> usize {
        usize::from(self.length)
    }
}

/// More rules are refused: each is placed twice, and places are numbered in 16 bits.
const MOST: u16 = u16::MAX / 2;

/// Letters, and nothing.
const LETTERS: usize = 27;

fn slot(letter: u8) -> Option<usize> {
    match letter {
        0 => Some(0),
        b'a'..=b'z' => Some(usize::from(letter - b'a') + 1),
        _ => None,
    }
}

impl SpellingEdits {
    /// The rules that apply where two spellings go on with what stands [`ahead`](Beginning::ahead).
    pub fn opening(&self, ahead_a: u64, ahead_b: u64) -> impl Iterator<Item = &PlacedRule> {
        let first = |ahead: u64| (ahead & 0xff) as u8;
        let rules = self.at(first(ahead_a), first(ahead_b)).iter();
        rules.filter(move |rule| rule.left.opens(ahead_a) && rule.right.opens(ahead_b))
    }

    /// The rules that may apply where two spellings go on so, 0 being their end.
    fn at(&self, a: u8, b: u8) -> &[PlacedRule] {
        match (slot(a), slot(b)) {
            (Some(a), Some(b)) => match self.starts.get(a * LETTERS + b..a * LETTERS + b + 2) {
                Some(&[from, to]) => &self.placed[from as usize..to as usize],
                _ => &[],
            },
            _ => &[],
        }
    }
}

pub(super) fn read(node: &Node) -> Result<SpellingEdits, Mistake> {
    let fields = node.fields(&["plain", "score", "rules"])?;
    let plain = fields.need("plain")?.fields(&[PLAIN_EDITS, &["first", "last"]].concat())?;
    let cost = |name: &str| plain.need(name)?.number(-20.0, 20.0);
    let plain = PlainCosts {
        vowel: cost("vowel")?,
        vowel_added: cost("vowel-added")?,
        doubled: cost("doubled")?,
        h_added: cost("h-added")?,
        semivowel: cost("semivowel")?,
        swapped: cost("swapped")?,
        alike: cost("alike")?,
        consonant: cost("consonant")?,
        consonant_added: cost("consonant-added")?,
        vowel_consonant: cost("vowel-consonant")?,
        first: cost("first")?,
        last: cost("last")?,
    };
    let score = fields.need("score")?.fields(&["base", "length", "coherent", "accent"])?;
    let term = |name: &str| score.need(name)?.number(-20.0, 20.0);
    let score = ScoreTerms {
        base: term("base")?,
        length: term("length")?,
        coherent: term("coherent")?,
        accent: term("accent")?,
    };
    let mut edits = SpellingEdits { plain, score, ..SpellingEdits::default() };
    let mut placed: Vec<Vec<PlacedRule>> = vec![Vec::new(); LETTERS * LETTERS];
    for rule in fields.need("rules")?.items()? {
        let fields = rule.fields(&["a", "b", "cost", "conventions"])?;
        let mut conventions = 0;
        for name in fields.need("conventions")?.texts()? {
            let known = edits.conventions.iter().position(|c| *c == name);
            let bit = known.unwrap_or(edits.conventions.len());
            if known.is_none() {
                if bit == 32 {
                    return Err(rule.mistake("more than 32 conventions"));
                }
                edits.conventions.push(name);
            }
            conventions |= 1 << bit;
        }
        let (a, b) = (fold(fields.need("a")?.text()?), fold(fields.need("b")?.text()?));
        let cost = fields.need("cost")?.number(-20.0, 20.0)?;
        let number = u16::try_from(edits.rules.len()).ok().filter(|number| *number < MOST);
        let number = number.ok_or_else(|| rule.mistake("too many rules"))?;
        let first = |side: &str| slot(side.bytes().next().unwrap_or(0));
        let (Some(x), Some(y)) = (first(&a), first(&b)) else {
            return Err(rule.mistake("an edit is made of letters"));
        };
        let (Some(left), Some(right)) = (Beginning::new(&a), Beginning::new(&b)) else {
            return Err(rule.mistake("an edit has at most eight letters"));
        };
        let under = |first: usize| if first == 0 { 0..LETTERS } else { first..first + 1 };
        for (x, y) in under(x).flat_map(|x| under(y).map(move |y| (x, y))) {
            placed[x * LETTERS + y].push(PlacedRule { number, left, right, cost });
            placed[y * LETTERS + x].push(PlacedRule { number, left: right, right: left, cost });
        }
        edits.rules.push(EditRule { a: a.into(), b: b.into(), cost, conventions });
    }
    for rules in placed {
        edits.starts.push(edits.placed.len() as u16);
        edits.placed.extend(rules);
    }
    edits.starts.push(edits.placed.len() as u16);
    Ok(edits)
}

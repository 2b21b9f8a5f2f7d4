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
    /// Rules in the order of the first letters of both sides (0 for an empty side), each way round:
    /// the rule's index and whether `b` stands in the first spelling.
    placed: Vec<(u16, bool)>,
    /// Where the rules of each pair of first letters begin in these, and where the last end.
    starts: Vec<u16>,
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
    /// The rules that may apply where one spelling goes on with `a` and the other with `b`.
    pub fn at(&self, a: u8, b: u8) -> &[(u16, bool)] {
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
    let mut placed: Vec<Vec<(u16, bool)>> = vec![Vec::new(); LETTERS * LETTERS];
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
        placed[x * LETTERS + y].push((number, false));
        placed[y * LETTERS + x].push((number, true));
        edits.rules.push(EditRule { a: a.into(), b: b.into(), cost, conventions });
    }
    for rules in placed {
        edits.starts.push(edits.placed.len() as u16);
        edits.placed.extend(rules);
    }
    edits.starts.push(edits.placed.len() as u16);
    Ok(edits)
}

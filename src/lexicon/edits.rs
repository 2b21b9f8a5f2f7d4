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
    /// How many letters the longest rule takes.
    pub reach: usize,
    /// Rules by the first letters of both sides (0 for an empty side), each way round: the rule's
    /// index and whether `b` stands in the first spelling.
    index: Vec<Vec<(u16, bool)>>,
}

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
            (Some(a), Some(b)) => self.index.get(a * LETTERS + b).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}

pub(super) fn read(node: &Node) -> Result<SpellingEdits, Mistake> {
    let fields = node.fields(&["plain", "score", "rules"])?;
    let plain = fields.need("plain")?.fields(&[
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
        "first",
        "last",
    ])?;
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
    let mut edits = SpellingEdits {
        plain,
        score,
        index: vec![Vec::new(); LETTERS * LETTERS],
        ..SpellingEdits::default()
    };
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
        let number = u16::try_from(edits.rules.len()).map_err(|_| rule.mistake("too many rules"))?;
        let first = |side: &str| slot(side.bytes().next().unwrap_or(0));
        let (Some(x), Some(y)) = (first(&a), first(&b)) else {
            return Err(rule.mistake("an edit is made of letters"));
        };
        edits.index[x * LETTERS + y].push((number, false));
        edits.index[y * LETTERS + x].push((number, true));
        edits.reach = edits.reach.max(a.len()).max(b.len());
        edits.rules.push(EditRule { a: a.into(), b: b.into(), cost, conventions });
    }
    Ok(edits)
}

//! What a word may be in a sentence, by its form.

use std::sync::LazyLock;

use crate::text::WordTable;

use crate::article::MONTHS;

/// What a word may be in a sentence, as far as its form says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort(u16);

impl Sort {
    /// Nothing that a list names.
    pub const NONE: Sort = Sort(0);
    /// Opens a noun phrase: "the", "several".
    pub const DETERMINER: Sort = Sort(1);
    /// Pronouns that speak: "he", "they".
    pub const PRONOUN: Sort = Sort(2);
    /// "of", "during".
    pub const PREPOSITION: Sort = Sort(4);
    /// A day or month, or a word that stands for one.
    pub const TIME: Sort = Sort(8);
    /// Helps another verb: "has", "would".
    pub const AUXILIARY: Sort = Sort(16);
    /// "also", "later", and what ends in "-ly".
    pub const ADVERB: Sort = Sort(32);
    /// "and", "but".
    pub const CONJUNCTION: Sort = Sort(64);
    /// Opens a clause of its own: "that", "because", "when".
    pub const SUBORDINATOR: Sort = Sort(128);
    /// "not", "didn't".
    pub const NEGATION: Sort = Sort(256);
    /// "who", "which".
    pub const RELATIVE: Sort = Sort(512);
    /// A noun of time after "last", "this", "next".
    pub const PERIOD: Sort = Sort(1024);
    /// Pronouns that only follow a verb: "him", "them".
    pub const OBJECT: Sort = Sort(2048);

    const fn with(self, other: Sort) -> Sort {
        Sort(self.0 | other.0)
    }

    /// Whether it may be one of `other`.
    pub fn is(self, other: Sort) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a word may be, and which of the words that patterns name it is.
pub(super) fn of(word: &str) -> (Sort, Special) {
    if let Some(known) = KNOWN.get(word) {
        return *known;
    }
    let adverb = word.len() > 5 && word.ends_with("ly") && !matches!(word, "family" | "assembly" | "italy");
    (if adverb { Sort::ADVERB } else { Sort::default() }, Special::Other)
}

/// Function words by what they may be in a sentence.
const FUNCTION_WORDS: &[(Sort, &[&str])] = &[
    (
        Sort::DETERMINER,
        &[
            "the", "a", "an", "his", "their", "its", "my", "our", "your", "some", "any", "no", "each",
            "every", "several", "many", "most", "all", "both", "another", "these", "those", "one", "two",
            "three", "four", "five", "six", "few", "other", "such",
        ],
    ),
    (Sort::DETERMINER.with(Sort::OBJECT), &["her"]),
    (Sort::DETERMINER, &["this"]),
    (Sort::PRONOUN, &["he", "she", "they", "it", "we", "i", "you"]),
    (Sort::OBJECT, &["him", "them", "me", "us"]),
    (Sort::RELATIVE.with(Sort::SUBORDINATOR), &["who", "which"]),
    (Sort::SUBORDINATOR, &["whose", "whom", "where"]),
    (Sort::SUBORDINATOR, &["that"]),
    (
        Sort::SUBORDINATOR,
        &[
            "because", "while", "when", "as", "if", "although", "though", "whether", "whereas", "how", "why",
            "what", "than", "unless", "so",
        ],
    ),
    (Sort::PREPOSITION.with(Sort::SUBORDINATOR), &["since", "after", "before", "until"]),
    (
        Sort::PREPOSITION,
        &[
            "of",
            "in",
            "on",
            "at",
            "from",
            "during",
            "for",
            "with",
            "by",
            "to",
            "via",
            "through",
            "outside",
            "under",
            "over",
            "about",
            "into",
            "against",
            "between",
            "among",
            "within",
            "without",
            "near",
            "following",
            "inside",
            "around",
            "amid",
            "like",
            "despite",
            "per",
            "upon",
            "toward",
            "towards",
            "across",
            "behind",
            "beyond",
            "throughout",
            "off",
        ],
    ),
    (Sort::CONJUNCTION, &["and", "or", "but", "nor", "yet"]),
    (
        Sort::AUXILIARY,
        &[
            "is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "having", "do", "does",
            "did", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "cannot",
            "am", "won't", "isn't", "wasn't", "aren't", "weren't",
        ],
    ),
    (
        Sort::AUXILIARY.with(Sort::NEGATION),
        &["didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "wouldn't", "couldn't", "can't"],
    ),
    (Sort::NEGATION.with(Sort::ADVERB), &["not", "never"]),
    (
        Sort::TIME,
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "yesterday",
            "today",
            "tonight",
            "tomorrow",
            "afterward",
            "afterwards",
        ],
    ),
    (Sort::TIME, &["jan", "feb", "aug", "sept", "oct", "nov", "dec"]),
    (
        Sort::PERIOD,
        &[
            "week",
            "month",
            "year",
            "night",
            "morning",
            "afternoon",
            "evening",
            "day",
            "weekend",
            "summer",
            "winter",
            "spring",
            "autumn",
            "fall",
        ],
    ),
    (
        Sort::ADVERB,
        &[
            "also",
            "later",
            "then",
            "now",
            "once",
            "again",
            "even",
            "still",
            "too",
            "earlier",
            "recently",
            "previously",
            "repeatedly",
            "reportedly",
            "already",
            "meanwhile",
            "however",
            "just",
            "only",
            "further",
            "first",
            "instead",
            "therefore",
            "nevertheless",
            "simply",
            "often",
            "always",
            "indeed",
            "perhaps",
            "maybe",
            "moreover",
            "furthermore",
            "ago",
            "long",
            "soon",
            "quickly",
            "nonetheless",
            "separately",
            "specifically",
        ],
    ),
];

/// Whether a word stands before names with a capital and is no part of them.
pub(super) fn is_lead(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "in"
            | "on"
            | "at"
            | "for"
            | "as"
            | "when"
            | "while"
            | "if"
            | "with"
            | "former"
            | "ex"
            | "then"
            | "late"
            | "vice"
            | "prime"
            | "foreign"
            | "deputy"
            | "attorney"
            | "said"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "sir"
            | "lord"
            | "lady"
            | "republican"
            | "democratic"
            | "democrat"
            | "conservative"
            | "labour"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "american"
            | "british"
            | "russian"
            | "ukrainian"
            | "french"
            | "german"
            | "israeli"
            | "iranian"
            | "chinese"
            | "us"
            | "according"
            | "like"
            | "after"
            | "before"
            | "however"
            | "meanwhile"
            | "state"
            | "district"
            | "by"
            | "from"
            | "his"
            | "her"
            | "their"
            | "our"
            | "its"
            | "my"
            | "even"
    )
}

/// Words that patterns name and that are no function words.
const NAMED: &[&str] = &["according", "put", "puts"];

/// Both in one table: every word is looked up.
static KNOWN: LazyLock<WordTable<(Sort, Special)>> = LazyLock::new(|| {
    let sorts = FUNCTION_WORDS.iter().flat_map(|(sort, words)| words.iter().map(|word| (*word, *sort)));
    // `March` and `May` are verbs too.
    let months = MONTHS.into_iter().filter(|month| !matches!(*month, "march" | "may"));
    let months = months.map(|month| (month, Sort::TIME));
    let named = NAMED.iter().map(|word| (*word, Sort::default()));
    sorts
        .chain(months)
        .chain(named)
        .map(|(word, sort)| (word.to_owned(), (sort, Special::of(word))))
        .collect()
});

/// Words that a pattern names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Special {
    /// "according".
    According,
    /// "as".
    As,
    /// A form of "be".
    Be,
    /// "of".
    Of,
    /// "put it": what a source does with words.
    Put,
    /// "that".
    That,
    /// "to".
    To,
    /// Any other word.
    #[default]
    Other,
}

impl Special {
    fn of(word: &str) -> Special {
        match word {
            "according" => Special::According,
            "as" => Special::As,
            "is" | "was" | "are" | "were" | "be" | "been" | "being" | "am" => Special::Be,
            "of" => Special::Of,
            "put" | "puts" => Special::Put,
            "that" => Special::That,
            "to" => Special::To,
            _ => Special::Other,
        }
    }
}

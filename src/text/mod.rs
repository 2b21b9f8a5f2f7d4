//! Pure functions on text: words, sentences, folding. Nothing here knows about articles.
//!
//! Offsets are bytes of the text that was given.

mod date;
mod edition;
mod fold;
mod key;
mod language;
mod marks;
mod number;
mod sentences;
mod shingles;
mod sketch;
mod slots;
mod spoken;
mod stem;
mod table;
mod term;
mod words;

pub use date::{Calendar, DateForm, DateText, Side, dates};
pub use edition::{Edition, edition};
pub use fold::{fold, fold_into, one_line, skeleton, with_folded, with_lower};
pub use key::key;
pub use language::{foreign, language_named, language_of};
pub use marks::{Marks, Quotation, Stray, marks};
pub use number::{Numerals, Quantity, Unit, quantities};
pub use sentences::sentences;
pub use shingles::{
    SHINGLE, Token, distinct_shingles, each_token, in_common, sequence, shingle, shingles, tokens,
};
pub use sketch::Sketch;
pub use slots::Slots;
pub use spoken::{SpokenWord, each_spoken, spoken, spoken_form};
pub use stem::stem;
pub use table::WordTable;
pub use term::{Lower, TermId, Vocabulary, bare, is_possessive, stem_id, word_id};
pub use words::{Case, Word, words};

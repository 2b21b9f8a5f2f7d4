//! Names inside quotations: speech has no spelling, and a form has blanks.

use std::ops::Range;

use super::align::Telling;
use crate::article::Span;
use crate::check::Corpus;
use crate::text::{SpokenWord, fold, spoken};

/// From here on two names are one in two spellings.
const ALIKE: f64 = 0.6;

/// Takes changes out of `telling` that are one name in two spellings or its initials, and says whether another
/// change puts one name in the place of another, as a form letter does.
pub(super) fn leave(corpus: &Corpus, a: (u32, Span), b: (u32, Span), telling: &mut Telling) -> bool {
    if telling.changes.is_empty() {
        return false;
    }
    let (one, other) = (corpus.slice(a.0, a.1), corpus.slice(b.0, b.1));
    let (p, q) = (spoken(one), spoken(other));
    let mut swapped = false;
    telling.changes.retain(|change| {
        let (left, right) = (&p[change.a.clone()], &q[change.b.clone()]);
        if initials((one, left), right) || initials((other, right), left) {
            return false;
        }
        let (x, y) = (names(one, &p, &change.a), names(other, &q, &change.b));
        if x.is_empty() || y.is_empty() {
            return true;
        }
        let alike = strsim::normalized_damerau_levenshtein(&x.concat(), &y.concat()) >= ALIKE;
        let all = x.len() == change.a.len() && y.len() == change.b.len();
        swapped |= !alike;
        !(alike && all)
    });
    swapped
}

/// Whether one word is the initials of others, printed as such: `UN`, `U.N.`.
fn initials((text, short): (&str, &[SpokenWord]), long: &[SpokenWord]) -> bool {
    let [word] = short else { return false };
    let first = long.iter().filter(|w| !matches!(w.form.as_str(), "of" | "the" | "and" | "for"));
    let letters: String = first.filter_map(|w| w.form.chars().next()).collect();
    let capitals = !text[word.at.clone()].contains(char::is_lowercase);
    capitals && letters.len() > 1 && letters == word.form
}

/// The capitalised words of a stretch, folded; a sentence may begin with any word.
fn names(text: &str, words: &[SpokenWord], stretch: &Range<usize>) -> Vec<String> {
    let name = |word: &SpokenWord| {
        let before = text[..word.at.start].trim_end();
        let opens = before.is_empty() || before.ends_with(['.', '!', '?', '“', '"', '‘', ':', '…']);
        let printed = &text[word.at.clone()];
        !opens && printed.len() > 1 && printed.starts_with(char::is_uppercase)
    };
    words[stretch.clone()].iter().filter(|word| name(word)).map(|word| fold(&text[word.at.clone()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_for_their_words() {
        let (short, long) = (spoken("U.N."), spoken("United Nations"));
        assert!(initials(("U.N.", &short), &long));
        assert!(!initials(("United Nations", &long), &short));
        assert!(!initials(("us", &spoken("us")), &spoken("United States")));
    }
}

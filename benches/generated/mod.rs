//! Copy that no desk wrote: words of no language, and paragraphs of which some are copies.

/// Paragraphs in an article.
pub(crate) const PARAGRAPHS: usize = 10;
/// Words in a paragraph.
const WORDS: usize = 60;
/// One paragraph in so many is a copy of an earlier one, with a word changed.
const COPIES: usize = 20;

/// A small generator of numbers: the same copy in every run, without a dependency.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    /// A word by rank; low ranks are common, as in any language.
    fn word(&mut self) -> String {
        let rank = self.below(40_000).min(self.below(40_000)).min(self.below(40_000));
        let mut word = String::new();
        let mut left = rank + 7;
        while left > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[left % 14]));
            word.push(char::from(b"aeiou"[left / 14 % 5]));
            left /= 70;
        }
        word
    }
}

/// Whether the paragraph of this number is a copy.
pub(crate) fn is_copy(number: usize) -> bool {
    number % COPIES == COPIES - 1
}

/// So many paragraphs, the same in every run.
pub(crate) fn paragraphs(count: usize) -> Vec<String> {
    let mut numbers = Numbers(7);
    let mut all: Vec<String> = Vec::with_capacity(count);
    for number in 0..count {
        let words: Vec<String> = if is_copy(number) {
            let source = numbers.below(all.len());
            let mut words: Vec<String> = all[source].split(' ').map(str::to_owned).collect();
            let at = numbers.below(words.len());
            words[at] = numbers.word();
            words
        } else {
            (0..WORDS).map(|_| numbers.word()).collect()
        };
        all.push(words.join(" "));
    }
    all
}

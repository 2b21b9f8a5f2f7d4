//! Whether copy is English.
//!
//! Rules about the English language say nothing sensible about other languages, but an English
//! article that is taken for another one is lost. So copy counts as English unless two things agree: it
//! has almost none of the small words that English cannot do without, and whatlang (letter trigrams,
//! after Cavnar and Trenkle, 1994) is sure that it is another language.

mod code;

use whatlang::{Lang, Script};

pub use code::language_named;

/// So much of the copy is looked at.
const SAMPLE: usize = 4000;

/// Copy with fewer words is not judged by them.
const LEAST_WORDS: usize = 40;

/// English news has some 30 of these in 100 words; other languages share a few of their spellings.
const SMALL_WORDS: [u64; 32] = packed([
    "a", "after", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "has", "have", "he",
    "his", "in", "is", "it", "its", "of", "on", "said", "that", "the", "their", "they", "to", "was", "were",
    "which", "with",
]);

/// ASCII words of up to five letters, each as one number, sorted: every word of every article is
/// looked for among them.
const fn packed<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut numbers = [0; N];
    let mut at = 0;
    while at < N {
        let number = pack(words[at].as_bytes());
        let mut place = at;
        while place > 0 && numbers[place - 1] > number {
            numbers[place] = numbers[place - 1];
            place -= 1;
        }
        numbers[place] = number;
        at += 1;
    }
    numbers
}

const fn pack(word: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < word.len() {
        number |= (word[at] as u64) << (8 * at);
        at += 1;
    }
    number
}

/// From this share of small words on the copy is English.
const LEAST_SHARE: f64 = 0.15;

/// Lists of names and results are no running copy of any language: there, most words start small.
const LEAST_SMALL: f64 = 0.5;

/// Copy in another script has at least so many letters of it.
const LEAST_LETTERS: usize = 100;

/// The name of the language of `text` in English where it is surely not English.
pub fn foreign(text: &str) -> Option<&'static str> {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let sample = &text[..end];
    let Counts { latin, other, words, small, english } = Counts::of(sample);
    if latin >= other {
        let share = |count: usize| count as f64 / words as f64;
        if words < LEAST_WORDS || share(english) >= LEAST_SHARE || share(small) < LEAST_SMALL {
            return None;
        }
    } else if other < LEAST_LETTERS {
        return None;
    }
    let info = whatlang::detect(sample)?;
    let sure = info.is_reliable() || info.script() != Script::Latin;
    (sure && info.lang() != Lang::Eng).then(|| info.lang().eng_name())
}

/// Of copy that is said to be in another language, one word in so many is: the rest may have been left as it was.
const MOST_LEFT: usize = 3;
/// With fewer words, a paragraph says nothing of its language.
const LEAST_WORDS_OF_DECLARED: usize = 8;

/// The name of the language of `text` in English where that is not English. `declared` is what the file says, and
/// counts where the text is too short to be surely something else; `hinted` what its path says, and counts where
/// the text does not look English either. English that is said to be something else is English: an article
/// whose translation has not been made stands under the other language as well.
pub fn language_of(
    text: &str,
    declared: Option<&'static str>,
    hinted: Option<&'static str>,
) -> Option<&'static str> {
    const ENGLISH: &str = "English";
    if let Some(found) = foreign(text) {
        return Some(found);
    }
    let said = declared.or(hinted).filter(|language| *language != ENGLISH)?;
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let sample = &text[..end];
    let (mut all, mut strange) = (0, 0);
    for paragraph in sample.split("\n\n") {
        let Counts { latin, other, words, english, .. } = Counts::of(paragraph);
        all += words;
        let few = (english as f64) < LEAST_SHARE * words as f64;
        if latin < other || (words >= LEAST_WORDS_OF_DECLARED && few) {
            strange += words;
        }
    }
    let looks = || whatlang::detect(sample).is_some_and(|info| info.lang() != Lang::Eng);
    (strange > 0 && strange * MOST_LEFT >= all && (declared.is_some() || looks())).then_some(said)
}

/// What there is of some copy.
#[derive(Default)]
struct Counts {
    /// Letters that are Latin.
    latin: usize,
    /// Letters that are not.
    other: usize,
    words: usize,
    /// Words that start small.
    small: usize,
    /// Small words of English.
    english: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let mut word = Word::default();
        // Nearly every letter is ASCII, and told by its byte; words of such letters are read at once.
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            if letters > 0 {
                counts.latin += letters;
                word.push_ascii(&bytes[at..at + letters]);
                at += letters;
                continue;
            }
            if bytes[at].is_ascii() {
                counts.take(&mut word);
                at += 1;
                continue;
            }
            let c = text[at..].chars().next().expect("a character starts here");
            at += c.len_utf8();
            if c.is_alphabetic() {
                // Latin with its extensions ends before Greek; its later blocks are for phonetics and
                // Vietnamese.
                let latin = c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
                counts.latin += usize::from(latin);
                counts.other += usize::from(!latin);
                word.push_wide(c.is_lowercase());
            } else {
                counts.take(&mut word);
            }
        }
        counts.take(&mut word);
        counts
    }

    /// Counts the word that ends here, if there is one.
    fn take(&mut self, word: &mut Word) {
        if word.length > 0 {
            self.words += 1;
            self.small += usize::from(word.small);
            self.english += usize::from(word.length <= 5 && SMALL_WORDS.binary_search(&word.packed).is_ok());
            *word = Word::default();
        }
    }
}

/// The word that is being read.
#[derive(Default)]
struct Word {
    /// Whether it starts small.
    small: bool,
    /// Its letters as [`pack`] gives them.
    packed: u64,
    length: usize,
}

impl Word {
    fn push_ascii(&mut self, letters: &[u8]) {
        if self.length == 0 {
            self.small = letters[0].is_ascii_lowercase();
        }
        for (letter, place) in letters.iter().zip(self.length..8) {
            self.packed |= u64::from(letter | 0x20) << (8 * place);
        }
        self.length = self.length.saturating_add(letters.len());
    }

    /// A letter outside ASCII counts for more than any small word has.
    fn push_wide(&mut self, small: bool) {
        if self.length == 0 {
            self.small = small;
        }
        self.length += 9;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_recognised() {
        let french = "Le port de Skelby est fermé depuis lundi, a annoncé la direction du port dans un communiqué. \
            Les plongeurs doivent examiner les piliers avant la fin de la semaine, et aucun navire ne pourra accoster \
            jusqu'à nouvel ordre. Le maire a demandé aux habitants de ne pas s'approcher du quai, qui risque de s'effondrer.";
        let german = "Der Hafen von Skelby ist seit Montag geschlossen, wie die Hafenbehörde mitteilte. Taucher sollen die \
            Pfeiler bis zum Ende der Woche untersuchen, und bis auf Weiteres darf kein Schiff anlegen. Der Bürgermeister bat \
            die Einwohner, sich dem Kai nicht zu nähern, weil er einstürzen könne, und kündigte eine Untersuchung an.";
        let dutch = "De haven van Skelby is sinds maandag gesloten, zo heeft het havenbestuur laten weten. Duikers moeten de \
            palen voor het einde van de week onderzoeken, en tot nader order mag er geen schip aanleggen. De burgemeester vroeg \
            de inwoners om niet in de buurt van de kade te komen, omdat die kan instorten of wegspoelen.";
        let russian = "Порт закрыт с понедельника, сообщило управление порта. Водолазы должны осмотреть сваи до конца недели, \
            и до особого распоряжения ни одно судно не сможет причалить.";
        assert_eq!(foreign(french), Some("French"));
        assert_eq!(foreign(german), Some("German"));
        assert_eq!(foreign(dutch), Some("Dutch"));
        assert_eq!(foreign(russian), Some("Russian"));
    }

    #[test]
    fn a_short_text_is_in_the_language_that_its_file_says() {
        let short = "Der Hafen von Skelby ist seit Montag geschlossen, wie die Hafenbehörde mitteilte.";
        assert_eq!(foreign(short), None);
        assert_eq!(language_of(short, Some("German"), None), Some("German"));
        assert_eq!(language_of(short, None, Some("German")), Some("German"));
        assert_eq!(language_of(short, Some("English"), None), None);
        let english = "The port of Skelby has been shut since Monday, the harbour board said.";
        assert_eq!(language_of(english, Some("German"), Some("German")), None);
        assert_eq!(language_of("Port shut", Some("German"), None), None);
        let mixed = format!("{short}\n\n{english}");
        assert_eq!(language_of(&mixed, Some("German"), None), Some("German"));
        assert_eq!(language_of(&mixed, None, None), None);
    }

    #[test]
    fn english_is_english_however_short_and_however_foreign_its_names() {
        for text in [
            "",
            "Port shut",
            "Quay shut\n\nThe quay is shut until further notice.",
            "Volodymyr Zelenskyy, Oleksandr Syrskyi and Andrii Yermak met Recep Tayyip Erdoğan and Hakan Fidan in Çankaya, and \
             Ihor Klymenko and Kyrylo Budanov joined Rustem Umerov at Dolmabahçe Sarayı, said Dmytro Kuleba of Zaporizhzhia.",
            "Eintracht Braunschweig 2 Borussia Mönchengladbach 1; Bayer Leverkusen 0 Fortuna Düsseldorf 0; Hannover 3 Arminia \
             Bielefeld 2; Werder Bremen 1 Hertha Berlin 1; Schalke 4 Nürnberg 0; Köln 2 Mainz 2; Freiburg 1 Augsburg 3; Dresden 1 \
             Rostock 0; Darmstadt 2 Paderborn 2; Kaiserslautern 1 Saarbrücken 0; Magdeburg 4 Ulm 1.",
            "Rescuers said 12 people died; villagers found survivors, police added. \"Everything collapsed,\" one witness told \
             reporters. Officials urged residents near rivers, roads or bridges to leave immediately. Helicopters dropped food, \
             water, tents, blankets.",
            "“Всё хорошо”, said Ivan Petrov, the mayor of Skelby, on Monday.",
        ] {
            assert_eq!(foreign(text), None, "{text}");
        }
    }
}

//! The words of a quotation as they are compared between two tellings.
//!
//! What differs only in the way it is written is the same word: case, accents, marks, spelled
//! numbers, initials with stops (F.B.I., FBI), contractions (can't, cannot), `&`, and British and
//! American spelling. What an editor put in brackets (wire copy uses round ones), left out with an
//! ellipsis or masked with asterisks may stand for any words.

use std::borrow::Cow;
use std::ops::Range;

use super::{fold_into, words};

/// One word as compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenWord {
    /// Where it was printed; two words of one contraction share the place.
    pub at: Range<usize>,
    /// Its form; empty for what may stand for any words.
    pub form: String,
}

/// The words of `text` in order.
pub fn spoken(text: &str) -> Vec<SpokenWord> {
    let mut found = Vec::new();
    each_spoken(text, &mut |at, form| found.push(SpokenWord { at, form: form.to_owned() }));
    found
}

/// The same, without a string for each word: the place and the form of one after the other.
pub fn each_spoken(text: &str, then: &mut dyn FnMut(Range<usize>, &str)) {
    let mut words = Words { last: None, form: String::new(), then };
    let mut end = 0;
    let mut bracket = false;
    let mut capital = None;
    let mut folded = String::new();
    for word in self::words(text) {
        let mut at = word.start as usize..word.end as usize;
        // "[A]t least" is "at least": an editor gave the word another letter to begin with.
        if at.len() == 1 && text[..at.start].ends_with('[') && letter_follows(&text[at.end..]) {
            capital = Some(at.start);
            continue;
        }
        let gap = &text[end..at.start];
        // Between most words nothing but a space stands.
        if gap != " " {
            let opening = gap.rfind(['[', '(']);
            let closing = gap.rfind([']', ')']);
            let open = if opening.is_some() || closing.is_some() { opening > closing } else { bracket };
            let omitted = gap.contains('…') || gap.contains("..") || gap.contains(". .");
            if (omitted || open && !bracket) && words.last.is_some() && !words.form.is_empty() {
                words.push(end..at.start, "");
            }
            bracket = open;
            if gap.contains('&') && !bracket {
                words.push(end..at.start, "and");
            }
            let joined = words.last.clone().filter(|last| last.end == end);
            let masked = !gap.is_empty() && gap.bytes().all(|mark| mark == b'*');
            if let Some(last) = joined.filter(|_| gap == "‘" || masked) {
                end = at.end;
                let whole = last.start..end;
                words.last = None;
                if gap == "‘" {
                    // An apostrophe that looks the wrong way: "Oster‘s".
                    folded.clear();
                    folded.push_str(&words.form);
                    folded.push('\'');
                    fold_into(&text[at], &mut folded);
                    words.push_said(&folded, &whole);
                } else {
                    // "f*ck" and "n*****s" are not printed as they were said.
                    words.push(whole, "");
                }
                continue;
            }
        }
        let initials = gap == "."
            && at.len() == 1
            && words.last.as_ref().is_some_and(|last| last.end == end && single_letters(&text[last.clone()]));
        if gap.contains('%') {
            words.push(end..at.start, "percent");
        }
        end = at.end;
        if bracket {
            continue;
        }
        folded.clear();
        if let Some(start) = capital.take() {
            fold_into(&text[start..=start], &mut folded);
            fold_into(&text[at.clone()], &mut folded);
            at.start = start;
        } else {
            fold_into(&text[at.clone()], &mut folded);
        }
        if other_script(&text[at.clone()]) || unsaid(&folded, &text[at.end..]) {
            words.push(at, "");
            continue;
        }
        if initials && let Some(last) = &mut words.last {
            last.end = at.end;
            words.form.push_str(&folded);
            continue;
        }
        words.push_said(&folded, &at);
    }
    words.flush();
}

/// The form of a word of two or more ASCII letters, given in small ones, where it is one word whatever stands beside
/// it: what [`each_spoken`] hands over for it.
pub fn spoken_form(letters: &str) -> Option<Cow<'_, str>> {
    let plain_letters = letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    if !plain_letters || matches!(letters, "cannot" | "cent" | "gonna" | "gotta" | "wanna") {
        return None;
    }
    Some(match american(letters) {
        Cow::Borrowed(form) => Cow::Borrowed(plain(form)),
        Cow::Owned(form) => Cow::Owned(plain(&form).to_owned()),
    })
}

/// Words on their way out; the last one waits for what may yet belong to it.
struct Words<'a> {
    last: Option<Range<usize>>,
    form: String,
    then: &'a mut dyn FnMut(Range<usize>, &str),
}

impl Words<'_> {
    fn push(&mut self, at: Range<usize>, form: &str) {
        self.flush();
        self.last = Some(at);
        self.form.clear();
        self.form.push_str(form);
    }

    fn flush(&mut self) {
        if let Some(at) = self.last.take() {
            (self.then)(at, &self.form);
        }
    }

    /// The words that a printed one stands for.
    fn push_said(&mut self, form: &str, at: &Range<usize>) {
        let forms: &[&str] = match form {
            "cannot" | "can't" => &["can", "not"],
            "won't" => &["will", "not"],
            "gonna" => &["going", "to"],
            "wanna" => &["want", "to"],
            "gotta" => &["got", "to"],
            "cent" if self.last.is_some() && self.form == "per" => {
                self.last = None;
                &["percent"]
            }
            _ => match contraction(form) {
                Some((stem, rest)) => {
                    return [plain(stem), rest].iter().for_each(|f| self.push(at.clone(), f));
                }
                None => return self.push(at.clone(), plain(&american(form))),
            },
        };
        forms.iter().for_each(|form| self.push(at.clone(), form));
    }
}

/// Whether a bracket closes here and the word goes on.
fn letter_follows(rest: &str) -> bool {
    rest.strip_prefix(']').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Whether a word stands in another script than English: `fold` would romanise it.
fn other_script(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let latin = |c: char| c < '\u{370}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && !letters.any(latin)
}

/// Whether a word is not printed as it was said: its letters are left out (`f—`, `n*****`).
fn unsaid(form: &str, rest: &str) -> bool {
    let cut =
        form.len() == 1 && !matches!(form, "a" | "i") && !form.starts_with(|c: char| c.is_ascii_digit());
    !form.contains(|c: char| c.is_ascii_alphanumeric())
        || cut && ["—", "–", "--"].iter().any(|gap| rest.starts_with(gap))
        || rest.starts_with("**")
}

/// Whether something is initials so far: `F`, `F.B`.
fn single_letters(text: &str) -> bool {
    text.split('.').all(|part| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn contraction(form: &str) -> Option<(&str, &'static str)> {
    if !form.as_bytes().contains(&b'\'') {
        return None;
    }
    for (ending, word) in
        [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would")]
    {
        if let Some(stem) = form.strip_suffix(ending) {
            return Some((stem, word));
        }
    }
    let stem = form.strip_suffix("'s")?;
    matches!(stem, "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how")
        .then_some((stem, "is"))
}

/// One form for a number and a few words that are spelled in two ways.
fn plain(form: &str) -> &str {
    match form {
        "zero" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "fifteen" => "15",
        "twenty" => "20",
        "thirty" => "30",
        "forty" => "40",
        "fifty" => "50",
        "hundred" => "100",
        "ok" => "okay",
        "em" => "them",
        "till" | "til" => "until",
        "twenties" => "20s",
        "thirties" => "30s",
        "forties" => "40s",
        "fifties" => "50s",
        "centre" => "center",
        "centres" => "centers",
        "programme" => "program",
        "defence" => "defense",
        "offence" => "offense",
        "licence" => "license",
        "grey" => "gray",
        "judgement" => "judgment",
        "ageing" => "aging",
        "sceptical" => "skeptical",
        "aluminium" => "aluminum",
        "tyre" => "tire",
        "tyres" => "tires",
        "towards" => "toward",
        "yeah" => "yes",
        "cos" | "cause" => "because",
        _ => form,
    }
}

/// American spelling of what British English ends otherwise.
fn american(form: &str) -> Cow<'_, str> {
    let form = if form.contains(',') { Cow::Owned(form.replace(',', "")) } else { Cow::Borrowed(form) };
    // Every word comes by here, so what few have is looked for as bytes.
    let bytes = form.as_bytes();
    if form.len() > 5 && bytes.windows(2).any(|pair| pair == b"is") {
        for (british, american) in
            [("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize")]
        {
            if let Some(stem) = form.strip_suffix(british) {
                return Cow::Owned(format!("{stem}{american}"));
            }
        }
    }
    if form.len() > 4 && (form.ends_with('e') || form.ends_with('s')) {
        // "metre", "theatres"; no other word ends in these.
        for (british, american) in
            [("tre", "ter"), ("tres", "ters"), ("bre", "ber"), ("bres", "bers"), ("logue", "log")]
        {
            if let Some(stem) = form.strip_suffix(british) {
                return Cow::Owned(format!("{stem}{american}"));
            }
        }
    }
    // "anaesthetic", "paediatric".
    if form.len() > 7 && bytes.windows(2).any(|pair| pair == b"ae") {
        return Cow::Owned(form.replace("ae", "e"));
    }
    // "labour", "neighbourhood", "favourite": behind a first syllable no two words are told apart by the u, as
    // `mourning` and `morning`, `fourth` and `forth` are.
    let behind_a_vowel = |at: usize| form[..at].contains(['a', 'e', 'i', 'o', 'u']);
    if form.len() > 5 && bytes.windows(3).position(|three| three == b"our").is_some_and(behind_a_vowel) {
        return Cow::Owned(form.replace("our", "or"));
    }
    // "travelled": short words are (`filled`, `filed`).
    if form.len() > 7
        && bytes[form.len() - 5..].contains(&b'l')
        && ["lled", "lling", "llers", "ller"].iter().any(|end| form.ends_with(end))
    {
        let at = form.rfind("ll").unwrap_or(form.len());
        return Cow::Owned(format!("{}{}", &form[..at], &form[at + 1..]));
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        spoken(text).into_iter().map(|w| w.form).collect()
    }

    #[test]
    fn a_word_by_itself_has_the_form_that_it_has_among_others() {
        let mut alone = 0;
        for word in "colour labour organise theatres catalogue anaesthetic twelve zero won't cannot cent per gotta I a \
                     ABC 1,000 favour said harbours programme mid-june o'clock naïve"
            .split_whitespace()
        {
            let all: Vec<String> = spoken(word).into_iter().map(|word| word.form).collect();
            if let Some(form) = spoken_form(&word.to_lowercase()) {
                assert_eq!(all, [form.into_owned()], "{word}");
                alone += 1;
            }
        }
        assert_eq!(alone, 14);
    }

    #[test]
    fn ways_of_writing_are_no_difference() {
        assert_eq!(forms("The F.B.I. can’t go"), forms("the FBI cannot GO"));
        assert_eq!(forms("ten per cent of labour"), forms("10 percent of labor"));
        assert_eq!(forms("it's 10% done"), forms("It is ten percent done"));
        assert_eq!(
            forms("the neighbourhood travelled 5 kilometres"),
            forms("the neighborhood traveled five kilometers")
        );
        assert_eq!(forms("liberty & Oster‘s safety"), forms("liberty and Oster's safety"));
        assert_eq!(forms("honoured harbours of our colours"), forms("honored harbors of our colors"));
        assert_ne!(forms("it was filled"), forms("it was filed"));
        assert_ne!(forms("in the mourning"), forms("in the morning"));
        assert_ne!(forms("he poured over it"), forms("he pored over it"));
    }

    #[test]
    fn what_is_not_printed_as_it_was_said_stands_for_any_word() {
        let forms = |text: &str| spoken(text).into_iter().map(|word| word.form).collect::<Vec<_>>();
        assert_eq!(forms("[A]t least ten"), forms("At least ten"));
        assert_eq!(forms("a f— nobody"), ["a", "", "nobody"]);
        assert_eq!(forms("that bu*****t story, sh** and f*ck"), ["that", "", "story", "", "and", ""]);
        assert_eq!(forms("we say אחריי now"), ["we", "say", "", "now"]);
    }

    #[test]
    fn brackets_and_ellipses_stand_for_any_words() {
        assert_eq!(forms("we said [the plan] failed … twice"), ["we", "said", "", "failed", "", "twice"]);
    }
}

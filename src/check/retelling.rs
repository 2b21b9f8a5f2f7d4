//! Whether two articles tell one story sentence by sentence, each in its own words.
//!
//! So do two translations of one original. Rewriters of agency copy keep some sentences and every quotation, and what two
//! reporters saw comes in two orders. The sentences are aligned in order, by the words that say something;
//! names and figures count twice.

use std::cmp::Ordering;
use std::sync::OnceLock;

use crate::article::{Article, ParagraphKind, Span};
use crate::text::{
    Case, Sketch, Slots, TermId, Vocabulary, distinct_shingles, in_common, sentences, word_id, words,
};

/// So many sentences must have a partner,
const LEAST_SENTENCES: usize = 3;
/// and so many where their words are other words: a short report is told alike by anybody.
const LEAST_REWORDED: usize = 6;
/// Of two articles that tell one story, the shorter one has so many of the different words of the longer one,
const LEAST_LENGTH: f64 = 0.45;
/// and the other has so many of its own. Any two have some 35 in 100, two on one subject 50, two translations 60 and more.
const LEAST_COMMON: f64 = 0.55;
/// So much of each article must stand in these.
const LEAST_SHARE: f64 = 0.65;
/// Two sentences that say the same share so much of what the two say.
const LEAST_ALIKE: f64 = 0.3;
/// And at least so much by weight: a name and a word.
const LEAST_WEIGHT: u32 = 3;
/// A sentence of less weight is not aligned.
const LEAST_SAID: u32 = 4;
/// Longer articles are not compared: two of a hundred sentences are a book's chapters.
const MOST_SENTENCES: usize = 120;
/// A sentence that shares so many of its shingles was taken over.
const TAKEN_OVER: f64 = 0.5;
/// No more of the sentences may be,
const MOST_TAKEN_OVER: f64 = 0.4;
/// or no more where no quotation shows that they were reworded throughout.
const MOST_WITHOUT_QUOTATION: f64 = 0.15;
/// A quotation that shares so many was kept: two translators meet in half of a sentence.
const KEPT: f64 = 0.7;
/// No more of the quotations may be.
const MOST_KEPT: f64 = 1.0 / 3.0;
/// So many of the figures in sentences that say the same must be the same: forms that are filled in again
/// and again have others.
const LEAST_FIGURES: f64 = 0.6;

/// How two articles tell one story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Retelling {
    /// How many sentences have a partner.
    pub(super) sentences: usize,
    /// Whether hardly any of them has the words of its partner.
    pub(super) in_own_words: bool,
}

/// What the articles of a run say, as far as it was asked.
#[derive(Debug)]
pub(super) struct Tellings {
    words: Vec<OnceLock<Box<Slots>>>,
    told: Vec<OnceLock<Telling>>,
}

impl Tellings {
    /// Nothing yet of so many articles.
    pub(super) fn new(articles: usize) -> Self {
        Self { words: vec![OnceLock::new(); articles], told: vec![OnceLock::new(); articles] }
    }

    /// How articles number `a` and `b` of the run tell one story sentence by sentence; none where they do not.
    pub(super) fn retell(
        &self,
        vocabulary: &Vocabulary,
        (a, one): (u32, &Article),
        (b, other): (u32, &Article),
    ) -> Option<Retelling> {
        if one.language.is_some() || other.language.is_some() {
            return None;
        }
        // Most pairs tell two things, and counting words is cheaper than reading sentences.
        let words = |at: u32, article: &Article| {
            self.words[at as usize].get_or_init(|| Box::new(Slots::of_text(article.text())))
        };
        let (x, y) = (words(a, one), words(b, other));
        if x.length_ratio(y) < LEAST_LENGTH || x.common(y) < LEAST_COMMON {
            return None;
        }
        let told = |at: u32, article| self.told[at as usize].get_or_init(|| Telling::of(article, vocabulary));
        retold((told(a, one), one), (told(b, other), other))
    }
}

/// How two articles tell one story.
fn retold((x, one): (&Telling, &Article), (y, other): (&Telling, &Article)) -> Option<Retelling> {
    let most = x.sentences.len().max(y.sentences.len());
    if x.sentences.len().min(y.sentences.len()) < LEAST_SENTENCES || most > MOST_SENTENCES {
        return None;
    }
    let partners = align(x, y);
    let share = |telling: &Telling, told: u32| f64::from(told) / f64::from(telling.said.max(1));
    let told = |of: &dyn Fn(&(usize, usize)) -> u32| partners.iter().map(of).sum::<u32>();
    let (of_x, of_y) = (told(&|p| x.sentences[p.0].said), told(&|p| y.sentences[p.1].said));
    if partners.len() < LEAST_SENTENCES || share(x, of_x).min(share(y, of_y)) < LEAST_SHARE {
        return None;
    }
    let pairs = || partners.iter().map(|(i, j)| (&x.sentences[*i], &y.sentences[*j]));
    let (mut figures, mut same) = (0, 0);
    for (one, other) in pairs() {
        let (few, many) = if one.figures.len() <= other.figures.len() { (one, other) } else { (other, one) };
        figures += few.figures.len();
        same += few.figures.iter().filter(|figure| many.figures.contains(figure)).count();
    }
    let part = |few: usize, all: usize| few as f64 / all.max(1) as f64;
    let worded: Vec<(Worded, Worded)> =
        pairs().map(|(x, y)| (Worded::of(one.slice(x.at)), Worded::of(other.slice(y.at)))).collect();
    let taken = worded.iter().filter(|(x, y)| shares(&x.words, &y.words) >= TAKEN_OVER).count();
    let taken = part(taken, partners.len());
    let quoted: Vec<bool> = worded
        .iter()
        .filter(|(x, y)| !x.quoted.is_empty() && !y.quoted.is_empty())
        .map(|(x, y)| shares(&x.quoted, &y.quoted) >= KEPT)
        .collect();
    let kept = part(quoted.iter().filter(|kept| **kept).count(), quoted.len());
    let most = if quoted.is_empty() { MOST_WITHOUT_QUOTATION } else { MOST_TAKEN_OVER };
    let in_own_words = partners.len() >= LEAST_REWORDED
        && same as f64 >= LEAST_FIGURES * figures as f64
        && taken <= most
        && kept <= MOST_KEPT;
    Some(Retelling { sentences: partners.len(), in_own_words })
}

/// What an article says, sentence by sentence.
#[derive(Clone, Debug)]
struct Telling {
    sentences: Vec<Sentence>,
    /// What all of it weighs.
    said: u32,
}

#[derive(Clone, Debug)]
struct Sentence {
    /// What it says, sorted, with the weight of each.
    terms: Vec<(TermId, u32)>,
    /// What they weigh together.
    said: u32,
    /// The terms in a few bytes: most sentences share none, and counting is cheaper than comparing.
    sketch: Sketch,
    figures: Vec<TermId>,
    /// Where it stands.
    at: Span,
}

/// The words of a sentence in order.
struct Worded {
    words: Vec<u32>,
    /// Those between quotation marks.
    quoted: Vec<u32>,
}

impl Worded {
    fn of(text: &str) -> Self {
        let within = quotation(text);
        let (mut all, mut quoted) = (Vec::new(), Vec::new());
        for word in words(text) {
            let id = word_id(word.of(text));
            all.push(id);
            if within.as_ref().is_some_and(|within| within.contains(&(word.start as usize))) {
                quoted.push(id);
            }
        }
        Self { words: all, quoted }
    }
}

impl Telling {
    fn of(article: &Article, vocabulary: &Vocabulary) -> Self {
        let mut found = Vec::new();
        for paragraph in article.paragraphs().iter().filter(|p| p.kind != ParagraphKind::Title) {
            let text = article.slice(paragraph.span);
            for at in sentences(text, &|_| false) {
                let at = Span::new(at.start, at.end).shifted(paragraph.span.start);
                let sentence = Sentence::of(article.slice(at), at, vocabulary);
                if sentence.said >= LEAST_SAID {
                    found.push(sentence);
                }
            }
        }
        let said = found.iter().map(|sentence| sentence.said).sum();
        Self { sentences: found, said }
    }
}

impl Sentence {
    fn of(text: &str, at: Span, vocabulary: &Vocabulary) -> Self {
        let (mut terms, mut figures) = (Vec::new(), Vec::new());
        for (place, word) in words(text).iter().enumerate() {
            let form = word.of(text);
            let id = word_id(form);
            let figure = form.starts_with(|c: char| c.is_ascii_digit());
            if figure {
                figures.push(id);
            }
            let named = figure || (place > 0 && matches!(word.case, Case::Title | Case::Upper));
            if let Some(term) = vocabulary.term(form).or(figure.then_some(id)) {
                terms.push((term, if named { 2 } else { 1 }));
            }
        }
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        terms.dedup_by_key(|(term, _)| *term);
        let said = terms.iter().map(|(_, weight)| weight).sum();
        let sketch = Sketch::of(terms.iter().map(|(term, _)| *term));
        Self { terms, said, sketch, figures, at }
    }

    /// How alike two sentences are, 0 to 1: what both say of what the two say; 0 where that is too little.
    fn alike(&self, other: &Self) -> f64 {
        // No term weighs more than two.
        let most = 2 * (self.terms.len() - self.sketch.missing_from(&other.sketch)) as u32;
        if most < LEAST_WEIGHT || f64::from(2 * most) < LEAST_ALIKE * f64::from(self.said + other.said) {
            return 0.0;
        }
        let (mut i, mut j, mut both) = (0, 0, 0);
        while let (Some((x, weight)), Some((y, others))) = (self.terms.get(i), other.terms.get(j)) {
            match x.cmp(y) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    both += weight.min(others);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        let alike = f64::from(2 * both) / f64::from(self.said + other.said);
        if both < LEAST_WEIGHT || alike < LEAST_ALIKE { 0.0 } else { alike }
    }
}

/// Where the first quotation of a sentence stands, up to the last mark.
fn quotation(text: &str) -> Option<std::ops::Range<usize>> {
    const MARKS: [char; 5] = ['“', '"', '”', '«', '»'];
    let open = text.find(MARKS)?;
    let close = text.rfind(MARKS).filter(|close| *close > open).unwrap_or(text.len());
    // A sentence may be the end of a quotation that began before it.
    Some(if text[open..].starts_with('”') || close == text.len() && open > text.len() / 2 {
        0..open
    } else {
        open..close
    })
}

/// The partners of sentences, in the order of both, so that what they share is the most.
fn align(x: &Telling, y: &Telling) -> Vec<(usize, usize)> {
    let (rows, columns) = (x.sentences.len(), y.sentences.len());
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut alike = vec![0.0; rows * columns];
    let mut best = vec![0.0f64; (rows + 1) * (columns + 1)];
    for i in 0..rows {
        for j in 0..columns {
            let both = x.sentences[i].alike(&y.sentences[j]);
            alike[i * columns + j] = both;
            best[at(i + 1, j + 1)] = best[at(i, j + 1)].max(best[at(i + 1, j)]).max(best[at(i, j)] + both);
        }
    }
    let (mut i, mut j) = (rows, columns);
    let mut found = Vec::new();
    while i > 0 && j > 0 {
        let both = alike[(i - 1) * columns + j - 1];
        if both > 0.0 && best[at(i, j)] <= best[at(i - 1, j - 1)] + both {
            found.push((i - 1, j - 1));
            (i, j) = (i - 1, j - 1);
        } else if best[at(i - 1, j)] >= best[at(i, j - 1)] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    found.reverse();
    found
}

/// The share of the shorter one's shingles that stand in the other.
fn shares(a: &[u32], b: &[u32]) -> f64 {
    let (x, y) = (distinct_shingles(a), distinct_shingles(b));
    in_common(&x, &y) as f64 / x.len().min(y.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Draft, DraftParagraph, Standing};
    use crate::lexicon::Lexicon;

    fn article(paragraphs: &[&str]) -> Article {
        let mut draft = Draft::default();
        for paragraph in paragraphs {
            let start = draft.text.len();
            draft.text.push_str(paragraph);
            let span = Span::new(start, draft.text.len());
            draft.paragraphs.push(DraftParagraph { span, kind: ParagraphKind::Body });
            draft.text.push_str("\n\n");
        }
        draft.into_article(&Arc::from("a.md"), Standing::Subject)
    }

    fn told(a: &[&str], b: &[&str]) -> Option<bool> {
        let [x, y] = [a, b].map(article);
        let found = |one: &Article, other: &Article| {
            Tellings::new(2).retell(&Lexicon::shipped().vocabulary, (0, one), (1, other))
        };
        let (found, other_way) = (found(&x, &y), found(&y, &x));
        assert_eq!(found.map(|f| f.in_own_words), other_way.map(|f| f.in_own_words));
        found.map(|found| found.in_own_words)
    }

    const ONE: [&str; 7] = [
        "Fisheries Minister Petra Hollen on Tuesday defended the ban on cod fishing off Norcombe against criticism from coastal towns.",
        "The government had prohibited cod fishing in an area of 900 square kilometres in January. The ban initially applies until the end of 2025.",
        "“I would rather have angry fishermen today than unemployed ones tomorrow,” Hollen said.",
        "The opposition accused her of having ignored the advice of the Marine Institute, which had recommended a quota of 2,000 tonnes.",
        "Fishermen's leader Erik Saal announced a blockade of the ports of Norcombe and Selwick. More than 120 boats would take part, he said.",
        "The minister promised compensation of up to 15,000 crowns per boat.",
        "Scientists point out that the stock has shrunk by 70 percent since 1998. Warmer water is also considered a cause.",
    ];

    const OTHER: [&str; 7] = [
        "The minister for fisheries, Petra Hollen, rejected criticism by coastal communities of the prohibition of cod fishing near Norcombe on Tuesday.",
        "In January the government outlawed the catching of cod in a zone of 900 square kilometres. For now the ban runs until the end of 2025.",
        "“Better furious fishers today than jobless ones tomorrow,” said Hollen.",
        "Opposition politicians charged that she had disregarded the Marine Institute and its advice: a quota of 2,000 tonnes.",
        "Erik Saal, who heads the fishermen's association, said the ports of Norcombe and Selwick would be blockaded. He expects over 120 boats to take part.",
        "Up to 15,000 crowns for each boat was pledged by the minister as compensation.",
        "Researchers note that stocks have shrunk 70 percent since 1998, for which they also blame warmer water.",
    ];

    #[test]
    fn two_translations_tell_one_story_in_their_own_words() {
        assert_eq!(told(&ONE, &OTHER), Some(true));
    }

    #[test]
    fn a_rewriter_keeps_the_quotation() {
        let mut kept = OTHER;
        kept[2] =
            "“I would rather have angry fishermen today than unemployed ones tomorrow,” the minister said.";
        assert_eq!(told(&ONE, &kept), Some(false));
    }

    #[test]
    fn a_re_issue_keeps_its_words() {
        let mut later = ONE;
        later[5] = "The minister promised compensation of up to 16,000 crowns per boat.";
        assert_eq!(told(&ONE, &later), Some(false));
    }

    #[test]
    fn another_order_is_another_report() {
        let mut turned = OTHER;
        turned.reverse();
        assert_eq!(told(&ONE, &turned), None);
    }

    #[test]
    fn a_form_that_is_filled_in_anew_is_another_story() {
        let figures = |text: &str| {
            text.replace("900", "400")
                .replace("2025", "2026")
                .replace("2,000", "700")
                .replace("120", "45")
                .replace("15,000", "9,000")
                .replace("70", "15")
                .replace("1998", "2001")
        };
        let other: Vec<String> = OTHER.iter().map(|text| figures(text)).collect();
        let other: Vec<&str> = other.iter().map(String::as_str).collect();
        assert_eq!(told(&ONE, &other), Some(false));
    }
}

//! Text set for display inside an article: pull quotations, captions, standfirsts.
//!
//! Scraped pages give them as paragraphs like others, and they repeat the body by nature. Two
//! passages of one article that look like one and its source are worth asking about and no more.
//! Some show it by themselves: marks of quotation, a credit, a label. Others are known by their
//! house: where many articles of one source hold a short passage with its source behind it, that is
//! how the house sets its pages. Captions also go from article to article, and so do lines of the
//! house.

use rustc_hash::{FxHashMap, FxHashSet};

use super::doubt::Doubt;
use super::lines::{house, of_one_house, refrains, standing};
use super::pair::{Likeness, Pair, Side};
use super::sift::is_sentence;
use super::{Corpus, FactRef, passage, text_of};
use crate::article::{Article, ParagraphKind};
use crate::check::takes;
use crate::lexicon::Lexicon;
use crate::text::{Calendar, tokens};

/// A longer text is too long to be set for display.
const LONGEST_DISPLAY: usize = 50;
/// So much of a text set for display stands in the paragraph that it was taken from,
const LEAST_TAKEN: f64 = 0.9;
/// which has more to say than that.
const MOST_OF_SOURCE: f64 = 0.85;
/// A line set for display between paragraphs has no more words.
const LONGEST_LINE: usize = 25;
/// A longer telling has more than this to say besides what it tells again.
const MOST_OF_LONGER_TELLING: f64 = 0.65;
/// A dated caption is no longer, in bytes,
const LONGEST_DATED: usize = 300;
/// and stands among so many: the article shows a gallery.
const LEAST_OF_GALLERY: usize = 4;
/// A credit has no more words.
const LONGEST_CREDIT: usize = 10;
/// No more words than this stand before a caption and its copy.
const MOST_BEFORE_CAPTION: usize = 3;
/// A caption that stands twice in a row has so many words,
const LEAST_OF_CAPTION: usize = 4;
/// and so many where other copy follows.
const LEAST_OF_OPENING: usize = 8;
/// So much of a caption is the text under it, and the rest a credit.
const LEAST_OF_CREDITED: f64 = 0.6;
/// Where less of the shorter passage than this stands in the other, an article takes up what it said.
const LEAST_TOLD_AGAIN: f64 = 0.8;
/// With fewer of the shared words outside quotation marks, somebody is quoted.
const LEAST_OWN_WORDS: usize = 2;
/// So many articles of a source must hold such pairs for it to be the house's way,
const LEAST_ARTICLES: usize = 5;
/// and one in so many of all its articles.
const ONE_IN: usize = 100;

/// Which pairs are the body and something that was taken from it for display.
pub(super) struct Display<'a> {
    corpus: &'a Corpus,
    lexicon: &'a Lexicon,
    /// Sources that set their pages with such texts.
    houses: FxHashSet<Option<&'a str>>,
    /// Lines of a house.
    standing: FxHashSet<FactRef>,
    /// Passages that stand three times in their article or more.
    refrains: FxHashSet<FactRef>,
}

impl<'a> Display<'a> {
    /// Learns from all pairs of the run which houses set texts for display.
    pub(super) fn learn(corpus: &'a Corpus, lexicon: &'a Lexicon, pairs: &[Pair]) -> Self {
        let mut shown: FxHashMap<Option<&str>, FxHashSet<u32>> = FxHashMap::default();
        for pair in pairs.iter().filter(|pair| may_be_set(corpus, pair)) {
            shown.entry(house(corpus, pair.a.at.article)).or_default().insert(pair.a.at.article);
        }
        shown.retain(|_, articles| articles.len() >= LEAST_ARTICLES);
        let mut all: FxHashMap<Option<&str>, usize> = FxHashMap::default();
        if !shown.is_empty() {
            // No pairs are looked for inside reference copy.
            for article in (0u32..).take(corpus.documents.len()).filter(|article| corpus.is_subject(*article))
            {
                *all.entry(house(corpus, article)).or_default() += 1;
            }
        }
        shown.retain(|house, articles| articles.len() * ONE_IN >= all[house]);
        Self {
            corpus,
            lexicon,
            houses: shown.into_keys().collect(),
            standing: standing(corpus, pairs),
            refrains: refrains(pairs),
        }
    }

    /// Why one of two passages is no running copy, as far as they show.
    pub(super) fn doubt(&self, pair: &Pair) -> Option<Doubt> {
        let is_running = |side: &Side| takes::is_running(self.corpus.article(side.at.article));
        let is_standing = |side: &Side| self.standing.contains(&side.at);
        if is_running(&pair.a) && is_running(&pair.b) {
            Some(Doubt::Takes)
        } else if !pair.is_across() {
            self.is_set(pair).then_some(Doubt::SetForDisplay)
        } else {
            (self.are_captions(pair) || is_standing(&pair.a) || is_standing(&pair.b))
                .then_some(Doubt::OfHouse)
        }
    }

    /// Whether two articles show one caption: it ends as no sentence does, in one of them or in both
    /// where they are of one house.
    fn are_captions(&self, pair: &Pair) -> bool {
        let open = |side: &Side| is_open(self.corpus, side);
        let (smaller, larger) = pair.by_size();
        let labelled = self.is_caption(smaller) && !self.is_caption(larger);
        if pair.likeness > Likeness::Typographic && labelled && open(smaller) {
            return true;
        }
        // A paragraph that was cut in two ends in the middle of what the other says.
        larger.words <= LONGEST_DISPLAY
            && pair.ends_alike
            && smaller.share() >= LEAST_TAKEN
            && larger.share() >= LEAST_TOLD_AGAIN
            && match (open(smaller), open(larger)) {
                (true, true) => of_one_house(self.corpus, pair),
                (x, y) => x != y,
            }
    }

    /// Whether two passages of one article are the body and something that was taken from it.
    fn is_set(&self, pair: &Pair) -> bool {
        let (smaller, larger) = pair.by_size();
        let open = |side: &Side| is_open(self.corpus, side);
        // Only the one with a credit behind it, or the one that breaks off, ends elsewhere.
        let ends_so = pair.ends_alike
            || (pair.likeness == Likeness::Contained
                && (larger.share() >= LEAST_OF_CREDITED || breaks_off(self.corpus, smaller)));
        let is_caption = smaller.words <= LONGEST_DISPLAY
            && smaller.share() >= LEAST_TOLD_AGAIN
            && open(smaller) != open(larger)
            && ends_so;
        let own = pair.own;
        let of_gallery = own.quoted == 0 && self.are_of_gallery(pair);
        let unended = pair.likeness != Likeness::Split && open(smaller) && open(larger);
        if of_gallery || unended || says_it_twice(self.corpus, pair) {
            return true;
        }
        // Who said it, set behind it or told round it.
        let is_quoted = || own.shared < LEAST_OWN_WORDS && own.quoted > 0 && own.shorter + own.longer > 0;
        // Where the other part stands beside it as well, the paragraph was split.
        if pair.likeness <= Likeness::Typographic || pair.likeness == Likeness::Split {
            return (pair.likeness == Likeness::Split
                && !pair.parted
                && smaller.words <= LONGEST_DISPLAY
                && is_quoted())
                || (is_caption && pair.likeness == Likeness::Typographic)
                || self.refrains.contains(&pair.a.at)
                || are_lines_of_a_picture(self.corpus, pair)
                || (pair.likeness <= Likeness::Typographic && self.is_line_of_display(pair));
        }
        (smaller.share() < LEAST_TOLD_AGAIN && is_apart(self.corpus, pair))
            || is_recap(self.corpus, pair)
            || is_of_two_hands(self.corpus, pair)
            || (open(larger) && !open(smaller) && is_credited(larger) && smaller.share() >= LEAST_TAKEN)
            || (open(smaller) && !open(larger) && is_credited(smaller))
            || (smaller.words <= LONGEST_DISPLAY && is_quoted())
            || is_caption
            || self.is_caption(smaller) != self.is_caption(larger)
            || self.is_way_of_house(pair)
    }

    /// Whether the house sets its pages with short passages, and this is one that stands elsewhere as a paragraph
    /// of its own.
    fn is_line_of_display(&self, pair: &Pair) -> bool {
        let house = house(self.corpus, pair.a.at.article);
        pair.a.words <= LONGEST_LINE
            && house.is_some()
            && self.houses.contains(&house)
            && is_apart(self.corpus, pair)
    }

    /// Whether the house sets its pages so; one that is known by name may set a text behind its source too.
    fn is_way_of_house(&self, pair: &Pair) -> bool {
        let (smaller, larger) = pair.by_size();
        let house = house(self.corpus, pair.a.at.article);
        self.houses.contains(&house)
            && (may_be_set(self.corpus, pair) || (house.is_some() && is_part(smaller, larger)))
    }

    /// Whether two passages are captions of an article with many: pictures of one event look alike.
    fn are_of_gallery(&self, pair: &Pair) -> bool {
        let article = self.corpus.article(pair.a.at.article);
        let shown =
            |side: &Side| is_dated_caption(&self.lexicon.calendar, article, text_of(self.corpus, side.at));
        shown(&pair.a) && shown(&pair.b)
    }

    /// Whether the file says that a passage is a caption, or it is made up like one.
    fn is_caption(&self, side: &Side) -> bool {
        let paragraph = passage(self.corpus, side.at).paragraph as usize;
        let kind = self.corpus.article(side.at.article).paragraphs()[paragraph].kind;
        if kind == ParagraphKind::Caption {
            return true;
        }
        side.words <= LONGEST_DISPLAY && self.lexicon.boilerplate.is_caption(text_of(self.corpus, side.at))
    }
}

/// Whether the smaller of two passages of one article stands before the larger one and in it, or one
/// of them ends as no sentence does.
fn may_be_set(corpus: &Corpus, pair: &Pair) -> bool {
    let (smaller, larger) = pair.by_size();
    let open = |side: &Side| is_open(corpus, side);
    !pair.is_across()
        && pair.likeness > Likeness::Typographic
        && smaller.words <= LONGEST_DISPLAY
        && is_apart(corpus, pair)
        && ((is_part(smaller, larger) && smaller.at < larger.at) || open(smaller) != open(larger))
}

/// Whether an article tells at length what it said in short: a standfirst, a summary, the paragraph that says
/// what the story is about.
fn is_recap(corpus: &Corpus, pair: &Pair) -> bool {
    let (smaller, larger) = pair.by_size();
    pair.likeness == Likeness::Reworded
        && is_apart(corpus, pair)
        && smaller.share() < LEAST_TAKEN
        && larger.share() <= MOST_OF_LONGER_TELLING
}

/// Whether the same line stands twice in a row with no blank line between, in an article that has blank lines between
/// its paragraphs: the text for a picture and the caption under it.
fn are_lines_of_a_picture(corpus: &Corpus, pair: &Pair) -> bool {
    let article = corpus.article(pair.a.at.article);
    let whole = |side: &Side| passage(corpus, side.at).span.range();
    let between = article.text().get(whole(&pair.a).end..whole(&pair.b).start).unwrap_or("");
    pair.likeness <= Likeness::Typographic
        && between.trim().is_empty()
        && between.matches('\n').count() == 1
        && article.text().contains("\n\n")
}

/// Whether an article has one passage with typewriter marks and the other with curly ones, apart from each other:
/// what a page shows beside the copy was typed by another hand.
fn is_of_two_hands(corpus: &Corpus, pair: &Pair) -> bool {
    let curly = |side: &Side| text_of(corpus, side.at).contains(['“', '”', '‘', '’']);
    let straight = |side: &Side| text_of(corpus, side.at).contains(['"', '\'']);
    let differ = |x: &Side, y: &Side| curly(x) && !straight(x) && straight(y) && !curly(y);
    is_apart(corpus, pair) && (differ(&pair.a, &pair.b) || differ(&pair.b, &pair.a))
}

/// Whether a passage has no more than a credit or a name besides what the other says.
fn is_credited(side: &Side) -> bool {
    let besides = side.words - side.covered;
    side.share() >= LEAST_TOLD_AGAIN && (1..=LONGEST_CREDIT).contains(&besides)
}

/// Whether each of two passages begins with the same words twice in a row, as the text for a picture and the
/// caption under it do where a page was read with both.
fn says_it_twice(corpus: &Corpus, pair: &Pair) -> bool {
    let twice = |side: &Side| {
        let words: Vec<u32> = tokens(text_of(corpus, side.at)).iter().map(|token| token.exact).collect();
        let repeats = |from: usize, len: usize| words[from..from + len] == words[from + len..from + 2 * len];
        let whole = |skip: usize| {
            let half = (words.len() - skip) / 2;
            half >= LEAST_OF_CAPTION && repeats(skip, half)
        };
        (LEAST_OF_OPENING..=words.len() / 2).any(|len| repeats(0, len))
            || (0..=MOST_BEFORE_CAPTION.min(words.len())).any(whole)
    };
    twice(&pair.a) && twice(&pair.b)
}

/// Whether a short text ends with a month or day and its year (`, on Aug. 7, 2015.`), as others of the article
/// do: agencies date their captions so, and copy that is of the day does not.
pub(super) fn is_dated_caption(calendar: &Calendar, article: &Article, text: &str) -> bool {
    let ends_with_a_date = |text: &str| {
        let mut words = text.trim_end_matches(['.', ' ']).rsplit(|c: char| !c.is_alphanumeric());
        let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_month = |word: &str| calendar.months.contains(&word.to_lowercase());
        words.next().is_some_and(is_year) && words.filter(|word| !word.is_empty()).take(2).any(is_month)
    };
    let paragraphs = || article.paragraphs().iter().map(|paragraph| article.slice(paragraph.span));
    text.len() <= LONGEST_DATED
        && ends_with_a_date(text)
        && paragraphs().filter(|other| ends_with_a_date(other)).take(LEAST_OF_GALLERY).count()
            == LEAST_OF_GALLERY
}

/// Whether another paragraph stands between the two: what the very next one says again is a slip.
fn is_apart(corpus: &Corpus, pair: &Pair) -> bool {
    let number = |side: &Side| passage(corpus, side.at).paragraph;
    number(&pair.a).abs_diff(number(&pair.b)) > 1
}

/// Whether the smaller passage is a part of the larger one.
fn is_part(smaller: &Side, larger: &Side) -> bool {
    smaller.words <= LONGEST_DISPLAY && smaller.share() >= LEAST_TAKEN && larger.share() <= MOST_OF_SOURCE
}

/// Whether a passage ends as no sentence does, or breaks off.
fn is_open(corpus: &Corpus, side: &Side) -> bool {
    !is_sentence(text_of(corpus, side.at)) || breaks_off(corpus, side)
}

fn breaks_off(corpus: &Corpus, side: &Side) -> bool {
    let text = text_of(corpus, side.at);
    text.ends_with("...") || text.ends_with('…')
}

#[cfg(test)]
mod tests {
    use super::super::samples::{align, at, corpus};
    use super::*;

    fn asks(corpus: &Corpus, a: (u32, u32), b: (u32, u32)) -> bool {
        let pair = align(corpus, a, b);
        Display::learn(corpus, Lexicon::shipped(), std::slice::from_ref(&pair)).doubt(&pair).is_some()
    }

    const BETWEEN: &str = "Ada Brill has kept the surgery between the two lighthouses for thirty years.";

    #[test]
    fn a_quotation_set_with_who_said_it_is_asked() {
        let corpus = corpus(&[&[
            "“Nobody on this island has ever asked me to come out twice for one goat” Ada Brill",
            BETWEEN,
            "She laughs. “Nobody on this island has ever asked me to come out twice for one goat,” she says, and pours.",
        ]]);
        assert!(asks(&corpus, (0, 0), (0, 2)));
    }

    #[test]
    fn a_sentence_pasted_before_its_paragraph_is_a_slip() {
        let corpus = corpus(&[&[
            "The island council will pay for a second boat so that the vet can visit the outer farms by day.",
            "The island council will pay for a second boat so that the vet can visit the outer farms by day. It has put the money aside since spring.",
        ]]);
        assert!(!asks(&corpus, (0, 0), (0, 1)));
    }

    #[test]
    fn a_text_under_a_credit_is_a_caption() {
        let corpus = corpus(&[&[
            "Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick ADA BRILL FOR THE GAZETTE",
            "Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick.",
        ]]);
        assert!(asks(&corpus, (0, 0), (0, 1)));
    }

    #[test]
    fn a_caption_of_two_articles_of_one_house_is_asked_and_copy_is_not() {
        let corpus = corpus(&[
            &["Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick on Sunday"],
            &["Tom Quint lifts the bell of the Margarethe out of the harbour at Selwick on Sunday"],
            &["Tom Quint lifted the bell of the Margarethe out of the harbour at Selwick on Sunday."],
            &["Tom Quint lifted the bell of the Margarethe out of the harbour at Selwick on Sunday."],
        ]);
        assert!(asks(&corpus, (0, 0), (1, 0)));
        assert!(!asks(&corpus, (2, 0), (3, 0)));
    }

    #[test]
    fn a_line_of_three_articles_that_share_nothing_else_is_the_houses() {
        let line =
            "Every Friday the Gazette asks one of its readers to say what the tide has brought this week.";
        let corpus = corpus(&[&[line], &[line], &[line]]);
        let places: Vec<FactRef> = (0..3).map(|article| at(&corpus, article, 0)).collect();
        let align = |x: usize, y: usize| {
            Pair::align(&corpus, Lexicon::shipped(), places[x], places[y]).expect("they are the same")
        };
        let pairs = [align(0, 1), align(0, 2), align(1, 2)];
        let lexicon = Lexicon::shipped();
        assert!(Display::learn(&corpus, lexicon, &pairs).doubt(&pairs[0]).is_some());
        assert!(Display::learn(&corpus, lexicon, &pairs[..1]).doubt(&pairs[0]).is_none());
    }

    #[test]
    fn a_line_that_stands_twice_is_display_where_the_house_sets_such_lines() {
        let line = "Nobody on this island has ever asked for a second boat.";
        let told = "The council met on Monday and put it to a vote. Nobody on this island has ever asked for a second boat. It will cost more than the surgery did.";
        let set: &[&str] = &[line, BETWEEN, told];
        let twice: &[&str] = &[line, BETWEEN, line];
        let corpus = corpus(&[set, set, set, set, set, twice]);
        let mut pairs: Vec<Pair> = (0..5).map(|article| align(&corpus, (article, 0), (article, 2))).collect();
        let pair = align(&corpus, (5, 0), (5, 2));
        assert!(Display::learn(&corpus, Lexicon::shipped(), &pairs[..1]).doubt(&pair).is_none());
        pairs.push(pair);
        assert!(Display::learn(&corpus, Lexicon::shipped(), &pairs).doubt(&pairs[5]).is_some());
    }
}

//! Paragraphs whose names are not the article's own: bylines, sign-offs, promotional lines,
//! tables of results, lists of people.

use crate::article::Span;
use crate::fact::Scan;
use crate::text::Case;

/// The parts of an article that are passed over, in order.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    /// Bylines, sign-offs and promotional lines.
    signed: Vec<Span>,
    tables: Vec<Span>,
    posts: Vec<Span>,
}

impl Skipped {
    pub(super) fn contains(&self, span: Span) -> bool {
        self.is_signed(span) || holds(&self.tables, span)
    }

    /// Whether it stands where those who made the article are named, or another one is promoted.
    pub(super) fn is_signed(&self, span: Span) -> bool {
        holds(&self.signed, span)
    }

    /// Whether it stands in a post from a social network.
    pub(super) fn posts(&self, span: Span) -> bool {
        holds(&self.posts, span)
    }
}

fn holds(parts: &[Span], span: Span) -> bool {
    parts.iter().any(|part| part.start <= span.start && span.start < part.end)
}

/// How a sign-off begins, in small letters.
const SIGN_OFFS: &[&str] = &[
    "(reporting by",
    "(reporting and",
    "(writing by",
    "(editing by",
    "(additional reporting",
    "reporting by",
    "writing by",
    "editing by",
    "additional reporting by",
    "with reporting by",
    "compiled by",
    "(compiled by",
    "(created by",
    "photograph by",
    "photo by",
    "picture:",
    "image:",
    "photo:",
    "follow ",
    "read more",
    "more:",
    "related:",
    "see also",
    "also read",
    "sign up",
    "subscribe",
    "click here",
    "copyright",
    "©",
    "👉",
    "source:",
    "sources:",
];

/// Finds them.
pub(super) fn paragraphs(scan: &Scan<'_>) -> Skipped {
    let mut skipped = Skipped::default();
    let Skipped { signed, tables, posts } = &mut skipped;
    let text = scan.text();
    let mut next = 0;
    let mut before = None;
    for paragraph in scan.article.paragraphs() {
        let copy = scan.article.slice(paragraph.span);
        while scan.words.get(next).is_some_and(|w| w.start < paragraph.span.start) {
            next += 1;
        }
        let first = next;
        let mut counts = Counts::default();
        while let Some(word) = scan.words.get(next).filter(|w| w.start < paragraph.span.end) {
            counts.add(word.case);
            next += 1;
        }
        if begins(copy) || byline(copy, next - first) {
            signed.push(paragraph.span);
        } else if table(copy, &counts) {
            tables.push(paragraph.span);
        } else {
            if let Some(post) = post(copy) {
                // Who wrote it stands below the post.
                posts.extend(before.filter(|_| post == Post::Signature));
                posts.push(paragraph.span);
            }
            if let Some(at) = sign_off(copy) {
                let start = paragraph.span.start + u32::try_from(at).expect("inside the paragraph");
                signed.push(Span { start, end: paragraph.span.end });
            }
        }
        before = Some(paragraph.span);
        debug_assert!(text.len() >= paragraph.span.end as usize);
    }
    skipped
}

#[derive(Default)]
struct Counts {
    lower: usize,
    capital: usize,
    number: usize,
}

impl Counts {
    fn add(&mut self, case: Case) {
        match case {
            Case::Lower | Case::Inner => self.lower += 1,
            Case::Title | Case::Upper => self.capital += 1,
            Case::Number => self.number += 1,
        }
    }
}

fn begins(copy: &str) -> bool {
    let head = copy.trim_start_matches(['*', '_', '-', ' ', '•', '>']);
    SIGN_OFFS.iter().any(|start| begins_with(head, start))
}

fn begins_with(copy: &str, small: &str) -> bool {
    // Nearly every paragraph begins with another letter than nearly every sign-off.
    let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    first(copy) == first(small)
        && copy.get(..small.len()).is_some_and(|head| head.eq_ignore_ascii_case(small))
}

/// `By Ann Hale`, `By ANN HALE, Harbour Correspondent`.
fn byline(copy: &str, words: usize) -> bool {
    let rest = copy.strip_prefix("By ").or_else(|| copy.strip_prefix("BY "));
    rest.is_some_and(|rest| {
        words <= 14 && !rest.ends_with(['.', '”', '"']) && rest.starts_with(char::is_uppercase)
    })
}

/// What a paragraph is of a post that somebody wrote elsewhere and the article shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Post {
    /// The post.
    Whole,
    /// The line below it: `— Ann Hale (@annhale) March 7, 2016`.
    Signature,
}

/// Whether a paragraph is a post from a social network: the desk did not write it.
fn post(copy: &str) -> Option<Post> {
    memchr::memchr3(b'@', b'/', b'<', copy.as_bytes())?;
    if copy.starts_with('@')
        || ["pic.twitter.com/", "//t.co/", "<tweet"].iter().any(|mark| copy.contains(mark))
    {
        return Some(Post::Whole);
    }
    let (name, rest) = copy.rsplit_once("(@")?;
    let (handle, day) = rest.split_once(')')?;
    let year = day.trim_end().rsplit(' ').next()?;
    let signed = handle.chars().all(|c| c.is_alphanumeric() || c == '_')
        && day.split_whitespace().count() <= 3
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit());
    if !signed {
        return None;
    }
    let below = ["—", "–", "-", "&mdash;"].iter().any(|dash| name.trim_start().starts_with(dash));
    Some(if below { Post::Signature } else { Post::Whole })
}

/// Hardly a word in small letters: results, delegates, team sheets.
fn table(copy: &str, counts: &Counts) -> bool {
    let named = counts.capital + counts.number;
    let marks = || copy.bytes().filter(|b| matches!(b, b',' | b';' | b':' | b'(' | b'|' | b'\t')).count();
    counts.capital >= 8 && counts.lower * 4 < named && marks() * 5 >= named
}

/// Where a sign-off at the end of a paragraph begins.
fn sign_off(copy: &str) -> Option<usize> {
    let from = memchr::memrchr2(b'(', b'[', copy.as_bytes())?;
    let behind = &copy[from..];
    let begins = SIGN_OFFS.iter().any(|start| start.starts_with('(') && begins_with(behind, start));
    (begins && !behind.contains('—')).then_some(from)
}

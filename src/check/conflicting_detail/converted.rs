//! One measure given in two units side by side: `15 miles (10 km)`.

use super::claim::{Found, Side};
use super::field::Field;
use crate::article::Standing;
use crate::check::Corpus;
use crate::fact::{Claim, Figure};
use crate::finding::Certainty;

/// A conversion may be off by so much beside what rounding explains.
const SLACK: f64 = 0.06;

/// Every conversion of article number `article` that does not come out.
pub(super) fn compare(corpus: &Corpus, article: u32) -> Vec<Found> {
    if corpus.article(article).standing != Standing::Subject {
        return Vec::new();
    }
    let facts = corpus.facts(article);
    let mut found = Vec::new();
    for (at, pair) in facts.figures.windows(2).enumerate() {
        let (f, g) = (&pair[0], &pair[1]);
        let before = at.checked_sub(1).map(|at| &facts.figures[at]);
        if f.sentence != g.sentence
            || !converts(corpus, article, f, g)
            || compound(before, f)
            || comes_out(f, g)
        {
            continue;
        }
        let Some(claim) = sentence(&facts.claims, f) else { continue };
        let side = |figure: &Figure| Side { article, value: figure.span, content: claim.span };
        found.push(Found {
            field: Field::Number,
            a: side(f),
            b: side(g),
            score: 20.0,
            certainty: Certainty::Likely,
            held: "one measure in two units".to_owned(),
            doubt: None,
        });
    }
    found
}

fn sentence<'a>(claims: &'a [Claim], figure: &Figure) -> Option<&'a Claim> {
    let at = claims.binary_search_by_key(&figure.sentence, |claim| claim.sentence).ok()?;
    Some(&claims[at])
}

/// Whether the second figure stands in brackets right behind the first, in another unit of the
/// same measure.
fn converts(corpus: &Corpus, article: u32, f: &Figure, g: &Figure) -> bool {
    let (Some(one), Some(other)) = (&f.unit, &g.unit) else { return false };
    let text = corpus.article(article).text();
    let gap = text.get(f.span.end as usize..g.span.start as usize).unwrap_or("-");
    let gap = ["about ", "around ", "roughly ", "nearly "]
        .iter()
        .fold(gap, |gap, hedge| gap.trim_end_matches(hedge));
    let closed = text.get(g.span.end as usize..).is_some_and(|rest| rest.starts_with(')'));
    one.measure == other.measure
        && (one.factor - other.factor).abs() > f64::EPSILON
        && gap.trim() == "("
        && closed
        && f.high.is_none()
        && g.high.is_none()
}

/// Whether a figure is the end of a longer measure (`5 feet 10 inches`).
fn compound(before: Option<&Figure>, f: &Figure) -> bool {
    before.is_some_and(|before| {
        before.sentence == f.sentence && before.measure() == f.measure() && f.span.start - before.span.end < 6
    })
}

/// Whether the two are equal to the digits in which they are printed.
fn comes_out(f: &Figure, g: &Figure) -> bool {
    let room = |figure: &Figure| {
        0.5 * last_digit(figure.value) * figure.base() / figure.value.max(f64::MIN_POSITIVE)
    };
    let most = f.base().max(g.base());
    (f.base() - g.base()).abs() <= room(f) + room(g) + SLACK * most
}

/// What one of the last digit of a figure is worth that is not a nought: 10 of 250, 0.1 of 2.5.
fn last_digit(value: f64) -> f64 {
    let mut step = 1e6;
    while step > 1e-4 && (value / step - (value / step).round()).abs() > 1e-6 {
        step /= 10.0;
    }
    // Only a figure with more digits than one is round by intent.
    step.min(value / 2.0)
}

#[cfg(test)]
mod tests {
    use super::last_digit;

    #[test]
    fn the_last_digit_is_the_last_that_counts() {
        assert!((last_digit(250.0) - 10.0).abs() < 1e-9);
        assert!((last_digit(2.5) - 0.1).abs() < 1e-9);
        assert!((last_digit(39.0) - 1.0).abs() < 1e-9);
        assert!((last_digit(10.0) - 5.0).abs() < 1e-9);
    }
}

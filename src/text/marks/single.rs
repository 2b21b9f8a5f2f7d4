//! Single marks, told from apostrophes.

use std::ops::Range;

use super::{Paragraph, Quotation};

impl Paragraph<'_> {
    /// Pairs of single marks outside `doubles`.
    pub(super) fn single_marks(&self, doubles: &[Range<usize>], found: &mut Vec<Quotation>) {
        let copy = &self.text[self.span.clone()];
        let mut from = 0;
        while let Some(open) = copy[from..].find(['‘', '\'']).map(|at| from + at) {
            let width = if copy[open..].starts_with('\'') { 1 } else { 3 };
            from = open + width;
            let start = self.span.start + open;
            if let Some(double) = doubles.iter().find(|d| d.contains(&start)) {
                from = from.max(double.end - self.span.start);
                continue;
            }
            if !opens_single(copy, open, width) {
                continue;
            }
            if let Some((close, close_width)) = closing_single(copy, open + width) {
                let whole = start..self.span.start + close + close_width;
                if doubles.iter().any(|d| d.start < whole.end && whole.start < d.end) {
                    continue;
                }
                found.push(Quotation {
                    inner: start + width..self.span.start + close,
                    outer: whole,
                    paragraph: self.number,
                    runs_on: false,
                    single: true,
                });
                from = close + close_width;
            }
        }
    }
}

fn opens_single(copy: &str, open: usize, width: usize) -> bool {
    let before = copy[..open].chars().next_back();
    let rest = &copy[open + width..];
    let after = rest.chars().next();
    if !before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | ':'))
        || !after.is_some_and(|c| c.is_alphabetic() || matches!(c, '$' | '£' | '€' | '…'))
    {
        return false;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    !matches!(
        rest[..end].to_ascii_lowercase().as_str(),
        "n" | "em"
            | "tis"
            | "til"
            | "till"
            | "twas"
            | "cause"
            | "bout"
            | "round"
            | "cos"
            | "s"
            | "ll"
            | "nuff"
    )
}

/// The mark that closes a single quotation from `from` on, and its length.
fn closing_single(copy: &str, from: usize) -> Option<(usize, usize)> {
    let mut fallback = None;
    for (at, mark) in copy[from..].match_indices(['’', '\'']) {
        let at = from + at;
        let before = copy[..at].chars().next_back().filter(|_| at > from);
        let rest = &copy[at + mark.len()..];
        let after = rest.chars().next();
        let ends = before.is_some_and(|c| !c.is_whitespace())
            && after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
        if !ends {
            continue;
        }
        let plural = before == Some('s')
            && rest.strip_prefix(' ').is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()));
        if !plural {
            return Some((at, mark.len()));
        }
        fallback = fallback.or(Some((at, mark.len())));
    }
    fallback
}

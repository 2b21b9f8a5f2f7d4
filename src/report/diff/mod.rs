//! `diff`: what differs between the two sides of a finding, and a patch of the safe fixes.
//!
//! The output is one that `git apply` takes. It reads a header only where `---`, `+++` and `@@ -`
//! follow each other, and ignores everything before and between patches, so comparisons look like
//! a diff and are none.

mod patch;

pub use patch::patch_of;

use std::io::{self, Write};

use super::count::uncompared;
use super::escape::visible;
use super::place::{Place, Places};
use super::text::Paint;
use super::words::{self, Piece};
use super::{Look, Report, Run};
use crate::finding::{Applicability, Details, Finding, Label};

/// Pairs that are compared of one finding; a hundred copies of one text would say no more.
const COMPARED: usize = 10;

/// `--format diff`.
pub(super) struct Diff;

impl Report for Diff {
    fn name(&self) -> &'static str {
        "diff"
    }

    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Page { paint: Paint { colour: look.colour }, places: Places::new(run.articles), out };
        let mut one_sided = 0;
        for finding in run.findings {
            let pairs = sides(finding, &page.places);
            if pairs.is_empty() {
                one_sided += usize::from(!has_patch(finding));
                continue;
            }
            page.finding(finding, &pairs)?;
        }
        patch::write(run, page.out)?;
        closing(run, one_sided, page.out)
    }
}

fn has_patch(finding: &Finding) -> bool {
    finding.fixes.iter().any(|fix| fix.applicability == Applicability::Safe)
}

/// The pairs of labels that say different things.
fn sides(finding: &Finding, places: &Places<'_>) -> Vec<(usize, usize)> {
    if !finding.compared.is_empty() {
        return finding.compared.clone();
    }
    match &finding.details {
        Details::Conflict { values, .. } => match values.split_first() {
            Some(((_, first), others)) => others.iter().map(|(_, other)| (*first, *other)).collect(),
            None => Vec::new(),
        },
        Details::Spelling { forms, .. } => {
            let labels: Vec<(usize, Option<usize>)> =
                finding.labels().map(|label| places.form(label, forms)).enumerate().collect();
            let Some((usual, _)) = labels.iter().find(|(_, form)| *form == Some(0)) else {
                return Vec::new();
            };
            let mut seen = vec![Some(0)];
            let mut pairs = Vec::new();
            for (index, form) in &labels {
                if !seen.contains(form) {
                    seen.push(*form);
                    pairs.push((*index, *usual));
                }
            }
            pairs
        }
        Details::None | Details::Passages(_) => Vec::new(),
    }
}

/// Where comparisons are drawn.
struct Page<'a, 'o> {
    paint: Paint,
    places: Places<'a>,
    out: &'o mut dyn Write,
}

impl Page<'_, '_> {
    fn finding(&mut self, finding: &Finding, pairs: &[(usize, usize)]) -> io::Result<()> {
        let labels: Vec<&Label> = finding.labels().collect();
        comment(&format!("{}[{}]: {}", finding.level.name(), finding.rule, finding.message), self.out)?;
        for (a, b) in pairs.iter().take(COMPARED) {
            let (old, new) = (self.places.of(labels[*a]), self.places.of(labels[*b]));
            writeln!(self.out, "--- {}", header(&old))?;
            writeln!(self.out, "+++ {}", header(&new))?;
            if !finding.compared.is_empty() {
                self.passages(&old, &new)?;
            } else {
                writeln!(self.out, "- {}", sentence(&old, |value| self.paint.gone(value)))?;
                writeln!(self.out, "+ {}", sentence(&new, |value| self.paint.come(value)))?;
            }
        }
        if pairs.len() > COMPARED {
            comment(&format!("{} more pairs", pairs.len() - COMPARED), self.out)?;
        }
        writeln!(self.out)
    }

    fn passages(&mut self, old: &Place<'_>, new: &Place<'_>) -> io::Result<()> {
        let hunks = words::hunks(old.text(), new.text());
        if hunks.is_empty() {
            return comment("word for word the same", self.out);
        }
        for hunk in hunks {
            let (mut before, mut after) = (Vec::new(), Vec::new());
            for piece in &hunk {
                match piece {
                    Piece::Gap => {
                        before.push("…".to_owned());
                        after.push("…".to_owned());
                    }
                    Piece::Same(words) => {
                        before.push(visible(words).into_owned());
                        after.push(visible(words).into_owned());
                    }
                    Piece::Old(words) => before.push(self.paint.gone(&visible(words))),
                    Piece::New(words) => after.push(self.paint.come(&visible(words))),
                }
            }
            writeln!(self.out, "- {}", before.join(" "))?;
            writeln!(self.out, "+ {}", after.join(" "))?;
        }
        Ok(())
    }
}

/// The side of a comparison: where it stands, and the headline.
fn header(place: &Place<'_>) -> String {
    let path = visible(&place.article.path);
    let title = visible(place.article.title());
    let at = match place.article.record {
        Some(record) => format!("{path}:{record}"),
        None if place.in_title() => path.into_owned(),
        None => format!("{path}:{}", place.start.line),
    };
    match (place.location.paragraph, title.is_empty()) {
        (0, _) => format!("{at} (headline)"),
        (number, true) => format!("{at} (paragraph {number})"),
        (number, false) => format!("{at} (paragraph {number} of “{title}”)"),
    }
}

/// The sentence round a place, the place marked.
fn sentence(place: &Place<'_>, mark: impl Fn(&str) -> String) -> String {
    let excerpt = place.split_excerpt();
    format!("{}{}{}", visible(&excerpt.before), mark(&visible(&excerpt.at)), visible(&excerpt.after))
}

fn comment(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", visible(text))
}

/// What the report does not show: a patch that is empty must not look like a clean run.
fn closing(run: &Run<'_>, one_sided: usize, out: &mut dyn Write) -> io::Result<()> {
    if run.articles.is_empty() {
        comment("nothing was read: there is no article to check", out)?;
    }
    if one_sided > 0 {
        comment(
            &format!("findings with one side and no safe fix: {one_sided} (`--format text` shows them)"),
            out,
        )?;
    }
    if let Some(left) = uncompared(run.uncompared) {
        comment(&left, out)?;
    }
    for unread in run.skipped {
        comment(&format!("not read: {}: {}", unread.path, unread.reason), out)?;
    }
    comment(&format!("articles read: {}, findings: {}", run.articles.len(), run.findings.len()), out)
}

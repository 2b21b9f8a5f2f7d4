//! One finding of the HTML report.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::super::place::{Place, Places};
use super::super::words::{self, Piece};
use super::{counted, escaped};
use crate::finding::{Finding, Label};

/// Places shown in their paragraph; the others are named.
const SHOWN: usize = 6;
/// Places named.
const NAMED: usize = 100;
/// Pairs of passages set side by side.
const COMPARED: usize = 5;
/// A longer paragraph is cut to the sentence.
const LONGEST: usize = 3_000;

/// Writes a finding.
pub(super) fn write(finding: &Finding, places: &mut Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let level = finding.level.name();
    let rule = escaped(&finding.rule);
    writeln!(
        out,
        "<article class=\"finding {level}\" data-level=\"{level}\" data-rule=\"{rule}\" tabindex=\"-1\">"
    )?;
    writeln!(out, "<h3>{}</h3>", message(&finding.message))?;
    write!(out, "<p class=\"rule\"><span class=\"level\">{level}</span> {rule}")?;
    if let Some(link) = finding.link.as_deref().filter(|link| link.starts_with("https://")) {
        write!(out, " · <a href=\"{}\" rel=\"noreferrer\">why</a>", escaped(link))?;
    }
    writeln!(out, "</p>")?;
    let labels: Vec<&Label> = finding.labels().collect();
    let mut shown = BTreeSet::new();
    for (a, b) in finding.compared.iter().take(COMPARED) {
        shown.extend([*a, *b]);
        pair(labels[*a], labels[*b], places, out)?;
    }
    let rest: Vec<&Label> = labels
        .iter()
        .enumerate()
        .filter(|(index, _)| !shown.contains(index))
        .map(|(_, label)| *label)
        .collect();
    if !rest.is_empty() {
        writeln!(out, "<div class=\"sides\">")?;
        for label in rest.iter().take(SHOWN) {
            single(label, places, out)?;
        }
        writeln!(out, "</div>")?;
    }
    others(&rest, places, out)?;
    for fix in &finding.fixes {
        writeln!(out, "<p class=\"soft\">To do: {}</p>", message(&fix.title))?;
    }
    writeln!(out, "</article>")
}

/// Two passages next to each other, what only one of them has marked.
fn pair(a: &Label, b: &Label, places: &mut Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (places.of(a), places.of(b));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for piece in words::whole(old.text(), new.text()) {
        match piece {
            Piece::Same(words) => {
                left.push(escaped(&words));
                right.push(escaped(&words));
            }
            Piece::Old(words) => left.push(format!("<del>{}</del>", escaped(&words))),
            Piece::New(words) => right.push(format!("<ins>{}</ins>", escaped(&words))),
            Piece::Gap => {}
        }
    }
    writeln!(out, "<div class=\"sides\">")?;
    side(&old, &a.note, &left.join(" "), out)?;
    side(&new, &b.note, &right.join(" "), out)?;
    writeln!(out, "</div>")
}

/// A place marked in its paragraph.
fn single(label: &Label, places: &mut Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let place = places.of(label);
    let paragraph = place.paragraph();
    let text = place.article.text();
    let span = place.span.range();
    let (before, at, after) = if paragraph.len() <= LONGEST {
        (&text[paragraph.start..span.start], place.text(), &text[span.end..paragraph.end])
    } else {
        let excerpt = place.split_excerpt();
        let marked = marked(&excerpt.before, &excerpt.at, &excerpt.after);
        return side(&place, &label.note, &marked, out);
    };
    side(&place, &label.note, &marked(&folded(before), &folded(at), &folded(after)), out)
}

fn marked(before: &str, at: &str, after: &str) -> String {
    format!("{}<mark>{}</mark>{}", escaped(before), escaped(at), escaped(after))
}

/// Line ends as spaces: they are the file's, not the copy's.
fn folded(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

fn side(place: &Place<'_>, note: &str, body: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<div class=\"side\"><span class=\"where\">{}", address(place))?;
    let title = place.article.title();
    if !title.is_empty() {
        write!(out, " · {}", escaped(title))?;
    }
    if !note.is_empty() {
        write!(out, " · <b>{}</b>", escaped(note))?;
    }
    writeln!(out, "</span><p>{body}</p></div>")
}

/// The places that are not shown in their paragraph.
fn others(rest: &[&Label], places: &mut Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    if rest.len() <= SHOWN {
        return Ok(());
    }
    let more = counted(rest.len() - SHOWN, "more place", "more places");
    writeln!(out, "<details><summary>{more}</summary><ul>")?;
    for label in rest.iter().skip(SHOWN).take(NAMED) {
        writeln!(out, "<li>{}</li>", address(&places.of(label)))?;
    }
    if rest.len() > SHOWN + NAMED {
        writeln!(out, "<li>and {} more</li>", rest.len() - SHOWN - NAMED)?;
    }
    writeln!(out, "</ul></details>")
}

fn address(place: &Place<'_>) -> String {
    let at = format!("{}:{}", escaped(place.path()), place.file_line());
    match place.location.paragraph {
        0 => format!("{at}, headline"),
        number => format!("{at}, paragraph {number}"),
    }
}

/// A message: what it puts between backticks is code, if each has its partner.
fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let each = parts.iter().enumerate().map(|(number, part)| match number % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    each.collect()
}

//! `text`: for an editor on deadline.
//!
//! A finding is its message, the words round each place, and what differs between two passages. A
//! name's places stand together form by form. Many places are counted, not shown.

mod paint;
mod summary;
mod window;

use std::collections::BTreeSet;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use self::paint::{cut, wrap};
use self::window::Window;
use super::count::{counted, grouped};
use super::escape::visible;
use super::place::{Place, Places};
use super::words::{self, Piece};
use super::{Look, Report, Run};
use crate::finding::{Details, Finding, Label};

pub(super) use self::paint::Paint;

/// Places of one form, or of a finding without forms, that are shown with the words round them.
const SHOWN: usize = 4;
/// Places shown of a form that stands in the finding only to be compared with.
const SHOWN_OF_OTHERS: usize = 1;
/// Places beyond those that are named by path, line and column.
const NAMED: usize = 8;
/// Pairs of passages whose words are compared.
const COMPARED: usize = 3;
/// No report is set narrower, whatever the terminal says.
const NARROWEST: usize = 40;

/// `--format text`.
pub(super) struct Text;

impl Report for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn write(&self, run: &Run<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let width = look.width.max(NARROWEST);
        let paint = Paint { colour: look.colour };
        let mut page = Page { width, paint, places: Places::new(run.articles), out };
        for finding in run.findings {
            page.finding(finding)?;
            writeln!(page.out)?;
        }
        summary::write(run, width, paint, page.out)
    }
}

/// Where findings are drawn.
struct Page<'a, 'o> {
    width: usize,
    paint: Paint,
    places: Places<'a>,
    out: &'o mut dyn Write,
}

/// The places of one form of a name, or all places where a finding has no forms.
struct Group<'f> {
    form: Option<&'f str>,
    /// Labels with their place among the finding's.
    labels: Vec<(usize, &'f Label)>,
    /// How often the form stands in all, the places that are not labelled included.
    count: usize,
    /// Whether it is the form to use.
    usual: bool,
    /// How many are drawn.
    shown: usize,
}

impl Page<'_, '_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.message(finding)?;
        // A headline is said once a finding.
        let mut titled = BTreeSet::new();
        for group in self.groups(finding) {
            if let Some(form) = group.form {
                let usual = if group.usual { ", the usual form" } else { "" };
                let heading = format!("`{}`, {}{usual}", visible(form), times(group.count));
                writeln!(self.out, "  {}", self.paint.bold(&cut(&heading, self.width - 2)))?;
            }
            for (index, label) in group.labels.iter().take(group.shown) {
                let title = titled.insert(label.article);
                // The heading says what a form is.
                let note = if group.form.is_some() { "" } else { &label.note };
                self.place(*index == 0, label, note, title, finding)?;
            }
            self.others(&group)?;
        }
        self.changes(finding)?;
        if let Some((forms, evidence)) = why(finding) {
            self.remark("why", &format!("{forms}: {evidence}"))?;
        }
        for fix in &finding.fixes {
            self.remark("help", &fix.title)?;
        }
        if let Some(link) = &finding.link {
            self.remark("see", link)?;
        }
        Ok(())
    }

    fn message(&mut self, finding: &Finding) -> io::Result<()> {
        let lead = format!("{}[{}]:", finding.level.name(), visible(&finding.rule));
        // What is said below stands there alone.
        let why = why(finding).map_or(String::new(), |(_, evidence)| format!(": {evidence}"));
        let message = finding.message.replacen(&why, "", usize::from(!why.is_empty()));
        for (number, line) in wrap(&format!("{lead} {}", visible(&message)), self.width).iter().enumerate() {
            let rest = if number == 0 { line.strip_prefix(&lead) } else { None };
            match rest {
                Some(rest) => write!(self.out, "{}", self.paint.level(finding.level, &lead))
                    .and_then(|()| writeln!(self.out, "{}", self.paint.bold(rest)))?,
                None => writeln!(self.out, "{}", self.paint.bold(line))?,
            }
        }
        Ok(())
    }

    /// The places by form, the form reported on first.
    fn groups<'f>(&self, finding: &'f Finding) -> Vec<Group<'f>> {
        let labels: Vec<(usize, &Label)> = finding.labels().enumerate().collect();
        let Details::Spelling { forms, suggested, .. } = &finding.details else {
            // The sentence round a value that is drawn already stands on the same line.
            let drawn = |at: usize, label: &Label| {
                finding.labels().take(at).any(|known| {
                    known.article == label.article
                        && known.span != label.span
                        && label.span.contains(known.span)
                })
            };
            let labels: Vec<(usize, &Label)> =
                labels.into_iter().filter(|(at, label)| !drawn(*at, label)).collect();
            return vec![Group { form: None, count: labels.len(), usual: false, shown: SHOWN + 2, labels }];
        };
        let mut groups: Vec<Group<'f>> = Vec::new();
        for (index, label) in labels {
            let found = self.places.form(label, forms).map(|at| &forms[at]);
            let form = found.map_or(label.value.as_str(), |(form, _)| form);
            let shown = if groups.is_empty() { SHOWN } else { SHOWN_OF_OTHERS };
            let group = match groups.iter_mut().position(|group| group.form == Some(form)) {
                Some(at) => &mut groups[at],
                None => {
                    let count = found.map_or(0, |(_, count)| *count);
                    let usual = suggested.as_deref() == Some(form);
                    groups.push(Group { form: Some(form), labels: Vec::new(), count, usual, shown });
                    groups.last_mut().expect("one was just added")
                }
            };
            group.labels.push((index, label));
            group.count = group.count.max(group.labels.len());
        }
        groups
    }

    /// Where a place is and the words round it.
    fn place(
        &mut self,
        primary: bool,
        label: &Label,
        note: &str,
        title: bool,
        finding: &Finding,
    ) -> io::Result<()> {
        let place = self.places.of(label);
        let address = address(&place);
        let about = about(&place, title);
        let arrow = self.paint.gutter("-->");
        let room = self.width.saturating_sub(8 + address.width());
        if room >= 24 || about.width() <= room {
            writeln!(self.out, "  {arrow} {address}  {}", self.paint.dim(&cut(&about, room)))?;
        } else {
            writeln!(self.out, "  {arrow} {address}")?;
            writeln!(self.out, "      {}", self.paint.dim(&cut(&about, self.width - 6)))?;
        }
        let bar = self.paint.gutter("|");
        let from = place.paragraph().start;
        let span = place.span.range();
        let paragraph = &place.article.text()[place.paragraph()];
        let window = Window::new(paragraph, span.start - from..span.end - from, self.width - 6);
        let (before, wide) = window.columns();
        let at =
            if primary { self.paint.level(finding.level, &window.at) } else { self.paint.gutter(&window.at) };
        writeln!(self.out, "    {bar} {}{at}{}", window.before, window.after)?;
        self.underline(primary, before, wide, &visible(note), finding)
    }

    fn underline(
        &mut self,
        primary: bool,
        before: usize,
        wide: usize,
        note: &str,
        finding: &Finding,
    ) -> io::Result<()> {
        let bar = self.paint.gutter("|");
        let colour = |text: &str| {
            if primary { self.paint.level(finding.level, text) } else { self.paint.gutter(text) }
        };
        let room = self.width - 6;
        // A passage fills its line: marks under all of it would say nothing.
        let marks =
            if before + wide + 8 > room && before < 4 { 0 } else { wide.min(room.saturating_sub(before)) };
        let line = (if primary { "^" } else { "-" }).repeat(marks);
        let blank = " ".repeat(before);
        if marks == 0 {
            for line in wrap(note, room) {
                writeln!(self.out, "    {bar} {}", colour(&line))?;
            }
            return Ok(());
        }
        if note.is_empty() {
            return writeln!(self.out, "    {bar} {blank}{}", colour(&line));
        }
        if before + marks + 1 + note.width() <= room {
            return writeln!(self.out, "    {bar} {blank}{}", colour(&format!("{line} {note}")));
        }
        writeln!(self.out, "    {bar} {blank}{}", colour(&line))?;
        // Under the marks where it fits, else as far left as it must.
        let indent = before.min(room.saturating_sub(note.width()));
        for line in wrap(note, room - indent) {
            writeln!(self.out, "    {bar} {}{}", " ".repeat(indent), colour(&line))?;
        }
        Ok(())
    }

    /// The places of a group that are not drawn.
    fn others(&mut self, group: &Group<'_>) -> io::Result<()> {
        let rest = group.labels.iter().skip(group.shown);
        let named: Vec<String> = rest.take(NAMED).map(|(_, label)| address(&self.places.of(label))).collect();
        let unnamed = group.count - group.shown.min(group.labels.len()) - named.len();
        let mut line = named.join(", ");
        if unnamed > 0 {
            let and = if named.is_empty() { "and" } else { " and" };
            line.push_str(&format!("{and} {}", counted(unnamed, "more place", "more places")));
        }
        if line.is_empty() {
            return Ok(());
        }
        let also = if named.is_empty() { "" } else { "also at " };
        for line in wrap(&format!("{also}{line}"), self.width - 6) {
            writeln!(self.out, "      {line}")?;
        }
        Ok(())
    }

    /// What differs between passages.
    fn changes(&mut self, finding: &Finding) -> io::Result<()> {
        let labels: Vec<&Label> = finding.labels().collect();
        for (a, b) in finding.compared.iter().take(COMPARED) {
            let (first, second) = (self.places.of(labels[*a]), self.places.of(labels[*b]));
            let hunks = words::hunks(first.text(), second.text());
            // With one pair nobody asks which two places are meant.
            let sides = match finding.compared.len() {
                1 => String::new(),
                _ => format!("{} and {}", address(&first), address(&second)),
            };
            if hunks.is_empty() {
                let said = if sides.is_empty() {
                    "word for word".to_owned()
                } else {
                    format!("word for word: {sides}")
                };
                self.remark("same", &said)?;
                continue;
            }
            self.remark("differs", &sides)?;
            for hunk in hunks {
                self.hunk(&hunk)?;
            }
        }
        let more = finding.compared.len().saturating_sub(COMPARED);
        if more > 0 {
            self.remark("more", &format!("{} not compared here", counted(more, "pair", "pairs")))?;
        }
        Ok(())
    }

    /// Changed words, broken into lines: marks and colour go round each word.
    fn hunk(&mut self, hunk: &[Piece]) -> io::Result<()> {
        let room = self.width - 6;
        let mut line = String::new();
        let mut wide = 0;
        for (plain, painted) in hunk.iter().flat_map(|piece| pieces(piece, self.paint)) {
            if wide > 0 && wide + 1 + plain.width() > room {
                writeln!(self.out, "      {line}")?;
                line.clear();
                wide = 0;
            }
            if wide > 0 {
                line.push(' ');
                wide += 1;
            }
            line.push_str(&painted);
            wide += plain.width();
        }
        writeln!(self.out, "      {line}")
    }

    fn remark(&mut self, name: &str, text: &str) -> io::Result<()> {
        let sign = self.paint.gutter("=");
        if text.is_empty() {
            return writeln!(self.out, "    {sign} {}:", self.paint.bold(name));
        }
        let indent = " ".repeat(6 + name.width());
        let lines = wrap(&visible(text), self.width.saturating_sub(indent.width() + 2));
        for (number, line) in lines.iter().enumerate() {
            if number == 0 {
                writeln!(self.out, "    {sign} {}: {line}", self.paint.bold(name))?;
            } else {
                writeln!(self.out, "  {indent}{line}")?;
            }
        }
        Ok(())
    }
}

/// The words of a piece as they stand on a line, plain and painted. Without colour the marks go
/// round the whole run, so its words carry one mark each at most.
fn pieces(piece: &Piece, paint: Paint) -> Vec<(String, String)> {
    let (words, marks, painted): (&str, _, fn(Paint, &str) -> String) = match piece {
        Piece::Gap => return vec![("…".to_owned(), "…".to_owned())],
        Piece::Same(words) => (words, ("", ""), |_, word| word.to_owned()),
        Piece::Old(words) => (words, ("[-", "-]"), Paint::gone),
        Piece::New(words) => (words, ("{+", "+}"), Paint::come),
    };
    let words: Vec<String> = words.split(' ').map(|word| visible(word).into_owned()).collect();
    let last = words.len() - 1;
    let each = words.iter().enumerate().map(|(number, word)| {
        if paint.colour {
            return (word.clone(), painted(paint, word));
        }
        let open = if number == 0 { marks.0 } else { "" };
        let close = if number == last { marks.1 } else { "" };
        let word = format!("{open}{word}{close}");
        (word.clone(), word)
    });
    each.collect()
}

/// Path, line and column; in a record format the record's line stands for the file's.
fn address(place: &Place<'_>) -> String {
    let path = visible(&place.article.path);
    match place.article.record {
        Some(record) => format!("{path}:{record}"),
        None if place.in_title() => path.into_owned(),
        None => format!("{path}:{}:{}", place.start.line, place.start.column),
    }
}

/// Record, paragraph and, if wanted, headline, as a person looks for a place.
fn about(place: &Place<'_>, title: bool) -> String {
    let title = if title { visible(place.article.title()) } else { "".into() };
    let number = place.location.paragraph;
    let mut about = match (number, title.is_empty()) {
        (0, _) => "headline".to_owned(),
        (_, true) => format!("paragraph {number}"),
        (_, false) => format!("paragraph {number} of “{title}”"),
    };
    if place.article.record.is_some() {
        about = format!("{}, {about}", visible(&place.article.id));
    }
    about
}

/// The forms of a name with their counts, the usual one last, and why they are thought one; nothing for forms
/// that a style rule names.
fn why(finding: &Finding) -> Option<(String, String)> {
    let Details::Spelling { forms, evidence, .. } = &finding.details else { return None };
    if evidence.is_empty() {
        return None;
    }
    let forms: Vec<String> =
        forms.iter().rev().map(|(form, count)| format!("{form} ({}×)", grouped(*count))).collect();
    Some((forms.join(" / "), evidence.join("; ")))
}

/// How often, in words.
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", grouped(count)),
    }
}

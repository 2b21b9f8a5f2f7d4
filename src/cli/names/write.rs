//! Entities as a table, as CSV, and as house terms in YAML.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::entity::{Entity, Form, Seen};
use crate::decision::scalar;
use crate::report::visible;

/// One row an entity.
pub(super) fn table(entities: &[Entity], out: &mut dyn Write) -> io::Result<()> {
    let head = ["name", "type", "count", "articles", "first", "last", "forms"].map(str::to_owned);
    let mut rows = vec![head];
    for entity in entities {
        let (first, rest) = entity.groups.split_first().expect("an entity has a name");
        let (usual, others) = first.forms.split_first().expect("a name has a form");
        let counted = |form: &Form| format!("{} {}", visible(&form.form), form.count);
        let mut forms: Vec<String> = others.iter().map(counted).collect();
        forms.extend(rest.iter().flat_map(|group| &group.forms).map(counted));
        if !forms.is_empty() {
            forms.insert(0, counted(usual));
        }
        let (first, last) = days(&entity.seen);
        rows.push([
            visible(&usual.form).into_owned(),
            entity.of.name().to_owned(),
            entity.count.to_string(),
            entity.seen.articles().to_string(),
            first,
            last,
            forms.join(", "),
        ]);
    }
    let widths: Vec<usize> =
        (0..6).map(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or(0)).collect();
    for row in &rows {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths.get(at).map_or(0, |width| width - cell.width()));
            // Numbers stand by their last digit.
            let cell = if matches!(at, 2 | 3) { format!("{pad}{cell}") } else { format!("{cell}{pad}") };
            line.push_str(&cell);
            line.push_str("  ");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// One row a form: a spreadsheet counts and filters them.
pub(super) fn csv(entities: &[Entity], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["name", "type", "form", "count", "articles", "first", "last"])?;
    for entity in entities {
        for form in entity.groups.iter().flat_map(|group| &group.forms) {
            let (first, last) = days(&form.seen);
            writer.write_record([
                entity.name(),
                entity.of.name(),
                &form.form,
                &form.count.to_string(),
                &form.seen.articles().to_string(),
                &first,
                &last,
            ])?;
        }
    }
    writer.flush()
}

/// A list of house terms, each under a comment that says how it stands in the copy.
pub(super) fn yaml(entities: &[Entity], out: &mut dyn Write) -> io::Result<()> {
    if entities.is_empty() {
        return writeln!(out, "terms: []");
    }
    writeln!(out, "terms:")?;
    for entity in entities {
        for (number, group) in entity.groups.iter().enumerate() {
            let (usual, others) = group.forms.split_first().expect("a name has a form");
            // A surname by itself is worth a term where it has several forms.
            if number > 0 && others.is_empty() {
                continue;
            }
            if number == 0 {
                let articles = match entity.seen.articles() {
                    1 => "1 article".to_owned(),
                    many => format!("{many} articles"),
                };
                let when = match days(&entity.seen) {
                    (first, _) if first.is_empty() => String::new(),
                    (first, last) if first == last => format!(", {first}"),
                    (first, last) => format!(", {first} to {last}"),
                };
                writeln!(out, "  # {}, {}× in {articles}{when}", entity.of.name(), entity.count)?;
            }
            writeln!(out, "  - use: {} # {}×", scalar(&usual.form), usual.count)?;
            if others.is_empty() {
                writeln!(out, "    instead-of: []")?;
                continue;
            }
            writeln!(out, "    instead-of:")?;
            for form in others {
                writeln!(out, "      - {} # {}×", scalar(&form.form), form.count)?;
            }
        }
    }
    Ok(())
}

/// The first and the last day, as in `2026-03-02`; empty where no article has a date.
fn days(seen: &Seen) -> (String, String) {
    let day = |day: Option<crate::article::Date>| day.map_or(String::new(), |day| day.to_string());
    (day(seen.first), day(seen.last))
}

//! `calendar.yml`: days, months, and the words that move a day.

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;

use crate::article::MONTHS;
use crate::text::Calendar;
use crate::yaml::{Mistake, Node};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub(super) fn read(node: &Node) -> Result<Calendar, Mistake> {
    let fields = node.fields(&["weekdays", "months", "relative", "past", "future", "ahead"])?;
    let weekdays = numbered(fields.need("weekdays")?, &WEEKDAYS)?
        .into_iter()
        .map(|(name, number)| {
            (name, Weekday::from_monday_one_offset(number).expect("there are seven weekdays"))
        })
        .collect();
    let mut relative = FxHashMap::default();
    for (name, _, days) in fields.need("relative")?.entries()? {
        #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
        relative.insert(name.to_owned(), days.number(-30.0, 30.0)? as i8);
    }
    Ok(Calendar {
        weekdays,
        months: numbered(fields.need("months")?, &MONTHS)?.into_iter().collect(),
        relative: relative.into(),
        past: fields.need("past")?.texts()?,
        future: fields.need("future")?.texts()?,
        ahead: fields.need("ahead")?.texts()?,
    })
}

/// Every name under one of `known`, with that one's number from 1.
fn numbered(node: &Node, known: &[&str]) -> Result<Vec<(String, i8)>, Mistake> {
    let fields = node.fields(known)?;
    let mut found = Vec::new();
    for (number, name) in (1..).zip(known) {
        found.extend(fields.need(name)?.texts()?.into_iter().map(|form| (form, number)));
    }
    Ok(found)
}

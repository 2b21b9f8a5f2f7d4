//! `sarif`: SARIF 2.1.0, for code hosts and editors.
//!
//! GitHub refuses a file with too many results or locations, so the gravest come first and the rest
//! is counted in a notification. The other places stand twice: as related locations, and as a flow
//! that viewers step through.

mod log;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use self::log::{
    ArtifactLocation, CodeFlow, Configuration, Driver, Invocation, Location, Log, Message, Notification,
    PhysicalLocation, Region, Result_, RuleMetadata, Run as SarifRun, ThreadFlow, ThreadFlowLocation, Tool,
};
use super::count::{counted, uncompared};
use super::place::{Place, Places};
use super::{Look, Report, Run};
use crate::finding::{Finding, Level};
use crate::rule;

/// Results that GitHub takes in one run.
const RESULTS: usize = 25_000;
/// Locations that it takes in one result.
const LOCATIONS: usize = 1_000;

/// `--format sarif`.
pub(super) struct Sarif;

impl Report for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn write(&self, run: &Run<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut places = Places::new(run.articles);
        let findings = run.gravest_first();
        let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let mut seen = BTreeMap::new();
        let results = findings.iter().take(RESULTS).map(|finding| {
            // Two findings may lead with one place.
            let times = seen.entry(finding.keys.first()).or_insert(0);
            *times += 1;
            result(finding, *times, &ids, &mut places)
        });
        let results = results.collect();
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [SarifRun {
                tool: Tool {
                    driver: Driver {
                        name: "copydesk",
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        rules: rules(&ids, &findings),
                    },
                },
                invocations: [invocation(run, findings.len().saturating_sub(RESULTS))],
                column_kind: "unicodeCodePoints",
                results,
            }],
        };
        serde_json::to_writer_pretty(&mut *out, &log)?;
        writeln!(out)
    }
}

/// What is known of each rule that found something, in the order of `ids`.
fn rules(ids: &[&str], findings: &[&Finding]) -> Vec<RuleMetadata> {
    let shipped = rule::shipped();
    let summaries: BTreeMap<&str, &str> =
        shipped.iter().map(|rule| (rule.kind.name, rule.kind.summary)).collect();
    let each = ids.iter().map(|id| {
        let first = findings.iter().find(|finding| finding.rule == **id).expect("ids come from findings");
        let summary = summaries.get(first.kind).copied().unwrap_or(first.kind);
        RuleMetadata {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            short_description: Message::new(summary),
            help: Message::new(format!("{summary}\n\n`copydesk explain {}` tells more.", first.kind)),
            help_uri: first.link.clone(),
            default_configuration: Configuration { level: level(first.level) },
        }
    });
    each.collect()
}

fn invocation(run: &Run<'_>, more: usize) -> Invocation {
    let mut notifications: Vec<Notification> = run
        .skipped
        .iter()
        .map(|unread| Notification::new("error", format!("not read: {}: {}", unread.path, unread.reason)))
        .collect();
    notifications.extend(run.suppressed.unused.iter().map(|unused| {
        Notification::new("note", format!("unused suppression: {}: {}", unused.path, unused.reason))
    }));
    if run.articles.is_empty() {
        notifications.push(Notification::new("error", "nothing was read: there is no article to check"));
    }
    notifications.extend(uncompared(run.uncompared).map(|left| Notification::new("note", left)));
    if more > 0 {
        let left_out = counted(more, "more finding is left out", "more findings are left out");
        notifications.push(Notification::new("warning", left_out));
    }
    Invocation { execution_successful: run.skipped.is_empty(), tool_execution_notifications: notifications }
}

fn result<'a>(finding: &Finding, times: u32, ids: &[&str], places: &mut Places<'a>) -> Result_ {
    let related: Vec<Location> = finding
        .related
        .iter()
        .take(LOCATIONS - 1)
        .zip(1..)
        .map(|(label, id)| location(&places.of(label), Some(id), &label.note))
        .collect();
    let left_out = finding.related.len() - related.len();
    let mut message = finding.message.clone();
    if left_out > 0 {
        message.push_str(&format!(" (and {})", counted(left_out, "more place", "more places")));
    }
    let steps = finding.labels().take(LOCATIONS);
    let steps: Vec<ThreadFlowLocation> = steps
        .map(|label| ThreadFlowLocation { location: location(&places.of(label), None, &label.note) })
        .collect();
    let key = finding.keys.first().map_or(finding.fingerprint.as_str(), String::as_str);
    Result_ {
        rule_id: finding.rule.clone(),
        rule_index: ids.binary_search(&finding.rule.as_str()).expect("ids are sorted and complete"),
        level: level(finding.level),
        message: Message::new(message),
        locations: [location(&places.of(&finding.primary), None, &finding.primary.note)],
        code_flows: if related.is_empty() {
            Vec::new()
        } else {
            vec![CodeFlow { thread_flows: [ThreadFlow { locations: steps }] }]
        },
        related_locations: related,
        partial_fingerprints: BTreeMap::from([
            ("copydesk/v1", finding.fingerprint.clone()),
            // What GitHub compares; without it, its upload step hashes the line.
            ("primaryLocationLineHash", format!("{key}:{times}")),
        ]),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Query => "note",
    }
}

fn location(place: &Place<'_>, id: Option<usize>, note: &str) -> Location {
    let region = if place.in_file() {
        Region {
            start_line: place.start.line,
            start_column: Some(place.start.column),
            end_line: Some(place.end.line),
            end_column: Some(place.end.column),
        }
    } else {
        Region { start_line: place.file_line(), start_column: None, end_line: None, end_column: None }
    };
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(place.path()) },
            region,
        },
        message: (!note.is_empty()).then(|| Message::new(note)),
    }
}

/// A path as a URI: every byte that a URI reserves is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_valid_uri() {
        assert_eq!(uri("a b/é:#?.md"), "a%20b/%C3%A9%3A%23%3F.md");
        assert_eq!(uri("/desk/a.md"), "file:///desk/a.md");
    }
}

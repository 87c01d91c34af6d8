//! `check --format sarif`: SARIF 2.1.0, for code scanning. The types say as much of the standard as is used.
//!
//! Every rule of the catalogue is named, whether it fired or not; places are relative to the repository; and
//! what is left open by decision is a suppression with the reason beside it.

use crate::audit::Audit;
use crate::diag::{Finding, Level, RuleMeta, Status};
use crate::rules;
use crate::text::{Span, printable_lines};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What a path in a URI keeps as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
/// The name that code scanning gives the repository's root.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<Result_<'a>>,
    properties: RunProperties,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
    properties: Tags,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

/// Where the paths begin; which folder that is, only the reader knows.
#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties {
    as_of: String,
    met: usize,
    not_assessed: usize,
    waived: usize,
    baseline: usize,
    settled: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    older: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result_<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    suppressions: Vec<Suppression<'a>>,
    properties: ResultProperties,
}

#[derive(Serialize)]
struct ResultProperties {
    case: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: String,
    location: Location<'a>,
}

/// Writes the report. `prefix` is the framework's path from the repository's root, empty or ending in `/`.
pub fn write(audit: &Audit, prefix: &str, out: &mut dyn Write) -> io::Result<()> {
    let catalogue = rules::catalogue();
    let index: FxHashMap<&str, usize> = catalogue.iter().enumerate().map(|(at, meta)| (meta.id, at)).collect();
    let places = Places { audit, prefix };
    let summary = &audit.outcome.summary;
    let compared = summary.baseline + summary.settled > 0 || audit.outcome.since.is_some();
    let base = Base { description: Message { text: "The root of the repository that the framework is in.".into() } };
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "rolewright",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: catalogue.into_iter().map(rule).collect(),
            },
        },
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(ROOT, base)]),
        results: audit.outcome.findings.iter().map(|finding| places.result(finding, &index, compared)).collect(),
        properties: RunProperties {
            as_of: audit.as_of.to_string(),
            met: summary.met,
            not_assessed: summary.not_assessed,
            waived: summary.waived,
            baseline: summary.baseline,
            settled: summary.settled,
            older: audit.outcome.since.as_ref().map(|since| since.older),
            notes: audit.sources.notes.iter().map(|note| printable_lines(note).replace('\n', " ")).collect(),
        },
    };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    crate::render::json::write(&log, out)
}

fn rule(meta: &'static RuleMeta) -> Rule {
    Rule {
        id: meta.id,
        short_description: Message { text: meta.summary.into() },
        full_description: Message { text: meta.pages().says.into() },
        help: Help { text: meta.docs, markdown: meta.docs },
        default_configuration: Configuration { level: level(meta.gravest()) },
        properties: Tags { tags: [meta.group.name()] },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

/// Text from a file, as a message: no control characters, and nothing that reads as a link.
fn message(text: &str) -> Message {
    Message { text: printable_lines(text).replace("](", "] (") }
}

struct Places<'a> {
    audit: &'a Audit,
    prefix: &'a str,
}

impl<'a> Places<'a> {
    fn result(&self, finding: &'a Finding, index: &FxHashMap<&str, usize>, compared: bool) -> Result_<'a> {
        let help = finding.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
        let known = if matches!(finding.status, Status::Baseline | Status::Older) { "unchanged" } else { "new" };
        Result_ {
            rule_id: finding.rule.id,
            rule_index: index.get(finding.rule.id).copied(),
            level: level(finding.level),
            message: message(&format!("{}{help}", finding.message)),
            locations: self.location(finding).into_iter().collect(),
            related_locations: finding
                .related
                .iter()
                .enumerate()
                .map(|(at, related)| Location { id: Some(at), message: Some(message(&related.message)), ..self.at(related.span) })
                .collect(),
            partial_fingerprints: BTreeMap::from([("rolewright/v1", &*finding.fingerprint)]),
            baseline_state: compared.then_some(known),
            suppressions: self.suppression(finding).into_iter().collect(),
            properties: ResultProperties { case: finding.case.name },
        }
    }

    fn location(&self, finding: &'a Finding) -> Option<Location<'a>> {
        let logical = finding.item.as_deref().map(|item| Logical { fully_qualified_name: item }).into_iter().collect();
        match (finding.span, &finding.file) {
            (Some(span), _) => Some(Location { logical_locations: logical, ..self.at(span) }),
            (None, Some(file)) => {
                let physical_location = Physical { artifact_location: self.artifact(file), region: None };
                Some(Location { id: None, physical_location, logical_locations: logical, message: None })
            }
            (None, None) => None,
        }
    }

    fn at(&self, span: Span) -> Location<'a> {
        let place = self.audit.sources.files.place(span);
        let region = Region {
            start_line: place.line,
            start_column: place.column.max(1),
            end_line: place.end_line,
            end_column: place.end_column.max(1),
        };
        let artifact_location = self.artifact(&self.audit.sources.files.get(span.file).path);
        Location {
            id: None,
            physical_location: Physical { artifact_location, region: Some(region) },
            logical_locations: Vec::new(),
            message: None,
        }
    }

    fn artifact(&self, path: &str) -> Artifact {
        Artifact { uri: uri(&format!("{}{path}", self.prefix)), uri_base_id: ROOT }
    }

    fn suppression(&self, finding: &Finding) -> Option<Suppression<'a>> {
        let Status::Waived(at) = finding.status else { return None };
        let waiver = &self.audit.outcome.waivers[at];
        let by = waiver.by.as_ref().map_or(String::new(), |by| format!("; decided by {by}"));
        let until = waiver.until.map_or(String::new(), |until| format!("; until {until}"));
        Some(Suppression {
            kind: if waiver.line.is_some() { "inSource" } else { "external" },
            status: "accepted",
            justification: printable_lines(&format!("{}{by}{until}", waiver.reason)).into_owned(),
            location: self.at(waiver.span),
        })
    }
}

/// A path as a relative URI, without the detours that lead into an upstream layer.
fn uri(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|&last| last != "..") => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    utf8_percent_encode(&parts.join("/"), KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_relative_uri() {
        assert_eq!(uri("school/roles/lead teachers.yaml"), "school/roles/lead%20teachers.yaml");
        assert_eq!(uri("school/../district/r%.yaml"), "district/r%25.yaml");
        assert_eq!(uri("../up/é:#?.yaml"), "../up/%C3%A9%3A%23%3F.yaml");
        assert_eq!(uri("/etc//passwd"), "etc/passwd");
    }
}

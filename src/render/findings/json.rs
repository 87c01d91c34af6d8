//! `check --format json`, version 1. The types are apart from the model so that the format stays as it is
//! while the model grows.

use crate::audit::Audit;
use crate::diag::{Finding, Related, Status};
use crate::text::{Files, Span};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    framework: Framework<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<BaseV1<'a>>,
    /// What to know about how the framework was read, where there is something.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    findings: Vec<FindingV1<'a>>,
    summary: SummaryV1,
    not_assessed: Vec<NotAssessedV1<'a>>,
}

#[derive(Serialize)]
struct Framework<'a> {
    name: Option<&'a str>,
    year: Option<&'a str>,
    phase: Option<&'a str>,
    as_of: String,
    files: usize,
    items: usize,
    layers: Vec<&'a str>,
}

/// The earlier state that the run was compared with, and what became of its findings.
#[derive(Serialize)]
struct BaseV1<'a> {
    name: &'a str,
    commit: Option<&'a str>,
    older: usize,
    fixed: usize,
    /// The same number under the word that all documents use.
    settled: usize,
}

#[derive(Serialize)]
struct FindingV1<'a> {
    rule: &'a str,
    case: &'a str,
    level: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<WaivedV1<'a>>,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: PlaceV1<'a>,
    item: Option<&'a str>,
    fingerprint: &'a str,
    related: Vec<RelatedV1<'a>>,
}

/// The decision that a waived finding is left open by.
#[derive(Serialize)]
struct WaivedV1<'a> {
    reason: &'a str,
    by: Option<&'a str>,
    until: Option<String>,
    file: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct PlaceV1<'a> {
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
}

#[derive(Serialize)]
struct RelatedV1<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct SummaryV1 {
    error: usize,
    warning: usize,
    advice: usize,
    waived: usize,
    baseline: usize,
    settled: usize,
    met: usize,
    not_assessed: usize,
}

#[derive(Serialize)]
struct NotAssessedV1<'a> {
    rule: &'a str,
    because: &'a str,
    unlock: &'a str,
    count: usize,
    items: &'a [String],
}

/// Writes the report.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let summary = &audit.outcome.summary;
    let report = Report {
        version: 1,
        framework: framework(audit),
        base: audit.outcome.since.as_ref().map(|since| BaseV1 {
            name: &since.name,
            commit: since.commit.as_deref(),
            older: since.older,
            fixed: since.fixed,
            settled: since.fixed,
        }),
        notes: &audit.sources.notes,
        findings: audit.outcome.findings.iter().map(|finding| one(finding, audit)).collect(),
        summary: SummaryV1 {
            error: summary.error,
            warning: summary.warning,
            advice: summary.advice,
            waived: summary.waived,
            baseline: summary.baseline,
            // Settled since the baseline was written, or since the state compared with.
            settled: summary.settled + audit.outcome.since.as_ref().map_or(0, |since| since.fixed),
            met: summary.met,
            not_assessed: summary.not_assessed,
        },
        not_assessed: audit
            .outcome
            .not_assessed
            .iter()
            .map(|entry| NotAssessedV1 {
                rule: entry.rule.id,
                because: &entry.because,
                unlock: &entry.unlock,
                count: entry.count,
                items: &entry.items,
            })
            .collect(),
    };
    crate::render::json::write(&report, out)
}

fn framework(audit: &Audit) -> Framework<'_> {
    let settings = &audit.corpus.settings;
    Framework {
        name: settings.name.as_ref().map(|name| &*name.value),
        year: settings.year.as_ref().map(|year| &*year.value),
        phase: settings.phase.map(|phase| phase.value.name()),
        as_of: audit.as_of.to_string(),
        files: audit.sources.files.len(),
        items: audit.corpus.len(),
        layers: audit.corpus.layers.iter().skip(1).map(|layer| layer.path.as_str()).collect(),
    }
}

fn one<'a>(finding: &'a Finding, audit: &'a Audit) -> FindingV1<'a> {
    let files = &audit.sources.files;
    FindingV1 {
        rule: finding.rule.id,
        case: finding.case.name,
        level: finding.level.name(),
        status: finding.status.name(),
        waived: waived(finding, audit),
        message: &finding.message,
        help: finding.help.as_deref(),
        place: match finding.span {
            Some(span) => place(span, files),
            None => PlaceV1 { file: finding.file.as_deref(), line: None, column: None, end_line: None, end_column: None },
        },
        item: finding.item.as_deref(),
        fingerprint: &finding.fingerprint,
        related: finding.related.iter().map(|related| other(related, files)).collect(),
    }
}

fn waived<'a>(finding: &Finding, audit: &'a Audit) -> Option<WaivedV1<'a>> {
    let Status::Waived(at) = finding.status else { return None };
    let waiver = &audit.outcome.waivers[at];
    Some(WaivedV1 {
        reason: &waiver.reason,
        by: waiver.by.as_deref(),
        until: waiver.until.map(|until| until.to_string()),
        file: &audit.sources.files.get(waiver.span.file).path,
        line: audit.sources.files.place(waiver.span).line,
    })
}

fn place(span: Span, files: &Files) -> PlaceV1<'_> {
    let place = files.place(span);
    PlaceV1 {
        file: Some(&files.get(span.file).path),
        line: Some(place.line),
        column: Some(place.column),
        end_line: Some(place.end_line),
        end_column: Some(place.end_column),
    }
}

fn other<'a>(related: &'a Related, files: &'a Files) -> RelatedV1<'a> {
    let place = files.place(related.span);
    RelatedV1 { file: &files.get(related.span.file).path, line: place.line, column: place.column, message: &related.message }
}

//! Every finding with its place, and what could not be assessed.

use super::Material;
use crate::diag::{Finding, Group};
use crate::render::Document;
use crate::report::at;

/// The annex of findings, by what they harm.
pub(super) fn findings(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Annex: every finding");
    let open = material.audit.outcome.findings.iter().filter(|finding| finding.is_open());
    let open: Vec<_> = open.collect();
    if open.is_empty() {
        document.paragraph("No finding is open.");
        return;
    }
    for group in Group::ALL {
        let points: Vec<(String, Vec<String>)> = open
            .iter()
            .filter(|finding| finding.rule.group == group)
            .map(|finding| {
                let place = finding.span.map_or_else(|| finding.file.clone().unwrap_or_default(), |span| at(material.audit, span));
                let mut details: Vec<String> =
                    finding.related.iter().map(|other| format!("{}: {}", at(material.audit, other.span), other.message)).collect();
                details.extend(finding.help.clone());
                (format!("{} ({}, {}, {place}).", clause(&finding.message), finding.level.name(), finding.rule.id), details)
            })
            .collect();
        if !points.is_empty() {
            document.heading(3, group.harm());
            document.points(points);
        }
    }
}

/// The rows that lose points in an indicator, with their places.
pub(super) fn indicators(material: &Material<'_>, document: &mut Document) {
    let table = crate::report::indicators::loss_table(material.audit, &material.indicators);
    if table.rows.is_empty() {
        return;
    }
    document.heading(2, "Annex: the rows behind the indicators");
    document.paragraph(
        "What each row costs the first number of its indicator, where 1 is all. Together the rows make up what is missing to 1; for load they make up the number itself. – where that number is withheld.",
    );
    document.table(table);
}

/// What could not be assessed, and what would unlock it.
pub(super) fn not_assessed(material: &Material<'_>, document: &mut Document) {
    document.heading(2, "Annex: what could not be assessed");
    if material.audit.outcome.not_assessed.is_empty() {
        document.paragraph("Every question could be answered from the files.");
        return;
    }
    document.paragraph("Nothing is concluded from these. The last column names the field that would answer the question.");
    crate::report::not_assessed(&material.audit.outcome.not_assessed, document);
}

/// A message as a sentence of its own.
pub(in crate::report) fn sentence(message: &str) -> String {
    format!("{}.", clause(message))
}

/// A message that begins a sentence: an id keeps its own spelling, an ordinary first word is capitalised.
pub(super) fn clause(message: &str) -> String {
    let mut characters = message.chars();
    let first_word = message.split_whitespace().next().unwrap_or("");
    let is_id = first_word.contains(['-', '/', '“', '.']);
    match characters.next() {
        Some(first) if !is_id => first.to_uppercase().chain(characters).collect(),
        _ => message.to_owned(),
    }
}

/// A finding in a line: what is wrong, how grave, and the rule that explains it.
pub(super) fn line(finding: &Finding) -> String {
    format!("{} ({}, {}).", clause(&finding.message), finding.level.name(), finding.rule.id)
}

//! Findings that belong to a chapter, each in a line with its rule and its place. Knows no chapter.

use super::Material;
use super::annex::clause;
use crate::diag::{Finding, Status};
use crate::render::Document;
use crate::report::at;

/// A finding in a line, with where it is.
pub(super) fn placed(material: &Material<'_>, finding: &Finding) -> String {
    let place = finding.span.map_or_else(|| finding.file.clone().unwrap_or_default(), |span| at(material.audit, span));
    format!("{} ({}, {}, {place}).", clause(&finding.message), finding.level.name(), finding.rule.id)
}

/// The open findings that a chapter keeps, the most harmful first.
pub(super) fn kept(material: &Material<'_>, keep: impl Fn(&Finding) -> bool) -> Vec<String> {
    let open = material.gaps.iter().map(|gap| &material.audit.outcome.findings[gap.finding]);
    open.filter(|finding| keep(finding)).map(|finding| placed(material, finding)).collect()
}

/// The same by rule, under words that introduce them; nothing where there are none. Says whether there were any.
pub(super) fn by_rule(material: &Material<'_>, rules: &[&str], words: &str, document: &mut Document) -> bool {
    let lines = kept(material, |finding| rules.contains(&finding.rule.id));
    let any = !lines.is_empty();
    if any {
        document.paragraph(words);
        document.lines(lines);
    }
    any
}

/// What some rules found and somebody decided to leave open: the finding, who, until when, and why. Says whether
/// there was any.
pub(super) fn left_open(material: &Material<'_>, rules: &[&str], document: &mut Document) -> bool {
    let outcome = &material.audit.outcome;
    let mut points = Vec::new();
    for finding in outcome.findings.iter().filter(|finding| rules.contains(&finding.rule.id)) {
        let Status::Waived(at) = finding.status else { continue };
        let Some(terms) = outcome.waivers.get(at) else { continue };
        let by = terms.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
        let until = terms.until.map_or(String::new(), |until| format!(" until {until}"));
        points.push((placed(material, finding), vec![format!("Waived{by}{until}: {}", terms.reason)]));
    }
    let any = !points.is_empty();
    if any {
        document.paragraph("Left open by decision:");
        document.points(points);
    }
    any
}

/// How many things a rule looked at and found in order.
pub(super) fn met(material: &Material<'_>, rule: &str) -> usize {
    material.audit.outcome.met.get(rule).copied().unwrap_or(0)
}

/// A number that a rule compares with, and what it rests on: `100 % of release (arithmetic)`.
pub(super) fn threshold(material: &Material<'_>, rule: &str, name: &str) -> String {
    let Some(meta) = crate::rules::find(rule) else { return String::new() };
    let Some(threshold) = meta.thresholds.iter().find(|threshold| threshold.name == name) else { return String::new() };
    let number = material.audit.limits.get(meta.id, threshold);
    let local = if number == threshold.default { "" } else { ", set in rolewright.toml" };
    // What a quotient divides is said where it stands.
    let unit = if threshold.unit.contains('÷') { String::new() } else { format!(" {}", threshold.unit) };
    format!("{}{unit} ({}{local})", crate::report::figure(number), threshold.standing.name())
}

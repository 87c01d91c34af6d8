//! What was read, at which state, what was not assessed, and what the framework settles differently for itself.

use super::Material;
use crate::diag::{RuleMeta, Status};
use crate::load::Committed;
use crate::model::{Collection, RuleSetting};
use crate::render::{Column, Document, Table};
use crate::report::{at, figure, several};
use crate::rules;

/// Scope and what was read.
pub(super) fn scope(material: &Material<'_>, document: &mut Document) {
    let audit = material.audit;
    let settings = &audit.corpus.settings;
    let name = settings.name.as_ref().map_or("This framework", |name| &*name.value);
    document.heading(1, format!("Alignment audit: {name}"));
    let mut facts = Vec::new();
    facts.extend(settings.year.as_ref().map(|year| ("School year".to_owned(), year.value.to_string())));
    facts.push(("As of".into(), audit.as_of.to_string()));
    facts.extend(settings.phase.map(|phase| ("Phase".to_owned(), phase.value.name().to_owned())));
    facts.push(("Read".into(), several(audit.sources.files.len(), "file", "files")));
    facts.extend(material.committed.map(|state| ("Commit".to_owned(), commit(state))));
    for layer in audit.corpus.layers.iter().skip(1) {
        facts.push(("Builds on".into(), layer.name.clone().unwrap_or_else(|| layer.path.clone())));
    }
    document.facts(facts);
    read(material, document);
    changed_thresholds(material, document);
    waivers(material, document);
}

/// `1f2e3d4; 2 of the files read differ from it`.
fn commit(state: &Committed) -> String {
    let short = state.commit.get(..7).unwrap_or(&state.commit);
    match state.differing {
        Some(0) => format!("{short}, and the files read say the same as there"),
        Some(n) => format!("{short}, and {} from it (changes that are not committed)", several(n, "file differs", "files differ")),
        None => format!("{short}; whether the files read differ from it could not be told"),
    }
}

fn read(material: &Material<'_>, document: &mut Document) {
    let audit = material.audit;
    let mut table = Table::new(vec![Column::text("What was read"), Column::number("Items")]);
    for &collection in Collection::ALL {
        let count = audit.corpus.ids(collection).len();
        if count > 0 {
            table.row([collection.doc().trim().trim_end_matches('.').to_owned(), count.to_string()]);
        }
    }
    document.table(table);
    let absent: Vec<&str> = Collection::ALL.iter().filter(|&&c| audit.corpus.ids(c).is_empty()).map(|c| c.name()).collect();
    if !absent.is_empty() {
        document.paragraph(format!("Not in the files, and therefore not assessed: {}.", absent.join(", ")));
    }
    match audit.outcome.summary.not_assessed {
        0 => document.paragraph("Every check could be made from the files."),
        n => document.paragraph(format!(
            "{} could not be made, because the files do not say; the last annex names the field that would answer each.",
            several(n, "check", "checks")
        )),
    }
}

/// Numbers and levels that the settings change, each with its line.
fn changed_thresholds(material: &Material<'_>, document: &mut Document) {
    let audit = material.audit;
    let mut table = Table::new(vec![
        Column::text("Threshold"),
        Column::number("Default"),
        Column::number("Here"),
        Column::text("Unit"),
        Column::text("Standing of the default"),
        Column::text("Set in"),
    ]);
    let mut levels = Vec::new();
    for entry in &*audit.corpus.settings.rules {
        let Some(meta) = rules::find(&entry.key.value) else { continue };
        numbers(material, meta, &entry.value, &mut table);
        levels.extend(entry.value.level.as_ref().map(|level| {
            let said = match &*level.value {
                "off" => "is switched off, so its question is not asked".to_owned(),
                other => format!("counts as {other}"),
            };
            format!("{} {said}; by default it is {} ({}).", meta.id, meta.gravest().name(), at(audit, level.span))
        }));
    }
    if table.rows.is_empty() && levels.is_empty() {
        document.paragraph("No threshold is changed here: every number is the default (annex “The thresholds and their sources”).");
        return;
    }
    if !table.rows.is_empty() {
        document.paragraph("Thresholds that this framework sets for itself:");
        document.table(table);
    }
    if !levels.is_empty() {
        document.paragraph("Rules that this framework weighs differently:");
        document.lines(levels);
    }
}

fn numbers(material: &Material<'_>, meta: &'static RuleMeta, setting: &RuleSetting, table: &mut Table) {
    for limit in &*setting.limits {
        let Some(threshold) = meta.thresholds.iter().find(|threshold| threshold.name == &*limit.key.value) else { continue };
        table.row([
            format!("{}: {}", meta.id, threshold.name),
            figure(threshold.default),
            figure(material.audit.limits.get(meta.id, threshold)),
            threshold.unit.to_owned(),
            threshold.standing.name().to_owned(),
            at(material.audit, limit.key.span),
        ]);
    }
}

/// What is left open by decision: who decided, until when, and why.
fn waivers(material: &Material<'_>, document: &mut Document) {
    let audit = material.audit;
    let mut table = Table::new(vec![
        Column::text("Left open"),
        Column::text("About"),
        Column::text("Decided by"),
        Column::text("Until"),
        Column::text("Reason"),
        Column::text("Set in"),
    ]);
    for finding in &audit.outcome.findings {
        let Status::Waived(waiver) = finding.status else { continue };
        let waiver = &audit.outcome.waivers[waiver];
        table.row([
            finding.rule.id.to_owned(),
            finding.item.clone().unwrap_or_else(|| "the framework".into()),
            waiver.by.clone().unwrap_or_else(|| "not stated".into()),
            waiver.until.map_or_else(|| "no end date".into(), |until| until.to_string()),
            waiver.reason.clone(),
            at(audit, waiver.span),
        ]);
    }
    match table.rows.len() {
        0 => document.paragraph("No finding is left open by decision (waivers)."),
        _ => {
            document.paragraph("Findings left open by decision (waivers); they are not counted below:");
            document.table(table);
        }
    }
}

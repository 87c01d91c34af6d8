//! Competencies: who is asked for what, and whether it can be learnt and shown.

use super::Material;
use super::annex::line;
use crate::audit::matrices;
use crate::audit::shown::Shown;
use crate::model::{Competency, Item};
use crate::render::{Column, Document, Table};
use crate::report::several;
use rustc_hash::FxHashMap;

/// The table of competencies and what is missing.
pub(super) fn competencies(material: &Material<'_>, document: &mut Document) {
    let competencies = &material.audit.corpus.competencies;
    if competencies.is_empty() {
        return;
    }
    document.heading(2, "Competencies");
    let mut table = Table::new(vec![
        Column::text("Competency"),
        Column::text("Domain"),
        Column::text("Required of"),
        Column::text("Levels with indicators"),
        Column::text("Ways to learn it"),
        Column::text("Ways to show it"),
    ]);
    let asked = required_of(material);
    for competency in competencies {
        table.row(row(competency, asked.get(competency.id()).map_or(&[][..], Vec::as_slice)));
    }
    document.table(table);
    let cycles = matrices::talent(material.audit, &Shown::everything(false));
    if cycles.iter().any(|cycle| cycle.used.is_some()) {
        document.paragraph("Where each competency is used, from hiring to evaluation:");
        document.table(crate::report::matrices::cycle_table(material.audit, &cycles));
        document.aside(crate::report::matrices::CYCLE_LEGEND);
    }
    let found: Vec<String> = competencies
        .iter()
        .flat_map(|competency| {
            let address = competency.address().to_string();
            material.findings_about(&address).map(line).collect::<Vec<_>>()
        })
        .collect();
    document.lines(found);
}

/// The roles that ask for each competency.
fn required_of<'a>(material: &'a Material<'_>) -> FxHashMap<&'a str, Vec<&'a str>> {
    let mut all: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for role in &material.audit.corpus.roles {
        for required in role.requires.iter().flatten() {
            let roles = all.entry(&*required.competency.text).or_default();
            if roles.last() != Some(&role.id()) {
                roles.push(role.id());
            }
        }
    }
    all
}

fn row(competency: &Item<Competency>, roles: &[&str]) -> Vec<String> {
    let or_dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let levels: Vec<&str> = competency.indicators.iter().map(|entry| &*entry.key.value).collect();
    vec![
        competency.title.as_ref().map_or(competency.id(), |title| &title.value).to_owned(),
        or_dash(competency.domain.map_or(String::new(), |domain| domain.value.name().to_owned())),
        or_dash(roles.join(", ")),
        or_dash(levels.join(", ")),
        or_dash(if competency.offerings.is_empty() { String::new() } else { several(competency.offerings.len(), "offering", "offerings") }),
        or_dash(if competency.evidence.is_empty() { String::new() } else { several(competency.evidence.len(), "artefact", "artefacts") }),
    ]
}

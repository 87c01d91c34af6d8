//! How a career grows: the rungs of every pathway, who could fill them, and which rungs are missing.

use super::Material;
use super::found::by_rule;
use crate::analysis::money::written;
use crate::analysis::next_rung::{Rung, rungs};
use crate::model::{Collection, Item, Loc, Pathway};
use crate::render::{Column, Document, Table};
use crate::report::{at, figure, listed, several};
use rustc_hash::FxHashMap;

/// Findings about ladders.
const RULES: [&str; 4] = ["broken-ladder", "flat-pathway", "must-leave-classroom", "no-progression"];

/// The chapter.
pub(super) fn pathways(material: &Material<'_>, document: &mut Document) {
    let corpus = &material.audit.corpus;
    if corpus.roles.is_empty() {
        return;
    }
    document.heading(2, "Pathways");
    if corpus.pathways.is_empty() {
        document.paragraph("Not assessed: the files name no pathway, so nothing says how a career grows (pathways.ID.rungs).");
        return;
    }
    document.paragraph("Rungs from the lowest to the highest. Ready: people elsewhere, but not on a higher rung, who list every competency the rung asks for, at the level asked; they are counted by role, and neither named nor ranked, and whether they want to is not assessed. What people have shown is listed under units.ID.staff.ID.holders.ID.has; “rolewright gaps” says more.");
    let bench: FxHashMap<usize, Rung<'_>> = rungs(&material.facts).into_iter().map(|rung| (rung.role, rung)).collect();
    for pathway in &corpus.pathways {
        document.heading(3, pathway.title.as_ref().map_or(pathway.id(), |title| &title.value));
        document.table(ladder(material, pathway, &bench));
    }
    document.lines(vacant(material));
    if !by_rule(material, &RULES, "Missing or broken rungs:", document) {
        document.paragraph("No rung is missing or broken, in what could be assessed.");
    }
}

fn ladder(material: &Material<'_>, pathway: &Item<Pathway>, bench: &FxHashMap<usize, Rung<'_>>) -> Table {
    let mut table = Table::new(vec![
        Column::number("Rung"),
        Column::text("Role"),
        Column::number("Held by"),
        Column::number("Teaching"),
        Column::number("Stipend"),
        Column::number("Competencies asked"),
        Column::text("Chosen by"),
        Column::text("Ready"),
    ]);
    // The last step on which each role stands: it is above every step before that.
    let steps = || pathway.rungs.iter().enumerate().filter_map(|(step, rung)| Some((step, rung.to?.index())));
    let last: FxHashMap<usize, usize> = steps().map(|(step, role)| (role, step)).collect();
    for (step, role) in steps() {
        let is_above = |role: &usize| last.get(role).is_some_and(|&at| at > step);
        table.row(row(material, step, role, bench.get(&role), is_above));
    }
    table
}

fn row(material: &Material<'_>, step: usize, role: usize, bench: Option<&Rung<'_>>, is_above: impl Fn(&usize) -> bool) -> [String; 8] {
    let item = &material.audit.corpus.roles[role];
    let dash = || "–".to_owned();
    let chosen = match (step, item.selection.len()) {
        (0, 0) => dash(),
        (_, 0) => "not stated".to_owned(),
        (_, n) => several(n, "criterion", "criteria"),
    };
    [
        (step + 1).to_string(),
        material.title(role).to_owned(),
        material.held(role),
        item.teaching.map_or_else(dash, |teaching| format!("{} %", figure(teaching.value.0))),
        item.stipend.map_or_else(dash, |stipend| written(stipend.value)),
        material.facts.needs.of_role(role).count().to_string(),
        chosen,
        bench.filter(|_| step > 0).map_or_else(dash, |rung| ready(material, rung, is_above)),
    ]
}

/// `3 team-lead, 1 novice-mentor`; or why there is no number.
fn ready(material: &Material<'_>, rung: &Rung<'_>, is_above: impl Fn(&usize) -> bool) -> String {
    let of = |role: &usize| material.audit.corpus.roles[*role].id();
    if rung.asks == 0 {
        return "not assessed: it asks for no competency (roles.ID.requires)".to_owned();
    }
    // Whoever stands higher would step down.
    let ready: Vec<_> = rung.ready.iter().filter(|(role, _)| !is_above(role)).collect();
    if ready.is_empty() {
        let below = listed(&rung.below.iter().map(of).collect::<Vec<_>>());
        return match rung.assessed {
            0 => format!("not assessed: nobody in {below} lists any"),
            n => format!("nobody, of {} in {below}", several(n, "person assessed", "people assessed")),
        };
    }
    let by_role = ready.iter().map(|(role, codes)| format!("{} {}", codes.len(), of(role)));
    by_role.collect::<Vec<_>>().join(", ")
}

/// Rungs that nobody holds today.
fn vacant(material: &Material<'_>) -> Vec<String> {
    let corpus = &material.audit.corpus;
    let mut empty: Vec<usize> =
        corpus.pathways.iter().flat_map(|pathway| pathway.rungs.iter()).filter_map(|rung| rung.to).map(Loc::index).collect();
    empty.sort_unstable();
    empty.dedup();
    empty.retain(|&role| material.held(role) == "0");
    let line = |role: usize| {
        let place = at(material.audit, corpus.span_of(Loc::item(Collection::Roles, role)));
        format!("{} is a rung that nobody holds today ({place}).", material.title(role))
    };
    empty.into_iter().map(line).collect()
}

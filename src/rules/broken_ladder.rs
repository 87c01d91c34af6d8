//! A leading role that no career leads to, or a rung that nobody knows how to reach.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Family, Pathway, Role};
use crate::text::Span;
use std::collections::BTreeMap;

rule! {
    "broken-ladder", Pathways,
    "a teacher-leader role is on no pathway, or a rung above the first states no selection criteria",
    cases: [Case::missing("on-no-pathway", Level::Warning), Case::missing("no-selection", Level::Warning)],
    thresholds: [],
    check
}

/// Roles on pathways, with the first place where each is above the first rung.
type Rungs = BTreeMap<usize, Option<Span>>;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let mut rungs = Rungs::new();
    for pathway in &cx.corpus.pathways {
        climb(pathway, &mut rungs);
    }
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        let address = role.address();
        match rungs.get(&at) {
            Some(Some(rung)) if role.selection.is_empty() => {
                out.report("no-selection", role.span(), format!("{} is a step up, but nothing says how its holders are chosen", role.id()))
                    .item(address)
                    .related(*rung, "a rung above the first")
                    .help("List under “selection” what someone must have shown to be chosen.");
            }
            Some(Some(_)) => out.met(),
            // Everyone may stand on the lowest rung; being on a pathway is all that is asked of a leader there.
            Some(None) if is_teacher_leader(role) => out.met(),
            None if is_teacher_leader(role) && cx.corpus.pathways.is_empty() => {
                out.not_assessed(address, "the framework states no pathways", "pathways.ID.rungs");
            }
            None if is_teacher_leader(role) => {
                out.report("on-no-pathway", role.span(), format!("{} leads teachers, but no pathway leads to it or beyond it", role.id()))
                    .item(address)
                    .help("Add it as a rung to a pathway, after the role its holders come from.");
            }
            _ => {}
        }
    }
}

fn is_teacher_leader(role: &Role) -> bool {
    role.family.is_some_and(|family| family.value == Family::TeacherLeader)
}

fn climb(pathway: &Pathway, rungs: &mut Rungs) {
    for (step, rung) in pathway.rungs.iter().enumerate() {
        let Some(role) = rung.to else { continue };
        let above = rungs.entry(role.index()).or_default();
        if step > 0 && above.is_none() {
            *above = Some(rung.span);
        }
    }
}

//! A career that grows only away from learners.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, ItemAddress, Pathway, Role};

rule! {
    "must-leave-classroom", Pathways,
    "every rung above the first teaches 0 %",
    cases: [Case::new("nobody-teaches", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for pathway in &cx.corpus.pathways {
        let above: Vec<&Item<Role>> = pathway.rungs.iter().skip(1).filter_map(|rung| cx.corpus.role(rung.to)).collect();
        if above.is_empty() {
            continue;
        }
        let address = pathway.address();
        if above.iter().any(|role| role.teaching.is_some_and(|teaching| teaching.value.0 > 0.0)) {
            out.met();
        } else if above.iter().any(|role| role.teaching.is_none()) {
            out.not_assessed(address, "a rung does not state how much it teaches", "roles.ID.teaching");
        } else {
            report(pathway, &above, address, out);
        }
    }
}

fn report(pathway: &Item<Pathway>, above: &[&Item<Role>], address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let names: Vec<&str> = above.iter().map(|role| role.id()).collect();
    let teach = if names.len() == 1 { "teaches" } else { "teach" };
    let message = format!("whoever rises on {} must leave the classroom: {} {teach} 0 %", pathway.id(), names.join(", "));
    let finding = out.report("nobody-teaches", pathway.span(), message);
    finding.item(address).help("Add a rung whose holders lead and still teach, for example at 50 %.");
    for teaching in above.iter().filter_map(|role| role.teaching) {
        finding.related(teaching.span, "no teaching");
    }
}

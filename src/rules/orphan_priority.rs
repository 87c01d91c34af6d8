//! A priority that is in nobody's job.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "orphan-priority", Alignment,
    "no role has a responsibility that serves an active priority, one of its actions, or a priority below it",
    cases: [Case::missing("in-no-job", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let served = served(cx);
    for (at, priority) in cx.facts.work.active() {
        let address = priority.address();
        if cx.facts.work.duties.is_empty() {
            out.not_assessed(address, "no role states responsibilities", "roles.ID.responsibilities");
        } else if served[at] {
            out.met();
        } else {
            let message = format!("{} is in nobody's job: no responsibility of any role serves it", priority.id());
            let finding = out.report("in-no-job", priority.span(), message);
            finding.item(address);
            finding.help("Add it under “serves” to the responsibilities that carry it, at every level that has a part in it.");
        }
    }
}

/// Which priorities are served, themselves or through a priority below them. Each is marked once, so that a
/// long line of parents, or one that goes round in a circle, costs nothing.
fn served(cx: &Ctx<'_>) -> Vec<bool> {
    let mut served = vec![false; cx.corpus.priorities.len()];
    for service in &cx.facts.work.services {
        let mut here = Some(service.target.index());
        while let Some(at) = here.filter(|&at| !served[at]) {
            served[at] = true;
            here = cx.corpus.priorities[at].parent.as_ref().and_then(|parent| parent.to).map(|to| to.index());
        }
    }
    served
}

//! A promise to learners that nobody works on.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Edge, Loc, PriorityStatus};

rule! {
    "unserved-outcome", Alignment,
    "no competency develops an outcome for learners, and no priority pursues it",
    cases: [Case::missing("nobody-serves-it", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let corpus = cx.corpus;
    for (at, outcome) in corpus.outcomes.iter().enumerate() {
        let address = outcome.address();
        if corpus.competencies.is_empty() && corpus.priorities.is_empty() {
            out.not_assessed(address, "there are no competencies and no priorities yet", "priorities.ID.outcomes");
        } else if corpus.edges_to(Loc::item(Collection::Outcomes, at)).any(|edge| serves(cx, edge)) {
            out.met();
        } else {
            let message = format!("the outcome {} is promised, but no competency develops it and no priority pursues it", outcome.id());
            let finding = out.report("nobody-serves-it", outcome.span(), message);
            finding.item(address);
            finding.help("Name it under “develops” in a competency or under “outcomes” in a priority, or take the promise back.");
        }
    }
}

/// Whether a reference says that the outcome is worked on: a competency, or a priority that is not over.
fn serves(cx: &Ctx<'_>, edge: &Edge) -> bool {
    match edge.from.collection() {
        Collection::Competencies => edge.field == "develops",
        Collection::Priorities => {
            let priority = &cx.corpus.priorities[edge.from.index()];
            edge.field == "outcomes" && priority.status.is_none_or(|status| status.value != PriorityStatus::Done)
        }
        _ => false,
    }
}

//! A decision of which nobody knows who makes it, where, and whether it binds.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "incomplete-decision", Decisions,
    "a decision lacks its stance, its level or its decider",
    cases: [Case::missing("incomplete", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let rights = &cx.rights;
    for (at, decision) in cx.corpus.decisions.iter().enumerate() {
        let decided = decision.decider.is_some() || !rights.committees(at).is_empty();
        let questions = [
            (decided, "who decides it", "decider"),
            (decision.level.is_some(), "at which level it is decided", "level"),
            (decision.stance.is_some(), "whether it is tight or loose", "stance"),
        ];
        let open: Vec<_> = questions.into_iter().filter(|(said, ..)| !said).collect();
        if open.is_empty() {
            out.met();
            continue;
        }
        let whats: Vec<&str> = open.iter().map(|(_, what, _)| *what).collect();
        let fields: Vec<&str> = open.iter().map(|(.., field)| *field).collect();
        out.report("incomplete", decision.span(), format!("{} does not say {}", decision.id(), whats.join(", ")))
            .item(decision.address())
            .help(format!("Add: {}.", fields.join(", ")));
    }
}

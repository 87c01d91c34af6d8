//! Something that was written down and that nothing makes use of.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Loc};

rule! {
    "unused-item", Structure,
    "nothing refers to a competency, an outcome, a fund or a decision",
    cases: [Case::new("nothing-refers", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let corpus = cx.corpus;
    judge(cx, Collection::Competencies, corpus.competencies.len(), "Let a role, a duty or an action require it, or remove it.", out);
    // As soon as there is something that could serve outcomes, unserved-outcome asks the sharper question.
    if corpus.competencies.is_empty() && corpus.priorities.is_empty() {
        judge(cx, Collection::Outcomes, corpus.outcomes.len(), "Let a competency develop it or a priority pursue it, or remove it.", out);
    }
    judge(cx, Collection::Funds, corpus.funds.len(), "Name it under “funded_by” where it pays for something, or remove it.", out);
    let help = "Say which fields of roles it governs, or which committee decides it, or remove it.";
    judge(cx, Collection::Decisions, corpus.decisions.len(), help, out);
}

fn judge(cx: &Ctx<'_>, collection: Collection, count: usize, help: &str, out: &mut Reporter<'_>) {
    for loc in (0..count).map(|at| Loc::item(collection, at)) {
        // What an item says about itself is no use made of it.
        if cx.corpus.edges_to(loc).any(|edge| edge.from.whole() != loc) || governs(cx, loc) {
            out.met();
            continue;
        }
        let id = cx.corpus.id_of(loc);
        let message = format!("nothing refers to the {} {}", collection.one(), id.value);
        out.report("nothing-refers", id.span, message).item(cx.corpus.address(loc)).help(help);
    }
}

/// A decision that governs a field is at work without being named anywhere.
fn governs(cx: &Ctx<'_>, loc: Loc) -> bool {
    loc.collection() == Collection::Decisions && cx.corpus.decisions.get(loc.index()).is_some_and(|decision| !decision.governs.is_empty())
}

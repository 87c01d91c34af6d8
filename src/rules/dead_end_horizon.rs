//! An action for this year that leads nowhere, or one for later that nothing leads to.

use super::Ctx;
use crate::analysis::work::Act;
use crate::diag::{Case, Level, Reporter};
use crate::model::{ActionHorizon, Loc};
use rustc_hash::FxHashSet;

rule! {
    "dead-end-horizon", Alignment,
    "an action for now builds toward nothing, or nothing builds toward an action for later",
    cases: [Case::new("leads-nowhere", Level::Advice), Case::new("nothing-leads-here", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let prepared: FxHashSet<Loc> =
        cx.facts.work.acts.iter().filter_map(|act| act.entry.value.builds_toward.as_ref()?.to.filter(|&to| to != act.loc())).collect();
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        match act.entry.value.horizon.map(|horizon| horizon.value) {
            None => {
                out.not_assessed(cx.corpus.address(act.loc()), "the action does not say now or build", "priorities.ID.actions.ID.horizon")
            }
            Some(ActionHorizon::Now) => judge_now(cx, act, out),
            Some(ActionHorizon::Build) if prepared.contains(&act.loc()) => out.met(),
            Some(ActionHorizon::Build) => report(
                cx,
                act,
                "nothing-leads-here",
                "is to be built up, but no action leads to it",
                "Name it under “builds_toward” in an action that can begin now.",
                out,
            ),
        }
    }
}

fn judge_now(cx: &Ctx<'_>, act: &Act<'_>, out: &mut Reporter<'_>) {
    match &act.entry.value.builds_toward {
        None => report(
            cx,
            act,
            "leads-nowhere",
            "is done now, but builds toward nothing",
            "Say under “builds_toward” which later action it prepares; add that action if nobody has written it down yet.",
            out,
        ),
        Some(to) if to.to.is_none() => {
            let address = cx.corpus.address(act.loc());
            out.not_assessed(address, "the action it builds toward does not exist", "priorities.ID.actions.ID.builds_toward");
        }
        Some(_) => out.met(),
    }
}

fn report(cx: &Ctx<'_>, act: &Act<'_>, case: &str, what: &str, help: &str, out: &mut Reporter<'_>) {
    let priority = cx.corpus.priorities[act.priority].id();
    let message = format!("“{}” of {priority} {what}", act.entry.id());
    out.report(case, act.entry.span(), message).item(cx.corpus.address(act.loc())).help(help);
}

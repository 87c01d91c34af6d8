//! Work that a role describes as its own, and the plan does not give to it.

use super::Ctx;
use crate::analysis::two_sides::{Named, claimed};
use crate::analysis::work::{Act, Duty};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Loc};
use crate::text::Span;

rule! {
    "unclaimed-work", Alignment,
    "a responsibility serves an action that gives the role neither A nor R",
    cases: [Case::new("not-in-plan", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for duty in &cx.facts.work.duties {
        let mut seen = Vec::new();
        for served in duty.serves() {
            let Some(act) = served.to.and_then(|to| active_act(cx, to)) else { continue };
            // The responsibility and the shared duty behind it may both name the action.
            if seen.contains(&act.index) {
                continue;
            }
            seen.push(act.index);
            judge(cx, duty, act, served.span, out);
        }
    }
}

/// The action at `to`, if it is one and its priority is active.
fn active_act<'a>(cx: &Ctx<'a>, to: Loc) -> Option<&'a Act<'a>> {
    let act = cx.facts.work.acts_of(to.index()).get(to.nested_index()?)?;
    cx.corpus.priorities[to.index()].is_active().then_some(act)
}

fn judge(cx: &Ctx<'_>, duty: &Duty<'_>, act: &Act<'_>, said: Span, out: &mut Reporter<'_>) {
    let address = cx.corpus.address(duty.loc());
    match claimed(cx.corpus, duty, act) {
        Named::Given => return out.met(),
        Named::NoLetters => return out.not_assessed(address, "the action names nobody", "priorities.ID.actions.ID.raci"),
        // Where nobody holds A or R, that is the cause, and it has its own finding.
        Named::NobodyActs => return out.not_assessed(address, "the action gives nobody A or R", "priorities.ID.actions.ID.raci"),
        Named::NotGiven => {}
    }
    let role = Loc::item(Collection::Roles, duty.role);
    let (id, action) = (cx.corpus.roles[duty.role].id(), cx.corpus.address(act.loc()).within_collection());
    let instead = match (act.gives("C", role), act.gives("I", role)) {
        (true, _) => "only asks its advice (C)",
        (_, true) => "only keeps it informed (I)",
        _ => "does not name it",
    };
    let message = format!("{id} says that “{}” serves {action}, but that action's RACI {instead}", duty.entry.id());
    // A shared duty serves many roles: the place to look at is this role's own line.
    let own = duty.entry.value.serves.iter().any(|served| served.span == said);
    let finding = out.report("not-in-plan", if own { said } else { duty.span() }, message);
    finding.item(address).related(act.entry.span(), "the action, with those it names");
    finding.help(format!("If {id} does this work, give it R in the action; if not, take “{action}” out of “serves”."));
}

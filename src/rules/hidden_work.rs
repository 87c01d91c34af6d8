//! Work that a priority gives to a role, and the role's own description does not mention.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::Collection;

rule! {
    "hidden-work", Alignment,
    "an action gives A or R to a role none of whose responsibilities serves it",
    cases: [Case::new("not-in-description", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let work = &cx.facts.work;
    for (at, priority) in work.active() {
        for act in work.acts_of(at) {
            let mut seen = Vec::new();
            for held in act.holding("AR").filter(|held| held.actor.collection() == Collection::Roles) {
                let role = &cx.corpus.roles[held.actor.index()];
                // A role that holds both letters of one action is one case, not two.
                if seen.contains(&held.actor) {
                    continue;
                }
                seen.push(held.actor);
                if role.responsibilities.is_empty() {
                    out.not_assessed(cx.corpus.address(held.actor), "the role states no responsibilities", "roles.ID.responsibilities");
                    continue;
                }
                if work.role_serves(held.actor.index(), act) {
                    out.met();
                    continue;
                }
                let message = format!(
                    "the plan makes {} {} for “{}” of {}, but no responsibility of {} serves it",
                    role.id(),
                    if held.letter == 'A' { "accountable (A)" } else { "responsible (R)" },
                    act.entry.id(),
                    priority.id(),
                    role.id(),
                );
                out.report("not-in-description", held.span, message)
                    .item(cx.corpus.address(act.loc()))
                    .related(role.span(), "the role as it describes itself")
                    .help(format!(
                        "If the work is theirs, add “serves: {}/{}” to one of the role's responsibilities and make room for it; if not, give the letter to whoever does it.",
                        priority.id(),
                        act.entry.id()
                    ));
            }
        }
    }
}

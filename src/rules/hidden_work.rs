//! Work that a priority gives to a role, and the role's own description does not mention.

use super::Ctx;
use crate::analysis::two_sides::{Described, given};
use crate::analysis::work::{Act, Letter};
use crate::diag::{Case, Level, Reporter};

rule! {
    "hidden-work", Alignment,
    "an action gives A or R to a role none of whose responsibilities serves it",
    cases: [Case::new("not-in-description", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let work = &cx.facts.work;
    for act in work.active().flat_map(|(at, _)| work.acts_of(at)) {
        for (held, described) in given(cx.facts, act) {
            match described {
                Described::Served => out.met(),
                Described::Hidden => report(cx, act, held, out),
                Described::NoDuties => {
                    out.not_assessed(cx.corpus.address(held.actor), "the role states no responsibilities", "roles.ID.responsibilities");
                }
            }
        }
    }
}

fn report(cx: &Ctx<'_>, act: &Act<'_>, held: &Letter, out: &mut Reporter<'_>) {
    let (role, priority) = (&cx.corpus.roles[held.actor.index()], cx.corpus.priorities[act.priority].id());
    let message = format!(
        "the plan makes {} {} for “{}” of {priority}, but no responsibility of {} serves it",
        role.id(),
        if held.letter == 'A' { "accountable (A)" } else { "responsible (R)" },
        act.entry.id(),
        role.id(),
    );
    out.report("not-in-description", held.span, message)
        .item(cx.corpus.address(act.loc()))
        .related(role.span(), "the role as it describes itself")
        .help(format!(
            "If the work is theirs, add “serves: {priority}/{}” to one of the role's responsibilities and make room for it; if not, give the letter to whoever does it.",
            act.entry.id()
        ));
}

//! A priority that nobody owns.

use super::Ctx;
use crate::analysis::ownership::{self, Ownership};
use crate::diag::{Case, Level, Reporter};

rule! {
    "priority-without-owner", Alignment,
    "an active priority has no owner, or nobody holds the role that owns it",
    cases: [Case::missing("no-owner", Level::Error), Case::new("not-held", Level::Error)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (at, priority) in cx.facts.work.active() {
        let address = priority.address();
        match ownership::of(cx.facts, at) {
            Ownership::Nobody => {
                out.report("no-owner", priority.span(), format!("nobody owns {}", priority.id()))
                    .item(address)
                    .help("Name as “owner” the one role that will be asked how it is going.");
            }
            Ownership::Dangling(_) => out.not_assessed(address, "the owner it names does not exist", "priorities.ID.owner"),
            // A framework that says nothing about staff is not judged by it.
            Ownership::Held(_) | Ownership::HolderNotStated(_) => out.met(),
            Ownership::NotHeld(role, span) => {
                let role = &cx.corpus.roles[role];
                let message = format!("{} is owned by {}, a role that nobody holds in any unit", priority.id(), role.id());
                out.report("not-held", span, message)
                    .item(address)
                    .related(role.span(), "the role that owns it")
                    .help("Give the priority to a role that is filled, or add the role to the “staff” of the unit where it is filled.");
            }
        }
    }
}

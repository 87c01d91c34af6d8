//! A priority that nobody owns.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};

rule! {
    "priority-without-owner", Alignment,
    "an active priority has no owner, or nobody holds the role that owns it",
    cases: [Case::missing("no-owner", Level::Error), Case::new("not-held", Level::Error)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (_, priority) in cx.facts.work.active() {
        let address = format!("priorities/{}", priority.id());
        let Some(owner) = &priority.owner else {
            out.report("no-owner", priority.span(), format!("nobody owns {}", priority.id()))
                .item(address)
                .help("Name as “owner” the one role that will be asked how it is going.");
            continue;
        };
        let Some(role) = cx.corpus.role(owner.to) else {
            out.not_assessed(address, "the owner it names does not exist", "priorities.ID.owner");
            continue;
        };
        if is_held(cx, owner.to.map_or(0, crate::model::Loc::index)) {
            out.met();
            continue;
        }
        let message = format!("{} is owned by {}, a role that nobody holds in any unit", priority.id(), role.id());
        out.report("not-held", owner.span, message)
            .item(address)
            .related(role.span(), "the role that owns it")
            .help("Give the priority to a role that is filled, or add the role to the “staff” of the unit where it is filled.");
    }
}

/// A framework that says nothing about staff is not judged by it; a post without a count is somebody.
fn is_held(cx: &Ctx<'_>, role: usize) -> bool {
    let people = &cx.facts.people;
    !people.is_staffed() || people.posts_of(role).any(|post| post.heads != Some(0))
}

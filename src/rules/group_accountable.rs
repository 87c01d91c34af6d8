//! A committee that answers for an action, with nobody in the chair to answer for the committee.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Loc};
use crate::text::Span;
use std::collections::BTreeMap;

rule! {
    "group-accountable", Accountability,
    "a committee without a chair holds A",
    cases: [Case::missing("no-chair", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    // One committee without a chair is one cause, however many actions it answers for.
    let mut chairless: BTreeMap<Loc, Vec<Span>> = BTreeMap::new();
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        for held in act.holding("A") {
            if held.actor.collection() == Collection::Committees && cx.corpus.committees[held.actor.index()].chair.is_none() {
                chairless.entry(held.actor).or_default().push(held.span);
            } else {
                out.met();
            }
        }
    }
    for (loc, places) in chairless {
        let committee = &cx.corpus.committees[loc.index()];
        let actions = if places.len() == 1 { "1 action".to_owned() } else { format!("{} actions", places.len()) };
        let message = format!("{} answers for {actions} (A), but nobody chairs it", committee.id());
        let finding = out.report("no-chair", committee.span(), message);
        finding.item(cx.corpus.address(loc));
        finding.help("Name the role that chairs it and speaks for it, or give A to a role.");
        for place in places {
            finding.related(place, "it holds A here");
        }
    }
}

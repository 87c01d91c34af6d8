//! A committee whose members cannot tell what it is for, who leads it, or how it decides.

use super::Ctx;
use crate::analysis::committees::sitting;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Committee, CommitteeKind, Edge, Loc};
use crate::text::listed;

rule! {
    "incomplete-charter", Committees,
    "a committee lacks purpose, chair, something to decide or advise on, meetings or a way to decide; or is ad hoc without an end",
    cases: [Case::missing("incomplete", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for (at, committee) in sitting(cx.facts) {
        let lacks = lacks(committee, has_a_say(cx, at, committee));
        if lacks.is_empty() {
            out.met();
            continue;
        }
        let said: Vec<&str> = lacks.iter().map(|(what, _)| *what).collect();
        let fields: Vec<&str> = lacks.iter().map(|(_, field)| *field).collect();
        out.report("incomplete", committee.span(), format!("the charter of {} does not say {}", committee.id(), listed(&said)))
            .item(committee.address())
            .help(format!("Settle it with the members at their next meeting and write it down: {}.", fields.join(", ")));
    }
}

/// Whether it decides or advises on anything, as it says or as a decision does.
fn has_a_say(cx: &Ctx<'_>, at: usize, committee: &Committee) -> bool {
    let says = ["decider", "recommends", "agrees", "input"];
    let named = |edge: &Edge| edge.from.collection() == Collection::Decisions && says.contains(&edge.field);
    !committee.decides.is_empty() || !committee.advises.is_empty() || cx.corpus.edges_to(Loc::item(Collection::Committees, at)).any(named)
}

/// What is not said, in words, with the field that would say it.
fn lacks(committee: &Committee, has_a_say: bool) -> Vec<(&'static str, &'static str)> {
    let passing = committee.kind.is_some_and(|kind| kind.value == CommitteeKind::AdHoc);
    let questions = [
        (committee.purpose.is_none(), "what it is for", "purpose"),
        (committee.chair.is_none(), "who chairs it", "chair"),
        (!has_a_say, "what it decides or advises on", "decides or advises"),
        (committee.meets.is_empty(), "when it meets", "meets"),
        (committee.decides_by.is_none(), "how it comes to a decision", "decides_by"),
        (passing && committee.ends.is_none() && committee.ends_when.is_none(), "when it ends, though it is ad hoc", "ends or ends_when"),
    ];
    questions.into_iter().filter(|(open, ..)| *open).map(|(_, what, field)| (what, field)).collect()
}

//! Work that was given to a post in which nobody is.

use super::Ctx;
use crate::analysis::bench::{Unknown, bearers};
use crate::analysis::work::{Act, Letter};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Phase};
use std::collections::BTreeMap;

rule! {
    "vacant-duty", Resilience,
    "the A or the only R of an action has no holder where the priority is",
    cases: [Case::missing("vacant", Level::Warning)],
    thresholds: [],
    check
}

/// What rests on one role in one place: the letters that give it.
type Given<'a> = BTreeMap<(Option<usize>, usize), Vec<(&'a Act<'a>, &'a Letter)>>;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let bench = &cx.bench;
    let mut given = Given::new();
    for act in bench.acts() {
        let place = bench.place(act);
        if place.is_some_and(|unit| is_designing(cx, unit)) {
            continue;
        }
        for held in bearers(act).into_iter().filter(|held| held.actor.collection() == Collection::Roles) {
            given.entry((place, held.actor.index())).or_default().push((act, held));
        }
    }
    // One vacancy is one cause, however many actions wait for it.
    for ((place, role), letters) in given {
        let address = cx.corpus.roles[role].address();
        match bench.heads(role, place) {
            Ok(0) => report(cx, place, role, &letters, out),
            Ok(_) => out.met(),
            Err(Unknown::NotCounted) => out.not_assessed(address, "how many people hold it is not stated", "units.ID.staff.ID.count"),
            Err(_) => out.not_assessed(address, "nobody is said to work there", "units.ID.staff"),
        }
    }
}

fn is_designing(cx: &Ctx<'_>, unit: usize) -> bool {
    cx.corpus.units[unit].phase.is_some_and(|phase| phase.value == Phase::Design)
}

fn report(cx: &Ctx<'_>, place: Option<usize>, role: usize, letters: &[(&Act<'_>, &Letter)], out: &mut Reporter<'_>) {
    let own = |(act, _): &&(&Act<'_>, &Letter)| cx.corpus.priorities[act.priority].is_own();
    let Some(&(act, held)) = letters.iter().find(own).or(letters.first()) else { return };
    let role = cx.corpus.roles[role].id();
    let at = place.map_or_else(String::new, |unit| format!(" in {}", cx.corpus.units[unit].id()));
    let others = match letters.len() - 1 {
        0 => String::new(),
        1 => " and 1 more action".to_owned(),
        others => format!(" and {others} more actions"),
    };
    let does = if held.letter == 'A' { "answers for" } else { "alone does" };
    let what = format!("“{}” of {}", act.entry.id(), cx.corpus.priorities[act.priority].id());
    let finding = out.report("vacant", held.span, format!("{role} {does} {what}{others}, but nobody holds that role{at}"));
    finding
        .item(cx.corpus.address(act.loc()))
        .help(format!("Fill the post and list {role} under “staff”, or give the work to a role that somebody holds."));
    for (_, other) in letters.iter().filter(|(_, other)| other.span != held.span) {
        finding.related(other.span, "given to the same role");
    }
}

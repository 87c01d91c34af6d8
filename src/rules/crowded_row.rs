//! An action with so many names on it that none of them feels meant.

use super::Ctx;
use crate::analysis::work::Act;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Collection, Raci};
use crate::text::Exact;
use crate::text::figure::beside;

const DO_IT: Threshold = Threshold {
    name: "max_responsible",
    unit: "roles or committees with R",
    default: 3.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const ARE_ASKED: Threshold = Threshold {
    name: "max_consulted",
    unit: "roles or committees with C",
    default: 4.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const SHARE: Threshold = Threshold {
    name: "share_of_roles",
    unit: "% of all roles, from which a row is crowded",
    default: 50.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement",
};
const FEWEST: Threshold = Threshold {
    name: "min_roles",
    unit: "roles in the framework, below which the share is not judged",
    default: 10.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement: among few roles a good row names half of them",
};

rule! {
    "crowded-row", Accountability,
    "an action names very many roles in its RACI",
    cases: [
        Case::new("many-responsible", Level::Advice),
        Case::new("many-consulted", Level::Advice),
        Case::new("half-of-all-roles", Level::Advice),
    ],
    thresholds: [DO_IT, ARE_ASKED, SHARE, FEWEST],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        let address = cx.corpus.address(act.loc());
        let Some(raci) = &act.entry.value.raci else {
            out.not_assessed(address, "the action names nobody", "priorities.ID.actions.ID.raci");
            continue;
        };
        let crowds = crowds(cx, act, raci, out);
        let Some(&(case, _)) = crowds.first() else {
            out.met();
            continue;
        };
        let priority = cx.corpus.priorities[act.priority].id();
        let words: Vec<&str> = crowds.iter().map(|(_, words)| words.as_str()).collect();
        out.report(case, act.entry.span(), format!("“{}” of {priority} has a crowded RACI row: {}", act.entry.id(), words.join("; ")))
            .item(address)
            .help("Keep R for those who do the work and C for those whose advice can change it; the others are informed (I), or left out.");
    }
}

/// In which ways the row is crowded: the case, and its numbers in words.
fn crowds(cx: &Ctx<'_>, act: &Act<'_>, raci: &Raci, out: &Reporter<'_>) -> Vec<(&'static str, String)> {
    let (most_do, most_asked) = (out.limit(&DO_IT), out.limit(&ARE_ASKED));
    let (r, c) = (raci.responsible.len(), raci.consulted.len());
    let mut crowds = Vec::new();
    if r as f64 > most_do {
        crowds.push(("many-responsible", format!("{r} do it (R), more than {most_do}")));
    }
    if c as f64 > most_asked {
        crowds.push(("many-consulted", format!("{c} are consulted (C), more than {most_asked}")));
    }
    let mut named: Vec<usize> =
        act.letters.iter().filter(|held| held.actor.collection() == Collection::Roles).map(|held| held.actor.index()).collect();
    named.sort_unstable();
    named.dedup();
    let (named, all) = (named.len(), cx.corpus.roles.len());
    let share = Exact::part(named, all.max(1)) * 100_u32;
    if all as f64 >= out.limit(&FEWEST) && share >= out.limit(&SHARE) {
        crowds.push(("half-of-all-roles", format!("it names {named} of all {all} roles ({}%)", beside(share, out.limit(&SHARE), 0).0)));
    }
    crowds
}

//! More priorities in one place than anyone can keep an eye on.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Loc, UnitKind};
use std::collections::BTreeMap;

const MANY: Threshold = Threshold {
    name: "many",
    unit: "active priorities of one unit; more is advice",
    default: 5.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement, one short of the most",
};
const MOST: Threshold = Threshold {
    name: "max",
    unit: "active priorities of one unit; more is a warning",
    default: 6.0,
    standing: Standing::ExpertAdvice,
    source: "Reeves, on the number of priorities beyond which monitoring fails",
};

rule! {
    "too-many-priorities", Alignment,
    "one unit has more active priorities than it can follow",
    cases: [Case::new("too-many", Level::Warning), Case::new("many", Level::Advice)],
    thresholds: [MANY, MOST],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let (many, most) = (out.limit(&MANY), out.limit(&MOST));
    for (unit, priorities) in by_unit(cx) {
        let count = priorities.len() as f64;
        if count <= many && count <= most {
            out.met();
            continue;
        }
        report(cx, unit, &priorities, if count > most { ("too-many", most) } else { ("many", many) }, out);
    }
}

/// Active priorities by the unit they belong to. One that names no place belongs to the system: to the only
/// unit of that kind, else to the framework as a whole.
fn by_unit(cx: &Ctx<'_>) -> BTreeMap<Option<usize>, Vec<usize>> {
    let is_system = |unit: &crate::model::Unit| unit.kind.is_some_and(|kind| kind.value == UnitKind::System);
    let mut systems = cx.corpus.units.iter().enumerate().filter(|(_, unit)| unit.is_own() && is_system(unit)).map(|(at, _)| at);
    let home = systems.next().filter(|_| systems.next().is_none());
    let mut groups: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, priority) in cx.facts.work.active() {
        match &priority.place {
            Some(place) => match place.to {
                Some(to) => groups.entry(Some(to.index())).or_default().push(at),
                None => continue,
            },
            // A layer above may have a system of its own.
            None if priority.is_own() => groups.entry(home).or_default().push(at),
            None => continue,
        }
    }
    groups
}

fn report(cx: &Ctx<'_>, unit: Option<usize>, priorities: &[usize], (case, limit): (&str, f64), out: &mut Reporter<'_>) {
    let own_unit = unit.map(|at| &cx.corpus.units[at]).filter(|unit| unit.is_own());
    let items: Vec<_> = priorities.iter().map(|&at| &cx.corpus.priorities[at]).collect();
    let Some(first) = items.iter().find(|item| item.is_own()).or(items.first()) else { return };
    let (span, address) = match own_unit {
        Some(unit) => (unit.span(), unit.address()),
        None => (first.span(), first.address()),
    };
    let whose = unit.map_or("the framework as a whole", |at| cx.corpus.title_of(Loc::item(crate::model::Collection::Units, at)));
    let count = priorities.len();
    let whose = crate::text::excerpt(whose, 60);
    let message = match case {
        "many" => format!("{whose} has {count} active priorities, more than {limit}: about as many as anyone can follow"),
        _ => format!("{whose} has {count} active priorities, and nobody can follow more than {limit}"),
    };
    let finding = out.report(case, span, message);
    finding.item(address).help(format!(
        "Finish, merge or postpone {} of them (“status: draft” or “done”), and say which others come first.",
        count as f64 - limit
    ));
    for item in items.iter().filter(|item| item.span() != span) {
        finding.related(item.span(), "an active priority");
    }
}

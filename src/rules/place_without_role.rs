//! A place that does not have a role which every such place is to have.

use super::Ctx;
use crate::analysis::coverage::is_held;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, Phase, Unit, UnitKind};
use crate::text::Span;
use rustc_hash::FxHashSet;

rule! {
    "place-without-role", Coverage,
    "a unit has nobody in a role that every unit of its kind is to have",
    cases: [Case::missing("no-holder", Level::Warning)],
    thresholds: [],
    check
}

/// A role that units of one kind must have, and where that is said.
struct Needed {
    kind: UnitKind,
    role: usize,
    span: Span,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let needed = needed(cx);
    if needed.is_empty() {
        return;
    }
    let (present, staffed) = present(cx, &needed);
    for (at, unit) in cx.corpus.units.iter().enumerate().filter(|(_, unit)| !is_designing(unit)) {
        let Some(kind) = unit.kind.map(|kind| kind.value) else { continue };
        let asked: Vec<&Needed> = needed.iter().filter(|one| one.kind == kind).collect();
        if asked.is_empty() {
            continue;
        }
        if !staffed.contains(&at) {
            out.not_assessed(unit.address(), "nobody is listed in the unit", "units.ID.staff");
            continue;
        }
        let absent: Vec<&Needed> = asked.into_iter().filter(|one| !present.contains(&(one.role, at))).collect();
        if absent.is_empty() { out.met() } else { report(cx, unit, kind, &absent, out) }
    }
}

fn report(cx: &Ctx<'_>, unit: &Item<Unit>, kind: UnitKind, absent: &[&Needed], out: &mut Reporter<'_>) {
    let names: Vec<&str> = absent.iter().map(|one| cx.corpus.roles[one.role].id()).collect();
    let message = format!("{} has no {}, which every {} is to have", unit.id(), names.join(" and no "), kind.name());
    let finding = out.report("no-holder", unit.span(), message);
    finding.item(unit.address()).help(
        "Staff it here, say under “staff” of a unit below who does it, or change “required_in” of the role if the promise was too wide.",
    );
    for one in absent {
        finding.related(one.span, format!("{} is promised here", cx.corpus.roles[one.role].id()));
    }
}

fn needed(cx: &Ctx<'_>) -> Vec<Needed> {
    let roles = cx.corpus.roles.iter().enumerate();
    let asked = roles.flat_map(|(role, item)| item.required_in.iter().map(move |kind| Needed { kind: kind.value, role, span: kind.span }));
    asked.collect()
}

/// (role, unit) for each needed role in the units in which it is held and those above, and the units in which anyone is.
fn present(cx: &Ctx<'_>, needed: &[Needed]) -> (FxHashSet<(usize, usize)>, FxHashSet<usize>) {
    let roles: FxHashSet<usize> = needed.iter().map(|one| one.role).collect();
    let (mut present, mut staffed) = (FxHashSet::default(), FxHashSet::default());
    for post in &cx.facts.people.posts {
        staffed.extend(cx.facts.people.line(post.unit));
        if is_held(post) && roles.contains(&post.role) {
            present.extend(cx.facts.people.line(post.unit).map(|up| (post.role, up)));
        }
    }
    (present, staffed)
}

fn is_designing(unit: &Unit) -> bool {
    unit.phase.is_some_and(|phase| phase.value == Phase::Design)
}

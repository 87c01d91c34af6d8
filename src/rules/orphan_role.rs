//! A role whose work serves none of this year's priorities.

use super::Ctx;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Family, Item, ItemAddress, Loc, Role};
use rustc_hash::FxHashSet;

rule! {
    "orphan-role", Alignment,
    "no responsibility of a role serves an active priority, and none is core",
    cases: [Case::new("leader-or-coach", Level::Warning), Case::new("other", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let work = &cx.facts.work;
    let active: FxHashSet<usize> = work.active().map(|(at, _)| at).collect();
    let serving: FxHashSet<usize> =
        work.services.iter().filter(|service| active.contains(&service.target.index())).map(|service| service.role).collect();
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        let address = role.address();
        if role.responsibilities.is_empty() {
            out.not_assessed(address, "the role states no responsibilities", "roles.ID.responsibilities");
        } else if active.is_empty() {
            out.not_assessed(address, "no priority is active yet", "priorities.ID.status");
        } else if serving.contains(&at) || work.duties_of(at).any(|duty| duty.is_core()) {
            out.met();
        } else {
            report(cx, at, role, address, out);
        }
    }
}

fn report(cx: &Ctx<'_>, at: usize, role: &Item<Role>, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let leads = role
        .family
        .is_some_and(|family| matches!(family.value, Family::TeacherLeader | Family::Coach | Family::SchoolLeader | Family::SystemLeader));
    let count = role.responsibilities.len();
    let work = if count == 1 { "its one responsibility".to_owned() } else { format!("none of its {count} responsibilities") };
    let verb = if count == 1 { "does not serve" } else { "serves" };
    let message = format!("{} belongs to no priority: {work} {verb} an active one", role.id());
    let finding = out.report(if leads { "leader-or-coach" } else { "other" }, role.span(), message);
    finding.item(address);
    finding.help(
        "Say with “serves” which priority a responsibility is for, or mark with “core: true” what stands whatever the year's priorities.",
    );
    // A plan that counts on the role all the same is where to begin.
    let named = cx.corpus.edges_to(Loc::item(Collection::Roles, at)).filter(|edge| {
        let counts = edge.from.collection() == Collection::Priorities && matches!(edge.field, "A" | "R" | "owner");
        counts && cx.corpus.priorities[edge.from.index()].is_active()
    });
    for edge in named {
        finding.related(edge.span, "an active priority counts on it here");
    }
}

//! Work that takes a competency which the role doing it does not ask for.

use super::Ctx;
use crate::analysis::development::{Need, Needs, rank};
use crate::analysis::work::Act;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, ItemAddress, Loc, Requirement};

rule! {
    "competency-not-required", Competencies,
    "an action takes a competency that a role doing or answering for it does not ask for, or asks for less",
    cases: [Case::missing("not-asked", Level::Warning), Case::new("asks-less", Level::Warning)],
    thresholds: [],
    check
}

/// A competency that an action takes.
#[derive(Clone, Copy)]
struct Demand<'a> {
    act: &'a Act<'a>,
    requirement: &'a Requirement,
    rank: Option<usize>,
}

impl Demand<'_> {
    fn level(&self) -> Option<&str> {
        self.requirement.expects.at.as_ref().map(|at| &*at.value)
    }
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    // One role that lacks one competency is one cause, however many actions take it.
    for of_one in demands(cx).chunk_by(|one, next| one.0 == next.0) {
        let demands: Vec<Demand<'_>> = of_one.iter().map(|&(_, demand)| demand).collect();
        judge(cx, out, of_one[0].0, &demands, &cx.facts.needs);
    }
}

/// Positions of a role and a competency.
type Key = (usize, usize);

/// What active work asks, by role and competency, and for each in the order met.
fn demands<'a>(cx: &Ctx<'a>) -> Vec<(Key, Demand<'a>)> {
    let mut all: Vec<(Key, Demand<'a>)> = Vec::new();
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        for requirement in act.entry.value.requires.iter().flatten() {
            let Some(competency) = requirement.competency.to.map(Loc::index) else { continue };
            let rank = rank(cx.corpus, competency, requirement.expects.at.as_ref());
            for held in act.holding("AR").filter(|held| cx.corpus.role(Some(held.actor)).is_some()) {
                all.push(((held.actor.index(), competency), Demand { act, requirement, rank }));
            }
        }
    }
    all.sort_by_key(|&(key, _)| key);
    // Holding both A and R of an action is one demand.
    all.dedup_by(|one, kept| one.0 == kept.0 && one.1.act.loc() == kept.1.act.loc());
    all
}

fn judge(cx: &Ctx<'_>, out: &mut Reporter<'_>, (role, competency): Key, demands: &[Demand<'_>], needs: &Needs<'_>) {
    let address = address(cx, role, demands);
    if needs.of_role(role).next().is_none() {
        out.not_assessed(address, "the role states no requirements", "roles.ID.requires");
        return;
    }
    let Some(need) = needs.find(role, competency) else {
        report(cx, out, "not-asked", (role, competency), demands, None, address);
        return;
    };
    let short: Vec<Demand<'_>> = demands.iter().copied().filter(|demand| asks_less(need, demand)).collect();
    if !short.is_empty() {
        report(cx, out, "asks-less", (role, competency), &short, Some(need), address);
    } else if demands.iter().any(|demand| demand.level().is_some()) && need.level().is_none() {
        out.not_assessed(address, "the role states no level for the competency", "roles.ID.requires.ID.at");
    } else if demands.iter().any(|demand| is_incomparable(need, demand)) {
        out.not_assessed(address, "no scale says which of two levels is higher", "competencies.ID.scale");
    } else {
        out.met();
    }
}

fn asks_less(need: &Need<'_>, demand: &Demand<'_>) -> bool {
    matches!((need.rank, demand.rank), (Some(asked), Some(wanted)) if asked < wanted)
}

/// Two different words, and no scale that has both.
fn is_incomparable(need: &Need<'_>, demand: &Demand<'_>) -> bool {
    demand.level().is_some() && demand.level() != need.level() && (need.rank.is_none() || demand.rank.is_none())
}

/// The role is to be changed; where it comes from a layer above, the action can be.
fn address<'a>(cx: &Ctx<'a>, role: usize, demands: &[Demand<'_>]) -> ItemAddress<'a> {
    let own = cx.corpus.roles[role].is_own();
    let loc = demands.first().filter(|_| !own).map_or(Loc::item(Collection::Roles, role), |demand| demand.act.loc());
    cx.corpus.address(loc)
}

fn report(
    cx: &Ctx<'_>,
    out: &mut Reporter<'_>,
    case: &str,
    (role, competency): Key,
    demands: &[Demand<'_>],
    need: Option<&Need<'_>>,
    address: ItemAddress<'_>,
) {
    let (role, competency) = (&cx.corpus.roles[role], cx.corpus.competencies[competency].id());
    let highest = demands.iter().max_by_key(|demand| demand.rank).and_then(Demand::level);
    let at = highest.map(|level| format!(" at {level}")).unwrap_or_default();
    let work = match demands {
        [one] => format!("“{}” takes it{at}", one.act.entry.id()),
        several => format!("{} of its actions take it{at}", several.len()),
    };
    let message = match need.and_then(Need::level) {
        None => format!("{} does not ask for {competency}, although {work}", role.id()),
        Some(level) => format!("{} asks for {competency} only at {level}, although {work}", role.id()),
    };
    let finding = out.report(case, need.map_or(role.span(), Need::span), message);
    finding.item(address);
    for demand in demands {
        finding.related(demand.requirement.competency.span, format!("“{}” asks for it here", demand.act.entry.id()));
    }
    let level = highest.map(|level| format!(": {level}")).unwrap_or_default();
    finding.help(format!("Add “{competency}{level}” to the requirements of {}, or give the action to a role that has it.", role.id()));
}

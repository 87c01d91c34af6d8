//! A coached teacher whom hardly anyone sees teach.

use super::Ctx;
use super::spoken::assume_people;
use crate::analysis::time::Coached;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Family, Item, ItemAddress, Loc, Per, Role, RoutineKind};
use crate::text::Exact;
use crate::text::figure::{beside, short};

const MAX_DAYS: Threshold = Threshold {
    name: "max_days",
    unit: "days",
    default: 14.0,
    standing: Standing::DescriptiveFigure,
    source: "in Denver teachers are observed weekly, elsewhere supervisors come fortnightly",
};

rule! {
    "thin-feedback", Load,
    "a role that coaches teachers observes each of them less than every other week",
    cases: [Case::new("seldom", Level::Advice), Case::missing("never", Level::Advice)],
    thresholds: [MAX_DAYS],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let calendar = &cx.calendar;
    for (at, role) in cx.corpus.roles.iter().enumerate().filter(|(_, role)| role.coaches.is_some()) {
        let address = role.address();
        match coaches_teachers(cx, role) {
            Some(true) => {}
            Some(false) => continue,
            None => {
                out.not_assessed(address, "the roles it coaches state no family", "roles.ID.family");
                continue;
            }
        }
        if role.routines.is_empty() {
            out.not_assessed(address, "the role states no routines", "roles.ID.routines");
            continue;
        }
        let coached = calendar.week_of_role(at).coached;
        match visits(role, coached) {
            Visits::None => {
                let message = format!("{} coaches teachers, and none of its routines is an observation", role.id());
                out.report("never", role.span(), message)
                    .item(address)
                    .help("Add a routine of kind observation: which lesson, how long, how often for each person.");
            }
            Visits::Unknown(because, unlock) => out.not_assessed(address, because, unlock),
            Visits::Every(days) if days <= out.limit(&MAX_DAYS) => out.met(),
            Visits::Every(days) => seldom(cx, out, role, coached, days, address),
        }
    }
}

fn seldom(cx: &Ctx<'_>, out: &mut Reporter<'_>, role: &Item<Role>, coached: Option<Coached>, days: Exact, address: ItemAddress<'_>) {
    let often = if days.is_finite() {
        {
            let (days, most) = beside(days, out.limit(&MAX_DAYS), 0);
            format!("once in {days} days, more than {most}")
        }
    } else {
        "never".to_owned()
    };
    let people = coached.map(|coached| format!(", with {} people to coach", short(coached.people, 1))).unwrap_or_default();
    let first = role.routines.iter().find(|routine| is_observation(&routine.value));
    let span = first.map_or(role.span(), |routine| routine.span());
    let message = format!("{} observes each teacher {often}{people}", role.id());
    let finding = out.report("seldom", span, message);
    if let Some(coached) = coached.filter(|_| rests_on_people(role)) {
        assume_people(cx, finding, role, coached);
    }
    finding.item(address).related(role.span(), "the role").help("Plan shorter visits more often, or let the role coach fewer people.");
}

/// Whether an observation happens so many times a week, to whomever.
fn rests_on_people(role: &Role) -> bool {
    let mut seen = role.routines.iter().map(|routine| &routine.value).filter(|routine| is_observation(routine));
    seen.any(|routine| routine.per.is_none_or(|per| per.value != Per::Person))
}

/// How often each person is seen teaching.
enum Visits {
    /// No routine is an observation.
    None,
    /// One does not say how often, or for how many.
    Unknown(&'static str, &'static str),
    /// Once in so many days.
    Every(Exact),
}

fn is_observation(routine: &crate::model::Routine) -> bool {
    routine.kind.is_some_and(|kind| kind.value == RoutineKind::Observation)
}

/// Visits for each person count in full; visits that happen once a week, to whomever, are divided.
fn visits(role: &Role, coached: Option<Coached>) -> Visits {
    let mut a_week = Exact::ZERO;
    let mut any = false;
    for routine in role.routines.iter().map(|routine| &routine.value).filter(|routine| is_observation(routine)) {
        any = true;
        let Some(times) = routine.per_week.map(|times| times.value) else {
            return Visits::Unknown("an observation does not say how often a week it happens", "roles.ID.routines.ID.per_week");
        };
        let each = routine.per.is_some_and(|per| per.value == Per::Person);
        match coached.map(|coached| coached.people).filter(|people| *people > Exact::ZERO) {
            _ if each => a_week = a_week + times,
            Some(people) => a_week = a_week + Exact::from(times) / people,
            None => return Visits::Unknown("nobody says how many people the role coaches", "units.ID.staff.ID.coached_by"),
        }
    }
    if any { Visits::Every(Exact::from(7_u32) / a_week) } else { Visits::None }
}

/// Whether one of the coached roles is of the teacher family; absent where none is and one does not say.
fn coaches_teachers(cx: &Ctx<'_>, role: &Role) -> Option<bool> {
    let coached = role.coaches.iter().flat_map(|coaches| coaches.roles.iter()).filter_map(|named| named.to).map(Loc::index);
    let families: Vec<Option<Family>> = coached.map(|at| cx.corpus.roles[at].family.map(|family| family.value)).collect();
    if families.contains(&Some(Family::Teacher)) {
        return Some(true);
    }
    if families.contains(&None) { None } else { Some(false) }
}

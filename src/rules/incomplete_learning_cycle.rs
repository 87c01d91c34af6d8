//! A team leader whose week has no room for a learning cycle.

use super::Ctx;
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Family, Item, ItemAddress, Per, Role, Routine, RoutineKind};
use crate::text::Exact;
use crate::text::figure::beside;

const LEAST_TEAM_MINUTES: Threshold = Threshold {
    name: "least_team_minutes",
    unit: "minutes a week",
    default: 90.0,
    standing: Standing::DescriptiveFigure,
    source: "Education Resource Strategies (ERS), on transforming the teaching job: schools it describes as exemplars give teams 90 minutes",
};

rule! {
    "incomplete-learning-cycle", Readiness,
    "a role that leads a team lacks one-on-one time, team time or a template for the cycle, or the team has little time",
    cases: [Case::missing("incomplete", Level::Warning), Case::new("short-team-time", Level::Advice)],
    thresholds: [LEAST_TEAM_MINUTES],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for role in cx.corpus.roles.iter().filter(|role| leads_a_team(role)) {
        let address = role.address();
        if role.routines.is_empty() {
            out.not_assessed(address, "the role does not say what it does every week", "roles.ID.routines");
            continue;
        }
        let lacks = lacks(role);
        if lacks.is_empty() {
            team_time(role, address, out);
            continue;
        }
        let span = role.coaches.as_ref().and_then(|coaches| coaches.roles.first()).map_or(role.span(), |first| first.span);
        let message = format!("{} leads a team, but its routines have no {}", role.id(), lacks.join(" and no "));
        out.report("incomplete", span, message).item(address).help(
            "A learning cycle needs all three: time with the whole team, time with each person, and a form that says what happens when. Add what is missing under “routines”.",
        );
    }
}

/// Teacher-leaders who coach, and whoever coaches at the level of teams; not who coaches one person only.
fn leads_a_team(role: &Role) -> bool {
    let leads = role.family.is_some_and(|family| family.value == Family::TeacherLeader);
    let at_team = role.level.as_ref().is_some_and(|level| &*level.value == "team");
    let several = role.coaches.as_ref().is_some_and(|coaches| coaches.max.is_none_or(|max| max.value.0 > 1));
    several && (leads || at_team)
}

fn lacks(role: &Role) -> Vec<&'static str> {
    let has = |kind: RoutineKind| of_kind(role, kind).next().is_some();
    let is_team = has(RoutineKind::TeamTime) || of_kind(role, RoutineKind::LearningCycle).any(is_with_team);
    let cycle = of_kind(role, RoutineKind::LearningCycle).chain(of_kind(role, RoutineKind::TeamTime));
    let has_template = { cycle }.any(|routine| routine.template.is_some());
    let asked =
        [(has(RoutineKind::OneOnOne), "one-on-one time"), (is_team, "team time"), (has_template, "template for the learning cycle")];
    asked.into_iter().filter(|(has, _)| !has).map(|(_, what)| what).collect()
}

fn of_kind(role: &Role, kind: RoutineKind) -> impl Iterator<Item = &Routine> {
    role.routines.iter().map(|entry| &entry.value).filter(move |routine| routine.kind.is_some_and(|of| of.value == kind))
}

fn is_with_team(routine: &Routine) -> bool {
    routine.per.is_some_and(|per| per.value == Per::Team)
}

/// Team time: routines of that kind, and steps of the cycle that the team takes together.
fn team_time(role: &Item<Role>, address: ItemAddress<'_>, out: &mut Reporter<'_>) {
    let together: Vec<&Routine> =
        of_kind(role, RoutineKind::TeamTime).chain(of_kind(role, RoutineKind::LearningCycle).filter(|r| is_with_team(r))).collect();
    let parts: Vec<Option<(f64, f64)>> = together.iter().map(|routine| Some((routine.minutes?.value, routine.per_week?.value))).collect();
    let Some(parts) = parts.into_iter().collect::<Option<Vec<_>>>() else {
        return out.not_assessed(
            address,
            "a routine with the team does not say how long or how often it is",
            "roles.ID.routines.ID.minutes",
        );
    };
    let total: Exact = parts.iter().map(|&(minutes, per_week)| Exact::from(minutes) * per_week).sum();
    let least = out.limit(&LEAST_TEAM_MINUTES);
    if total >= least {
        return out.met();
    }
    let working: Vec<String> = parts.iter().map(|(minutes, per_week)| format!("{minutes} min × {per_week} a week")).collect();
    let span = together.first().and_then(|routine| routine.minutes).map_or(role.span(), |minutes| minutes.span);
    let (total, least) = beside(total, least, 0);
    let message = format!("the team of {} has {} together = {total} minutes a week, less than {least}", role.id(), working.join(" + "));
    out.report("short-team-time", span, message)
        .item(address)
        .help("Look for one block in which the whole team is free, before anything else is scheduled.");
}

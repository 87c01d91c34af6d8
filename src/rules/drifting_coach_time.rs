//! A coach whose time goes to everything but teachers.

use super::Ctx;
use super::spoken::assume;
use crate::analysis::time::{Gap, Line, Week};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Family, Role};
use crate::text::Exact;
use crate::text::figure::{beside, short};

const MIN_WITH_TEACHERS: Threshold = Threshold {
    name: "min_with_teachers",
    unit: "% of release",
    default: 50.0,
    standing: Standing::Unsourced,
    source: "studies find that coaches spend a quarter to a third of their time with teachers, and one system asks for three quarters; the midpoint is a judgement",
};

rule! {
    "drifting-coach-time", Load,
    "a coach or leader spends less than half of the release with teachers",
    cases: [Case::new("too-little", Level::Warning)],
    thresholds: [MIN_WITH_TEACHERS],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let calendar = &cx.calendar;
    for (at, role) in cx.corpus.roles.iter().enumerate().filter(|(_, role)| is_asked(role)) {
        let address = role.address();
        let week = calendar.week_of_role(at);
        let capacity = week.capacity.filter(|capacity| *capacity > Exact::ZERO);
        let share = capacity.map(|capacity| week.hours_with_teachers() * 100_u32 / capacity);
        match share {
            _ if role.routines.is_empty() => out.not_assessed(address, "the role states no routines", "roles.ID.routines"),
            None if week.release.is_none_or(Exact::is_zero) => {
                out.not_assessed(address, "the role states no release", "roles.ID.release");
            }
            None => out.not_assessed(address, "the settings state no contract hours", "rolewright.toml: contract_hours"),
            Some(share) if share >= out.limit(&MIN_WITH_TEACHERS) => out.met(),
            // What is not stated could still be time with teachers.
            Some(_) if !week.gaps.is_empty() => {
                let (because, unlock) = missing(&week);
                out.not_assessed(address, because, unlock);
            }
            Some(share) => {
                let (share, least) = beside(share, out.limit(&MIN_WITH_TEACHERS), 0);
                let message = format!("{} spends {share}% of the release with teachers, less than {least}%: {}", role.id(), working(&week));
                let finding = out.report("too-little", role.span(), message);
                assume(cx, finding, role, &week);
                finding.item(address).help(
                    "Move hours from preparing and meeting to visits, conversations and team time, or state the routines that are missing.",
                );
                for routine in role.routines.iter().filter(|routine| is_elsewhere(&week, routine.id())) {
                    finding.related(routine.span(), "not with teachers");
                }
            }
        }
    }
}

/// Coaches are always asked; leaders where they coach, and school and system leaders only where they are released for it.
fn is_asked(role: &Role) -> bool {
    let coaches = role.coaches.is_some();
    match role.family.map(|family| family.value) {
        Some(Family::Coach) => true,
        Some(Family::TeacherLeader) => coaches,
        Some(Family::SchoolLeader | Family::SystemLeader) => coaches && role.release.is_some(),
        _ => false,
    }
}

fn is_elsewhere(week: &Week, id: &str) -> bool {
    week.lines.iter().any(|line| line.label == id && line.hours > Exact::ZERO && !line.source.is_with_teachers())
}

fn missing(week: &Week) -> (&'static str, &'static str) {
    match week.gaps.first() {
        Some(Gap::People) => ("nobody says how many people the role coaches", "units.ID.staff.ID.coached_by"),
        Some(Gap::Minutes) => ("a routine states no minutes", "roles.ID.routines.ID.minutes"),
        _ => ("a routine does not say how often a week it happens", "roles.ID.routines.ID.per_week"),
    }
}

/// `observe 3 h + debrief 2 h = 5 h of 20 h`.
fn working(week: &Week) -> String {
    let hours = |value: Exact| short(value, 2);
    let with = |line: &&Line| line.source.is_with_teachers() && line.hours > Exact::ZERO;
    let parts: Vec<String> = week.lines.iter().filter(with).map(|line| format!("{} {} h", line.label, hours(line.hours))).collect();
    let capacity = hours(week.capacity.unwrap_or(Exact::ZERO));
    match &parts[..] {
        [] => format!("0 h of {capacity} h"),
        [one] => format!("{one} of {capacity} h"),
        several => format!("{} = {} h of {capacity} h", several.join(" + "), hours(week.hours_with_teachers())),
    }
}

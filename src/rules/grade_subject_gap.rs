//! Grades and subjects that a priority names and nobody responsible for it reaches.

use super::Ctx;
use crate::analysis::coverage::{NoReach, Reach, cells, reaches};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, Priority};

rule! {
    "grade-subject-gap", Coverage,
    "a priority names grades or subjects, and in a school nobody responsible for it works in one of them",
    cases: [Case::missing("nobody-there", Level::Warning)],
    thresholds: [],
    check
}

/// How many cells a message names.
const NAMED: usize = 8;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    for reached in reaches(cx.facts) {
        let priority = &cx.corpus.priorities[reached.priority];
        match reached.schools {
            None => out.not_assessed(priority.address(), "a role that is responsible for it is held in no unit", "units.ID.staff"),
            Some(schools) => schools.into_iter().for_each(|(school, reach)| judge(cx, priority, school, reach, out)),
        }
    }
}

fn judge(cx: &Ctx<'_>, priority: &Item<Priority>, school: usize, reach: Result<Reach<'_>, NoReach>, out: &mut Reporter<'_>) {
    let unit = &cx.corpus.units[school];
    let address = unit.address();
    match reach {
        Err(NoReach::Grades) => out.not_assessed(address, "the school does not say which grades it teaches", "units.ID.grades"),
        Err(NoReach::Subjects) => out.not_assessed(address, "the school does not say which subjects it teaches", "units.ID.subjects"),
        Err(NoReach::Staff) => out.not_assessed(address, "nobody is listed in the school", "units.ID.staff"),
        Ok(reach) if reach.missed.is_empty() => out.met(),
        Ok(reach) => {
            let message = format!(
                "{} is for {} at {}, and nobody responsible for it works there ({} of {} grades and subjects)",
                priority.id(),
                cells(&reach.missed, NAMED),
                unit.id(),
                reach.missed.len(),
                reach.cells
            );
            let named = if priority.grades.is_empty() { &priority.subjects } else { &priority.grades };
            let item = if priority.is_own() { priority.address() } else { address };
            out.report("nobody-there", named.first().map_or(priority.span(), |first| first.span), message)
                .item(item)
                .related(unit.span(), "the school")
                .help("Staff one of the roles with R in its actions for these, widen whom somebody there works with (the unit's “grades” and “subjects”), or narrow the priority.");
        }
    }
}

//! Grades and subjects that a priority names and nobody responsible for it reaches.

use super::Ctx;
use crate::analysis::coverage::{Cell, NoReach, Reach, Responsible, is_school};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Item, Priority};
use rustc_hash::FxHashSet;

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
    let staffed: FxHashSet<usize> = cx.facts.people.posts.iter().flat_map(|post| cx.facts.people.line(post.unit)).collect();
    for (at, priority) in cx.facts.work.active() {
        if priority.grades.is_empty() && priority.subjects.is_empty() {
            continue;
        }
        let responsible = Responsible::of(cx.facts, at);
        if responsible.is_nowhere() {
            out.not_assessed(
                format!("priorities/{}", priority.id()),
                "nobody who is responsible for it is listed in any unit",
                "units.ID.staff",
            );
            continue;
        }
        for school in schools_of(cx, priority) {
            let reach = responsible.reach(cx.facts, at, school);
            // Those above a school reach it even if nobody is listed in it.
            let unlisted = !staffed.contains(&school) && matches!(&reach, Some(Ok(reach)) if !reach.missed.is_empty());
            judge(cx, priority, school, if unlisted { Some(Err(NoReach::Staff)) } else { reach }, out);
        }
    }
}

/// The schools that a priority is for: those in its place, or all.
fn schools_of(cx: &Ctx<'_>, priority: &Priority) -> Vec<usize> {
    let place = priority.place.as_ref().and_then(|place| place.to);
    let all = (0..cx.corpus.units.len()).filter(|&at| is_school(&cx.corpus.units[at]));
    all.filter(|&at| place.is_none_or(|place| cx.facts.people.line(at).any(|up| up == place.index()))).collect()
}

fn judge(cx: &Ctx<'_>, priority: &Item<Priority>, school: usize, reach: Option<Result<Reach<'_>, NoReach>>, out: &mut Reporter<'_>) {
    let unit = &cx.corpus.units[school];
    let address = format!("units/{}", unit.id());
    match reach {
        None => {}
        Some(Err(NoReach::Grades)) => out.not_assessed(address, "the school does not say which grades it teaches", "units.ID.grades"),
        Some(Err(NoReach::Subjects)) => out.not_assessed(address, "the school does not say which subjects it teaches", "units.ID.subjects"),
        Some(Err(NoReach::Staff)) => out.not_assessed(address, "nobody is listed in the school", "units.ID.staff"),
        Some(Ok(reach)) if reach.missed.is_empty() => out.met(),
        Some(Ok(reach)) => {
            let message = format!(
                "{} is for {} at {}, and nobody responsible for it works there ({} of {} grades and subjects)",
                priority.id(),
                cells(&reach.missed),
                unit.id(),
                reach.missed.len(),
                reach.cells
            );
            let named = if priority.grades.is_empty() { &priority.subjects } else { &priority.grades };
            let item = if priority.is_own() { format!("priorities/{}", priority.id()) } else { address };
            out.report("nobody-there", named.first().map_or(priority.span(), |first| first.span), message)
                .item(item)
                .related(unit.span(), "the school")
                .help("Staff one of the roles with R in its actions for these, widen whom somebody there works with (the unit's “grades” and “subjects”), or narrow the priority.");
        }
    }
}

/// `grade 2 mathematics, grade 3 mathematics`.
fn cells(missed: &[Cell<'_>]) -> String {
    let shown: Vec<String> = missed
        .iter()
        .take(NAMED)
        .map(|(grade, subject)| {
            let words = [grade.map(|grade| format!("grade {grade}")), subject.map(str::to_owned)];
            words.into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
        .collect();
    match missed.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

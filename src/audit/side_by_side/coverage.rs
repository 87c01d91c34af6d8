//! Who is there for what: priorities, grades and subjects, roles that every such unit is to have.

use super::{Cell, Cx, Section};
use crate::analysis::coverage::{NoReach, cells, is_held, is_school, reaches};
use crate::analysis::within::is_placed_for;

/// Cells that a note names.
const NAMED: usize = 4;

pub(super) fn section(cx: &Cx<'_>) -> Section {
    let mut notes = Vec::new();
    let rows = vec![
        cx.row("active priorities", |unit| Cell::count(priorities(cx, unit).len())),
        cx.row("– with a part for somebody here", |unit| {
            let all = priorities(cx, unit);
            let without: Vec<&str> = all.iter().filter(|at| !has_part(cx, **at, unit)).map(|&at| cx.corpus.priorities[at].id()).collect();
            if !without.is_empty() && is_staffed(cx, unit) {
                notes.push(format!("Nobody listed at {} has a part in {}.", cx.unit(unit).id(), without.join(", ")));
            }
            match is_staffed(cx, unit) {
                true => Cell::of(all.len() - without.len(), all.len(), "no active priority concerns it"),
                false => Cell::none("nobody is listed (units.ID.staff)"),
            }
        }),
    ];
    let mut section = Section {
        title: "Coverage",
        about: "Priorities: those set in the unit, below it, above it or for everyone. A part: owning one, A or R in one of its actions, or a responsibility that serves it. Reached: of the grades and subjects that priorities name and the school teaches, those in which somebody responsible works. Required: roles that every unit of its kind is to have (roles.ID.required_in).",
        rows,
        notes,
    };
    grades_and_subjects(cx, &mut section);
    let mut notes = Vec::new();
    section.rows.push(cx.row("required roles held", |unit| required(cx, unit, &mut notes)));
    section.notes.extend(notes);
    section.rows.push(cx.row("posts filled", |unit| {
        let posts: Vec<_> = cx.facts.people.posts.iter().filter(|post| cx.inside(post.unit, unit)).collect();
        Cell::of(posts.iter().filter(|post| is_held(post)).count(), posts.len(), "nobody is listed (units.ID.staff)")
    }));
    section
}

/// The framework's own active priorities that concern a unit.
pub(super) fn priorities(cx: &Cx<'_>, unit: usize) -> Vec<usize> {
    let active = cx.facts.work.active().filter(|(_, priority)| priority.is_own());
    active.map(|(at, _)| at).filter(|&at| is_placed_for(cx.facts, at, Some(unit))).collect()
}

fn is_staffed(cx: &Cx<'_>, unit: usize) -> bool {
    cx.facts.people.posts.iter().any(|post| cx.inside(post.unit, unit))
}

fn has_part(cx: &Cx<'_>, priority: usize, unit: usize) -> bool {
    let engaged = cx.facts.work.engaged(priority);
    engaged.into_iter().any(|role| cx.facts.people.posts_of(role).any(|post| is_held(post) && cx.inside(post.unit, unit)))
}

/// Grades and subjects of each school that somebody responsible for the priority reaches, over all priorities.
fn grades_and_subjects(cx: &Cx<'_>, section: &mut Section) {
    let reached = reaches(cx.facts);
    let mut notes = Vec::new();
    let row = cx.row("grades and subjects reached", |unit| {
        let (mut met, mut all, mut open) = (0, 0, None);
        for one in &reached {
            let priority = cx.corpus.priorities[one.priority].id();
            match one.schools.iter().flatten().find(|(school, _)| *school == unit) {
                Some((_, Ok(reach))) => {
                    (met, all) = (met + reach.cells - reach.missed.len(), all + reach.cells);
                    if !reach.missed.is_empty() {
                        notes.push(format!("{}, {priority}: nobody reaches {}.", cx.unit(unit).id(), cells(&reach.missed, NAMED)));
                    }
                }
                Some((_, Err(why))) => open = Some(unsaid(*why)),
                None => {}
            }
        }
        match is_school(cx.unit(unit)) {
            true => Cell::of(met, all, open.unwrap_or("no priority names grades or subjects that are taught here")),
            false => Cell::none("it is counted for schools"),
        }
    });
    section.rows.push(row);
    section.notes.extend(notes);
}

fn unsaid(why: NoReach) -> &'static str {
    match why {
        NoReach::Grades => "the school does not say its grades (units.ID.grades)",
        NoReach::Subjects => "the school does not say its subjects (units.ID.subjects)",
        NoReach::Staff => "nobody is listed in the school (units.ID.staff)",
    }
}

fn required(cx: &Cx<'_>, unit: usize, notes: &mut Vec<String>) -> Cell {
    let kind = cx.unit(unit).kind.map(|kind| kind.value);
    let needed: Vec<usize> = (0..cx.corpus.roles.len())
        .filter(|&role| cx.corpus.roles[role].required_in.iter().any(|wanted| Some(wanted.value) == kind))
        .collect();
    let held = |role: &&usize| cx.facts.people.posts_of(**role).any(|post| is_held(post) && cx.inside(post.unit, unit));
    if !needed.is_empty() && !is_staffed(cx, unit) {
        return Cell::none("nobody is listed (units.ID.staff)");
    }
    let absent: Vec<&str> = needed.iter().filter(|role| !held(role)).map(|&role| cx.corpus.roles[role].id()).collect();
    if !absent.is_empty() {
        notes.push(format!("Required and held by nobody at {}: {}.", cx.unit(unit).id(), absent.join(", ")));
    }
    Cell::of(needed.iter().filter(held).count(), needed.len(), "no role is said to be in every such unit (roles.ID.required_in)")
}

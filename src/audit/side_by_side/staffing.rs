//! Who works there: people by family, learners, beginners, and how much coaching there is.

use super::{Cell, Cx, Row, Section};
use crate::analysis::coverage::school_coaching;
use crate::model::Family;

pub(super) fn section(cx: &Cx<'_>) -> Section {
    let mut rows = vec![
        cx.row("kind", |unit| match cx.unit(unit).kind {
            Some(kind) => Cell::text(kind.value.name()),
            None => Cell::none("the unit does not say what kind it is (units.ID.kind)"),
        }),
        grades(cx),
        cx.row("learners", |at| match cx.unit(at).learners {
            Some(count) => Cell::count(count.value.0 as usize),
            None => Cell::none("not stated (units.ID.learners)"),
        }),
        cx.row("learners in need", |at| match cx.unit(at).need {
            Some(need) => Cell { said: format!("{} %", need.value.0), value: Some(need.value.share().f64()), ..Cell::default() },
            None => Cell::none("not stated (units.ID.need)"),
        }),
        cx.row("new teachers", |at| match cx.unit(at).novices {
            Some(count) => Cell::count(count.value.0 as usize),
            None => Cell::none("not stated (units.ID.novices)"),
        }),
        cx.row("people", |at| people(cx, at, |_| true)),
    ];
    let families = Family::ALL.iter().map(|family| (format!("– {}", family.name()), Some(*family)));
    for (label, family) in families.chain([("– no family stated".to_owned(), None)]) {
        let of = |role: usize| cx.corpus.roles[role].family.map(|stated| stated.value) == family;
        let row = cx.row(label, |at| people(cx, at, of));
        if row.cells.iter().any(|cell| cell.value != Some(0.0)) && row.says_something() {
            rows.push(row);
        }
    }
    rows.extend(coaching(cx));
    let silent = rows.iter().filter(|row| !row.says_something()).filter_map(|row| Some((row, row.cells.first()?.because.as_ref()?)));
    let silent: Vec<String> = silent.map(|(row, why)| format!("{}, {why}", row.label)).collect();
    rows.retain(Row::says_something);
    Section {
        title: "Who works there",
        about: "People are heads, in the unit and below it; a role above it that serves several units is counted in none. Learners in need as the system counts them (units.ID.need). Coaching: the released time of those who coach teachers, in full positions.",
        rows,
        notes: if silent.is_empty() { Vec::new() } else { vec![format!("No number for any of these: {}.", silent.join("; "))] },
    }
}

fn grades(cx: &Cx<'_>) -> Row {
    cx.row("grades", |at| match &*cx.unit(at).grades {
        [] => Cell::none("not stated (units.ID.grades)"),
        [only] => Cell::text(&*only.value),
        grades => Cell::text(grades.iter().map(|grade| &*grade.value).collect::<Vec<_>>().join(", ")),
    })
}

/// Heads in a unit and below it; absent where a post there does not say how many.
fn people(cx: &Cx<'_>, at: usize, of: impl Fn(usize) -> bool) -> Cell {
    let mut inside = cx.facts.people.posts.iter().filter(|post| cx.inside(post.unit, at)).peekable();
    if inside.peek().is_none() {
        return Cell::none("nobody is listed (units.ID.staff)");
    }
    let heads = cx.facts.people.count(inside.filter(|post| of(post.role)));
    heads.map_or_else(
        || Cell::none("a post does not say how many people it is (units.ID.staff.ID.count)"),
        |heads| Cell::number(f64::from(heads)),
    )
}

fn coaching(cx: &Cx<'_>) -> [Row; 2] {
    let all = school_coaching(cx.facts);
    let found = |at: usize| all.iter().find(|one| one.school == at);
    let why = "a post does not say how many people or how much release (units.ID.staff, roles.ID.release)";
    [
        cx.row("coaching, full positions", |at| match found(at) {
            None => Cell::none("it is counted for schools"),
            Some(one) => one.coaching.map_or_else(|| Cell::none(why), |coaching| Cell::number(coaching.f64())),
        }),
        cx.row("teachers per position", |at| match found(at).map(|one| (one.teachers, one.coaching)) {
            None => Cell::none("it is counted for schools"),
            Some((Some(teachers), Some(coaching))) if coaching > 0.0 => Cell::number((teachers / coaching).f64()),
            Some((_, Some(_))) => Cell::none("there is no coaching here to divide by"),
            Some(_) => Cell::none(why),
        }),
    ]
}

//! What units say differently about roles, and which decision allows it.

use super::{Cell, Cx, Section};
use crate::analysis::decision_rights::{DecisionRights, Local, Unlawful, Verdict, overrides, stated};
use crate::analysis::money::written;
use crate::model::Plain;
use crate::text::excerpt;

pub(super) fn section(cx: &Cx<'_>) -> Section {
    let rights = DecisionRights::new(cx.facts);
    let all = overrides(cx.corpus);
    let concerned: Vec<&Local> = all.iter().filter(|local| cx.units.iter().any(|&unit| touches(cx, local, unit))).collect();
    let mut fields: Vec<(usize, &str)> = concerned.iter().map(|local| (local.role, local.field.as_str())).collect();
    fields.sort_unstable();
    fields.dedup();
    let mut section = Section {
        title: "Changed locally",
        about: "Fields of roles that a unit, or one above or below it, says differently (units.ID.overrides). What no decision leaves loose is marked.",
        rows: Vec::new(),
        notes: Vec::new(),
    };
    for (role, field) in fields {
        let base = stated(cx.corpus, role, field).map_or("not stated".to_owned(), |value| words(&value));
        let label = format!("{}.{field} (the role: {base})", cx.corpus.roles[role].id());
        section.rows.push(cx.row(label, |unit| cell(cx, &rights, &all, (role, field), unit)));
    }
    if concerned.is_empty() {
        section.notes.push("None of these changes anything about a role.".to_owned());
    }
    section.notes.extend(concerned.iter().map(|local| note(cx, &rights, local)));
    section
}

/// Whether a change is the unit's, or that of one above or below it.
fn touches(cx: &Cx<'_>, local: &Local, unit: usize) -> bool {
    cx.inside(unit, local.unit) || cx.inside(local.unit, unit)
}

fn cell(cx: &Cx<'_>, rights: &DecisionRights<'_>, all: &[Local], (role, field): (usize, &str), unit: usize) -> Cell {
    let of = |at: usize| all.iter().find(|local| local.unit == at && local.role == role && local.field == field);
    let shown = |local: &Local| {
        let mark = if matches!(rights.judge(local), Verdict::Unlawful(_)) { " (not allowed)" } else { "" };
        format!("{}{mark}", words(&local.value))
    };
    // The nearest unit has the last word; units below may say something else again.
    let here = cx.facts.people.line(unit).find_map(of).map(|local| match local.unit == unit {
        true => shown(local),
        false => format!("{}, from {}", shown(local), cx.unit(local.unit).id()),
    });
    let below = all.iter().filter(|local| local.role == role && local.field == field && local.unit != unit && cx.inside(local.unit, unit));
    let said: Vec<String> =
        here.into_iter().chain(below.map(|local| format!("{} at {}", shown(local), cx.unit(local.unit).id()))).collect();
    let held = cx.facts.people.posts_of(role).any(|post| cx.inside(post.unit, unit));
    match (said.is_empty(), held) {
        (false, _) => Cell::text(said.join("; ")),
        (true, true) => Cell::text("as the role says"),
        (true, false) => Cell::text("nobody in this role here"),
    }
}

fn note(cx: &Cx<'_>, rights: &DecisionRights<'_>, local: &Local) -> String {
    let id = |at: usize| cx.corpus.decisions.get(at).map_or("", |decision| decision.id());
    let loose = || rights.governing(local.role, &local.field).iter().map(|by| id(by.decision)).collect::<Vec<_>>().join(", ");
    let verdict = match rights.judge(local) {
        Verdict::Lawful => format!("{} leaves it loose, and the value is within its bounds", loose()),
        Verdict::Unclear(at) => format!("{} leaves it loose, but its bounds are of another kind (decisions.ID.bounds)", id(at)),
        Verdict::Unlawful(Unlawful::Tight(at)) => format!("{} holds it tight", id(at)),
        Verdict::Unlawful(Unlawful::OutOfBounds(at)) => format!("{} leaves it loose, within bounds that this leaves", id(at)),
        Verdict::Unlawful(Unlawful::NotLoose) => "no decision leaves it to units".to_owned(),
    };
    let place = cx.audit.sources.files.path_line(local.span);
    let role = cx.corpus.roles[local.role].id();
    format!("{} changes {role}.{}: {verdict} ({place}).", cx.unit(local.unit).id(), local.field)
}

fn words(value: &Plain) -> String {
    match value {
        Plain::Nothing => "nothing".to_owned(),
        Plain::Number(number) => written(*number),
        Plain::Text(text) => excerpt(text, 40),
        Plain::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Plain::List(values) => excerpt(&values.iter().map(words).collect::<Vec<_>>().join(", "), 40),
        Plain::Map(entries) => format!("{} entries", entries.len()),
    }
}

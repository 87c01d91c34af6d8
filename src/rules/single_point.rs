//! An action that stops when one person leaves.

use super::Ctx;
use crate::analysis::bench::{Cover, Unknown, actors};
use crate::analysis::work::Act;
use crate::diag::{Case, Level, Reporter};

rule! {
    "single-point", Resilience,
    "an action has one qualified holder of A or R, or none, and no backup",
    cases: [Case::new("one-person", Level::Warning), Case::new("nobody-qualified", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let bench = &cx.bench;
    for act in bench.acts() {
        let address = cx.corpus.address(act.loc());
        match bench.cover(act) {
            Err(Unknown::NobodyNamed) => out.not_assessed(address, "the action names nobody", "priorities.ID.actions.ID.raci"),
            Err(Unknown::NotStaffed) => out.not_assessed(address, "nobody is said to work there", "units.ID.staff"),
            Err(Unknown::NotCounted) => out.not_assessed(address, "how many people there are is not stated", "units.ID.staff.ID.count"),
            // Nobody at all is a vacancy, and vacant-duty says so.
            Ok(cover) if cover.holders == 0 => {}
            Ok(cover) if cover.qualified > 1 || cover.backups > 0 => out.met(),
            Ok(cover) => report(cx, act, cover, out),
        }
    }
}

fn report(cx: &Ctx<'_>, act: &Act<'_>, cover: Cover, out: &mut Reporter<'_>) {
    let named: Vec<&str> = actors(act).into_iter().map(|actor| &*cx.corpus.id_of(actor).value).collect();
    let held = match cover.holders {
        1 => "1 person".to_owned(),
        holders => format!("{holders} people"),
    };
    let what = format!("“{}” of {}", act.entry.id(), cx.corpus.priorities[act.priority].id());
    let (case, message) = match (cover.qualified, cover.holders) {
        (0, _) => (
            "nobody-qualified",
            format!("nobody is ready for {what}: {held} behind it ({}), none with what it requires, no backup", named.join(", ")),
        ),
        (_, 1) => ("one-person", format!("{what} rests on one person: {held} behind it ({}), no backup", named.join(", "))),
        _ => (
            "one-person",
            format!("{what} rests on one person: {held} behind it ({}), one with what it requires, no backup", named.join(", ")),
        ),
    };
    let help = match case {
        "nobody-qualified" => "Prepare someone for it, or give it to someone who is prepared.",
        _ => "Prepare a second person, or name a role that can step in (“backup”) and that somebody holds.",
    };
    let finding = out.report(case, act.entry.span(), message);
    finding.item(cx.corpus.address(act.loc())).help(help);
    for role in actors(act).into_iter().filter_map(|actor| cx.corpus.role(Some(actor))) {
        match &role.backup {
            Some(backup) => finding.related(backup.span, format!("{} is the backup of {}, but adds nobody", backup.text, role.id())),
            None => finding.related(role.span(), "names no backup"),
        };
    }
}

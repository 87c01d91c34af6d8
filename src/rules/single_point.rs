//! An action that stops when one person leaves.

use super::Ctx;
use crate::analysis::bench::{Cover, FULL_BENCH, Unknown, doers};
use crate::analysis::work::Act;
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Loc};
use crate::text::excerpt;

rule! {
    "single-point", Resilience,
    "fewer than two people are able to do an action: those who do it (R), and backups",
    cases: [Case::new("one-person", Level::Warning), Case::new("nobody-qualified", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let bench = &cx.bench;
    for act in bench.acts() {
        let address = cx.corpus.address(act.loc());
        match bench.cover(act) {
            // No R is another rule's finding, no-responsible.
            Err(Unknown::NobodyDoes) => out.not_assessed(address, "nobody is said to do it", "priorities.ID.actions.ID.raci"),
            Err(Unknown::NotStaffed) => out.not_assessed(address, "nobody is said to work there", "units.ID.staff"),
            Err(Unknown::NotCounted) => out.not_assessed(address, "how many people there are is not stated", "units.ID.staff.ID.count"),
            Ok(cover) if cover.people() >= FULL_BENCH => out.met(),
            // Nobody at all is a vacancy, and vacant-duty says so.
            Ok(cover) if cover.holders + cover.backups == 0 => {}
            Ok(cover) => report(cx, act, cover, out),
        }
    }
}

fn report(cx: &Ctx<'_>, act: &Act<'_>, cover: Cover, out: &mut Reporter<'_>) {
    let doers = doers(act);
    let named: Vec<&str> = doers.iter().map(|&doer| cx.corpus.title_of(doer)).collect();
    let named = excerpt(&named.join(" or "), 100);
    let title = act.entry.value.title.as_ref().map_or(act.entry.id(), |title| &title.value);
    let priority = cx.corpus.title_of(Loc::item(Collection::Priorities, act.priority));
    let what = format!("“{}” ({})", excerpt(title, 60), excerpt(priority, 60));
    let (case, message) = match (cover.qualified, cover.backups, cover.holders) {
        (0, 0, 1) => (
            "nobody-qualified",
            format!("nobody is ready for {what}: the one person who does it ({named}) lacks what it requires, and no backup could step in"),
        ),
        (0, 0, holders) => (
            "nobody-qualified",
            format!(
                "nobody is ready for {what}: none of the {holders} people who do it ({named}) has what it requires, and no backup could step in"
            ),
        ),
        (0, _, 0) => ("one-person", format!("{what} rests on one person, a backup: nobody is {named} there")),
        (0, ..) => ("one-person", format!("{what} rests on one person, a backup: nobody who does it ({named}) has what it requires")),
        (_, _, 1) => ("one-person", format!("{what} rests on one person ({named}), and no backup could step in")),
        (_, _, holders) => (
            "one-person",
            format!(
                "{what} rests on one person: of the {holders} people who do it ({named}) one has what it requires, and no backup could step in"
            ),
        ),
    };
    let help = match case {
        "nobody-qualified" => "Prepare someone for it, or give it to someone who is prepared.",
        _ => "Prepare a second person, or name a role that can step in (“backup”) and that somebody holds.",
    };
    let finding = out.report(case, act.entry.span(), message);
    finding.item(cx.corpus.address(act.loc())).help(help);
    for role in doers.into_iter().filter_map(|actor| cx.corpus.role(Some(actor))) {
        match &role.backup {
            Some(_) if cover.backups > 0 => continue,
            Some(backup) => finding.related(backup.span, format!("{} is the backup of {}, but adds nobody", backup.text, role.id())),
            None => finding.related(role.span(), "names no backup"),
        };
    }
}

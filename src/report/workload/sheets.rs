//! `load` for a spreadsheet: a row for each week, for each line of each week, for each committee, for each line
//! of money. Numbers stand alone, so that they can be added up.

use super::words::{counted, tenth};
use crate::analysis::time::Source;
use crate::audit::Audit;
use crate::audit::workload::{WeekLoad, Workload};
use crate::render::{Column, Document, Table};
use crate::report::figure;
use crate::rules::Room;
use crate::text::Exact;

pub(super) fn all(audit: &Audit, load: &Workload, document: &mut Document) {
    document.table(weeks(audit, load));
    document.table(lines(audit, load));
    document.table(committees(audit, load));
    document.table(money(audit, load));
}

fn columns(names: &[&str]) -> Table {
    Table::new(names.iter().map(|name| Column::text(*name)).collect())
}

fn blank_or(value: Option<impl Into<f64>>) -> String {
    value.map(figure).unwrap_or_default()
}

fn key(audit: &Audit, role: usize, week: &WeekLoad) -> [String; 3] {
    let units: Vec<&str> = week.units.iter().map(|&unit| audit.corpus.units[unit].id()).collect();
    let unit = if units.is_empty() { "as described".to_owned() } else { units.join(" ") };
    [audit.corpus.roles[role].id().to_owned(), unit, week.codes.join(" ")]
}

fn weeks(audit: &Audit, load: &Workload) -> Table {
    let mut table = columns(&[
        "role",
        "unit",
        "holders",
        "people",
        "teaching %",
        "duties %",
        "duties without share",
        "declared %",
        "release %",
        "contract h",
        "release h",
        "routines h",
        "meetings h",
        "calendar h",
        "at least",
        "used %",
        "room",
        "with teachers h",
        "duties declared h",
        "difference h",
        "coaches each",
        "coached",
        "own limit",
        "norm",
        "norm standing",
        "minutes for each further person",
        "full at people",
    ]);
    for role in &load.roles {
        for week in &role.weeks {
            table.row(key(audit, role.role, week).into_iter().chain(numbers(audit, week)));
        }
    }
    table
}

fn numbers(audit: &Audit, load: &WeekLoad) -> Vec<String> {
    let week = &load.week;
    let routine = |wanted: bool| {
        let lines = week.lines.iter().filter(|line| matches!(line.source, Source::Routine { .. }) == wanted);
        figure(lines.map(|line| line.hours).sum::<Exact>())
    };
    let coaching = load.coaching.as_ref();
    let norm = coaching.and_then(|coaching| coaching.norm);
    vec![
        load.heads.map(|heads| heads.to_string()).unwrap_or_default(),
        blank_or(load.declared.teaching),
        blank_or((!load.declared.shares.is_empty()).then(|| load.declared.duties())),
        load.declared.unstated.to_string(),
        blank_or(load.declared.is_stated().then(|| load.declared.total())),
        blank_or(week.release.map(|release| release * 100_u32)),
        blank_or(week.contract),
        blank_or(week.capacity),
        if load.has_routines { routine(true) } else { String::new() },
        routine(false),
        blank_or(load.hours()),
        if load.is_at_least() { "yes" } else { "no" }.to_owned(),
        blank_or(load.used().map(|used| used * 100_u32)),
        room(load.room),
        if load.has_routines { figure(week.hours_with_teachers()) } else { String::new() },
        blank_or(load.declared_hours()),
        blank_or(load.difference()),
        coaching.and_then(|coaching| coaching.people).map(figure).unwrap_or_default(),
        coaching.map(|coaching| counted(audit, &coaching.counted)).unwrap_or_default(),
        coaching.and_then(|coaching| coaching.own).map(|own| own.to_string()).unwrap_or_default(),
        blank_or(norm.map(|norm| norm.most)),
        norm.map(|norm| norm.threshold.standing.name().to_owned()).unwrap_or_default(),
        blank_or(Some(week.minutes_each()).filter(|minutes| *minutes > Exact::ZERO)),
        blank_or(week.full_at().map(|full| full.max(Exact::ZERO))),
    ]
}

/// The verdict in a word.
pub(super) fn room(room: Room) -> String {
    match room {
        Room::Over => "over",
        Room::Tight => "tight",
        Room::Enough => "enough",
        Room::NotAssessed(..) => "not assessed",
    }
    .to_owned()
}

fn lines(audit: &Audit, load: &Workload) -> Table {
    let mut table = columns(&["role", "unit", "holders", "what", "kind", "minutes", "times a week", "people or seats", "minutes a week"]);
    for role in &load.roles {
        for week in &role.weeks {
            for line in &week.week.lines {
                let kind = match line.source {
                    Source::Routine { kind, .. } => kind.map_or("routine", |kind| kind.name()),
                    Source::Committee(_) => "committee",
                };
                let own = [
                    line.label.clone(),
                    kind.to_owned(),
                    figure(line.minutes),
                    figure(line.times),
                    figure(line.people),
                    tenth(line.hours * 60_u32),
                ];
                table.row(key(audit, role.role, week).into_iter().chain(own));
            }
        }
    }
    table
}

fn committees(audit: &Audit, load: &Workload) -> Table {
    let mut table = columns(&["committee", "minutes a week for each", "people", "hours a week"]);
    for committee in &load.committees {
        let minutes = committee.minutes();
        table.row([
            audit.corpus.committees[committee.committee].id().to_owned(),
            minutes.map(tenth).unwrap_or_default(),
            tenth(committee.people()),
            blank_or(minutes.map(|minutes| minutes / 60_u32 * committee.people())),
        ]);
    }
    table
}

fn money(audit: &Audit, load: &Workload) -> Table {
    let mut table = columns(&["fund", "what", "working", "a year"]);
    let funds = load.accounts.iter().flat_map(|account| account.lines.iter().map(move |line| (Some(account.fund), line)));
    for (fund, line) in funds.chain(load.unfunded.lines.iter().map(|line| (None, line))) {
        let fund = fund.map_or("no fund", |fund| audit.corpus.funds[fund].id());
        let (what, working) = line.label.split_once(": ").unwrap_or((&line.label, ""));
        let amount = if line.what == crate::analysis::money::What::Saving { -line.amount } else { line.amount };
        table.row([fund.to_owned(), what.to_owned(), working.to_owned(), figure(amount)]);
    }
    table
}

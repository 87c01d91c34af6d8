//! `load`: time, release, spans, committees and money, with the arithmetic that a reader can do again by hand.

mod calendar;
pub(in crate::report) mod money;
mod sheets;
pub(in crate::report) mod spans;
pub(in crate::report) mod words;

use crate::audit::Audit;
use crate::audit::workload::{RoleLoad, WeekLoad, Workload};
use crate::diag::{Group, NotAssessed};
use crate::render::{Column, Document, Table};
use crate::rules::Room;
use crate::text::Exact;
use crate::text::figure::fixed;
use words::{hours, range, share, tenth, unknown_or};

/// The whole report; for a spreadsheet only tables, with a row for each thing.
pub fn workload(audit: &Audit, load: &Workload, for_spreadsheet: bool) -> Document {
    let mut document = Document::default();
    if for_spreadsheet {
        sheets::all(audit, load, &mut document);
        return document;
    }
    document.heading(1, "Load");
    opening(audit, load, &mut document);
    if load.roles.is_empty() {
        document.paragraph("Nobody works there: no role is staffed in this unit or below it.");
        return document;
    }
    glance(audit, load, &mut document);
    calendar::role_by_role(audit, load, &mut document);
    calendar::disagreements(audit, load, &mut document);
    spans::spans(audit, load, &mut document);
    committees(audit, load, &mut document);
    money::money(audit, load, &mut document);
    comparisons(audit, &mut document);
    not_assessed(audit, load, &mut document);
    document
}

fn opening(audit: &Audit, load: &Workload, document: &mut Document) {
    let about = match (load.scope.role, load.scope.unit) {
        (None, None) => "each role has".to_owned(),
        (Some(role), None) => format!("{} has", audit.corpus.roles[role].id()),
        (None, Some(unit)) => format!("each role in {} and below it has", audit.corpus.units[unit].id()),
        (Some(role), Some(unit)) => format!("{} in {} and below it has", audit.corpus.roles[role].id(), audit.corpus.units[unit].id()),
    };
    let contract = match load.contract {
        Some(contract) => format!("A full contract is {} h a week.", hours(contract)),
        None => "Release cannot be turned into hours: rolewright.toml does not state contract_hours.".to_owned(),
    };
    document.paragraph(format!("How much time {about}, promises and needs, as of {}. {contract}", audit.as_of));
    document.paragraph(
        "Time is accounted for twice, and the two are never added together. Declared: teaching and the shares of duties that role descriptions promise, in percent of contract time. Calendar: routines × people and committee meetings, in hours a week, against the release that should hold them.",
    );
}

/// One row for each role.
fn glance(audit: &Audit, load: &Workload, document: &mut Document) {
    document.heading(2, "At a glance");
    let mut table = Table::new(vec![
        Column::text("role"),
        Column::number("people who hold it").or("held"),
        Column::number("declared, % of contract time").or("declared"),
        Column::number("release, hours a week").or("release"),
        Column::number("calendar, hours a week").or("calendar"),
        Column::number("used, calendar in % of release").or("used").shares(),
    ]);
    for role in &load.roles {
        table.row(glance_row(audit, role));
    }
    document.table(table);
    document.aside(
        "– not stated. ≥ at least: something that adds to it is not stated. ! more than the release holds. ~ almost no room left. Hours are printed to a tenth here. A range runs over units and holders, who are worked out one by one below.",
    );
}

fn glance_row(audit: &Audit, role: &RoleLoad) -> Vec<String> {
    let weeks = &role.weeks;
    let least = |is: &dyn Fn(&WeekLoad) -> bool| if weeks.iter().any(is) { "≥ " } else { "" };
    let over = |week: &&WeekLoad| week.room == Room::Over;
    let mark = match weeks {
        _ if weeks.iter().any(|week| over(&week)) => "!",
        _ if weeks.iter().any(|week| week.room == Room::Tight) => "~",
        _ => "",
    };
    let declared = range(weeks.iter().map(|week| week.declared.is_stated().then(|| week.declared.total())), |total| fixed(total, 0));
    let used = range(weeks.iter().map(WeekLoad::used), share);
    vec![
        audit.corpus.roles[role.role].id().to_owned(),
        people(role),
        with(least(&|week| week.declared.unstated > 0), &declared, ""),
        range(weeks.iter().map(|week| week.week.capacity), tenth),
        with(least(&WeekLoad::is_at_least), &range(weeks.iter().map(WeekLoad::hours), tenth), ""),
        with(least(&|week| week.is_at_least() && week.has_routines), &used, mark),
    ]
}

fn with(before: &str, text: &str, after: &str) -> String {
    if text == "–" { text.to_owned() } else { format!("{before}{text}{after}") }
}

/// People in all its posts: none where they are vacant, – where a unit does not say.
fn people(role: &RoleLoad) -> String {
    let heads: Option<u32> = role.weeks.iter().map(|week| week.heads).sum();
    unknown_or(heads, |heads| heads.to_string())
}

/// What meetings cost, each seat once.
fn committees(audit: &Audit, load: &Workload, document: &mut Document) {
    if load.committees.is_empty() {
        return;
    }
    document.heading(2, "Committee hours");
    let mut table = Table::new(vec![
        Column::text("committee"),
        Column::text("who sits"),
        Column::text("minutes a week for each"),
        Column::number("people"),
        Column::number("hours a week"),
    ]);
    for committee in &load.committees {
        table.row(words::committee(audit, committee));
    }
    document.table(table);
    let sum: Exact = load.committees.iter().filter_map(|one| Some(one.minutes()? / 60_u32 * one.people())).sum();
    document.aside(format!(
        "Minutes a month ÷ 4.33 weeks, × the people who sit ÷ 60: {} h a week in all. Each seat is counted once; where seats are fewer than the people who could take them, everyone has a part of a seat.",
        hours(sum)
    ));
}

/// Every number that the report compares with, and what it rests on.
fn comparisons(audit: &Audit, document: &mut Document) {
    document.heading(2, "What the numbers are compared with");
    let mut points: Vec<(String, Vec<String>)> = Vec::new();
    for rule in ["release-shortfall", "drifting-coach-time", "coaching-span", "supervision-span"] {
        let Some(meta) = crate::rules::find(rule) else { continue };
        for threshold in meta.thresholds {
            let number = audit.limits.get(meta.id, threshold);
            let local = if number == threshold.default { "" } else { ", set in rolewright.toml" };
            let what = format!("{} {} = {} {}", rule, threshold.name, super::figure(number), threshold.unit);
            points.push((format!("{what}: {}{local}", threshold.standing.name()), vec![threshold.source.to_owned()]));
        }
    }
    document.points(points);
}

/// The open questions about time and money, and the fields that would answer them. They are about the whole
/// framework; where only a part was asked about, they stand with the weeks.
fn not_assessed(audit: &Audit, load: &Workload, document: &mut Document) {
    let asked = |entry: &&NotAssessed| matches!(entry.rule.group, Group::Load | Group::Money);
    if !load.scope.is_whole() {
        return;
    }
    document.heading(2, "What could not be assessed");
    let open: Vec<&NotAssessed> = audit.outcome.not_assessed.iter().filter(asked).collect();
    if open.is_empty() {
        document.paragraph("Every question about time and money could be answered from the files.");
    } else {
        super::not_assessed(open, document);
    }
}

//! Time: for every role one line of arithmetic, as “load” works it out, and how many people each looks after.

mod spans;

use super::Material;
use super::found::{by_rule, left_open, threshold};
use crate::analysis::time::Source;
use crate::audit::workload::{RoleLoad, WeekLoad};
use crate::render::{Column, Document, Table};
use crate::report::workload::words::{field, range, share};
use crate::report::{figure, listed, several};
use crate::rules::Room;
use crate::text::Exact;

/// Units that a cell names.
const NAMED: usize = 3;

/// Roles past which a sentence only counts.
const MANY: usize = 12;

/// Findings about time and span.
const RULES: [&str; 8] = [
    "role-over-full",
    "holder-over-full",
    "release-shortfall",
    "coaching-span",
    "supervision-span",
    "priorities-per-role",
    "drifting-coach-time",
    "thin-feedback",
];

/// The chapter.
pub(super) fn time(material: &Material<'_>, document: &mut Document) {
    if material.load.roles.is_empty() {
        return;
    }
    document.heading(2, "Time and spans");
    let contract = match material.load.contract {
        Some(contract) => format!("A full contract is {} h a week.", figure(contract)),
        None => "Hours are not assessed: rolewright.toml does not state contract_hours.".to_owned(),
    };
    document.paragraph(format!(
        "{contract} Time is accounted for twice, and the two are never added together. Declared: teaching + the shares of duties, in percent of contract time. Calendar: routines × people + committee seats, in hours a week of each holder, ÷ release. “rolewright load” works out every line."
    ));
    document.table(table(material));
    document.lines(silent(material));
    document.aside(format!(
        "Sums are taken before rounding; a range runs over the places named. At least: something that adds to it is not stated; – not stated. It fits up to {}; almost no room above {}. Where no release is stated (roles.ID.release), nothing says which hours the work is to fit into.",
        threshold(material, "release-shortfall", "max_used"),
        threshold(material, "release-shortfall", "tight_used")
    ));
    spans::spans(material, document);
    by_rule(material, &RULES, "Where time or span breaks a limit, or comes close:", document);
    left_open(material, &RULES, document);
}

fn table(material: &Material<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::text("Role"),
        Column::text("Where"),
        Column::text("Declared"),
        Column::text("Calendar"),
        Column::text("Release"),
        Column::text("Used"),
        Column::text("Stands"),
    ]);
    for role in &material.load.roles {
        for weeks in alike(material, role) {
            let Some(week) = weeks.first().filter(|week| says_something(week)) else { continue };
            table.row([
                material.title(role.role).to_owned(),
                places(material, &weeks),
                declared(week),
                calendar(&weeks),
                release(week),
                used(week),
                stands(material, role.role, week),
            ]);
        }
    }
    table
}

/// Whether anything at all is stated of its time.
fn says_something(week: &WeekLoad) -> bool {
    week.declared.is_stated() || week.hours().is_some() || week.week.release.is_some()
}

/// Roles of whose time nothing is stated.
fn silent(material: &Material<'_>) -> Option<String> {
    let silent = material.load.roles.iter().filter(|role| !role.weeks.is_empty() && !role.weeks.iter().any(says_something));
    let names: Vec<&str> = silent.map(|role| material.audit.corpus.roles[role.role].id()).collect();
    let named = match names.len() {
        0 => return None,
        n if n > MANY => several(n, "role", "roles"),
        _ => listed(&names),
    };
    Some(format!(
        "Not assessed: the files say nothing of the time of {named} (roles.ID.teaching, roles.ID.responsibilities.ID.share, roles.ID.routines)."
    ))
}

/// Weeks whose arithmetic reads the same, with where they are. Without a release there is no verdict to tell apart.
fn alike<'r>(material: &Material<'_>, role: &'r RoleLoad) -> Vec<Vec<&'r WeekLoad>> {
    let mut groups: Vec<(Vec<String>, Vec<&WeekLoad>)> = Vec::new();
    for week in &role.weeks {
        let mut said = vec![declared(week), release(week), used(week), stands(material, role.role, week)];
        said.extend(week.week.release.map(|_| calendar(&[week])));
        match groups.iter_mut().find(|(known, _)| *known == said) {
            Some((_, weeks)) => weeks.push(week),
            None => groups.push((said, vec![week])),
        }
    }
    groups.into_iter().map(|(_, weeks)| weeks).collect()
}

/// `alder-elementary, birch-elementary: 5 people`.
fn places(material: &Material<'_>, weeks: &[&WeekLoad]) -> String {
    let units: Vec<&str> = weeks.iter().filter_map(|week| week.unit).map(|unit| material.audit.corpus.units[unit].id()).collect();
    if units.is_empty() {
        return "as described".to_owned();
    }
    let heads: Option<u32> = weeks.iter().map(|week| week.heads).sum();
    let people = heads.map_or("number of people not stated".to_owned(), |heads| several(heads as usize, "person", "people"));
    let mut names = units;
    names.dedup();
    let more = names.len().saturating_sub(NAMED);
    let named = names[..names.len() - more].join(", ");
    if more > 0 { format!("{named} and {more} more: {people}") } else { format!("{named}: {people}") }
}

/// `50 % teaching + 37 % duties = 87 %`.
fn declared(week: &WeekLoad) -> String {
    let declared = &week.declared;
    let least = if declared.unstated > 0 { "at least " } else { "" };
    let duties = (!declared.shares.is_empty()).then(|| figure(declared.duties()));
    match (declared.teaching.map(figure), duties) {
        (Some(teaching), Some(duties)) => format!("{teaching} % teaching + {duties} % duties = {least}{} %", figure(declared.total())),
        (Some(teaching), None) => format!("{teaching} % teaching = {least}{teaching} %"),
        (None, Some(duties)) => format!("{least}{duties} % duties; teaching not stated"),
        (None, None) => "–".to_owned(),
    }
}

/// `10.6 h routines + 0.7 h committees = 11.3 h`; over several weeks from the least to the most.
fn calendar(weeks: &[&WeekLoad]) -> String {
    let of = |routine: bool| {
        let sum = |week: &&WeekLoad| {
            let lines = week.week.lines.iter().filter(|line| matches!(line.source, Source::Routine { .. }) == routine);
            lines.map(|line| line.hours).sum::<Exact>()
        };
        range(weeks.iter().map(|week| Some(sum(week))), figure)
    };
    let all = range(weeks.iter().map(|week| week.hours()), figure);
    let least = if weeks.iter().any(|week| week.is_at_least()) { "at least " } else { "" };
    let equals = if all.contains('–') { "; in all" } else { " =" };
    match (weeks.iter().any(|week| week.has_routines), of(false)) {
        _ if all == "–" => all,
        (true, seats) if seats != "0" => format!("{} h routines + {seats} h committees{equals} {least}{all} h", of(true)),
        (true, _) => format!("{least}{all} h routines"),
        (false, seats) => format!("{seats} h committees; routines not stated"),
    }
}

/// `35 % = 14 h`.
fn release(week: &WeekLoad) -> String {
    let Some(release) = week.week.release else { return "–".to_owned() };
    let percent = figure(release * 100_u32);
    week.week.capacity.map_or(format!("{percent} %"), |hours| format!("{percent} % = {} h", figure(hours)))
}

fn used(week: &WeekLoad) -> String {
    let least = if week.is_at_least() { "at least " } else { "" };
    week.used().map_or("–".to_owned(), |used| format!("{least}{} %", share(used)))
}

fn stands(material: &Material<'_>, role: usize, week: &WeekLoad) -> String {
    let left = week.week.capacity.unwrap_or_default() - week.week.hours();
    match week.room {
        Room::Over => format!("does not fit: {} h too many", figure(-left)),
        Room::Tight => format!("almost no room: {} h left", figure(left)),
        Room::Enough => format!("fits: {} h left", figure(left)),
        Room::NotAssessed(..) if week.week.release.is_none() => "no release stated".to_owned(),
        Room::NotAssessed(because, unlock) => {
            let id = material.audit.corpus.roles[role].id();
            format!("not assessed: {because} ({})", field(material.audit, id, week, unlock))
        }
    }
}

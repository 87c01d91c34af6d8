//! What a priority costs, as far as the files say: money by fund, and hours of the roles that serve it. What is not
//! stated stays unknown.

use super::Material;
use crate::analysis::money::written;
use crate::model::{Action, Entry, Id};
use crate::render::{Column, Document, Table};
use crate::report::workload::words::tenth;
use crate::report::{figure, listed, several};
use crate::text::Exact;
use std::collections::BTreeMap;

/// Money, then time.
pub(super) fn of_priority(material: &Material<'_>, priority: usize, document: &mut Document) {
    money(material, priority, document);
    hours(material, priority, document);
}

/// Of one fund, or of none: what it pays, what is saved, and for how many actions.
#[derive(Default)]
struct Paid {
    cost: Option<f64>,
    saves: Option<f64>,
    actions: usize,
}

fn money(material: &Material<'_>, priority: usize, document: &mut Document) {
    let actions = &material.audit.corpus.priorities[priority].actions;
    let priced = |entry: &&Entry<Id, Action>| entry.value.cost.is_some() || entry.value.saves.is_some();
    let silent = actions.iter().filter(|entry| !priced(entry)).count();
    if silent == actions.len() {
        let why = if actions.is_empty() { "no action is stated" } else { "none of its actions states a cost" };
        document.aside(format!("Cost: not known, because {why} (priorities.ID.actions.ID.cost; 0 is a cost too)."));
        return;
    }
    let mut funds: BTreeMap<Option<usize>, Paid> = BTreeMap::new();
    for entry in actions.iter().filter(priced) {
        let fund = entry.value.funded_by.as_ref().and_then(|fund| fund.to).map(|fund| fund.index());
        let paid = funds.entry(fund).or_default();
        paid.cost = plus(paid.cost, entry.value.cost.map(|cost| cost.value));
        paid.saves = plus(paid.saves, entry.value.saves.map(|saves| saves.value));
        paid.actions += 1;
    }
    document.table(by_fund(material, &funds));
    if silent > 0 {
        let verb = if silent == 1 { "states no cost and is" } else { "state no cost and are" };
        document.aside(format!("{silent} of {} {verb} not counted.", several(actions.len(), "action", "actions")));
    }
}

/// A sum of what is stated; absent while nothing is.
fn plus(sum: Option<f64>, more: Option<f64>) -> Option<f64> {
    match (sum, more) {
        (Some(sum), Some(more)) => Some(sum + more),
        (sum, more) => sum.or(more),
    }
}

fn by_fund(material: &Material<'_>, funds: &BTreeMap<Option<usize>, Paid>) -> Table {
    let mut table = Table::new(vec![
        Column::text("Paid by"),
        Column::number("Actions"),
        Column::number("Cost"),
        Column::number("Saves"),
        Column::number("Net"),
    ]);
    let row = |name: String, paid: &Paid| {
        let stated = |sum: Option<f64>| sum.map_or("–".to_owned(), written);
        let net = paid.cost.unwrap_or(0.0) - paid.saves.unwrap_or(0.0);
        [name, paid.actions.to_string(), stated(paid.cost), stated(paid.saves), written(net)]
    };
    let mut all = Paid::default();
    for (fund, paid) in funds {
        all = Paid { cost: plus(all.cost, paid.cost), saves: plus(all.saves, paid.saves), actions: all.actions + paid.actions };
        let name = fund.map_or("no fund".to_owned(), |fund| material.fund(fund));
        table.row(row(name, paid));
    }
    if funds.len() > 1 {
        table.row(row("together".to_owned(), &all));
    }
    table
}

/// The time of one role for the priority.
#[derive(Default)]
struct Time {
    positions: Exact,
    on: f64,
}

fn hours(material: &Material<'_>, priority: usize, document: &mut Document) {
    if !material.facts.people.is_staffed() {
        document.aside("Hours: not known, because no unit says who works where (units.ID.staff).");
        return;
    }
    let mut roles: BTreeMap<usize, Time> = BTreeMap::new();
    for time in material.time.iter().filter(|time| time.counted) {
        let post = &material.facts.people.posts[time.post];
        if let Some(on) = time.on.get(&priority) {
            let role = roles.entry(post.role).or_default();
            role.positions = role.positions + post.fte.unwrap_or_default();
            role.on += on;
        }
    }
    if roles.is_empty() {
        document.aside("Hours: not known, because no duty with a share of time serves it (roles.ID.responsibilities.ID.serves and share).");
    } else {
        document.table(by_role(material, &roles));
    }
    document.lines(uncounted(material, priority));
}

fn by_role(material: &Material<'_>, roles: &BTreeMap<usize, Time>) -> Table {
    let contract = material.load.contract;
    let mut table = Table::new(vec![
        Column::text("Whose time"),
        Column::number("Full positions"),
        Column::number("Share for it"),
        Column::number("Positions for it"),
        Column::number("Hours a week"),
    ]);
    let hours = |on: f64| contract.map_or("–".to_owned(), |contract| tenth(on * contract));
    for (role, time) in roles {
        table.row([
            material.title(*role).to_owned(),
            figure(time.positions),
            if time.positions > Exact::ZERO { format!("{} %", tenth(time.on / time.positions.f64() * 100.0)) } else { "–".into() },
            figure(time.on),
            hours(time.on),
        ]);
    }
    if roles.len() > 1 {
        let on: f64 = roles.values().map(|time| time.on).sum();
        table.row(["together".to_owned(), String::new(), String::new(), figure(on), hours(on)]);
    }
    table
}

/// How every card counts; said once.
pub(super) fn formula(material: &Material<'_>) -> String {
    let hours = match material.load.contract {
        Some(contract) => format!("hours = positions for it × {} contract hours", figure(contract)),
        None => "hours are not known: rolewright.toml does not state contract_hours".to_owned(),
    };
    format!(
        "Money, a year: net = cost − saves of a priority's actions alone; what its roles are paid stands under Money. – not stated. Time: positions for it = full positions, where the priority is placed, × the share of contract time of each duty that serves it; a duty that serves several priorities is divided equally between them; {hours}. These are declared shares, not a time study."
    )
}

/// What serves it and has no known time.
fn uncounted(material: &Material<'_>, priority: usize) -> Vec<String> {
    let corpus = &material.audit.corpus;
    let mut silent: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for time in &material.time {
        let post = &material.facts.people.posts[time.post];
        let role = corpus.roles[post.role].id();
        let of = time.uncounted.iter().filter(|(served, _)| *served == priority);
        silent.extend(of.map(|(_, duty)| format!("{role}/{duty}")));
        if !time.counted && time.on.contains_key(&priority) {
            open.push(format!("{role} in {}", corpus.units[post.unit].id()));
        }
    }
    let mut lines = Vec::new();
    for (mut names, why, field) in [
        (silent, "states no share of time", "roles.ID.responsibilities.ID.share"),
        (open, "does not say how many full positions it is", "units.ID.staff.ID.fte"),
    ] {
        names.sort();
        names.dedup();
        if !names.is_empty() {
            lines.push(format!("Not counted: {}, which {why} ({field}).", listed(&names)));
        }
    }
    lines
}

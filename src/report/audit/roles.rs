//! The roles: what each is, how its time is declared, what it serves, and what is missing.

use super::Material;
use super::annex::line;
use crate::diag::{Finding, Group};
use crate::model::{Item, Loc, Role};
use crate::render::{Column, Document, Table};
use crate::report::figure;
use crate::text::Exact;

/// A table of all roles, then the ones with gaps.
pub(super) fn roles(material: &Material<'_>, document: &mut Document) {
    let roles = &material.audit.corpus.roles;
    if roles.is_empty() {
        return;
    }
    document.heading(2, "Roles");
    document.table(table(material));
    document.aside("Declared time is teaching plus the stated shares of responsibilities, of contract time. – means not stated; of people, that no unit lists the role.");
    let mut any = false;
    for role in roles {
        let address = role.address().to_string();
        let found: Vec<String> = material.findings_about(&address).filter(|finding| is_told_here(finding)).map(line).collect();
        if !found.is_empty() {
            any = true;
            document.heading(3, role.title.as_ref().map_or(role.id(), |title| &title.value));
            document.lines(found);
        }
    }
    if !any {
        document.paragraph("No gap was found in what could be assessed of what each role is.");
    }
    document.aside("Gaps in how roles meet priorities, in time, pathways, money, places and risks stand in their own chapters.");
}

/// Whether no other chapter tells it.
fn is_told_here(finding: &Finding) -> bool {
    const ELSEWHERE: [&str; 5] = ["orphan-role", "duplicate-duty", "unused-item", "hidden-work", "unclaimed-work"];
    let group = !matches!(finding.rule.group, Group::Load | Group::Pathways | Group::Money | Group::Coverage | Group::Resilience);
    group && finding.rule.id != "no-progression" && !ELSEWHERE.contains(&finding.rule.id)
}

fn table(material: &Material<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::text("Role"),
        Column::text("Level"),
        Column::text("Family"),
        Column::text("Reports to"),
        Column::number("People"),
        Column::text("Teaching"),
        Column::text("Release"),
        Column::text("Declared time"),
        Column::number("Duties"),
        Column::text("Serves"),
    ]);
    for (at, role) in material.audit.corpus.roles.iter().enumerate() {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".into());
        table.row([
            role.title.as_ref().map_or(role.id(), |title| &title.value).to_owned(),
            or_dash(role.level.as_ref().map(|level| level.value.to_string())),
            or_dash(role.family.map(|family| family.value.name().to_owned())),
            or_dash(role.reports_to.as_ref().map(|to| to.text.to_string())),
            material.held(at),
            or_dash(role.teaching.map(|share| format!("{} %", figure(share.value.0)))),
            or_dash(role.release.map(|share| format!("{} %", figure(share.value.0)))),
            declared(role),
            role.responsibilities.len().to_string(),
            serves(material, at),
        ]);
    }
    table
}

/// Teaching and shares, with how many responsibilities state none.
fn declared(role: &Item<Role>) -> String {
    let shares: Vec<Exact> = role.responsibilities.iter().filter_map(|entry| entry.value.share).map(|share| share.value.0.into()).collect();
    if role.teaching.is_none() && shares.is_empty() {
        return "–".into();
    }
    let total = role.teaching.map_or(Exact::ZERO, |teaching| teaching.value.0.into()) + shares.iter().copied().sum::<Exact>();
    let silent = role.responsibilities.len() - shares.len();
    if silent > 0 { format!("{} % ({silent} without a share)", figure(total)) } else { format!("{} %", figure(total)) }
}

fn serves(material: &Material<'_>, role: usize) -> String {
    let mut served: Vec<&str> = material
        .facts
        .work
        .duties_of(role)
        .flat_map(|duty| duty.serves())
        .filter_map(|work| work.to)
        .map(|to: Loc| material.audit.corpus.priorities[to.index()].id())
        .collect();
    served.sort_unstable();
    served.dedup();
    if served.is_empty() { "–".into() } else { served.join(", ") }
}

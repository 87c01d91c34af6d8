//! How many people each holder coaches and supervises, beside the numbers they are compared with.

use super::words::{counted, place, tenth, unknown_or};
use crate::analysis::span::Waiting;
use crate::analysis::time::Basis;
use crate::audit::Audit;
use crate::audit::workload::{Coaching, Standing, Supervision, WeekLoad, Workload};
use crate::render::{Column, Document, Table};
use crate::report::{figure, several};

/// Coaching, then supervision.
pub(super) fn spans(audit: &Audit, load: &Workload, document: &mut Document) {
    let (coaching, supervision) = (coaching(audit, load), supervision(audit, load));
    let waiting = waiting(audit, load);
    if coaching.rows.is_empty() && supervision.rows.is_empty() && waiting.is_empty() {
        return;
    }
    document.heading(2, "Spans");
    document.table(coaching);
    document.table(supervision);
    document.lines(waiting);
    document.aside(norms(audit));
}

/// People near whom nobody holds the role that is to coach them, or to which they report.
fn waiting(audit: &Audit, load: &Workload) -> Vec<String> {
    let corpus = &audit.corpus;
    let line = |one: &Waiting| {
        let people = one.people.map_or("People".to_owned(), |people| several(people as usize, "person", "people"));
        let (of, role, unit) = (corpus.roles[one.of].id(), corpus.roles[one.role].id(), corpus.units[one.unit].id());
        let what = if one.coach { "a coach" } else { "someone to report to" };
        format!(
            "Waiting for {what}: {people} ({of}) in {unit}. Nobody is {role} there or above it, and nobody elsewhere is counted as theirs."
        )
    };
    load.roles.iter().flat_map(|role| &role.waiting).map(line).collect()
}

/// The numbers compared with, each with its standing; their sources are in the list of comparisons.
pub(in crate::report) fn norms(audit: &Audit) -> String {
    let number = |rule: &str, name: &str| {
        let meta = crate::rules::find(rule);
        let threshold = meta.and_then(|meta| meta.thresholds.iter().find(|threshold| threshold.name == name).map(|one| (meta.id, one)));
        threshold.map_or_else(String::new, |(id, one)| format!("{} people ({})", figure(audit.limits.get(id, one)), one.standing.name()))
    };
    format!(
        "People are counted towards the nearest post above them and divided equally among its holders. An own limit is what the role, or its unit, states. Norm for coaching: at most {} with partial release, {} with full. Norm for direct reports: at most {}; at least {} in a unit of {} or more.",
        number("coaching-span", "max_partial"),
        number("coaching-span", "max_full"),
        number("supervision-span", "max_reports"),
        number("supervision-span", "min_reports"),
        number("supervision-span", "min_staff"),
    )
}

fn coaching(audit: &Audit, load: &Workload) -> Table {
    let mut table = Table::new(vec![
        Column::text("coaches"),
        Column::number("each"),
        Column::number("own limit"),
        Column::text("norm"),
        Column::text("stands"),
    ]);
    for role in &load.roles {
        let id = audit.corpus.roles[role.role].id();
        for week in &role.weeks {
            if let Some(coaching) = week.coaching.as_ref().filter(|coaching| asks(week, coaching)) {
                table.row(coaching_row(format!("{id}, {}", place(audit, week)), coaching));
            }
        }
    }
    table
}

/// A post whose unit gives it nobody to coach is not asked: it may have other work.
pub(in crate::report) fn asks(week: &WeekLoad, coaching: &Coaching) -> bool {
    coaching.people.is_none_or(|people| !people.is_zero()) || !week.week.gaps.is_empty()
}

fn coaching_row(who: String, coaching: &Coaching) -> Vec<String> {
    let meant = if matches!(coaching.basis, Some(Basis::Maximum | Basis::Minimum)) { " meant" } else { "" };
    vec![
        who,
        unknown_or(coaching.people, |people| format!("{}{meant}", tenth(people))),
        unknown_or(coaching.own, |own| own.to_string()),
        unknown_or(coaching.norm, |norm| format!("{} {} release", figure(norm.most), norm.with)),
        stands(coaching.standing),
    ]
}

pub(in crate::report) fn stands(standing: Standing) -> String {
    match standing {
        Standing::OverOwnLimit => "over its own limit".to_owned(),
        Standing::OverNorm => "over the norm".to_owned(),
        Standing::UnderNorm => "very few".to_owned(),
        Standing::Within => "within".to_owned(),
        Standing::NotAssessed(because, _) => format!("not assessed: {because}"),
    }
}

fn supervision(audit: &Audit, load: &Workload) -> Table {
    let mut table = Table::new(vec![Column::text("supervises"), Column::number("direct reports of each"), Column::text("stands")]);
    for role in &load.roles {
        let id = audit.corpus.roles[role.role].id();
        for supervision in &role.supervision {
            let unit = audit.corpus.units[supervision.unit].id();
            let from = people(audit, supervision);
            table.row([format!("{id}, {unit}{from}"), unknown_or(supervision.each, tenth), stands(supervision.standing)]);
        }
    }
    table
}

/// `: 9 classroom-teacher + 3 team-lead, ÷ 2`.
fn people(audit: &Audit, supervision: &Supervision) -> String {
    if supervision.counted.is_empty() {
        return String::new();
    }
    let divided = supervision.heads.filter(|heads| *heads > 1).map(|heads| format!(", ÷ {heads}")).unwrap_or_default();
    format!(": {}{divided}", counted(audit, &supervision.counted))
}

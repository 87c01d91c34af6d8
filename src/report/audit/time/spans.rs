//! How many people the holders of each role coach and supervise, a row for each role, beside the norm and its standing.

use crate::audit::workload::{Coaching, RoleLoad, Standing, WeekLoad};
use crate::render::{Column, Document, Table};
use crate::report::audit::Material;
use crate::report::workload::spans::{asks, norms, stands as in_words};
use crate::report::workload::words::{range, tenth};
use crate::report::{listed, several};

/// Both tables; nothing where nobody looks after anybody.
pub(super) fn spans(material: &Material<'_>, document: &mut Document) {
    let (coaching, supervision) = (coaching(material), supervision(material));
    if coaching.rows.is_empty() && supervision.rows.is_empty() {
        return;
    }
    document.heading(3, "Spans");
    document.table(coaching);
    document.table(supervision);
    document.aside(norms(material.audit));
}

fn coaching(material: &Material<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::text("Coaches"),
        Column::number("Posts"),
        Column::number("People each"),
        Column::number("Own limit"),
        Column::number("Norm"),
        Column::text("Stands"),
    ]);
    for role in &material.load.roles {
        let asked = |week: &'_ WeekLoad| week.coaching.clone().filter(|coaching| asks(week, coaching));
        let all: Vec<Coaching> = role.weeks.iter().filter_map(asked).collect();
        if !all.is_empty() {
            table.row([
                material.title(role.role).to_owned(),
                all.len().to_string(),
                range(all.iter().map(|one| one.people), tenth),
                range(all.iter().map(|one| one.own.map(f64::from)), tenth),
                range(all.iter().map(|one| one.norm.map(|norm| norm.most)), tenth),
                stands(all.iter().map(|one| one.standing)),
            ]);
        }
    }
    table
}

fn supervision(material: &Material<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::text("Supervises"),
        Column::number("Posts"),
        Column::number("Direct reports each"),
        Column::text("Most of them"),
        Column::text("Stands"),
    ]);
    for role in material.load.roles.iter().filter(|role| !role.supervision.is_empty()) {
        table.row([
            material.title(role.role).to_owned(),
            role.supervision.len().to_string(),
            range(role.supervision.iter().map(|one| one.each), tenth),
            most(material, role),
            stands(role.supervision.iter().map(|one| one.standing)),
        ]);
    }
    table
}

/// The arithmetic of the post with the most: `riverbend: 4 principal + 2 academic-partner`.
fn most(material: &Material<'_>, role: &RoleLoad) -> String {
    let corpus = &material.audit.corpus;
    let known = role.supervision.iter().filter(|one| one.each.is_some() && !one.counted.is_empty());
    // The first of equals, so that the same files always name the same place.
    let Some(one) = known.rev().max_by(|a, b| a.each.unwrap_or_default().f64().total_cmp(&b.each.unwrap_or_default().f64())) else {
        return "–".to_owned();
    };
    let parts: Vec<String> = one.counted.iter().map(|&(role, heads)| format!("{heads} {}", corpus.roles[role].id())).collect();
    let divided = one.heads.filter(|heads| *heads > 1).map(|heads| format!(", ÷ {heads}")).unwrap_or_default();
    format!("{}: {}{divided}", corpus.units[one.unit].id(), parts.join(" + "))
}

/// `within`; where posts differ, `7 within, 1 over the norm`.
fn stands(all: impl Iterator<Item = Standing>) -> String {
    let mut said: Vec<(String, usize)> = Vec::new();
    for standing in all {
        let words = in_words(standing);
        match said.iter_mut().find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => said.push((words, 1)),
        }
    }
    match said.as_slice() {
        [(words, _)] => words.clone(),
        several_kinds => {
            listed(&several_kinds.iter().map(|(words, count)| format!("{} {words}", several(*count, "post", "posts"))).collect::<Vec<_>>())
        }
    }
}

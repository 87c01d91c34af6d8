//! Roles that one person holds: what would stop if that person left, as “trace --impact” finds it.

use super::Harm;
use crate::analysis::absence::{Absence, Duty};
use crate::audit::impact::DUTIES;
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};
use crate::report::at;
use crate::report::audit::Material;

/// Rows that a page shows.
const SHOWN: usize = 20;

/// One role, and what would stop without its only holder.
struct Alone {
    role: usize,
    harm: Harm,
    stops: Vec<(Duty, usize)>,
    unknown: usize,
}

impl Alone {
    fn all(&self) -> usize {
        self.stops.iter().map(|(_, count)| count).sum()
    }
}

/// The section.
pub(super) fn people(material: &Material<'_>, document: &mut Document) {
    let corpus = &material.audit.corpus;
    document.heading(3, "Work that rests on one person");
    if !material.facts.people.is_staffed() {
        document.paragraph("Not assessed: no unit says who works where (units.ID.staff).");
        return;
    }
    let held = |wanted: Option<u32>| (0..corpus.roles.len()).filter(move |&role| material.facts.people.heads(role) == wanted);
    let single: Vec<usize> = held(Some(1)).collect();
    let mut all: Vec<Alone> = single.iter().map(|&role| alone(material, role)).filter(|one| one.all() > 0).collect();
    all.sort_by_key(|one| (one.harm.order(material), usize::MAX - one.all(), one.role));
    document.paragraph(match all.len() {
        0 => format!("Of {} roles, {} are held by one person alone. If one of them left, nothing that is written down would stop.", corpus.roles.len(), single.len()),
        n => format!("Of {} roles, {} are held by one person alone. If that person left, something would stop with {n} of them, since no backup that somebody holds and nobody else named could go on.", corpus.roles.len(), single.len()),
    });
    let mut table = Table::new(vec![
        Column::text("Role"),
        Column::text("What would stop"),
        Column::text("Priorities harmed"),
        Column::text("Place"),
    ]);
    all.iter().take(SHOWN).for_each(|one| table.row(row(material, one)));
    document.table(table);
    document.aside("Priorities harmed: those whose owner, A or only R it is. A role with one holder in each of several schools is not among these; “rolewright trace ROLE --impact” says what would stop for any role.");
    let open: Vec<&str> = held(None).map(|role| corpus.roles[role].id()).collect();
    if !open.is_empty() {
        document.paragraph(format!("Not assessed, because a unit does not say how many hold them (units.ID.staff.ID.count): {}.", open.join(", ")));
    }
    if all.len() > SHOWN {
        document.aside(format!("{} more are left out here.", all.len() - SHOWN));
    }
}

fn alone(material: &Material<'_>, role: usize) -> Alone {
    let absence = Absence::of(&material.facts, role);
    let stopped = || absence.effects.iter().filter(|effect| effect.fate.goes_on() == Some(false));
    let carried = |duty: Duty| matches!(duty, Duty::Owns | Duty::Answers | Duty::Does);
    let priorities = stopped().filter(|effect| carried(effect.duty)).map(|effect| effect.about.loc);
    let priorities = priorities.filter(|loc| loc.collection() == Collection::Priorities).map(Loc::index);
    let count = |duty: &Duty| (*duty, stopped().filter(|effect| effect.duty == *duty).count());
    Alone {
        role,
        harm: Harm::to(material, priorities),
        stops: DUTIES.iter().map(count).filter(|(_, count)| *count > 0).collect(),
        unknown: absence.effects.iter().filter(|effect| effect.fate.goes_on().is_none()).count(),
    }
}

fn row(material: &Material<'_>, one: &Alone) -> [String; 4] {
    let corpus = &material.audit.corpus;
    let mut stops: Vec<String> = one.stops.iter().map(|&(duty, count)| said(duty, count)).collect();
    stops.extend((one.unknown > 0).then(|| format!("{} not assessed", one.unknown)));
    let loc = Loc::item(Collection::Roles, one.role);
    [material.title(one.role).to_owned(), stops.join("; "), one.harm.said(material), at(material.audit, corpus.span_of(loc))]
}

/// `2 actions without who answers for them (A)`.
fn said(duty: Duty, count: usize) -> String {
    let (one, many, without) = match duty {
        Duty::Owns => ("priority", "priorities", "without an owner"),
        Duty::Answers => ("action", "actions", "with nobody to answer for (A)"),
        Duty::Does => ("action", "actions", "with nobody qualified to do (R)"),
        Duty::Collects => ("measure", "measures", "with nobody to collect"),
        Duty::Chairs => ("committee", "committees", "without a chair"),
        Duty::Sits => ("committee", "committees", "with too few seats filled"),
        Duty::Decides => ("decision", "decisions", "with nobody to decide"),
        Duty::Agrees => ("decision", "decisions", "without an agreement it needs"),
        Duty::Coaches => ("role", "roles", "without its coach"),
        Duty::Judges => ("kind of evidence", "kinds of evidence", "without a judge"),
        Duty::StepsIn => ("role", "roles", "without its backup"),
    };
    format!("{} {without}", crate::report::several(count, one, many))
}

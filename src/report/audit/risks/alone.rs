//! Roles that one person holds: what would stop if that person left, as “trace --impact” finds it.

use super::Harm;
use crate::analysis::absence::{Absences, Duty};
use crate::audit::impact::DUTIES;
use crate::model::{Collection, Loc};
use crate::render::{Column, Document, Table};
use crate::report::audit::Material;
use crate::report::{at, several};

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
    let absences = Absences::new(&material.facts);
    let mut all: Vec<Alone> = single.iter().map(|&role| alone(material, &absences, role)).filter(|one| one.all() > 0).collect();
    all.sort_by_key(|one| (one.harm.order(material), usize::MAX - one.all(), one.role));
    let alone = format!("Of {}, {} held by one person alone.", several(corpus.roles.len(), "role", "roles"), count_are(single.len()));
    document.paragraph(match all.len() {
        _ if single.is_empty() => alone,
        0 => format!("{alone} If one of them left, nothing that is written down would stop."),
        n => format!("{alone} With {n} of them something would stop if that person left: neither a backup that somebody holds nor anybody else named could go on."),
    });
    let mut table =
        Table::new(vec![Column::text("Role"), Column::text("What would stop"), Column::text("Priorities harmed"), Column::text("Place")]);
    all.iter().take(SHOWN).for_each(|one| table.row(row(material, one)));
    document.table(table);
    document.aside("Priorities harmed: those whose owner, A or only R it is. A role with one holder in each of several schools is not among these; “rolewright trace ROLE --impact” says what would stop for any role.");
    let open: Vec<&str> = held(None).map(|role| corpus.roles[role].id()).collect();
    if !open.is_empty() {
        document.paragraph(format!(
            "Not assessed, because a unit does not say how many hold them (units.ID.staff.ID.count): {}.",
            open.join(", ")
        ));
    }
    if all.len() > SHOWN {
        document.aside(format!("{} more are left out here.", all.len() - SHOWN));
    }
}

fn alone(material: &Material<'_>, absences: &Absences<'_, '_>, role: usize) -> Alone {
    let absence = absences.of(role);
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
    stops.extend((one.unknown > 0).then(|| format!("{} more not assessed", one.unknown)));
    let loc = Loc::item(Collection::Roles, one.role);
    [material.title(one.role).to_owned(), stops.join("; "), one.harm.said(material), at(material.audit, corpus.span_of(loc))]
}

/// `2 actions nobody answers for (A)`.
fn said(duty: Duty, count: usize) -> String {
    let (one, many, without) = match duty {
        Duty::Owns => ("priority", "priorities", "without an owner"),
        Duty::Answers => ("action", "actions", "nobody answers for (A)"),
        Duty::Does => ("action", "actions", "nobody qualified does (R)"),
        Duty::Collects => ("measure", "measures", "nobody collects"),
        Duty::Chairs => ("committee", "committees", "without a chair"),
        Duty::Sits => ("committee", "committees", "with too few seats filled"),
        Duty::Decides => ("decision", "decisions", "nobody makes"),
        Duty::Agrees => ("decision", "decisions", "without an agreement needed"),
        Duty::Coaches => ("role", "roles", "without a coach"),
        Duty::Judges => ("kind of evidence", "kinds of evidence", "nobody judges"),
        Duty::StepsIn => ("role", "roles", "without a backup"),
    };
    format!("{} {without}", several(count, one, many))
}

/// `1 is`, `3 are`.
fn count_are(count: usize) -> String {
    if count == 1 { "1 is".to_owned() } else { format!("{count} are") }
}

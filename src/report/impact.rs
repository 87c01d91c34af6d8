//! `trace --impact`: what would stop if nobody held a role, and what goes on because somebody else can do it.

use super::{at, figure, several};
use crate::analysis::absence::{Absence, Effect};
use crate::audit::Audit;
use crate::audit::impact::{DUTIES, duty, lack, why};
use crate::render::{Column, Document, Table};

/// The whole answer.
pub fn impact(audit: &Audit, absence: &Absence) -> Document {
    let role = &audit.corpus.roles[absence.role];
    let mut document = Document::default();
    document.heading(1, format!("If nobody held {}", role.id()));
    document.paragraph(today(audit, absence));
    document.table(table(absence));
    let mean = match absence.resilience() {
        Some(_) => {
            " The count takes those who answer for an action (A) as people who could carry it; the list asks who is left to do it (R)."
        }
        None => "",
    };
    document.aside(format!(
        "Whoever steps in has work of their own; whether both fit is not counted here.{mean} “trace” shows the rest of what the role is linked with."
    ));
    for (title, goes_on, none) in [
        ("What stops", Some(false), "Nothing that is written down."),
        ("What goes on", Some(true), "Nothing that is written down rests on the role and has somebody else."),
        ("What could not be assessed", None, ""),
    ] {
        let effects: Vec<&Effect> = absence.effects.iter().filter(|effect| effect.fate.goes_on() == goes_on).collect();
        if effects.is_empty() && none.is_empty() {
            continue;
        }
        document.heading(2, title);
        if effects.is_empty() {
            document.paragraph(none);
        }
        document.points(effects.into_iter().map(|effect| point(audit, absence, effect)).collect());
    }
    document
}

fn today(audit: &Audit, absence: &Absence) -> String {
    let title = audit.corpus.title_of(crate::model::Loc::item(crate::model::Collection::Roles, absence.role));
    let held = match absence.heads {
        Some(0) => "is held by nobody today, so this is how things stand".to_owned(),
        Some(n) => format!("is held by {} in {}", several(n as usize, "person", "people"), several(absence.units, "unit", "units")),
        None if absence.units > 0 => {
            format!("is held in {}, by how many is not stated", several(absence.units, "unit", "units"))
        }
        None => "is held by an unknown number: no unit lists its staff".to_owned(),
    };
    let bench = match absence.resilience() {
        None => String::new(),
        Some((today, without)) => {
            let unknown = match absence.unknown {
                0 => String::new(),
                n => format!(" ({n} more could not be assessed)"),
            };
            let carried = |mean: f64| figure(mean * today.actions as f64);
            format!(
                " Of its {}{unknown}, {} would count as carried without it, and {} today: one counts in full where at least two people could carry it (with A or R and what it requires, or as a backup), and half where one person could.",
                several(today.actions, "action", "actions"),
                carried(without.mean),
                carried(today.mean)
            )
        }
    };
    format!("{title} {held}, as of {}.{bench}", audit.as_of)
}

fn table(absence: &Absence) -> Table {
    let mut table = Table::new(vec![
        Column::text("what it is there for"),
        Column::number("stops"),
        Column::number("goes on"),
        Column::number("not assessed"),
    ]);
    for kind in DUTIES {
        let fates: Vec<Option<bool>> =
            absence.effects.iter().filter(|effect| effect.duty == kind).map(|effect| effect.fate.goes_on()).collect();
        if !fates.is_empty() {
            let count = |wanted: Option<bool>| fates.iter().filter(|&&fate| fate == wanted).count().to_string();
            table.row([duty(kind).to_owned(), count(Some(false)), count(Some(true)), count(None)]);
        }
    }
    table
}

fn point(audit: &Audit, absence: &Absence, effect: &Effect) -> (String, Vec<String>) {
    let corpus = &audit.corpus;
    let people = effect.people.map_or_else(String::new, |n| format!(", {}", several(n as usize, "person", "people")));
    let title = effect.about.title(corpus).map_or_else(String::new, |title| format!(": {title}"));
    let what = if effect.fate.goes_on() == Some(false) { lack(effect.duty) } else { duty(effect.duty) };
    let named = format!("the {} {}{people}{title}", effect.about.kind(corpus), effect.about.id(corpus));
    (format!("{what} — {named}"), vec![format!("{} · {}", why(corpus, absence, effect), at(audit, effect.span))])
}

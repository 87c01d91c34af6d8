//! What does `show --effective` say? A role as one unit has it, where each value comes from, and what does not hold.

use super::at;
use crate::analysis::decision_rights::{DecisionRights, Local, Unlawful};
use crate::analysis::effective::{Change, Effective, Field, IN_PARTS};
use crate::audit::Audit;
use crate::load::{keys, to_yaml};
use crate::model::{Bounds, Collection, Loc, Plain};
use crate::render::{Column, Document, Table};
use crate::text::{Span, excerpt, printable};

/// The longest value in a cell, in characters.
const CELL: usize = 60;

/// `show ROLE --effective --unit UNIT`.
pub fn effective(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective) -> Document {
    let corpus = &audit.corpus;
    let (role, unit) = (Loc::item(Collection::Roles, known.role), Loc::item(Collection::Units, known.unit));
    let mut document = Document::default();
    document.heading(1, format!("{}, as {} has it", corpus.title_of(role), corpus.title_of(unit)));
    let mut facts = vec![("role".to_owned(), corpus.address(role).to_string()), ("unit".to_owned(), corpus.address(unit).to_string())];
    if !known.above.is_empty() {
        facts.push(("within".to_owned(), known.above.iter().map(|&at| corpus.units[at].id()).collect::<Vec<_>>().join(", in ")));
    }
    document.facts(facts);
    let mut table = Table::new(["field", "holds here", "comes from"].map(Column::text).to_vec());
    for (field, origin) in known.fields.iter().zip(origins(audit, rights, known)) {
        table.row([field.name.clone(), short(&field.value), origin]);
    }
    document.table(table);
    if !known.refused.is_empty() {
        document.heading(2, "Said, but not lawful");
        document.points(refused(audit, rights, known));
    }
    document.heading(2, "In full");
    document.verbatim("yaml", yaml(audit, known, |_| None));
    document
}

/// The role as a file would hold it, with a comment above each field that says where it comes from.
pub fn effective_yaml(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective) -> String {
    let origins = origins(audit, rights, known);
    let unit = audit.corpus.units[known.unit].id();
    let mut text = format!("# As {} has it.\n", printable(unit));
    for (said, why) in refused(audit, rights, known) {
        text.push_str(&format!("# {} {}\n", printable(&said), printable(&why.join(" "))));
    }
    text.push_str(&yaml(audit, known, |name| {
        let parts = known.fields.iter().zip(&origins).filter(|(field, _)| of(&field.name, name));
        let mut all: Vec<&str> = Vec::new();
        for (_, origin) in parts {
            if !all.contains(&origin.as_str()) {
                all.push(origin);
            }
        }
        Some(printable(&all.join("; ")).into_owned())
    }));
    text
}

/// Whether a field is of that name, or a part of what has it.
fn of(field: &str, name: &str) -> bool {
    field == name || field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

fn yaml(audit: &Audit, known: &Effective, comment: impl Fn(&str) -> Option<String>) -> String {
    let mut text = format!("{}:\n", Collection::Roles.name());
    let id = audit.corpus.roles[known.role].id();
    let Plain::Map(fields) = known.whole() else { return text };
    // The id may need quotes; the writer knows.
    text.push_str(&format!("  {}\n", to_yaml(&Plain::Map(vec![(id.to_owned(), Plain::Nothing)])).trim_end().trim_end_matches(" null")));
    for (name, value) in fields {
        if let Some(comment) = comment(&name) {
            text.push_str(&format!("    # {comment}\n"));
        }
        for line in to_yaml(&Plain::Map(vec![(name, value)])).lines() {
            let margin = if line.is_empty() { "" } else { "    " };
            text.push_str(&format!("{margin}{line}\n"));
        }
    }
    text
}

/// Where each field comes from, in words.
fn origins(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective) -> Vec<String> {
    let places = keys(&audit.sources, &audit.corpus, Loc::item(Collection::Roles, known.role), &[IN_PARTS]);
    known.fields.iter().map(|field| origin(audit, rights, known, field, &places)).collect()
}

fn origin(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective, field: &Field, places: &[(String, Span)]) -> String {
    match &field.by {
        Some(change) => format!("{}: {}", by_unit(audit, &change.local), freedom(audit, rights, change)),
        None => {
            let role = &audit.corpus.roles[known.role];
            let span = places.iter().find(|(name, _)| *name == field.name).map_or(role.span(), |&(_, span)| span);
            format!("the role{} ({})", layer(audit, role.layer), at(audit, span))
        }
    }
}

/// `, in State framework`, for what does not come from the framework itself.
fn layer(audit: &Audit, number: u16) -> String {
    match audit.corpus.layers.get(usize::from(number)) {
        Some(layer) if number > 0 => format!(", in {}", excerpt(layer.name.as_deref().unwrap_or(&layer.path), CELL)),
        _ => String::new(),
    }
}

fn by_unit(audit: &Audit, local: &Local) -> String {
    let unit = &audit.corpus.units[local.unit];
    format!("{}{} ({})", unit.id(), layer(audit, unit.layer), at(audit, local.span))
}

fn freedom(audit: &Audit, rights: &DecisionRights<'_>, change: &Change) -> String {
    let Some(decision) = change.decision else { return "as the role says".to_owned() };
    let bounds = if change.is_unclear { ", whose bounds are of another kind" } else { "" };
    format!("left loose by the decision {}{bounds}; {}", audit.corpus.decisions[decision].id(), decided(audit, rights, decision))
}

fn decided(audit: &Audit, rights: &DecisionRights<'_>, decision: usize) -> String {
    match rights.decider(decision) {
        Some((actor, _)) => format!("{} decides it", audit.corpus.id_of(actor).value),
        None => "nobody is named who decides it".to_owned(),
    }
}

/// What was said in vain, and why.
fn refused(audit: &Audit, rights: &DecisionRights<'_>, known: &Effective) -> Vec<(String, Vec<String>)> {
    let one = |refused: &crate::analysis::effective::Refused| {
        let local = &refused.local;
        let unit = &audit.corpus.units[local.unit];
        let place = at(audit, local.span);
        let said = format!("{}{} says {}: {} ({place}).", unit.id(), layer(audit, unit.layer), local.field, short(&local.value));
        let by =
            |at: usize, stand: &str| format!("the decision {} {stand}; {}", audit.corpus.decisions[at].id(), decided(audit, rights, at));
        let why = match refused.why {
            Unlawful::Tight(at) => by(at, "is tight"),
            Unlawful::OutOfBounds(at) => {
                let bounds = audit.corpus.decisions[at].bounds.as_ref().map_or_else(String::new, Bounds::words);
                by(at, &format!("leaves only {bounds}"))
            }
            Unlawful::NotLoose => match rights.governing(local.role, &local.field).first() {
                Some(governing) => by(governing.decision, "does not say that it is loose"),
                None => "no decision leaves it to the units".to_owned(),
            },
        };
        let instead = known
            .value(&local.field)
            .map_or_else(|| "Nothing holds here.".to_owned(), |value| format!("What holds here: {}.", short(value)));
        (said, vec![format!("Not lawful: {why}. {instead}")])
    };
    known.refused.iter().map(one).collect()
}

/// A value for a cell: of what has parts, their names.
fn short(value: &Plain) -> String {
    excerpt(&words(value), CELL)
}

fn words(value: &Plain) -> String {
    match value {
        Plain::Nothing => String::new(),
        Plain::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Plain::Number(number) => number.to_string(),
        Plain::Text(text) => text.clone(),
        Plain::List(all) => all.iter().map(words).collect::<Vec<_>>().join(", "),
        Plain::Map(entries) => {
            let one = |(name, value): &(String, Plain)| match value {
                Plain::Map(_) | Plain::List(_) | Plain::Nothing => name.clone(),
                plain => format!("{name}: {}", words(plain)),
            };
            entries.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    }
}

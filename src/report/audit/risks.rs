//! What could break: work that rests on one person, partners that leave, money that ends before the work does. Each
//! table is in the order of what would be harmed. Invents no likelihood: files say what rests on what, not how likely it is.

mod alone;
mod exits;

use super::Material;
use super::found::by_rule;
use crate::model::Item;
use crate::model::Priority;
use crate::render::Document;
use crate::text::figure::percent;
use std::collections::BTreeSet;

/// The chapter.
pub(super) fn risks(material: &Material<'_>, document: &mut Document) {
    if material.audit.corpus.roles.is_empty() {
        return;
    }
    document.heading(2, "Risks");
    let order = match material.alignment.priorities.is_empty() {
        true => "No priority is active, so nothing says what would be harmed most (priorities.ID.status).",
        false => {
            "In each table what harms more of the year's weight stands first: the weights of the active priorities harmed, in percent of all active ones."
        }
    };
    document.paragraph(format!("{order} How likely it is, no file says."));
    alone::people(material, document);
    by_rule(material, &["single-point", "vacant-duty"], "Actions that stand still when one person leaves, or already do:", document);
    exits::partners(material, document);
    exits::money(material, document);
}

/// Names that a cell holds; the others are counted.
const NAMED: usize = 6;

/// The first few names, and how many more there are.
fn few<S: AsRef<str>>(names: &[S]) -> String {
    let named: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Active priorities, and how much of the year they are.
#[derive(Debug, Default)]
struct Harm {
    priorities: BTreeSet<usize>,
}

impl Harm {
    /// The active ones among some.
    fn to(material: &Material<'_>, priorities: impl Iterator<Item = usize>) -> Self {
        let priorities = priorities.filter(|&at| material.audit.corpus.priorities[at].is_active());
        Harm { priorities: priorities.collect() }
    }

    /// Their share of the weight of all active priorities; absent where one of those states none.
    fn weight(&self, material: &Material<'_>) -> Option<f64> {
        let weight = |priority: &Item<Priority>| priority.weight.map(|weight| weight.value);
        let all: Option<f64> = material.facts.work.active().map(|(_, priority)| weight(priority)).sum();
        let harmed: Option<f64> = self.priorities.iter().map(|&at| weight(&material.audit.corpus.priorities[at])).sum();
        harmed.zip(all).filter(|(_, all)| *all > 0.0).map(|(harmed, all)| harmed / all)
    }

    /// The most harm first; where weights are not stated, the most priorities.
    fn order(&self, material: &Material<'_>) -> (i64, usize) {
        let millionths = self.weight(material).map_or(0, |weight| (weight * 1e6).round() as i64);
        (-millionths, usize::MAX - self.priorities.len())
    }

    /// `read-to-learn, strong-start (60 % of the weight)`.
    fn said(&self, material: &Material<'_>) -> String {
        if self.priorities.is_empty() {
            return "none".to_owned();
        }
        let names: Vec<&str> = self.priorities.iter().map(|&at| material.audit.corpus.priorities[at].id()).collect();
        let share = self.weight(material).map_or("weight not stated".to_owned(), |weight| format!("{} % of the weight", percent(weight)));
        format!("{} ({share})", few(&names))
    }
}

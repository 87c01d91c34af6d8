//! Where plan and job descriptions meet: does the role that an action names say that it does the work, and does
//! the action name the role that says so?

use super::Facts;
use super::work::{Act, Duty, Letter, Service};
use crate::model::{Collection, Corpus, Loc};
use rustc_hash::FxHashSet;

/// What the description of a role says about work that an action gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Described {
    /// A responsibility serves the action, or its priority as a whole.
    Served,
    /// None does.
    Hidden,
    /// The role states no responsibilities at all.
    NoDuties,
}

/// Each role that holds A or R in an action, once, and what its description says.
pub fn given<'s>(facts: &Facts<'_>, act: &'s Act<'_>) -> Vec<(&'s Letter, Described)> {
    let mut all: Vec<(&Letter, Described)> = Vec::new();
    let mut seen = FxHashSet::default();
    for held in act.holding("AR").filter(|held| held.actor.collection() == Collection::Roles) {
        // A role that holds both letters of one action is one case, not two.
        if !seen.insert(held.actor) {
            continue;
        }
        let role = held.actor.index();
        let described = match facts.corpus.roles[role].responsibilities.is_empty() {
            true => Described::NoDuties,
            false if facts.work.role_serves(role, act) => Described::Served,
            false => Described::Hidden,
        };
        all.push((held, described));
    }
    all
}

/// What an action says about a responsibility that serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// The role, or a committee it sits on, holds A or R.
    Given,
    /// Others do.
    NotGiven,
    /// The action names nobody at all.
    NoLetters,
    /// It gives nobody A or R.
    NobodyActs,
}

/// Whether an action gives the work to the role whose responsibility serves it.
pub fn claimed(corpus: &Corpus, duty: &Duty<'_>, act: &Act<'_>) -> Named {
    let role = Loc::item(Collection::Roles, duty.role);
    match act.entry.value.raci {
        None => Named::NoLetters,
        Some(_) if act.holding("AR").next().is_none() => Named::NobodyActs,
        Some(_) if act.holding("AR").any(|held| held.actor == role || sits_on(corpus, held.actor, role)) => Named::Given,
        Some(_) => Named::NotGiven,
    }
}

/// Every responsibility that serves an action of the priority, with that action, each pair once.
pub fn claims<'f, 'a>(facts: &'f Facts<'a>, priority: usize) -> Vec<(&'f Service, &'f Act<'a>)> {
    let acts = facts.work.acts_of(priority);
    // The responsibility and the shared duty behind it may both name the action.
    let mut seen = FxHashSet::default();
    let serving = facts.work.serving_priority(priority).filter(|service| seen.insert((service.duty, service.target)));
    serving.filter_map(|service| Some((service, acts.get(service.target.nested_index()?)?))).collect()
}

/// Whether a role has a seat on a committee, or chairs it.
fn sits_on(corpus: &Corpus, committee: Loc, role: Loc) -> bool {
    committee.collection() == Collection::Committees && {
        let committee = &corpus.committees[committee.index()];
        let chairs = committee.chair.as_ref().is_some_and(|chair| chair.to == Some(role));
        chairs || committee.seats.iter().any(|seat| seat.key.to == Some(role))
    }
}

//! Who carries which priority: roles × priorities, both sides of the same work, and the chain from the
//! system to the classroom.

use super::Audit;
use crate::analysis::Facts;
use crate::analysis::chain::Chain;
use crate::model::{Collection, Loc};

/// Where a role meets a priority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Whether the role owns the priority.
    pub owns: bool,
    /// The letters it holds in the priority's actions, each once, in the order A, R, C, I.
    pub letters: String,
    /// How many of its responsibilities serve the priority or one of its actions.
    pub duties: usize,
    /// Actions that give it A or R and that none of its responsibilities serves.
    pub hidden: Vec<String>,
    /// Its responsibilities that serve an action that does not give it A or R.
    pub unclaimed: Vec<String>,
}

impl Meeting {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        !self.owns && self.letters.is_empty() && self.duties == 0
    }
}

/// One role or committee and its meeting with each priority.
#[derive(Clone, Debug)]
pub struct Row {
    /// The role or committee.
    pub actor: Loc,
    /// One for each of [`Alignment::priorities`].
    pub meetings: Vec<Meeting>,
}

/// The whole picture.
#[derive(Debug)]
pub struct Alignment {
    /// The priorities shown, as positions in the corpus.
    pub priorities: Vec<usize>,
    /// Every role, then every committee that is named in a RACI row or serves something.
    pub rows: Vec<Row>,
    /// The chain of each priority shown; absent where there is nothing to join.
    pub chains: Vec<(usize, Option<Chain>)>,
}

impl Alignment {
    /// The active priorities, or with `all` every priority.
    pub fn of(audit: &Audit, all: bool) -> Alignment {
        let facts = audit.facts();
        let shown = audit.corpus.priorities.iter().enumerate().filter(|(_, priority)| all || priority.is_active());
        let priorities: Vec<usize> = shown.map(|(at, _)| at).collect();
        let roles = (0..audit.corpus.roles.len()).map(|at| Loc::item(Collection::Roles, at));
        let committees = (0..audit.corpus.committees.len()).map(|at| Loc::item(Collection::Committees, at));
        let row = |actor: Loc| Row { actor, meetings: priorities.iter().map(|&priority| meeting(&facts, actor, priority)).collect() };
        let mut rows: Vec<Row> = roles.map(row).collect();
        rows.extend(committees.map(row).filter(|row| row.meetings.iter().any(|meeting| !meeting.is_empty())));
        let chains = priorities.iter().map(|&priority| (priority, Chain::of(&facts, priority))).collect();
        Alignment { priorities, rows, chains }
    }
}

fn meeting(facts: &Facts<'_>, actor: Loc, priority: usize) -> Meeting {
    let item = &facts.corpus.priorities[priority];
    let owns = item.owner.as_ref().and_then(|owner| owner.to) == Some(actor);
    let mut meeting = Meeting { owns, ..Meeting::default() };
    for letter in ['A', 'R', 'C', 'I'] {
        if facts.work.acts_of(priority).iter().any(|act| act.letters.iter().any(|held| held.letter == letter && held.actor == actor)) {
            meeting.letters.push(letter);
        }
    }
    match actor.collection() {
        Collection::Roles => role_side(facts, actor, priority, &mut meeting),
        _ => {
            let serves = &facts.corpus.committees[actor.index()].serves;
            meeting.duties = serves.iter().filter(|served| served.to.is_some_and(|to| to.index() == priority)).count();
        }
    }
    meeting
}

/// What the role's own description says, and where the two sides disagree.
fn role_side(facts: &Facts<'_>, actor: Loc, priority: usize, meeting: &mut Meeting) {
    let role = actor.index();
    let mut serving: Vec<usize> = Vec::new();
    for service in facts.work.serving_priority(priority).filter(|service| service.role == role) {
        if !serving.contains(&service.duty) {
            serving.push(service.duty);
        }
        let action =
            service.target.nested_index().and_then(|_| facts.work.acts_of(priority).iter().find(|act| act.loc() == service.target));
        if let Some(act) = action
            && act.entry.value.raci.is_some()
            && !act.gives("AR", actor)
        {
            meeting.unclaimed.push(facts.work.duties[service.duty].entry.id().to_owned());
        }
    }
    meeting.duties = serving.len();
    let states_duties = !facts.corpus.roles[role].responsibilities.is_empty();
    for act in facts.work.acts_of(priority) {
        if states_duties && act.gives("AR", actor) && !facts.work.role_serves(role, act) {
            meeting.hidden.push(act.entry.id().to_owned());
        }
    }
}

//! Who carries which priority: roles × priorities, both sides of the same work, and the chain from the
//! system to the classroom.

use super::Audit;
use super::shown::Shown;
use crate::analysis::Facts;
use crate::analysis::chain::Chain;
use crate::analysis::two_sides::{Described, Named, claimed, claims, given};
use crate::model::{Collection, Loc};
use rustc_hash::FxHashMap;

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
    /// The roles shown, then the committees shown that are named in a RACI row or serve something.
    pub rows: Vec<Row>,
    /// The chain of each priority shown; absent where there is nothing to join.
    pub chains: Vec<(usize, Option<Chain>)>,
}

impl Alignment {
    /// Of the priorities, roles and committees that are shown.
    pub fn of(audit: &Audit, shown: &Shown) -> Alignment {
        let facts = audit.facts();
        let priorities: Vec<usize> = (0..audit.corpus.priorities.len()).filter(|&at| shown.priority(&audit.corpus, at)).collect();
        let roles = (0..audit.corpus.roles.len()).filter(|&at| shown.role(&facts, at)).map(|at| Loc::item(Collection::Roles, at));
        let committees = (0..audit.corpus.committees.len()).filter(|&at| shown.committee(&facts, at));
        let committees = committees.map(|at| Loc::item(Collection::Committees, at));
        let sides: Vec<Sides> = priorities.iter().map(|&priority| Sides::of(&facts, priority)).collect();
        let row = |actor: Loc| {
            let met = priorities.iter().zip(&sides).map(|(&priority, sides)| meeting(&facts, actor, priority, sides));
            Row { actor, meetings: met.collect() }
        };
        let mut rows: Vec<Row> = roles.map(row).collect();
        rows.extend(committees.map(row).filter(|row| row.meetings.iter().any(|meeting| !meeting.is_empty())));
        let chains = priorities.iter().map(|&priority| (priority, Chain::of(&facts, priority))).collect();
        Alignment { priorities, rows, chains }
    }
}

/// Where plan and job descriptions of one priority disagree, by role.
#[derive(Default)]
struct Sides {
    hidden: FxHashMap<usize, Vec<String>>,
    unclaimed: FxHashMap<usize, Vec<String>>,
}

impl Sides {
    fn of(facts: &Facts<'_>, priority: usize) -> Self {
        let mut sides = Sides::default();
        for act in facts.work.acts_of(priority) {
            for (held, _) in given(facts, act).into_iter().filter(|(_, described)| *described == Described::Hidden) {
                sides.hidden.entry(held.actor.index()).or_default().push(act.entry.id().to_owned());
            }
        }
        for (service, act) in claims(facts, priority) {
            let duty = &facts.work.duties[service.duty];
            if claimed(facts.corpus, duty, act) == Named::NotGiven {
                sides.unclaimed.entry(service.role).or_default().push(duty.entry.id().to_owned());
            }
        }
        sides
    }
}

fn meeting(facts: &Facts<'_>, actor: Loc, priority: usize, sides: &Sides) -> Meeting {
    let item = &facts.corpus.priorities[priority];
    let owns = item.owner.as_ref().and_then(|owner| owner.to) == Some(actor);
    let mut meeting = Meeting { owns, ..Meeting::default() };
    for letter in ['A', 'R', 'C', 'I'] {
        if facts.work.acts_of(priority).iter().any(|act| act.letters.iter().any(|held| held.letter == letter && held.actor == actor)) {
            meeting.letters.push(letter);
        }
    }
    match actor.collection() {
        Collection::Roles => {
            let mut serving: Vec<usize> =
                facts.work.serving_priority(priority).filter(|s| s.role == actor.index()).map(|service| service.duty).collect();
            serving.sort_unstable();
            serving.dedup();
            meeting.duties = serving.len();
            meeting.hidden = sides.hidden.get(&actor.index()).cloned().unwrap_or_default();
            meeting.unclaimed = sides.unclaimed.get(&actor.index()).cloned().unwrap_or_default();
        }
        _ => {
            let serves = &facts.corpus.committees[actor.index()].serves;
            meeting.duties = serves.iter().filter(|served| served.to.is_some_and(|to| to.index() == priority)).count();
        }
    }
    meeting
}

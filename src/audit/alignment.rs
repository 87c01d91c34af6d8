//! Who carries which priority: roles × priorities, both sides of the same work, and the chain from the
//! system to the classroom.

use super::Audit;
use super::shown::Shown;
use crate::analysis::Facts;
use crate::analysis::chain::Chain;
use crate::analysis::two_sides::{Described, Named, claimed, claims, given};
use crate::model::{Collection, Loc};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

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

/// One role or committee and the priorities it meets.
#[derive(Clone, Debug)]
pub struct Row {
    /// The role or committee.
    pub actor: Loc,
    /// Where there is anything to show, by position in [`Alignment::priorities`], in their order. Most roles have
    /// nothing to do with most priorities, and what is nothing takes no room.
    pub met: Vec<(usize, Meeting)>,
}

impl Row {
    /// The meetings with the first so many priorities, one for each.
    pub fn meetings(&self, priorities: usize) -> impl Iterator<Item = &Meeting> {
        let mut met = self.met.iter().peekable();
        (0..priorities).map(move |at| met.next_if(|(with, _)| *with == at).map_or(&NOTHING, |(_, meeting)| meeting))
    }
}

/// Where a role and a priority have nothing to do with one another.
static NOTHING: Meeting = Meeting { owns: false, letters: String::new(), duties: 0, hidden: Vec::new(), unclaimed: Vec::new() };

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
        let mut met = Met::default();
        priorities.iter().enumerate().for_each(|(at, &priority)| met.with(&facts, at, priority));
        let mut of = |actor: Loc| Row { actor, met: met.of(actor) };
        let mut rows: Vec<Row> = roles.map(&mut of).collect();
        rows.extend(committees.map(of).filter(|row| !row.met.is_empty()));
        let chains = priorities.iter().map(|&priority| (priority, Chain::of(&facts, priority))).collect();
        Alignment { priorities, rows, chains }
    }
}

/// Who meets which of the priorities, found from what each priority says and from what serves it.
#[derive(Default)]
struct Met(FxHashMap<Loc, BTreeMap<usize, Meeting>>);

impl Met {
    fn at(&mut self, actor: Loc, at: usize) -> &mut Meeting {
        self.0.entry(actor).or_default().entry(at).or_default()
    }

    /// Takes what there is to show of an actor, in the order of the priorities.
    fn of(&mut self, actor: Loc) -> Vec<(usize, Meeting)> {
        let all = self.0.remove(&actor).into_iter().flatten();
        all.filter(|(_, meeting)| !meeting.is_empty()).collect()
    }

    fn with(&mut self, facts: &Facts<'_>, at: usize, priority: usize) {
        if let Some(owner) = facts.corpus.priorities[priority].owner.as_ref().and_then(|owner| owner.to) {
            self.at(owner, at).owns = true;
        }
        self.named(facts, at, priority);
        self.serving(facts, at, priority);
    }

    /// Those whom the plan names, and whose descriptions do not know of it.
    fn named(&mut self, facts: &Facts<'_>, at: usize, priority: usize) {
        for letter in ['A', 'R', 'C', 'I'] {
            let acts = facts.work.acts_of(priority).iter();
            for held in acts.flat_map(|act| &act.letters).filter(|held| held.letter == letter) {
                let letters = &mut self.at(held.actor, at).letters;
                if !letters.ends_with(letter) {
                    letters.push(letter);
                }
            }
        }
        for act in facts.work.acts_of(priority) {
            for (held, _) in given(facts, act).into_iter().filter(|(_, described)| *described == Described::Hidden) {
                self.at(held.actor, at).hidden.push(act.entry.id().to_owned());
            }
        }
    }

    /// Those who say that they serve it, and whom the plan does not name.
    fn serving(&mut self, facts: &Facts<'_>, at: usize, priority: usize) {
        let mut serving: Vec<(usize, usize)> = facts.work.serving_priority(priority).map(|service| (service.role, service.duty)).collect();
        serving.sort_unstable();
        serving.dedup();
        for (role, _) in serving {
            self.at(Loc::item(Collection::Roles, role), at).duties += 1;
        }
        for (service, act) in claims(facts, priority) {
            let duty = &facts.work.duties[service.duty];
            if claimed(facts.corpus, duty, act) == Named::NotGiven {
                self.at(Loc::item(Collection::Roles, service.role), at).unclaimed.push(duty.entry.id().to_owned());
            }
        }
        let to = Loc::item(Collection::Priorities, priority);
        for edge in facts.corpus.edges_to(to).filter(|edge| edge.from.collection() == Collection::Committees && edge.field == "serves") {
            self.at(edge.from.whole(), at).duties += 1;
        }
    }
}

//! The two sides of the same work: whom an action names (RACI), and which responsibilities serve it.

use crate::model::{Collection, Corpus, Entry, Id, Item, Loc, Priority, Ranges, Ref, Requires, Responsibility, Role, Text, target};
use crate::text::Span;
use rayon::prelude::*;
use std::cmp::Ordering;

/// One responsibility, with what a shared duty says filled in.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    /// Position of the role in the corpus.
    pub role: usize,
    /// Position of the responsibility in the role.
    pub index: usize,
    /// Its id and what it says itself.
    pub entry: &'a Entry<Id, Responsibility>,
    /// What is done: its own words, else the shared duty's.
    pub does: Option<&'a Text>,
    /// The outcome: its own, else the shared duty's.
    pub so_that: Option<&'a Text>,
    /// The shared duty it is.
    pub shared: Option<&'a Item<crate::model::Duty>>,
}

impl<'a> Duty<'a> {
    /// What it serves: its own references and the shared duty's.
    pub fn serves(&self) -> impl Iterator<Item = &'a Ref<target::Work>> {
        served(&self.entry.value, self.shared.map(|duty| &duty.body))
    }

    /// What it asks for; only a shared duty says.
    pub fn requires(&self) -> Option<&'a Requires> {
        self.shared.and_then(|duty| duty.requires.as_ref())
    }

    /// Whether it stands whatever the year's priorities.
    pub fn is_core(&self) -> bool {
        self.entry.value.core.is_some_and(|core| core.value)
    }

    /// Whether it is meant to be shared: said so, or written once as a duty.
    pub fn is_shared(&self) -> bool {
        self.shared.is_some() || self.entry.value.shared.is_some_and(|shared| shared.value)
    }

    /// Where it is written.
    pub fn loc(&self) -> Loc {
        Loc::item(Collection::Roles, self.role).nested(self.index)
    }

    /// Where its id is written.
    pub fn span(&self) -> Span {
        self.entry.span()
    }
}

/// What a responsibility serves: its own references and those of the shared duty it is.
pub fn served<'a>(own: &'a Responsibility, shared: Option<&'a crate::model::Duty>) -> impl Iterator<Item = &'a Ref<target::Work>> {
    own.serves.iter().chain(shared.into_iter().flat_map(|duty| duty.serves.iter()))
}

/// A responsibility serving a priority or an action.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Position in [`Work::duties`].
    pub duty: usize,
    /// The role.
    pub role: usize,
    /// What is served: a priority, or one of its actions.
    pub target: Loc,
    /// Where that is said.
    pub span: Span,
}

/// A letter of a RACI row.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// A, R, C or I.
    pub letter: char,
    /// The role or committee it is given to.
    pub actor: Loc,
    /// Where.
    pub span: Span,
}

/// An action and whom it names.
#[derive(Debug)]
pub struct Act<'a> {
    /// The priority's position.
    pub priority: usize,
    /// The action's position in the priority.
    pub index: usize,
    /// The action.
    pub entry: &'a Entry<Id, crate::model::Action>,
    /// The letters whose actors exist, in the order A, R, C, I.
    pub letters: Vec<Letter>,
}

impl Act<'_> {
    /// Where it is.
    pub fn loc(&self) -> Loc {
        Loc::item(Collection::Priorities, self.priority).nested(self.index)
    }

    /// Those who hold one of `letters`.
    pub fn holding<'s>(&'s self, letters: &'s str) -> impl Iterator<Item = &'s Letter> {
        self.letters.iter().filter(move |held| letters.contains(held.letter))
    }

    /// Whether `actor` holds one of `letters`.
    pub fn gives(&self, letters: &str, actor: Loc) -> bool {
        self.holding(letters).any(|held| held.actor == actor)
    }
}

/// All the work of a framework, from both sides.
#[derive(Debug)]
pub struct Work<'a> {
    corpus: &'a Corpus,
    /// Every responsibility, by role.
    pub duties: Vec<Duty<'a>>,
    /// Every action, by priority.
    pub acts: Vec<Act<'a>>,
    /// Every service, by duty.
    pub services: Vec<Service>,
    /// Which duties are each role's, and which actions each priority's.
    duties_by_role: Ranges,
    acts_by_priority: Ranges,
    /// Positions in `services`, by what is served.
    serving: Vec<u32>,
    /// The level of each role, 0 the highest.
    ranks: Vec<Option<usize>>,
    /// Whether the framework itself has roles at each level.
    peopled: Vec<bool>,
}

impl<'a> Work<'a> {
    /// Reads both sides.
    pub fn new(corpus: &'a Corpus) -> Self {
        let (duties, acts) = rayon::join(|| duties(corpus), || acts(corpus));
        let rank = |role: &Item<Role>| role.level.as_ref().and_then(|level| corpus.level_rank(level));
        let ((services, serving), ranks) = rayon::join(|| services(&duties), || corpus.roles.iter().map(rank).collect());
        let mut work = Work {
            corpus,
            duties_by_role: Ranges::of(corpus.roles.len(), duties.iter().map(|duty| duty.role)),
            acts_by_priority: Ranges::of(corpus.priorities.len(), acts.iter().map(|act| act.priority)),
            duties,
            acts,
            services,
            serving,
            ranks,
            peopled: vec![false; corpus.settings.level_names().len()],
        };
        for (role, rank) in corpus.roles.iter().zip(&work.ranks) {
            if let Some(rank) = rank.filter(|_| role.is_own()) {
                work.peopled[rank] = true;
            }
        }
        work
    }

    /// The level a role works at, 0 the highest; absent where it states none.
    pub fn rank_of(&self, role: usize) -> Option<usize> {
        self.ranks[role]
    }

    /// Whether any of the framework's own roles works at a level.
    pub fn has_roles_at(&self, rank: usize) -> bool {
        self.peopled.get(rank).copied().unwrap_or(false)
    }

    /// The positions of a role's responsibilities in [`Work::duties`].
    pub fn positions_of(&self, role: usize) -> std::ops::Range<usize> {
        self.duties_by_role.get(role)
    }

    /// The responsibilities of a role.
    pub fn duties_of(&self, role: usize) -> impl Iterator<Item = &Duty<'a>> {
        self.duties[self.duties_by_role.get(role)].iter()
    }

    /// The actions of a priority.
    pub fn acts_of(&self, priority: usize) -> &[Act<'a>] {
        &self.acts[self.acts_by_priority.get(priority)]
    }

    /// Responsibilities that serve exactly this priority or action.
    pub fn serving(&self, target: Loc) -> impl Iterator<Item = &Service> {
        self.served(move |other| other.cmp(&target))
    }

    /// Responsibilities that serve a priority or any of its actions.
    pub fn serving_priority(&self, priority: usize) -> impl Iterator<Item = &Service> {
        let target = Loc::item(Collection::Priorities, priority);
        self.served(move |other| other.whole().cmp(&target))
    }

    /// Services whose target `compare` finds equal; it must agree with the order of targets.
    fn served(&self, compare: impl Fn(Loc) -> Ordering) -> impl Iterator<Item = &Service> {
        self.serving_positions(compare).iter().map(|&at| &self.services[at as usize])
    }

    fn serving_positions(&self, compare: impl Fn(Loc) -> Ordering) -> &[u32] {
        let target = |at: &u32| self.services[*at as usize].target;
        let start = self.serving.partition_point(|at| compare(target(at)) == Ordering::Less);
        let rest = &self.serving[start..];
        &rest[..rest.partition_point(|at| compare(target(at)) == Ordering::Equal)]
    }

    /// Whether a responsibility of `role` serves the action, or the priority as a whole.
    pub fn role_serves(&self, role: usize, act: &Act<'_>) -> bool {
        // Services stand in the order of duties, and duties in that of roles.
        let is_among = |target: Loc| {
            let serving = self.serving_positions(move |other| other.cmp(&target));
            serving.binary_search_by_key(&role, |&at| self.services[at as usize].role).is_ok()
        };
        is_among(act.loc()) || is_among(act.loc().whole())
    }

    /// The roles engaged in a priority: holding A or R in one of its actions, owning it, or serving it.
    pub fn engaged(&self, priority: usize) -> Vec<usize> {
        let item: &Item<Priority> = &self.corpus.priorities[priority];
        let named = self.acts_of(priority).iter().flat_map(|act| act.holding("AR")).map(|letter| letter.actor);
        let named = named.chain(item.owner.as_ref().and_then(|owner| owner.to));
        let named = named.filter(|actor| actor.collection() == Collection::Roles).map(Loc::index);
        let mut all: Vec<usize> = named.chain(self.serving_priority(priority).map(|service| service.role)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The priorities in force.
    pub fn active(&self) -> impl Iterator<Item = (usize, &'a Item<Priority>)> {
        self.corpus.priorities.iter().enumerate().filter(|(_, priority)| priority.is_active())
    }
}

fn duties(corpus: &Corpus) -> Vec<Duty<'_>> {
    let roles = corpus.roles.par_iter().enumerate();
    roles
        .flat_map_iter(|(role, item)| item.responsibilities.iter().enumerate().map(move |(index, entry)| duty(corpus, role, index, entry)))
        .collect()
}

fn duty<'a>(corpus: &'a Corpus, role: usize, index: usize, entry: &'a Entry<Id, Responsibility>) -> Duty<'a> {
    let named = entry.value.duty.as_ref().and_then(|duty| duty.to);
    let shared = named.map(|loc| &corpus.duties[loc.index()]);
    let does = entry.value.does.as_ref().or(shared.and_then(|duty| duty.does.as_ref()));
    let so_that = entry.value.so_that.as_ref().or(shared.and_then(|duty| duty.so_that.as_ref()));
    Duty { role, index, entry, does, so_that, shared }
}

/// Every service by duty, and their positions by what is served.
fn services(duties: &[Duty<'_>]) -> (Vec<Service>, Vec<u32>) {
    let each = duties.par_iter().enumerate().flat_map_iter(|(at, duty)| {
        let followed = duty.serves().filter_map(|served| Some((served.to?, served.span)));
        followed.map(move |(target, span)| Service { duty: at, role: duty.role, target, span })
    });
    let services: Vec<Service> = each.collect();
    let mut serving: Vec<(Loc, u32)> = services.iter().map(|service| service.target).zip(0..).collect();
    serving.par_sort_unstable();
    (services, serving.into_iter().map(|(_, at)| at).collect())
}

fn acts(corpus: &Corpus) -> Vec<Act<'_>> {
    let priorities = corpus.priorities.par_iter().enumerate();
    priorities
        .flat_map_iter(|(priority, item)| item.actions.iter().enumerate().map(move |(index, entry)| act(priority, index, entry)))
        .collect()
}

fn act(priority: usize, index: usize, entry: &Entry<Id, crate::model::Action>) -> Act<'_> {
    let mut letters = Vec::new();
    for (letter, actors) in entry.value.raci.iter().flat_map(|raci| raci.letters()) {
        let known = actors.iter().filter_map(|actor| Some((actor.to?, actor.span)));
        letters.extend(known.map(|(actor, span)| Letter { letter, actor, span }));
    }
    Act { priority, index, entry, letters }
}

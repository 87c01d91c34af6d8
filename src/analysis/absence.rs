//! What if nobody held a role? What stops, what goes on because somebody else can do it, and what the files do
//! not tell. A person who also holds another role stays in that one; a backup steps in only if somebody holds it.

use super::Facts;
use super::bench::{Bench, Resilience, Unknown, doers};
use super::committees::sitting;
use super::coverage::coach_role;
use super::relations::{Node, Part};
use super::work::Act;
use crate::model::{Collection, Committee, Corpus, Item, Loc};
use crate::text::{Exact, Span};
use std::collections::BTreeMap;

/// What a role is there for, in the order people ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Owning a priority.
    Owns,
    /// Answering for an action (A).
    Answers,
    /// Doing an action (R).
    Does,
    /// Collecting a measure.
    Collects,
    /// Chairing a committee.
    Chairs,
    /// Filling seats, so that a committee can decide.
    Sits,
    /// Deciding.
    Decides,
    /// Agreeing before something is decided.
    Agrees,
    /// Coaching people in a role.
    Coaches,
    /// Judging evidence.
    Judges,
    /// Stepping in for another role.
    StepsIn,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nobody else can.
    Stops,
    /// The backup can; how many people hold it, up to [`super::bench::ENOUGH`].
    Backup(usize, usize),
    /// Others named for it can; how many people with what it requires, their backups included.
    Others(usize),
    /// Another role is named for it too.
    AlsoNamed(usize),
    /// So many of all its seats are still filled, enough to decide.
    Seats(u64, u64),
    /// So many are, and too few.
    NoQuorum(u64, u64),
    /// The field that would tell.
    Unknown(&'static str),
}

impl Fate {
    /// Whether it goes on: met, not met, or not assessed.
    pub fn goes_on(self) -> Option<bool> {
        match self {
            Fate::Stops | Fate::NoQuorum(..) => Some(false),
            Fate::Backup(..) | Fate::Others(_) | Fate::AlsoNamed(_) | Fate::Seats(..) => Some(true),
            Fate::Unknown(_) => None,
        }
    }
}

/// One thing a role is there for.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What kind of thing.
    pub duty: Duty,
    /// What it is about: an action, a priority, a role that is coached …
    pub about: Node,
    /// How many people it touches, where that is counted.
    pub people: Option<u32>,
    /// What becomes of it.
    pub fate: Fate,
    /// Where it is given to the role.
    pub span: Span,
}

/// Everything that would change.
#[derive(Debug)]
pub struct Absence {
    /// The role.
    pub role: usize,
    /// How many hold it today; absent where that is not stated.
    pub heads: Option<u32>,
    /// In how many units.
    pub units: usize,
    /// What it is there for, in the order of [`Duty`], then by address.
    pub effects: Vec<Effect>,
    /// The people able to do each of its actions, today and without it, where both are known.
    pub benches: Vec<(usize, usize)>,
    /// Its actions whose people are not known.
    pub unknown: usize,
}

impl Absence {
    /// Looks at everything that names the role.
    pub fn of(facts: &Facts<'_>, role: usize) -> Self {
        let posts = facts.people.posts_of(role).filter(|post| post.heads != Some(0)).count();
        let mut look = Look { facts, corpus: facts.corpus, bench: Bench::new(facts), role, effects: Vec::new() };
        look.priorities();
        look.actions();
        look.committees();
        look.decisions();
        look.coaching();
        look.judging();
        look.stepping_in();
        let (benches, unknown) = look.benches();
        let mut effects = look.effects;
        effects.sort_by_key(|effect| (effect.duty, effect.about, effect.span));
        effects.dedup_by_key(|effect| (effect.duty, effect.about));
        Absence { role, heads: facts.people.heads(role), units: posts, effects, benches, unknown }
    }

    /// Resilience of the role's actions, today and without it; absent where none is known.
    pub fn resilience(&self) -> Option<(Resilience, Resilience)> {
        let (today, without): (Vec<usize>, Vec<usize>) = self.benches.iter().copied().unzip();
        Resilience::of(&today).zip(Resilience::of(&without))
    }
}

struct Look<'a, 'f> {
    facts: &'f Facts<'a>,
    corpus: &'a Corpus,
    bench: Bench<'a, 'f>,
    role: usize,
    effects: Vec<Effect>,
}

impl<'a> Look<'a, '_> {
    fn add(&mut self, duty: Duty, about: impl Into<Node>, span: Span, fate: Fate) {
        self.effects.push(Effect { duty, about: about.into(), people: None, fate, span });
    }

    fn is_it(&self, to: Option<Loc>) -> bool {
        to == Some(Loc::item(Collection::Roles, self.role))
    }

    /// Whether the backup can step in where the work is.
    fn backup(&self, place: Option<usize>) -> Fate {
        let Some(backup) = self.corpus.roles[self.role].backup.as_ref().and_then(|backup| backup.to) else { return Fate::Stops };
        match self.bench.heads(backup.index(), place) {
            Ok(0) => Fate::Stops,
            Ok(people) => Fate::Backup(backup.index(), people),
            Err(Unknown::NotCounted) => Fate::Unknown("units.ID.staff.ID.count"),
            Err(_) => Fate::Unknown("units.ID.staff"),
        }
    }

    fn priorities(&mut self) {
        for (at, priority) in self.facts.work.active() {
            let item = Loc::item(Collection::Priorities, at);
            let place = priority.place.as_ref().and_then(|place| place.to).map(Loc::index);
            if let Some(owner) = priority.owner.as_ref().filter(|owner| self.is_it(owner.to)) {
                self.add(Duty::Owns, item, owner.span, self.backup(place));
            }
            for (index, measure) in priority.measures.iter().enumerate() {
                if let Some(by) = measure.value.collected_by.as_ref().filter(|by| self.is_it(by.to)) {
                    self.add(Duty::Collects, Node::part(item, Part::Measure(index as u32)), by.span, self.backup(place));
                }
            }
        }
    }

    fn acts(&self) -> Vec<&Act<'a>> {
        let me = Loc::item(Collection::Roles, self.role);
        self.bench.acts().filter(|act| act.gives("AR", me)).collect()
    }

    fn actions(&mut self) {
        let me = Loc::item(Collection::Roles, self.role);
        let mut found = Vec::new();
        for act in self.acts() {
            let place = self.bench.place(act);
            for held in act.holding("AR").filter(|held| held.actor == me) {
                let other = act.holding("A").find(|other| held.letter == 'A' && other.actor != me);
                match (held.letter, other) {
                    ('A', Some(other)) if other.actor.collection() == Collection::Roles => {
                        found.push((Duty::Answers, act.loc(), held.span, Fate::AlsoNamed(other.actor.index())));
                    }
                    ('A', _) => found.push((Duty::Answers, act.loc(), held.span, self.backup(place))),
                    _ => found.push((Duty::Does, act.loc(), held.span, self.doing(act, place))),
                }
            }
        }
        for (duty, about, span, fate) in found {
            self.add(duty, about, span, fate);
        }
    }

    /// Who is left to do an action.
    fn doing(&self, act: &Act<'_>, place: Option<usize>) -> Fate {
        match self.bench.cover_without(act, Some(self.role)) {
            Ok(cover) if cover.people() == 0 => Fate::Stops,
            Ok(cover) if cover.qualified == 0 => match self.backup(place) {
                Fate::Stops => Fate::Others(cover.people()),
                backup => backup,
            },
            Ok(cover) => Fate::Others(cover.people()),
            Err(Unknown::NotCounted) => Fate::Unknown("units.ID.staff.ID.count"),
            // Nobody is listed anywhere, but where nobody else is named, nobody is left.
            Err(_) if doers(act).len() == 1 && self.corpus.roles[self.role].backup.is_none() => Fate::Stops,
            Err(_) => Fate::Unknown("units.ID.staff"),
        }
    }

    fn benches(&self) -> (Vec<(usize, usize)>, usize) {
        let acts = self.acts();
        let known: Vec<(usize, usize)> = acts
            .iter()
            .filter_map(|act| {
                let (today, without) = (self.bench.cover(act).ok()?, self.bench.cover_without(act, Some(self.role)).ok()?);
                Some((today.people(), without.people()))
            })
            .collect();
        let unknown = acts.len() - known.len();
        (known, unknown)
    }

    fn committees(&mut self) {
        for (at, committee) in sitting(self.facts) {
            let item = Loc::item(Collection::Committees, at);
            let place = super::committees::place(committee);
            if let Some(chair) = committee.chair.as_ref().filter(|chair| self.is_it(chair.to)) {
                self.add(Duty::Chairs, item, chair.span, self.backup(place));
            }
            if let Some(seat) = committee.seats.iter().find(|seat| self.is_it(seat.key.to)) {
                self.add(Duty::Sits, item, seat.key.span, self.seats(committee));
            }
        }
    }

    /// Whether a committee could still decide with the seats of the role empty.
    fn seats(&self, committee: &Item<Committee>) -> Fate {
        let count = |mine: bool| {
            let seats = committee.seats.iter().filter(|seat| !mine || self.is_it(seat.key.to));
            seats.map(|seat| u64::from(seat.value.value.0)).sum::<u64>()
        };
        let (all, mine) = (count(false), count(true));
        let left = all - mine;
        match committee.quorum {
            _ if left == 0 => Fate::NoQuorum(left, all),
            Some(quorum) if Exact::from(left) < quorum.value.share() * all => Fate::NoQuorum(left, all),
            Some(_) => Fate::Seats(left, all),
            None => Fate::Unknown("committees.ID.quorum"),
        }
    }

    fn decisions(&mut self) {
        for (at, decision) in self.corpus.decisions.iter().enumerate() {
            let item = Loc::item(Collection::Decisions, at);
            if let Some(decider) = decision.decider.as_ref().filter(|decider| self.is_it(decider.to)) {
                self.add(Duty::Decides, item, decider.span, self.backup(None));
            }
            if let Some(agrees) = decision.agrees.iter().find(|agrees| self.is_it(agrees.to)) {
                self.add(Duty::Agrees, item, agrees.span, self.backup(None));
            }
        }
    }

    /// People whose post names the role as their coach; for roles no post of which names anyone, the role itself.
    fn coaching(&mut self) {
        let corpus = self.corpus;
        let mut coached: BTreeMap<usize, (Vec<&super::people::Post>, Span)> = BTreeMap::new();
        let mut said: Vec<bool> = vec![false; corpus.roles.len()];
        for post in &self.facts.people.posts {
            let Some(staff) = corpus.units[post.unit].staff.get(post.entry) else { continue };
            let Some(by) = &staff.value.detail.coached_by else { continue };
            said[post.role] = true;
            if by.to.and_then(|to| coach_role(corpus, to, &by.text)) == Some(self.role) && post.heads != Some(0) {
                coached.entry(post.role).or_insert((Vec::new(), by.span)).0.push(post);
            }
        }
        for (role, (posts, span)) in coached {
            let people = self.facts.people.count(posts);
            let about = Node::from(Loc::item(Collection::Roles, role));
            self.effects.push(Effect { duty: Duty::Coaches, about, people, fate: self.coach_instead(role), span });
        }
        for (role, span) in self.meant_to_be_coached() {
            if !said[role] {
                let about = Node::from(Loc::item(Collection::Roles, role));
                let people = self.facts.people.heads(role);
                self.effects.push(Effect { duty: Duty::Coaches, about, people, fate: self.other_coach(role), span });
            }
        }
    }

    fn meant_to_be_coached(&self) -> Vec<(usize, Span)> {
        let own = self.corpus.roles[self.role].coaches.iter().flat_map(|coaches| coaches.roles.iter());
        let mut all: Vec<(usize, Span)> = own.filter_map(|role| Some((role.to?.index(), role.span))).collect();
        for (at, role) in self.corpus.roles.iter().enumerate() {
            all.extend(role.supported_by.iter().filter(|by| self.is_it(by.to)).map(|by| (at, by.span)));
        }
        all
    }

    fn other_coach(&self, coached: usize) -> Fate {
        let others = self.corpus.roles[coached].supported_by.iter().filter_map(|by| by.to).map(Loc::index);
        let held = others.filter(|&other| other != self.role).find(|&other| self.facts.people.heads(other).is_none_or(|heads| heads > 0));
        held.map_or_else(|| self.coach_instead(coached), Fate::AlsoNamed)
    }

    /// The backup, unless it is the very role that is coached.
    fn coach_instead(&self, coached: usize) -> Fate {
        match self.backup(None) {
            Fate::Backup(by, _) if by == coached => Fate::Stops,
            fate => fate,
        }
    }

    fn judging(&mut self) {
        let corpus = self.corpus;
        for (at, competency) in corpus.competencies.iter().enumerate() {
            for (index, evidence) in competency.evidence.iter().enumerate() {
                let Some(by) = evidence.value.judged_by.as_ref().filter(|by| self.is_it(by.to)) else { continue };
                let level = evidence.value.at.as_ref().map(|at| &at.value);
                let same = competency.evidence.iter().filter(|other| other.value.at.as_ref().map(|at| &at.value) == level);
                let judges = same.filter_map(|other| other.value.judged_by.as_ref()?.to).map(Loc::index);
                let other =
                    judges.filter(|&judge| judge != self.role).find(|&judge| self.facts.people.heads(judge).is_none_or(|heads| heads > 0));
                let fate = other.map_or_else(|| self.backup(None), Fate::AlsoNamed);
                let item = Loc::item(Collection::Competencies, at);
                self.add(Duty::Judges, Node::part(item, Part::Evidence(index as u32)), by.span, fate);
            }
        }
    }

    fn stepping_in(&mut self) {
        for (at, role) in self.corpus.roles.iter().enumerate() {
            if let Some(backup) = role.backup.as_ref().filter(|backup| self.is_it(backup.to)) {
                self.add(Duty::StepsIn, Loc::item(Collection::Roles, at), backup.span, Fate::Stops);
            }
        }
    }
}

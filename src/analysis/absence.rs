//! What if nobody held a role? What stops, what goes on because somebody else can do it, and what the files do
//! not tell. A person who also holds another role stays in that one; a backup steps in only if somebody holds it.

mod look;

use super::Facts;
use super::bench::{Bench, Resilience};
use super::committees::sitting;
use super::coverage::coach_role;
use super::relations::Node;
use super::work::Act;
use crate::model::{Collection, Committee, Corpus, Item, Loc};
use crate::text::Span;
use look::Look;
use rustc_hash::FxHashMap;

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
        Absences::new(facts).of(role)
    }

    /// Resilience of the role's actions, today and without it; absent where none is known.
    pub fn resilience(&self) -> Option<(Resilience, Resilience)> {
        let (today, without): (Vec<usize>, Vec<usize>) = self.benches.iter().copied().unzip();
        Resilience::of(&today).zip(Resilience::of(&without))
    }
}

/// What a role is named for.
#[derive(Clone, Copy, Debug)]
enum Use<'a, 'f> {
    Owns(usize),
    Collects(usize, u32),
    Answers(&'f Act<'a>),
    Does(&'f Act<'a>),
    Chairs(usize),
    /// The committee, and the seats of the role on it.
    Sits(usize, u64),
    Decides(usize),
    Agrees(usize),
    /// A post whose people it coaches.
    CoachesPost(usize),
    /// A role that it is meant to coach.
    CoachesRole(usize),
    Judges(usize, u32),
    StepsIn(usize),
}

/// The first two of some roles that somebody holds: whichever of them is left out, the other is the first that is not.
type FirstTwo = [Option<usize>; 2];

/// What would change without each role. What names whom is found once, however many roles are asked about.
#[derive(Debug)]
pub struct Absences<'a, 'f> {
    facts: &'f Facts<'a>,
    corpus: &'a Corpus,
    bench: Bench<'a, 'f>,
    /// By role, with where that is said.
    uses: Vec<Vec<(Use<'a, 'f>, Span)>>,
    /// How many hold each role.
    heads: Vec<Option<u32>>,
    /// All seats of each committee.
    seats: Vec<u64>,
    /// Roles a post of which names its coach.
    said: Vec<bool>,
    /// Who else supports each role.
    supporters: Vec<FirstTwo>,
    /// Who judges the evidence of each competency at each level.
    judges: FxHashMap<(usize, Option<&'a str>), FirstTwo>,
}

impl<'a, 'f> Absences<'a, 'f> {
    /// Looks at everything that names a role.
    pub fn new(facts: &'f Facts<'a>) -> Self {
        let corpus = facts.corpus;
        let roles = corpus.roles.len();
        let mut all = Absences {
            facts,
            corpus,
            bench: Bench::new(facts),
            uses: vec![Vec::new(); roles],
            heads: (0..roles).map(|role| facts.people.heads(role)).collect(),
            seats: corpus.committees.iter().map(|committee| seats(committee).sum()).collect(),
            said: vec![false; roles],
            supporters: vec![[None; 2]; roles],
            judges: FxHashMap::default(),
        };
        all.find_work();
        all.find_groups();
        all.find_coaching();
        all.find_judging();
        for (at, role) in corpus.roles.iter().enumerate() {
            role.backup.iter().for_each(|backup| all.put(backup.to, Use::StepsIn(at), backup.span));
        }
        all
    }

    fn put(&mut self, to: Option<Loc>, what: Use<'a, 'f>, span: Span) {
        if let Some(role) = to.filter(|to| to.collection() == Collection::Roles) {
            self.uses[role.index()].push((what, span));
        }
    }

    fn find_work(&mut self) {
        for (at, priority) in self.facts.work.active() {
            priority.owner.iter().for_each(|owner| self.put(owner.to, Use::Owns(at), owner.span));
            for (index, measure) in priority.measures.iter().enumerate() {
                measure.value.collected_by.iter().for_each(|by| self.put(by.to, Use::Collects(at, index as u32), by.span));
            }
        }
        let facts = self.facts;
        let acts: Vec<&'f Act<'a>> = Bench::new(facts).acts().collect();
        for act in acts {
            for held in act.holding("AR") {
                let what = if held.letter == 'A' { Use::Answers(act) } else { Use::Does(act) };
                self.put(Some(held.actor), what, held.span);
            }
        }
    }

    fn find_groups(&mut self) {
        for (at, committee) in sitting(self.facts) {
            committee.chair.iter().for_each(|chair| self.put(chair.to, Use::Chairs(at), chair.span));
            let mut mine: FxHashMap<Loc, (u64, Span)> = FxHashMap::default();
            for (seat, count) in committee.seats.iter().zip(seats(committee)) {
                if let Some(role) = seat.key.to {
                    mine.entry(role).or_insert((0, seat.key.span)).0 += count;
                }
            }
            mine.into_iter().for_each(|(role, (count, span))| self.put(Some(role), Use::Sits(at, count), span));
        }
        for (at, decision) in self.corpus.decisions.iter().enumerate() {
            decision.decider.iter().for_each(|decider| self.put(decider.to, Use::Decides(at), decider.span));
            decision.agrees.iter().for_each(|agrees| self.put(agrees.to, Use::Agrees(at), agrees.span));
        }
    }

    fn find_coaching(&mut self) {
        let (facts, corpus) = (self.facts, self.corpus);
        for (at, post) in facts.people.posts.iter().enumerate() {
            let Some(staff) = corpus.units[post.unit].staff.get(post.entry) else { continue };
            let Some(by) = &staff.value.detail.coached_by else { continue };
            self.said[post.role] = true;
            if let Some(coach) = by.to.and_then(|to| coach_role(corpus, to, &by.text)).filter(|_| post.heads != Some(0)) {
                self.uses[coach].push((Use::CoachesPost(at), by.span));
            }
        }
        for (at, role) in corpus.roles.iter().enumerate() {
            for coached in role.coaches.iter().flat_map(|coaches| coaches.roles.iter()) {
                let to = coached.to.map(Loc::index);
                self.uses[at].extend(to.map(|to| (Use::CoachesRole(to), coached.span)));
            }
            role.supported_by.iter().for_each(|by| self.put(by.to, Use::CoachesRole(at), by.span));
            self.supporters[at] = self.first_two(role.supported_by.iter().filter_map(|by| by.to));
        }
    }

    fn find_judging(&mut self) {
        for (at, competency) in self.corpus.competencies.iter().enumerate() {
            let mut at_levels: FxHashMap<Option<&'a str>, Vec<Loc>> = FxHashMap::default();
            for (index, evidence) in competency.evidence.iter().enumerate() {
                let Some(by) = &evidence.value.judged_by else { continue };
                self.put(by.to, Use::Judges(at, index as u32), by.span);
                at_levels.entry(evidence.value.at.as_ref().map(|at| &*at.value)).or_default().extend(by.to);
            }
            for (level, judges) in at_levels {
                let two = self.first_two(judges.into_iter());
                self.judges.insert((at, level), two);
            }
        }
    }

    fn first_two(&self, roles: impl Iterator<Item = Loc>) -> FirstTwo {
        let mut held = roles.map(Loc::index).filter(|&role| self.heads[role].is_none_or(|heads| heads > 0));
        let first = held.next();
        [first, held.find(|&role| Some(role) != first)]
    }

    /// Looks at everything that names a role.
    pub fn of(&self, role: usize) -> Absence {
        let posts = self.facts.people.posts_of(role).filter(|post| post.heads != Some(0)).count();
        let look = Look { all: self, facts: self.facts, corpus: self.corpus, bench: &self.bench, role };
        let mut effects: Vec<Effect> = self.uses[role].iter().filter_map(|(what, span)| look.effect(*what, *span)).collect();
        effects.extend(look.coached_at_posts());
        let (benches, unknown) = look.benches();
        effects.sort_by_key(|effect| (effect.duty, effect.about, effect.span));
        effects.dedup_by_key(|effect| (effect.duty, effect.about));
        Absence { role, heads: self.heads[role], units: posts, effects, benches, unknown }
    }
}

/// The seats of each role on a committee.
fn seats(committee: &Item<Committee>) -> impl Iterator<Item = u64> {
    committee.seats.iter().map(|seat| u64::from(seat.value.value.0))
}

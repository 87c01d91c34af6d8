//! What becomes of each thing that one role is there for, where nobody holds it.

use super::{Absences, Duty, Effect, Fate, FirstTwo, Use};
use crate::analysis::Facts;
use crate::analysis::bench::{Bench, Unknown, doers};
use crate::analysis::people::Post;
use crate::analysis::relations::{Node, Part};
use crate::analysis::work::Act;
use crate::model::{Collection, Corpus, Loc};
use crate::text::{Exact, Span};
use std::collections::BTreeMap;

/// One role, and what it is named for.
pub(super) struct Look<'a, 'f> {
    pub(super) all: &'f Absences<'a, 'f>,
    pub(super) facts: &'f Facts<'a>,
    pub(super) corpus: &'a Corpus,
    pub(super) bench: &'f Bench<'a, 'f>,
    pub(super) role: usize,
}

impl<'a> Look<'a, '_> {
    /// What becomes of one thing; absent where that is said of all its posts together.
    pub(super) fn effect(&self, what: Use<'a, '_>, span: Span) -> Option<Effect> {
        let item = |collection, at| Node::from(Loc::item(collection, at));
        let part = |collection, at, part| Node::part(Loc::item(collection, at), part);
        let mut people = None;
        let (duty, about, fate) = match what {
            Use::Owns(at) => (Duty::Owns, item(Collection::Priorities, at), self.backup(self.home(at))),
            Use::Collects(at, measure) => {
                (Duty::Collects, part(Collection::Priorities, at, Part::Measure(measure)), self.backup(self.home(at)))
            }
            Use::Answers(act) => (Duty::Answers, act.loc().into(), self.answering(act)),
            Use::Does(act) => (Duty::Does, act.loc().into(), self.doing(act, self.bench.place(act))),
            Use::Chairs(at) => {
                let place = crate::analysis::committees::place(&self.corpus.committees[at]);
                (Duty::Chairs, item(Collection::Committees, at), self.backup(place))
            }
            Use::Sits(at, mine) => (Duty::Sits, item(Collection::Committees, at), self.seats(at, mine)),
            Use::Decides(at) => (Duty::Decides, item(Collection::Decisions, at), self.backup(None)),
            Use::Agrees(at) => (Duty::Agrees, item(Collection::Decisions, at), self.backup(None)),
            Use::CoachesPost(_) => return None,
            Use::CoachesRole(coached) if self.all.said[coached] => return None,
            Use::CoachesRole(coached) => {
                people = self.all.heads[coached];
                (Duty::Coaches, item(Collection::Roles, coached), self.other_coach(coached))
            }
            Use::Judges(at, evidence) => {
                (Duty::Judges, part(Collection::Competencies, at, Part::Evidence(evidence)), self.other_judge(at, evidence))
            }
            Use::StepsIn(at) => (Duty::StepsIn, item(Collection::Roles, at), Fate::Stops),
        };
        Some(Effect { duty, about, people, fate, span })
    }

    /// Where a priority is at home.
    fn home(&self, priority: usize) -> Option<usize> {
        crate::analysis::within::place(self.corpus.priorities[priority].place.as_ref())
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

    fn answering(&self, act: &Act<'a>) -> Fate {
        let me = Loc::item(Collection::Roles, self.role);
        match act.holding("A").find(|other| other.actor != me) {
            Some(other) if other.actor.collection() == Collection::Roles => Fate::AlsoNamed(other.actor.index()),
            _ => self.backup(self.bench.place(act)),
        }
    }

    /// Who is left to do an action.
    fn doing(&self, act: &Act<'a>, place: Option<usize>) -> Fate {
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

    pub(super) fn benches(&self) -> (Vec<(usize, usize)>, usize) {
        let named = self.all.uses[self.role].iter().filter_map(|(what, _)| match what {
            Use::Answers(act) | Use::Does(act) => Some(*act),
            _ => None,
        });
        let mut acts: Vec<&Act<'_>> = named.collect();
        acts.dedup_by_key(|act| act.loc());
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

    /// Whether a committee could still decide with the seats of the role empty.
    fn seats(&self, committee: usize, mine: u64) -> Fate {
        let all = self.all.seats[committee];
        let left = all - mine;
        match self.corpus.committees[committee].quorum {
            _ if left == 0 => Fate::NoQuorum(left, all),
            Some(quorum) if Exact::from(left) < quorum.value.share() * all => Fate::NoQuorum(left, all),
            Some(_) => Fate::Seats(left, all),
            None => Fate::Unknown("committees.ID.quorum"),
        }
    }

    /// People whose post names the role as their coach, together for each role they hold.
    pub(super) fn coached_at_posts(&self) -> Vec<Effect> {
        let mut coached: BTreeMap<usize, (Vec<&Post>, Span)> = BTreeMap::new();
        for (what, span) in &self.all.uses[self.role] {
            let Use::CoachesPost(post) = what else { continue };
            let post = &self.facts.people.posts[*post];
            coached.entry(post.role).or_insert((Vec::new(), *span)).0.push(post);
        }
        let effect = |(role, (posts, span))| {
            let people = self.facts.people.count(posts);
            let about = Node::from(Loc::item(Collection::Roles, role));
            Effect { duty: Duty::Coaches, about, people, fate: self.coach_instead(role), span }
        };
        coached.into_iter().map(effect).collect()
    }

    /// The first of two that is not this role.
    fn other(&self, two: &FirstTwo) -> Option<usize> {
        two.iter().flatten().copied().find(|&other| other != self.role)
    }

    fn other_coach(&self, coached: usize) -> Fate {
        self.other(&self.all.supporters[coached]).map_or_else(|| self.coach_instead(coached), Fate::AlsoNamed)
    }

    fn other_judge(&self, competency: usize, evidence: u32) -> Fate {
        let level = self.corpus.competencies[competency].evidence[..].get(evidence as usize).and_then(|one| one.value.at.as_ref());
        let two = self.all.judges.get(&(competency, level.map(|level| &*level.value)));
        two.and_then(|two| self.other(two)).map_or_else(|| self.backup(None), Fate::AlsoNamed)
    }

    /// The backup, unless it is the very role that is coached.
    fn coach_instead(&self, coached: usize) -> Fate {
        match self.backup(None) {
            Fate::Backup(by, _) if by == coached => Fate::Stops,
            fate => fate,
        }
    }
}

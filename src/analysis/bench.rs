//! Able: how many people could do an action today, and how many could step in. One idea for the rule single-point, for
//! resilience, for the risks of an audit, and for what would stop without a role.
//!
//! Able are the people of the roles that do it (R) and of their backups, each person once, who have what the action
//! requires, where it is stated what they have. A committee stands for those who sit on it. Whoever answers for an
//! action (A) is not thereby able to do it.

use super::Facts;
use super::people::{Post, holders};
use super::within::concerns;
use super::work::{Act, Letter};
use crate::model::{ActionStatus, Collection, Corpus, Holder, Loc, Requirement, Scale};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Past this many the exact number says nothing about resilience, and counting a thousand teachers for
/// every action would only take time.
pub const ENOUGH: usize = 20;

/// The number of people behind an action from which it counts in full: one can leave and somebody is left.
pub const FULL_BENCH: usize = 2;

/// Why an action's bench cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody that exists is said to do it (R); the rule no-responsible says so.
    NobodyDoes,
    /// Nobody is said to work where the priority is.
    NotStaffed,
    /// A post without a head count, or a committee without seats, would decide it.
    NotCounted,
}

/// The people behind one action. Counts stop at [`ENOUGH`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Those who hold the roles that do it.
    pub holders: usize,
    /// Those of them who have what the action requires; who states nothing is taken to have it.
    pub qualified: usize,
    /// Those who hold their backup roles and have what it requires, not counted yet.
    pub backups: usize,
}

impl Cover {
    /// All who are able.
    pub fn people(&self) -> usize {
        self.qualified + self.backups
    }
}

/// Benches of the actions of active priorities.
#[derive(Debug)]
pub struct Bench<'a, 'f> {
    facts: &'f Facts<'a>,
    /// Units in which somebody works.
    staffed: FxHashSet<usize>,
    /// Units in which, or below which, somebody works.
    staffed_below: FxHashSet<usize>,
}

/// People of one kind: codes where they are listed, so that nobody is counted twice, and a number for the others.
#[derive(Default)]
struct Tally<'a> {
    codes: FxHashSet<&'a str>,
    unlisted: usize,
    uncounted: bool,
}

impl Tally<'_> {
    fn len(&self) -> usize {
        (self.codes.len() + self.unlisted).min(ENOUGH)
    }
}

impl<'a, 'f> Bench<'a, 'f> {
    /// Prepares to count.
    pub fn new(facts: &'f Facts<'a>) -> Self {
        let staffed: FxHashSet<usize> = facts.people.posts.iter().map(|post| post.unit).collect();
        let mut staffed_below = FxHashSet::default();
        for &unit in &staffed {
            // Where a unit is known already, so are those above it; that also ends a circle.
            facts.people.line(unit).take_while(|&unit| staffed_below.insert(unit)).for_each(drop);
        }
        Bench { facts, staffed, staffed_below }
    }

    /// The actions still to be done, of priorities in force.
    pub fn acts(&self) -> impl Iterator<Item = &'f Act<'a>> {
        let facts = self.facts;
        let acts = facts.work.active().flat_map(move |(at, _)| facts.work.acts_of(at));
        acts.filter(|act| act.entry.value.status.is_none_or(|status| status.value != ActionStatus::Done))
    }

    /// The unit an action's priority belongs to; absent where it is everyone's.
    pub fn place(&self, act: &Act<'_>) -> Option<usize> {
        let priority = self.facts.corpus.priorities.get(act.priority)?;
        priority.place.as_ref().and_then(|unit| unit.to).map(Loc::index)
    }

    /// Whether anybody is said to work in a place, below it or above it; without a place, anywhere.
    pub fn is_staffed(&self, place: Option<usize>) -> bool {
        let Some(unit) = place else { return self.facts.people.is_staffed() };
        self.staffed_below.contains(&unit) || self.facts.people.line(unit).any(|up| self.staffed.contains(&up))
    }

    /// How many hold a role in a place, below it or above it, up to [`ENOUGH`].
    pub fn heads(&self, role: usize, place: Option<usize>) -> Result<usize, Unknown> {
        if !self.is_staffed(place) {
            return Err(Unknown::NotStaffed);
        }
        let mut tally = Tally::default();
        self.count(role, place, None, &mut tally);
        if tally.uncounted && tally.len() == 0 { Err(Unknown::NotCounted) } else { Ok(tally.len()) }
    }

    /// Who is able to do an action.
    pub fn cover(&self, act: &Act<'_>) -> Result<Cover, Unknown> {
        self.cover_without(act, None)
    }

    /// Who would be, if nobody held the `empty` role; its backup still steps in.
    pub fn cover_without(&self, act: &Act<'_>, empty: Option<usize>) -> Result<Cover, Unknown> {
        let (place, doers) = (self.place(act), doers(act));
        if doers.is_empty() {
            return Err(Unknown::NobodyDoes);
        }
        if !self.is_staffed(place) {
            return Err(Unknown::NotStaffed);
        }
        let requires: &[Requirement] = act.entry.value.requires.as_deref().unwrap_or(&[]);
        let (mut all, mut qualified, mut backups) = (Tally::default(), Tally::default(), Tally::default());
        for role in doers.iter().filter(|doer| doer.collection() == Collection::Roles).map(|doer| doer.index()) {
            if all.len() >= ENOUGH && qualified.len() >= ENOUGH {
                break;
            }
            if Some(role) != empty {
                self.count(role, place, None, &mut all);
                self.count(role, place, Some(requires), &mut qualified);
            }
        }
        for (role, seats) in self.seats(&doers).into_iter().filter(|(role, _)| Some(*role) != empty) {
            self.count_seated(role, seats, place, None, &mut all);
            self.count_seated(role, seats, place, Some(requires), &mut qualified);
        }
        for role in self.backups(&doers).into_iter().filter(|&role| Some(role) != empty) {
            self.count(role, place, Some(requires), &mut backups);
        }
        backups.codes.retain(|code| !qualified.codes.contains(code));
        let cover = Cover { holders: all.len(), qualified: qualified.len(), backups: backups.len() };
        // What is not counted can only add people, so it matters only while there are fewer than two.
        if (qualified.uncounted || backups.uncounted) && cover.people() < FULL_BENCH { Err(Unknown::NotCounted) } else { Ok(cover) }
    }

    /// The backup roles of the roles among `doers` (in order), each once, that are not among them.
    fn backups(&self, doers: &[Loc]) -> Vec<usize> {
        let roles = doers.iter().filter_map(|&doer| self.facts.corpus.role(Some(doer)));
        let named = roles.filter_map(|role| role.backup.as_ref()?.to).filter(|to| doers.binary_search(to).is_err());
        let mut all: Vec<usize> = named.map(Loc::index).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn count(&self, role: usize, place: Option<usize>, requires: Option<&[Requirement]>, tally: &mut Tally<'a>) {
        for post in self.facts.people.posts_of(role).filter(|post| self.reaches(post, place)) {
            if tally.len() >= ENOUGH {
                return;
            }
            self.count_post(post, requires, tally);
        }
    }

    fn count_post(&self, post: &Post, requires: Option<&[Requirement]>, tally: &mut Tally<'a>) {
        let corpus: &'a Corpus = self.facts.corpus;
        for holder in holders(corpus, post, self.facts.as_of) {
            if requires.is_none_or(|requires| meets(corpus, &holder.value, requires)) {
                tally.codes.insert(holder.id());
            }
        }
        match post.unlisted() {
            Some(unlisted) => tally.unlisted += (unlisted as usize).min(ENOUGH),
            None => tally.uncounted = true,
        }
    }

    /// The roles that sit on the committees among those who do it (in order), but for roles that do it themselves, and in
    /// how many seats: somebody who sits on two of them is one person.
    fn seats(&self, doers: &[Loc]) -> BTreeMap<usize, u32> {
        let mut seats: BTreeMap<usize, u32> = BTreeMap::new();
        for committee in doers.iter().filter(|doer| doer.collection() == Collection::Committees) {
            let Some(committee) = self.facts.corpus.committees.get(committee.index()) else { continue };
            for seat in committee.seats.iter() {
                let Some(role) = seat.key.to.filter(|role| doers.binary_search(role).is_err()) else { continue };
                let most = seats.entry(role.index()).or_default();
                *most = (*most).max(seat.value.value.0);
            }
        }
        seats
    }

    /// As many of those who hold a role as sit.
    fn count_seated(&self, role: usize, seats: u32, place: Option<usize>, requires: Option<&[Requirement]>, tally: &mut Tally<'a>) {
        let mut those = Tally::default();
        self.count(role, place, requires, &mut those);
        // Where the units say nothing of the role, somebody may have the seat.
        tally.uncounted |= those.uncounted || self.facts.people.posts_of(role).next().is_none();
        if those.len() > seats as usize {
            tally.unlisted += seats as usize;
        } else {
            tally.codes.extend(those.codes);
            tally.unlisted += those.unlisted;
        }
    }

    /// Whether who is in a post works in a place, below it or above it.
    fn reaches(&self, post: &Post, place: Option<usize>) -> bool {
        concerns(self.facts, place, Some(post.unit))
    }
}

/// Whoever does an action (R), each once, in order.
pub fn doers(act: &Act<'_>) -> Vec<Loc> {
    let mut all: Vec<Loc> = act.holding("R").map(|held| held.actor).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Those without whom an action stands still: its A, and its R where there is only one.
pub fn bearers<'s>(act: &'s Act<'_>) -> Vec<&'s Letter> {
    let alone = act.holding("R").count() == 1;
    let mut all: Vec<&Letter> = Vec::new();
    for held in act.holding("AR").filter(|held| held.letter == 'A' || alone) {
        if all.iter().all(|known| known.actor != held.actor) {
            all.push(held);
        }
    }
    all
}

/// Whether a holder has shown what is required. Who states nothing is not judged.
fn meets(corpus: &Corpus, holder: &Holder, requires: &[Requirement]) -> bool {
    holder.has.is_empty() || requires.iter().all(|requirement| has(corpus, holder, requirement))
}

/// Whether a holder lists a competency at the level asked, or higher.
pub fn has(corpus: &Corpus, holder: &Holder, requirement: &Requirement) -> bool {
    let Some(wanted) = requirement.competency.to else { return true };
    let Some(shown) = holder.has.iter().find(|has| has.key.to == Some(wanted)) else { return false };
    let Some(at) = &requirement.expects.at else { return true };
    let scale: Option<&Scale> = corpus.competencies.get(wanted.index()).and_then(|competency| corpus.scale_of(competency));
    let rank = |level: &str| scale.and_then(|scale| scale.rank(level));
    // Without a scale two levels have no order, and a holder is not counted out for that.
    rank(&shown.value).zip(rank(at)).is_none_or(|(shown, wanted)| shown >= wanted)
}

/// How well a set of actions would survive the loss of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resilience {
    /// Mean over the actions of min(people, 2) ÷ 2, from 0 to 1.
    pub mean: f64,
    /// Actions that nobody could carry.
    pub without: usize,
    /// Actions that one person could carry.
    pub single: usize,
    /// All of them.
    pub actions: usize,
}

impl Resilience {
    /// From the number of people behind each action; absent where there is no action.
    pub fn of(people: &[usize]) -> Option<Self> {
        if people.is_empty() {
            return None;
        }
        let sum: f64 = people.iter().map(|&people| people.min(FULL_BENCH) as f64 / FULL_BENCH as f64).sum();
        let with = |number: usize| people.iter().filter(|&&people| people == number).count();
        Some(Resilience { mean: sum / people.len() as f64, without: with(0), single: with(1), actions: people.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Sources, load};

    #[test]
    fn the_example_of_the_indicator() {
        let resilience = Resilience::of(&[1, 1, 2, 3, 0, 2, 1, 2]).expect("eight actions");
        assert_eq!((resilience.mean * 100.0).round(), 69.0);
        assert_eq!((resilience.without, resilience.single, resilience.actions), (1, 3, 8));
        assert_eq!(Resilience::of(&[]), None, "never 100 % of nothing");
    }

    /// The cover of one action with R given to the lead, whose backup is the coach.
    fn cover(units: &str) -> Result<Cover, Unknown> {
        let text = format!(
            "scales:\n  s: [low, high]\ncompetencies:\n  c: {{title: C}}\n\
             roles:\n  lead: {{title: Lead, backup: coach}}\n  coach: {{title: Coach}}\n\
             priorities:\n  p:\n    title: P\n    status: active\n    place: north\n    actions:\n      \
             a: {{title: A, raci: {{R: lead}}, requires: {{c: high}}}}\n\
             units:\n  all: {{title: All, kind: system}}\n  south: {{title: South, kind: school, parent: all, staff: {{lead: 9}}}}\n{units}"
        );
        let (corpus, answers) = load(&Sources::from_texts([("a.yaml", text.as_str())]));
        assert!(answers.findings.is_empty(), "{:?}", answers.findings);
        let facts = Facts::new(&corpus, jiff::civil::date(2026, 11, 22));
        let bench = Bench::new(&facts);
        bench.acts().next().map(|act| bench.cover(act)).expect("an action")
    }

    fn north(staff: &str) -> String {
        format!("  north:\n    title: North\n    kind: school\n    parent: all\n    staff:\n{staff}")
    }

    #[test]
    fn only_the_qualified_count_where_that_is_stated() {
        let staff = "      lead: {count: 4, holders: {h1: {has: {c: high}}, h2: {has: {c: low}}, h3: {}}}\n";
        assert_eq!(cover(&north(staff)), Ok(Cover { holders: 4, qualified: 3, backups: 0 }));
    }

    #[test]
    fn nobody_is_counted_twice_and_nobody_elsewhere() {
        let staff = "      lead: {holders: {h1: {}}}\n      coach: {holders: {h1: {}, h2: {}}}\n";
        assert_eq!(cover(&north(staff)), Ok(Cover { holders: 1, qualified: 1, backups: 1 }));
    }

    #[test]
    fn what_is_not_stated_is_not_none() {
        assert_eq!(cover(&north("      lead: {fte: 1}\n")), Err(Unknown::NotCounted));
        assert_eq!(cover("  north: {title: North, kind: school, parent: all}\n"), Err(Unknown::NotStaffed));
        assert_eq!(cover(&north("      coach: 1\n")), Ok(Cover { holders: 0, qualified: 0, backups: 1 }));
    }
}

//! What an instructional leadership team looks at each week: how its priorities stand, what is due, whose week is
//! too full, and which decisions wait. Judges; prints nothing.

mod since;

pub use since::{Merged, TOUCHES};

use super::Audit;
use super::workload::{Scope, WeekLoad, Workload};
use crate::analysis::Facts;
use crate::analysis::coverage::concerns;
pub use crate::analysis::pace::Light as Colour;
use crate::analysis::pace::{self, Cadence, Pace};
use crate::analysis::within::place;
use crate::analysis::work::Act;
use crate::model::{ActionStatus, Committee, DecisionStatus, Loc};
use crate::rules::{Limit, Room};
use jiff::ToSpan;
use jiff::civil::Date;

/// How many days ahead “due” looks.
pub const AHEAD: i32 = 14;
/// From how many days late an action is a reason for red.
pub const LONG_LATE: i32 = 28;

/// One priority.
#[derive(Debug)]
pub struct Light {
    /// The priority.
    pub priority: usize,
    /// Its colour.
    pub colour: Colour,
    /// How each of its measures stands, in their order.
    pub measures: Vec<Pace>,
    /// The actions that are late, and by how many days.
    pub late: Vec<(usize, i32)>,
}

/// Something with a day.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// The action or decision.
    pub what: Loc,
    /// The role or committee that answers for it.
    pub who: Option<Loc>,
    /// The day.
    pub day: Date,
}

/// Everything for one meeting.
#[derive(Debug)]
pub struct Meeting {
    /// The unit.
    pub unit: usize,
    /// The active priorities that someone here is engaged in: red before amber before the others, else by id.
    pub lights: Vec<Light>,
    /// What is due in the next days, the earliest first.
    pub due: Vec<Due>,
    /// Weeks that the release does not hold, or barely; the fullest first.
    pub full: Vec<(usize, WeekLoad)>,
    /// How many weeks here could be worked out, of how many.
    pub weeks: (usize, usize),
    /// Decisions that wait for someone here.
    pub waiting: Vec<usize>,
}

impl Meeting {
    /// Looks at a unit with all below it.
    pub fn of(audit: &Audit, facts: &Facts<'_>, unit: usize) -> Meeting {
        let here = Here::new(facts, unit);
        let priorities: Vec<usize> = facts.work.active().map(|(at, _)| at).filter(|&at| here.works_on(facts, at)).collect();
        let (full, weeks) = full(audit, facts, unit);
        let cadence = Limit::new(&audit.limits).cadence();
        let mut lights: Vec<Light> = priorities.iter().map(|&at| light(facts, at, cadence)).collect();
        lights.sort_by_key(|light| std::cmp::Reverse(light.colour.max(Colour::Green)));
        Meeting { unit, lights, due: due(facts, &here, &priorities), full, weeks, waiting: waiting(facts, &here) }
    }
}

/// Who is in the unit.
struct Here {
    unit: usize,
    roles: Vec<usize>,
    committees: Vec<usize>,
    /// The unit, those above it, and those below it.
    family: Vec<usize>,
}

impl Here {
    fn new(facts: &Facts<'_>, unit: usize) -> Self {
        let below = |other: usize| facts.people.line(other).any(|up| up == unit);
        let posts = facts.people.posts.iter().filter(|post| post.heads != Some(0) && below(post.unit));
        let mut roles: Vec<usize> = posts.map(|post| post.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let placed = |committee: &Committee| committee.place.as_ref().and_then(|place| place.to).is_some_and(|to| below(to.index()));
        let committees = (0..facts.corpus.committees.len()).filter(|&at| placed(&facts.corpus.committees[at])).collect();
        let family = (0..facts.corpus.units.len()).filter(|&other| below(other) || facts.people.line(unit).any(|up| up == other));
        Here { unit, roles, committees, family: family.collect() }
    }

    fn has(&self, actor: Loc) -> bool {
        match actor.collection() {
            crate::model::Collection::Roles => self.roles.contains(&actor.index()),
            crate::model::Collection::Committees => self.committees.contains(&actor.index()),
            _ => false,
        }
    }

    /// Whether someone here is engaged in a priority that is not another unit's own.
    fn works_on(&self, facts: &Facts<'_>, priority: usize) -> bool {
        let place = place(facts.corpus.priorities[priority].place.as_ref());
        let ours = place.is_none_or(|place| self.family.contains(&place));
        ours && concerns(facts, priority, self.unit) && facts.work.engaged(priority).iter().any(|role| self.roles.contains(role))
    }
}

fn light(facts: &Facts<'_>, at: usize, cadence: Cadence) -> Light {
    let measures = pace::all(facts, at, cadence);
    let late: Vec<(usize, i32)> = facts.work.acts_of(at).iter().filter_map(|act| Some((act.index, late_by(act, facts.as_of)?))).collect();
    Light { priority: at, colour: colour(pace::worst(&measures).0, &late), measures, late }
}

/// The rule that the page prints: the gravest reason decides.
fn colour(of_measures: Colour, late: &[(usize, i32)]) -> Colour {
    let by_action = late.iter().map(|(_, days)| if *days > LONG_LATE { Colour::Red } else { Colour::Amber });
    by_action.fold(of_measures, Colour::max)
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn is_done(act: &Act<'_>) -> bool {
    act.entry.value.status.is_some_and(|status| status.value == ActionStatus::Done)
}

fn late_by(act: &Act<'_>, as_of: Date) -> Option<i32> {
    let due = act.entry.value.due.filter(|_| !is_done(act))?.value.last();
    (due < as_of).then(|| days(due, as_of))
}

/// Actions of these priorities, and open decisions of someone here, with their day in the next two weeks.
fn due(facts: &Facts<'_>, here: &Here, priorities: &[usize]) -> Vec<Due> {
    let until = facts.as_of.saturating_add(AHEAD.days());
    let soon = |day: Date| day >= facts.as_of && day <= until;
    let acts = priorities.iter().flat_map(|&at| facts.work.acts_of(at)).filter(|act| !is_done(act));
    let acts = acts.filter_map(|act| {
        let who = act.holding("A").next().map(|letter| letter.actor);
        Some(Due { what: act.loc(), who, day: act.entry.value.due?.value.last() })
    });
    let decisions = waiting(facts, here).into_iter().filter_map(|at| {
        let decision = &facts.corpus.decisions[at];
        let who = decision.decider.as_ref().and_then(|decider| decider.to);
        Some(Due { what: Loc::item(crate::model::Collection::Decisions, at), who, day: decision.due?.value.last() })
    });
    let mut all: Vec<Due> = acts.chain(decisions).filter(|due| soon(due.day)).collect();
    all.sort_by_key(|due| (due.day, due.what));
    all
}

/// Open decisions whose decider, or one of those who recommend or must agree, is here.
fn waiting(facts: &Facts<'_>, here: &Here) -> Vec<usize> {
    let decisions = facts.corpus.decisions.iter().enumerate();
    let open = decisions.filter(|(_, decision)| decision.status.is_some_and(|status| status.value == DecisionStatus::Open));
    let ours = open.filter(|(_, decision)| {
        let all = decision.decider.iter().chain(&decision.recommends).chain(&decision.agrees);
        all.filter_map(|actor| actor.to).any(|actor| here.has(actor))
    });
    ours.map(|(at, _)| at).collect()
}

/// Weeks over the threshold, and how many could be worked out of how many.
fn full(audit: &Audit, facts: &Facts<'_>, unit: usize) -> (Vec<(usize, WeekLoad)>, (usize, usize)) {
    let load = Workload::of(audit, facts, Scope { unit: Some(unit), role: None });
    let all = load.roles.into_iter().flat_map(|role| role.weeks.into_iter().map(move |week| (role.role, week)));
    let all: Vec<(usize, WeekLoad)> = all.filter(|(_, week)| week.has_routines || week.week.release.is_some()).collect();
    let known = all.iter().filter(|(_, week)| !matches!(week.room, Room::NotAssessed(..))).count();
    let total = all.len();
    let mut full: Vec<(usize, WeekLoad)> = all.into_iter().filter(|(_, week)| matches!(week.room, Room::Over | Room::Tight)).collect();
    full.sort_by(|a, b| {
        b.1.week
            .used()
            .unwrap_or_default()
            .f64()
            .total_cmp(&a.1.week.used().unwrap_or_default().f64())
            .then(a.0.cmp(&b.0))
            .then(a.1.unit.cmp(&b.1.unit))
    });
    (full, (known, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_reason_decides_and_nothing_read_is_no_colour() {
        assert_eq!(colour(Colour::Open, &[]), Colour::Open);
        assert_eq!(colour(Colour::Green, &[]), Colour::Green);
        assert_eq!(colour(Colour::Green, &[(0, LONG_LATE)]), Colour::Amber);
        assert_eq!(colour(Colour::Green, &[(0, LONG_LATE + 1)]), Colour::Red);
        assert_eq!(colour(Colour::Red, &[(0, 1)]), Colour::Red);
        assert_eq!(colour(Colour::Open, &[(0, 3)]), Colour::Amber);
    }
}

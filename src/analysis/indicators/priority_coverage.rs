//! Six questions of every active priority: is all there that it takes to carry it?

use super::Answer;
use crate::analysis::Facts;
use crate::analysis::development::{Need, rank};
use crate::analysis::measures::{Part, Timing, lacking, timing};
use crate::analysis::money::{Account, accounts};
use crate::analysis::ownership::{self, Ownership};
use crate::analysis::two_sides::{Described, Named, claimed, claims, given};
use crate::analysis::work::Act;
use crate::model::{Collection, Entry, Id, Loc, Measure, MeasureHorizon, Priority};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// One owner, with a holder.
    Owned,
    /// Every action has one A, and at least one R.
    Lettered,
    /// Plan and job descriptions agree for every A and R.
    Agreed,
    /// A short and a long measure, each with baseline and target, agreed on before the start.
    Measured,
    /// For whatever its actions require there is a way to learn it.
    Learnable,
    /// Its costs are funded.
    Funded,
}

impl Test {
    /// All six, in the order they are asked.
    pub const ALL: [Test; 6] = [Test::Owned, Test::Lettered, Test::Agreed, Test::Measured, Test::Learnable, Test::Funded];
}

/// What is wrong. Actions and measures are positions in the priority; roles, duties and funds in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// No owner is named.
    NoOwner,
    /// Nobody holds the role that owns it.
    OwnerNotHeld(usize),
    /// So many answer for the action instead of one.
    NotOneAccountable(usize, usize),
    /// Nobody does the action.
    NoResponsible(usize),
    /// The action gives work to the role, whose responsibilities do not mention it.
    Hidden(usize, usize),
    /// The responsibility (position in [`crate::analysis::work::Work::duties`]) serves the action, which does not name its role.
    Unclaimed(usize, usize),
    /// No measure at all.
    NoMeasure,
    /// No measure of that horizon.
    NoMeasureOf(MeasureHorizon),
    /// The measure of that horizon that lacks least, and what it lacks.
    Unready(MeasureHorizon, usize, Vec<Lacks>),
    /// The action requires the competency, and nothing open to the role (to anyone, where no role acts) reaches it:
    /// (action, competency, role).
    NotLearnable(usize, usize, Option<usize>),
    /// The action costs something, and no fund pays for it.
    Unfunded(usize),
    /// The action is paid from a fund that is to pay more than it has.
    Overspent(usize, usize),
}

/// What a measure lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// A baseline.
    Baseline,
    /// A target.
    Target,
    /// To have been agreed on before the work began.
    BeforeTheStart,
}

/// What is not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unstated {
    /// The owner does not exist.
    Owner,
    /// Who works anywhere.
    Staff,
    /// Any action.
    Actions,
    /// Whom an action names.
    Raci,
    /// The responsibilities of a role that acts.
    Responsibilities,
    /// The horizon of a measure.
    Horizon,
    /// When a measure was agreed on.
    DefinedOn,
    /// When the priority starts.
    Starts,
    /// What an action requires.
    Requires,
    /// What an action costs.
    Cost,
}

/// The answer to one question: what is wrong and where, or what is not stated.
pub type Asked = Answer<Vec<(Fault, Span)>, Unstated>;

/// The six answers of one priority.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The priority.
    pub priority: usize,
    /// Its weight, where it states one.
    pub weight: Option<f64>,
    /// One for each of [`Test::ALL`].
    pub answers: [Asked; 6],
}

impl Coverage {
    /// How many of the six could be asked, and how many of those are met.
    pub fn met_of(&self) -> (usize, usize) {
        let met = self.answers.iter().filter(|answer| matches!(answer, Answer::Met)).count();
        (met, self.answers.iter().filter(|answer| !matches!(answer, Answer::NotAssessed(_))).count())
    }
}

/// The coverage of every active priority of the framework's own.
pub fn coverage(facts: &Facts<'_>) -> Vec<Coverage> {
    let accounts = accounts(facts);
    let own = facts.work.active().filter(|(_, priority)| priority.is_own());
    own.map(|(at, priority)| Coverage {
        priority: at,
        weight: priority.weight.map(|weight| weight.value),
        answers: [
            owned(facts, at),
            lettered(facts, at),
            agreed(facts, at),
            measured(priority, priority.span()),
            learnable(facts, at),
            funded(facts, at, &accounts),
        ],
    })
    .collect()
}

fn owned(facts: &Facts<'_>, at: usize) -> Asked {
    let span = facts.corpus.priorities[at].span();
    match ownership::of(facts, at) {
        Ownership::Held(_) => Answer::Met,
        Ownership::Nobody => Answer::NotMet(vec![(Fault::NoOwner, span)]),
        Ownership::NotHeld(role, span) => Answer::NotMet(vec![(Fault::OwnerNotHeld(role), span)]),
        Ownership::Dangling(_) => Answer::NotAssessed(Unstated::Owner),
        Ownership::HolderNotStated(_) => Answer::NotAssessed(Unstated::Staff),
    }
}

fn lettered(facts: &Facts<'_>, at: usize) -> Asked {
    let acts = facts.work.acts_of(at);
    if acts.is_empty() {
        return Answer::NotAssessed(Unstated::Actions);
    }
    let (mut wrong, mut unknown) = (Vec::new(), None);
    for act in acts {
        let Some(raci) = &act.entry.value.raci else {
            unknown = Some(Unstated::Raci);
            continue;
        };
        if raci.accountable.len() != 1 {
            wrong.push((Fault::NotOneAccountable(act.index, raci.accountable.len()), act.entry.span()));
        }
        if raci.responsible.is_empty() {
            wrong.push((Fault::NoResponsible(act.index), act.entry.span()));
        }
    }
    Answer::of(wrong, unknown)
}

fn agreed(facts: &Facts<'_>, at: usize) -> Asked {
    let acts = facts.work.acts_of(at);
    if acts.is_empty() {
        return Answer::NotAssessed(Unstated::Actions);
    }
    let (mut wrong, mut unknown, mut asked) = (Vec::new(), None, 0);
    for act in acts {
        for (held, described) in given(facts, act) {
            asked += 1;
            match described {
                Described::Served => {}
                Described::Hidden => wrong.push((Fault::Hidden(act.index, held.actor.index()), held.span)),
                Described::NoDuties => unknown = Some(Unstated::Responsibilities),
            }
        }
    }
    for (service, act) in claims(facts, at) {
        asked += 1;
        match claimed(facts.corpus, &facts.work.duties[service.duty], act) {
            Named::Given => {}
            Named::NotGiven => wrong.push((Fault::Unclaimed(service.duty, act.index), service.span)),
            Named::NoLetters | Named::NobodyActs => unknown = Some(Unstated::Raci),
        }
    }
    Answer::of(wrong, if asked == 0 { Some(Unstated::Raci) } else { unknown })
}

fn measured(priority: &Priority, span: Span) -> Asked {
    if priority.measures.is_empty() {
        return Answer::NotMet(vec![(Fault::NoMeasure, span)]);
    }
    let (mut wrong, mut unknown) = (Vec::new(), None);
    for horizon in [MeasureHorizon::Short, MeasureHorizon::Long] {
        match ready(priority, span, horizon) {
            Ok(()) => {}
            Err(Answer::NotMet(fault)) => wrong.push(fault),
            Err(Answer::NotAssessed(unstated)) => unknown = unknown.or(Some(unstated)),
            Err(Answer::Met) => {}
        }
    }
    Answer::of(wrong, unknown)
}

/// Whether one measure of the horizon has baseline and target and was agreed on in time; if not, the nearest to it.
fn ready(priority: &Priority, span: Span, horizon: MeasureHorizon) -> Result<(), Answer<(Fault, Span), Unstated>> {
    let of_horizon = |entry: &Entry<Id, Measure>| entry.value.horizon.is_some_and(|said| said.value == horizon);
    let judged = priority.measures.iter().enumerate().filter(|(_, entry)| of_horizon(entry));
    let mut judged: Vec<(usize, Vec<Lacks>, Option<Unstated>)> = judged.map(|(at, entry)| judge(priority, at, &entry.value)).collect();
    judged.sort_by_key(|(at, lacks, unstated)| (lacks.len(), unstated.is_some(), *at));
    match judged.first() {
        Some((_, lacks, None)) if lacks.is_empty() => Ok(()),
        Some((_, lacks, Some(unstated))) if lacks.is_empty() => Err(Answer::NotAssessed(*unstated)),
        // A measure that does not say its horizon could be the one.
        _ if priority.measures.iter().any(|entry| entry.value.horizon.is_none()) => Err(Answer::NotAssessed(Unstated::Horizon)),
        Some((at, lacks, _)) => Err(Answer::NotMet((Fault::Unready(horizon, *at, lacks.clone()), priority.measures[*at].span()))),
        None => Err(Answer::NotMet((Fault::NoMeasureOf(horizon), span))),
    }
}

fn judge(priority: &Priority, at: usize, measure: &Measure) -> (usize, Vec<Lacks>, Option<Unstated>) {
    let parts = lacking(measure);
    let mut lacks: Vec<Lacks> = Vec::new();
    lacks.extend(parts.contains(&Part::Baseline).then_some(Lacks::Baseline));
    lacks.extend(parts.contains(&Part::Target).then_some(Lacks::Target));
    let unstated = match timing(priority, measure) {
        Timing::Before => None,
        Timing::After => {
            lacks.push(Lacks::BeforeTheStart);
            None
        }
        Timing::StartNotStated => Some(Unstated::Starts),
        Timing::AgreementNotStated => Some(Unstated::DefinedOn),
    };
    (at, lacks, unstated)
}

fn learnable(facts: &Facts<'_>, at: usize) -> Asked {
    let acts = facts.work.acts_of(at);
    if acts.is_empty() {
        return Answer::NotAssessed(Unstated::Actions);
    }
    let (mut wrong, mut asked) = (Vec::new(), false);
    for act in acts {
        for requirement in act.entry.value.requires.iter().flatten() {
            let Some(competency) = requirement.competency.to.map(Loc::index) else { continue };
            asked = true;
            let rank = rank(facts.corpus, competency, requirement.expects.at.as_ref());
            let closed = |role: Option<usize>| {
                let path = facts.needs.path(&Need { role: role.unwrap_or(usize::MAX), competency, requirement, rank });
                if role.is_some() { path.open.is_empty() } else { path.reaching.is_empty() }
            };
            let faults = learners(act).into_iter().filter(|&role| closed(role));
            wrong.extend(faults.map(|role| (Fault::NotLearnable(act.index, competency, role), requirement.competency.span)));
        }
    }
    Answer::of(wrong, (!asked).then_some(Unstated::Requires))
}

/// The roles with A or R, who must be able to learn what the action requires; where only committees act, anyone.
fn learners(act: &Act<'_>) -> Vec<Option<usize>> {
    let mut seen = FxHashSet::default();
    let roles = act.holding("AR").filter(|held| held.actor.collection() == Collection::Roles).map(|held| held.actor.index());
    let roles: Vec<Option<usize>> = roles.filter(|&role| seen.insert(role)).map(Some).collect();
    if roles.is_empty() { vec![None] } else { roles }
}

/// An action whose cost is not stated is funded where a fund is named, whatever it costs; else nothing is known.
fn funded(facts: &Facts<'_>, at: usize, accounts: &[Account]) -> Asked {
    let acts = facts.work.acts_of(at);
    if acts.is_empty() {
        return Answer::NotAssessed(Unstated::Actions);
    }
    let (mut wrong, mut unknown) = (Vec::new(), None);
    for act in acts {
        let action = &act.entry.value;
        let fund = action.funded_by.as_ref().and_then(|fund| Some((fund.to?.index(), fund.span)));
        match (action.cost, fund) {
            (_, Some((fund, span))) => {
                let over = accounts.get(fund).is_some_and(|account| overspent(facts, account));
                wrong.extend(over.then_some((Fault::Overspent(act.index, fund), span)));
            }
            (Some(cost), None) if cost.value > 0.0 => wrong.push((Fault::Unfunded(act.index), cost.span)),
            (Some(_), None) => {}
            (None, None) => unknown = Some(Unstated::Cost),
        }
    }
    Answer::of(wrong, unknown)
}

fn overspent(facts: &Facts<'_>, account: &Account) -> bool {
    facts.corpus.funds[account.fund].amount.is_some_and(|amount| account.exceeds(amount.value))
}

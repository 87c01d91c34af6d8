//! Six facts about every role's description: does it say what its holder needs to know about the job?
//!
//! After the six items of role ambiguity in Rizzo, House and Lirtzman 1970. What is documented is not what is felt.

use super::Answer;
use crate::analysis::Facts;
use crate::analysis::committees::sitting;
use crate::analysis::demands::is_observable;
use crate::analysis::development::Needs;
use crate::analysis::post_terms::Terms;
use crate::analysis::time::Declared;
use crate::analysis::wording::is_vague;
use crate::analysis::work::Duty;
use crate::model::{Collection, Loc, Ref, target};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// A fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// What the role is for.
    Purpose,
    /// Every duty says what comes of it.
    Outcomes,
    /// Every duty says what share of the time it takes.
    Time,
    /// Some decision says what say the role has in it.
    Say,
    /// For everything it is asked to be able to do, something says what one would see.
    Expected,
    /// No duty starts with a word that could mean anything.
    Plain,
}

impl Fact {
    /// All six.
    pub const ALL: [Fact; 6] = [Fact::Purpose, Fact::Outcomes, Fact::Time, Fact::Say, Fact::Expected, Fact::Plain];
}

/// What is missing. Duties are positions in [`crate::analysis::work::Work::duties`].
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// No purpose.
    NoPurpose,
    /// No duties at all.
    NoDuties,
    /// These duties state no outcome.
    NoOutcome(Vec<usize>),
    /// These state no share of time.
    NoShare(Vec<usize>),
    /// No decision names the role, nor a committee on which it sits.
    NoSay,
    /// It asks for no competency.
    NothingAsked,
    /// Nothing says what one sees for these competencies.
    Unobservable(Vec<usize>),
    /// These duties are vague.
    Vague(Vec<usize>),
}

/// What would have to be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unstated {
    /// Any duty, before its time or its words can be asked about.
    Duties,
    /// What some duty does.
    Does,
    /// Any decision.
    Decisions,
}

/// The answer to one question.
pub type Asked = Answer<(Fault, Span), Unstated>;

/// The six facts of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Clarity {
    /// The role.
    pub role: usize,
    /// One for each of [`Fact::ALL`].
    pub answers: [Asked; 6],
}

/// The clarity of every role of the framework's own that has not ended.
pub fn clarity(facts: &Facts<'_>) -> Vec<Clarity> {
    let (needs, heard) = (&facts.needs, heard(facts));
    let roles = facts.corpus.roles.iter().enumerate();
    let lasting = roles.filter(|(_, role)| role.is_own() && role.ends.is_none_or(|ends| ends.last() >= facts.as_of));
    lasting
        .map(|(at, role)| Clarity {
            role: at,
            answers: [
                said(role.purpose.is_some(), Fault::NoPurpose, role.span()),
                outcomes(facts, at),
                time(facts, at),
                match facts.corpus.decisions.is_empty() {
                    true => Answer::NotAssessed(Unstated::Decisions),
                    false => said(heard.contains(&at), Fault::NoSay, role.span()),
                },
                expected(facts, at, needs),
                plain(facts, at),
            ],
        })
        .collect()
}

fn said(there: bool, fault: Fault, span: Span) -> Asked {
    if there { Answer::Met } else { Answer::NotMet((fault, span)) }
}

fn duties<'f, 'a>(facts: &'f Facts<'a>, role: usize) -> Vec<(usize, &'f Duty<'a>)> {
    facts.work.positions_of(role).map(|at| (at, &facts.work.duties[at])).collect()
}

/// Met where no duty is among those that fail; else those, at the first of them.
fn none_of(failing: Vec<(usize, Span)>, fault: impl FnOnce(Vec<usize>) -> Fault) -> Asked {
    match failing.first() {
        None => Answer::Met,
        Some(&(_, span)) => Answer::NotMet((fault(failing.iter().map(|(at, _)| *at).collect()), span)),
    }
}

fn outcomes(facts: &Facts<'_>, role: usize) -> Asked {
    let duties = duties(facts, role);
    if duties.is_empty() {
        return Answer::NotMet((Fault::NoDuties, facts.corpus.roles[role].span()));
    }
    let silent = |duty: &Duty<'_>| duty.so_that.is_none_or(|text| text.value.trim().is_empty());
    none_of(duties.iter().filter(|(_, duty)| silent(duty)).map(|(at, duty)| (*at, duty.span())).collect(), Fault::NoOutcome)
}

fn time(facts: &Facts<'_>, role: usize) -> Asked {
    let duties = duties(facts, role);
    let stated: FxHashSet<usize> =
        Declared::of(&Terms::of_role(&facts.corpus.roles[role])).shares.iter().map(|(index, _)| *index).collect();
    if duties.is_empty() {
        return Answer::NotAssessed(Unstated::Duties);
    }
    let without = duties.iter().filter(|(_, duty)| !stated.contains(&duty.index));
    none_of(without.map(|(at, duty)| (*at, duty.span())).collect(), Fault::NoShare)
}

fn expected(facts: &Facts<'_>, role: usize, needs: &Needs<'_>) -> Asked {
    let asked: Vec<_> = needs.of_role(role).collect();
    if asked.is_empty() {
        return Answer::NotMet((Fault::NothingAsked, facts.corpus.roles[role].span()));
    }
    let unseen = asked.iter().filter(|need| !is_observable(facts.corpus, need.requirement));
    none_of(unseen.map(|need| (need.competency, need.span())).collect(), Fault::Unobservable)
}

fn plain(facts: &Facts<'_>, role: usize) -> Asked {
    let duties = duties(facts, role);
    if duties.is_empty() {
        return Answer::NotAssessed(Unstated::Duties);
    }
    let vague: Vec<_> = duties.iter().filter(|(_, duty)| is_vague(duty) == Some(true)).map(|(at, duty)| (*at, duty.span())).collect();
    if vague.is_empty() && duties.iter().any(|(_, duty)| is_vague(duty).is_none()) {
        return Answer::NotAssessed(Unstated::Does);
    }
    none_of(vague, Fault::Vague)
}

/// The roles that have a say in some decision: they decide, recommend, must agree or are asked; or they chair or
/// have a seat on a committee that does, or that decides or advises. To be told afterwards is no say.
fn heard(facts: &Facts<'_>) -> FxHashSet<usize> {
    let corpus = facts.corpus;
    let mut named: FxHashSet<Loc> = FxHashSet::default();
    for decision in &corpus.decisions {
        let lists = decision.recommends.iter().chain(&decision.agrees).chain(&decision.input).chain(&decision.decider);
        named.extend(lists.filter_map(|actor: &Ref<target::Actor>| actor.to));
    }
    let mut roles: FxHashSet<usize> =
        named.iter().filter(|actor| actor.collection() == Collection::Roles).map(|actor| actor.index()).collect();
    for (at, committee) in sitting(facts) {
        let has_say = !committee.decides.is_empty() || !committee.advises.is_empty();
        if has_say || named.contains(&Loc::item(Collection::Committees, at)) {
            let seats = committee.seats.iter().filter(|seat| seat.value.value.0 > 0).filter_map(|seat| seat.key.to);
            roles.extend(seats.chain(committee.chair.as_ref().and_then(|chair| chair.to)).map(Loc::index));
        }
    }
    roles
}

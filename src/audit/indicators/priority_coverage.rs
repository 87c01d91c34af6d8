//! Priority coverage: how much of what it takes to carry each priority is there.

use super::groups::{By, split as grouped};
use super::{Figure, Indicator, IndicatorMeta, Loss, Material, NO_WEIGHTS, NONE_ACTIVE, Opens, Split, joined, out_of};
use crate::analysis::indicators::Answer;
use crate::analysis::indicators::formulas::weighted_mean;
use crate::analysis::indicators::priority_coverage::{Coverage, Fault, Lacks, Test, Unstated, coverage};
use crate::model::{Item, Loc, Priority};

pub(super) static META: IndicatorMeta = IndicatorMeta {
    id: "priority-coverage",
    summary: "how much of what it takes to carry each active priority is there",
    docs: include_str!("priority-coverage.md"),
};

/// How many questions each priority is asked.
const QUESTIONS: usize = Test::ALL.len();

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = coverage(cx.facts);
    let cases: Vec<&Coverage> = all.iter().collect();
    let mut opens = Opens::default();
    for case in &all {
        for answer in &case.answers {
            if let Answer::NotAssessed(unstated) = answer {
                opens.add(words(*unstated), address(cx, case), 1);
            }
        }
    }
    let total = all.len() * QUESTIONS;
    Indicator {
        meta: &META,
        figures: figures(&cases),
        assessed: total - opens.count(),
        total,
        things: "tests",
        open: opens.0,
        losses: losses(cx, &all),
        notes: weighted(&cases).1.into_iter().collect(),
    }
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    let group = |case: &Coverage| {
        let priority = &cx.corpus.priorities[case.priority];
        match by {
            By::Level => cx.homes.level(priority.level.as_ref()),
            _ => cx.homes.unit(priority.place.as_ref().and_then(|place| place.to).map(Loc::index)),
        }
    };
    match by {
        By::Family => Err("a priority belongs to no family of roles"),
        _ => Ok(grouped(&coverage(cx.facts), group).into_iter().map(|(group, cases)| (group, tests(&cases))).collect()),
    }
}

fn address(cx: &Material<'_>, case: &Coverage) -> String {
    cx.corpus.priorities[case.priority].address().to_string()
}

/// Met ÷ assessable; absent where nothing could be asked.
fn score(case: &Coverage) -> Option<f64> {
    let (met, of) = case.met_of();
    (of > 0).then(|| met as f64 / of as f64)
}

/// The cases that count in the weighted figure, and what to say about those that do not.
fn weighted<'c>(cases: &[&'c Coverage]) -> (Vec<(&'c Coverage, f64, f64)>, Option<String>) {
    let scored: Vec<(&Coverage, f64)> = cases.iter().filter_map(|case| Some((*case, score(case)?))).collect();
    let with: Vec<(&Coverage, f64, f64)> = scored.iter().filter_map(|&(case, score)| Some((case, case.weight?, score))).collect();
    let without = scored.len() - with.len();
    let note = (without > 0 && !with.is_empty())
        .then(|| format!("{without} of {} priorities state no weight and are left out of the weighted figure.", scored.len()));
    (with, note)
}

fn figures(cases: &[&Coverage]) -> Vec<Figure> {
    let (with, _) = weighted(cases);
    let ratio = weighted_mean(with.iter().map(|(_, weight, score)| (*weight, *score)));
    let asked = |cases: &[&Coverage]| cases.iter().map(|case| case.met_of().1).sum::<usize>();
    let base = asked(&with.iter().map(|(case, ..)| *case).collect::<Vec<_>>());
    let mut first = Figure::new("weighted", "weighted", ratio, base, out_of(ratio, "weight"));
    if with.is_empty() && !cases.is_empty() {
        first = first.without(NO_WEIGHTS);
    }
    let alike: Vec<f64> = cases.iter().filter_map(|case| score(case)).collect();
    let mean = weighted_mean(alike.iter().map(|&score| (1.0, score)));
    let things = if alike.len() == 1 { "priority" } else { "priorities" };
    let second = Figure::new("unweighted", "each priority alike", mean, asked(cases), out_of(mean, things));
    [first, second, tests(cases)].map(|figure| figure.or_without(cases.is_empty(), NONE_ACTIVE)).into()
}

fn tests(cases: &[&Coverage]) -> Figure {
    let (met, all) = cases.iter().map(|case| case.met_of()).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    Figure::share("tests", "tests met", met, all, "tests")
}

fn losses(cx: &Material<'_>, all: &[Coverage]) -> Vec<Loss> {
    let cases: Vec<&Coverage> = all.iter().collect();
    let (with, _) = weighted(&cases);
    let weights: f64 = with.iter().map(|(_, weight, _)| weight).sum();
    let scored = cases.iter().filter(|case| score(case).is_some()).count() as f64;
    let mut losses = Vec::new();
    for case in all {
        let part = if with.is_empty() { 1.0 / scored } else { case.weight.unwrap_or(0.0) / weights };
        for (test, answer) in Test::ALL.iter().zip(&case.answers) {
            let Answer::NotMet(faults) = answer else { continue };
            let Some((_, span)) = faults.first() else { continue };
            let reasons: Vec<String> = faults.iter().map(|(fault, _)| reason(cx, case, fault)).collect();
            let lost = part / case.met_of().1 as f64;
            losses.push(Loss { item: address(cx, case), span: *span, why: format!("{}: {}", name(*test), joined(&reasons)), lost });
        }
    }
    losses
}

/// What a test is about.
fn name(test: Test) -> &'static str {
    match test {
        Test::Owned => "owner",
        Test::Lettered => "one A, and R",
        Test::Agreed => "plan and job descriptions",
        Test::Measured => "measures",
        Test::Learnable => "ways to learn",
        Test::Funded => "costs",
    }
}

fn reason(cx: &Material<'_>, case: &Coverage, fault: &Fault) -> String {
    let priority: &Item<Priority> = &cx.corpus.priorities[case.priority];
    let act = |at: usize| priority.actions[at].id();
    let role = |at: usize| cx.corpus.roles[at].id();
    match fault {
        Fault::NoOwner => "it names no owner".to_owned(),
        Fault::OwnerNotHeld(owner) => format!("nobody holds {}, which owns it", role(*owner)),
        Fault::NotOneAccountable(at, 0) => format!("nobody answers (A) for {}", act(*at)),
        Fault::NotOneAccountable(at, several) => format!("{several} answer (A) for {}, not one", act(*at)),
        Fault::NoResponsible(at) => format!("nobody does (R) {}", act(*at)),
        Fault::Hidden(at, actor) => format!("{} gives work to {}, whose duties do not mention it", act(*at), role(*actor)),
        Fault::Unclaimed(duty, at) => {
            let duty = &cx.facts.work.duties[*duty];
            format!("{}/{} serves {}, which does not give it A or R", role(duty.role), duty.entry.id(), act(*at))
        }
        Fault::NoMeasure => "it is measured by nothing".to_owned(),
        Fault::NoMeasureOf(horizon) => format!("it has no {} measure", horizon.name()),
        Fault::Unready(horizon, at, lacks) => {
            let lacks: Vec<&str> = lacks.iter().map(|lack| lacking(*lack)).collect();
            format!("no {} measure is ready: {} {}", horizon.name(), priority.measures[*at].id(), lacks.join(" and "))
        }
        Fault::NotLearnable(at, competency, who) => {
            let who = who.map_or("anyone", role);
            format!(
                "{} requires {}, and nothing open to {who} teaches it at that level",
                act(*at),
                cx.corpus.competencies[*competency].id()
            )
        }
        Fault::Unfunded(at) => format!("{} costs money, and no fund pays for it", act(*at)),
        Fault::Overspent(at, fund) => {
            format!("{} is paid from {}, which is to pay more than it holds", act(*at), cx.corpus.funds[*fund].id())
        }
    }
}

fn lacking(lack: Lacks) -> &'static str {
    match lack {
        Lacks::Baseline => "has no baseline",
        Lacks::Target => "has no target",
        Lacks::BeforeTheStart => "was agreed on after the work began",
    }
}

fn words(unstated: Unstated) -> (&'static str, &'static str) {
    match unstated {
        Unstated::Owner => ("the owner it names does not exist", "priorities.ID.owner"),
        Unstated::Staff => ("nobody is said to work anywhere", "units.ID.staff"),
        Unstated::Actions => ("the priority states no actions", "priorities.ID.actions"),
        Unstated::Raci => ("an action does not say who answers for it and who does it", "priorities.ID.actions.ID.raci"),
        Unstated::Responsibilities => ("a role that acts states no responsibilities", "roles.ID.responsibilities"),
        Unstated::Horizon => ("a measure does not say its horizon", "priorities.ID.measures.ID.horizon"),
        Unstated::DefinedOn => ("a measure does not say when it was agreed", "priorities.ID.measures.ID.defined_on"),
        Unstated::Starts => ("the priority does not say when it starts", "priorities.ID.starts"),
        Unstated::Requires => ("no action says what it requires of people", "priorities.ID.actions.ID.requires"),
        Unstated::Cost => ("an action states neither a cost (0 is one) nor a fund", "priorities.ID.actions.ID.cost"),
    }
}

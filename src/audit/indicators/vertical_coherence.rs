//! Vertical coherence: does each priority reach the classroom through people who work together?

use super::groups::{By, pair, split as grouped};
use super::{Figure, Indicator, IndicatorMeta, Loss, Material, NO_WEIGHTS, NONE_ACTIVE, Opens, Split, out_of};
use crate::analysis::chain::{Chain, Joint};
use crate::analysis::indicators::formulas::pooled;
use crate::model::Loc;

pub(super) static META: IndicatorMeta = IndicatorMeta {
    id: "vertical-coherence",
    summary: "whether each priority reaches the classroom through people joined by reporting or coaching",
    docs: include_str!("vertical-coherence.md"),
};

/// One active priority.
struct Case {
    priority: usize,
    weight: Option<f64>,
    chain: Option<Chain>,
}

impl Case {
    fn linked(&self) -> usize {
        self.chain.as_ref().map_or(0, Chain::linked)
    }

    fn required(&self) -> usize {
        self.chain.as_ref().map_or(0, |chain| chain.joints.len())
    }
}

fn cases(cx: &Material<'_>) -> Vec<Case> {
    let own = cx.facts.work.active().filter(|(_, priority)| priority.is_own());
    own.map(|(at, priority)| Case { priority: at, weight: priority.weight.map(|weight| weight.value), chain: Chain::of(cx.facts, at) })
        .collect()
}

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = cases(cx);
    let mut opens = Opens::default();
    for case in all.iter().filter(|case| case.chain.is_none()) {
        opens.add(("fewer than two levels have roles", "roles.ID.level"), address(cx, case), 1);
    }
    let joined: Vec<&Case> = all.iter().filter(|case| case.chain.is_some()).collect();
    let without = joined.iter().filter(|case| case.weight.is_none()).count();
    let note = (without > 0 && without < joined.len())
        .then(|| format!("{without} of {} priorities state no weight and are left out of the weighted figure.", joined.len()));
    Indicator {
        meta: &META,
        figures: figures(&joined).into_iter().map(|figure| figure.or_without(all.is_empty(), NONE_ACTIVE)).collect(),
        assessed: joined.len(),
        total: all.len(),
        things: "priorities",
        open: opens.0,
        losses: losses(cx, &joined),
        notes: note.into_iter().collect(),
    }
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    let all = cases(cx);
    match by {
        By::Family => Err("a pair of levels belongs to no family of roles"),
        By::Unit => {
            let place = |case: &Case| cx.corpus.priorities[case.priority].place.as_ref().and_then(|place| place.to).map(Loc::index);
            Ok(grouped(&all, |case| cx.homes.unit(place(case))).into_iter().map(|(group, cases)| (group, pairs(&cases))).collect())
        }
        By::Level => {
            let joints: Vec<(&Chain, &Joint)> = all
                .iter()
                .filter_map(|case| case.chain.as_ref())
                .flat_map(|chain| chain.joints.iter().map(move |joint| (chain, joint)))
                .collect();
            let level = |(chain, joint): &(&Chain, &Joint)| {
                let (upper, lower) = (&chain.steps[joint.upper].level, &chain.steps[joint.upper + 1].level);
                pair(cx.corpus.level_rank(upper).unwrap_or(0), upper, lower)
            };
            let figure = |joints: Vec<&(&Chain, &Joint)>| {
                let linked = joints.iter().filter(|(_, joint)| joint.by.is_some()).count();
                Figure::share("pairs", "pairs joined", linked, joints.len(), "pairs")
            };
            Ok(grouped(&joints, level).into_iter().map(|(group, joints)| (group, figure(joints))).collect())
        }
    }
}

fn address(cx: &Material<'_>, case: &Case) -> String {
    cx.corpus.priorities[case.priority].address().to_string()
}

fn figures(cases: &[&Case]) -> Vec<Figure> {
    let with: Vec<&&Case> = cases.iter().filter(|case| case.weight.is_some()).collect();
    let ratio = pooled(with.iter().map(|case| (case.weight.unwrap_or(0.0), case.linked() as f64, case.required() as f64)));
    let base = with.iter().map(|case| case.required()).sum();
    let mut first = Figure::new("weighted", "weighted", ratio, base, out_of(ratio, "weighted pairs"));
    if with.is_empty() && !cases.is_empty() {
        first = first.without(NO_WEIGHTS);
    }
    vec![first, pairs(cases)]
}

fn pairs(cases: &[&Case]) -> Figure {
    let (linked, required) = cases.iter().fold((0, 0), |sum, case| (sum.0 + case.linked(), sum.1 + case.required()));
    Figure::share("unweighted", "each pair alike", linked, required, "pairs")
}

fn losses(cx: &Material<'_>, cases: &[&Case]) -> Vec<Loss> {
    let weighted = cases.iter().any(|case| case.weight.is_some());
    let weight = |case: &Case| if weighted { case.weight.unwrap_or(0.0) } else { 1.0 };
    let all: f64 = cases.iter().map(|case| weight(case) * case.required() as f64).sum();
    let mut losses = Vec::new();
    for case in cases {
        let Some(chain) = &case.chain else { continue };
        for joint in chain.joints.iter().filter(|joint| joint.by.is_none()) {
            let step = |at: usize| {
                let step = &chain.steps[at];
                let roles: Vec<&str> = step.roles.iter().map(|&role| cx.corpus.roles[role].id()).collect();
                format!("{} ({})", step.level, if roles.is_empty() { "nobody".to_owned() } else { roles.join(", ") })
            };
            losses.push(Loss {
                item: address(cx, case),
                span: cx.corpus.priorities[case.priority].span(),
                why: format!("{} and {} are not joined", step(joint.upper), step(joint.upper + 1)),
                lost: weight(case) / all,
            });
        }
    }
    losses
}

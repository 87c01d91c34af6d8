//! Resilience: how much of the plan would survive the loss of one person.

use super::groups::{By, split as grouped};
use super::{Better, Figure, Indicator, IndicatorMeta, Loss, Material, Opens, Split, out_of};
use crate::analysis::bench::{self, Bench, Cover, FULL_BENCH, Unknown, doers};
use crate::analysis::indicators::formulas::Ratio;
use crate::analysis::work::Act;

pub(super) static META: IndicatorMeta =
    IndicatorMeta { id: "resilience", summary: "how much of the plan would go on if one person left", docs: include_str!("resilience.md") };

/// One action still to be done, and the people behind it.
struct Case<'f, 'a> {
    act: &'f Act<'a>,
    place: Option<usize>,
    cover: Result<Cover, Unknown>,
}

fn cases<'f, 'a>(cx: &'f Material<'a>) -> Vec<Case<'f, 'a>> {
    let bench = Bench::new(cx.facts);
    let own = bench.acts().filter(|act| cx.corpus.priorities[act.priority].is_own());
    own.map(|act| Case { act, place: bench.place(act), cover: bench.cover(act) }).collect()
}

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = cases(cx);
    let mut opens = Opens::default();
    for case in &all {
        if let Err(unknown) = case.cover {
            opens.add(words(unknown), cx.corpus.address(case.act.loc()).to_string(), 1);
        }
    }
    Indicator {
        meta: &META,
        figures: figures(&all.iter().collect::<Vec<_>>())
            .into_iter()
            .map(|figure| figure.or_without(all.is_empty(), "no active priority has an action still to be done"))
            .collect(),
        assessed: all.len() - opens.count(),
        total: all.len(),
        things: "actions",
        open: opens.0,
        losses: losses(cx, &all),
        notes: Vec::new(),
    }
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    let group = |case: &Case<'_, '_>| match by {
        By::Level => cx.homes.level(case.act.entry.value.level.as_ref()),
        _ => cx.homes.unit(case.place),
    };
    match by {
        By::Family => Err("an action is carried by several families of roles"),
        _ => Ok(grouped(&cases(cx), group).into_iter().map(|(group, cases)| (group, figures(&cases).swap_remove(0))).collect()),
    }
}

fn figures(cases: &[&Case<'_, '_>]) -> Vec<Figure> {
    let people: Vec<usize> = cases.iter().filter_map(|case| Some(case.cover.ok()?.people())).collect();
    let Some(resilience) = bench::Resilience::of(&people) else {
        let none = Figure::new("mean", "people behind actions", Ratio::default(), 0, "–").index();
        return vec![none];
    };
    let all = resilience.actions;
    let mean = Ratio::new(resilience.mean * all as f64, all as f64);
    let share = |name, label, some| Figure::share(name, label, some, all, "actions").better(Better::Lower);
    vec![
        Figure::new("mean", "people behind actions", mean, all, out_of(mean, "actions")).index(),
        share("at-0", "carried by nobody", resilience.without),
        share("at-1", "carried by one", resilience.single),
    ]
}

fn losses(cx: &Material<'_>, all: &[Case<'_, '_>]) -> Vec<Loss> {
    let known = all.iter().filter(|case| case.cover.is_ok()).count() as f64;
    let mut losses = Vec::new();
    for case in all {
        let Ok(cover) = case.cover else { continue };
        if cover.people() < FULL_BENCH {
            let lost = (FULL_BENCH - cover.people()) as f64 / FULL_BENCH as f64 / known;
            losses.push(Loss {
                item: cx.corpus.address(case.act.loc()).to_string(),
                span: case.act.entry.span(),
                why: reason(cx, case, cover),
                lost,
            });
        }
    }
    losses
}

fn reason(cx: &Material<'_>, case: &Case<'_, '_>, cover: Cover) -> String {
    let named: Vec<&str> = doers(case.act).into_iter().map(|actor| &*cx.corpus.id_of(actor).value).collect();
    let named = named.join(", ");
    match (cover.qualified, cover.backups, cover.holders) {
        (0, 0, 0) => format!("nobody holds {named} there, and nobody could step in"),
        (0, 0, _) => format!("nobody among {named} has what it requires, and nobody could step in"),
        (0, _, _) => format!("rests on one person, a backup: nobody among {named} is there and has what it requires"),
        _ => format!("rests on one person ({named}), and nobody could step in"),
    }
}

fn words(unknown: Unknown) -> (&'static str, &'static str) {
    match unknown {
        Unknown::NobodyDoes => ("nobody is said to do it", "priorities.ID.actions.ID.raci"),
        Unknown::NotStaffed => ("nobody is said to work there", "units.ID.staff"),
        Unknown::NotCounted => ("how many people there are is not stated", "units.ID.staff.ID.count"),
    }
}

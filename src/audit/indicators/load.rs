//! Load: how many of those with release have more work than it holds, and how unevenly holders of one role are loaded.

use super::groups::{By, split as grouped};
use super::{Better, Figure, Indicator, IndicatorMeta, Loss, Material, Opens, Split};
use crate::analysis::fullness::{self, Fullness, weeks};
use crate::analysis::indicators::FEW;
use crate::analysis::indicators::formulas::{Ratio, gini};
use crate::analysis::time::{Calendar, Week};
use crate::text::Exact;
use crate::text::Span;
use crate::text::figure::beside;
use std::collections::BTreeMap;

pub(super) static META: IndicatorMeta = IndicatorMeta {
    id: "load",
    summary: "how many people have more work than release, and how unevenly those in one role are loaded",
    docs: include_str!("load.md"),
};

/// Some holders of one post who have the same week.
struct Case {
    role: usize,
    unit: usize,
    span: Span,
    holders: u32,
    /// Whether the post says how many people it is.
    counted: bool,
    week: Week,
    fullness: Fullness,
}

impl Case {
    /// Whether their week is over-full; absent where that is not known.
    fn over(&self) -> Option<bool> {
        match self.fullness {
            _ if !self.counted => None,
            Fullness::Known(used) => Some(used > Exact::ONE),
            // What is not stated would only add.
            Fullness::AtLeast(used, _) => (used > Exact::ONE).then_some(true),
            Fullness::Unknown(_) => None,
        }
    }

    /// Hours ÷ release, where it is known exactly and there is any release.
    fn exact(&self) -> Option<(f64, u32)> {
        match self.fullness {
            Fullness::Known(used) if self.counted && used.is_finite() => Some((used.f64(), self.holders)),
            _ => None,
        }
    }
}

fn cases(cx: &Material<'_>) -> Vec<Case> {
    let calendar = Calendar::new(cx.facts);
    let weeks = weeks(&calendar, &cx.corpus.roles).into_iter();
    weeks
        .filter_map(|(role, week)| {
            let post = &cx.facts.people.posts[week.post()?];
            let fullness = fullness::of(&week);
            let counted = post.heads.is_some();
            let own = cx.corpus.units[post.unit].is_own();
            own.then_some(Case { role, unit: post.unit, span: post.span, holders: week.holders, counted, week, fullness })
        })
        .collect()
}

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = cases(cx);
    let cases: Vec<&Case> = all.iter().collect();
    let mut opens = Opens::default();
    for case in all.iter().filter(|case| case.over().is_none()) {
        opens.add(words(case), cx.corpus.units[case.unit].address().to_string(), case.holders as usize);
    }
    let mut figures = vec![over(&cases)];
    figures.extend(unevenness(cx, &cases));
    let total = all.iter().map(|case| case.holders as usize).sum::<usize>();
    Indicator {
        meta: &META,
        figures,
        assessed: total - opens.count(),
        total,
        things: "people with release or routines",
        open: opens.0,
        losses: losses(cx, &all),
        notes: Vec::new(),
    }
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    let group = |case: &Case| if by == By::Unit { cx.homes.unit(Some(case.unit)) } else { cx.homes.role(&cx.corpus.roles[case.role], by) };
    Ok(grouped(&cases(cx), group).into_iter().map(|(group, cases)| (group, over(&cases))).collect())
}

fn holders<'c>(cases: impl Iterator<Item = &'c &'c Case>) -> usize {
    cases.map(|case| case.holders as usize).sum()
}

fn over(cases: &[&Case]) -> Figure {
    let known = holders(cases.iter().filter(|case| case.over().is_some()));
    let over = holders(cases.iter().filter(|case| case.over() == Some(true)));
    let figure = Figure::share("over-full", "people with more work than release", over, known, "people").better(Better::Lower);
    if cases.is_empty() { figure.without("nobody with release is said to work anywhere (units.ID.staff)") } else { figure }
}

/// The Gini coefficient of every role that enough people hold whose week is known.
fn unevenness(cx: &Material<'_>, cases: &[&Case]) -> Vec<Figure> {
    let mut roles: BTreeMap<usize, Vec<(f64, u32)>> = BTreeMap::new();
    for case in cases {
        roles.entry(case.role).or_default().extend(case.exact());
    }
    let known = |weeks: &[(f64, u32)]| weeks.iter().map(|(_, holders)| *holders as usize).sum::<usize>();
    let label = "unevenness";
    let enough: Vec<_> = roles.into_iter().filter(|(_, weeks)| known(weeks) >= FEW).collect();
    if enough.is_empty() {
        let none = Figure::new("gini", label, Ratio::default(), 0, "–").index().better(Better::Lower);
        return vec![none.without(format!("no role has {FEW} holders whose week is known"))];
    }
    let figure = |(role, weeks): &(usize, Vec<(f64, u32)>)| {
        let people = known(weeks);
        let id = cx.corpus.roles[*role].id();
        let figure = Figure::new("gini", label, gini(weeks), people, format!("{people} × {id}")).index().better(Better::Lower);
        Figure { of: Some(id.to_owned()), ..figure }
    };
    enough.iter().map(figure).collect()
}

fn losses(cx: &Material<'_>, all: &[Case]) -> Vec<Loss> {
    let known: usize = all.iter().filter(|case| case.over().is_some()).map(|case| case.holders as usize).sum();
    let over = all.iter().filter(|case| case.over() == Some(true));
    over.map(|case| Loss {
        item: cx.corpus.units[case.unit].address().to_string(),
        span: case.span,
        why: reason(cx, case),
        lost: f64::from(case.holders) / known as f64,
    })
    .collect()
}

fn reason(cx: &Material<'_>, case: &Case) -> String {
    let people = if case.holders == 1 { "1".to_owned() } else { format!("{} people, each", case.holders) };
    let role = cx.corpus.roles[case.role].id();
    let (hours, capacity) = beside(case.week.hours(), case.week.capacity.unwrap_or_default(), 2);
    let (least, more) = match case.fullness {
        Fullness::AtLeast(..) => ("at least ", " (not all is stated)"),
        _ => ("", ""),
    };
    format!("{role} ({people}): {least}{hours} h of work a week in {capacity} h of release{more}")
}

fn words(case: &Case) -> (&'static str, &'static str) {
    match case.fullness {
        _ if !case.counted => ("a post does not say how many people it is", "units.ID.staff.ID.count"),
        Fullness::AtLeast(_, missing) | Fullness::Unknown(missing) => missing.unlock(),
        Fullness::Known(_) => ("the week is known", "units.ID.staff"),
    }
}

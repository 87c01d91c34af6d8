//! Development coverage: can people learn, show and be judged on what their role requires?

use super::groups::{By, split as grouped};
use super::{Figure, Indicator, IndicatorMeta, Loss, Material, Opens, Split};
use crate::analysis::development::{Need, Path};
use crate::model::{Item, Role};

pub(super) static META: IndicatorMeta = IndicatorMeta {
    id: "development-coverage",
    summary: "for how much of what roles require there is a way to learn it, to show it and to be judged on it",
    docs: include_str!("development-coverage.md"),
};

/// One required competency of one role.
struct Case<'a> {
    need: Need<'a>,
    path: Path,
}

fn cases<'a>(cx: &Material<'a>) -> Vec<Case<'a>> {
    let needs = &cx.facts.needs;
    let own = needs.all.iter().filter(|need| counts(cx, &cx.corpus.roles[need.role]));
    own.map(|need| Case { need: *need, path: needs.path(need) }).collect()
}

/// Roles of the framework's own that have not ended.
fn counts(cx: &Material<'_>, role: &Item<Role>) -> bool {
    role.is_own() && role.ends.is_none_or(|ends| ends.last() >= cx.facts.as_of)
}

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = cases(cx);
    let mut opens = Opens::default();
    let mut total = 0;
    for (at, role) in cx.corpus.roles.iter().enumerate().filter(|(_, role)| counts(cx, role)) {
        total += 1;
        if cx.facts.needs.of_role(at).next().is_none() {
            opens.add(("the role requires no competency", "roles.ID.requires"), role.address().to_string(), 1);
        }
    }
    let whole: Vec<&Case<'_>> = all.iter().collect();
    Indicator {
        meta: &META,
        figures: vec![pairs(&whole).or_without(all.is_empty(), "no role requires a competency")],
        assessed: total - opens.count(),
        total,
        things: "roles",
        open: opens.0,
        losses: losses(cx, &all),
        notes: Vec::new(),
    }
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    if by == By::Unit {
        return Err("what a role requires is the same in every unit");
    }
    let group = |case: &Case<'_>| cx.homes.role(&cx.corpus.roles[case.need.role], by);
    Ok(grouped(&cases(cx), group).into_iter().map(|(group, cases)| (group, pairs(&cases))).collect())
}

fn pairs(cases: &[&Case<'_>]) -> Figure {
    let whole = cases.iter().filter(|case| case.path.is_whole()).count();
    Figure::share("pairs", "required competencies with offering, evidence and judge", whole, cases.len(), "requirements")
}

fn losses(cx: &Material<'_>, all: &[Case<'_>]) -> Vec<Loss> {
    let missing = all.iter().filter(|case| !case.path.is_whole());
    missing
        .map(|case| Loss {
            item: cx.corpus.roles[case.need.role].address().to_string(),
            span: case.need.span(),
            why: reason(cx, case),
            lost: 1.0 / all.len() as f64,
        })
        .collect()
}

fn reason(cx: &Material<'_>, case: &Case<'_>) -> String {
    let competency = cx.corpus.competencies[case.need.competency].id();
    let level = case.need.level().map_or_else(String::new, |level| format!(" at {level}"));
    let path = &case.path;
    let mut lacks = Vec::new();
    match (path.reaching.is_empty(), path.open.is_empty()) {
        (true, _) => lacks.push("nothing on offer reaches that"),
        (false, true) => lacks.push("what reaches that is not open to it"),
        (false, false) => {}
    }
    match (path.evidence.is_empty(), path.judged) {
        (true, _) => lacks.push("no evidence shows it"),
        (false, false) => lacks.push("nobody judges the evidence"),
        (false, true) => {}
    }
    format!("{competency}{level}: {}", lacks.join(", and "))
}

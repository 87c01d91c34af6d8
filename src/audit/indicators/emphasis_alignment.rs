//! Emphasis alignment: does the time go where the weights say?

use super::groups::{By, split as grouped};
use super::{Better, Figure, Indicator, IndicatorMeta, Loss, Material, NO_WEIGHTS, Opens, Split, joined, out_of};
use crate::analysis::indicators::emphasis::{PostTime, Row, aligned, concerning, index, rows, time};
use crate::text::figure::beside;
use std::collections::BTreeSet;

pub(super) static META: IndicatorMeta = IndicatorMeta {
    id: "emphasis-alignment",
    summary: "whether people's time is divided over the priorities as their weights are",
    docs: include_str!("emphasis-alignment.md"),
};

pub(super) fn measure(cx: &Material<'_>) -> Indicator {
    let all = time(cx.facts);
    let counted: Vec<&PostTime> = all.iter().filter(|time| time.counted).collect();
    let rows = rows(cx.facts, counted.iter().copied());
    let (opens, total) = unstated(cx, &all);
    let mut notes = Vec::new();
    if rows.len() > 1 {
        let many = rows.len();
        notes.push(format!("Over {many} active priorities; not comparable with a framework that has another number of priorities."));
    }
    notes.extend(uncounted(cx, &all));
    Indicator {
        meta: &META,
        figures: figures(&rows, &counted, &all),
        assessed: total - opens.count(),
        total,
        things: "responsibilities of people in post",
        open: opens.0,
        losses: losses(cx, &rows, &all),
        notes,
    }
}

/// Responsibilities that serve an active priority and whose time is not known: the index leaves them out.
fn uncounted(cx: &Material<'_>, all: &[PostTime]) -> Option<String> {
    let mut named = BTreeSet::new();
    for time in all {
        let role = cx.facts.people.posts[time.post].role;
        let active = time.uncounted.iter().filter(|(priority, _)| cx.corpus.priorities[*priority].is_active());
        for (priority, duty) in active {
            named.insert(format!("{}/{duty} for {}", cx.corpus.roles[role].id(), cx.corpus.priorities[*priority].id()));
        }
    }
    let named: Vec<String> = named.into_iter().collect();
    (!named.is_empty()).then(|| format!("The time of these is not counted, because they state no share: {}.", joined(&named)))
}

/// The responsibilities of everyone in post, and why the time of some is not known.
fn unstated(cx: &Material<'_>, all: &[PostTime]) -> (Opens, usize) {
    let mut opens = Opens::default();
    let mut total = 0;
    if !cx.facts.people.is_staffed() {
        for (at, role) in cx.corpus.roles.iter().enumerate().filter(|(_, role)| role.is_own()) {
            let duties = cx.facts.work.positions_of(at).len();
            total += duties;
            if duties > 0 {
                opens.add(("nobody is said to work anywhere", "units.ID.staff"), role.address().to_string(), duties);
            }
        }
    }
    for time in all {
        let post = &cx.facts.people.posts[time.post];
        let people = post.heads.unwrap_or(1) as usize;
        total += people * time.duties;
        let role = cx.corpus.roles[post.role].address().to_string();
        if !time.counted && time.duties > 0 {
            opens.add(("a post does not say how many people it is", "units.ID.staff.ID.count"), role, people * time.duties);
        } else if time.without_share > 0 {
            opens.add(("they state no share of time", "roles.ID.responsibilities.ID.share"), role, people * time.without_share);
        }
    }
    (opens, total)
}

pub(super) fn split(cx: &Material<'_>, by: By) -> Split {
    let all: Vec<PostTime> = time(cx.facts).into_iter().filter(|time| time.counted).collect();
    let group = |time: &PostTime| {
        let post = &cx.facts.people.posts[time.post];
        if by == By::Unit { cx.homes.unit(Some(post.unit)) } else { cx.homes.role(&cx.corpus.roles[post.role], by) }
    };
    let figure = |posts: Vec<&PostTime>| {
        let rows = concerning(cx.facts, rows(cx.facts, posts.iter().copied()), &posts);
        figures(&rows, &posts, &all).swap_remove(0)
    };
    Ok(grouped(&all, group).into_iter().map(|(group, posts)| (group, figure(posts))).collect())
}

fn figures(rows: &[Row], posts: &[&PostTime], all: &[PostTime]) -> Vec<Figure> {
    let ratio = index(rows);
    let base = posts.iter().map(|time| time.duties - time.without_share).sum();
    let mut first = Figure::new("index", "weights beside time", ratio, base, out_of(ratio, "weight matched")).index();
    if ratio.value().is_none() {
        first = first.without(why_not(rows, all));
    }
    let share = aligned(rows, posts.iter().copied());
    let second = Figure::new("aligned-time", "time on priorities", share, base, out_of(share, "positions"));
    vec![first, second.better(Better::Neither)]
}

fn why_not(rows: &[Row], all: &[PostTime]) -> &'static str {
    let with = rows.iter().filter(|row| row.weight.is_some()).count();
    match (rows.len(), with) {
        (0, _) => "no priority is active",
        (1, _) => "one priority alone always agrees with itself",
        (_, 0) => NO_WEIGHTS,
        (all, with) if with < all => "an active priority states no weight (priorities.ID.weight)",
        _ if all.is_empty() => "nobody is said to work anywhere (units.ID.staff)",
        _ => "no responsibility with a share of time serves an active priority",
    }
}

/// Every priority that has a smaller share of the time than of the weight.
fn losses(cx: &Material<'_>, rows: &[Row], all: &[PostTime]) -> Vec<Loss> {
    if index(rows).value().is_none() {
        return Vec::new();
    }
    let weights: f64 = rows.iter().filter_map(|row| row.weight).sum();
    let spent: f64 = rows.iter().map(|row| row.time).sum();
    let mut losses = Vec::new();
    for row in rows {
        let priority = &cx.corpus.priorities[row.priority];
        let (stated, gets) = (row.weight.unwrap_or(0.0) / weights, row.time / spent);
        if stated - gets > 1e-9 {
            let why = {
                let (weight, time) = beside(stated * 100.0, gets * 100.0, 0);
                format!("has {weight} % of the weight and {time} % of the time that serves priorities")
            };
            let partly = all.iter().flat_map(|time| &time.uncounted).any(|(served, _)| *served == row.priority);
            let why = if partly { why + "; some of its time is not stated" } else { why };
            let span = priority.weight.map_or(priority.span(), |weight| weight.span);
            losses.push(Loss { item: priority.address().to_string(), span, why, lost: stated - gets });
        }
    }
    losses
}

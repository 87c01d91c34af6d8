//! Educators whom nobody helps to get better.

use super::Ctx;
use crate::analysis::coverage::{Coaching, is_held};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Family, Item, Role, UnitKind};
use crate::text::Span;
use rustc_hash::FxHashSet;

rule! {
    "unsupported-educator", Coverage,
    "teachers have no coach, or a leader or coach has nobody who supports them",
    cases: [Case::missing("no-coach", Level::Warning), Case::missing("no-support", Level::Warning)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let coaching = Coaching::of(cx.corpus);
    let highest = highest_level(cx);
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        let Some(family) = role.family.map(|family| family.value) else {
            out.not_assessed(role.address(), "the role does not say whether it teaches, leads or coaches", "roles.ID.family");
            continue;
        };
        if matches!(family, Family::Support | Family::Partner) || is_highest(cx, at, highest) {
            continue;
        }
        if coaching.supported[at] {
            out.met();
            continue;
        }
        match Posts::of(cx, at) {
            Posts { coached, alone } if alone.is_empty() && coached > 0 => out.met(),
            posts => report(role, family, &posts, out),
        }
    }
}

fn report(role: &Item<Role>, family: Family, posts: &Posts<'_>, out: &mut Reporter<'_>) {
    let (case, lack, field) = match family {
        Family::Teacher => ("no-coach", "nobody coaches", "name who does it in “supported_by”, or in “coaches” of the role that coaches"),
        _ => ("no-support", "nobody supports", "name who does it in “supported_by”"),
    };
    let places: Vec<&str> = posts.alone.iter().map(|&(id, _)| id).collect();
    // Where some posts are coached, the others are the news.
    let place = if posts.coached > 0 { format!(" at {}", places.join(", ")) } else { String::new() };
    let finding = out.report(case, role.span(), format!("{lack} {}{place}", role.id()));
    finding.item(role.address()).help(format!(
        "Whoever is asked to get better needs somebody who watches, asks and comes back: {field}, or “coached_by” where they are staffed."
    ));
    if posts.coached > 0 {
        for &(_, span) in &posts.alone {
            finding.related(span, "staffed here, without “coached_by”");
        }
    }
}

/// Where a role is held: how many posts say who coaches them, and the units of those that do not.
struct Posts<'a> {
    coached: usize,
    alone: Vec<(&'a str, Span)>,
}

impl<'a> Posts<'a> {
    fn of(cx: &Ctx<'a>, role: usize) -> Self {
        let mut posts = Posts { coached: 0, alone: Vec::new() };
        for post in cx.facts.people.posts_of(role).filter(|post| is_held(post)) {
            let unit = &cx.corpus.units[post.unit];
            match unit.staff.get(post.entry).and_then(|staff| staff.value.detail.coached_by.as_ref()) {
                Some(_) => posts.coached += 1,
                None => posts.alone.push((unit.id(), post.span)),
            }
        }
        posts
    }
}

/// The highest level at which the framework has a role.
fn highest_level(cx: &Ctx<'_>) -> Option<usize> {
    let mut levels: Vec<&str> = cx.corpus.roles.iter().filter_map(|role| role.level.as_deref().map(|level| &**level)).collect();
    levels.sort_unstable();
    levels.dedup();
    levels.into_iter().filter_map(|level| cx.corpus.level_rank(level)).min()
}

/// Whether nobody is above a role: it reports to none, and works in the system unit or at the highest level there is.
fn is_highest(cx: &Ctx<'_>, at: usize, highest: Option<usize>) -> bool {
    let role = &cx.corpus.roles[at];
    let rank = role.level.as_ref().and_then(|level| cx.corpus.level_rank(level));
    let in_system = || {
        let units: FxHashSet<usize> = cx.facts.people.posts_of(at).filter(|post| is_held(post)).map(|post| post.unit).collect();
        units.iter().any(|&unit| cx.corpus.units[unit].kind.is_some_and(|kind| kind.value == UnitKind::System))
    };
    role.reports_to.is_none() && ((rank.is_some() && rank == highest) || in_system())
}

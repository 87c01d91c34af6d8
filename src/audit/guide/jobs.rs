//! Which jobs need doing: work without people, people without work, and weeks that do not hold it.

use super::{Cx, NONE_ACTIVE, Named, Question, Theme};
use crate::analysis::bench::{Bench, Unknown, doers};
use crate::analysis::coverage::is_held;
use crate::analysis::indicators::formulas::Ratio;
use crate::audit::indicators::{self, By, Open};
use crate::model::{Collection, Loc};
use rustc_hash::FxHashSet;

pub(super) fn theme(cx: &Cx<'_>) -> Theme {
    Theme { title: "Which jobs need doing", questions: vec![hands(cx), needed(cx), week(cx)] }
}

fn hands(cx: &Cx<'_>) -> Question {
    let bench = Bench::new(cx.facts);
    let concerned: Vec<usize> = cx.priorities().into_iter().map(|(at, _)| at).collect();
    let acts = bench.acts().filter(|act| concerned.binary_search(&act.priority).is_ok());
    let covers: Vec<_> = acts.map(|act| (act, bench.cover(act))).collect();
    let unknown = |wanted: Unknown| covers.iter().filter(|(_, cover)| *cover == Err(wanted)).count();
    let known = covers.iter().filter_map(|(act, cover)| Some((act, cover.ok()?.people())));
    let names = |act: &crate::analysis::work::Act<'_>| -> String {
        let names: Vec<&str> = doers(act).into_iter().map(|actor| &*cx.corpus.id_of(actor).value).collect();
        names.join(", ")
    };
    Question::new(
        "hands",
        "Which work has nobody to do it, and which would stop if one person left?",
        "People fall ill, move and retire. Work behind which one person stands is a matter of luck.",
        "Somebody second learns the work, a backup is named, or the work is dropped knowingly.",
    )
    .counting(
        "Actions still to be done behind which at least two people stand",
        known,
        |(_, people)| *people >= 2,
        |(act, people)| match people {
            0 => Some(cx.named(act.loc(), format!("nobody stands behind it ({})", names(act)))),
            1 => Some(cx.named(act.loc(), format!("one person stands behind it ({})", names(act)))),
            _ => None,
        },
    )
    .open(unknown(Unknown::NobodyDoes), "nobody is said to do it", "priorities.ID.actions.ID.raci")
    .open(unknown(Unknown::NotStaffed), "nobody is said to work there", "units.ID.staff")
    .open(unknown(Unknown::NotCounted), "how many people there are is not stated", "units.ID.staff.ID.count")
    .silent(concerned.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
}

fn needed(cx: &Cx<'_>) -> Question {
    let active: Vec<usize> = cx.facts.work.active().map(|(at, _)| at).collect();
    let of_active = cx.facts.work.services.iter().filter(|service| cx.corpus.priorities[service.target.index()].is_active());
    let serving: FxHashSet<usize> = of_active.map(|service| service.role).collect();
    let serves = |role: usize| serving.contains(&role) || cx.facts.work.duties_of(role).any(|duty| duty.is_core());
    let roles = cx.roles();
    let described = roles.iter().copied().filter(|&role| !active.is_empty() && !cx.corpus.roles[role].responsibilities.is_empty());
    let silent = roles.iter().filter(|&&role| cx.corpus.roles[role].responsibilities.is_empty()).count();
    let posts: Vec<_> = cx.facts.people.posts.iter().filter(|post| cx.has_unit(post.unit) && cx.corpus.units[post.unit].is_own()).collect();
    Question::new(
        "needed",
        "Which jobs does this plan need, and which does it not mention?",
        "A job that the plan does not mention either carries work that nobody sees, or waits for somebody to say what it is for now.",
        "The work it does is written down as lasting, or the job is fitted to this year's priorities with the people who hold it.",
    )
    .counting(
        "Roles with a duty that serves an active priority or always stands (core)",
        described,
        |role| serves(*role),
        |role| {
            (!serves(*role))
                .then(|| cx.named(Loc::item(Collection::Roles, *role), "serves no active priority, and has no duty that always stands"))
        },
    )
    .counting(
        "Posts in which somebody is said to work",
        posts.iter(),
        |post| is_held(post),
        |post| {
            let unit = cx.corpus.units[post.unit].id();
            let loc = Loc::item(Collection::Roles, post.role);
            (!is_held(post)).then(|| cx.named_at(loc, post.span, format!("nobody is in this post at {unit}")))
        },
    )
    .open(silent, "the role states no responsibilities", "roles.ID.responsibilities")
    .silent(active.is_empty(), NONE_ACTIVE.0, NONE_ACTIVE.1)
    .silent(posts.is_empty(), "nobody is said to work here", "units.ID.staff")
}

fn week(cx: &Cx<'_>) -> Question {
    let duties: Vec<_> = cx.roles().into_iter().flat_map(|role| cx.facts.work.duties_of(role)).collect();
    let question = Question::new(
        "week",
        "Does the week hold what each job asks for, and what would people stop doing?",
        "New work that takes nothing away is paid for with evenings, or with the work that was there before.",
        "Each new duty names its share of time, and what makes room for it is written beside it.",
    )
    .counting(
        "Duties that state their share of time",
        duties.iter(),
        |duty| duty.entry.value.share.is_some(),
        |duty| {
            duty.entry.value.share.is_none().then(|| cx.named(duty.loc(), "states no share of time (roles.ID.responsibilities.ID.share)"))
        },
    );
    let (figure, unknown) = load(cx);
    let known = figure.is_some();
    let question = match figure {
        Some((over, of, named)) => question.counted("People whose work fits into their release", of - over.min(of), of, named),
        None => question,
    };
    let question = unknown.into_iter().fold(question, |question, open| question.open(open.count, open.because, open.unlock));
    question.silent(duties.is_empty(), "no role here states a duty", "roles.ID.responsibilities").silent(
        !known,
        "whether work fits into release is not known of anybody here",
        "roles.ID.release and roles.ID.routines",
    )
}

/// How many of how many people have more work than release, and where they are.
type Over = (usize, usize, Vec<Named>);

/// People with more work than release, of those of whom it is known, and where they are; and what is not known, for
/// how many people. What is not known is counted for the framework only.
fn load(cx: &Cx<'_>) -> (Option<Over>, Vec<Open>) {
    let Some(all) = indicators::one(cx.facts, "load") else { return (None, Vec::new()) };
    let here = |id: &str| cx.corpus.units.position(id).is_some_and(|unit| cx.has_unit(unit));
    let ratio = match cx.unit {
        None => all.figures.first().map_or(Ratio::default(), |figure| figure.ratio),
        Some(_) => {
            let splits = indicators::Breakdown::of(cx.audit, By::Unit).splits;
            let split = splits.into_iter().find(|(meta, _)| meta.id == "load").and_then(|(_, split)| split.ok());
            let groups = split.into_iter().flatten().filter(|(group, _)| here(&group.name));
            groups.fold(Ratio::default(), |sum, (_, figure)| {
                Ratio::new(sum.numerator + figure.ratio.numerator, sum.denominator + figure.ratio.denominator)
            })
        }
    };
    let unknown = if cx.unit.is_none() { all.open } else { Vec::new() };
    if ratio.value().is_none() {
        return (None, unknown);
    }
    let inside = |item: &str| item.strip_prefix("units/").is_some_and(here);
    let named = all.losses.into_iter().filter(|loss| inside(&loss.item));
    let named = named.map(|loss| Named { item: loss.item, says: loss.why, span: loss.span }).collect();
    (Some((ratio.numerator as usize, ratio.denominator as usize, named)), unknown)
}

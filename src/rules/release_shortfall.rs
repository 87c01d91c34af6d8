//! A week that does not fit into the time that was set free for it.

use super::Ctx;
use super::spoken::{assume, who};
use crate::analysis::fullness::{self, Fullness, has_a_week};
use crate::analysis::time::{Basis, Line, Week};
use crate::diag::{Case, Finding, Level, Reporter, Standing, Threshold};
use crate::model::{Item, ItemAddress, Role};
use crate::text::figure::{beside, short};
use crate::text::{Exact, Span};

pub(super) const MAX_USED: Threshold = Threshold {
    name: "max_used",
    unit: "% of release",
    default: 100.0,
    standing: Standing::Arithmetic,
    source: "a week cannot hold more hours than it has; that release must fit the work: Denver Public Schools, on a culture of teacher leadership",
};

pub(super) const TIGHT_USED: Threshold = Threshold {
    name: "tight_used",
    unit: "% of release",
    default: 85.0,
    standing: Standing::Unsourced,
    source: "no source found; a judgement, so that an absence or a new colleague still fits",
};

rule! {
    "release-shortfall", Load,
    "routines and meetings take more hours than the release that should hold them",
    cases: [Case::new("over", Level::Warning), Case::new("tight", Level::Advice)],
    thresholds: [MAX_USED, TIGHT_USED],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let calendar = &cx.calendar;
    for (at, role) in cx.corpus.roles.iter().enumerate() {
        if !has_a_week(role) {
            continue;
        }
        let weeks = calendar.weeks_of_role(at);
        // Where no post has any release, the role is asked once, not every post of it.
        if weeks.iter().all(|week| week.release.is_none()) {
            let span = role.release.map_or(role.span(), |release| release.span);
            judge(cx, out, role, &calendar.week_as_described(at), span, role.id(), role.address());
            continue;
        }
        for week in &weeks {
            let Some(post) = week.post().map(|post| &cx.facts.people.posts[post]) else { continue };
            let who = who(cx, week.holder.as_deref().unwrap_or(role.id()), &week.posts);
            judge(cx, out, role, week, post.span, &who, cx.corpus.units[post.unit].address());
        }
    }
}

fn judge(cx: &Ctx<'_>, out: &mut Reporter<'_>, role: &Item<Role>, week: &Week, span: Span, who: &str, address: ItemAddress<'_>) {
    match room(week, out.limit(&MAX_USED), out.limit(&TIGHT_USED)) {
        Room::Over => {
            report(cx, out, "over", role, week, span, who).item(address);
        }
        Room::Tight => {
            report(cx, out, "tight", role, week, span, who).item(address);
        }
        Room::Enough => out.met(),
        Room::NotAssessed(because, unlock) => out.not_assessed(address, because, unlock),
    }
}

/// Whether a week fits into its release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// It does not.
    Over,
    /// It does, with almost nothing left.
    Tight,
    /// It does.
    Enough,
    /// What is absent, and the field that would tell.
    NotAssessed(&'static str, &'static str),
}

/// Judges a week by two thresholds, in percent of release.
pub(super) fn room(week: &Week, most: f64, tight: f64) -> Room {
    let (most, tight) = (Exact::from(most) / 100_u32, Exact::from(tight) / 100_u32);
    match fullness::of(week) {
        Fullness::Known(used) | Fullness::AtLeast(used, _) if used > most => Room::Over,
        Fullness::Known(used) if used > tight => Room::Tight,
        Fullness::Known(_) => Room::Enough,
        // What is not stated only adds to the hours, so that too little is known to call a week roomy.
        Fullness::AtLeast(_, missing) | Fullness::Unknown(missing) => {
            let (because, unlock) = missing.unlock();
            Room::NotAssessed(because, unlock)
        }
    }
}

fn report<'o>(
    cx: &Ctx<'_>,
    out: &'o mut Reporter<'_>,
    case: &str,
    role: &Item<Role>,
    week: &Week,
    span: Span,
    who: &str,
) -> &'o mut Finding {
    let working = working(week);
    let limit = out.limit(if case == "tight" { &TIGHT_USED } else { &MAX_USED });
    let percent = |used: Exact| format!("{}%", beside(used * 100_u32, limit, 0).0);
    let message = match (case, week.used().filter(|used| used.is_finite())) {
        (_, None) => format!("{who} has no release for {working}"),
        ("tight", Some(used)) => format!("the week of {who} has almost no room left: {working}: {}", percent(used)),
        (_, Some(used)) => format!("the week of {who} does not fit: {working}: {}", percent(used)),
    };
    let finding = out.report(case, span, message);
    assume(cx, finding, role, week);
    if span != role.span() {
        finding.related(role.span(), "the role and its routines");
    }
    let over = week.hours() - week.capacity.unwrap_or(Exact::ZERO);
    let people = week.coached.filter(|coached| coached.basis == Basis::Counted).map(|_| "fewer people to coach, ").unwrap_or_default();
    finding.help(if over > Exact::ZERO {
        format!("It lacks {} h a week: give {people}shorter or rarer routines, a seat less, or more release.", hours(over))
    } else {
        format!(
            "{} h a week are left for what nobody planned. Before adding a person or a meeting, take something out.",
            hours(Exact::ZERO - over)
        )
    })
}

/// `7 × (45 + 30) min + 90 + 60 = 11.25 h of 10 h release`.
fn working(week: &Week) -> String {
    let each = |line: &&Line| line.source.is_each();
    let (people, once): (Vec<&Line>, Vec<&Line>) = week.lines.iter().filter(|line| line.hours > Exact::ZERO).partition(each);
    let minutes: Vec<String> = people.iter().map(|line| number(line.minutes * line.times)).collect();
    let mut parts: Vec<String> = Vec::new();
    if let Some(first) = people.first() {
        let sum = if minutes.len() == 1 { minutes.concat() } else { format!("({})", minutes.join(" + ")) };
        parts.push(format!("{} × {sum}", number(first.people)));
    }
    parts.extend(once.iter().map(|line| number(line.hours * 60_u32)));
    // The unit stands once, after the first term.
    if let Some(first) = parts.first_mut() {
        first.push_str(" min");
    }
    match week.capacity.filter(|capacity| *capacity > Exact::ZERO) {
        Some(capacity) => {
            let (hours, release) = beside(week.hours(), capacity, 2);
            format!("{} = {hours} h of {release} h release", parts.join(" + "))
        }
        None => format!("{} = {} h", parts.join(" + "), hours(week.hours())),
    }
}

fn number(value: Exact) -> String {
    short(value, 1)
}

fn hours(value: Exact) -> String {
    short(value, 2)
}

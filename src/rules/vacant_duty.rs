//! Work that was given to a post in which nobody is.

use super::Ctx;
use crate::analysis::bench::{Unknown, bearers};
use crate::analysis::people::Post;
use crate::analysis::span::Waiting;
use crate::analysis::work::{Act, Letter};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Collection, Phase};
use crate::text::{Span, excerpt};
use std::collections::BTreeMap;

rule! {
    "vacant-duty", Resilience,
    "the A or the only R of an action has no holder where the priority is, or people wait for one to coach or supervise them",
    cases: [Case::missing("vacant", Level::Warning), Case::missing("waiting", Level::Warning)],
    thresholds: [],
    check
}

/// What rests on one role in one place: the letters that give it.
type Given<'a> = BTreeMap<(Option<usize>, usize), Vec<(&'a Act<'a>, &'a Letter)>>;

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let bench = &cx.bench;
    let mut given = Given::new();
    for act in bench.acts() {
        let place = bench.place(act);
        if place.is_some_and(|unit| is_designing(cx, unit)) {
            continue;
        }
        for held in bearers(act).into_iter().filter(|held| held.actor.collection() == Collection::Roles) {
            given.entry((place, held.actor.index())).or_default().push((act, held));
        }
    }
    let mut vacant: Vec<(Option<usize>, usize)> = Vec::new();
    // One vacancy is one cause, however many actions wait for it.
    for ((place, role), letters) in given {
        let address = cx.corpus.roles[role].address();
        match bench.heads(role, place) {
            Ok(0) => {
                vacant.push((place, role));
                report(cx, place, role, &letters, out);
            }
            Ok(_) => out.met(),
            Err(Unknown::NotCounted) => out.not_assessed(address, "how many people hold it is not stated", "units.ID.staff.ID.count"),
            Err(_) => out.not_assessed(address, "nobody is said to work there", "units.ID.staff"),
        }
    }
    waiting(cx, &vacant, out);
}

/// A vacancy for which people wait: of a post that nobody has, or of a role that a unit names as coach and that nobody
/// near holds. A supervisor whom no unit there lists may simply not be listed.
fn waiting(cx: &Ctx<'_>, vacant: &[(Option<usize>, usize)], out: &mut Reporter<'_>) {
    let people = &cx.facts.people;
    let mut groups: BTreeMap<(usize, usize), (Span, Vec<&Waiting>)> = BTreeMap::new();
    for one in &cx.calendar.spans.waiting {
        let near = |&(_, post): &(usize, &Post)| post.role == one.role && people.line(one.unit).any(|up| up == post.unit);
        let post = people.posts.iter().enumerate().find(near).map(|(_, post)| post);
        let staff = &cx.corpus.units[one.unit].staff[people.posts[one.post].entry].value.detail;
        let (unit, span) = match (post, &staff.coached_by) {
            (Some(post), _) => (post.unit, post.span),
            (None, Some(coach)) if one.coach => (one.unit, coach.span),
            (None, _) => continue,
        };
        groups.entry((unit, one.role)).or_insert((span, Vec::new())).1.push(one);
    }
    for ((unit, role), (span, those)) in groups {
        let told = vacant.iter().any(|&(place, known)| known == role && place.is_none_or(|place| people.line(unit).any(|up| up == place)));
        // A unit that must have the role is asked by place-without-role.
        let kind = cx.corpus.units[unit].kind.map(|kind| kind.value);
        let promised = cx.corpus.roles[role].required_in.iter().any(|needed| Some(needed.value) == kind);
        if !told && !promised && !is_designing(cx, unit) {
            report_waiting(cx, unit, role, span, &those, out);
        }
    }
}

fn report_waiting(cx: &Ctx<'_>, unit: usize, role: usize, span: Span, those: &[&Waiting], out: &mut Reporter<'_>) {
    let corpus = cx.corpus;
    let posts = |coach: bool| those.iter().filter(move |one| one.coach == coach).map(|one| &cx.facts.people.posts[one.post]);
    let wait = |coach: bool, one: &str, many: &str| match cx.facts.people.count(posts(coach)) {
        Some(0) => None,
        Some(1) => Some(format!("1 person {one}")),
        Some(people) => Some(format!("{people} people {many}")),
        None => Some(format!("people {many}")),
    };
    let waiting = [wait(true, "is to be coached by one", "are to be coached by one"), wait(false, "reports to one", "report to one")];
    let waiting: Vec<String> = waiting.into_iter().flatten().collect();
    let (title, place) = (&corpus.roles[role], &corpus.units[unit]);
    let named = title.title.as_ref().map_or(title.id(), |title| &title.value);
    let at = place.title.as_ref().map_or(place.id(), |title| &title.value);
    let message = format!("nobody is {} in {} or above it, and {}", excerpt(named, 60), excerpt(at, 60), waiting.join(", and "));
    let finding = out.report("waiting", span, message);
    finding.item(place.address()).help(format!(
        "Fill the post, or say who does it until then: list somebody under “staff”, or name another coach with `coached_by`. Nobody elsewhere is counted as their {}.",
        excerpt(named, 60)
    ));
    for one in those.iter().take(12) {
        finding.related(cx.facts.people.posts[one.post].span, if one.coach { "without a coach" } else { "without someone to report to" });
    }
}

fn is_designing(cx: &Ctx<'_>, unit: usize) -> bool {
    cx.corpus.units[unit].phase.is_some_and(|phase| phase.value == Phase::Design)
}

fn report(cx: &Ctx<'_>, place: Option<usize>, role: usize, letters: &[(&Act<'_>, &Letter)], out: &mut Reporter<'_>) {
    let own = |(act, _): &&(&Act<'_>, &Letter)| cx.corpus.priorities[act.priority].is_own();
    let Some(&(act, held)) = letters.iter().find(own).or(letters.first()) else { return };
    let role = cx.corpus.roles[role].id();
    let at = place.map_or_else(String::new, |unit| format!(" in {}", cx.corpus.units[unit].id()));
    let others = match letters.len() - 1 {
        0 => String::new(),
        1 => " and 1 more action".to_owned(),
        others => format!(" and {others} more actions"),
    };
    let does = if held.letter == 'A' { "answers for" } else { "alone does" };
    let what = format!("“{}” of {}", act.entry.id(), cx.corpus.priorities[act.priority].id());
    let finding = out.report("vacant", held.span, format!("{role} {does} {what}{others}, but nobody holds that role{at}"));
    finding
        .item(cx.corpus.address(act.loc()))
        .help(format!("Fill the post and list {role} under “staff”, or give the work to a role that somebody holds."));
    for (_, other) in letters.iter().filter(|(_, other)| other.span != held.span) {
        finding.related(other.span, "given to the same role");
    }
}

//! Someone who answers for work far below them.

use super::Ctx;
use crate::analysis::reporting::Reporting;
use crate::analysis::work::{Act, Letter};
use crate::diag::{Case, Level, Reporter, Standing, Threshold};
use crate::model::{Collection, Loc};

const STEPS: Threshold = Threshold {
    name: "steps",
    unit: "reporting steps from R up to A, from which A is remote",
    default: 2.0,
    standing: Standing::Unsourced,
    source: "no source found for the number; a judgement",
};

rule! {
    "remote-accountability", Accountability,
    "whoever answers for an action is several reporting steps above everyone who does it",
    cases: [Case::new("far-above", Level::Advice)],
    thresholds: [STEPS],
    check
}

/// How far an action's A is above those who do it.
enum Distance {
    /// Someone who does it is near, or does not report to A at all.
    Near,
    /// Everyone who does it is at least that many steps below.
    Far(usize),
    /// Somebody's line is not stated.
    Unknown,
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let lines = Reporting::new(cx.corpus);
    let limit = out.limit(&STEPS);
    for act in cx.facts.work.active().flat_map(|(at, _)| cx.facts.work.acts_of(at)) {
        if act.holding("R").next().is_none() {
            continue;
        }
        for held in act.holding("A") {
            match distance(cx, &lines, act, held.actor, limit) {
                Distance::Near => out.met(),
                Distance::Unknown => {
                    let address = cx.corpus.address(act.loc());
                    out.not_assessed(address, "a role that does it does not say whom it reports to", "roles.ID.reports_to");
                }
                Distance::Far(steps) => report(cx, act, held, steps, out),
            }
        }
    }
}

fn distance(cx: &Ctx<'_>, lines: &Reporting, act: &Act<'_>, accountable: Loc, limit: f64) -> Distance {
    let Some(above) = person(cx, accountable) else { return Distance::Unknown };
    let (mut nearest, mut unknown) = (usize::MAX, false);
    for held in act.holding("R") {
        let below = person(cx, held.actor);
        match below.map(|below| lines.steps_up(below, above)) {
            Some(Some(steps)) => nearest = nearest.min(steps),
            // A line that is stated and does not lead to A is another kind of distance.
            Some(None) if below.is_some_and(|below| cx.corpus.roles[below].reports_to.is_some()) => return Distance::Near,
            _ => unknown = true,
        }
    }
    match () {
        () if (nearest as f64) < limit => Distance::Near,
        () if unknown => Distance::Unknown,
        () => Distance::Far(nearest),
    }
}

/// The role that speaks for an actor: itself, or a committee's chair.
fn person(cx: &Ctx<'_>, actor: Loc) -> Option<usize> {
    match actor.collection() {
        Collection::Roles => Some(actor.index()),
        _ => cx.corpus.committees.get(actor.index())?.chair.as_ref()?.to.map(Loc::index),
    }
}

fn report(cx: &Ctx<'_>, act: &Act<'_>, held: &Letter, steps: usize, out: &mut Reporter<'_>) {
    let priority = cx.corpus.priorities[act.priority].id();
    let who = &cx.corpus.id_of(held.actor).value;
    let message = format!(
        "{who} answers for “{}” of {priority}, but even the nearest of those who do it is {steps} reporting steps below",
        act.entry.id()
    );
    let finding = out.report("far-above", held.span, message);
    finding.item(cx.corpus.address(act.loc()));
    finding.help("Give A to the lowest level that can answer for it: someone who does the work, or the one they report to.");
    for doing in act.holding("R") {
        finding.related(doing.span, "does it");
    }
}

//! A measure of this year's work that is not on its way to its target.

use super::{Ctx, Limit};
use crate::analysis::pace::{self, Pace, Status, Target};
use crate::diag::{Case, Level, Reporter};
use crate::model::{Entry, Id, Item, Measure, Priority};
use crate::text::figure::day;
use crate::text::{Span, excerpt};

rule! {
    "off-track", Alignment,
    "a measure of an active priority is worse than at the start, missed its target, or is behind",
    cases: [Case::new("worse", Level::Warning), Case::new("missed", Level::Warning), Case::new("behind", Level::Advice)],
    thresholds: [],
    check
}

fn check(cx: &Ctx<'_>, out: &mut Reporter<'_>) {
    let cadence = Limit::new(out.limits()).cadence();
    for (at, priority) in cx.facts.work.active() {
        for (measure, pace) in priority.measures.iter().zip(pace::all(cx.facts, at, cadence)) {
            judge(priority, measure, &pace, out);
        }
    }
}

fn judge(priority: &Item<Priority>, measure: &Entry<Id, Measure>, pace: &Pace, out: &mut Reporter<'_>) {
    let address = priority.address();
    let case = match pace.status {
        Status::NotAssessed(because, unlock) => return out.not_assessed(address, because, unlock),
        Status::NoReading => {
            return out.not_assessed(address, "a measure has no reading since the start", "priorities.ID.measures.ID.readings");
        }
        Status::Unread => {
            return out.not_assessed(
                address,
                "a target's day has passed, and the measure has no reading for it",
                "priorities.ID.measures.ID.readings",
            );
        }
        Status::Met | Status::OnTrack => return out.met(),
        Status::Worse => "worse",
        Status::Missed => "missed",
        Status::Behind => "behind",
    };
    let title = |text: Option<&crate::model::Text>, id: &str| excerpt(text.map_or(id, |text| &text.value), 60);
    let of = title(priority.title.as_ref(), priority.id());
    let name = format!("“{}” ({of})", title(measure.value.title.as_ref(), measure.id()));
    let Some(says) = says(pace) else { return };
    out.report(case, place(measure, pace), format!("{name} {says}")).item(address).help(help(pace));
}

/// The last reading.
fn place(measure: &Entry<Id, Measure>, pace: &Pace) -> Span {
    let reading = pace.reading.and_then(|reading| measure.value.readings.get(reading.index));
    reading.map_or(measure.span(), |entry| entry.value.span)
}

/// What came of it, with every number that the judgment rests on.
fn says(pace: &Pace) -> Option<String> {
    let reading = pace.reading?;
    let (read, on) = (pace.number(reading.value), day(reading.on));
    let way = pace.direction.map_or_else(String::new, |way| format!(" ({})", way.said()));
    let by = |target: Target| format!("{} by {}", pace.number(target.value), day(target.day));
    Some(match (pace.status, pace.baseline, pace.target) {
        (Status::Worse, Some(baseline), _) => {
            format!("is worse than at the start: {} then, {read} on {on}{way}", pace.number(baseline))
        }
        (Status::Missed, _, Some(target)) => format!("missed its target: {read} on {on}, {} was the target{way}", by(target)),
        (Status::Behind, Some(baseline), Some(target)) => {
            let (read, line) = pace.reading_and_line()?;
            let moved = if pace.has_not_moved() { "has not moved" } else { "is behind" };
            format!("{moved}: {read} on {on}, where {line} would be on track ({} at the start, {}){way}", pace.number(baseline), by(target))
        }
        _ => return None,
    })
}

fn help(pace: &Pace) -> &'static str {
    match pace.status {
        Status::Missed => {
            "Decide with those who do the work what changes now, and add the next target with its day under “targets”. If the work will not change, say that the target was not reached, and why, in a “note”."
        }
        _ => "Look with those who do the work at what is not happening, and decide what changes before the next reading.",
    }
}
